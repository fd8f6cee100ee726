"""What is read at a time: a sentence with its paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from khabar.model import BlockKind, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: its span, its paragraph's, and its words as they are read (as long as the original, code point for
    code point; `capitals` says that they were written in capitals and are read in usual case)."""

    span: Span
    block: Span
    words: str
    kind: BlockKind
    capitals: bool = False

    @property
    def aside(self) -> bool:
        """Whether it is read for names only: a headline, byline or dateline."""
        return self.kind is not BlockKind.BODY

    @property
    def question(self) -> bool:
        """Whether it asks, and so claims nothing."""
        return self.words.rstrip(" \t\n”\"’'»").endswith(("?", "؟"))


def passage_from(passages: Sequence[Passage], at: int) -> Passage | None:
    """The last passage that begins at `at` or before; `passages` in the text's order."""
    number = bisect_right(passages, at, key=lambda p: p.span.start)
    return passages[number - 1] if number else None
