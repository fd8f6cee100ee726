"""One spelling for the many ways in which the press writes a name."""

from __future__ import annotations

import re
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
    return " ".join(bare.translate(_KEPT).split())


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


class _Kept(dict[int, str]):
    """What becomes of each letter; looked up once, for whole reports are compared by their letters."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        gone = category in ("Mn", "Me", "Cf", "Cs")
        self[code] = kept = "" if gone else " " if category in ("Pd", "Cc") else chr(code)
        return kept


_KEPT = _Kept()


# How one sound of another script is written in Latin letters, each in the form in which `romanised` has it.
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"^abd(?:[ue][lrsdnz])?(?=[b-df-hj-np-tv-z]|$)", "abd"),
        (r"dj", "j"),
        (r"ch", "sh"),
        (r"ph", "f"),
        (r"gh|q|g", "k"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ee|ie|y", "i"),
        (r"[ow]", "u"),
        (r"([^\W\d])\1+", r"\1"),
        (r"(?<=[aeiu])h$", ""),
        (r"(?<=.)[ae]$", "a"),
    )
)
_NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_INNER = _ASSIMILATED | {"ed": "d", "en": "n", "er": "r", "es": "s", "esh": "sh", "et": "t", "ez": "z"}
_LOOSE = str.maketrans("ae", "ii")
_E_MAY_BE = frozenset("aei")


@lru_cache(maxsize=1 << 15)
def romanised(name: str) -> str:
    """A looser form than `fold`, under which most romanisations of one name meet; compare with `alike`.

    Without articles, spaces, hyphens and doubled letters; q, g and gh are k, dh is d, ou and oo are u, final -ah is -a.
    Other names may meet in it too: use it to propose, or where only one known name has it.
    """
    words = fold(name).split()
    kept = [w for w, following in zip(words, [*words[1:], ""], strict=False) if not _is_inner_article(w, following)]
    return "".join(map(_sounds, kept))


def skeleton(name: str) -> str:
    """The form of `romanised` that all names have that are `alike`: a, e and i are one."""
    return romanised(name).translate(_LOOSE)


def alike(one: str, other: str) -> bool:
    """Whether two names may be romanisations of one: their `romanised` forms differ at most in an e for an a or i."""
    a, b = romanised(one), romanised(other)
    return bool(a) and len(a) == len(b) and all(map(_same_letter, a, b))


def _same_letter(x: str, y: str) -> bool:
    return x == y or ("e" in (x, y) and {x, y} <= _E_MAY_BE)


def _sounds(word: str) -> str:
    form = "".join(c for c in _NUMERALS.get(word, word) if c.isalnum())
    for pattern, letter in _SOUNDS:
        form = pattern.sub(letter, form)
    return form


def _is_inner_article(word: str, following: str) -> bool:
    like = _INNER.get(word)
    return bool(following) and (word in ("al", "el", "ul") or (like is not None and following.startswith(like)))


OF_OFFICE = re.compile(
    r"of (?:(?:the )?(?:State|Defen[cs]e|War|Interior|Foreign Affairs|Finance|Health|Justice|Information|Energy|Oil|"
    r"Staff|Commerce|Culture|Education|Transport(?:ation)?|Agriculture|Labou?r|Trade|Security|"
    r"(?:Homeland|National) Security|Army|Navy|Treasury)(?: and (?=[A-Z]))?)+ (?=[A-Z])"
)
"""The end of an office between its title and the name: "of State" in "Secretary of State Kirk Onslow"."""
