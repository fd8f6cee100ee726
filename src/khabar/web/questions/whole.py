"""The record as a whole: what it is, its columns, its map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from khabar import __version__
from khabar.model import Fluent
from khabar.record import Record
from khabar.web.answer import Answer, sent
from khabar.web.columns.table import MODALITIES, TYPES
from khabar.web.desk import Desk
from khabar.web.ground import ground
from khabar.web.packed import pack
from khabar.web.questions.asking import At
from khabar.web.shapes import answers as shapes
from khabar.web.workshop import stamp
from khabar.weigh import STALE_AFTER

router = APIRouter()


@router.get("/about", response_model=shapes.About)
async def about(desk: At) -> Response:
    """What record this is: how much is in it, from when to when, by which packs it is read."""
    return Answer(await desk.ask(lambda record: _about(record, desk)))


def _about(record: Record, desk: Desk) -> dict[str, Any]:
    found = record.store.columns.extremes()
    return {
        "version": __version__,
        "record": Path(desk.name).name,
        "counts": {"documents": found.documents, "claims": found.claims, "judged": record.progress().judged},
        "days": dict(zip(("earliest", "latest"), found.days, strict=True)),
        "known": dict(zip(("earliest", "latest"), found.known, strict=True)),
        "types": TYPES,
        "modalities": MODALITIES,
        "fluents": [{"name": f.value, "stale_after": STALE_AFTER[f]} for f in Fluent],
        "packs": list(record.knowledge.packs),
        "me": desk.me,
    }


@router.get("/table", response_model=shapes.Table)
async def table(desk: At, request: Request) -> Response:
    """Every claim in columns, for filtering and drawing in the browser."""
    return sent(request, await desk.made("table"))


@router.get("/pieces")
async def pieces(desk: At, request: Request) -> Response:
    """What claims say of what holds, in columns from which the page works out what stands on any day, as known by any
    other; `khabar.weigh.holding.columns` tells what each column means."""
    return sent(request, await desk.made("pieces"))


@router.get("/counts", response_model=shapes.Tallies)
async def counts(desk: At, request: Request) -> Response:
    """How many conflicts each claim stands in, in the table's order; answered when all are counted."""
    return sent(request, await desk.made("counts"))


@router.get("/map", response_model=shapes.Ground)
async def map_(desk: At, request: Request) -> Response:
    """What the packs draw, as GeoJSON: borders, barriers, routes, crossings."""
    made = await desk.ask(lambda record: (stamp(record), ground(record.knowledge)))
    return sent(request, pack(*made))
