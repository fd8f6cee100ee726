"""Who belongs to, speaks for, leads or backs whom on a day: what "own interest" and "same side" are judged by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from khabar.model import Actor, Claim, ClaimType, Kind, Knowledge, Modality, Ref, Relation, When
from khabar.weigh.nodes import bare, node
from khabar.weigh.wording import named

_MOUTHPIECE = re.compile(
    r"\b(?:mouthpiece|organ of|voice of|state-run|state-owned|run by|owned by|controlled by|"
    r"linked to|affiliated)",
    re.IGNORECASE,
)
_BACKED = re.compile(r"\b(?:backed|supported|funded|sponsored|armed by|trained by)\b", re.IGNORECASE)
_BACKS = "backs"
_UPWARD = {"part_of": "belongs to", "leads": "leads", "post": "holds a post in", "speaks_for": "speaks for"}
_SIDING = {"backed_by": (_BACKS, "is backed by"), "allied_with": ("is allied with", "is allied with")}
_PART_STEPS_OF_AN_OUTLET = 1
_LONGEST_NAME = 6
"""Words of a party's name that are looked for in a description."""

ITSELF = "it speaks of itself"

Path = tuple[str, ...]


def learned(knowledge: Knowledge, claims: Iterable[Claim]) -> Knowledge:
    """The packs and what reports say in their own voice: "Fars, a mouthpiece of the IRGC", "A, commander of B".

    Only an outlet's own description is learned, never an accusation that it passes on: "X says that A helps B" must
    not put A on the side of B.
    """
    outlets = {o.id for o in knowledge.outlets}
    known = {a.id for a in knowledge.actors} | outlets
    known |= {p.id for p in knowledge.places}  # misread as a member of something, ground is still no actor
    actors: dict[str, Actor] = {}
    relations: set[Relation] = set()
    for claim in claims:
        if claim.modality is not Modality.ASSERTED or len(claim.chain.hops) > 1:
            continue
        for subject in claim.subjects:
            for thing in claim.objects:
                kind = _tie_kind(claim, node(subject) in outlets)
                if not kind:
                    continue
                held = claim.event_time or When()
                relations.add(Relation(kind, node(subject), node(thing), held=replace(held, reasons=())))
                actors.update((node(r), _actor(r)) for r in (subject, thing) if node(r) not in known)
    return replace(
        knowledge,
        actors=knowledge.actors + tuple(actors[key] for key in sorted(actors)),
        relations=knowledge.relations
        + tuple(
            sorted(
                relations - set(knowledge.relations),
                key=lambda r: (r.kind, r.subject, r.object, r.held.edtf()),
            )
        ),
    )


def _tie_kind(claim: Claim, outlet: bool) -> str:
    if claim.type is ClaimType.MEMBERSHIP:
        return "part_of"
    if claim.type is ClaimType.COMMAND:
        return "leads"
    if claim.type is not ClaimType.ALLIANCE:
        return ""
    if outlet or _MOUTHPIECE.search(claim.quote):
        return "speaks_for"
    return "backed_by" if _BACKED.search(claim.quote) else "allied_with"


def _actor(ref: Ref) -> Actor:
    return Actor(id=node(ref), name=ref.name, kind=Kind.OTHER)


def _spellings(knowledge: Knowledge) -> dict[str, str]:
    """Every safe spelling of a group or body, folded, with its id."""
    found: dict[str, str] = {}
    for actor in knowledge.actors:
        if actor.kind in (Kind.ARMED_GROUP, Kind.STATE_BODY):
            for spelling in (actor.name, *actor.aliases):
                found.setdefault(bare(spelling), actor.id)
    return found


