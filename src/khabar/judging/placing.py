"""Which claim a person's decision is about, now that the report may have been read anew.

A decision hangs on a claim's id, which stays where a better reader finds the same words. Where it does not, the
decision goes to the claim of the new reading that has the most of its words, and is of its type; where there is none,
the decision is orphaned: what was accepted or corrected then stays in the answers as a person decided it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from khabar.judging.deciding import REJECTED, Decided, Decisions
from khabar.judging.values import unpacked
from khabar.model import Claim, ClaimType, Span
from khabar.store import Filter, Store


@dataclass(frozen=True, slots=True)
class Placed:
    """Decisions by the claims that the present readings make. `claims` are those that were judged, as stored (of an
    older reading for what is `orphaned`); `moved` says which claim of the present stands for one of the past."""

    decided: Mapping[str, Decided] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    orphaned: Mapping[str, Claim] = field(default_factory=dict)

    def now(self, id_: str) -> str:
        """The id that a claim has now."""
        return self.moved.get(id_, id_)


def placed(store: Store, decisions: Decisions, recorded_by: datetime | None) -> Placed:
    """Finds the claims that people spoke of."""
    spoken_of = _spoken_of(decisions)
    judged = {c.id: c for c in store.claims(Filter(ids=spoken_of, recorded_by=recorded_by))}
    present = store.made_by_latest(judged.keys(), recorded_by)
    decided = {id_: found for id_, found in decisions.claims.items() if id_ in present}
    claims = {id_: judged[id_] for id_ in present}
    moved: dict[str, str] = {}
    orphaned: dict[str, Claim] = {}
    for id_ in sorted(judged.keys() - present):
        old, word = judged[id_], decisions.claims.get(id_)
        new = _successor(old, word, store, recorded_by)
        if new is None:
            orphaned[id_] = old
            if word is not None:
                decided[id_] = word
                claims[id_] = old
            continue
        moved[id_] = new.id
        claims.setdefault(new.id, new)
        if word is not None and (new.id not in decided or _later(word, decided[new.id], new.id, decisions)):
            decided[new.id] = word
    return Placed(decided, claims, moved, orphaned)


def _spoken_of(decisions: Decisions) -> frozenset[str]:
    found = set(decisions.claims)
    for one, other in decisions.joined | decisions.parted:
        found |= {one, other}
    for judgement in decisions.settled.values():
        value = unpacked(judgement.value)
        found |= {value["for"], *value["against"]}
    return frozenset(found)


def _later(word: Decided, other: Decided, present: str, decisions: Decisions) -> bool:
    """Whether a word on an older claim is the later one; a word on the present claim itself goes before it."""
    return present not in decisions.claims and (word.last.made, word.last.id) > (other.last.made, other.last.id)


def _successor(old: Claim, word: Decided | None, store: Store, recorded_by: datetime | None) -> Claim | None:
    """The claim of the present reading that says what an older one said."""
    fields = word.word.fields if word else {}
    types = {old.type, ClaimType(fields.get("type", old.type))}
    spans = [old.span, *([Span(*fields["span"])] if "span" in fields else [])]
    best: tuple[float, int, str] | None = None
    found: Claim | None = None
    for claim in store.claims(Filter(document=old.document, types=frozenset(types), recorded_by=recorded_by)):
        likeness = 1.0 if claim.quote == old.quote else max(_shared(claim.span, span) for span in spans)
        rank = (-likeness, abs(claim.span.start - old.span.start), claim.id)
        if likeness > 0 and (best is None or rank < best):
            best, found = rank, claim
    return found


def _shared(one: Span, other: Span) -> float:
    """How much of two spans is the same, from 0 to 1."""
    both = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return both / whole if both > 0 else 0.0


def counts(found: Decided | None) -> bool:
    """Whether a claim so judged counts."""
    return found is None or found.word.verdict != REJECTED
