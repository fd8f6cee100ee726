"""An occurrence in a sentence, and the numbers that each root gives of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from khabar.model import Count, Event, EventFamily, Quantity, Ref
from khabar.weigh.disputes.docket import Told, side, voices
from khabar.weigh.fates import fate
from khabar.weigh.wording import amount, at, listed, named, number, several

_CALLED = {
    EventFamily.ATTACK: ("Attack", "on"),
    EventFamily.TAKING: ("Taking or clearing", "from"),
    EventFamily.LEAVING: ("Withdrawal or handover", "to"),
    EventFamily.MOVEMENT: ("Movement", "of"),
    EventFamily.POSTING: ("Deployment", "of"),
    EventFamily.DETENTION: ("Detention or escape", "of"),
    EventFamily.MEETING: ("Talks", "with"),
    EventFamily.GATE: ("Opening or closing", "of"),
    EventFamily.MEASURE: ("Law or sanction", "on"),
}
_LISTED = 3


def counts(told: Iterable[Told]) -> tuple[Count, ...]:
    """Each number once, with the roots that give it, by what is counted and the smallest first."""
    given: dict[tuple[str, float], list[tuple[Told, Quantity]]] = defaultdict(list)
    for one in sorted(told, key=lambda t: t.order):
        for quantity in one.claim.quantities:
            given[_counted(quantity, one), quantity.value].append((one, quantity))
    found: list[Count] = []
    for (what, value), same in sorted(given.items()):
        told_by, quantity = side("", [t for t, _ in same]), same[0][1]
        ids = tuple(c.id for c in told_by.claims)
        found.append(Count(value, quantity.unit, what, any(q.approx for _, q in same), told_by.roots, ids))
    return tuple(found)


def _counted(quantity: Quantity, told: Told) -> str:
    return fate(quantity, told.claim) or quantity.of or quantity.unit


def words(event: Event) -> str:
    """`Attack by the Red Front at Old Mill on 3 June 2020: 11 dead, by the ministry; 27 dead, by residents.`"""
    called, towards = _CALLED[event.family]
    parts = [called]
    for lead, refs in (("by", event.actors), (towards, event.others), ("at", event.places)):
        if refs:
            parts.append(f"{lead} {_names(refs)}")
    parts.append(at(event.when))
    given = [f"{_number(c)}, by {voices(c.roots)}" for c in event.counts]
    if given:
        return f"{' '.join(parts)}: {'; '.join(given)}."
    return f"{' '.join(parts)}, by {voices(event.roots)}."


def _number(count: Count) -> str:
    approx = "about " if count.approx else ""
    plain = amount(Quantity(count.value, count.unit, ""))
    if count.of in (count.unit, several(count.unit)):
        return approx + plain
    fates = count.of in ("dead", "wounded", "detained", "displaced")
    return f"{approx}{number(count.value)} {count.of}" if fates else f"{approx}{plain} ({count.of})"


def _names(refs: Sequence[Ref]) -> str:
    names = [named(r.name) for r in refs]
    return listed(names) if len(names) <= _LISTED else f"{', '.join(names[:_LISTED])} and {len(names) - _LISTED} others"
