"""One spelling for the many ways in which the press writes a name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Straight and curly quotes, primes, and the letters that romanisation uses for hamza and ayn.
_APOSTROPHES = "'`\u00b4\u2018\u2019\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\uff07"
_TATWEEL = "\u0640"  # stretches an Arabic word, and means nothing
_DROPPED = dict.fromkeys(map(ord, _APOSTROPHES + _TATWEEL))
# Alef wasla, alef maqsura, Persian yeh and kaf, and Latin letters whose stroke or missing dot is no accent.
_LETTERS = str.maketrans("\u0671\u0649\u06cc\u06a9\u0131øđł", "\u0627\u064a\u064a\u0643iodl")
_ARTICLES = frozenset({"al", "el", "the"})
_ASSIMILATED = {"ad": "d", "an": "n", "ar": "r", "as": "s", "ash": "sh", "at": "t", "az": "z"}


def plain(text: str) -> str:
    """Words for comparing and searching: lower case, no accents, vowel signs, apostrophes; one space between.

    Dashes and control characters become spaces, hamza seats and Persian letters plain Arabic ones; lone surrogates
    go. Idempotent; other punctuation stays.
    """
    bare = unicodedata.normalize("NFKD", text.translate(_DROPPED)).casefold()
    bare = unicodedata.normalize("NFKD", bare).translate(_DROPPED).translate(_LETTERS)
    return " ".join("".join(map(_kept, bare)).split())


@lru_cache(maxsize=1 << 15)  # the packs' names are folded again for each text
def fold(name: str) -> str:
    """The form under which two spellings of one name meet: `plain`, less a leading article.

    Articles are al, el, the, and the forms that al takes before a like consonant (ash-Sham, an-Najaf, but not Ash
    Carter); the Arabic ال stays. Never drops the last word. Idempotent.
    """
    words = plain(name).split()
    first = 0
    while first < len(words) - 1 and _is_article(words[first], words[first + 1]):
        first += 1
    return " ".join(words[first:])


def _is_article(word: str, following: str) -> bool:
    like = _ASSIMILATED.get(word)
    return word in _ARTICLES or (like is not None and following.startswith(like))


def _kept(char: str) -> str:
    if char.isascii() and char.isalnum():
        return char
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cs"):
        return ""
    return " " if category in ("Pd", "Cc") else char
