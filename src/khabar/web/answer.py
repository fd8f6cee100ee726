"""Answers as they leave: JSON that no browser takes for a page, errors as a sentence."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from khabar.web.packed import Packed, as_json


class Answer(JSONResponse):
    """JSON without a `<` in it."""

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return as_json(content)


def refused(status: int, words: str) -> Answer:
    """An error, as a sentence that says what to do."""
    return Answer({"error": words}, status)


def download(text: str, name: str, media: str) -> Response:
    """A file to keep. Where a browser shows it all the same, nothing in it runs or loads."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    }
    return Response(text.encode("utf-8", "backslashreplace"), headers=headers, media_type=f"{media}; charset=utf-8")


def sent(request: Request, packed: Packed) -> Response:
    """A kept answer; nothing but its tag where the browser has it already."""
    headers = {"ETag": f'"{packed.tag}"', "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if f'"{packed.tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed.deflated, headers={**headers, "Content-Encoding": "gzip"}, media_type="application/json")
    return Response(packed.body, headers=headers, media_type="application/json")
