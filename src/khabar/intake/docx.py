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
        found = list(_paragraphs(document))
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


def _paragraphs(document: Any) -> Iterator[tuple[str, str]]:
    """The words of each paragraph, and of each row of a table, with the style's name."""
    count = 0
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part._tbl.tr_lst:
                cells = [" ".join(p.text for p in cell.p_lst).strip() for cell in row.tc_lst]
                count += len(cells)
                yield from [(" · ".join(filter(None, cells)), "")] if any(cells) else []
        else:
            count += 1
            style = (part.style.name or "") if part.style is not None else ""
            yield from [(part.text.strip(), style)] if part.text.strip() else []
        if count > _MOST_PARTS:
            raise ValueError("too many paragraphs")
