"""FollowTheMoney entities as JSON lines: reports, who and what the claims name, and the claims as events with proof."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from khabar.export.beside import Beside
from khabar.export.ftm_values import ftm_value
from khabar.export.jsonl import one_line
from khabar.model import Claim, ClaimType, Kind, Modality, Ref

_SCHEMATA: Mapping[Kind, str] = {
    Kind.PERSON: "Person",
    Kind.ARMED_GROUP: "Organization",
    Kind.STATE_BODY: "PublicBody",
    Kind.OUTLET: "Organization",
}
_Entity = dict[str, Any]


def write_ftm(claims: Iterable[Claim], out: TextIO, beside: Beside) -> int:
    """Each report, actor and place once, before the first claim that needs it; a claim as `Event`, who leads or
    belongs to what also as `Directorship` or `Membership`. Gives the number of claims."""
    told: set[str] = set()
    written = 0
    for claim in claims:
        for entity in _entities(claim, beside):
            if entity["id"] not in told:
                told.add(entity["id"])
                out.write(one_line(entity) + "\n")
        written += 1
    return written


def _entities(claim: Claim, beside: Beside) -> Iterator[_Entity]:
    report = _report(claim, beside)
    named = (_party(r, beside) for r in (*claim.subjects, *claim.objects, claim.chain.root.agent))
    parties = [p for p in named if p is not None]
    places = [_place(r, beside) for r in claim.places]
    yield report
    yield from parties
    yield from (p for p in places if p["schema"] == "Address")
    yield _event(claim, report, beside)
    yield from _ties(claim, report, beside)


def _entity(schema: str, key: str, properties: Mapping[str, Iterable[object]]) -> _Entity:
    """An entity with those properties that have values: strings, each once."""
    told = {name: [ftm_value(name, v) for v in values if v is not None] for name, values in properties.items()}
    kept = {name: list(dict.fromkeys(filter(None, values))) for name, values in told.items()}
    return {"id": _id(key), "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _id(key: str) -> str:
    return "khabar-" + hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def _key(ref: Ref) -> str:
    return f"name:{ref.entity or ref.name}"


def _report(claim: Claim, beside: Beside) -> _Entity:
    report = beside.report(claim.document)
    return _entity(
        "Article",
        f"document:{claim.document}",
        {
            "title": [report.headline() if report else ""],
            "author": [report.author if report else ""],
            "publisher": [claim.chain.hops[-1].agent.name],
            "sourceUrl": [report.address if report else ""],
            "date": [claim.reported.latest] if claim.reported.earliest == claim.reported.latest else [],
            "language": ["eng"],
        },
    )


def _party(ref: Ref, beside: Beside) -> _Entity | None:
    """A person, group or body; None for what is a place, is not known to be anybody or has no name that can be read."""
    schema = _SCHEMATA.get(beside.kind(ref) or Kind.PLACE)
    if schema is None or not ftm_value("name", ref.name):
        return None
    actor = beside.actors.get(ref.entity or "")
    properties: dict[str, Iterable[object]] = {"name": [ref.name]}
    if actor:
        properties |= {"alias": actor.aliases, "country": [actor.country.lower()]}
    return _entity(schema, _key(ref), properties)


def _place(ref: Ref, beside: Beside) -> _Entity:
    place = beside.located.get(ref.entity or "")
    if place is None:
        return {"id": "", "schema": "", "properties": {}}
    exact = place.precision in ("site", "town")
    return _entity(
        "Address",
        f"place:{place.id}",
        {
            "full": [place.name],
            "country": [place.country.lower()],
            "latitude": [place.lat] if exact else [],
            "longitude": [place.lon] if exact else [],
        },
    )


def _event(claim: Claim, report: _Entity, beside: Beside) -> _Entity:
    when, chain = claim.event_time, claim.chain
    named = [r for r in (*claim.subjects, *claim.objects) if _party(r, beside)]
    place = [_place(r, beside)["id"] for r in claim.places]
    told = f"{claim.modality.value} · {chain}"
    return _entity(
        "Event",
        f"claim:{claim.id}",
        {
            "name": [claim.quote if ftm_value("name", claim.quote) else claim.type.value],
            "description": [claim.quote],
            "summary": [told],
            "keywords": [claim.type.value, claim.modality.value],
            "startDate": [when.earliest] if when else [],
            "endDate": [when.latest] if when else [],
            "location": [r.name for r in claim.places],
            "addressEntity": dict.fromkeys(filter(None, place)),
            "involved": dict.fromkeys(_id(_key(r)) for r in named),
            "proof": [report["id"]],
            "publisher": [chain.hops[-1].agent.name],
            "recordId": [claim.id],
        },
    )


def _ties(claim: Claim, report: _Entity, beside: Beside) -> Iterator[_Entity]:
    """Who leads what and what belongs to what, where it is asserted of two that are known."""
    if claim.modality is not Modality.ASSERTED or claim.type not in (ClaimType.COMMAND, ClaimType.MEMBERSHIP):
        return
    leads = claim.type is ClaimType.COMMAND
    for one in claim.subjects:
        for other in claim.objects:
            if not _party(one, beside) or not _organization(other, beside) or _key(one) == _key(other):
                continue
            ends = ("director", "organization") if leads else ("member", "organization")
            when = claim.event_time
            yield _entity(
                "Directorship" if leads else "Membership",
                f"tie:{claim.id}:{_key(one)}:{_key(other)}",
                {
                    ends[0]: [_id(_key(one))],
                    ends[1]: [_id(_key(other))],
                    "startDate": [when.earliest] if when else [],
                    "endDate": [when.latest] if when and when.every else [],
                    "proof": [report["id"]],
                    "summary": [claim.quote],
                },
            )


def _organization(ref: Ref, beside: Beside) -> bool:
    return beside.kind(ref) in (Kind.ARMED_GROUP, Kind.STATE_BODY, Kind.OUTLET) and bool(_party(ref, beside))
