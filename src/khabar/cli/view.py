"""What commands show: lines of pieces, each piece with its style, before anybody knows where they go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Styled(NamedTuple):
    """Words and the name of their style (see `screen`)."""

    text: str
    style: str


Piece = str | Styled


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces in order, and how many columns it is indented by."""

    pieces: tuple[Piece, ...] = ()
    indent: int = 0

    @property
    def text(self) -> str:
        """The bare words."""
        return "".join(p if isinstance(p, str) else p.text for p in self.pieces)


def line(*pieces: Piece, indent: int = 0) -> Line:
    """A line of these pieces."""
    return Line(pieces, indent)


BLANK = Line()
