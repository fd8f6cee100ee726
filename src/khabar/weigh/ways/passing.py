"""What claims and packs say for and against passing each stretch of a route, for one party and its allies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from khabar.model import (
    Claim,
    ClaimType,
    Edge,
    Fluent,
    Ground,
    Kind,
    Knowledge,
    Modality,
    Outcome,
    Ref,
    Route,
    Standing,
    SupportLine,
)
from khabar.weigh import kept
from khabar.weigh.holding.fluents import DENIES, ENDS, WITNESSES, Effect, effects, pending
from khabar.weigh.holding.ledger import Key, Ledger, Piece, Weight, gather, weighed
from khabar.weigh.holding.sentences import core
from khabar.weigh.holding.standing import STALE_AFTER, Verdict, judge
from khabar.weigh.holding.support import Part, Scales, one_a_root
from khabar.weigh.holding.tenures import CLOSES, LOSES, Fact, Tenure, belongs, facts, gates, tenures
from khabar.weigh.moments import anchor
from khabar.weigh.nodes import bare, node
from khabar.weigh.sources.grades import DEFAULTS, GRADES, PACKED, WEIGHTS, Grader
from khabar.weigh.sources.parties import Parties
from khabar.weigh.ways.graph import way
from khabar.weigh.wording import at, capital, day, named

OF_PASSAGE = frozenset({ClaimType.MOVEMENT, ClaimType.SUPPLY_ROUTE, ClaimType.INFILTRATION, ClaimType.CROSSING})
_POINTS = frozenset("city town village crossing camp base site".split())
_A_WAY = frozenset("highway road route corridor way crossing line bridge passage".split())


class Side:
    """A party that wants to pass, and who is on its side on a day.

    Those who use a route pass by each other's leave: where one of them is asked about, the allies of all of them are
    its allies there.
    """

    def __init__(self, route: Route, knowledge: Knowledge, actor: str, on: date) -> None:
        self._knowledge = knowledge
        self._on = on
        self._ties: dict[date, Parties] = {}
        users = set(route.users)
        shares = not actor or any(self._parties(on).same_side(actor, u) for u in route.users)
        self.asked = (actor,) if actor else tuple(route.users)
        self._standing_for = sorted(users | {actor} - {""}) if shares else [actor]

    def friend(self, who: str, on: date | None = None) -> bool:
        """Whether it is on the party's side; a country stands for its own state."""
        country = self._countries.get(who)
        if country:
            return country in self._homes
        parties = self._parties(on or self._on)
        return any(parties.same_side(mine, who) for mine in self._standing_for)

    def foe(self, who: str) -> bool:
        """Whether it is of another side: an actor that the packs know, and no friend."""
        return who in self._actors and not self.friend(who)

    @property
    def nobody(self) -> bool:
        """Whether no party is asked about, so that nobody's hold can be a friend's or a foe's."""
        return not self._standing_for

    def _parties(self, on: date) -> Parties:
        return self._ties.setdefault(on, self._ties.get(on) or Parties(self._knowledge, on))

    @cached_property
    def _actors(self) -> frozenset[str]:
        return frozenset(a.id for a in self._knowledge.actors if not a.id.startswith("name:"))

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {p.id: p.country for p in self._knowledge.places if p.kind == "country"}

    @cached_property
    def _homes(self) -> frozenset[str]:
        mine = set(self._standing_for)
        return frozenset(a.country for a in self._knowledge.actors if a.id in mine and a.kind is Kind.STATE_BODY)


@dataclass(frozen=True, slots=True)
class Found:
    """All grounds: of each place (who holds it, fallen or not) and of each edge, by its index in the route; and what
    each that bears on the day adds to a sum, by its id. `answers` are those that only deny a hold of others."""

    places: Mapping[str, tuple[Ground, ...]]
    edges: Mapping[int, tuple[Ground, ...]]
    parts: Mapping[str, Part]
    answers: frozenset[str]


