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


class Lookup:
    """Finds names in the packs, then in the record."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def find(self, typed: str, recorded: Iterable[Named]) -> Subject | None:
        """The one thing that bears the name; a place before an actor where both do; None where nothing does."""
        wanted = fold(typed)
        rows = list(self._rows())
        for kind, id, names in rows:
            if typed == id or wanted in names[:1]:
                return self._subject(kind, id, rows)
        for kind, id, names in rows:
            if wanted in names:
                return self._subject(kind, id, rows)
        built = [(kind, id) for kind, id, names in rows if kind in ("barrier", "route") and wanted in names[0].split()]
        if len(built) == 1:
            return self._subject(*built[0], rows)
        for name, entity, _ in recorded:
            if fold(name) == wanted or entity == typed:
                return Subject(Ref(name, typed, entity), "name")
        return None

    def near(self, typed: str, recorded: Iterable[Named]) -> list[str]:
        """Up to three known names that are spelt nearly so."""
        known = {fold(n): n for n, _, _ in recorded}
        known.update({fold(title): title for _, _, title in self._titles()})
        return [known[m] for m in get_close_matches(fold(typed), list(known), n=3, cutoff=0.75)]

    def _rows(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        k = self._knowledge
        for place in k.places:
            yield (
                "place",
                place.id,
                (fold(place.name), *map(fold, place.aliases), *map(fold, place.weak_aliases)),
            )
        for kind, group in (("barrier", k.barriers), ("route", k.routes)):
            for row in group:
                yield kind, row.id, (fold(row.name), *map(fold, row.aliases))
        for actor in k.actors:
            yield (
                "actor",
                actor.id,
                tuple(map(fold, (actor.name, *actor.aliases, *actor.weak_aliases, *actor.metonyms))),
            )
        for outlet in k.outlets:
            yield "outlet", outlet.id, tuple(map(fold, (outlet.name, *outlet.aliases, *outlet.weak_aliases)))

    def _subject(self, kind: str, id: str, rows: list[tuple[str, str, tuple[str, ...]]]) -> Subject:
        name = next(n for k, i, n in self._titles() if k == kind and i == id)
        return Subject(Ref(name, name, id), kind, frozenset(self._related(kind, id)))

    def _titles(self) -> Iterator[tuple[str, str, str]]:
        k = self._knowledge
        for kind, group in (
            ("place", k.places),
            ("barrier", k.barriers),
            ("route", k.routes),
            ("actor", k.actors),
            ("outlet", k.outlets),
        ):
            for row in group:
                yield kind, row.id, row.name

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
