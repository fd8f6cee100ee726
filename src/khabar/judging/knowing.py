"""The packs' knowledge as people judged it: two rows that are one, and whom an outlet or a person speaks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khabar.judging.deciding import Decisions, key
from khabar.judging.naming import Names
from khabar.model import Knowledge, Outlet, Relation
from khabar.model.ties import ALLIED_WITH, BACKED_BY, LEADS, PART_OF, SPEAKS_FOR

_TIES = frozenset({SPEAKS_FOR, PART_OF, LEADS, BACKED_BY, ALLIED_WITH})


def as_judged(knowledge: Knowledge, decisions: Decisions, names: Names) -> Knowledge:
    """The knowledge with what people decided; the same object where they decided nothing of it."""
    known = {a.id for a in knowledge.actors} | {o.id for o in knowledge.outlets}
    if not decisions.speaking and not any(one in known for one in names.one):
        return knowledge
    return replace(
        knowledge,
        outlets=tuple(_outlet(o, decisions, names) for o in knowledge.outlets),
        relations=(*_relations(knowledge, decisions, names), *_spoken_for(knowledge, decisions)),
    )


def _outlet(outlet: Outlet, decisions: Decisions, names: Names) -> Outlet:
    denied = {party for (who, party), (so, _) in decisions.speaking.items() if who == outlet.id and not so}
    told = {party for (who, party), (so, _) in decisions.speaking.items() if who == outlet.id and so}
    parties = dict.fromkeys(names.keyed(p) for p in (*outlet.speaks_for, *sorted(told)) if p not in denied)
    owner = "" if outlet.owner in denied else names.keyed(outlet.owner)
    interest = outlet.interest if not denied or parties or owner else ""
    return replace(outlet, speaks_for=tuple(parties), owner=owner, interest=interest)


def _relations(knowledge: Knowledge, decisions: Decisions, names: Names) -> Iterator[Relation]:
    for relation in knowledge.relations:
        pair = relation.subject, relation.object
        if relation.kind in _TIES and not decisions.speaking.get(pair, (True, {}))[0]:
            continue
        subject, thing = map(names.keyed, pair)
        if subject != thing:
            yield relation if (subject, thing) == pair else replace(relation, subject=subject, object=thing)


def _spoken_for(knowledge: Knowledge, decisions: Decisions) -> Iterator[Relation]:
    """That somebody speaks for a party, as people decided; of an outlet its own row says so."""
    outlets = {o.id for o in knowledge.outlets}
    for (who, _), (so, party) in sorted(decisions.speaking.items()):
        if so and who not in outlets:
            yield Relation(SPEAKS_FOR, who, key(party))
