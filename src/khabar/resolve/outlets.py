"""Who published a report: as stated, by its furniture's own words, or unknown."""

from __future__ import annotations

from collections import Counter

from khabar.model import BlockKind, Document, Outlet
from khabar.resolve.index import NameIndex


def publisher(document: Document, index: NameIndex) -> Outlet | None:
    """The known outlet that published a document, or None.

    What the user, the header or the page states wins, then the address's domain, then a pack's signature in the
    furniture, then
    the one outlet that the furniture names most ("X moderates all comments"). The report's own words are never
    taken for it.
    """
    if document.outlet:
        return _one(index, document.outlet)
    if document.address and (row := _by_domain(document.address, index)):
        return row
    furniture = [
        b.span.of(document.text) for b in document.blocks if b.kind in (BlockKind.BOILERPLATE, BlockKind.BYLINE)
    ]
    whole = "\n\n".join(furniture)
    lowered = whole.casefold()
    for outlet in index.knowledge.outlets:
        if any(s.casefold() in lowered for s in outlet.signatures):
            return outlet
    named = Counter(
        i for text in furniture for m in index.scan(text) for i in m.ids if isinstance(index.rows[i], Outlet)
    )
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    most = index.rows[ranked[0][0]]
    return most if isinstance(most, Outlet) else None


def _one(index: NameIndex, name: str) -> Outlet | None:
    rows = [r for i in index.named(name) if isinstance(r := index.rows[i], Outlet)]
    return rows[0] if len(rows) == 1 else None


def _by_domain(address: str, index: NameIndex) -> Outlet | None:
    host = address.split("://")[-1].split("/")[0].lower().removeprefix("www.")
    return next(
        (o for o in index.knowledge.outlets if any(host == d or host.endswith("." + d) for d in o.domains)),
        None,
    )
