"""One file in, one document out."""

from __future__ import annotations

import hashlib
import stat
from datetime import UTC, date, datetime
from pathlib import Path

from khabar.intake.decoding import page_text, plain_text
from khabar.intake.header import Stated, front_matter, published_beside
from khabar.intake.page import read_page
from khabar.model import Block, BlockKind, Document, DocumentError, When

LARGEST = 5_000_000
_CLOCKS_BEGIN = 1980
_MEDIA = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}


def load(path: Path, *, outlet: str | None = None, published: When | None = None) -> tuple[Document, bytes]:
    """The document in the file at `path`, and its original bytes.

    `outlet` and `published` as the user gives them win over what the file says; a file `NAME.published` beside it
    wins over its header or metadata. A byte order mark is dropped from the text, nothing else: offsets count from the
    first real character. Of a plain file only the header is marked in `blocks`; of a page all of its text is. Raises
    `DocumentError` for what is missing, empty, binary, not UTF-8 or larger than 5 MB.
    """
    where = str(path)
    data = _bytes(path, where)
    media = _media(path, data)
    text, blocks, stated = _page(data, where) if media == "text/html" else _plain(data, where)
    if not text.strip():
        raise DocumentError(where, "there is no text in it")
    document = Document(
        id=hashlib.sha256(data).hexdigest(),
        path=where,
        text=text,
        media=media,
        title=stated.title,
        author=stated.author,
        outlet=outlet or stated.outlet,
        stated=published or published_beside(path) or stated.published,
        address=stated.address,
        saved=_last_written(path),
        blocks=blocks,
    )
    return document, data


def _last_written(path: Path) -> date | None:
    """The day, in UTC, on which the file at `path` was last written; None where the file system does not tell.

    Archives that are made the same each time date their files to the beginnings of their clocks: such days tell
    nothing.
    """
    try:
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, ValueError, OverflowError):
        return None
    return day if day.year > _CLOCKS_BEGIN else None


def _plain(data: bytes, where: str) -> tuple[str, tuple[Block, ...], Stated]:
    text = plain_text(data, where)
    stated = front_matter(text)
    header = (Block(stated.block, BlockKind.BOILERPLATE, "front matter"),) if stated.block else ()
    return text, header, stated


def _page(data: bytes, where: str) -> tuple[str, tuple[Block, ...], Stated]:
    return read_page(page_text(data, where), where)


def _bytes(path: Path, where: str) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise DocumentError(where, "this is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError(where, "this is no ordinary file")
        if found.st_size <= LARGEST:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        if found.st_size > LARGEST or len(data) > LARGEST:
            raise DocumentError(where, f"larger than {LARGEST // 1_000_000} MB: split it into one file a report")
    except (OSError, ValueError) as error:
        raise DocumentError(where, _unreadable(path, error)) from None
    if not data.strip():
        raise DocumentError(where, "the file is empty")
    return data


def _unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to a file that is gone" if path.is_symlink() else "there is no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"


def _media(path: Path, data: bytes) -> str:
    known = _MEDIA.get(path.suffix.lower())
    if known:
        return known
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "text/html" if head.startswith((b"<!doctype html", b"<html")) else "text/plain"
