"""The record as people judged it by a time: all that answers stand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from khabar import weigh
from khabar.carried import Carried, Told
from khabar.judging import Decisions, Judged, as_judged
from khabar.learning import Learning
from khabar.lookup import Subject
from khabar.model import Claim, ClaimType, Fluent, Knowledge, Route, State, Trip, UsageError
from khabar.rivals import Rivals
from khabar.store import Filter, SqliteStore, with_same_reports

_ACTING = ("actor", "name")
_OF_BARRIERS = frozenset({ClaimType.BARRIER, ClaimType.SURVEILLANCE, ClaimType.QUANTITY})
_OF_ROUTES = frozenset({Fluent.HOLDS, Fluent.OPEN, Fluent.PASSABLE})

Find = Callable[[str], Subject]


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

    def known(self, subject: Subject, on: date, known_by: date) -> Known:
        """All that answers of one subject on a day stand on: without the claims against which a conflict was
        settled."""
        claims, beside = self.touching(subject), None
        read: dict[int, tuple[Told, Knowledge]] = {}  # by the number of claims, which only grow

        def weighed(claims: list[Claim]) -> tuple[Told, Knowledge]:
            if len(claims) not in read:
                counting = [c for c in claims if c.id not in self.judged.overruled]
                told = self.carried.first_told(counting, known_by, self.recorded_by)
                read[len(claims)] = told, self.wise(told.claims, known_by)
            return read[len(claims)]

        def held(claims: list[Claim]) -> weigh.Ground:
            told, knowledge = weighed(claims)
            return weigh.ground(subject.ref, told.claims, knowledge, on, known_by)

        if subject.kind in _ACTING:
            claims, beside = self.rivals.bearing(claims, (on, known_by), held, self.recorded_by)
        told, knowledge = weighed(claims)
        return Known(self, subject, told, knowledge, on, known_by, beside)

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

    def state(self) -> State:
        """The state on the day."""
        ref, related, claims = self.subject.ref, self.subject.related, self.told.claims
        given = self.on, self.known_by, related, self.seen.grades
        return weigh.state(ref, claims, self.knowledge, *given, beside=self.beside)

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


def seen(store: SqliteStore, knowledge: Knowledge, decisions: Decisions, recorded_by: datetime | None = None) -> Seen:
    """The record with these decisions."""
    judged = Judged(store, decisions, recorded_by)
    wise = as_judged(knowledge, decisions, judged.names)
    return Seen(judged, wise, Carried(judged, wise), Learning(judged, wise), Rivals(judged), recorded_by)


def _trip(route: Route, trip: Trip, find: Find) -> Trip:
    """The trip with ids for the names that somebody typed. Raises `UsageError`."""
    passed = {p for e in route.edges for p in (e.start, e.end)}
    ends = [find(name).ref.entity or "" if name else "" for name in (trip.start, trip.end)]
    for name, end in zip((trip.start, trip.end), ends, strict=True):
        if name and end not in passed:
            raise UsageError(f"{route.name} does not pass {name!r}; what it passes: khabar state {route.name!r}")
    actor = find(trip.actor).ref if trip.actor else None
    return Trip((actor.entity or actor.name) if actor else "", *ends)
