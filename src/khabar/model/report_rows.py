"""A whole report as one JSON object, with its original bytes and all that was read in it but the claims; and back."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import replace

from khabar.model.claim import Claim
from khabar.model.document import Block, BlockKind, Document
from khabar.model.reading import Reading
from khabar.model.rows import LAYERS, Row, claim_from_row, reading_from_row, reading_row, when_from_row, when_row
from khabar.model.span import Span

_PLAIN = ("id", "path", "text", "media", "title", "author", "outlet", "address")
_NEEDED = ("id", "path", "text", "media")
_LAYERS = frozenset(LAYERS) - {"claims"}


def report_row(reading: Reading, original: bytes) -> Row:
    """The object of a report; its claims are to follow, each as its `claim_row`."""
    document = reading.document
    return {
        "report": {name: getattr(document, name) for name in _PLAIN}
        | {
            "language": document.language,
            "stated": when_row(document.stated) if document.stated else None,
            "blocks": [[b.span.start, b.span.end, b.kind.value, b.reason] for b in document.blocks],
            "original": base64.b64encode(original).decode("ascii"),
        },
        "reading": reading_row(reading, _LAYERS),
    }


def report_from_row(row: Row, claims: Iterable[Row]) -> tuple[Reading, bytes]:
    """The reading of which `row` is the `report_row`, with its claims, and the original bytes.

    Raises `ValueError` for what is none, for bytes that are not those of the report's id, and for a claim of another
    report or whose words do not stand where it says.
    """
    try:
        original = base64.b64decode(row["report"]["original"], validate=True)
        document = _document(row["report"])
        if hashlib.sha256(original).hexdigest() != document.id:
            raise ValueError("its bytes are not those that its id was made of")
        reading = reading_from_row({**row["reading"], "claims": []}, document)
        found = tuple(_standing(claim_from_row(claim), document) for claim in claims)
    except (KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise ValueError(f"not a report's row: {error!r}") from error
    return replace(reading, claims=found), original


def _document(told: Row) -> Document:
    plain = {name: told[name] for name in _PLAIN}
    for name, value in plain.items():
        if not isinstance(value, str) and (value is not None or name in _NEEDED):
            raise ValueError(f"its {name} is no text")
    return Document(
        **plain,
        language=str(told["language"]) if told.get("language") else None,
        stated=when_from_row(told["stated"]) if told["stated"] else None,
        blocks=tuple(Block(Span(start, end), BlockKind(kind), why) for start, end, kind, why in told["blocks"]),
    )


def _standing(claim: Claim, document: Document) -> Claim:
    if claim.document != document.id:
        raise ValueError(f"claim {claim.id} is of another report")
    if claim.span.of(document.text) != claim.quote:
        raise ValueError(f"the words of claim {claim.id} do not stand where it says")
    return claim
