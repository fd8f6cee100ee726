"""What the record says of one name on one day, as known by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from khabar.model import Claim, Fluent, Holding, Knowledge, Ref, Standing, State
from khabar.weigh import kept
from khabar.weigh.areas import AREA_WORDS, AREAS
from khabar.weigh.disputes.flags import flags
from khabar.weigh.extent import LENGTHS
from khabar.weigh.holding.ledger import Key, Ledger, Piece, Weight, evidence, gather, names
from khabar.weigh.holding.sentences import refs, sentence, telling
from khabar.weigh.holding.standing import Verdict, contested, judge
from khabar.weigh.holding.support import Rival, Scales, support
from khabar.weigh.moments import OPEN_ENDED, dated, known, moment, reached
from khabar.weigh.nodes import bare, mentions, node
from khabar.weigh.sources.grades import Grader
from khabar.weigh.sources.parties import learned

EXPECTED_FOR_DAYS = 365
"""A plan or a demand that is older than this is told in the timeline, not expected any more."""


def state(  # noqa: PLR0913 - a person's grades come beside all that is asked
    name: Ref,
    claims: Sequence[Claim],
    knowledge: Knowledge,
    on: date,
    known_by: date,
    related: frozenset[str] = frozenset(),
    grades: Mapping[str, str] | None = None,
) -> State:
    """What held of `name` on the day `on`, by claims that touch it and can be known by `known_by`.

    `claims` are those that the caller found for the name and what belongs to it; `related` the ids of those parts;
    `grades` a person's letters (A to F) for roots, by root key.
    Order and copies change nothing. Where there is nothing, the state is empty and its `note` says so.
    """
    wise = learned(knowledge, [c for c in claims if known(c, known_by) is not None])
    ledger = gather(claims, wise, on, known_by)
    verdicts = {key: judge(found, on) for key, found in ledger.pieces.items()}
    rivals = _rivals(verdicts, ledger, wise)
    shown = sorted(_about(ledger.pieces, {node(name), *related}), key=_reading_order)
    scales = Scales(Grader(wise, ledger.parties, grades), on)
    holdings = tuple(
        replace(
            _holding(key, verdicts[key], list(dict.fromkeys(r.name for r in rivals.get(key, ())))),
            support=support(verdicts[key], scales, rivals.get(key, ())),
        )
        for key in shown
    )
    used = {e.claim.id for h in holdings for e in h.evidence}
    expected = tuple(c for c in ledger.claims if c.id not in used and _expected(c, ledger, on))
    used.update(c.id for c in expected)
    said = tuple(c for c in ledger.claims if c.id not in used and _said(c, ledger, on))
    told = used | {c.id for c in said}
    return State(
        name.name,
        name.entity,
        on,
        known_by,
        holdings,
        _by_day(expected, ledger),
        _by_day(said, ledger),
        flags([c for c in ledger.claims if c.id in told], wise),
        "" if told else _nothing(claims, ledger),
    )


def _nothing(claims: Sequence[Claim], ledger: Ledger) -> str:
    if not claims:
        return "nothing known: no claim in the record speaks of it"
    if not ledger.claims:
        return "nothing known by that day: all reports of it are later"
    return "nothing known of that day: what is reported came later"


def _rivals(verdicts: dict[Key, Verdict], ledger: Ledger, knowledge: Knowledge) -> dict[Key, tuple[Rival, ...]]:
    """Who else is said to hold the same site on the day; marks as contested what is held by two. An area can be held in
    parts."""
    kinds = kept.kinds(knowledge.places)
    sites: dict[str, list[Key]] = {}
    for key, verdict in verdicts.items():
        if key.fluent is Fluent.HOLDS and not _area(key, verdict, kinds):
            sites.setdefault(key.object, []).append(key)
    found: dict[Key, tuple[Rival, ...]] = {}
    for keys in sites.values():
        holding = [k for k in keys if verdicts[k].standing in (Standing.HELD, Standing.CONTESTED)]
        holders = [(k, Rival.of(refs(verdicts[k])[0].name, verdicts[k])) for k in holding]
        for key in keys:
            me = refs(verdicts[key])[0].name
            others = [rival for k, rival in holders if not _together(key, k, ledger)]
            others = [o for o in others if not (mentions(me, o.name) or mentions(o.name, me))]
            if others:
                found[key] = tuple(sorted(others, key=lambda o: o.name))
    for key in found:
        if verdicts[key].standing in (Standing.HELD, Standing.CONTESTED):
            verdicts[key] = contested(verdicts[key])
    return found


def _together(one: Key, other: Key, ledger: Ledger) -> bool:
    return ledger.parties.same_side(one.subject, other.subject)


def _area(key: Key, verdict: Verdict, kinds: Mapping[str, str]) -> bool:
    if key.object in kinds:
        wide = kinds[key.object] in AREAS
    else:
        wide = bool(AREA_WORDS & set(bare(refs(verdict)[1].name).split()))
    return wide or any(q.unit in LENGTHS for p in verdict.decided for q in p.claim.quantities)


def _about(pieces: Mapping[Key, Sequence[Piece]], targets: set[str]) -> list[Key]:
    """The holdings of what is asked for. A claim that takes three camps answers for one of them with that one only; a
    claim that merely touches the name answers with all it says."""
    direct = {key for key, found in pieces.items() if targets & _ends(key, found)}
    told = {p.claim.id for key in direct for p in pieces[key]}
    return [key for key, found in pieces.items() if key in direct or not any(p.claim.id in told for p in found)]


def _ends(key: Key, pieces: Sequence[Piece]) -> set[str]:
    ends = {key.subject, key.object}
    for piece in pieces:
        if piece.effect.subject is not None:
            ends.add(node(piece.effect.subject))
    return ends


def _holding(key: Key, verdict: Verdict, rivals: Sequence[str]) -> Holding:
    subject, thing = refs(verdict)
    decided = verdict.decided
    return Holding(
        key.fluent,
        subject,
        thing,
        verdict.standing,
        verdict.since,
        names(decided, lambda p: p.weight is Weight.COUNTED),
        evidence(verdict.pieces),
        sentence(verdict, rivals),
        telling=telling(key, verdict, rivals),
    )


_ORDER = tuple(Fluent)


def _reading_order(key: Key) -> tuple[int, Key]:
    return _ORDER.index(key.fluent), key


def _expected(claim: Claim, ledger: Ledger, on: date) -> bool:
    if claim.modality not in OPEN_ENDED:
        return False
    said = ledger.anchors[claim.id]
    over = claim.event_time is not None and claim.event_time.latest is not None and claim.event_time.latest < on
    old = said.latest is not None and (on - said.latest).days > EXPECTED_FOR_DAYS
    return reached(said, on) is not None and not over and not old


def _said(claim: Claim, ledger: Ledger, on: date) -> bool:
    said = ledger.anchors[claim.id]
    when = moment(claim, said) if dated(claim) and claim.modality not in OPEN_ENDED else said
    return reached(when, on) is not None


def _by_day(claims: Sequence[Claim], ledger: Ledger) -> tuple[Claim, ...]:
    def order(claim: Claim) -> tuple[date, date, str]:
        said = ledger.anchors[claim.id]
        return (said.latest or date.min, said.earliest or date.min, claim.id)

    return tuple(sorted(claims, key=order))
