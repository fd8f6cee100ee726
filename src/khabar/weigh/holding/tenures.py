"""Who held what by the packs: what anchor events changed, each fact with the sources of its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from khabar.model import AnchorEvent, Fluent, Knowledge, Outcome, Source
from khabar.model.when import parse_edtf
from khabar.weigh.holding.standing import STALE_AFTER
from khabar.weigh.sources.parties import Parties

TAKES, LOSES, OPENS, CLOSES = "takes", "loses", "opens", "closes"


@dataclass(frozen=True, slots=True)
class Fact:
    """A pack's outcome with its event; `first` and `last` bound the day of it."""

    outcome: Outcome
    event: AnchorEvent
    sources: tuple[Source, ...]

    @property
    def first(self) -> date:
        """The first day on which it can have been so."""
        return self.event.date.earliest or date.min

    @property
    def last(self) -> date:
        """The day from which it surely was so."""
        return self.event.date.latest or date.max


@dataclass(frozen=True, slots=True)
class Tenure:
    """That somebody held a place from one event on, and until another."""

    place: str
    holder: str
    begun: Fact
    ended: Fact | None = None

    def held(self, on: date) -> bool:
        """Whether it surely lasted on the day; one that nobody ended lasts a while beyond its row's own day."""
        if self.ended is not None:
            return self.begun.last <= on < self.ended.first
        told = parse_edtf(self.begun.outcome.as_of).latest if self.begun.outcome.as_of else self.begun.last
        lasting = timedelta(days=STALE_AFTER[Fluent.HOLDS] or 0)
        return self.begun.last <= on and on - max(told or self.begun.last, self.begun.last) <= lasting

    def overthrown(self, on: date) -> bool:
        """Whether its holder had lost it by the day, and not by leaving."""
        return self.ended is not None and self.ended.outcome.does == LOSES and self.ended.last <= on


def facts(knowledge: Knowledge, known_by: date) -> tuple[Fact, ...]:
    """All outcomes of events that had happened by `known_by`, in the order of the days."""
    events = {event.id: event for event in knowledge.events}
    sources = {source.id: source for source in knowledge.sources}
    found = [
        Fact(outcome, events[outcome.event], tuple(sources[s] for s in outcome.sources if s in sources))
        for outcome in knowledge.outcomes
        if outcome.event in events
    ]
    past = [f for f in found if f.last <= known_by]
    return tuple(sorted(past, key=lambda f: (f.last, f.first, f.event.id, f.outcome.does != LOSES, f.outcome.actor)))


def tenures(told: tuple[Fact, ...], knowledge: Knowledge) -> tuple[Tenure, ...]:
    """Who held what, from which event to which. Who takes a place ends all that others held there; those that take it
    in one event hold it together."""
    running: list[Tenure] = []
    over: list[Tenure] = []
    for fact in told:
        for tenure in [t for t in running if _ends(fact, t, knowledge)]:
            running.remove(tenure)
            over.append(replace(tenure, ended=fact))
        if fact.outcome.does == TAKES:
            running += [Tenure(place, fact.outcome.actor, fact) for place in fact.outcome.places]
    return tuple(sorted(over + running, key=lambda t: (t.place, t.begun.last, t.holder)))


def _ends(fact: Fact, tenure: Tenure, knowledge: Knowledge) -> bool:
    outcome = fact.outcome
    if outcome.does == TAKES:
        return tenure.place in outcome.places and tenure.begun.event.id != fact.event.id
    if outcome.does != LOSES or (outcome.places and tenure.place not in outcome.places):
        return False
    return belongs(tenure.holder, outcome.actor, knowledge, fact.first)


def belongs(part: str, whole: str, knowledge: Knowledge, on: date) -> bool:
    """Whether one actor is another, or a part of it, on a day."""
    return whole in Parties(knowledge, on).above(part)


def gates(told: tuple[Fact, ...], on: date) -> dict[str, Fact]:
    """The last opening or closing of each crossing by the day."""
    return dict(_toggles(told, on))


def _toggles(told: tuple[Fact, ...], on: date) -> Iterator[tuple[str, Fact]]:
    for fact in told:
        if fact.outcome.does in (OPENS, CLOSES) and fact.last <= on:
            yield from ((place, fact) for place in fact.outcome.places)
