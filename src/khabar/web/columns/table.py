"""Every claim in columns: who, what, where, when, through whom, on which root."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from khabar import weigh
from khabar.answers.pages import located
from khabar.answers.rows import title
from khabar.carried import Carried
from khabar.judging import REJECTED
from khabar.model import Claim, ClaimType, Modality, When
from khabar.record import Record
from khabar.store import Filter
from khabar.web.columns.names import Names, day_number
from khabar.web.columns.tallies import Tallies

TYPES = [t.value for t in ClaimType]
MODALITIES = [m.value for m in Modality]
_TYPE = {t: n for n, t in enumerate(ClaimType)}
_MODALITY = {m: n for n, m in enumerate(Modality)}

Columns = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns, and what other columns refer to: the number of each claim, root and name."""

    names: Columns
    documents: Columns
    claims: Columns
    index: Names
    numbers: dict[str, int]
    roots: dict[str, int]

    def answer(self, stamp: str, tallied: Tallies | None = None) -> dict[str, Any]:
        """What is sent; without `tallied` conflicts and roots are still being counted."""
        nothing = [0] * len(self.numbers)
        told = (tallied.conflicts, tallied.roots) if tallied else (nothing, nothing)
        return {
            "stamp": stamp,
            "conflicts_counted": tallied is not None,
            "names": self.names,
            "documents": self.documents,
            "claims": {**self.claims, "conflicts": told[0], "roots": told[1]},
        }


def table(record: Record, carried: Carried) -> Table:
    """All claims of the record, in the reports' order."""
    claims = _claims(record)
    documents, order = _documents(record, carried)
    index = Names()
    first = weigh.roots(claims, record.knowledge)
    roots: dict[str, int] = {}
    for claim in claims:
        roots.setdefault(first[claim.id].key, len(roots))
    repeated = _repeated(record, carried)
    columns = _names_in(claims, index) | {
        "id": [c.id for c in claims],
        "type": [_TYPE[c.type] for c in claims],
        "modality": [_MODALITY[c.modality] for c in claims],
        "document": [order[c.document] for c in claims],
        **_days(claims),
        "root": [roots[first[c.id].key] for c in claims],
        "counts": [int(not (first[c.id].weak or c.id in repeated or rejected(c))) for c in claims],
        "reading": [c.review.verdict if c.review else "" for c in claims],
    }
    places = {n for found in columns["places"] for n in found}
    names = index.columns(record.knowledge, located(record), record.store.columns.kinds(), places)
    return Table(names, documents, columns, index, {c.id: n for n, c in enumerate(claims)}, roots)


def _claims(record: Record) -> list[Claim]:
    """All claims as people judged them, also those that they rejected; as far as the table needs them, where nobody
    judged any: to read them whole takes longer."""
    if record.judged().decisions:
        return list(record.claims(rejected=True))
    return list(record.store.columns.claims())


def rejected(claim: Claim) -> bool:
    """Whether a person rejected it."""
    return claim.review is not None and claim.review.verdict == REJECTED


def _names_in(claims: Sequence[Claim], index: Names) -> Columns:
    of = index.of
    return {
        "subjects": [[of(r) for r in c.subjects] for c in claims],
        "objects": [[of(r) for r in c.objects] for c in claims],
        "places": [[of(r) for r in c.places] for c in claims],
        "chain": [[of(h.agent) for h in c.chain.hops] for c in claims],
    }


def _days(claims: Sequence[Claim]) -> Columns:
    happened = [c.event_time or _OPEN for c in claims]
    said = [weigh.anchor(c) for c in claims]
    return {
        "from": [day_number(w.earliest) for w in happened],
        "to": [day_number(w.latest) for w in happened],
        "every": [int(w.every) for w in happened],
        "said_from": [day_number(w.earliest) for w in said],
        "said_to": [day_number(w.latest) for w in said],
        "known_from": [day_number(c.reported.earliest) for c in claims],
        "known_to": [day_number(c.reported.latest) for c in claims],
    }


_OPEN = When()


def _documents(record: Record, carried: Carried) -> tuple[Columns, dict[str, int]]:
    every = list(record.documents())
    order = {stored.document.id: n for n, stored in enumerate(every)}
    taken = carried.originals()
    originals = [taken.get(stored.document.id) for stored in every]
    columns: Columns = {
        "id": [s.document.id for s in every],
        "title": [title(s.document) for s in every],
        "outlet": [s.document.outlet or "" for s in every],
        "from": [day_number(s.published.earliest) for s in every],
        "to": [day_number(s.published.latest) for s in every],
        "copy_of": [order[pair.other] if pair else None for pair in originals],
    }
    return columns, order


def _repeated(record: Record, carried: Carried) -> Collection[str]:
    """The claims that only repeat another in a near-copy of its report."""
    taken = carried.originals()
    documents = {d for pair in taken.values() for d in (pair.document, pair.other)}
    claims = [c for d in sorted(documents) for c in record.claims(Filter(document=d))]
    return weigh.copied(claims, taken, record.knowledge).keys()
