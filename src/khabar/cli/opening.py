"""The record and the reader that the options ask for."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Place
from khabar.record import Reader, Record


def reader(packs: Sequence[str]) -> Reader:
    """A reader with these packs, or with all that come with khabar. Raises `PackError`."""
    return Reader(packs or None)


def record(path: str, packs: Sequence[str] = (), *, create: bool = False) -> Record:
    """The record at `path`. Raises `RecordError`, `PackError`."""
    return Record.open(path, create=create, reader=reader(packs))


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
