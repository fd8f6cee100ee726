"""What people decide: read, made, and how far they have come."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.judging import judgement_row
from khabar.record import Record
from khabar.web.answer import Answer
from khabar.web.questions.asking import At, MaybeName
from khabar.web.questions.claims import about
from khabar.web.shapes.review import Decision, Judgement, Judgements, Progress

router = APIRouter()


@router.get("/judgements", response_model=Judgements)
async def judgements(
    desk: At, target: Annotated[str | None, Query(max_length=300, description="a claim, a name's key")] = None
) -> Response:
    """All that was judged, or all of one claim or name, in order; also what was taken back."""

    def found(record: Record) -> list[dict[str, Any]]:
        return [judgement_row(j) for j in (record.judgements() if target is None else about(record, target))]

    return Answer({"judgements": await desk.ask(found)})


@router.post("/judgements", response_model=Judgement)
async def judge(desk: At, decision: Decision) -> Response:
    """Keeps what a person decided; docs/review.md says what each kind takes. To say the same again adds nothing."""

    def kept(record: Record) -> dict[str, Any]:
        by = decision.by or desk.me
        return judgement_row(record.judge(decision.kind, decision.target, decision.value, decision.reason, by=by))

    return Answer(await desk.ask(kept))


@router.get("/progress", response_model=Progress)
async def progress(desk: At, by: MaybeName = None) -> Response:
    """How much of the record people have judged, or one person has."""
    return Answer(await desk.ask(lambda record: asdict(record.progress(by))))
