"""Answers that are weighed: states, briefs, occurrences, conflicts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from khabar.answers.choosing import chosen
from khabar.answers.pages import cited, page
from khabar.answers.rows import brief_row, conflict_row, event_row, state_row
from khabar.answers.safe import visible
from khabar.model import EventFamily, State, UsageError, When
from khabar.record import Record
from khabar.web.answer import Answer, download, sent
from khabar.web.questions.asking import At, Day, KnownBy, MaybeName, Most, Name, On
from khabar.web.shapes import answers as shapes

router = APIRouter()

_MEDIA = {"md": "text/markdown", "html": "text/html"}
Form = Literal["json", "md", "html"]


@router.get("/state", response_model=shapes.State)
async def state(desk: At, name: Name, on: On = None, known_by: KnownBy = None) -> Response:
    """What held of a name on a day, as known by a day, with the sum behind each answer."""
    return Answer(await desk.ask(lambda record: state_row(record.state(name, on=on, known_by=known_by))))


@router.get("/routes", response_model=shapes.Routes)
async def routes(desk: At, on: On = None, known_by: KnownBy = None) -> Response:
    """Whether each route that packs know could be passed on a day, as known by a day, as `khabar state` says."""

    def found(record: Record) -> list[dict[str, Any]]:
        return [_passable(record.state(r.name, on=on, known_by=known_by)) for r in record.knowledge.routes]

    return Answer({"routes": [row for row in await desk.ask(found) if row]})


def _passable(state: State) -> dict[str, Any]:
    route = state.route
    if route is None:  # something else bears the route's name
        return {}
    stretches = [
        {"start": s.start.entity, "end": s.end.entity, "mode": s.mode, "state": s.state.value} for s in route.stretches
    ]
    told = {"route": route.route, "name": state.name, "verdict": route.verdict.value, "words": route.words}
    return {**told, "stretches": stretches}


@router.get(
    "/brief", response_model=shapes.Brief, responses={200: {"content": {media: {} for media in _MEDIA.values()}}}
)
async def brief(
    desk: At,
    name: Name,
    on: On = None,
    known_by: KnownBy = None,
    since: Annotated[Day | None, Query(description="say what changed from this day on")] = None,
    form: Annotated[Form, Query(alias="format", description="json for the page, the others to keep")] = "json",
) -> Response:
    """The analyst's page on a name: every sentence with the ids of its claims, and those claims."""

    def told(record: Record) -> Any:
        made = record.brief(name, on=on, known_by=known_by, since=since)
        claims = cited(record, made, name)
        return brief_row(made, claims) if form == "json" else page(record, made, claims, form)

    found = await desk.ask(told)
    if form == "json":
        return Answer(found)
    return download(visible(found, keep="\n"), f"brief.{form}", _MEDIA[form])


@router.get("/events", response_model=shapes.Events)
async def events(  # noqa: PLR0913 - one parameter for each condition
    desk: At,
    place: MaybeName = None,
    actor: MaybeName = None,
    types: Annotated[list[EventFamily], Query(alias="type")] = [],  # noqa: B006 - FastAPI copies it
    since: Annotated[Day | None, Query(alias="from", description="not over before this day")] = None,
    until: Annotated[Day | None, Query(alias="to", description="begun by this day")] = None,
    limit: Most = 200,
) -> Response:
    """What happened at a place or to an actor, each occurrence once, with all claims that tell of it."""
    if place is None and actor is None:
        raise UsageError("name a place or an actor; what happened everywhere would take minutes to sort")
    if since and until and since > until:
        raise UsageError(f"from {since} lies after to {until}")
    wanted = frozenset(types) or frozenset(EventFamily)

    def found(record: Record) -> list[dict[str, Any]]:
        every = record.events(chosen(record, {"place": place, "actor": actor}), When(since, until))
        return [event_row(e) for e in every if e.family in wanted]

    return Answer(_first("events", await desk.ask(found), limit))


@router.get("/conflicts", response_model=shapes.Conflicts)
async def conflicts(desk: At, request: Request, name: MaybeName = None, limit: Most = 2000) -> Response:
    """What cannot all be true, in the whole record or of a name: the sides, and what would settle it."""
    if name is None:
        return sent(request, await desk.made("conflicts"))
    rows = await desk.ask(lambda record: [conflict_row(c) for c in record.conflicts(name)])
    return Answer(_first("conflicts", rows, limit))


def _first(what: str, rows: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    return {what: rows[:limit], "all": len(rows)}
