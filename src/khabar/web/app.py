"""The application: the JSON API, and the page where it was built."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from khabar import __version__
from khabar.model import KhabarError, UsageError
from khabar.web.answer import refused
from khabar.web.desk import Desk
from khabar.web.gate import Gate, Guard
from khabar.web.kept import Kept
from khabar.web.questions import answers, claims, documents, exports, news, review, search, whole
from khabar.web.questions.asking import NotThere
from khabar.web.shapes.answers import Error

_API = "/api"
PAGE = Path(__file__).parent / "page"
NOT_BUILT = (
    "<!doctype html><meta charset=utf-8><title>khabar</title><h1>The page is not built</h1>"
    "<p>This khabar is a clone of its sources. Run <code>make page</code> there, then load this page again. "
    "The <a href=/api/openapi.json>API</a> answers already.</p>"
)


class _Api(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """The documentation, less what FastAPI itself would answer to wrong parameters: here that is a 400."""
        whole = super().openapi()
        for path in whole["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for unused in ("HTTPValidationError", "ValidationError"):
            whole["components"]["schemas"].pop(unused, None)
        return whole


def make(desk: Desk, gate: Gate, page: Path = PAGE) -> ASGIApp:
    """The application behind its gate; what it answers is documented at /api/openapi.json."""

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = _Api(
        title="khabar",
        version=__version__,
        description="The record as the workbench reads it. Spans are code points; days are ISO dates in objects and "
        "days since 1970-01-01 in columns.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=living,
    )
    app.state.desk = desk
    for part in (whole, claims, documents, answers, search, exports, review, news):
        errors: dict[int | str, dict[str, Any]] = {code: {"model": Error} for code in (400, 403, 404)}
        app.include_router(part.router, prefix=_API, responses=errors, dependencies=[Depends(_all_known)])
    _explain_errors(app)
    _show(app, page)
    app.add_middleware(Kept, desk=desk)
    return Guard(app, gate)


async def _all_known(request: Request) -> None:
    """Raises `UsageError` for a parameter that the address does not take: left out, it would choose nothing, and the
    answer would look as if it had."""
    address = _API + request.scope["route"].path.removeprefix(_API)
    told = request.app.openapi()["paths"][address][request.method.lower()]
    known = [each["name"] for each in told.get("parameters", ()) if each["in"] == "query"]
    unknown = sorted({*request.query_params} - {*known})
    if unknown:
        raise UsageError(f"no such parameter: {', '.join(unknown)}; there are {', '.join(known) or 'none here'}")


def _show(app: FastAPI, page: Path) -> None:
    @app.get("/", include_in_schema=False)
    async def start() -> Response:
        start = page / "index.html"
        if not start.is_file():
            return HTMLResponse(NOT_BUILT, 503)
        return FileResponse(start, headers={"Cache-Control": "no-cache"})

    if page.is_dir():
        app.mount("/", StaticFiles(directory=page), name="page")


def _explain_errors(app: FastAPI) -> None:
    """Whatever goes wrong, a sentence says so."""

    async def wrong(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return refused(400, "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()))

    async def plain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return refused(error.status_code, _PLAIN.get(error.status_code, str(error.detail)))

    async def known(request: Request, error: Exception) -> Response:
        return refused(
            404 if isinstance(error, NotThere) else 400 if isinstance(error, UsageError) else 500, str(error)
        )

    async def bug(request: Request, error: Exception) -> Response:
        return refused(500, f"this is a bug in khabar {__version__}: {type(error).__name__}: {error}")

    app.add_exception_handler(Exception, bug)
    app.add_exception_handler(RequestValidationError, wrong)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(KhabarError, known)
    app.add_exception_handler(NotThere, known)


_PLAIN = {404: "there is nothing at this address; see /api/openapi.json", 405: "this address takes no such request"}
