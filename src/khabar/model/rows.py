"""Claims and readings as the JSON objects that every surface shows, and both back from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from khabar.model.claim import Attribution, Chain, Claim, ClaimType, Hop, Modality, Quantity, Ref, Review, Role
from khabar.model.document import Document
from khabar.model.errors import UsageError
from khabar.model.reading import Located, Reading, TimeExpression
from khabar.model.span import Kind, Mention, Span
from khabar.model.when import When

Row = dict[str, Any]
"""A JSON object: keys are strings; values are strings, numbers, booleans, None, lists and such objects."""

LAYERS = ("mentions", "attributions", "places", "times", "claims")
"""What a reading consists of, in the order in which it is shown."""


_TYPES = {t.value: t for t in ClaimType}
_MODALITIES = {m.value: m for m in Modality}
_ROLES = {r.value: r for r in Role}
# To look a member up costs a quarter of what to call its class does, and records have millions of them.
_SHARED = 1 << 14
"""Days, and names and links that stand in no text, of which claims share one: they are the same again and again."""


def claim_row(claim: Claim) -> Row:
    """The JSON object of a claim.

    Spans are `[start, end]` in code points, days ISO dates or None. Several subjects or objects show as one
    (`subject`: names joined by "; ") and each by itself in `subjects`, `objects`; `place` is the first of `places`.
    Of a claim that a person judged also the `review`, with the claim as the machine read it where that was corrected.
    """
    return _read_row(claim) | ({"review": review_row(claim.review)} if claim.review else {})


def review_row(review: Review) -> Row:
    """The JSON object of what people decided of a claim."""
    return {
        "verdict": review.verdict,
        "by": review.by,
        "made": review.made.isoformat(),
        "reason": review.reason,
        "changed": list(review.changed),
        "machine": _read_row(review.machine) if review.machine else None,
        "others": list(review.others),
    }


def _read_row(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "document": claim.document,
        "span": _span_row(claim.span),
        "quote": claim.quote,
        "type": claim.type.value,
        "modality": claim.modality.value,
        "chain": [_hop_row(h) for h in claim.chain.hops],
        "subject": _joined(claim.subjects),
        "object": _joined(claim.objects),
        "place": _joined(claim.places[:1]),
        "event_time": when_row(claim.event_time) if claim.event_time else None,
        "said_time": when_row(claim.said_time) if claim.said_time else None,
        "reported": when_row(claim.reported),
        "quantities": [_quantity_row(q) for q in claim.quantities],
        "cue": claim.cue,
        "prefix": claim.prefix,
        "suffix": claim.suffix,
        "reader": claim.reader,
        "grounding": claim.grounding,
        "subjects": [_ref_row(r) for r in claim.subjects],
        "objects": [_ref_row(r) for r in claim.objects],
        "places": [_ref_row(r) for r in claim.places],
    }


def claim_from_row(row: Row) -> Claim:
    """The claim of which `row` is the `claim_row`, without its review: that is made anew from the judgements.

    Raises `ValueError` where it is none.
    """
    try:
        return _claim(row)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"not a claim's row: {error!r}") from error


def reading_row(reading: Reading, layers: Collection[str]) -> Row:
    """The JSON object of a document as read: its path, the bounds on its day, and the `layers` asked for.

    `layers` are names of `LAYERS`, or `all`. Raises `UsageError` for any other.
    """
    unknown = sorted(set(layers) - {*LAYERS, "all"})
    if unknown:
        raise UsageError(f"no layer {', '.join(unknown)}; there are {', '.join(LAYERS)}, all")
    row: Row = {
        "document": reading.document.path,
        "id": reading.document.id,
        "reader": reading.reader,
        "published": when_row(reading.published),
    }
    for layer in LAYERS:
        if layer in layers or "all" in layers:
            row[layer] = layer_rows(reading, layer)
    return row


def layer_rows(reading: Reading, layer: str) -> list[Row]:
    """One layer of a reading (a name of `LAYERS`) as JSON objects."""
    if layer == "mentions":
        return [_mention_row(m) for m in reading.mentions]
    if layer == "attributions":
        return [_attribution_row(a) for a in reading.attributions]
    if layer == "places":
        return [_located_row(p) for p in reading.places]
    if layer == "times":
        return [_time_row(t) for t in reading.times]
    return [claim_row(c) for c in reading.claims]


def when_row(when: When) -> Row:
    """The JSON object of an interval."""
    return {
        "earliest": _day(when.earliest),
        "latest": _day(when.latest),
        "text": when.text,
        "reasons": list(when.reasons),
        "every": when.every,
    }


def when_from_row(row: Row) -> When:
    """The interval of which `row` is the `when_row`."""
    return _when(row["earliest"], row["latest"], row["every"], row["text"], tuple(row["reasons"]))


@lru_cache(maxsize=_SHARED)
def _when(earliest: str | None, latest: str | None, every: bool, text: str, reasons: tuple[str, ...]) -> When:
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else None
    return When(first, last, every, text, reasons)


def reading_from_row(row: Row, document: Document) -> Reading:
    """The reading of `document` of which `row` is the `reading_row` with all layers.

    Raises `ValueError` where it is none.
    """
    try:
        return Reading(
            document=document,
            reader=row["reader"],
            published=when_from_row(row["published"]),
            mentions=tuple(mention_from_row(m) for m in row["mentions"]),
            attributions=tuple(_attribution(a) for a in row["attributions"]),
            places=tuple(located_from_row(p) for p in row["places"]),
            times=tuple(_time(t) for t in row["times"]),
            claims=tuple(_claim(c) for c in row["claims"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"not a reading's row: {error!r}") from error


def located_from_row(row: Row) -> Located:
    """The place name of which `row` is an object of the layer `places`."""
    line = tuple((float(lon), float(lat)) for lon, lat in row.get("line", ()))
    return Located(**{**row, "span": Span(*row["span"]), "line": line})


def mention_from_row(row: Row) -> Mention:
    """The mention of which `row` is an object of the layer `mentions`."""
    return Mention(**{**row, "span": Span(*row["span"]), "kind": Kind(row["kind"])})


def _claim(row: Row) -> Claim:
    return Claim(
        id=row["id"],
        document=row["document"],
        span=Span(*row["span"]),
        quote=row["quote"],
        type=_TYPES[row["type"]],
        modality=_MODALITIES[row["modality"]],
        chain=Chain(tuple(map(_hop, row["chain"]))),
        subjects=tuple(map(_ref, row["subjects"])),
        objects=tuple(map(_ref, row["objects"])),
        places=tuple(map(_ref, row["places"])),
        event_time=when_from_row(row["event_time"]) if row["event_time"] else None,
        said_time=when_from_row(row["said_time"]) if row["said_time"] else None,
        reported=when_from_row(row["reported"]),
        quantities=tuple(_quantity(q) for q in row["quantities"]),
        cue=row["cue"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        reader=row["reader"],
        grounding=row["grounding"],
    )


def _joined(refs: tuple[Ref, ...]) -> Row | None:
    if not refs:
        return None
    return {
        "name": "; ".join(r.name for r in refs),
        "entity": refs[0].entity,
        "entities": [r.entity for r in refs if r.entity],
    }


def _ref_row(ref: Ref) -> Row:
    return {"name": ref.name, "text": ref.text, "entity": ref.entity, "span": _maybe_span_row(ref.span)}


def _ref(row: Row) -> Ref:
    span = row["span"]
    if span is None:
        return _spoken_of(row["name"], row["text"], row["entity"])
    return Ref(row["name"], row["text"], row["entity"], Span(*span))


_spoken_of = lru_cache(maxsize=_SHARED)(Ref)


def _hop_row(hop: Hop) -> Row:
    return {
        **_ref_row(hop.agent),
        "role": hop.role.value,
        "cue": hop.cue,
        "said": hop.said.edtf() if hop.said and not hop.said.open else None,
        "said_time": when_row(hop.said) if hop.said else None,
        "interest": hop.interest,
    }


def _hop(row: Row) -> Hop:
    if row["span"] is None and not row["said_time"]:
        return _passed_on(row["name"], row["text"], row["entity"], row["role"], row["cue"], row["interest"])
    said = when_from_row(row["said_time"]) if row["said_time"] else None
    return Hop(_ref(row), _ROLES[row["role"]], row["cue"], said, row["interest"])


@lru_cache(maxsize=_SHARED)
def _passed_on(name: str, text: str, entity: str | None, role: str, cue: str, interest: str) -> Hop:
    return Hop(_spoken_of(name, text, entity), _ROLES[role], cue, None, interest)


def _quantity_row(quantity: Quantity) -> Row:
    value = quantity.value
    return {
        "value": int(value) if float(value).is_integer() else value,
        "unit": quantity.unit,
        "of": quantity.of,
        "approx": quantity.approx,
        "span": _maybe_span_row(quantity.span),
    }


def _quantity(row: Row) -> Quantity:
    return Quantity(float(row["value"]), row["unit"], row["of"], row["approx"], _maybe_span(row["span"]))


def _mention_row(mention: Mention) -> Row:
    return {
        "span": _span_row(mention.span),
        "text": mention.text,
        "kind": mention.kind.value,
        "entity": mention.entity,
        "name": mention.name,
        "reason": mention.reason,
    }


def _attribution_row(attribution: Attribution) -> Row:
    return {
        "source": _pieces(attribution.source) or None,
        "cue": _pieces(attribution.cue) or None,
        "content": _pieces(attribution.content),
    }


def _attribution(row: Row) -> Attribution:
    source, cue, content = (tuple(Span(*s) for s in row[part] or ()) for part in ("source", "cue", "content"))
    return Attribution(source, cue, content)


def _located_row(place: Located) -> Row:
    return {
        "span": _span_row(place.span),
        "text": place.text,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
        "country": place.country,
        "entity": place.entity,
        "precision": place.precision,
        "reason": place.reason,
        "inside": place.inside,
        "line": [list(point) for point in place.line],
        "length_km": place.length_km,
    }


def _time_row(time: TimeExpression) -> Row:
    return {
        "span": _span_row(time.span),
        "text": time.text,
        "type": time.type,
        "value": time.value,
        "earliest": _day(time.when.earliest) if time.when else None,
        "latest": _day(time.when.latest) if time.when else None,
        "when": when_row(time.when) if time.when else None,
    }


def _time(row: Row) -> TimeExpression:
    when = when_from_row(row["when"]) if row["when"] else None
    return TimeExpression(Span(*row["span"]), row["text"], row["type"], row["value"], when)


def _span_row(span: Span) -> list[int]:
    return [span.start, span.end]


def _maybe_span_row(span: Span | None) -> list[int] | None:
    return _span_row(span) if span is not None else None


def _maybe_span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair is not None else None


def _pieces(spans: Iterable[Span]) -> list[list[int]]:
    return [_span_row(s) for s in spans]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
