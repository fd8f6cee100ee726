"""Stretches on a brief's map: open, closed, disputed and unknown are told apart by their marks, not by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import dist
from typing import NamedTuple

from khabar.model import Passage, Place, Progress
from khabar.weigh.briefing.lines import Leg
from khabar.weigh.briefing.page.markup import Markup, el, joined

Point = tuple[float, float]
At = Callable[[float, float], Point]

_CROSS = 3.5
_GATE = 7.0
_MEANING: dict[str, str] = {
    Passage.OPEN: "open",
    Passage.CLOSED: "closed",
    Passage.CONTESTED: "disputed",
    Passage.UNKNOWN: "nothing certain told",
    Progress.BUILT: "built",
    Progress.LEFT: "still to be built",
    Progress.PLANNED: "planned",
}
_MARKED = {Passage.CLOSED: "×", Passage.CONTESTED: "?"}


class Way(NamedTuple):
    """A stretch with its points by longitude and latitude."""

    leg: Leg
    points: tuple[Point, ...]

    @property
    def gate(self) -> bool:
        """Whether it is one place alone."""
        return self.leg.start == self.leg.end


def ways(legs: Sequence[Leg], located: Mapping[str, Place]) -> list[Way]:
    """The stretches both of whose ends can be drawn."""
    found = []
    for leg in legs:
        ends = [_point(located.get(id_)) for id_ in (leg.start, leg.end)]
        if ends[0] and ends[1]:
            line = located[leg.along].line if leg.along in located else ()
            found.append(Way(leg, _along(line, ends[0], ends[1]) if len(line) > 1 else (ends[0], ends[1])))
    return found


def _point(place: Place | None) -> Point | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lon, place.lat


def _along(line: Sequence[Point], start: Point, end: Point) -> tuple[Point, ...]:
    """The vertices of a line from the one nearest to the start to the one nearest to the end."""
    first, last = (min(range(len(line)), key=lambda i: dist(line[i], point)) for point in (start, end))
    part = line[min(first, last) : max(first, last) + 1]
    return tuple(part) if len(part) > 1 else (start, end)


def framed(found: Sequence[Way]) -> list[Point]:
    """The points that the map must hold: those of stretches of which something is told, of all where nothing is."""
    told = [w for w in found if w.leg.state is not Passage.UNKNOWN] or found
    return [point for way in told for point in way.points]


def drawn(found: Sequence[Way], at: At) -> Iterator[Markup]:
    """The stretches, those of which least is told undermost."""
    for way in sorted(found, key=lambda w: (w.gate, w.leg.state is not Passage.UNKNOWN)):
        points = [at(*point) for point in way.points]
        yield (_gate if way.gate else _line)(way.leg, points)


def _line(leg: Leg, points: Sequence[Point]) -> Markup:
    vertices = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    line = el("polyline", el("title", leg.words), points=vertices, class_=f"leg {leg.state.value}")
    (ax, ay), (bx, by) = points[(len(points) - 1) // 2], points[len(points) // 2]
    return joined(line, _mark(leg, (ax + bx) / 2, (ay + by) / 2))


def _gate(leg: Leg, points: Sequence[Point]) -> Markup:
    x, y = points[0]
    ring = el("circle", el("title", leg.words), cx=x, cy=y, r=_GATE, class_=f"gate {leg.state.value}")
    return joined(ring, _mark(leg, x, y))


def _mark(leg: Leg, x: float, y: float) -> Markup:
    if leg.state is Passage.CLOSED:
        cross = f"M{x - _CROSS:.1f} {y - _CROSS:.1f}l7 7m0 -7l-7 7"
        return el("path", d=cross, class_="cross")
    if leg.state is Passage.CONTESTED:
        return el("text", "?", x=x - 2.5, y=y + 3.5, class_="halo doubt")
    return joined()


def keys(found: Sequence[Way]) -> list[Markup]:
    """What the marks mean, for those that are drawn."""
    states = dict.fromkeys(state for state in _MEANING for way in found if way.leg.state == state)
    return [_key(next(w.leg for w in found if w.leg.state == state)) for state in states]


def _key(leg: Leg) -> Markup:
    line = el("polyline", points="0,5 20,5", class_=f"leg {leg.state.value}")
    mark = el("svg", line, _mark(leg, 10, 5), viewBox="0 0 20 10", aria_hidden="true", class_="wide")
    return joined(el("span", mark, _MEANING[leg.state], class_="key"), " ")
