"""The map of a brief: its places to the precision of the reports, borders by the packs' lines, a scale bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, dist, radians

from khabar.model import Passage, Place
from khabar.weigh.briefing.brief import Brief
from khabar.weigh.briefing.page import legs
from khabar.weigh.briefing.page.labels import Box, Label, Wanted, placed
from khabar.weigh.briefing.page.markup import Markup, el, joined
from khabar.weigh.briefing.spots import Firmness, Spot
from khabar.weigh.wording import listed, number

WIDTH = 360.0
_TALLEST, _FLATTEST = 380.0, 200.0
_KM_A_DEGREE = 111.2
_LEAST_DEGREES = 1.2
_FAR_KM = 600.0
"""Places further than this from the brief's first place are named below the map: one of them would shrink all."""
_WIDE = {"district": 25.0, "province": 90.0, "region": 90.0}
"""What a point stands for that is no point, with how far it reaches in km where nobody says."""
_SMALL_KM = 40.0
"""A wide place that reaches no further is shown whole; of a larger one the part that the map has room for."""
_WIDEST_KM = 400.0
_MOST_NAMES = 16
_RADIUS = 4.0
_CLASS = {Firmness.COUNTS: "counts", Firmness.WORD: "word", Firmness.NAMED: "named"}
_MEANING = {
    Firmness.COUNTS: "told by a source that counts",
    Firmness.WORD: "claimed by a party alone, or disputed",
    Firmness.NAMED: "named only",
}


_FADE = el(
    "defs",
    el(
        "radialGradient",
        el("stop", offset="0%", class_="within"),
        el("stop", offset="65%", class_="within"),
        el("stop", offset="100%", class_="without"),
        id="fade",
    ),
)
"""A province is no point and has no edge on this map."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Equirectangular with the cosine of the middle latitude: true enough for a few hundred kilometers."""

    west: float
    north: float
    shrink: float
    scale: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies on the drawing."""
        return (lon - self.west) * self.shrink * self.scale, (self.north - lat) * self.scale

    @property
    def px_a_km(self) -> float:
        """The length of a kilometer on the drawing."""
        return self.scale / _KM_A_DEGREE


_Point = tuple[float, float]
_Shown = tuple[Spot, Place]


def plan(brief: Brief, located: Mapping[str, Place]) -> Markup:
    """The map as a figure; nothing where no place of the brief can be drawn."""
    known = [(spot, located[spot.entity]) for spot in brief.spots if spot.entity in located]
    lines = [p for _, p in known if len(p.line) > 1]
    points = [(s, p) for s, p in known if _drawable(p)]
    stretches = legs.ways(brief.legs, located)
    own = [*(known[0][1].line if known and len(known[0][1].line) > 1 else ()), *legs.framed(stretches)]
    near, far = _near(points, own)
    sharp = [(s, p) for s, p in near if p.precision not in _WIDE]
    soft = [(s, p) for s, p in near if p.precision in _WIDE]
    corners = [*own, *((_lon(p), _lat(p)) for _, p in sharp)] or [(_lon(p), _lat(p)) for _, p in soft]
    corners += [(_lon(p), _lat(p)) for _, p in soft if _reach(p) <= _SMALL_KM]
    if not corners:
        return joined()
    frame = _frame(corners)
    borders = [p for p in located.values() if p.kind == "border" and len(p.line) > 1 and _crosses(p, frame)]
    drawn = {p.id: p for p in (*lines, *borders)}
    labels, unnamed = _labels([*near, *_stops(stretches, near, located)], list(drawn.values()), located, frame)
    svg = el(
        "svg",
        _FADE,
        *(_circle(s, p, frame) for s, p in soft),
        *(_line(p, frame) for p in drawn.values()),
        *legs.drawn(stretches, frame.at),
        *(_pin(s, p, frame) for s, p in reversed(sharp)),
        *(_name(label) for label in labels),
        _bar(frame),
        viewBox=f"0 0 {WIDTH:g} {frame.height:g}",
        role="img",
        aria_label=f"Map of {brief.title}",
    )
    names = [*unnamed, *(s.name for s, _ in far)]
    return el("figure", svg, _caption(near, bool(soft), names, legs.keys(stretches)), class_="plan")


def _stops(stretches: Sequence[legs.Way], near: Sequence[_Shown], located: Mapping[str, Place]) -> list[_Shown]:
    """The ends of stretches that the brief does not speak of otherwise."""
    shown = {spot.entity for spot, _ in near}
    told = sorted(stretches, key=lambda way: way.leg.state is Passage.UNKNOWN)
    ends = dict.fromkeys(id_ for way in told for id_ in (way.leg.start, way.leg.end) if id_ not in shown)
    return [(Spot(id_, located[id_].name, Firmness.NAMED, ()), located[id_]) for id_ in ends]


def _drawable(place: Place) -> bool:
    if place.lat is None or place.lon is None or place.kind == "country" or place.precision == "country":
        return False
    return len(place.line) < 2 and (place.error_km or 0.0) <= _WIDEST_KM


def _lon(place: Place) -> float:
    return place.lon or 0.0


def _lat(place: Place) -> float:
    return place.lat or 0.0


def _near(points: Sequence[_Shown], own: Sequence[_Point]) -> tuple[list[_Shown], list[_Shown]]:
    """The points that lie with the brief's own line, or its first place, and those that lie too far off."""
    anchors = list(own) or [(_lon(p), _lat(p)) for _, p in points[:1]]
    near: list[_Shown] = []
    far: list[_Shown] = []
    for spot, place in points:
        away = min((_km(a, (_lon(place), _lat(place))) for a in anchors), default=0.0)
        (near if away <= _FAR_KM else far).append((spot, place))
    return near, far


