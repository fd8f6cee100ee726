"""Everybody and everything that claims name, numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from khabar.model import Kind, Knowledge, Place, Ref
from khabar.model.nodes import node

FIRST_DAY = date(1970, 1, 1).toordinal()
_GROUND = {"border": "border"}
_COLUMNS = ("id", "name", "kind", "lat", "lon", "error_km", "level", "named")
_LEVELS = {"country": "country", "province": "province", "district": "district", "region": "region"}


def day_number(day: date | None) -> int | None:
    """Days since 1970-01-01; None for an open end."""
    return None if day is None else day.toordinal() - FIRST_DAY


class Names:
    """Gives each name its number, the same for all spellings of one thing; what it is is looked up at the end."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._refs: list[Ref] = []
        self._known: dict[int, tuple[Ref, int]] = {}  # by identity, the ref kept: most are one object used often

    def of(self, ref: Ref) -> int:
        """The number of what the reference names."""
        known = self._known.get(id(ref))
        if known is None:
            known = self._known[id(ref)] = (ref, self.at(node(ref), ref))
        return known[1]

    def at(self, key: str, ref: Ref) -> int:
        """The number of a key of `model.nodes`, for which the reference stands."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._refs)
            self._refs.append(ref)
        return number

    def __len__(self) -> int:
        return len(self._refs)

    def columns(
        self,
        knowledge: Knowledge,
        located: Mapping[str, Place],
        told: Iterable[tuple[str | None, str, str, int]],
        places: set[int],
    ) -> dict[str, list[Any]]:
        """Who or what each is, `id` being its key of `model.nodes`; `told` are kinds as reports mention them, `places`
        the numbers that stand as places. `named`: it has a name, and is not only pointed at ("it", "the area")."""
        known = _known(knowledge)
        told_kinds = _told_kinds(told)
        rows = []
        for key, number in self._numbers.items():
            ref, place = self._refs[number], located.get(key)
            name, kind = known.get(key, ("", ""))
            kind = kind or told_kinds.get(key, "") or ("place" if place or number in places else Kind.OTHER.value)
            at = (place.lat, place.lon, place.error_km) if place else (None, None, None)
            level = _LEVELS.get(place.kind, place.precision) or None if place else None
            by_name = bool(key in known or place or (key in told_kinds and _is_name(ref.name)))
            rows.append((key, name or ref.name, kind, *at, level, by_name))
        columns = zip(*rows, strict=True) if rows else ([] for _ in _COLUMNS)
        return dict(zip(_COLUMNS, map(list, columns), strict=True))


def _is_name(words: str) -> bool:
    """Whether words that a report mentions as a name are one: "the area" is mentioned, too, and is none."""
    return any(letter.isupper() or (letter.isalpha() and not letter.islower()) for letter in words)


def _known(knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    """Name and kind of all that packs know, by id."""
    return {
        **{p.id: (p.name, _GROUND.get(p.kind, "place")) for p in knowledge.places},
        **{b.id: (b.name, "barrier") for b in knowledge.barriers},
        **{r.id: (r.name, "route") for r in knowledge.routes},
        **{o.id: (o.name, "outlet") for o in knowledge.outlets},
        **{a.id: (a.name, a.kind.value) for a in knowledge.actors},
    }


def _told_kinds(told: Iterable[tuple[str | None, str, str, int]]) -> dict[str, str]:
    """What each name is mentioned as most often, by key."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for entity, name, kind, number in told:
        mine = counts[node(Ref(name, name, entity))]
        mine[kind] = mine.get(kind, 0) + number
    return {key: max(sorted(mine), key=mine.__getitem__) for key, mine in counts.items()}
