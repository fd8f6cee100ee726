"""What a gazetteer is asked and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from khabar.model.names import fold

_JOINED = str.maketrans("", "", " -.,'()[]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name: a town, or a province (any first-level region, as its country calls it).

    WGS84 decimal degrees; `admin1` is the gazetteer's code of the region, `CC.code`, by which towns and their province
    meet; `population` of a province is that of its towns; `own`: the name asked for is its first name, not a variant.
    """

    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    population: int
    geonames: int | None
    own: bool = True

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat, self.lon


class Gazetteer(Protocol):
    """Anything that knows places by name."""

    def named(self, name: str) -> Sequence[Candidate]:
        """All places that bear this name in any spelling; none is an empty sequence."""
        ...


def joined(name: str) -> str:
    """The key by which names meet: folded, without spaces, hyphens and stops ("Al-Qa'im" is "qaim")."""
    return fold(name).translate(_JOINED)


class NoPlaces:
    """A gazetteer that knows nothing: for reading with packs alone."""

    def named(self, name: str) -> Sequence[Candidate]:
        """Nothing, whatever the name."""
        del name
        return ()
