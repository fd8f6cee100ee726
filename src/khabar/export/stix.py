"""STIX 2.1: a bundle with a report for each document and, in it, a note for each claim, about identities and
locations."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, TextIO

from khabar.export.beside import Beside
from khabar.export.jsonl import one_line
from khabar.model import Claim, Kind, Ref

_SPACE = uuid.UUID("6f0c5b0e-5d0a-5b0f-9d3b-0f6f6b1c8a57")
"""The name space of khabar's ids: the same claims give the same objects, wherever they are written."""
_CLASSES: Mapping[Kind, str] = {
    Kind.PERSON: "individual",
    Kind.ARMED_GROUP: "group",
    Kind.STATE_BODY: "organization",
    Kind.OUTLET: "organization",
}
_NO_DAY = date(1970, 1, 1)
_Object = dict[str, Any]


def write_stix(claims: Iterable[Claim], out: TextIO, beside: Beside) -> int:
    """One bundle; the claims of one document are expected beside each other. Gives the number of claims."""
    told: set[str] = set()
    written = 0
    before = f'{{"type": "bundle", "id": "{_id("bundle", "khabar")}", "objects": [\n'
    out.write(before)
    before = ""
    for _, those in groupby(claims, key=lambda c: c.document):
        of_report = list(those)
        written += len(of_report)
        for thing in _objects(of_report, beside):
            if thing["id"] not in told:
                told.add(thing["id"])
                out.write(before + one_line(thing))
                before = ",\n"
    out.write("\n]}\n")
    return written


def _objects(claims: list[Claim], beside: Beside) -> Iterator[_Object]:
    refs: dict[str, None] = {}
    for claim in claims:
        about = [*_about(claim, beside)]
        note = _note(claim, [thing["id"] for thing in about], beside)
        yield from about
        yield note
        refs |= dict.fromkeys([*(thing["id"] for thing in about), note["id"]])
    yield _report(claims[0], list(refs), beside)


def _about(claim: Claim, beside: Beside) -> Iterator[_Object]:
    """Who and where a claim is about, and who published it."""
    publisher = claim.chain.hops[-1].agent
    for ref in (*claim.subjects, *claim.objects, publisher):
        if beside.kind(ref) is not Kind.PLACE:
            yield _identity(ref, claim, beside)
    for ref in claim.places:
        location = _location(ref, claim, beside)
        if location:
            yield location


def _identity(ref: Ref, claim: Claim, beside: Beside) -> _Object:
    kind = beside.kind(ref)
    known = _object("identity", ref.entity or f"name:{ref.name}", _NO_DAY)
    sort = _CLASSES.get(kind, "unknown") if kind else "unknown"
    return known | {"name": ref.name or "unnamed", "identity_class": sort}


def _location(ref: Ref, claim: Claim, beside: Beside) -> _Object | None:
    place = beside.located.get(ref.entity or "")
    if place is None or not (place.country or place.lat is not None):
        return None
    found = _object("location", place.id, _NO_DAY) | {"name": place.name}
    if place.country:
        found["country"] = place.country
    if place.lat is not None and place.precision in ("site", "town"):
        found |= {"latitude": place.lat, "longitude": place.lon}
        if place.error_km:
            found["precision"] = place.error_km * 1000
    return found if "country" in found or "latitude" in found else None


def _note(claim: Claim, about: list[str], beside: Beside) -> _Object:
    when = claim.event_time.edtf() if claim.event_time else ""
    abstract = " · ".join(filter(None, (claim.type.value, claim.modality.value, when, str(claim.chain))))
    return _object("note", claim.id, _day(claim)) | {
        "abstract": abstract,
        "content": claim.quote,
        "authors": [claim.chain.root.agent.name or "unnamed"],
        "labels": [claim.type.value, claim.modality.value],
        "object_refs": list(dict.fromkeys(about)),
        "external_references": _references(claim, beside),
    }


def _report(claim: Claim, refs: list[str], beside: Beside) -> _Object:
    report, day = beside.report(claim.document), _day(claim)
    return _object("report", claim.document, day) | {
        "name": (report.headline() if report else "") or claim.document,
        "report_types": ["threat-report"],
        "published": _stamp(day),
        "object_refs": refs,
        "external_references": _references(claim, beside),
    }


def _references(claim: Claim, beside: Beside) -> list[_Object]:
    publisher = claim.chain.hops[-1].agent.name or "unnamed"
    found: _Object = {"source_name": publisher, "description": f"khabar document {claim.document}"}
    address = beside.address(claim)
    if address:
        found["url"] = address
    return [found]


def _object(kind: str, key: str, day: date) -> _Object:
    stamp = _stamp(day)
    return {"type": kind, "spec_version": "2.1", "id": _id(kind, key), "created": stamp, "modified": stamp}


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid.uuid5(_SPACE, f'{kind}:{key}')}"


def _day(claim: Claim) -> date:
    return claim.reported.latest or claim.reported.earliest or _NO_DAY


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
