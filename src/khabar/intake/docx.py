"""Word documents: paragraphs and tables in their order, with the headings marked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from khabar.intake.header import Stated
from khabar.intake.zips import opened
from khabar.model import Block, BlockKind, DocumentError, Span

LARGEST = 30_000_000
_MOST_UNPACKED = 200_000_000
_MOST_XML = 25_000_000  # bytes of one part; a tree takes some twenty times as much memory
_MOST_PARTS = 300_000  # paragraphs and cells
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TABLE, _ROW, _CELL = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc"))
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_FAILURES = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError, IndexError,
    etree.LxmlError, OSError, EOFError, NotImplementedError, RecursionError, RuntimeError,
)  # fmt: skip


def read_docx(data: bytes, where: str) -> tuple[str, tuple[Block, ...], Stated]:
    """The text of a Word document, its title marked, and what it states of itself. Raises `DocumentError`.

    The day on which a file was made is not taken for its day of publication: it is often that of its template.
    """
    _check(data, where)
    from docx import Document  # half a second to import, and only these files need it
    from docx.opc.exceptions import OpcError

    try:
        document = Document(BytesIO(data))
        found = list(_paragraphs(document.element.body))
        title = document.core_properties.title.strip() or None
        author = document.core_properties.author.strip() or None
    except (*_FAILURES, OpcError) as error:
        raise DocumentError(where, f"this Word document is damaged ({type(error).__name__}: {error})") from None
    text = "\n\n".join(words for words, _ in found)
    blocks, at = [], 0
    for words, style in found:
        if style == "Title":
            blocks.append(Block(Span(at, at + len(words)), BlockKind.TITLE, "its style says so"))
        at += len(words) + 2
    names = author if author and author.lower() not in ("python-docx", "user", "admin") else None
    return text, tuple(blocks[:1]), Stated(title=title or _first(found), author=names)


def _first(found: list[tuple[str, str]]) -> str | None:
    return next((words for words, style in found if style == "Title"), None)


def _check(data: bytes, where: str) -> None:
    """Raises `DocumentError` for a file that would fill the memory, by what it says of its parts: no more than that
    is ever unpacked of one."""
    with opened(BytesIO(data), where) as archive:
        parts = archive.infolist()
        if not any(part.filename == "word/document.xml" for part in parts):
            raise DocumentError(where, "this is a ZIP archive and no Word document; unpack it")
        xml = max(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
        if xml > _MOST_XML or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise DocumentError(where, "what is packed in it is too large for a report; save its text instead")


def _paragraphs(body: Any) -> Iterator[tuple[str, str]]:
    """The words of each paragraph with the id of its style, and of each row of a table; deleted words are left out.

    The tree is walked here: the library looks styles and runs up one by one, which takes minutes for a large file.
    """
    count = 0
    for part in body.iterchildren(_P, _TABLE):
        if part.tag == _P:
            count += 1
            style = part.find(f"{_W}pPr/{_W}pStyle")
            words, name = _text(part), style.get(f"{_W}val", "") if style is not None else ""
            yield from [(words, name)] if words else []
        else:
            for row in part.iter(_ROW):
                cells = [" ".join(filter(None, map(_text, cell.iter(_P)))) for cell in row.iterchildren(_CELL)]
                count += 1 + len(cells)
                yield from [(" · ".join(filter(None, cells)), "")] if any(cells) else []
        if count > _MOST_PARTS:
            raise ValueError("too many paragraphs")


def _text(part: Any) -> str:
    words = (_BREAKS.get(node.tag, node.text or "") for node in part.iter(f"{_W}t", *_BREAKS))
    return "".join(words).strip()
