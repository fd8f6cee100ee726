"""PROV-O in Turtle: every link of a chain is an utterance, quoted from the one before and attributed to its agent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO
from urllib.parse import quote

from khabar.export.beside import Beside
from khabar.model import Claim, Hop, Kind, Ref, When

_PREFIXES = """\
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix khabar: <urn:khabar:term:> .
"""
_CLASSES: Mapping[Kind, str] = {
    Kind.PERSON: "prov:Person",
    Kind.ARMED_GROUP: "prov:Organization",
    Kind.STATE_BODY: "prov:Organization",
    Kind.OUTLET: "prov:Organization",
}
_Statement = tuple[str, str]


def write_prov(claims: Iterable[Claim], out: TextIO, beside: Beside) -> int:
    """Each claim, its utterances from the report back to the first speaker, and once each agent, report and reader;
    gives the number of claims."""
    out.write(_PREFIXES)
    told: set[str] = set()
    written = 0
    for claim in claims:
        for subject, statements in _nodes(claim, beside):
            if subject not in told:
                told.add(subject)
                out.write(f"\n{subject} " + " ;\n    ".join(f"{p} {o}" for p, o in statements) + " .\n")
        written += 1
    return written


def _nodes(claim: Claim, beside: Beside) -> Iterator[tuple[str, list[_Statement]]]:
    yield _report(claim, beside)
    yield _reading(claim)
    before: str | None = None
    for number, hop in enumerate(claim.chain.hops):
        yield _agent(hop.agent, beside)
        yield _utterance(claim, number, hop, before)
        before = _utterance_iri(claim, number)
    for ref in (*claim.subjects, *claim.objects):
        if beside.kind(ref) is not Kind.PLACE:
            yield _agent(ref, beside)
    yield _claim(claim, beside)


def _claim(claim: Claim, beside: Beside) -> tuple[str, list[_Statement]]:
    last = _utterance_iri(claim, len(claim.chain.hops) - 1)
    about = {
        "khabar:subject": [_agent_iri(r) for r in claim.subjects],
        "khabar:object": [_agent_iri(r) for r in claim.objects],
        "khabar:place": [_text(r.name) for r in claim.places],
    }
    return _iri("claim", claim.id), [
        ("a", "prov:Entity, khabar:Claim"),
        ("prov:value", _text(claim.quote)),
        ("khabar:type", _text(claim.type.value)),
        ("khabar:modality", _text(claim.modality.value)),
        ("prov:wasQuotedFrom", last),
        ("prov:hadPrimarySource", _utterance_iri(claim, 0)),
        ("prov:wasDerivedFrom", _iri("document", claim.document)),
        ("prov:wasGeneratedBy", _iri("reading", claim.reader)),
        *((name, value) for name, values in about.items() for value in dict.fromkeys(values)),
        *_days("khabar:event", claim.event_time),
        ("oa:hasSelector", _selector(claim)),
    ]


def _selector(claim: Claim) -> str:
    """Where the words stand, as the W3C's annotations say it."""
    parts = f"oa:exact {_text(claim.quote)} ; oa:prefix {_text(claim.prefix)} ; oa:suffix {_text(claim.suffix)}"
    return f"[ a oa:TextQuoteSelector ; {parts} ]"


def _utterance(claim: Claim, number: int, hop: Hop, before: str | None) -> tuple[str, list[_Statement]]:
    statements = [
        ("a", "prov:Entity, khabar:Utterance"),
        ("khabar:role", _text(hop.role.value)),
        ("prov:wasAttributedTo", _agent_iri(hop.agent)),
    ]
    statements += [("prov:wasQuotedFrom", before)] if before else []
    statements += [("khabar:cue", _text(hop.cue))] if hop.cue else []
    return _utterance_iri(claim, number), [*statements, *_days("khabar:said", hop.said)]


def _agent(ref: Ref, beside: Beside) -> tuple[str, list[_Statement]]:
    sort = _CLASSES.get(beside.kind(ref) or Kind.OTHER)
    more = f", {sort}" if sort else ""
    return _agent_iri(ref), [("a", f"prov:Agent{more}"), ("rdfs:label", _text(ref.name))]


def _report(claim: Claim, beside: Beside) -> tuple[str, list[_Statement]]:
    report = beside.report(claim.document)
    title = report.headline() if report else ""
    address = report.address if report else None
    return _iri("document", claim.document), [
        ("a", "prov:Entity"),
        ("dcterms:publisher", _text(claim.chain.hops[-1].agent.name)),
        *([("dcterms:title", _text(title))] if title else []),
        *([("dcterms:source", _text(address))] if address else []),
        *_days("khabar:published", claim.reported),
    ]


def _reading(claim: Claim) -> tuple[str, list[_Statement]]:
    return _iri("reading", claim.reader), [("a", "prov:Activity"), ("rdfs:label", _text(claim.reader))]


def _days(name: str, when: When | None) -> Iterator[_Statement]:
    for end, day in (("Earliest", when.earliest), ("Latest", when.latest)) if when else ():
        if day:
            yield name + end, f'"{day.isoformat()}"^^xsd:date'


def _utterance_iri(claim: Claim, number: int) -> str:
    return _iri("utterance", f"{claim.id}/{number}")


def _agent_iri(ref: Ref) -> str:
    return _iri("agent", ref.entity or f"name:{ref.name}")


def _iri(kind: str, key: str) -> str:
    return f"<urn:khabar:{kind}:{quote(key, safe='/:.-_~')}>"


def _text(words: str) -> str:
    """A Turtle literal: JSON escapes the same characters in the same way."""
    return json.dumps(words, ensure_ascii=False)
