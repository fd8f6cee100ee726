"""Answers as JSON objects: what `--json` writes, beside the rows of `khabar.model.rows`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from khabar.answers.geography import border_row, route_row, source_row, support_row
from khabar.answers.safe import one_line
from khabar.model import (
    Claim,
    Conflict,
    Document,
    Event,
    Evidence,
    Flag,
    Holding,
    NearCopy,
    Place,
    Reading,
    Ref,
    State,
)
from khabar.model.rows import LAYERS, claim_row, reading_row, when_row
from khabar.store import Example, Line, MentionCount, StoredDocument
from khabar.weigh import Brief, Link, Section, Spread

Row = dict[str, Any]

NAMES_OF_LAYERS = {
    **{layer: layer for layer in LAYERS},
    "names": "mentions",
    "published": "published",
    "blocks": "blocks",
}
"""What `--layer` takes (beside `all`), and the key that it fills."""


def title(document: Document) -> str:
    """The report's title on one line: as stated, else the first words marked as one, else ""."""
    return one_line(document.headline())


def read_row(reading: Reading, given: str, layers: frozenset[str]) -> Row:
    """A reading with these keys of `NAMES_OF_LAYERS`; `document` is the path as the user gave it."""
    row = reading_row(reading, layers & {*LAYERS}) | {"document": given}
    if "blocks" in layers:
        row["blocks"] = blocks_rows(reading.document)
    return row


def blocks_rows(document: Document) -> list[Row]:
    """The marked parts of a document."""
    return [
        {
            "span": [block.span.start, block.span.end],
            "kind": block.kind.value,
            "reason": block.reason,
            "text": block.span.of(document.text),
        }
        for block in document.blocks
    ]


def document_row(stored: StoredDocument, copy: NearCopy | None = None) -> Row:
    """A report in the record, without its text; `copy` says what it is a near-copy of."""
    document = stored.document
    return {
        "id": document.id,
        "published": when_row(stored.published),
        "outlet": document.outlet,
        "title": title(document) or None,
        "path": document.path,
        "author": document.author,
        "address": document.address,
        "media": document.media,
        "language": document.language,
        "reader": stored.reader,
        "recorded": stored.recorded.isoformat(),
        "claims": stored.claims,
        "copy_of": copy_row(copy),
    }


def custody_row(line: Line) -> Row:
    """A line of the log of custody."""
    entry = line.entry
    return {
        "number": line.number,
        "document": line.document,
        "added": line.recorded.isoformat(),
        "by": entry.by or None,
        "whence": entry.whence,
        "obtained": entry.obtained.isoformat() if entry.obtained else None,
        "part": entry.part or None,
        "holder": {"whence": entry.holder_whence, "sha256": entry.holder} if entry.holder else None,
        "said": dict(entry.said),
        "before": line.before or None,
        "hash": line.hash,
    }


def unknown_row(count: MentionCount, perhaps: Sequence[str], example: Example | None) -> Row:
    """A name that no pack knows, with known names that it may stand for, and where it is mentioned."""
    shown = {"document": example.path, "words": example.words} if example else None
    return name_row(count) | {"perhaps": list(perhaps), "example": shown}


def name_row(count: MentionCount, place: Place | None = None) -> Row:
    """A name mentioned; of a place on the map also where."""
    row: Row = {
        "name": count.name,
        "entity": count.entity,
        "kind": count.kinds[0][0].value if count.kinds else None,
        "kinds": {kind.value: number for kind, number in count.kinds},
        "mentions": count.mentions,
        "documents": count.documents,
    }
    if place is not None:
        row |= {"country": place.country or None, "lat": place.lat, "lon": place.lon, "geonames": place.geonames}
    return row


def state_row(state: State) -> Row:
    """All of a state; each claim as `claim_row`."""
    return {
        "name": state.name,
        "entity": state.entity,
        "on": state.on.isoformat(),
        "known_by": state.known_by.isoformat(),
        "holdings": [_holding_row(h) for h in state.holdings],
        "expected": [claim_row(c) for c in state.expected],
        "said": [claim_row(c) for c in state.said],
        "flags": [flag_row(f) for f in state.flags],
        "note": state.note,
        "route": route_row(state.route) if state.route else None,
        "border": border_row(state.border) if state.border else None,
    }


