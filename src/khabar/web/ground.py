"""What the packs draw on a map: borders and barriers as lines, routes as an edge each, crossings as points."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from khabar.model import Knowledge, Place

Row = dict[str, Any]
_AT_A_POINT = frozenset({"crossing"})


def ground(knowledge: Knowledge) -> Row:
    """A FeatureCollection; each feature has an `id`, and in its properties `kind`, `name` and, where it is one, the
    `entity` by which claims know it. `version` changes when any of it does."""
    features = [*_borders(knowledge), *_barriers(knowledge), *_routes(knowledge), *_crossings(knowledge)]
    version = hashlib.sha256(repr(features).encode()).hexdigest()[:12]
    return {"type": "FeatureCollection", "version": version, "features": features}


def _borders(knowledge: Knowledge) -> Iterator[Row]:
    for place in knowledge.places:
        if len(place.line) > 1:
            more = {"length_km": place.length_km, "pack": place.pack}
            yield _feature(place.id, _line(place), kind=place.kind, name=place.name, entity=place.id, **more)


def _barriers(knowledge: Knowledge) -> Iterator[Row]:
    """A barrier lies along its border; where exactly it stands no pack says."""
    places = {place.id: place for place in knowledge.places}
    for barrier in knowledge.barriers:
        along = places.get(barrier.along)
        if along is not None and len(along.line) > 1:
            more = {"along": barrier.along, "begun": barrier.begun or None}
            yield _feature(barrier.id, _line(along), kind="barrier", name=barrier.name, entity=barrier.id, **more)


def _routes(knowledge: Knowledge) -> Iterator[Row]:
    """The edges of each route, drawn straight from place to place."""
    places = {place.id: place for place in knowledge.places}
    for route in knowledge.routes:
        for number, edge in enumerate(route.edges):
            ends = [places.get(edge.start), places.get(edge.end)]
            points = [_point(place) for place in ends if place is not None and place.lat is not None]
            if len(points) == 2:
                line = {"type": "LineString", "coordinates": points}
                more = {"mode": edge.mode, "from": edge.start, "to": edge.end, "note": edge.note}
                id_ = f"{route.id}/{number}"
                yield _feature(id_, line, kind="route", name=route.name, entity=route.id, **more)


def _crossings(knowledge: Knowledge) -> Iterator[Row]:
    for place in knowledge.places:
        if place.kind in _AT_A_POINT and place.lat is not None:
            at = {"type": "Point", "coordinates": _point(place)}
            yield _feature(place.id, at, kind="crossing", name=place.name, entity=place.id)


def _line(place: Place) -> Row:
    return {"type": "LineString", "coordinates": [list(point) for point in place.line]}


def _point(place: Place) -> list[float | None]:
    return [place.lon, place.lat]


def _feature(id_: str, geometry: Row, **properties: Any) -> Row:
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}
