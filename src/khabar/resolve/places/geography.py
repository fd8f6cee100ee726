"""What a text's names tell of each other: countries, provinces, and what lies near what."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from khabar.resolve.places.distance import kilometres
from khabar.resolve.places.gazetteer import Candidate

Point = tuple[float, float]

REACH = 450.0
"""Kilometres within which one place speaks for another; farther ones are not looked at."""
_CROWD = 15  # points of a cell that are looked at; a list of a region's every town tells no more by its later ones
_MOST = 2.0  # that the company of a name can tell
_SIDE = 5.0  # degrees of a cell; REACH spans two rows of cells at most
_Cell = tuple[int, int]


class Geography:
    """The places that a text names for sure, under their names' keys: their countries, provinces and points."""

    def __init__(self, named: Counter[str]) -> None:
        self._countries = Counter(named)
        self._chosen: dict[str, str] = {}
        self._regions: dict[str, set[str]] = {}
        self._points: dict[_Cell, dict[str, Point]] = {}
        self._located: set[str] = set()

    def add(self, key: str, point: Point | None, region: str, country: str = "") -> None:
        """Take a name's place as known; `country` where it is not counted already."""
        if country:
            self._chosen[key] = country
            self._countries[country] += 1
        if region:
            self._regions.setdefault(region, set()).add(key)
        if point is not None:
            self._located.add(key)
            here = self._points.setdefault(_cell(point, _SIDE), {})
            if len(here) < _CROWD:
                here[key] = point

    def share(self, country: str, key: str) -> float:
        """How much of what the text names, but for the name itself, lies in a country: 0 to 1."""
        own = self._chosen.get(key)
        total = self._countries.total() - (own is not None)
        return (self._countries[country] - (own == country)) / total if total > 0 else 0.0

    def others_in(self, region: str, key: str) -> int:
        """How many other names lie in a province."""
        return len(self._regions.get(region, set()) - {key})

    def has_points_beside(self, key: str) -> bool:
        """Whether any other name has a point."""
        return bool(self._located - {key})

    def nearest(self, point: Point, key: str) -> float:
        """Kilometres to the nearest point of another name; infinite where none is within reach."""
        wide = 1 if abs(point[0]) < 45 else 2 if abs(point[0]) < 65 else 4
        row, column = _cell(point, _SIDE)
        cells = itertools.product((row - 1, row, row + 1), range(column - wide, column + wide + 1))
        points = (p for cell in cells for k, p in self._points.get(cell, {}).items() if k != key)
        return min((kilometres(point, p) for p in points), default=math.inf)


class Company:
    """Which names could lie near each other, before any is chosen: a name with few bearers tells most."""

    def __init__(self, bearers: Mapping[str, Sequence[Candidate]]) -> None:
        self._names: dict[_Cell, list[str]] = {}
        self._weight: dict[str, float] = {}
        for key, places in bearers.items():
            cells = {_cell(p.point, 1.0) for p in places if p.kind != "province"}
            self._weight[key] = 1 / max(1, len(cells))
            for cell in cells:
                self._names.setdefault(cell, []).append(key)

    def of(self, place: Candidate, key: str) -> float:
        """How much the other names that could lie within a degree or two speak for a candidate: 0 to `_MOST`."""
        row, column = _cell(place.point, 1.0)
        told = 0.0
        counted = {key}
        for cell in itertools.product((row - 1, row, row + 1), (column - 1, column, column + 1)):
            for name in self._names.get(cell, ()):
                if name not in counted:
                    counted.add(name)
                    told += self._weight[name]
                if told >= _MOST:
                    return _MOST
        return told


def _cell(point: Point, side: float) -> _Cell:
    return math.floor(point[0] / side), math.floor(point[1] / side)
