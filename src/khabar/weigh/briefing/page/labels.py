"""Room for names on a drawing: each beside its point where it covers nothing, else not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_LETTER, _SPACED, _LINE = 5.4, 8.0, 11.0
"""About how wide a letter is drawn, also where letters are set apart, and how high."""
_LONGEST = 34


class Box(NamedTuple):
    """A rectangle on the drawing, from its upper left."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two share ground."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height

    def holds(self, other: Box) -> bool:
        """Whether the other lies in it wholly."""
        across = self.x <= other.x and other.x + other.width <= self.x + self.width
        return across and self.y <= other.y and other.y + other.height <= self.y + self.height


class Label(NamedTuple):
    """Words with the point where they start, on their base line."""

    words: str
    x: float
    y: float
    style: str


Wanted = tuple[str, float, float, str]
"""A name, the point that it names, its style."""


def placed(wanted: Sequence[Wanted], taken: Sequence[Box], frame: Box) -> list[Label]:
    """The names that find room beside their points, the first wanted first."""
    full = list(taken)
    labels: list[Label] = []
    for words, x, y, style in wanted:
        if len(words) > _LONGEST or any(label.words == words for label in labels):
            continue
        wide = len(words) * (_SPACED if "country" in style else _LETTER)
        for left, top in _beside(x, y, wide):
            box = Box(left, top, wide, _LINE)
            if frame.holds(box) and not any(box.meets(other) for other in full):
                full.append(box)
                labels.append(Label(words, left, top + _LINE - 2.5, style))
                break
    return labels


def _beside(x: float, y: float, wide: float) -> tuple[tuple[float, float], ...]:
    """Where the upper left of a name may come, the best first: right, left, above, below, the corners."""
    half = _LINE / 2
    return (
        (x + 7, y - half),
        (x - 7 - wide, y - half),
        (x - wide / 2, y - 7 - _LINE),
        (x - wide / 2, y + 7),
        (x + 5, y - 5 - _LINE),
        (x + 5, y + 5),
        (x - 5 - wide, y - 5 - _LINE),
        (x - 5 - wide, y + 5),
        (x + 7, y - 18 - _LINE),
        (x + 7, y + 18),
        (x - 7 - wide, y - 18 - _LINE),
        (x - 7 - wide, y + 18),
    )
