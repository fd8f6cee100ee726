"""A claim as a person corrected it, beside what the machine read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from khabar.judging.deciding import CORRECTED, Decided
from khabar.model import Chain, Claim, ClaimType, Hop, Modality, Quantity, Ref, Review, Role, Span
from khabar.model.nodes import node
from khabar.model.rows import Row, when_from_row


def reviewed(claim: Claim, decided: Decided) -> Claim:
    """The claim as people decided: with their corrections, and a review that keeps the machine's reading."""
    word, last = decided.word, decided.last
    changed = tuple(name for name in _FIELDS if name in word.fields)
    machine = claim if word.verdict == CORRECTED else None
    review = Review(word.verdict, last.by, last.made, last.reason, changed, machine, decided.others)
    return replace(corrected(claim, word.fields), review=review)


def corrected(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    """The claim with these fields of a correction, in the form that `values.checked` gives them."""
    for name, correct in _FIELDS.items():
        if name in fields:
            claim = correct(claim, fields)
    return claim


def _span(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    words = {name: fields[name] for name in ("quote", "prefix", "suffix") if name in fields}
    return replace(claim, span=Span(*fields["span"]), **words)


def _type(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    return replace(claim, type=ClaimType(fields["type"]))


def _modality(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    return replace(claim, modality=Modality(fields["modality"]))


def _subjects(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    return replace(claim, subjects=_refs(fields["subjects"], claim))


def _objects(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    return replace(claim, objects=_refs(fields["objects"], claim))


def _places(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    return replace(claim, places=_refs(fields["places"], claim))


def _event_time(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    row = fields["event_time"]
    return replace(claim, event_time=when_from_row(row) if row else None)


def _quantities(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    given = (Quantity(float(q["value"]), q["unit"], q["of"], q["approx"]) for q in fields["quantities"])
    own = {_bare(q): q for q in claim.quantities}
    return replace(claim, quantities=tuple(own.get(_bare(q), q) for q in given))


def _chain(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    own = {node(hop.agent): hop for hop in claim.chain.hops}
    return replace(claim, chain=Chain(tuple(_hop(row, own) for row in fields["chain"])))


def _speaker(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    """The first link is somebody else; an outlet that only prints it stays the last."""
    (agent,) = _refs([fields["speaker"]], claim)
    hops = claim.chain.hops
    kept = hops if hops[0].role is Role.OUTLET and len(hops) == 1 else hops[1:]
    if node(hops[-1].agent) == node(agent):
        return replace(claim, chain=Chain(hops[-1:]))
    cue = "" if kept is hops else hops[0].cue
    said = None if kept is hops else hops[0].said
    return replace(claim, chain=Chain((Hop(agent, Role.SPEAKER, cue, said), *kept)))


def _hop(row: Row, own: Mapping[str, Hop]) -> Hop:
    agent = Ref(row["name"], row["name"], row["entity"])
    before = own.get(node(agent))
    if before is None:
        return Hop(agent, Role(row["role"]), row["cue"])
    return replace(before, role=Role(row["role"]), cue=row["cue"] or before.cue)


def _refs(given: Iterable[Row], claim: Claim) -> tuple[Ref, ...]:
    """The names as the claim itself has them, where it does: with their place in the text."""
    own = {node(r): r for r in (*claim.places, *claim.objects, *claim.subjects)}
    refs = (Ref(g["name"], g["name"], g["entity"]) for g in given)
    return tuple(own.get(node(ref), ref) for ref in refs)


def _bare(quantity: Quantity) -> Quantity:
    return replace(quantity, span=None)


_FIELDS: dict[str, Callable[[Claim, Mapping[str, Any]], Claim]] = {
    "span": _span,
    "type": _type,
    "modality": _modality,
    "subjects": _subjects,
    "objects": _objects,
    "places": _places,
    "event_time": _event_time,
    "quantities": _quantities,
    "chain": _chain,
    "speaker": _speaker,
}
