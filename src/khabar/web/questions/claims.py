"""Claims: a few at a time as rows, and one of them opened."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from khabar import weigh
from khabar.answers.rows import conflict_row, spread_row
from khabar.judging import judgement_row
from khabar.model import Claim, Judgement, JudgementKind, UsageError
from khabar.model.rows import claim_row
from khabar.record import Record
from khabar.store import Filter
from khabar.web.answer import Answer
from khabar.web.desk import Desk
from khabar.web.questions.asking import At, NotThere
from khabar.web.shapes import answers as shapes

router = APIRouter()

AT_ONCE = 200
_LONGEST = 70 * AT_ONCE
_OF_TWO = (JudgementKind.MERGE, JudgementKind.SPLIT)
Id = Annotated[str, Path(alias="id", min_length=1, max_length=80, description="a claim's id, or its first characters")]


@router.get("/claims", response_model=shapes.Claims)
async def claims(
    desk: At,
    ids: Annotated[str, Query(max_length=_LONGEST, description="ids, with commas between; at most 200")] = "",
    first: Annotated[int, Query(ge=1, le=AT_ONCE, description="without ids: so many, from the table's start")] = 50,
) -> Response:
    """Claims by their ids, in the order asked for; what is not in the record is left out. Without ids the first ones of
    the table, to show something before that is there."""
    wanted = [id_ for id_ in dict.fromkeys(ids.split(",")) if id_]
    if not ids:
        begun = await desk.ask(lambda record: list(record.claims(Filter(limit=first), rejected=True)))
        return Answer({"claims": [row(desk, c) for c in begun]})
    if len(wanted) > AT_ONCE:
        raise UsageError(f"{len(wanted)} ids are too many for one answer; ask for at most {AT_ONCE}")
    return Answer({"claims": await desk.ask(lambda record: [row(desk, c) for c in _found(record, wanted)])})


def _found(record: Record, ids: list[str]) -> list[Claim]:
    judged = record.judged()
    by_id = {c.id: judged.read(c) for c in record.store.columns.by_id(ids)}
    return [by_id[id_] for id_ in ids if id_ in by_id]


def row(desk: Desk, claim: Claim) -> dict[str, Any]:
    """A claim with what the whole record says of it, as far as that is known already."""
    return {**claim_row(claim), **desk.said_of(claim)}


@router.get("/claims/{id}", response_model=shapes.OpenedClaim)
async def claim(desk: At, id_: Id) -> Response:
    """One claim: the tree of who copied whom, what the record holds against it, how its words were found."""
    return Answer(await desk.ask(lambda record: _opened(record, desk, id_)))


def _opened(record: Record, desk: Desk, id_: str) -> dict[str, Any]:
    try:
        found = record.claim(id_)
    except UsageError as error:
        raise NotThere(str(error)) from error
    gain = weigh.interest(found, record.wise([found]), weigh.anchor(found).latest)
    before, after = record.store.context(found)
    return {
        **row(desk, found),
        "before": before,
        "after": after,
        "interest": f"{gain.bearing} ({gain.words})" if gain else None,
        "spread": spread_row(record.spread(found)),
        "rivals": [conflict_row(c) for c in record.rivals(found)],
        "judgements": [judgement_row(j) for j in about(record, found.id)],
    }


def about(record: Record, target: str) -> list[Judgement]:
    """What was judged of a claim (also together with another) or a name, in order, also what was taken back, and the
    taking back."""
    found: list[Judgement] = []
    ids: set[str] = set()
    for judgement in record.judgements():
        if target in (judgement.target, _other(judgement)) or judgement.target in ids:
            found.append(judgement)
            ids.add(judgement.id)
    return found


def _other(judgement: Judgement) -> str | None:
    """Of two claims that tell of one event, or of two, the one that is not the target."""
    return judgement_row(judgement)["value"].get("with") if judgement.kind in _OF_TWO else None