class Parties:
    """The ties that hold on one day; `on` None takes all of them, whatever their dates."""

    def __init__(self, knowledge: Knowledge, on: date | None = None) -> None:
        self._up: dict[str, dict[str, str]] = defaultdict(dict)
        self._backers: dict[str, dict[str, str]] = defaultdict(dict)
        self._names = {p.id: p.name for p in knowledge.places}
        self._names |= {a.id: a.name for a in knowledge.actors} | {o.id: o.name for o in knowledge.outlets}
        self._knowledge = knowledge
        self._reached: dict[str, dict[str, Path]] = {}
        self._outlets = frozenset(o.id for o in knowledge.outlets)
        for outlet in knowledge.outlets:
            for party in (*outlet.speaks_for, *filter(None, (outlet.owner,))):
                self._up[outlet.id].setdefault(party, "speaks_for")
        for relation in knowledge.relations:
            if on is None or relation.held.holds(on):
                self._add(relation)

    def _add(self, relation: Relation) -> None:
        if relation.kind in _UPWARD:
            self._up[relation.subject].setdefault(relation.object, relation.kind)
        elif relation.kind in _SIDING:
            forth, back = _SIDING[relation.kind]
            self._backers[relation.subject].setdefault(relation.object, forth)
            self._backers[relation.object].setdefault(relation.subject, back)

    def named_in(self, name: str) -> tuple[str, ...]:
        """The parties that a description names: "PMF commanders" are of the PMF."""
        spelled = self._spelled
        words = bare(name).split()
        runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + _LONGEST_NAME, i, -1))
        return tuple(dict.fromkeys(spelled[run] for run in runs if run in spelled))

    @cached_property
    def _spelled(self) -> dict[str, str]:
        return _spellings(self._knowledge)

    def above(self, who: str) -> dict[str, Path]:
        """Itself and everybody it belongs to, leads or speaks for, each with the way there.

        An outlet climbs one step of membership only: the paper of a party in a region does not speak for the state.
        """
        if who in self._reached:
            return self._reached[who]
        limit = _PART_STEPS_OF_AN_OUTLET if who in self._outlets else None
        paths: dict[str, Path] = {who: (who,)}
        steps = {who: 0}
        queue = [who]
        for current in queue:
            for party, kind in sorted(self._up.get(current, {}).items()):
                taken = steps[current] + (kind == "part_of")
                if party not in paths and (limit is None or taken <= limit):
                    paths[party] = (*paths[current], party)
                    steps[party] = taken
                    queue.append(party)
        self._reached[who] = paths
        return paths

    def tie(self, speaker: str, subject: str) -> str | None:
        """In words, how the speaker is, belongs to, speaks for or backs the subject (or a part of the same body);
        None where nothing ties them."""
        if speaker == subject:
            return ITSELF
        mine, theirs = self.above(speaker), self.above(subject)
        if subject in mine:
            return self._told(mine[subject])
        shared = [party for party in self._near(speaker) if party in theirs]
        if shared:
            return "; ".join(filter(None, (self._told(mine[shared[0]]), self._told(theirs[shared[0]]))))
        return self._backing(mine, speaker, subject)

    def same_side(self, one: str, other: str) -> bool:
        """Whether the two are no rivals: tied, backed, or parts of one body."""
        mine, theirs = self.above(one), self.above(other)
        return bool(mine.keys() & theirs.keys()) or bool(
            self._backing(mine, one, other) or self._backing(theirs, other, one)
        )

    def _near(self, speaker: str) -> list[str]:
        """Whom it stands for, and the body that is directly part of: commanders of two brigades of one army share
        it."""
        near = [speaker]
        for current in near:
            near += [p for p, k in sorted(self._up.get(current, {}).items()) if k != "part_of" and p not in near]
        bodies = [p for n in near for p, k in sorted(self._up.get(n, {}).items()) if k == "part_of"]
        reachable = self.above(speaker)
        return [p for p in dict.fromkeys(near + bodies) if p in reachable]

    def _backing(self, mine: dict[str, Path], speaker: str, subject: str) -> str | None:
        for body in self._near(subject):
            for backer, verb in sorted(self._backers.get(body, {}).items()):
                # What a body backs, the state above it backs; to be backed or allied binds nobody above.
                for party in self.above(backer) if verb == _BACKS else (backer,):
                    if party in mine:
                        told = self._told(mine[party])
                        backed = f"{verb} {self.name(body)}"
                        return f"{told}, which {backed}" if told else f"{self.name(speaker)} {backed}"
        return None

    def _told(self, path: Path) -> str:
        """A way of ties in words: "A leads B, which belongs to C"."""
        steps = [f"{_UPWARD[self._up[a][b]]} {self.name(b)}" for a, b in pairwise(path)]
        return f"{self.name(path[0])} {', which '.join(steps)}" if steps else ""

    def name(self, key: str) -> str:
        """The name to print, with its article."""
        return named(self._names.get(key, key.removeprefix("name:")))
