"""GeoJSON (RFC 7946): what was said, at the places it was said of, to the precision of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from khabar.export.beside import Beside
from khabar.export.jsonl import one_line
from khabar.model import Claim, Place
from khabar.model.rows import claim_row


def write_geojson(claims: Iterable[Claim], out: TextIO, beside: Beside) -> int:
    """A FeatureCollection with a feature for each claim and place; gives the number of claims.

    Properties are the `claim_row`, then `located` (the place's id), `located_name`, `precision` and `error_km`. A
    claim of no place that is on the map has one feature, with `geometry` null.
    """
    written = 0
    before = '{"type": "FeatureCollection", "features": [\n'
    for claim in claims:
        for feature in _features(claim, beside):
            out.write(before + one_line(feature))
            before = ",\n"
        written += 1
    out.write("\n]}\n" if written else before + "]}\n")
    return written


def _features(claim: Claim, beside: Beside) -> Iterator[dict[str, Any]]:
    row = claim_row(claim)
    places: list[Place | None] = [*beside.points(claim.places)]
    for place in places or [None]:
        where = {
            "located": place.id if place else None,
            "located_name": place.name if place else None,
            "precision": place.precision if place else None,
            "error_km": place.error_km if place else None,
        }
        yield {"type": "Feature", "geometry": _geometry(place) if place else None, "properties": row | where}


def _geometry(place: Place) -> dict[str, Any]:
    if len(place.line) > 1:
        return {"type": "LineString", "coordinates": [list(vertex) for vertex in place.line]}
    return {"type": "Point", "coordinates": [place.lon, place.lat]}
