"""Who and what takes part in a claim, put right by its type."""

from __future__ import annotations

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
    if claim_type is ClaimType.DEPLOYMENT and not subjects:
        return objects, ()  # "the brigade is stationed there": it is there itself
    if claim_type is ClaimType.MEMBERSHIP and lemmas(one.trigger.of(read.text).lower().split()[0])[-1] in _LISTING:
        return objects, subjects  # "the front includes A and B": A and B belong to it
    if claim_type in (ClaimType.COMMAND, ClaimType.MEMBERSHIP):
        return _person_first(subjects, objects, read)
    return subjects, objects


def _person_first(
    subjects: tuple[Ref, ...], objects: tuple[Ref, ...], read: Read
) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """ "Army spokesman X": the one person is of the body, or leads it, whichever way round they stand."""
    kinds = {r: read.references.kind(r) for r in (*subjects, *objects)}
    people = [r for r, kind in kinds.items() if kind is Kind.PERSON]
    if len(people) == 1 and not subjects:
        return (people[0],), tuple(r for r in objects if r is not people[0])  # "militia leader X"
    bodies = [r for r, kind in kinds.items() if kind in _BODIES]
    if len(people) == 1 and people[0] in subjects and bodies:
        subjects = tuple(r for r in subjects if kinds[r] is not Kind.PLACE)  # "X, Sarria's envoy to the council"
    if len(people) != 1 or not bodies or (people[0] in subjects and not any(b in subjects for b in bodies)):
        return subjects, objects
    return (people[0],), tuple(r for r in kinds if r is not people[0] and (r in bodies or r in objects))


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
