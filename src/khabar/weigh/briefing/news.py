"""What reports changed: what is known of one name on one day, before they came in and after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from khabar.model import Claim, Conflict, ConflictKind, Fluent, Holding, Modality, Quantity, Ref, Standing, State
from khabar.model.names import fold
from khabar.weigh.briefing.changes import Change, Turn, changes, told
from khabar.weigh.briefing.telling import empty
from khabar.weigh.extent import LENGTHS
from khabar.weigh.fates import fate
from khabar.weigh.moments import anchor, known
from khabar.weigh.nodes import local_node
from khabar.weigh.wording import amount, capital, count, days, listed, someone, strength


class NewsKind(StrEnum):
    """What sort of thing came to be known."""

    FIRST = "first report"
    CONTROL = "control"
    CHANGE = "change"
    SUPPORT = "support"
    DENIAL = "denial"
    NUMBER = "number"
    OVERTAKEN = "plan overtaken"
    DUE = "plan due"
    CONFLICT = "conflict"
    RESOLVED = "conflict gone"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed, in a sentence. `claims` are those behind it, the new ones first; `causes` are the ids of
    those that made the change; `frame` is what changed, the same whichever claim changes it. `names` are the watched
    names that it is about."""

    kind: NewsKind
    words: str
    claims: tuple[Claim, ...]
    causes: frozenset[str]
    frame: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of one name on one day: its state, the claims as first told, which claims of near-copies only
    repeat one of these (`repeated`, by the copy's id), and the conflicts."""

    state: State
    claims: tuple[Claim, ...]
    repeated: Mapping[str, Claim]
    conflicts: tuple[Conflict, ...] = ()

    def out(self) -> list[Claim]:
        """The claims of reports that can have been out by the day."""
        return [c for c in self.claims if known(c, self.state.known_by) is not None]


_PLANS = frozenset({Modality.PLANNED, Modality.PROMISED})
_SAID = frozenset({Modality.ASSERTED, Modality.RUMOURED})
_LIVE = frozenset({Standing.HELD, Standing.CONTESTED})
_MOST_BEHIND = 6

Fresh = dict[str, Claim]


def news(before: Sight, after: Sight) -> tuple[News, ...]:
    """What of `before` is otherwise in `after`, where new claims made it so: both are of one name on one day, and
    `after` knows more reports. The order of claims changes nothing."""
    fresh = _fresh(before, after)
    if not fresh:
        return ()
    denials = list(_denials(after, fresh))
    denied = frozenset(id_ for each in denials for id_ in each.causes)
    conflicts = [n for n in _arisen(before, after, fresh) if not (n.frame == _DENIAL and n.causes <= denied)]
    turns = list(_turns(before, after, fresh))
    moved = [n for n in turns if n.frame.startswith(Turn.MOVED)]
    counted = frozenset(id_ for n in (*moved, *(c for c in conflicts if c.frame == _NUMBERS)) for id_ in n.causes)
    return (
        *_first(before, after, fresh),
        *(n for n in turns if not (n.frame.startswith(Turn.DENIED) and n.causes <= denied)),
        *_support(before, after, fresh),
        *denials,
        *(n for n in _numbers(before, fresh) if not n.causes <= counted),
        *_overtaken(before, fresh),
        *conflicts,
        *_gone(before, after, fresh),
    )


def due(sight: Sight, since: date) -> tuple[News, ...]:
    """The plans and promises whose last day came after `since` and by the day of the sight, and that nothing is told to
    have come of."""
    claims = sorted(sight.out(), key=_order)
    found = []
    for plans in _alike(c for c in claims if c.modality in _PLANS):
        when = plans[0].event_time
        if when is None or when.latest is None or not since < when.latest <= sight.state.on:
            continue
        if not any(_fulfils(c, plan) for plan in plans for c in claims):
            come = f"{'its day' if when.earliest == when.latest else 'its time'}, {days(when)}, has come"
            words = f"A plan is due: {come}, and no report tells what came of it."
            found.append(_made(NewsKind.DUE, words, {c.id for c in plans}, plans, "due"))
    return tuple(found)


def _alike(plans: Iterable[Claim]) -> list[list[Claim]]:
    """Plans by what is planned: several reports can tell of one."""
    found: dict[object, list[Claim]] = {}
    for plan in plans:
        days = (plan.event_time.earliest, plan.event_time.latest) if plan.event_time else None
        found.setdefault((plan.type, days, _about(plan)), []).append(plan)
    return list(found.values())


def _order(claim: Claim) -> tuple[date, str]:
    when = anchor(claim)
    return when.latest or when.earliest or date.min, claim.id


def _fresh(before: Sight, after: Sight) -> Fresh:
    """The claims that are new, in the order of their saying; an original that comes after its copy is not."""
    had = {c.id for c in before.out()} | before.repeated.keys()
    had |= {original.id for copy, original in after.repeated.items() if copy in had}
    return {c.id: c for c in sorted(after.out(), key=_order) if c.id not in had}


def _made(kind: NewsKind, words: str, causes: Collection[str], behind: Iterable[Claim], frame: str) -> News:
    """News with the claims behind it, those that made it first."""
    every = {c.id: c for c in behind}
    ordered = sorted(every.values(), key=lambda c: (c.id not in causes, _order(c)))
    return News(kind, words, tuple(ordered[: max(_MOST_BEHIND, len(causes))]), frozenset(causes), frame)


def _first(before: Sight, after: Sight, fresh: Fresh) -> Iterator[News]:
    if before.out() or before.repeated:
        return
    own = {after.state.entity, after.state.name}
    naming = [c for c in fresh.values() if own & {n for r in _named(c) for n in (r.entity, r.name) if n}]
    first, *others = naming or fresh.values()
    root = someone(first.chain.root.agent.name)
    words = f"{after.state.name} is told of for the first time, by {root}."
    yield _made(NewsKind.FIRST, capital(words), {c.id for c in (first, *others)}, (first, *others), "first")


def _named(claim: Claim) -> tuple[Ref, ...]:
    return (*claim.subjects, *claim.objects, *claim.places)


# ------------------------------------------------------------ what holds


def _turns(before: Sight, after: Sight, fresh: Fresh) -> Iterator[News]:
    for change in changes(before.state, after.state):
        ((words, _),) = told([change], None)
        causes = _causes(change.after, after.state, fresh)
        behind = [e.claim for h in (change.after, change.before) if h for e in h.evidence]
        kind = NewsKind.CONTROL if change.after.fluent is Fluent.HOLDS else NewsKind.CHANGE
        words += _until_now(change, before.state)
        yield _made(kind, words, causes, [*behind, *(fresh[id_] for id_ in causes)], f"{change.turn} {_key(change)}")


def _key(change: Change) -> str:
    return change.after.telling.key if change.after.telling else ""


def _until_now(change: Change, before: State) -> str:
    """Who held it by what was known before."""
    if change.after.fluent is not Fluent.HOLDS or change.turn is not Turn.BEGAN:
        return ""
    thing = change.after.object
    others = [h for h in before.holdings if h.fluent is Fluent.HOLDS and h.standing in _LIVE]
    names = [h.subject.name for h in others if (h.object.entity or h.object.name) == (thing.entity or thing.name)]
    return f" Until now {listed([someone(n) for n in dict.fromkeys(names)])} was told to hold it." if names else ""


def _causes(holding: Holding, state: State, fresh: Fresh) -> frozenset[str]:
    """The new claims that changed a holding: those in it, else those in one that shares a name with it, else all."""
    own = {e.claim.id for e in holding.evidence} & fresh.keys()
    if not own:
        names = {holding.subject.name, holding.object.name}
        near = [h for h in state.holdings if names & {h.subject.name, h.object.name}]
        own = {e.claim.id for h in near for e in h.evidence} & fresh.keys()
    return frozenset(own or fresh)


def _support(before: Sight, after: Sight, fresh: Fresh) -> Iterator[News]:
    """Who else says what was told already, and who no longer counts for it."""
    had = {h.telling.key: h for h in before.state.holdings if h.telling and h.standing in _LIVE}
    turned = {_key(change) for change in changes(before.state, after.state)}
    for holding in after.state.holdings:
        telling = holding.telling
        old = had.get(telling.key) if telling else None
        if telling is None or old is None or telling.key in turned or holding.standing not in _LIVE or empty(holding):
            continue
        gained, lost = _without(holding.roots, old.roots), _without(old.roots, holding.roots)
        if len(holding.roots) == len(old.roots):
            continue  # the same voices under other names, or one for another
        who = gained if len(holding.roots) > len(old.roots) else lost
        if not who:
            continue
        words = (
            f"{listed([someone(n) for n in who])} {'now says so too' if who is gained else 'counts for it no longer'}"
        )
        sources = f"{count(len(holding.roots), 'independent source')} now, {count(len(old.roots), '').strip()} before"
        causes = _causes(holding, after.state, fresh)
        behind = [*(e.claim for e in holding.evidence), *(fresh[id_] for id_ in causes)]
        frame = f"support {'rose' if who is gained else 'fell'} {telling.key}"
        yield _made(NewsKind.SUPPORT, f"{capital(telling.clause)}: {words}; {sources}.", causes, behind, frame)


def _without(names: Sequence[str], others: Sequence[str]) -> list[str]:
    return [name for name in names if name not in others]


# ------------------------------------------------------------ single claims


def _denials(after: Sight, fresh: Fresh) -> Iterator[News]:
    for claim in fresh.values():
        if claim.modality is Modality.DENIED:
            words = f"{capital(someone(claim.chain.root.agent.name))} denied something told of {after.state.name}."
            yield _made(NewsKind.DENIAL, words, {claim.id}, [claim], "denial")


def _numbers(before: Sight, fresh: Fresh) -> Iterator[News]:
    """Numbers that differ from the last one given for the same thing."""
    earlier = sorted((c for c in before.out() if c.quantities and c.modality in _SAID), key=_order)
    moved: dict[str, tuple[str, list[Claim]]] = {}
    for claim in fresh.values():
        for quantity in claim.quantities if claim.modality in _SAID else ():
            last = _last(quantity, claim, earlier)
            if last is None or last[1].value == quantity.value:
                continue
            then = anchor(last[0])
            words = (
                f"{capital(_strength(quantity))}, by {someone(claim.chain.root.agent.name)}; before it was "
                f"{_strength(last[1])}, by {someone(last[0].chain.root.agent.name)} ({days(then)})."
            )
            frame = f"number {quantity.value:g} {quantity.unit} of {fold(quantity.of)}"
            moved.setdefault(frame, (words, [last[0]]))[1].append(claim)
    for frame, (words, claims) in moved.items():
        yield _made(NewsKind.NUMBER, words, {c.id for c in claims[1:]}, claims, frame)


def _strength(quantity: Quantity) -> str:
    if fold(quantity.of) not in ("", quantity.unit) and (quantity.unit in LENGTHS or quantity.unit == "percent"):
        return f"{amount(quantity)} of {quantity.of}"
    return strength(quantity.value, quantity.unit, quantity.of, quantity.approx)


def _last(quantity: Quantity, claim: Claim, earlier: Sequence[Claim]) -> tuple[Claim, Quantity] | None:
    """The last number given for the same thing before the claim was said."""
    when = _order(claim)[0]
    for other in reversed(earlier):
        if _order(other)[0] > when or other.type is not claim.type or not _about(other) & _about(claim):
            continue
        for one in other.quantities:
            if (
                one.unit == quantity.unit
                and fold(one.of) == fold(quantity.of)
                and _comparable(one, other, quantity, claim)
            ):
                return other, one
    return None


def _comparable(one: Quantity, of: Claim, other: Quantity, claim: Claim) -> bool:
    """Whether two numbers can count the same: the dead of one occasion are not those of another."""
    became = fate(one, of)
    if became != fate(other, claim):
        return False
    return not became or (of.event_time or anchor(of)).meets(claim.event_time or anchor(claim))


def _about(claim: Claim) -> frozenset[str]:
    refs = (*claim.places, *claim.objects) or claim.subjects
    return frozenset(local_node(r, claim) for r in refs)


def _overtaken(before: Sight, fresh: Fresh) -> Iterator[News]:
    """Plans that new reports tell the outcome of."""
    claims = before.out()
    for plans in _alike(c for c in sorted(claims, key=_order) if c.modality in _PLANS):
        done = [c for c in fresh.values() if any(_fulfils(c, plan) for plan in plans)]
        if done and not any(_fulfils(c, plan) for c in claims for plan in plans):
            root = someone(done[0].chain.root.agent.name)
            words = (
                f"What {someone(plans[0].chain.root.agent.name)} planned is told as done, wholly or in part, by {root}."
            )
            frame = f"overtaken {min(c.id for c in plans)}"
            yield _made(NewsKind.OVERTAKEN, words, {c.id for c in done}, [*done, *plans], frame)


def _fulfils(claim: Claim, plan: Claim) -> bool:
    """Whether a claim tells, later, as done what was planned: the same sort of thing, by the same or of the same; in
    the days planned, where both are told. That both are told of one border or city is not enough."""
    if claim.modality is not Modality.ASSERTED or claim.type is not plan.type or claim.document == plan.document:
        return False
    if _order(claim)[0] < _order(plan)[0] or not _about(claim) & _about(plan):
        return False
    (who, what), (planned, thing) = (
        ({local_node(r, c) for r in refs} for refs in (c.subjects, c.objects)) for c in (claim, plan)
    )
    if not (who & planned if who and planned else what & thing):
        return False
    return claim.event_time is None or plan.event_time is None or claim.event_time.meets(plan.event_time)


# ------------------------------------------------------------ conflicts

_DENIAL, _NUMBERS = (f"conflict {kind}" for kind in (ConflictKind.DENIAL, ConflictKind.NUMBERS))


def _arisen(before: Sight, after: Sight, fresh: Fresh) -> Iterator[News]:
    for conflict in _unmatched(after.conflicts, before.conflicts):
        ids = {c.id for c in conflict.claims}
        causes = ids & fresh.keys() or frozenset(fresh)
        yield _made(NewsKind.CONFLICT, conflict.words, causes, conflict.claims, f"conflict {conflict.kind}")


def _gone(before: Sight, after: Sight, fresh: Fresh) -> Iterator[News]:
    for conflict in _unmatched(before.conflicts, after.conflicts):
        words = f"This is no longer in conflict: {conflict.words}"
        yield _made(NewsKind.RESOLVED, words, frozenset(fresh), conflict.claims, f"gone {conflict.id}")


def _unmatched(found: Iterable[Conflict], others: Sequence[Conflict]) -> Iterator[Conflict]:
    """Those that none of the others is a form of: of the same kind, with two claims (or its only one) in common."""
    for conflict in found:
        ids = {c.id for c in conflict.claims}
        if not any(o.kind is conflict.kind and len(ids & {c.id for c in o.claims}) >= min(2, len(ids)) for o in others):
            yield conflict
