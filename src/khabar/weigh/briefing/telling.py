"""Holdings told together: what is alike in all but one name is one sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from khabar.model import Fluent, Holding
from khabar.weigh.nodes import bare
from khabar.weigh.wording import listed, named

Clause = tuple[str, tuple[Holding, ...]]
"""What is told, and the holdings that say so."""

_VERBS: dict[Fluent, tuple[str, ...]] = {
    Fluent.HOLDS: ("held",),
    Fluent.IS_AT: ("were at", "was at", "were on", "was on"),
    Fluent.COMMANDS: ("led",),
    Fluent.PART_OF: ("were part of", "was part of"),
    Fluent.AUTHORISED: ("were responsible for", "was responsible for"),
    Fluent.PASSABLE: ("could pass through",),
    Fluent.ALLIED: ("sided with",),
}
"""The verbs of each fluent whose clauses can be joined."""


def clauses(holdings: Iterable[Holding]) -> list[Clause]:
    """The clauses of the holdings, joined where they differ in the subject alone (`A and B were at C`), else where
    they differ in the object alone; in the order given."""
    every = [h for h in holdings if h.telling is not None]
    by_object: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_subject: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, holding in enumerate(every):
        if verb := _verb(holding):
            by_object[holding.fluent, holding.object.name].append(index)
            by_subject[verb, holding.subject.name].append(index)
    told: list[Clause] = []
    done: set[int] = set()
    for index, first in enumerate(every):
        if index in done:
            continue
        alike = (by_object[first.fluent, first.object.name], by_subject[_verb(first), first.subject.name])
        same = max(([i for i in found if i not in done] for found in alike), key=len) if _verb(first) else [index]
        done.update(same)
        told.append((_joined([every[i] for i in same]), tuple(every[i] for i in same)))
    return told


def empty(holding: Holding) -> bool:
    """Whether its sentence would say nothing: who held "it", who was "there". The reports' own words tell more."""
    unknown = [r.name for r in (holding.subject, holding.object) if r.entity is None]
    return any(set(bare(name).split()) <= _NOTHING or _NATION.fullmatch(name) for name in unknown)


_NATION = re.compile(r"[A-Z][a-z]+(?:ian|ish|ese)")
_NOTHING = frozenset(
    "it its of the a an there here this that these those them they their control area areas place places very part "
    "parts some many several ground land way".split()
)


def in_a_row(told: Sequence[str]) -> str:
    """Clauses one after the other; those that list things themselves are set apart by semicolons."""
    return "; ".join(told) if any(" and " in words for words in told) else listed(told)


def sources(holdings: Sequence[Holding]) -> tuple[str, ...]:
    """The claims behind the holdings, those that count first."""
    ordered = sorted((e for h in holdings for e in h.evidence), key=lambda e: not e.counts)
    return tuple(dict.fromkeys(e.claim.id for e in ordered))


def _joined(same: Sequence[Holding]) -> str:
    first = same[0]
    if len(same) == 1:
        return _clause(first)
    subjects = list(dict.fromkeys(named(h.subject.name) for h in same))
    objects = list(dict.fromkeys(named(h.object.name) for h in same))
    verb = _verb(first)
    if len(subjects) > 1:
        verb = re.sub(r"^was\b", "were", verb)
    return f"{listed(subjects)} {verb} {listed(objects)}"


def _verb(holding: Holding) -> str:
    """The verb of a clause that holds nothing but subject, verb and object; "" for all others."""
    for verb in _VERBS.get(holding.fluent, ()):
        if _clause(holding) == f"{named(holding.subject.name)} {verb} {named(holding.object.name)}":
            return verb
    return ""


def _clause(holding: Holding) -> str:
    return holding.telling.clause if holding.telling else ""
