"""What `khabar watch` told of this record, in whichever process it runs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.record import Record
from khabar.web.answer import Answer
from khabar.web.questions.asking import At
from khabar.web.shapes import news as shapes

router = APIRouter()

_CLAIMS = 3
After = Annotated[int, Query(ge=0, le=2**62, description="the number of the last news that one has")]
Latest = Annotated[int, Query(ge=1, le=200, description="at most so many, the latest")]


@router.get("/news", response_model=shapes.News)
async def news(desk: At, after: After = 0, most: Latest = 50) -> Response:
    """What was told of watched names after a number: what changed, and the claims behind it."""
    return Answer(await desk.ask(lambda record: _news(record, after, most)))


def _news(record: Record, after: int, most: int) -> dict[str, Any]:
    last, many = record.store.telling.counted(after)
    rows = record.store.telling.latest(after, most) if many else []
    return {"news": [_row(row) for row in rows], "all": many, "last": last}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    claims = [{key: claim[key] for key in ("id", "quote", "chain", "document")} for claim in row["claims"]]
    kept = {key: row[key] for key in ("number", "told", "kind", "names", "words")}
    return {**kept, "claims": claims[:_CLAIMS], "all": len(claims)}
