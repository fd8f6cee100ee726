"""Reports: all of them in a list, and one with its text."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from khabar.answers.rows import blocks_rows, document_row
from khabar.model import UsageError
from khabar.model.rows import layer_rows
from khabar.record import Record
from khabar.store import Filter
from khabar.web.answer import Answer
from khabar.web.desk import Desk
from khabar.web.questions.asking import At, NotThere
from khabar.web.questions.claims import row
from khabar.web.shapes import answers as shapes

router = APIRouter()

Id = Annotated[str, Path(alias="id", min_length=1, max_length=80, description="a report's id, or its first characters")]


@router.get("/documents", response_model=shapes.Documents)
async def documents(desk: At) -> Response:
    """All reports, by day, without their texts."""
    return Answer(await desk.ask(lambda record: {"documents": _rows(record)}))


def _rows(record: Record) -> list[dict[str, Any]]:
    originals = record.originals()
    return [document_row(stored, originals.get(stored.document.id)) for stored in record.documents()]


@router.get("/documents/{id}", response_model=shapes.OpenedDocument)
async def document(desk: At, id_: Id) -> Response:
    """One report as published: its text, what each part of it is, and what was read out of it."""
    return Answer(await desk.ask(lambda record: _opened(record, desk, id_)))


def _opened(record: Record, desk: Desk, id_: str) -> dict[str, Any]:
    try:
        stored = record.store.document(id_)
    except UsageError as error:
        raise NotThere(str(error)) from error
    reading = record.store.reading(stored.document.id)
    claims = record.claims(Filter(document=stored.document.id), rejected=True)
    copy = record.originals([stored.document.id]).get(stored.document.id)
    return {
        **document_row(stored, copy),
        "text": stored.document.text,
        "blocks": [{k: v for k, v in b.items() if k != "text"} for b in blocks_rows(stored.document)],
        "claims": [row(desk, claim) for claim in claims],
        "mentions": layer_rows(reading, "mentions"),
    }
