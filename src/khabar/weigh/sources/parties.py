"""Who belongs to, speaks for, leads or backs whom on a day: what "own interest" and "same side" are judged by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from khabar.model import Actor, Claim, ClaimType, Kind, Knowledge, Outlet, Ref, Relation, When
from khabar.model.ties import SPEAKS_FOR, told_tie
from khabar.weigh.kept import ids, kept, names
from khabar.weigh.nodes import bare, node
from khabar.weigh.wording import named

_BACKS = "backs"
_UPWARD = {"part_of": "belongs to", "leads": "leads", "post": "holds a post in", "speaks_for": "speaks for"}
_SIDING = {"backed_by": (_BACKS, "is backed by"), "allied_with": ("is allied with", "is allied with")}
TIES = frozenset({*_UPWARD, *_SIDING})
"""The kinds of relations that put two on one side, or one in the other's interest."""
_PART_STEPS_OF_AN_OUTLET = 1
_LONGEST_NAME = 6
"""Words of a party's name that are looked for in a description."""

ITSELF = "it speaks of itself"

Path = tuple[str, ...]
Tie = tuple[str, tuple[tuple[str, str], ...]]
"""How two are tied, in words, and the single ties, each from one to another, that this rests on."""


def learned(knowledge: Knowledge, claims: Iterable[Claim]) -> Knowledge:
    """The packs and what reports say in their own voice: "Fars, a mouthpiece of the IRGC", "A, commander of B".

    Only an outlet's own description is learned, never an accusation that it passes on: "X says that A helps B" must
    not put A on the side of B.
    """
    outlets = ids(knowledge.outlets)
    actors: dict[str, Actor] = {}
    relations: dict[tuple[str, str, str, When], str] = {}
    for claim in claims:
        if not told_tie(claim):
            continue
        for tie in taught(claim, outlets):
            relations[tie] = min(claim.id, relations.get(tie, claim.id))
        actors.update((node(ref), _actor(ref)) for ref in strangers(claim, knowledge))
    for tie in relations.keys() & _as_taught(knowledge.relations) if relations else ():
        del relations[tie]
    if not relations:
        return knowledge
    ordered = sorted(relations, key=lambda tie: (*tie[:3], tie[3].edtf(), tie[3].text))
    return replace(
        knowledge,
        actors=knowledge.actors + tuple(actors[key] for key in sorted(actors)),
        relations=knowledge.relations
        + tuple(Relation(*tie[:3], held=tie[3], sources=(f"claim {relations[tie]}",)) for tie in ordered),
        of_packs=knowledge.of_packs or knowledge.relations,
    )


@kept
def _as_taught(relations: Sequence[Relation]) -> frozenset[tuple[str, str, str, When]]:
    return frozenset((r.kind, r.subject, r.object, r.held) for r in relations)