def brief_row(brief: Brief, claims: Mapping[str, Claim]) -> Row:
    """A brief: each sentence with the ids of its claims, and all those claims once."""
    return {
        "name": brief.title,
        "on": brief.on.isoformat(),
        "since": brief.since.isoformat() if brief.since else None,
        "notes": list(brief.notes),
        "sections": [_section_row(section) for section in brief.sections],
        "places": [{"entity": s.entity, "name": s.name, "firmness": s.firmness.name.lower()} for s in brief.spots],
        "stretches": [{"from": g.start, "to": g.end, "state": g.state.value, "words": g.words} for g in brief.legs],
        "claims": [claim_row(claims[id_]) for id_ in brief.claims()],
        "rows": [{"id": r.id, "words": r.words, "sources": [source_row(s) for s in r.sources]} for r in brief.rows],
    }


def _section_row(section: Section) -> Row:
    return {
        "heading": section.heading,
        "sentences": [{"words": words, "claims": list(ids)} for words, ids in section.sentences],
        "parts": [_section_row(part) for part in section.parts],
        "questions": list(section.questions),
    }


def flag_row(flag: Flag) -> Row:
    """What does not add up, with its claims; of a conflict also its kind and id."""
    kind = {"kind": flag.kind.value, "id": flag.id} if isinstance(flag, Conflict) else {}
    return {**kind, "words": flag.words, "claims": [claim_row(c) for c in flag.claims]}


def conflict_row(conflict: Conflict) -> Row:
    """A conflict with its sides, each claim in full, and what would settle it."""
    return {
        "id": conflict.id,
        "kind": conflict.kind.value,
        "words": conflict.words,
        "sides": [
            {"words": s.words, "roots": list(s.roots), "claims": [claim_row(c) for c in s.claims]}
            for s in conflict.sides
        ],
        "settle": conflict.settle,
    }


def event_row(event: Event) -> Row:
    """An occurrence with its numbers and claims; the numbers name their claims by id."""
    return {
        "id": event.id,
        "type": event.family.value,
        "words": event.words,
        "when": when_row(event.when),
        "actors": [_ref_row(r) for r in event.actors],
        "others": [_ref_row(r) for r in event.others],
        "places": [_ref_row(r) for r in event.places],
        "roots": list(event.roots),
        "numbers": [
            {"value": c.value, "unit": c.unit, "of": c.of, "approx": c.approx, "roots": list(c.roots),
             "claims": list(c.claims)}
            for c in event.counts
        ],
        "claims": [claim_row(c) for c in event.claims],
        "denials": [claim_row(c) for c in event.denials],
    }  # fmt: skip


def copy_row(copy: NearCopy | None) -> Row | None:
    """The original of a near-copy, and how much of both is the same; None where there is none."""
    return {"document": copy.other, "likeness": round(copy.likeness, 2)} if copy else None


def spread_row(told: Spread) -> Row:
    """Who says one thing: a tree for each root, `links` being those who have it from there."""
    return {
        "reports": told.reports,
        "roots": [
            {
                "name": trunk.root.name,
                "kind": trunk.root.kind,
                "interest": f"{trunk.interest.bearing} ({trunk.interest.words})" if trunk.interest else None,
                "interest_sources": list(trunk.interest.sources) if trunk.interest else [],
                "links": [_link_row(link) for link in trunk.links],
            }
            for trunk in told.trunks
        ],
    }


def _link_row(link: Link) -> Row:
    return {
        "name": link.hop.agent.name,
        "entity": link.hop.agent.entity,
        "role": link.hop.role.value,
        "likeness": round(link.likeness, 2) if link.likeness is not None else None,
        "reports": [{"claim": c.id, "document": c.document, "reported": when_row(c.reported)} for c in link.claims],
        "links": [_link_row(below) for below in link.links],
    }


def _holding_row(holding: Holding) -> Row:
    return {
        "fluent": holding.fluent.value,
        "subject": _ref_row(holding.subject),
        "object": _ref_row(holding.object),
        "standing": holding.standing.value,
        "since": when_row(holding.since),
        "roots": list(holding.roots),
        "words": holding.words,
        "evidence": [_evidence_row(e) for e in holding.evidence],
        "support": support_row(holding.support) if holding.support else None,
    }


def _evidence_row(evidence: Evidence) -> Row:
    return {
        "effect": evidence.effect,
        "valid": when_row(evidence.valid),
        "counts": evidence.counts,
        "why": evidence.why,
        "claim": claim_row(evidence.claim),
    }


def _ref_row(ref: Ref) -> Row:
    span = [ref.span.start, ref.span.end] if ref.span else None
    return {"name": ref.name, "text": ref.text, "entity": ref.entity, "span": span}
