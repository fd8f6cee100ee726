"""The record and the reader that the options ask for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import lru_cache

from khabar.cli.screen import note
from khabar.export import Beside
from khabar.model import Document, Kind, Place
from khabar.record import Reader, Record

REVIEWERS = "KHABAR_REVIEWERS"
"""Names with commas between: the persons whose judgements go before others', the first before all."""


def reader(packs: Sequence[str]) -> Reader:
    """A reader with these packs, or with all that come with khabar. Raises `PackError`."""
    return Reader(packs or None)


def announce_places() -> None:
    """Say so on a terminal where the list of the world's places is still to be made, before reading begins."""
    from khabar.resolve import WorldGazetteer

    if sys.stderr.isatty() and not WorldGazetteer().is_prepared:
        note("preparing the list of the world's places (this once; some ten seconds)")


def record(path: str, packs: Sequence[str] = (), *, create: bool = False) -> Record:
    """The record at `path`. Raises `RecordError`, `PackError`."""
    first = [name.strip() for name in os.environ.get(REVIEWERS, "").split(",")]
    return Record.open(path, create=create, reader=reader(packs), reviewers=list(filter(None, first)))


def located(held: Record) -> dict[str, Place]:
    """The places that packs know and that readings put on the map, by entity id; the packs' word goes first."""
    found: dict[str, Place] = {}
    for place in held.store.located():
        if place.entity:
            found[place.entity] = Place(
                place.entity,
                place.name or place.text,
                "place",
                country=place.country or "",
                lat=place.lat,
                lon=place.lon,
                precision=place.precision or "",
                geonames=place.geonames,
            )
    return found | {place.id: place for place in held.knowledge.places}


def beside(held: Record) -> Beside:
    """What stands beside the record's claims: places, kinds of names, and each report when it is asked for."""

    @lru_cache(maxsize=256)
    def report(document: str) -> Document:
        return held.store.document(document).document

    kinds: dict[str, Kind] = {}
    for one in held.names():
        kinds.setdefault(one.entity or one.name, one.kinds[0][0])
    return Beside(located(held), held.knowledge, report, kinds)
