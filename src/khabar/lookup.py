"""From a name that a person typed to what it means, and to what belongs to that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from khabar.model import Knowledge, Ref
from khabar.model.names import fold

Named = tuple[str, str | None, int]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about, its kind (the pack's file or `name`), and the ids of all that belongs to it."""

    ref: Ref
    kind: str
    related: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Row:
    """A pack's row by its names: `folded` has the name's own form first."""

    kind: str
    id: str
    name: str
    folded: tuple[str, ...]


def _row(kind: str, id: str, name: str, *others: tuple[str, ...]) -> _Row:
    return _Row(kind, id, name, (fold(name), *(fold(n) for group in others for n in group)))


class Lookup:
    """Finds names in the packs, then in the record."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def find(self, typed: str, recorded: Iterable[Named]) -> Subject | None:
        """The one thing that bears the name; a place before an actor where both do; None where nothing does."""
        wanted = fold(typed)
        rows = list(self._rows())
        for row in rows:
            if typed == row.id or wanted == row.folded[0]:
                return self._subject(row)
        for row in rows:
            if wanted in row.folded:
                return self._subject(row)
        built = [r for r in rows if r.kind in ("barrier", "route") and wanted in r.folded[0].split()]
        if len(built) == 1:
            return self._subject(built[0])
        for name, entity, _ in recorded:
            if fold(name) == wanted or entity == typed:
                return Subject(Ref(name, typed, entity), "name")
        return None

    def near(self, typed: str, recorded: Iterable[Named]) -> list[str]:
        """Up to three known names that are spelt nearly so."""
        known = {fold(n): n for n, _, _ in recorded}
        known.update({row.folded[0]: row.name for row in self._rows()})
        return [known[m] for m in get_close_matches(fold(typed), list(known), n=3, cutoff=0.75)]

    def _rows(self) -> Iterator[_Row]:
        k = self._knowledge
        for place in k.places:
            yield _row("place", place.id, place.name, place.aliases, place.weak_aliases)
        for barrier in k.barriers:
            yield _row("barrier", barrier.id, barrier.name, barrier.aliases)
        for route in k.routes:
            yield _row("route", route.id, route.name, route.aliases)
        for actor in k.actors:
            yield _row("actor", actor.id, actor.name, actor.aliases, actor.weak_aliases, actor.metonyms)
        for outlet in k.outlets:
            yield _row("outlet", outlet.id, outlet.name, outlet.aliases, outlet.weak_aliases)

    def _subject(self, row: _Row) -> Subject:
        return Subject(Ref(row.name, row.name, row.id), row.kind, frozenset(self._related(row.kind, row.id)))

    def _related(self, kind: str, id: str) -> Iterator[str]:
        """A place's own parts, a border's barriers, a barrier's border, a route's places."""
        k = self._knowledge
        if kind == "place":
            inside = {id}
            for _ in range(4):
                inside |= {p.id for p in k.places if p.within in inside and p.kind not in ("country",)}
            if not any(p.id == id and p.kind == "country" for p in k.places):
                yield from inside - {id}
            yield from (b.id for b in k.barriers if b.along == id)
        elif kind == "barrier":
            yield from (b.along for b in k.barriers if b.id == id)
        elif kind == "route":
            yield from {p for r in k.routes if r.id == id for e in r.edges for p in (e.start, e.end)}
