"""What the record says of one name on one day, as known by another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from khabar.model import Claim, Fluent, Holding, Knowledge, Ref, Standing, State
from khabar.weigh import kept
from khabar.weigh.disputes.flags import flags
from khabar.weigh.holding.ground import OVER, Beside, area
from khabar.weigh.holding.ledger import Key, Ledger, Piece, Weight, evidence, gather, names
from khabar.weigh.holding.sentences import refs, sentence, telling
from khabar.weigh.holding.standing import Verdict, contested, judge
from khabar.weigh.holding.support import Rival, Scales, support
from khabar.weigh.moments import OPEN_ENDED, dated, known, moment, reached
from khabar.weigh.nodes import mentions, node
from khabar.weigh.sources.grades import Grader
from khabar.weigh.sources.parties import learned

EXPECTED_FOR_DAYS = 365
"""A plan or a demand that is older than this is told in the timeline, not expected any more."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer stands on besides claims and knowledge.

    `related` are the ids of what belongs to the thing asked for; `grades` a person's letters (A to F), by root key or
    by the key of the first speaker. Given `beside`, only what names the thing itself is told: what others do where it
    holds something bears on the answer, but is not asked for.
    """

    related: frozenset[str] = frozenset()
    grades: Mapping[str, str] | None = None
    beside: Beside | None = None


def state(
    name: Ref,
    claims: Sequence[Claim],
    knowledge: Knowledge,
    on: date,
    known_by: date,
    given: Given = Given(),
) -> State:
    """What held of `name` on the day `on`, by claims that touch it and can be known by `known_by`.

    `claims` are those that the caller found for the name and what belongs to it. Order and copies change nothing. Where
    there is nothing, the state is empty and its `note` says so.
    """
    wise = learned(knowledge, [c for c in claims if known(c, known_by) is not None])
    ledger = gather(claims, wise, on, known_by, _bearing(given.beside))
    verdicts = {key: judge(found, on) for key, found in ledger.pieces.items()}
    rivals = contest(verdicts, ledger, wise)
    others = given.beside.claims if given.beside else frozenset()
    shown = sorted(_about(ledger.pieces, {node(name), *given.related}, others), key=_reading_order)
    used = {p.claim.id for key in shown for p in ledger.pieces[key]}
    if given.beside is not None:
        shown = [key for key in shown if _names(name, verdicts[key])]
        rivals = {key: found for key, found in rivals.items() if verdicts[key].standing not in OVER}
    scales = Scales(Grader(wise, ledger.parties, given.grades), on)
    holdings = tuple(_holding(key, verdicts[key], rivals.get(key, ()), scales) for key in shown)
    expected, said = _besides(ledger, used | others, on)
    told = {e.claim.id for h in holdings for e in h.evidence}.union(used - others, (c.id for c in (*expected, *said)))
    flagged = flags([c for c in ledger.claims if c.id in told], wise)
    note = "" if told else _nothing(claims, ledger)
    return State(name.name, name.entity, on, known_by, holdings, expected, said, flagged, note)


def _besides(ledger: Ledger, told: Collection[str], on: date) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Of the claims that no holding tells those that are expected, and those that are only said; each by day."""
    rest = [c for c in ledger.claims if c.id not in told]
    expected = [c for c in rest if _expected(c, ledger, on)]
    waiting = {c.id for c in expected}
    said = [c for c in rest if c.id not in waiting and _said(c, ledger, on)]
    return _by_day(expected, ledger), _by_day(said, ledger)


def _nothing(claims: Sequence[Claim], ledger: Ledger) -> str:
    if not claims:
        return "nothing known: no claim in the record speaks of it"
    if not ledger.claims:
        return "nothing known by that day: all reports of it are later"
    return "nothing known of that day: what is reported came later"


def contest(verdicts: dict[Key, Verdict], ledger: Ledger, knowledge: Knowledge) -> dict[Key, tuple[Rival, ...]]:
    """Who else is said to hold the same site on the day; marks as contested what is held by two. An area can be held in
    parts."""
    kinds = kept.kinds(knowledge.places)
    sites: dict[str, list[Key]] = {}
    for key, verdict in verdicts.items():
        if key.fluent is Fluent.HOLDS and not area(key, verdict, kinds):
            sites.setdefault(key.object, []).append(key)
    found: dict[Key, tuple[Rival, ...]] = {}
    for keys in sites.values():
        holding = [k for k in keys if verdicts[k].standing in (Standing.HELD, Standing.CONTESTED)]
        holders = [(k, Rival.of(refs(verdicts[k])[0].name, verdicts[k])) for k in holding]
        for key in keys:
            me = refs(verdicts[key])[0].name
            others = [rival for k, rival in holders if not _together(key, k, ledger) and not _jointly(key, k, verdicts)]
            others = [o for o in others if not (mentions(me, o.name) or mentions(o.name, me))]
            if others:
                found[key] = tuple(sorted(others, key=lambda o: o.name))
    for key in found:
        if verdicts[key].standing in (Standing.HELD, Standing.CONTESTED):
            verdicts[key] = contested(verdicts[key])
    return found


def _jointly(one: Key, other: Key, verdicts: Mapping[Key, Verdict]) -> bool:
    """Whether one claim tells both: "A and B took the town" sets neither against the other."""
    told = {p.claim.id for p in verdicts[one].decided}
    return any(p.claim.id in told for p in verdicts[other].decided)


def _together(one: Key, other: Key, ledger: Ledger) -> bool:
    return ledger.parties.same_side(one.subject, other.subject)


def _bearing(beside: Beside | None) -> Callable[[Claim, Key], bool] | None:
    """Which effects are weighed: of others' claims those only on the sites where all that others say is at hand."""
    if beside is None:
        return None
    others, sites = beside.claims, beside.sites
    return lambda claim, key: claim.id not in others or (key.fluent is Fluent.HOLDS and key.object in sites)


def _names(name: Ref, verdict: Verdict) -> bool:
    """Whether a holding is of the thing itself."""
    own = {name.entity, name.name} - {None}
    return any(own & {ref.entity, ref.name} for ref in refs(verdict))


def _about(pieces: Mapping[Key, Sequence[Piece]], targets: set[str], others: Collection[str] = ()) -> list[Key]:
    """The holdings of what is asked for. A claim that takes three camps answers for one of them with that one only; a
    claim that merely touches the name answers with all it says; what only `others` say is not asked for."""
    direct = {key for key, found in pieces.items() if targets & _ends(key, found)}
    told = {p.claim.id for key in direct for p in pieces[key]}
    return [
        key
        for key, found in pieces.items()
        if key in direct or not (any(p.claim.id in told for p in found) or all(p.claim.id in others for p in found))
    ]


def _ends(key: Key, pieces: Sequence[Piece]) -> set[str]:
    ends = {key.subject, key.object}
    for piece in pieces:
        if piece.effect.subject is not None:
            ends.add(node(piece.effect.subject))
    return ends


def _holding(key: Key, verdict: Verdict, rivals: Sequence[Rival], scales: Scales) -> Holding:
    subject, thing = refs(verdict)
    decided, others = verdict.decided, list(dict.fromkeys(r.name for r in rivals))
    return Holding(
        key.fluent,
        subject,
        thing,
        verdict.standing,
        verdict.since,
        names(decided, lambda p: p.weight is Weight.COUNTED),
        evidence(verdict.pieces),
        sentence(verdict, others),
        support(verdict, scales, rivals),
        telling(key, verdict, others),
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
