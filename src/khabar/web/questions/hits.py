"""Where the words of a search stand in a text, in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from khabar.model.names import plain

_HITS = 5
_AROUND = 80  # code points shown on either side
_TEXT = 500_000  # code points of one report that are looked through
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
# A word as the index has it: letters with their marks, and the apostrophes that `plain` drops.
_WORD = re.compile(r"[\w'`\u00b4\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u2018\u2019\u02b9-\u02bf]+")

_Word = tuple[int, int, str]  # start, end, and the word as it is compared
_Term = tuple[tuple[str, ...], bool]  # words together, and whether the last of them is only a beginning


class Hits:
    """Looks for words, words together and beginnings, as `Filter.text` writes them."""

    def __init__(self, words: str) -> None:
        self._terms: list[_Term] = []
        for together, single in _PIECE.findall(re.sub("[“”„«»]", '"', words)):
            term = tuple(w for part in _WORD.findall(together or single) for w in _plain(part).split())
            if term and (term, single.endswith("*")) not in self._terms:
                self._terms.append((term, single.endswith("*")))

    def rows(self, text: str) -> list[dict[str, Any]]:
        """The first places where they stand, in the text's order, each with the words around it: all words together
        where they stand so, else every word once before any comes twice."""
        words = [(m.start(), m.end(), _plain(m[0])) for m in _WORD.finditer(text[:_TEXT])]
        whole = tuple(w for term, _ in self._terms for w in term)
        together = _found(words, [(whole, self._terms[-1][1])]) if self._terms else ()
        found = sorted(together) or sorted(_found(words, self._terms))
        firsts = {term: (start, end) for start, end, term in reversed(found)}
        chosen = sorted(firsts.values())[:_HITS]
        for start, end, _ in found:
            if len(chosen) == _HITS:
                break
            if (start, end) not in chosen:
                chosen.append((start, end))
        return [_row(text, start, end) for start, end in sorted(chosen)]


def _found(words: list[_Word], terms: list[_Term]) -> Iterator[tuple[int, int, int]]:
    for number, (term, begins) in enumerate(terms):
        for at in range(len(words) - len(term) + 1):
            if _fits(words, at, term, begins):
                yield words[at][0], words[at + len(term) - 1][1], number


def _fits(words: list[_Word], at: int, term: tuple[str, ...], begins: bool) -> bool:
    last = len(term) - 1
    for n, wanted in enumerate(term):
        word = words[at + n][2]
        if word != wanted and not (begins and n == last and word.startswith(wanted)):
            return False
    return True


def _row(text: str, start: int, end: int) -> dict[str, Any]:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0]
    return {"span": [start, end], "before": _flat(before), "words": _flat(text[start:end]), "after": _flat(after)}


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words)


@lru_cache(maxsize=1 << 15)
def _plain(word: str) -> str:
    return plain(word)
