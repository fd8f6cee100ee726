"""Stretches of a border or river between two places: "from Qaim to Rabia", as a line with its length."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geographiclib.geodesic import Geodesic

from khabar.model import Located, Place, Span
from khabar.resolve.places.distance import kilometres

Line = tuple[tuple[float, float], ...]

_NEAR = 60.0  # kilometres: a town farther from a border is no end of a stretch of it
_SORT = r"(?:the\s+)?(?:(?:city|town|village|district|crossing|area)\s+of\s+)?"
_WHERE = r"(?:,?\s+in\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,2}?){0,2}"  # "in Anbar province, in western Iraq"
_BEFORE = re.compile(rf"\b(?P<how>from|between)\s+{_SORT}\Z", re.IGNORECASE)
_AMID = {
    "from": re.compile(
        rf"{_WHERE},?\s+(?:all the way\s+|right\s+)?(?:up\s+|down\s+|through\s+)?to\s+{_SORT}", re.IGNORECASE
    ),
    "between": re.compile(rf"{_WHERE},?\s+and\s+{_SORT}", re.IGNORECASE),
}
_WIDEST = 80  # code points from one end's name to the other's
_LEAD = 28  # code points before the first name in which its "from" stands
_POINTS = frozenset({"town", "site", "district"})


def length_km(line: Line) -> float:
    """The length of a line of (lon, lat) points on the WGS84 ellipsoid, in kilometres (Karney's geodesics)."""
    legs = (Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"] for a, b in itertools.pairwise(line))
    return float(sum(legs)) / 1000


def with_stretches(places: Sequence[Located], text: str, lines: Iterable[Place]) -> tuple[Located, ...]:
    """The places, with each stretch whose two ends lie near one of the known lines, and with the lines that are named
    whole; in the text's order. `lines` are borders, rivers and barriers with a `line`."""
    known = {row.id: row for row in lines if len(row.line) > 1}
    if not known:
        return tuple(places)
    whole = [_whole(p, known[p.entity]) if p.entity in known else p for p in places]
    named = [known[i] for i in dict.fromkeys(p.entity for p in places) if i in known]
    found = list(_stretches([p for p in places if p.precision in _POINTS], text, named))
    return tuple(sorted([*whole, *found], key=lambda p: (p.span.start, -p.span.end)))


def _whole(place: Located, row: Place) -> Located:
    return replace(place, line=row.line, length_km=row.length_km or round(length_km(row.line), 1))


def _stretches(points: Sequence[Located], text: str, lines: Sequence[Place]) -> Iterator[Located]:
    for a, b in itertools.pairwise(points):
        if b.span.start - a.span.end > _WIDEST:
            continue
        before = _BEFORE.search(text, max(0, a.span.start - _LEAD), a.span.start)
        if before is None or not _AMID[before["how"].lower()].fullmatch(text, a.span.end, b.span.start):
            continue
        along = min(lines, key=lambda row: _away(a, row) + _away(b, row), default=None)
        if along is None or max(_away(a, along), _away(b, along)) > _NEAR:
            continue
        part = _between(along.line, a, b)
        if len(part) > 1:
            yield _stretch(Span(before.start(), b.span.end), text, (a, b), along, part)


def _stretch(span: Span, text: str, ends: tuple[Located, Located], along: Place, part: Line) -> Located:
    middle = part[len(part) // 2]
    return Located(
        span,
        span.of(text),
        f"{along.name}, {ends[0].name} to {ends[1].name}",
        None,
        middle[1],
        middle[0],
        country=along.country or None,
        precision="line",
        reason=f"along the line that the packs have for {along.name}, between the points of it nearest to both",
        line=part,
        length_km=round(length_km(part), 1),
    )


def _away(place: Located, row: Place) -> float:
    """Kilometres from a place to a line."""
    from shapely import LineString, Point

    assert place.lat is not None
    assert place.lon is not None
    line, point = LineString(row.line), Point(place.lon, place.lat)
    nearest = line.interpolate(line.project(point))
    return kilometres((place.lat, place.lon), (nearest.y, nearest.x))


def _between(line: Line, a: Located, b: Located) -> Line:
    """The part of a line between the points nearest to both, from a to b."""
    from shapely import LineString, Point
    from shapely.ops import substring

    whole = LineString(line)
    ends = [whole.project(Point(p.lon, p.lat)) for p in (a, b)]
    return tuple((x, y) for x, y in substring(whole, *ends).coords)
