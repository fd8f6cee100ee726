"""From a name that a person typed to what it means, and to what belongs to that."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from khabar.model import Kind, Knowledge, Place, Ref
from khabar.model.names import alike, fold, romanised, skeleton

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
    """Finds names in the packs, then in the record. Made once: what it looks names up in is made on first use."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def find(self, typed: str, recorded: Iterable[Named], everything: Iterable[Named] | None = None) -> Subject | None:
        """The one thing that bears the name; a place before an actor where both do; None where nothing does.

        `recorded` are names of the record, at least those that are spelt so or in another romanisation; they are looked
        at only where no pack has the name as typed, and `everything`, all names of the record, only where that does not
        help either: the name may be shortened, or stand without the word for what it is.
        """
        wanted = fold(typed)
        meant = [n for n in (self._ids.get(typed), self._names.get(wanted)) if n is not None]
        meant = [min(meant)] if meant else [n for n in (self._aliases.get(wanted),) if n is not None]
        if meant:
            return self._subject(self._all[meant[0]])
        built = [r for r in self._built if wanted in r.folded[0].split()]
        if len(built) == 1:
            return self._subject(built[0])
        recorded = list(recorded)
        for name, entity, _ in recorded:
            if fold(name) == wanted or entity == typed:
                return Subject(Ref(name, typed, entity), "name")
        found = self._spelt_otherwise(typed, recorded)
        if found is not None:
            return found
        everything = recorded if everything is None else list(everything)
        return self._without_its_kind(typed, everything) or _short_for(typed, everything)

    def _without_its_kind(self, typed: str, recorded: Iterable[Named]) -> Subject | None:
        """The one thing that bears the name but for a word that tells what it is: "town of X", "X province"."""
        wanted = _bare(typed)
        meant = {row.id: row for row in self._all if row.kind == "place" and wanted in map(_bare, row.folded[:1])}
        named = {entity or name: (name, entity) for name, entity, _ in recorded if _bare(name) == wanted}
        if len(meant) == 1 and set(named) <= set(meant):
            return self._subject(next(iter(meant.values())))
        if len(named) != 1:
            return None
        ((name, entity),) = named.values()
        return Subject(Ref(name, typed, entity), "name")

    def _spelt_otherwise(self, typed: str, recorded: Iterable[Named]) -> Subject | None:
        """The one thing of which the typed name may be another romanisation."""
        if len(skeleton(typed)) < _TOLD:
            return None
        near = [self._all[n] for n in sorted(self._skeletons.get(skeleton(typed), ()))]
        meant = [row for row in near if any(alike(typed, name) for name in row.folded)]
        if len({row.id for row in meant}) == 1:
            return self._subject(meant[0])
        named = {entity or name: (name, entity) for name, entity, _ in recorded if alike(typed, name)}
        if meant or len(named) != 1:
            return None
        ((name, entity),) = named.values()
        return Subject(Ref(name, typed, entity), "name")

    @cached_property
    def _all(self) -> tuple[_Row, ...]:
        return tuple(self._rows())

    @cached_property
    def _built(self) -> tuple[_Row, ...]:
        return tuple(r for r in self._all if r.kind in ("barrier", "route"))

    @cached_property
    def _ids(self) -> dict[str, int]:
        return _firsts((row.id, n) for n, row in enumerate(self._all))

    @cached_property
    def _names(self) -> dict[str, int]:
        return _firsts((row.folded[0], n) for n, row in enumerate(self._all))

    @cached_property
    def _aliases(self) -> dict[str, int]:
        return _firsts((name, n) for n, row in enumerate(self._all) for name in row.folded)

    @cached_property
    def _skeletons(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for n, row in enumerate(self._all):
            for name in row.folded:
                found[skeleton(name)].add(n)
        return dict(found)

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(p.id for p in self._knowledge.places if p.kind == "country")

    @cached_property
    def _borders(self) -> dict[str, Place]:
        return {p.id: p for p in self._knowledge.places if p.kind == "border"}

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        """What lies directly inside each place, but for countries."""
        found: dict[str, list[str]] = defaultdict(list)
        for place in self._knowledge.places:
            if place.within and place.kind != "country":
                found[place.within].append(place.id)
        return dict(found)

    def near(self, typed: str, recorded: Iterable[Named]) -> list[str]:
        """Up to three known names that are spelt nearly so."""
        known = {fold(n): n for n, _, _ in recorded}
        known.update({row.folded[0]: row.name for row in self._all})
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
                inside |= {part for whole in inside for part in self._parts.get(whole, ())}
            if id not in self._countries:
                yield from inside - {id}
            yield from (b.id for b in k.barriers if b.along == id)
            yield from (p.id for p in self._gates(self._borders.get(id)))
        elif kind == "barrier":
            yield from (b.along for b in k.barriers if b.id == id)
        elif kind == "route":
            yield from {p for r in k.routes if r.id == id for e in r.edges for p in (e.start, e.end)}

    def _gates(self, border: Place | None) -> Iterator[Place]:
        """The crossings that lie on a border's line."""
        if border is None or len(border.line) < 2:
            return
        from shapely import LineString, Point  # loads slowly, and few questions are of borders

        line = LineString(border.line)
        for place in self._knowledge.places:
            if place.kind == "crossing" and place.lat is not None and place.lon is not None:
                if place.country in border.between and line.distance(Point(place.lon, place.lat)) <= _AT_THE_LINE:
                    yield place


_AT_THE_LINE = 0.12
"""Degrees, some twelve kilometers: lines and crossings are known no better."""
_KINDS = (
    "city town village port district governorate province region state oblast county prefecture municipality island "
    "suburb neighbourhood neighborhood camp subdistrict area"
).split()
_KIND = re.compile(rf"(?:the )?(?:{'|'.join(_KINDS)})(?: of)? (?=\S)|(?<=\S) (?:{'|'.join(_KINDS)})\Z")
_SMALL = frozenset("of the and for in on a an al el de du la".split())
_ACRONYM = 3  # letters that are no chance


def _bare(name: str) -> str:
    """A folded name less a word for its kind."""
    return _KIND.sub("", fold(name), count=1)


def _short_for(typed: str, recorded: Iterable[Named]) -> Subject | None:
    """The one recorded name of which the acronym was typed."""
    letters = typed.replace(".", "")
    if len(letters) < _ACRONYM or not (letters.isalpha() and letters.isupper()):
        return None
    long = {entity or name: (name, entity) for name, entity, _ in recorded if _spells(letters.lower(), name)}
    if len(long) != 1:
        return None
    ((name, entity),) = long.values()
    return Subject(Ref(name, typed, entity), "name")


def _spells(letters: str, name: str) -> bool:
    """Whether letters are the initials of a name's words, in order: those of small words may be among them, and one
    other may be left out."""
    words = [w[0] for w in re.findall(r"[^\W\d_]+", fold(name))]
    if len(words) < 2 or words[0] != letters[0]:
        return False
    at = iter(words)
    return all(any(c == w for w in at) for c in letters) and len(letters) >= len(initials(name)) - 1


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out; "" of a single word."""
    words = [w for w in re.findall(r"[^\W\d_]+", fold(name)) if w not in _SMALL]
    return "".join(w[0] for w in words) if len(words) > 1 else ""


def _firsts(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Each key with the first number that it comes with."""
    found: dict[str, int] = {}
    for key, number in pairs:
        found.setdefault(key, number)
    return found


# ---------------------------------------------------------------- whom an unknown name may mean

_MOST = 3  # proposals for one name
_SHORTEST = 6  # letters of a name in which one may be wrong
_LONGEST = 60
_TOLD = 4  # letters of a word that tells a name from others


class Likeness:
    """Proposes known actors for a name that no pack knows. A proposal is for a person to judge; it merges nothing."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._near: dict[str, set[str]] = defaultdict(set)  # by skeleton, and by form less one letter
        self._words: dict[str, set[tuple[str, str]]] = defaultdict(set)  # by word: id and whole name
        self._rows: dict[str, tuple[str, Kind, tuple[str, ...]]] = {}
        for actor in knowledge.actors:
            self._learn(actor.id, actor.kind, (actor.name, *actor.aliases, *actor.weak_aliases))
        for outlet in knowledge.outlets:
            self._learn(outlet.id, Kind.OUTLET, (outlet.name, *outlet.aliases, *outlet.weak_aliases))

    def _learn(self, id_: str, kind: Kind, names: tuple[str, ...]) -> None:
        self._rows.setdefault(id_, (names[0], kind, names))
        for name in names:
            for form in (skeleton(name), *_less_one(romanised(name))):
                self._near[form].add(id_)
            for word in fold(name).split():
                self._words[skeleton(word)].add((id_, name))

    def perhaps(self, name: str, kind: Kind) -> tuple[str, ...]:
        """Up to three names of known actors that may be meant, the likeliest first: spelt alike, one letter off, or
        with all words of the name in theirs."""
        near = {id_ for form in (skeleton(name), *_less_one(romanised(name))) for id_ in self._near.get(form, ())}
        words = [skeleton(w) for w in fold(name).split()]
        told = any(len(w) >= _TOLD for w in words)
        holding = set.intersection(*(self._words.get(w, set()) for w in words)) if told else set()
        wider = {id_ for id_, _ in holding}
        ranked = sorted(
            (_rank(name, self._rows[id_][2]), self._rows[id_][0])
            for id_ in near | (wider if len(wider) <= _MOST else set())
            if kind is Kind.OTHER or (self._rows[id_][1] is Kind.PERSON) == (kind is Kind.PERSON)
        )
        return tuple(dict.fromkeys(known for _, known in ranked))[:_MOST]


def _rank(name: str, known: tuple[str, ...]) -> int:
    """0 where a name is spelt alike, 1 for one letter off, 2 for words in common."""
    if any(alike(name, k) for k in known):
        return 0
    return 1 if any(_less_one(romanised(name)) & _less_one(romanised(k)) for k in known) else 2


def _less_one(form: str) -> set[str]:
    """A form, and all that it can be with one letter left out, where it is long enough to bear that."""
    if not _SHORTEST <= len(form) <= _LONGEST:
        return set()
    return {form, *(form[:i] + form[i + 1 :] for i in range(len(form)))}