class Grounds:
    """Gathers the grounds of one route on one day."""

    def __init__(self, route: Route, knowledge: Knowledge, on: date, known_by: date) -> None:
        self._route = route
        self._knowledge = knowledge
        self._on, self._known_by = on, known_by
        self._names = kept.names(knowledge.places) | kept.names(knowledge.actors)
        self._pairs = [(e.start, e.end) for e in route.edges]
        self._on_route = frozenset(p for pair in self._pairs for p in pair)
        self._told = facts(knowledge, known_by)
        self._tenures = tenures(self._told, knowledge)
        self._inside = {p.id: p.within for p in knowledge.places if p.kind in _POINTS}

    def found(self, claims: Sequence[Claim], side: Side) -> Found:
        """The grounds for and against, from claims known by the day and from the packs."""
        ledger = gather(claims, self._knowledge, self._on, self._known_by)
        self._scales = Scales(Grader(self._knowledge, ledger.parties), self._on)
        self._parts: dict[str, Part] = {}
        self._answers: set[str] = set()
        verdicts = {key: judge(pieces, self._on) for key, pieces in ledger.pieces.items()}
        near = self._on_route | {self._inside.get(p, "") for p in self._on_route}
        places = {p: tuple(self._of_place(p, verdicts, side)) for p in sorted(near - {""})}
        edges: dict[int, list[Ground]] = defaultdict(list)
        for index, ground in (*self._passages(ledger, side), *self._crossings(verdicts)):
            edges[index].append(ground)
        return Found(
            {p: places[p] or self._of_surroundings(p, places) for p in self._on_route},
            {i: tuple(sorted(g, key=lambda g: (not g.decides, g.id))) for i, g in edges.items()},
            self._parts,
            frozenset(self._answers),
        )

    def _of_surroundings(self, place: str, places: Mapping[str, tuple[Ground, ...]]) -> tuple[Ground, ...]:
        """Of a crossing of which nothing is told, what is told of the town that it lies in."""
        return places.get(self._inside.get(place, ""), ())

    # ------------------------------------------------------------ who holds a place

    def _of_place(self, place: str, verdicts: Mapping[Key, Verdict], side: Side) -> Iterator[Ground]:
        if side.nobody:
            return
        for tenure in self._tenures:
            if tenure.place == place:
                yield from self._of_tenure(tenure, side)
        for key in sorted(verdicts):
            if key.fluent is Fluent.HOLDS and key.object == place:
                yield from self._of_holder(key, verdicts[key], side)

    def _of_tenure(self, tenure: Tenure, side: Side) -> Iterator[Ground]:
        begun, place = tenure.begun, named(self._names.get(tenure.place, tenure.place))
        if tenure.held(self._on):
            who = named(self._names.get(tenure.holder, tenure.holder))
            until = f" until {day(tenure.ended.first)} ({tenure.ended.event.name})" if tenure.ended else ""
            words = f"{capital(who)} held {place} from {day(begun.last)} ({begun.event.name}){until}."
            yield self._of_pack(begun, words, side.friend(tenure.holder))
        elif tenure.ended and tenure.overthrown(self._on) and side.friend(tenure.holder, tenure.ended.first):
            yield self._fallen(tenure.ended)

    def _fallen(self, fact: Fact) -> Ground:
        who = named(self._names.get(fact.outcome.actor, fact.outcome.actor))
        words = f"{capital(fact.event.name)}, {at(fact.event.date)}: what {who} held it holds no more."
        return self._of_pack(fact, words, False)

    def _of_pack(self, fact: Fact, words: str, opens: bool) -> Ground:
        ground = Ground(pack_ground(fact.outcome), words, opens, True, (), fact.sources)
        letter = DEFAULTS[PACKED]
        what = f"{at(fact.event.date)}; {letter}, {GRADES[letter]} ({PACKED})"
        sign = 1 if opens else -1
        line = SupportLine(fact.event.name, f"pack:{fact.event.id}", letter, what, sign * WEIGHTS[letter])
        self._parts[ground.id] = Part(line, sign, True, True)
        return ground

    def _of_holder(self, key: Key, verdict: Verdict, side: Side) -> Iterator[Ground]:
        if verdict.standing not in (Standing.HELD, Standing.CONTESTED):
            return
        friend = side.friend(key.subject)
        overthrow = self._overthrow(key, verdict)
        if overthrow is not None:
            if side.friend(key.subject, overthrow.first):
                yield self._fallen(overthrow)
            return
        if self._overtaken(key, verdict):
            return
        told = self._by_root(verdict.decided, core(verdict), friend, f"{key.subject}@{key.object}")
        if not friend and not side.foe(key.subject):
            yield from (self._shown(g, "on whose side it is, nobody says") for g in told)
            return
        disputed = verdict.standing is Standing.CONTESTED
        yield from (replace(g, disputed=disputed) for g in told)
        denials = [p for p in verdict.pieces if disputed and p.effect.does == DENIES]
        what, name = f"that {core(verdict)} is denied", f"not {key.subject}@{key.object}"
        for denial in self._by_root(denials, what, not friend, name):
            self._answers.add(denial.id)
            yield replace(denial, decides=False)

    def _overthrow(self, key: Key, verdict: Verdict) -> Fact | None:
        """The event by which the holder lost the place after it was last seen there."""
        last = verdict.last.latest or date.min
        for fact in self._told:
            lost = fact.outcome
            if lost.does == LOSES and last < fact.last <= self._on and (not lost.places or key.object in lost.places):
                if belongs(key.subject, lost.actor, self._knowledge, fact.first):
                    return fact
        return None

    def _overtaken(self, key: Key, verdict: Verdict) -> bool:
        """Whether the packs have somebody of another side take the place after the holder was last seen there."""
        last = verdict.last.latest or date.min
        parties = Parties(self._knowledge, min(self._on, self._known_by))
        return any(
            t.place == key.object and last < t.begun.last <= self._on and not parties.same_side(t.holder, key.subject)
            for t in self._tenures
        )

    # ------------------------------------------------------------ who passed, and what was shut

    def _passages(self, ledger: Ledger, side: Side) -> Iterator[tuple[int, Ground]]:
        """The claims that somebody passed between places of the route, or that a stretch was shut."""
        told: dict[int, list[Piece]] = defaultdict(list)
        touched = {c.id: self._touched(c) for c in ledger.claims if c.type in OF_PASSAGE}
        beside: dict[str, set[int]] = defaultdict(set)
        for claim in ledger.claims:
            beside[claim.document].update(touched.get(claim.id, ()))
        for claim in ledger.claims:
            does = self._does(claim, ledger, side)
            edges = touched.get(claim.id, ())
            if does == ENDS and not edges and self._nameless(claim, ledger):
                edges = tuple(sorted(beside[claim.document]))
            if not does or not edges:
                continue
            effect = Effect(Fluent.PASSABLE, does, None, Ref(self._route.name, self._route.name, self._route.id))
            piece = weighed(claim, effect, ledger, self._on, self._known_by)
            for index in edges:
                if piece is not None:
                    told[index].append(piece)
                elif does == WITNESSES:
                    yield index, self._told_later(claim, ledger)
        for index, pieces in told.items():
            yield from ((index, g) for g in self._judged(sorted(pieces, key=Piece.order)))

    def _does(self, claim: Claim, ledger: Ledger, side: Side) -> str:
        """What the claim does to the passage; "" where it is of no passage, not yet so, or of another side's."""
        if claim.type not in OF_PASSAGE or pending(claim):
            return ""
        told = effects(replace(claim, modality=Modality.ASSERTED), ledger.kinds)
        shut = any(e.fluent in (Fluent.PASSABLE, Fluent.OPEN) and e.does == ENDS for e in told)
        if claim.modality is Modality.DENIED:
            return WITNESSES if shut else DENIES
        if shut:
            return ENDS
        return "" if any(side.foe(node(s)) for s in claim.subjects) and not side.nobody else WITNESSES

    def _touched(self, claim: Claim) -> tuple[int, ...]:
        """The edges on the shortest way between the places of the route that the claim names, one after the other;
        all edges where it names the route itself."""
        refs = (*claim.subjects, *claim.objects, *claim.places)
        if any(r.entity == self._route.id for r in refs):
            return tuple(range(len(self._pairs)))
        spans = {r.entity: r.span.start if r.span else 0 for r in refs if r.entity in self._on_route}
        order = sorted((start, place) for place, start in spans.items() if place)
        found: set[int] = set()
        for (_, a), (_, b) in pairwise(order):
            found.update(way(self._pairs, a, b) or ())
        return tuple(sorted(found))

    def _nameless(self, claim: Claim, ledger: Ledger) -> bool:
        """Whether it shuts a way that it does not name ("this highway"), so that the report's own way is meant."""
        ends = [e.object for e in effects(claim, ledger.kinds) if e.does == ENDS]
        unnamed = not any(ledger.kinds.place(r) for r in (*claim.objects, *claim.places))
        return unnamed and any(e.entity is None and set(bare(e.name).split()) & _A_WAY for e in ends)

    def _judged(self, pieces: Sequence[Piece]) -> Iterator[Ground]:
        """The grounds on one edge as of the day: what is overtaken or too long ago decides nothing."""
        verdict = judge(pieces, self._on)
        deciding = {p.claim.id for p in verdict.decided} if verdict.standing in _DECIDED else set()
        if verdict.standing is Standing.CONTESTED:
            deciding |= {p.claim.id for p in pieces if p.effect.does == DENIES}
        for does, words in _TELLINGS:
            mine = [p for p in pieces if p.effect.does == does]
            for ground in self._by_root(mine, words, does == WITNESSES, does, of_claims=True):
                bears = any(c.id in deciding for c in ground.claims)
                outdated = ground.decides and not bears
                yield self._shown(ground, "told too long before, or overtaken") if outdated else ground

    def _told_later(self, claim: Claim, ledger: Ledger) -> Ground:
        """Passage told after the day: it may have been so by then, but nobody says when."""
        name = named(ledger.roots[claim.id].name)
        words = f"Passage is told, by {name} (only later, {at(anchor(claim))}, and of no certain day)."
        return Ground(f"later:{claim.id}", words, True, False, (claim,))

    def _crossings(self, verdicts: Mapping[Key, Verdict]) -> Iterator[tuple[int, Ground]]:
        """Crossings said to be open or shut, by claims or by the packs, whichever is later."""
        toggles = gates(self._told, self._on)
        for index, edge in enumerate(self._route.edges):
            if edge.mode != "crossing":
                continue
            for gate in sorted(self._gates_of(edge)):
                key = Key(Fluent.OPEN, gate, gate, "")
                verdict, fact = verdicts.get(key), toggles.get(gate)
                if verdict is not None and fact is not None and (verdict.last.latest or date.min) < fact.last:
                    verdict = None
                if verdict is not None:
                    yield from ((index, g) for g in self._of_gate(verdict, gate))
                elif fact is not None:
                    yield from ((index, g) for g in self._of_fact(fact, gate))

    def _gates_of(self, edge: Edge) -> set[str]:
        """The crossing's own ends, and the places next to them, by whose names reports call it."""
        ends = {edge.start, edge.end}
        return ends | {p for pair in self._pairs if ends & set(pair) for p in pair if self._inside.get(p)}

    def _of_fact(self, fact: Fact, gate: str) -> Iterator[Ground]:
        shut = fact.outcome.does == CLOSES
        words = f"{capital(fact.event.name)}, {at(fact.event.date)}."
        told = self._of_pack(fact, words, not shut)
        lasts = (self._on - fact.last).days <= _GATE_LASTS
        yield told if lasts else self._shown(told, "too long before")

    def _of_gate(self, verdict: Verdict, gate: str) -> Iterator[Ground]:
        opens = verdict.standing in (Standing.HELD, Standing.CONTESTED)
        if verdict.standing in _DECIDED:
            what = core(verdict) if opens else f"{core(verdict)} no more"
            yield from self._by_root(verdict.decided, what, opens, f"open {gate}")
        if verdict.standing is Standing.CONTESTED:
            denied = [p for p in verdict.pieces if p.effect.does == DENIES]
            yield from self._by_root(denied, f"not that {core(verdict)}", False, f"not open {gate}")

    # ------------------------------------------------------------ one ground of each root

    def _by_root(
        self, pieces: Iterable[Piece], what: str, opens: bool, key: str, of_claims: bool = False
    ) -> Iterator[Ground]:
        """One ground for each root, with all claims that carry its word. Only a root that counts decides, and only
        where its word surely bears on the day. Of `of_claims`, one word is one ground on however many edges it bears.
        """
        by_root: dict[str, list[Piece]] = defaultdict(list)
        for piece in pieces:
            by_root[piece.root.key].append(piece)
        for root, mine in sorted(by_root.items()):
            sure = [p for p in mine if p.weight is Weight.COUNTED and not p.doubt]
            last = max(sure or mine, key=Piece.order)
            why = "" if sure else f"; decides nothing: {_why(last)}"
            name = min(p.root.name for p in mine)
            words = f"{capital(what)}, by {named(name)} ({at(last.moment)}{why})."
            claims = tuple(dict.fromkeys(p.claim for p in sorted(mine, key=Piece.order)))
            id_ = f"{root}|{key}" + (f"|{min(c.id for c in claims)}" if of_claims else "")
            (part,) = one_a_root(self._scales.weigh(p, 1 if opens else -1, what) for p in mine)
            self._parts[id_] = part
            yield Ground(id_, words, opens, bool(sure), claims)

    def _shown(self, ground: Ground, why: str) -> Ground:
        """The ground as one that is told and bears on nothing."""
        self._parts.pop(ground.id, None)
        words = f"{ground.words.removesuffix('.')}; decides nothing: {why}."
        return replace(ground, decides=False, words=words)


_DECIDED = frozenset({Standing.HELD, Standing.CONTESTED, Standing.ENDED, Standing.DENIED})
_GATE_LASTS = STALE_AFTER[Fluent.OPEN] or 0
_TELLINGS = ((WITNESSES, "passage is told"), (ENDS, "the way is said to be shut"), (DENIES, "passage is denied"))


def pack_ground(outcome: Outcome) -> str:
    """The id of the ground that an outcome is."""
    return ":".join(("pack", outcome.event, outcome.does, outcome.actor))


def _why(piece: Piece) -> str:
    if piece.doubt:
        return piece.doubt
    return "its root speaks in its own interest" if piece.weight is Weight.WORD else "rumour or guess"
