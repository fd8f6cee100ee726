"""How far a first speaker is trusted: a letter for each kind of root, and what each letter weighs.

All numbers of the ledger stand here. They are judgements, fixed and printed with every sum, never fitted to an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from khabar.model import Claim, ClaimType, Hop, Kind, Knowledge, Modality, Role
from khabar.weigh import kept
from khabar.weigh.nodes import node
from khabar.weigh.sources.interest import OWN, Interest
from khabar.weigh.sources.parties import Parties
from khabar.weigh.sources.roots import ECHO, UNNAMED, RootKey

WEIGHTS: dict[str, float] = {"A": 2.0, "B": 1.2, "C": 0.8, "D": 0.4, "E": 0.1, "F": 0.4}
"""Natural log-odds of one root's plain word, by Admiralty letter. F, not to be judged, weighs as D until it is."""

GRADES: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
"""What the letters of the Admiralty code mean."""

AGAINST_INTEREST = 0.8
"""What a root's word weighs more where the root loses by it."""

MODALITIES: dict[Modality, float] = {Modality.SPECULATED: 0.5, Modality.RUMOURED: 0.25}
"""What remains of a word that is supposed or passed on as a rumour; all else keeps its weight."""

FADES_BY = 0.5
"""What remains of a word for each full span after which its fluent is stale."""

DOUBTFUL_AT_MOST = 0.15
"""What echo, guess and rumour weigh all together: they stay within "roughly even chance"."""

OUTLET, LEANING, OWN_MATTERS, WITNESS, PAPER, PARTY, MOUTHPIECE, DESCRIBED, ECHOED, UNKNOWN_OUTLET, JUDGED, PACKED = (
    "known outlet or observer in its own voice",
    "outlet that a party owns or backs",
    "speaks of its own matters, gaining nothing",
    "named speaker",
    "document or report that is named",
    "party to the conflict",
    "a party's outlet",
    "unnamed source that an outlet vouches for",
    "echo, nobody answers for it",
    "outlet or author that no pack knows",
    "graded by a person",
    "dated event of a pack, with its sources",
)

DEFAULTS: dict[str, str] = {
    OUTLET: "B",
    LEANING: "C",
    OWN_MATTERS: "B",
    WITNESS: "C",
    PAPER: "C",
    PARTY: "D",
    MOUTHPIECE: "D",
    DESCRIBED: "F",
    UNKNOWN_OUTLET: "F",
    ECHOED: "E",
    PACKED: "B",
}
"""The letter of each kind of root while no person has graded it. A is given by people only."""

_OFFICES = frozenset(
    {
        ClaimType.AUTHORITY,
        ClaimType.BARRIER,
        ClaimType.CROSSING,
        ClaimType.LAW,
        ClaimType.QUANTITY,
        ClaimType.SANCTION,
        ClaimType.SURVEILLANCE,
    }
)
"""What a state's offices run and count: there an official of that state speaks of his own matters."""

_BY_ROLE = {Role.OUTLET: UNKNOWN_OUTLET, Role.AGENCY: UNKNOWN_OUTLET, Role.DOCUMENT: PAPER}
_BY_ROOT = {ECHO: ECHOED, UNNAMED: DESCRIBED}
_OF_A_PARTY = frozenset({"speaks_for", "part_of"})
_PARTIES = frozenset({Kind.ARMED_GROUP, Kind.STATE_BODY})


class Grade(NamedTuple):
    """A letter and the kind of root for which it is given."""

    letter: str
    kind: str


class Grader:
    """Grades roots with the packs' knowledge and the ties of the day; `grades` are a person's letters by root key
    or by the key of the first speaker."""

    def __init__(self, knowledge: Knowledge, parties: Parties, grades: Mapping[str, str] | None = None) -> None:
        self._parties = parties
        self._grades = dict(grades or {})
        unknown = set(self._grades.values()) - WEIGHTS.keys()
        if unknown:
            raise ValueError(f"no such grade: {', '.join(sorted(unknown))}; one of {', '.join(WEIGHTS)}")
        self._outlets = {o.id: LEANING if o.owner or o.interest else OUTLET for o in knowledge.outlets}
        tied = {r.subject for r in knowledge.relations if r.kind in _OF_A_PARTY}
        self._outlets |= {o.id: MOUTHPIECE for o in knowledge.outlets if o.speaks_for or o.id in tied}
        self._states = kept.states(knowledge.actors)
        self._knowledge = knowledge
        self._kinds = kept.kinds(knowledge.actors)

    def grade(self, root: RootKey, claim: Claim, gain: Interest | None = None) -> Grade:
        """The letter of a root for one of its claims: a person's, else that of its kind."""
        kind = self._kind(root, claim, gain is not None and gain.bearing == OWN)
        given = self._grades.get(root.key) or self._grades.get(node(claim.chain.root.agent))
        return Grade(given, f"{kind}; {JUDGED}") if given else Grade(DEFAULTS[kind], kind)

    def _kind(self, root: RootKey, claim: Claim, gains: bool) -> str:
        first = claim.chain.root
        me = node(first.agent)
        if root.kind in _BY_ROOT:
            return _BY_ROOT[root.kind]
        if root.key.startswith("author:"):
            return UNKNOWN_OUTLET
        if me in self._outlets:
            return self._outlets[me]
        if self._of_a_party(first):
            return PARTY if gains or not self._concerned(me, claim) else OWN_MATTERS
        return _BY_ROLE.get(first.role, WITNESS)

    def _of_a_party(self, hop: Hop) -> bool:
        """Whether it is, belongs to or is named after a group or a body: "General Command of the …"."""
        named = () if hop.agent.entity else self._parties.named_in(hop.agent.name)
        own = {*self._parties.above(node(hop.agent)), *named, *filter(None, (hop.interest,))}
        return any(self._kinds.get(who) in _PARTIES for who in own)

    def _lies(self, key: str) -> frozenset[str]:
        """The countries in which a place or a barrier lies."""
        lands = kept.lands(self._knowledge.places)
        return lands.get(kept.along(self._knowledge.barriers).get(key, key), frozenset())

    def _concerned(self, me: str, claim: Claim) -> bool:
        """Whether it knows at first hand: the claim is about the speaker, whom it leads or belongs to, or what its
        state's offices run."""
        own = self._parties.above(me)
        if any(node(ref) in own for ref in (*claim.subjects, *claim.objects)):
            return True
        if claim.type not in _OFFICES:
            return False
        about = (*claim.subjects, *claim.objects, *claim.places)
        where = {country for ref in about for country in self._lies(node(ref))}
        return any(self._states.get(body) in where for body in own)
