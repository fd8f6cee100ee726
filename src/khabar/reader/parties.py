"""Who and what takes part in a claim, put right by its type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.model import ClaimType, Kind, Ref
from khabar.reader.chains import Read
from khabar.reader.claim_types import lemmas
from khabar.reader.tagger.tagged import TaggedClaim

_LISTING = frozenset("include comprise consist contain number base".split())


def turned(
    one: TaggedClaim, claim_type: ClaimType, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Subjects and objects, the other way round where the words have them so."""
    if claim_type in _DONE_TO:
        subjects, objects = _done_to(one, subjects, objects, read.text)
    if claim_type is ClaimType.DEPLOYMENT and not subjects:
        return objects, ()  # "the brigade is stationed there": it is there itself
    if claim_type is ClaimType.MEMBERSHIP and lemmas(one.trigger.of(read.text).lower().split()[0])[-1] in _LISTING:
        return objects, subjects  # "the front includes A and B": A and B belong to it
    if claim_type in (ClaimType.COMMAND, ClaimType.MEMBERSHIP):
        return _person_first(subjects, objects, read)
    return subjects, objects


def _done_to(
    one: TaggedClaim, subjects: tuple[Ref, ...], objects: tuple[Ref, ...], text: str
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """ "Two were killed": by whom is not told. Who is told of as hurt hurts nobody."""
    undone = not one.trigger.of(text).split()[0].endswith("ing") and not _BY.search(
        text, one.trigger.end, one.extent.end
    )
    passive = _PASSIVE.search(text[max(0, one.trigger.start - _NEAR) : one.trigger.start]) is not None and undone
    hurt = [r.span for r in objects if r.span is not None]

    def patient(ref: Ref) -> bool:
        if ref.span is None:
            return False
        return (passive and ref.span.end <= one.trigger.start) or any(ref.span.overlaps(s) for s in hurt)

    agents = tuple(r for r in subjects if not patient(r))
    return agents, _once([*objects, *(r for r in subjects if patient(r))])


_DONE_TO = (ClaimType.ATTACK, ClaimType.CAPTURE, ClaimType.DETENTION, ClaimType.CLEARANCE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being)\s+(?:\w+ly\s+|also\s+|later\s+)?$")
_BY = re.compile(r"\s(?:by|in the hands of)\s")
_NEAR = 24  # code points before a verb in which its helping verb stands


def _once(refs: Sequence[Ref]) -> tuple[Ref, ...]:
    """The arguments, none that lies within another."""
    spans = [r.span for r in refs if r.span is not None]
    return tuple(r for r in refs if r.span is None or not any(s != r.span and s.holds(r.span) for s in spans))


def _person_first(
    subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """ "Army spokesman X": the one person is of the body, or leads it, whichever way round they stand."""
    kinds = {r: read.references.kind(r) for r in (*subjects, *objects)}
    named = {r.entity or r.name: r for r, kind in reversed(kinds.items()) if kind is Kind.PERSON}
    people = list(named.values())
    if len(people) == 1 and not subjects:
        return (people[0],), tuple(r for r in objects if r is not people[0])  # "militia leader X"
    bodies = [r for r, kind in kinds.items() if kind in _BODIES]
    if len(people) == 1 and people[0] in subjects and bodies:
        subjects = tuple(r for r in subjects if kinds[r] is not Kind.PLACE)  # "X, Sarria's envoy to the council"
    if len(people) != 1 or not bodies or (people[0] in subjects and not any(b in subjects for b in bodies)):
        who = {p.entity for p in people if p.entity and p in subjects}
        return subjects, tuple(r for r in objects if r.entity not in who)
    others = (r for r in kinds if r is not people[0] and (r.entity is None or r.entity != people[0].entity))
    return (people[0],), tuple(r for r in others if r in bodies or r in objects)


_BODIES = (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OTHER, Kind.OUTLET)


def apart(places: tuple[Ref, ...], claim_type: ClaimType, acting: Sequence[Ref]) -> tuple[Ref, ...]:
    """Where something is, without those that only take part in it: two countries that are allies are so nowhere."""
    if claim_type not in _NOWHERE:
        return places
    parties = {r.span for r in acting}
    return tuple(r for r in places if r.entity is None or r.span not in parties)


_NOWHERE = (ClaimType.ALLIANCE, ClaimType.MEMBERSHIP, ClaimType.STATEMENT, ClaimType.COMMAND, ClaimType.TALKS)


def is_agreement(ref: Ref) -> bool:
    """ "The deal", "a cease-fire": what is talked of, and nobody who talks."""
    words = ref.name.lower().split()
    return ref.entity is None and bool(words) and not _AGREEMENTS.isdisjoint((words[0], words[-1]))


_AGREEMENTS = frozenset(
    "deal ceasefire cease-fire truce agreement accord pact treaty proposal plan offer talks meeting meetings "
    "negotiations evacuation support backing aid loyalty allegiance contacts contact ties relations cooperation".split()
)
