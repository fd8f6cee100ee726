"""Web archives: each page that a WARC file, or a WACZ file around such, has caught."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from typing import Any, BinaryIO, cast

from khabar.intake.kinds import HTML, PDF, TEXT
from khabar.intake.originals import Asked, Origin, Original, Part, Source
from khabar.intake.zips import opened
from khabar.model import DocumentError

LARGEST_PAGE = 10_000_000
_MOST = 1_000_000  # records
_READ = frozenset({HTML, "application/xhtml+xml", PDF, TEXT})
_FLOOR = 50_000_000
_MOST_GROWTH = 200  # times that packed pages may grow; prose grows by five, a bomb by a thousand
_PACKED = b"\x1f\x8b"
_GZIP = 31  # zlib's number for gzip's heads and tails
_PIECE = 64_000


class _Unpacked:
    """A packed stream unpacked piece by piece, until it breaks off or grows too much for what it is said to hold."""

    def __init__(self, packed: BinaryIO, where: str) -> None:
        self._packed = packed
        self._where = where
        self._waiting = packed.read(_PIECE)
        self._zip = zlib.decompressobj(_GZIP) if self._waiting.startswith(_PACKED) else None
        self._taken = len(self._waiting)
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        data = b""
        while not data and self._waiting:
            data = self._piece(min(size, _PIECE) if size >= 0 else _PIECE)
        self._given += len(data)
        if self._given > _FLOOR + _MOST_GROWTH * self._taken:
            raise DocumentError(self._where, "what is packed in it grows without end: this is no archive of pages")
        if not data and self._zip is not None and not self._zip.eof:
            raise DocumentError(self._where, "this archive is damaged: it breaks off")
        return data

    def _piece(self, size: int) -> bytes:
        if self._zip is None:
            data, self._waiting = self._waiting[:size], self._waiting[size:]
        else:
            if self._zip.eof:
                self._zip = zlib.decompressobj(_GZIP)
            data = self._zip.decompress(self._waiting, size)
            self._waiting = self._zip.unused_data if self._zip.eof else self._zip.unconsumed_tail
        if not self._waiting:
            self._waiting = self._packed.read(_PIECE)
            self._taken += len(self._waiting)
        return data


def warc(source: Source, asked: Asked) -> Iterator[Part]:
    """The pages in a WARC file, packed or not, each with its address and the moment at which it was caught."""
    with source.open() as file:
        yield from _records(file, source)


def wacz(source: Source, asked: Asked) -> Iterator[Part]:
    """The pages in all WARC files of a WACZ file."""
    with source.open() as file, opened(file, source.where) as archive:
        names = sorted(n for n in archive.namelist() if re.search(r"(?:^|/)archive/[^/]+\.warc(?:\.gz)?$", n))
        if not names:
            raise DocumentError(source.where, "there is no archive of pages (archive/….warc.gz) in it")
        for name in names:
            try:
                with archive.open(name) as inner:
                    yield from _records(cast("BinaryIO", inner), source)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, OSError, EOFError) as error:
                yield DocumentError(source.where, f"{name} in it is damaged ({error})")


def _records(file: BinaryIO, source: Source) -> Iterator[Part]:
    from warcio.exceptions import ArchiveLoadFailed  # only archives need it

    from khabar.intake.records import Records

    pages = number = 0
    try:
        for number, record in enumerate(Records(_Unpacked(file, source.where)), 1):
            if number > _MOST:
                raise DocumentError(source.where, f"more than {_MOST:,} records")
            page = _page(record, source, pages + 1)
            if page is not None:
                pages += 1
                yield page
    except (
        ArchiveLoadFailed,
        OSError,
        EOFError,
        zlib.error,
        ValueError,
        AttributeError,
        TypeError,
        LookupError,
    ) as error:
        behind = f" behind record {number}" if number else ""
        raise DocumentError(
            source.where, f"this archive is damaged{behind} ({error or type(error).__name__})"
        ) from None
    if not pages:
        raise DocumentError(source.where, "there is no page in this archive that khabar reads")


def _page(record: Any, source: Source, number: int) -> Part | None:
    """The page of a response that was a success; None for all else."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    stated = headers.get_header("Content-Type") if headers is not None else record.content_type
    media, charset = content_type(stated or "")
    if media not in _READ:
        return None
    where = f"{source.where}#{number}"
    data = record.content_stream().read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        return DocumentError(where, f"larger than {LARGEST_PAGE // 1_000_000} MB")
    if record.raw_stream.limit > 0 and not record.raw_stream.read(1):
        return DocumentError(where, "this archive is damaged: it breaks off in this page")
    if not data.strip():
        return None
    caught = _moment(record.rec_headers.get_header("WARC-Date") or "")
    said = dict(headers.headers) if headers is not None else {}
    origin = Origin(record.rec_headers.get_header("WARC-Target-URI") or "", f"#{number}", caught, said=said)
    saved = caught.date() if caught else source.saved
    return Original(where, data, HTML if "html" in media else media, charset=charset, saved=saved, origin=origin)


def content_type(stated: str) -> tuple[str, str | None]:
    """The media type and the charset of a Content-Type header."""
    message = Message()
    message["Content-Type"] = " ".join(stated.split())
    charset = message.get_param("charset")
    return message.get_content_type() if stated else "", charset if isinstance(charset, str) else None


def _moment(stated: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
