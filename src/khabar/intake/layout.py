"""The order in which the lines on a page are read: columns one after the other, and what stands apart in paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_WIDE = 8
"""A column is so many times as wide as its lines are high; what is narrower is a table's, and read row by row."""
_APART = 0.7
"""So much of a line's height between two lines parts paragraphs."""
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """Words on a page, how sure they are read so (0 to 1), and where they stand, in pixels from the top left."""

    words: str
    score: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return self.bottom - self.top


def text(lines: Sequence[Line]) -> str:
    """The words of a page in the order of reading, with an empty line between paragraphs."""
    return "\n\n".join("\n".join(_rows(block)) for block in _blocks(lines, 0))


def _blocks(lines: Sequence[Line], depth: int) -> Iterator[Sequence[Line]]:
    """Cut where no line crosses: first between columns, then between paragraphs."""
    if not lines:
        return
    high = median(line.height for line in lines)
    for cut in (_columns, _paragraphs) if depth < _DEEPEST else ():
        parts = cut(lines, high)
        if len(parts) > 1:
            for part in parts:
                yield from _blocks(part, depth + 1)
            return
    yield lines


def _columns(lines: Sequence[Line], high: float) -> list[list[Line]]:
    parts = _cut(lines, lambda line: (line.left, line.right), high)
    wide = all(len(p) > 2 and median(line.right - line.left for line in p) > _WIDE * high for p in parts)
    return parts if wide else [list(lines)]


def _paragraphs(lines: Sequence[Line], high: float) -> list[list[Line]]:
    return _cut(lines, lambda line: (line.top, line.bottom), _APART * high)


def _cut(lines: Sequence[Line], ends: Callable[[Line], tuple[float, float]], gap: float) -> list[list[Line]]:
    """The lines in groups with more than `gap` between them, along one direction."""
    parts: list[list[Line]] = []
    reached = 0.0
    for line in sorted(lines, key=ends):
        start, end = ends(line)
        if not parts or start - reached > gap:
            parts.append([])
            reached = end
        parts[-1].append(line)
        reached = max(reached, end)
    return parts


def _rows(lines: Sequence[Line]) -> Iterator[str]:
    """Lines from top to bottom; what stands beside each other is one."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        if row and (line.top + line.bottom) / 2 > row[0].bottom:
            yield " ".join(one.words for one in sorted(row, key=lambda one: one.left))
            row = []
        row.append(line)
    yield " ".join(one.words for one in sorted(row, key=lambda one: one.left))
