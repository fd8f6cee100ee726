"""The record for other programs, to keep: every format of `khabar export`."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, Any, Literal, cast

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from khabar.answers.choosing import chosen
from khabar.answers.giving import beside
from khabar.export import OF_EVENTS, write, write_events, write_package
from khabar.model import ClaimType, Modality
from khabar.record import Record
from khabar.store import Filter
from khabar.web.questions.asking import At, Day, MaybeName

router = APIRouter()

_CSV, _JSON, _LINES = ("csv", "text/csv"), ("json", "application/json"), ("jsonl", "application/jsonl")
FILES = {
    "jsonl": _LINES,
    "csv": _CSV,
    "geojson": ("geojson", "application/geo+json"),
    "datapackage": ("zip", "application/zip"),
    "acled": _CSV,
    "plover": _LINES,
    "sfm": _CSV,
    "ftm": _LINES,
    "stix": _JSON,
    "prov": ("ttl", "text/turtle"),
}
"""The ending and the media type of each format."""
Form = Literal["jsonl", "csv", "geojson", "datapackage", "acled", "plover", "sfm", "ftm", "stix", "prov"]
_PIECE = 1 << 18
_MEDIA: dict[str, dict[str, Any]] = {media: {} for _, media in FILES.values()}


@router.get("/export", response_class=Response, responses={200: {"description": "the file", "content": _MEDIA}})
async def export(  # noqa: PLR0913 - one parameter for each condition
    desk: At,
    form: Annotated[Form, Query(alias="format")] = "jsonl",
    place: MaybeName = None,
    actor: MaybeName = None,
    speaker: MaybeName = None,
    types: Annotated[list[ClaimType], Query(alias="type")] = [],  # noqa: B006 - FastAPI copies it
    modalities: Annotated[list[Modality], Query(alias="modality")] = [],  # noqa: B006
    text: MaybeName = None,
    reported_by: Day | None = None,
) -> Response:
    """All claims, or those that all conditions hold of, in a format of docs/exchange.md; a data package as a zip."""
    names = {"place": place, "actor": actor, "speaker": speaker, "text": text}
    asked = {**names, "reported_by": reported_by, "types": types, "modalities": modalities}
    file = await desk.ask(lambda record: _written(record, form, chosen(record, asked)))
    ending, media = FILES[form]
    headers = {"Content-Disposition": f'attachment; filename="khabar-{form}.{ending}"'}
    return StreamingResponse(_pieces(file), headers=headers, media_type=media)


def _written(record: Record, form: str, where: Filter) -> IO[bytes]:
    """A file of its own that is gone when it is closed."""
    if form == "datapackage":
        return _zipped(record, where)
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed when sent
    if form in OF_EVENTS:
        write_events(form, record.events(where), file, beside(record))
    else:
        write(form, record.claims(where), file, beside(record))
    file.seek(0)
    return cast(IO[bytes], file.detach())


def _zipped(record: Record, where: Filter) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when sent
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "khabar"
        reports = (stored.document for stored in record.documents())
        write_package(record.claims(where), reports, folder, beside(record))
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as whole:
            for path in sorted(folder.rglob("*")):
                whole.write(path, path.relative_to(made))
    file.seek(0)
    return cast(IO[bytes], file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