def _km(one: _Point, other: _Point) -> float:
    dx = (one[0] - other[0]) * cos(radians((one[1] + other[1]) / 2))
    dy = one[1] - other[1]
    return float((dx * dx + dy * dy) ** 0.5 * _KM_A_DEGREE)


def _frame(corners: Sequence[_Point]) -> _Frame:
    west, east = min(c[0] for c in corners), max(c[0] for c in corners)
    south, north = min(c[1] for c in corners), max(c[1] for c in corners)
    shrink = max(0.1, cos(radians((south + north) / 2)))
    width = max((east - west) * shrink, _LEAST_DEGREES) * 1.3
    height = max(north - south, _LEAST_DEGREES * 0.6) * 1.25
    height = min(max(height, width * _FLATTEST / WIDTH), max(height, width * 0.1))
    width = max(width, height * WIDTH / _TALLEST)
    scale = WIDTH / width
    drawn = max(_FLATTEST, height * scale)
    middle = ((west + east) / 2, (south + north) / 2)
    return _Frame(middle[0] - width / shrink / 2, middle[1] + drawn / scale / 2, shrink, scale, drawn)


def _crosses(place: Place, frame: _Frame) -> bool:
    return any(0 <= x <= WIDTH and 0 <= y <= frame.height for x, y in (frame.at(*vertex) for vertex in place.line))


def _line(place: Place, frame: _Frame) -> Markup:
    vertices = " ".join(f"{x:.1f},{y:.1f}" for x, y in (frame.at(*vertex) for vertex in place.line))
    return el("polyline", el("title", place.name), points=vertices, class_="border")


def _circle(spot: Spot, place: Place, frame: _Frame) -> Markup:
    x, y = frame.at(_lon(place), _lat(place))
    told = el("title", f"{spot.name}: somewhere in it; {_MEANING[spot.firmness]}")
    return el("circle", told, cx=x, cy=y, r=max(_reach(place) * frame.px_a_km, 3 * _RADIUS), fill="url(#fade)")


def _reach(place: Place) -> float:
    """How far something wide reaches from its middle, in km."""
    return place.error_km or _WIDE[place.precision]


def _pin(spot: Spot, place: Place, frame: _Frame) -> Markup:
    x, y = frame.at(_lon(place), _lat(place))
    told = el("title", f"{spot.name}: {_MEANING[spot.firmness]}")
    radius = _RADIUS * (0.75 if spot.firmness is Firmness.NAMED else 1)
    return el("circle", told, cx=x, cy=y, r=radius, class_=f"pin {_CLASS[spot.firmness]}")