@kept
def _by_end(relations: Sequence[Relation]) -> dict[str, list[Relation]]:
    """For each party the relations that it is an end of, in their order."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        for end in dict.fromkeys((relation.subject, relation.object)):
            found[end].append(relation)
    return dict(found)


@kept
def _spoken_for(outlets: Sequence[Outlet]) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each outlet of a party whom it speaks for, and by which sources."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for outlet in outlets:
        for party in (*outlet.speaks_for, *filter(None, (outlet.owner,))):
            found[outlet.id].setdefault(party, outlet.sources)
    return dict(found)


def taught(claim: Claim, outlets: Collection[str]) -> tuple[tuple[str, str, str, When], ...]:
    """The ties that a claim teaches: kind, who, with whom, when."""
    told = told_tie(claim)
    if not told:
        return ()
    held = replace(claim.event_time or When(), reasons=())
    return tuple(
        # What an outlet sides with, it speaks for.
        (SPEAKS_FOR if claim.type is ClaimType.ALLIANCE and who in outlets else told, who, node(thing), held)
        for who in map(node, claim.subjects)
        for thing in claim.objects
    )


def strangers(claim: Claim, knowledge: Knowledge) -> tuple[Ref, ...]:
    """The parties of the ties that a claim teaches of which the packs know nothing.

    Ground, misread as a member, is still no actor.
    """
    if not (claim.subjects and claim.objects and told_tie(claim)):
        return ()
    known = ids(knowledge.actors), ids(knowledge.outlets), ids(knowledge.places)
    return tuple(r for r in (*claim.subjects, *claim.objects) if not any(node(r) in rows for rows in known))


def _actor(ref: Ref) -> Actor:
    return Actor(id=node(ref), name=ref.name, kind=Kind.OTHER)


@kept
def _spellings(actors: Sequence[Actor]) -> dict[str, str]:
    """Every safe spelling of a group or body, folded, with its id."""
    found: dict[str, str] = {}
    for actor in actors:
        if actor.kind in (Kind.ARMED_GROUP, Kind.STATE_BODY):
            for spelling in (actor.name, *actor.aliases):
                found.setdefault(bare(spelling), actor.id)
    return found


class Parties:
    """The ties that hold on one day; `on` None takes all of them, whatever their dates."""

    def __init__(self, knowledge: Knowledge, on: date | None = None) -> None:
        self._knowledge, self._on = knowledge, on
        base = knowledge.of_packs or knowledge.relations
        taught = knowledge.relations[len(base) :]
        self._ties = _by_end(base), _by_end(taught) if taught else {}
        self._spoken_for = _spoken_for(knowledge.outlets)
        self._outlets = ids(knowledge.outlets)
        self._up: dict[str, dict[str, str]] = {}
        self._sides: dict[tuple[str, str], bool] = {}
        self._ways: dict[str, dict[str, Path]] = {}
        self._behind: dict[str, frozenset[str]] = {}
        self._standing: dict[str, tuple[str, ...]] = {}

    def _of(self, who: str) -> Iterator[Relation]:
        """The relations of the day that it is an end of."""
        for ties in self._ties:
            for relation in ties.get(who, ()):
                if self._on is None or relation.held.holds(self._on):
                    yield relation

    def _up_from(self, who: str) -> dict[str, str]:
        """Whom it belongs to, leads, holds a post in or speaks for, with which of these it does."""
        if who not in self._up:
            found = dict.fromkeys(self._spoken_for.get(who, ()), SPEAKS_FOR)
            for relation in self._of(who):
                if relation.subject == who and relation.kind in _UPWARD:
                    found.setdefault(relation.object, relation.kind)
            self._up[who] = found
        return self._up[who]

    def _backers(self, who: str) -> dict[str, str]:
        """Who is allied with it, or backs it or is backed by it, with the words for that."""
        found: dict[str, str] = {}
        for relation in self._of(who):
            if relation.kind in _SIDING:
                forth, back = _SIDING[relation.kind]
                if relation.subject == who:
                    found.setdefault(relation.object, forth)
                if relation.object == who:
                    found.setdefault(relation.subject, back)
        return found

    def _sources(self, one: str, other: str) -> tuple[str, ...]:
        """What it rests on that the one is tied to the other."""
        told = self._spoken_for.get(one, {}).get(other)
        if told is not None:
            return told
        return next((r.sources for r in self._of(one) if (r.subject, r.object) == (one, other)), ())

    def named_in(self, name: str) -> tuple[str, ...]:
        """The parties that a description names: "PMF commanders" are of the PMF."""
        spelled = _spellings(self._knowledge.actors)
        words = bare(name).split()
        runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + _LONGEST_NAME, i, -1))
        return tuple(dict.fromkeys(spelled[run] for run in runs if run in spelled))

    def above(self, who: str) -> dict[str, Path]:
        """Itself and everybody it belongs to, leads or speaks for, each with the way there.

        An outlet climbs one step of membership only: the paper of a party in a region does not speak for the state.
        """
        if who in self._ways:
            return self._ways[who]
        limit = _PART_STEPS_OF_AN_OUTLET if who in self._outlets else None
        paths: dict[str, Path] = {who: (who,)}
        steps = {who: 0}
        queue = [who]
        for current in queue:
            for party, kind in sorted(self._up_from(current).items()):
                taken = steps[current] + (kind == "part_of")
                if party not in paths and (limit is None or taken <= limit):
                    paths[party] = (*paths[current], party)
                    steps[party] = taken
                    queue.append(party)
        self._ways[who] = paths
        return paths

    def tie(self, speaker: str, subject: str) -> str | None:
        """In words, how the speaker is, belongs to, speaks for or backs the subject (or a part of the same body);
        None where nothing ties them."""
        found = self._tie(speaker, subject)
        return found[0] if found else None

    def cited(self, speaker: str, subject: str) -> tuple[str, ...]:
        """What the tie of the two rests on: ids of the packs' sources, and claims that tell of it."""
        _, steps = self._tie(speaker, subject) or ("", ())
        sources = (s for a, b in steps for s in self._sources(a, b) or self._sources(b, a))
        return tuple(dict.fromkeys(sources))

    def _tie(self, speaker: str, subject: str) -> Tie | None:
        if speaker == subject:
            return ITSELF, ()
        mine, theirs = self.above(speaker), self.above(subject)
        if subject in mine:
            return self._told(mine[subject]), tuple(pairwise(mine[subject]))
        shared = [party for party in self._near(speaker) if party in theirs]
        if shared:
            here, there = mine[shared[0]], theirs[shared[0]]
            words = "; ".join(filter(None, (self._told(here), self._told(there))))
            return words, (*pairwise(here), *pairwise(there))
        return None if mine.keys().isdisjoint(self._backing_of(subject)) else self._backing(mine, speaker, subject)

    def same_side(self, one: str, other: str) -> bool:
        """Whether the two are no rivals: tied, backed, or parts of one body."""
        known = self._sides.get((one, other))
        if known is None:
            mine, theirs = self.above(one), self.above(other)
            shared = mine.keys() & theirs.keys()
            known = bool(shared or mine.keys() & self._backing_of(other) or theirs.keys() & self._backing_of(one))
            self._sides[one, other] = known
        return known

    def _backing_of(self, subject: str) -> frozenset[str]:
        """All that back a party: those with whom `_backing` finds a tie."""
        if subject not in self._behind:
            backers = {b for body in self._near(subject) for b in self._backers(body).items()}
            reach = (self.above(backer) if verb == _BACKS else (backer,) for backer, verb in backers)
            self._behind[subject] = frozenset(party for parties in reach for party in parties)
        return self._behind[subject]

    def _near(self, speaker: str) -> tuple[str, ...]:
        """Whom it stands for, and the body that is directly part of: commanders of two brigades of one army share
        it."""
        if speaker not in self._standing:
            self._standing[speaker] = self._stands_for(speaker)
        return self._standing[speaker]

    def _stands_for(self, speaker: str) -> tuple[str, ...]:
        if not self._up_from(speaker):
            return (speaker,)
        near = [speaker]
        for current in near:
            near += [p for p, k in sorted(self._up_from(current).items()) if k != "part_of" and p not in near]
        bodies = [p for n in near for p, k in sorted(self._up_from(n).items()) if k == "part_of"]
        reachable = self.above(speaker)
        return tuple(p for p in dict.fromkeys(near + bodies) if p in reachable)

    def _backing(self, mine: dict[str, Path], speaker: str, subject: str) -> Tie | None:
        for body in self._near(subject):
            for backer, verb in sorted(self._backers(body).items()):
                # What a body backs, the state above it backs; to be backed or allied binds nobody above.
                for party in self.above(backer) if verb == _BACKS else (backer,):
                    if party in mine:
                        told = self._told(mine[party])
                        backed = f"{verb} {self.name(body)}"
                        words = f"{told}, which {backed}" if told else f"{self.name(speaker)} {backed}"
                        return words, (*pairwise(mine[party]), (backer, body))
        return None

    def _told(self, path: Path) -> str:
        """A way of ties in words: "A leads B, which belongs to C"."""
        steps = [f"{_UPWARD[self._up_from(a)[b]]} {self.name(b)}" for a, b in pairwise(path)]
        return f"{self.name(path[0])} {', which '.join(steps)}" if steps else ""

    def name(self, key: str) -> str:
        """The name to print, with its article."""
        known = self._knowledge
        rows = (names(row) for row in (known.outlets, known.actors, known.places))
        return named(next((n[key] for n in rows if key in n), key.removeprefix("name:")))
