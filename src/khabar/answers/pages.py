"""A brief as a page, and where its places lie."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from khabar import frames, weigh
from khabar.answers.rows import title
from khabar.model import Claim, Place
from khabar.record import Record


def page(record: Record, brief: weigh.Brief, claims: Mapping[str, Claim], form: str) -> str:
    """A brief as Markdown (`md`) or as one HTML page (`html`); `claims` has at least those that it cites."""
    documents = {source: _titled(record, source) for source in {claims[id_].document for id_ in brief.claims()}}
    if form == "html":
        return weigh.html(brief, claims, documents, located(record))
    return weigh.markdown(brief, claims, documents)


def cited(record: Record, brief: weigh.Brief, name: str, recorded_by: datetime | None = None) -> dict[str, Claim]:
    """The claims about the name that a brief is on, and all others that it cites: a border's numbers may stand on what
    its reports tell of walls that they do not name."""
    claims = {claim.id: claim for claim in record.about(record.subject(name, recorded_by), recorded_by)}
    return claims | {id_: record.claim(id_) for id_ in brief.claims() if id_ not in claims}


def _titled(record: Record, source: str) -> str:
    document = record.store.document(source).document
    name = title(document)
    return f"{name} ({document.path})" if name else document.path


def located(held: Record) -> dict[str, Place]:
    """The places that packs know and that readings put on the map, by entity id; the packs' word goes first."""
    return frames.located(held.store.located(), held.knowledge)
