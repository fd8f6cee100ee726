"""Copy in capitals throughout, turned into what a tagger reads better, code point for code point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from khabar.model import Span
from khabar.text.sentence import sentences

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_VOWELS = frozenset("AEIOUY")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?")
_PARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)[-’']", re.IGNORECASE)
_ALWAYS = {
    word.upper(): word
    for word in (
        "January February March April June July August September October November December Jan. Feb. Aug. "
        "Sept. Oct. Nov. Dec. Monday Tuesday Wednesday Thursday Friday Saturday Sunday I UN EU NATO USA UAE "
        "UK AFP Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Lt Lt. Gen Gen. Col Col. Maj Maj. Brig Brig. Capt Capt. Sgt "
        "Sgt. St. km mph kg"
    ).split()
}
_TITLES = frozenset(
    "general gen gen. colonel col col. major maj maj. brigadier brig brig. captain capt capt. "
    "lieutenant lt lt. sergeant sgt sgt. president minister premier chancellor king sheikh imam "
    "ayatollah mr mr. mrs mrs. ms ms. dr dr. commander spokesman spokeswoman spokesperson senator "
    "governor mayor ambassador admiral marshal".split()
)
_PLAIN = frozenset(
    "the a an of in on at by for from to with and or but as is was were are has had have will would may "
    "said says told that who which his her its their he she it they we not no also then after before "
    "during against over between into general colonel major minister ordered warned called visited met "
    "made added denied announced arrived".split()
)
_MOST_WORDS = 5
_NAMED_AFTER_TITLE = 2


def cased(text: str, names: Callable[[str], str | None] | None = None) -> str:
    """A paragraph in capitals throughout in ordinary case, code point for code point; any other as it is.

    Sentences, titles with the two words behind them, days, months and names in al- get their capitals; initialisms
    keep them. `names` gives the proper spelling of a word or phrase (as it stands in `text`), or None; a spelling of
    another length is not used. Characters whose lower case is longer stay as they are.
    """
    if not _is_shouted(text):
        return text
    letters = [_lower(character) for character in text]
    for span in sentences(text, Span(0, len(text))):
        _capitalise(letters, text, _first_letter(text, span))
    words = list(_WORD.finditer(text))
    _restore_words(letters, text, words)
    if names:
        for at, proper in _named(text, words, names):
            letters[at : at + len(proper)] = proper
    return "".join(letters)


def _is_shouted(text: str) -> bool:
    capitals = sum(character.isupper() for character in text)
    small = sum(character.islower() for character in text)
    return capitals >= 12 and small * 10 <= capitals and any(len(word) > 4 for word in text.split())


def _lower(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def _capitalise(letters: list[str], text: str, at: int | None) -> None:
    if at is not None:
        letters[at] = text[at]


def _first_letter(text: str, span: Span) -> int | None:
    return next((at for at in range(span.start, span.end) if text[at].isalpha()), None)


def _restore_words(letters: list[str], text: str, words: list[re.Match[str]]) -> None:
    """Capitals for initialisms, titles with the names behind them, days, months, and names in al-."""
    named = 0
    for match in words:
        word, start = match[0], match.start()
        bare = word.rstrip(".")
        proper = _ALWAYS.get(word) or _ALWAYS.get(bare)
        if _keeps_capitals(word):
            letters[start : match.end()] = word
        elif proper:
            letters[start : start + len(proper)] = proper
        elif _PARTICLE.match(word):
            _capitalise(letters, text, start + word.replace("’", "-").replace("'", "-").index("-") + 1)
        elif word.lower() in _TITLES or (named and bare.lower() not in _PLAIN):
            _capitalise(letters, text, start)
        if word.lower() in _TITLES:
            named = _NAMED_AFTER_TITLE
        else:
            named = 0 if bare.lower() in _PLAIN or word.endswith(".") else max(0, named - 1)


def _keeps_capitals(word: str) -> bool:
    if _DOTTED.fullmatch(word):
        return word.upper() not in ("A.M.", "P.M.", "A.M", "P.M")
    bare = word.rstrip(".")
    return 2 <= len(bare) <= 4 and bare.isalpha() and not _VOWELS & set(bare) and word.upper() not in _ALWAYS


def _named(text: str, words: list[re.Match[str]], names: Callable[[str], str | None]) -> Iterator[tuple[int, str]]:
    """Where `names` knows words or phrases, the longest first, with their spelling of the same length."""
    at = 0
    while at < len(words):
        for last in range(min(len(words), at + _MOST_WORDS) - 1, at - 1, -1):
            start, end = words[at].start(), words[last].end()
            proper = names(text[start:end])
            if proper is not None and len(proper) == end - start:
                yield start, proper
                at = last
                break
        at += 1
