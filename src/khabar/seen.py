"""The record as people judged it by a time: all that answers stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from khabar import weigh
from khabar.carried import Carried, Told
from khabar.disputes import without_cycles
from khabar.judging import Decisions, Judged, as_judged
from khabar.learning import Learning
from khabar.lookup import Subject
from khabar.model import Claim, ClaimType, Fluent, Knowledge, Route, State, Trip, UsageError
from khabar.model.bearings import OF_HOLDERS
from khabar.model.nodes import node
from khabar.rivals import Rivals
from khabar.store import Filter, Store, with_same_reports

_ACTOR = "actor"
_ACTING = (_ACTOR, "name")
_OF_BARRIERS = frozenset({ClaimType.BARRIER, ClaimType.SURVEILLANCE, ClaimType.QUANTITY})
_OF_ROUTES = frozenset({Fluent.HOLDS, Fluent.OPEN, Fluent.PASSABLE})

Find = Callable[[str], Subject]


class _Stored(Protocol):
    @property
    def store(self) -> Store: ...


_Asked = TypeVar("_Asked", bound=_Stored)
_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def at_one_moment(
    answer: Callable[Concatenate[_Asked, _Given], _Answer],
) -> Callable[Concatenate[_Asked, _Given], _Answer]:
    """Has a method of a record read all that it reads as it is at one moment, though others go on writing."""

    @wraps(answer)
    def steadily(record: _Asked, /, *given: _Given.args, **named: _Given.kwargs) -> _Answer:
        with record.store.steady():
            return answer(record, *given, **named)

    return steadily


@dataclass(frozen=True, slots=True)
class Seen:
    """Claims with the decisions about them, and the knowledge that people left of the packs'."""

    judged: Judged
    knowledge: Knowledge
    carried: Carried
    learning: Learning
    rivals: Rivals
    recorded_by: datetime | None = None

    def about(self, subject: Subject) -> list[Claim]:
        """All claims that touch the subject or what belongs to it: see `Record.about`."""
        found = self.touching(subject)
        return self.rivals.anywhere(found, self.recorded_by) if subject.kind in _ACTING else found

    def touching(self, subject: Subject) -> list[Claim]:
        """As `about`, without what others do in places that an actor is told to have been at."""
        own = subject.ref.entity or subject.ref.name
        related = frozenset({own, *subject.related})
        found = self.judged.claims(Filter(entities=related, recorded_by=self.recorded_by))
        if subject.kind == "route":
            # also what the same reports tell of passing without a place: "has closed this highway"
            return with_same_reports(self.judged.claims, found, weigh.OF_PASSAGE, self.recorded_by)
        if subject.kind != "barrier":
            return list(found)
        return [c for c in found if c.type in _OF_BARRIERS or any(q.unit == "kilometer" for q in c.quantities)]

    def with_walls(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims, and how much of a barrier the same reports tell of without its name: "100 km were put up"."""
        named = {c.id for c in claims}
        more = with_same_reports(self.judged.claims, claims, frozenset({ClaimType.BARRIER}), self.recorded_by)
        others = {b.id for b in self.knowledge.barriers} | {b.along for b in self.knowledge.barriers}
        return [c for c in more if c.id in named or not c.entities() & others]

    @without_cycles()
    def known(self, subject: Subject, on: date, known_by: date) -> Known:
        """All that answers of one subject on a day stand on: without the claims against which a conflict was
        settled."""
        own = self.touching(subject)
        if subject.kind in _ACTING:
            return self._acting(subject, own, on, known_by)
        told = self._first_told(own, known_by)
        return Known(self, subject, told, self.wise(told.claims, known_by), on, known_by)

    def _acting(self, subject: Subject, own: list[Claim], on: date, known_by: date) -> Known:
        """As `known`, of somebody who may hold places that others take or hold as well."""
        me, days = node(subject.ref), (on, known_by)

        def lost(own: list[Claim]) -> weigh.Lost:
            told = self._first_told(own, known_by).claims
            return weigh.last_held(subject.ref, told, weigh.learned(self.knowledge, told), *days)

        def held(claims: list[Claim]) -> weigh.Ground:
            told = self._first_told(claims, known_by).claims
            sides = frozenset(node(r) for c in told if c.type in OF_HOLDERS for r in c.subjects)
            knowledge = self.learning.wise((), known_by, self.recorded_by, {me, *sides}, between={me})
            return weigh.ground(subject.ref, told, weigh.learned(knowledge, told), *days)

        claims, beside = self.rivals.bearing(own, on, lost, held, self.recorded_by)
        told = self._first_told(claims, known_by)
        sides = {me, *_parties_at(beside.sites, told.claims)} if subject.kind == _ACTOR else None
        knowledge = self.learning.wise(told.claims, known_by, self.recorded_by, between=sides)
        return Known(self, subject, told, knowledge, on, known_by, beside)

    def _first_told(self, claims: list[Claim], known_by: date) -> Told:
        """The claims that count, as first told."""
        counting = [c for c in claims if c.id not in self.judged.overruled]
        return self.carried.first_told(counting, known_by, self.recorded_by)

    def wise(self, claims: list[Claim], known_by: date, asked: frozenset[str] = frozenset()) -> Knowledge:
        """The knowledge with what reports out by then tell of the parties of these claims."""
        return self.learning.wise(claims, known_by, self.recorded_by, asked)

    @property
    def grades(self) -> Mapping[str, str]:
        """The letters that people gave to first speakers."""
        return self.judged.decisions.grades


@dataclass(frozen=True, slots=True)
class Known:
    """What answers of one name stand on."""

    seen: Seen
    subject: Subject
    told: Told
    knowledge: Knowledge
    on: date
    known_by: date
    beside: weigh.Beside | None = None

    @without_cycles()
    def state(self) -> State:
        """The state on the day."""
        ref, related, claims = self.subject.ref, self.subject.related, self.told.claims
        given = weigh.Given(related, self.seen.grades, self.beside)
        return weigh.state(ref, claims, self.knowledge, self.on, self.known_by, given)

    def with_geography(self, state: State, trip: Trip | None, find: Find) -> State:
        """The state of a route with whether one can pass, that of a border or barrier with its numbers."""
        subject, claims, seen = self.subject, self.told.claims, self.seen
        if subject.kind == "route":
            (route,) = (r for r in seen.knowledge.routes if r.id == subject.ref.entity)
            asked = _trip(route, trip or Trip(), find)
            knowledge = seen.wise(claims, self.known_by, frozenset({asked.actor, *route.users}))
            way = weigh.route_state(route, claims, knowledge, state.on, state.known_by, asked)
            return replace(state, route=way, holdings=tuple(h for h in state.holdings if h.fluent in _OF_ROUTES))
        if trip is not None:
            raise UsageError(f"{state.name} is no route, so nobody can be asked about who goes along it")
        if subject.kind not in ("place", "barrier") or not weigh.border_of(subject.ref, seen.knowledge):
            return state
        told = seen.with_walls(claims)
        knowledge = seen.wise(told, self.known_by)
        return replace(state, border=weigh.border_state(subject.ref, told, knowledge, state.on, state.known_by))


def seen(store: Store, knowledge: Knowledge, decisions: Decisions, recorded_by: datetime | None = None) -> Seen:
    """The record with these decisions."""
    judged = Judged(store, decisions, recorded_by)
    wise = as_judged(knowledge, decisions, judged.names)
    return Seen(judged, wise, Carried(judged, wise), Learning(judged, wise), Rivals(judged), recorded_by)


def _parties_at(sites: frozenset[str], claims: Iterable[Claim]) -> set[str]:
    """All that claims on who holds these sites (keys of `model.nodes`) speak of."""
    there = (c for c in claims if c.type in OF_HOLDERS and not sites.isdisjoint(map(node, (*c.objects, *c.places))))
    return {node(r) for c in there for r in (*c.subjects, *c.objects)}


def _trip(route: Route, trip: Trip, find: Find) -> Trip:
    """The trip with ids for the names that somebody typed. Raises `UsageError`."""
    passed = {p for e in route.edges for p in (e.start, e.end)}
    ends = [find(name).ref.entity or "" if name else "" for name in (trip.start, trip.end)]
    for name, end in zip((trip.start, trip.end), ends, strict=True):
        if name and end not in passed:
            raise UsageError(f"{route.name} does not pass {name!r}; what it passes: khabar state {route.name!r}")
    actor = find(trip.actor).ref if trip.actor else None
    return Trip((actor.entity or actor.name) if actor else "", *ends)
