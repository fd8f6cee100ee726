"""Full text on PostgreSQL: texts as its `tsvector`, cut into rows, and questions as its `tsquery`.

Words are cut apart here and not by the server, so that the same words are found whatever it was set up with. A
`tsvector` holds no position beyond 16,383 and no more than 256 of one word; rows of 250 words never come near, and
overlap, so that words that stand together do so in one row, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.model.names import plain

ROW = 250
"""Words in a row."""
OVERLAP = 50
"""Words of a row that the next one begins with; longer phrases are looked for in pieces."""
LONGEST = 100
"""Characters of a word by which it is known; PostgreSQL takes 2,046 bytes."""

_PHRASE = re.compile(r'"([^"]*)"(\*?)')


def tokens(text: str) -> list[str]:
    """The words of a `plain` text, as SQLite's `unicode61` has them: letters and digits in a row."""
    return [word[:LONGEST] for word in "".join(c if c.isalnum() else " " for c in text).split()]


def vectors(*texts: str) -> Iterator[str]:
    """The rows for texts, each as a `tsvector` is written. Words of two texts never stand together."""
    for text in texts:
        words = tokens(text)
        for start in range(0, max(len(words) - OVERLAP, 1) if words else 0, ROW - OVERLAP):
            yield " ".join(f"{_quoted(word)}:{at}" for at, word in enumerate(words[start : start + ROW], 1))


def asked(query: str) -> list[str]:
    """The `tsquery` of each phrase in a question that `filter.words_query` made; a row must have each, but for longer
    texts not one row all."""
    found = dict[str, None]()
    for phrase, begins in _PHRASE.findall(query):
        words = [_quoted(word) for word in tokens(plain(phrase))]
        for start in range(0, len(words), OVERLAP):
            piece = words[start : start + OVERLAP]
            last = start + OVERLAP >= len(words)
            found[" <-> ".join(piece) + (":*" if begins and last else "")] = None
    return list(found)


def _quoted(word: str) -> str:
    return f"'{word}'"  # letters and digits alone: nothing in it needs escaping
