"""PLOVER as JSON lines: one occurrence a line, with the event, the mode, and who did it to whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from khabar.export.beside import Beside
from khabar.export.codings import plover
from khabar.export.jsonl import one_line
from khabar.model import Event, Kind, Modality, Ref

_SECTORS = {
    Kind.ARMED_GROUP: "REB",
    Kind.STATE_BODY: "GOV",
    Kind.OUTLET: "MED",
    Kind.PERSON: "",
    Kind.PLACE: "",
}
"""PLOVER's codes of sectors, where the kind of an actor tells it."""


def write_plover(events: Iterable[Event], out: TextIO, beside: Beside) -> int:
    """A line for each occurrence that somebody asserts and PLOVER has an event for; gives their number. `khabar`
    holds what it lacks: the bounds of the day, the roots, every count, the denials, and the claims."""
    written = 0
    for event in events:
        coded = plover(event, beside)
        if coded is None or all(c.modality is not Modality.ASSERTED for c in event.claims):
            continue
        out.write(one_line(_row(event, coded, beside)) + "\n")
        written += 1
    return written


def _row(event: Event, coded: tuple[str, str], beside: Beside) -> dict[str, Any]:
    first, last = event.when.earliest, event.when.latest
    points = [p for p in beside.points(event.places) if p.lat is not None]
    return {
        "id": event.id,
        "date": first.isoformat() if first and first == last else None,
        "event": coded[0],
        "mode": coded[1] or None,
        "source": [_actor(r, beside) for r in event.actors],
        "target": [_actor(r, beside) for r in event.others],
        "location": {
            "name": points[0].name if points else (event.places[0].name if event.places else None),
            "lat": points[0].lat if points else None,
            "lon": points[0].lon if points else None,
            "country": (points[0].country or None) if points else None,
        },
        "text": event.claims[0].quote,
        "language": "en",
        "publication": [c.chain.hops[-1].agent.name for c in event.claims],
        "khabar": {
            "earliest": first.isoformat() if first else None,
            "latest": last.isoformat() if last else None,
            "roots": list(event.roots),
            "counts": [{"value": c.value, "of": c.of, "roots": list(c.roots)} for c in event.counts],
            "denied_by": [c.chain.root.agent.name for c in event.denials],
            "claims": [c.id for c in event.claims],
        },
    }


def _actor(ref: Ref, beside: Beside) -> dict[str, Any]:
    actor = beside.actors.get(ref.entity or "")
    kind = beside.kind(ref)
    return {
        "name": ref.name,
        "entity": ref.entity,
        "country": (actor.country or None) if actor else None,
        "sector": _SECTORS.get(kind, "") if kind else "",
    }