def _countries(lines: Sequence[Place], located: Mapping[str, Place], frame: _Frame) -> list[Wanted]:
    """The countries on either side of the borders, at their middle or as near to it as the map goes."""
    codes = {code for line in lines for code in line.between}
    found = []
    for place in sorted(located.values(), key=lambda p: p.id):
        if place.kind == "country" and place.country in codes and place.lat is not None and place.lon is not None:
            x, y = frame.at(place.lon, place.lat)
            found.append((place.name.upper(), *_inside(place.name, (x, y), frame), "halo small country"))
    return found


def _name_at(spot: Spot, place: Place, frame: _Frame) -> _Point:
    """The point to be named; of something wide whose middle is beyond the map, one that is on it, if any is."""
    point = frame.at(_lon(place), _lat(place))
    inside = _inside(spot.name, point, frame)
    reached = place.precision in _WIDE and dist(point, inside) <= _reach(place) * frame.px_a_km
    return inside if reached else point


def _inside(name: str, point: _Point, frame: _Frame) -> _Point:
    """Where on the map the name of something wide may stand, whose middle may lie beyond it."""
    side = 4.0 * len(name) + 12
    return min(max(point[0], side), WIDTH - side), min(max(point[1], 30.0), frame.height - 40)


def _labels(
    near: Sequence[_Shown], lines: Sequence[Place], located: Mapping[str, Place], frame: _Frame
) -> tuple[list[Label], list[str]]:
    """The names that find room, and those that do not."""
    spots = [(s, frame.at(_lon(p), _lat(p))) for s, p in near]
    taken = [Box(x - _RADIUS, y - _RADIUS, 2 * _RADIUS, 2 * _RADIUS) for _, (x, y) in spots]
    taken.append(Box(0, frame.height - 24, 120, 24))  # the scale bar
    wanted: list[Wanted] = [(s.name, *_name_at(s, p, frame), "halo") for s, p in near]
    wanted[_MOST_NAMES:] = []
    for place in lines:
        inside = [(x, y) for x, y in (frame.at(*v) for v in place.line) if 0 <= x <= WIDTH and 0 <= y <= frame.height]
        if inside:
            x, y = inside[len(inside) // 2]
            wanted.append((place.name, x, y, "halo small"))
    wanted += _countries(lines, located, frame)
    labels = placed(wanted, taken, Box(0, 0, WIDTH, frame.height))
    names = {label.words for label in labels}
    return labels, [s.name for s, _ in near if s.name not in names]


def _name(label: Label) -> Markup:
    return el("text", label.words, x=label.x, y=label.y, class_=label.style)


def _bar(frame: _Frame) -> Markup:
    """A round length of at most a third of the width."""
    km = next(k for k in _round_lengths() if k * frame.px_a_km <= WIDTH / 3)
    y, long = frame.height - 10, km * frame.px_a_km
    rule = el("path", d=f"M10 {y - 4:.1f}V{y:.1f}H{10 + long:.1f}V{y - 4:.1f}", class_="rule")
    return joined(rule, el("text", f"{number(km)} km", x=14 + long, y=y, class_="halo"))


def _round_lengths() -> Iterator[float]:
    power = 1000.0
    while True:
        yield from (5 * power, 2 * power, power)
        power /= 10


def _caption(near: Sequence[_Shown], soft: bool, unnamed: Sequence[str], of_legs: Sequence[Markup]) -> Markup:
    shown = {s.firmness for s, p in near if p.precision not in _WIDE}
    keys = [_key(_CLASS[f], _MEANING[f], 3) for f in sorted(shown, reverse=True)]
    if soft:
        keys.append(_key("soft", "somewhere in this area", 5))
    names = list(dict.fromkeys(unnamed))
    rest = f" Without a name here, or beyond the map: {listed(names)}." if names else ""
    return el("figcaption", *keys, *of_legs, rest)


def _key(style: str, words: str, radius: float) -> Markup:
    mark = el("svg", el("circle", cx=5, cy=5, r=radius, class_=style), viewBox="0 0 10 10", aria_hidden="true")
    return joined(el("span", mark, words, class_="key"), " ")
