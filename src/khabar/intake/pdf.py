"""PDF: the text layer page by page, its running heads set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from khabar.intake import apart, ocr, pdf_pages
from khabar.intake.header import Stated
from khabar.model import Block, BlockKind, DocumentError, Ocr, Span

LARGEST = 30_000_000
RUNNING = "stands at the head or foot of every page"
_PATIENCE = apart.Patience(each=10.0, page=0.05)
_LONGEST_HEAD = 90
_HEADS = 3  # lines at either end of a page that may be running heads
_SCANNED = (
    f"its pages are pictures without a text layer; {ocr.INSTALL}; or make a text layer with another program, and add "
    "the new file: ocrmypdf FILE.pdf NEW.pdf"
)
_NUMBER = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_OTHER_BLANKS = re.compile(r"[^\S\n]+")


def read_pdf(data: bytes, where: str) -> tuple[str, tuple[Block, ...], Stated, Ocr | None]:
    """The text of a PDF, what it states of itself, and how pages without a text layer were read, where any were.
    Raises `DocumentError`."""
    said, *rest = _rows(data, where)
    pages = [str(line["text"]) for line in rest]
    read = _off_pictures(pages, data, where)
    pages = [_tidy(page) for page in pages]
    if not any(map(_has_letters, pages)):
        raise DocumentError(where, f"OCR finds no text in its pictures{read.missed()}" if read else _SCANNED)
    text, blocks = _joined(pages)
    head = set(_words(text[:3000]))
    title, author = (_shown(said.get(name), head) for name in ("title", "author"))
    return text, blocks, Stated(title=title, author=author), read


def _rows(data: bytes, where: str) -> list[dict[str, Any]]:
    try:
        return list(apart.rows(Path(pdf_pages.__file__), data, _PATIENCE))
    except apart.Unread as error:
        advice = "; print it to a new PDF, and add that" if isinstance(error, apart.TooSlow) else ""
        raise DocumentError(where, f"this PDF cannot be read: {error}{advice}") from None


def _off_pictures(pages: list[str], data: bytes, where: str) -> Ocr | None:
    """Fills pages without a letter from their pictures, where that can be done."""
    empty = [number for number, page in enumerate(pages) if not _has_letters(page)]
    if not empty or not ocr.available():
        return None
    try:
        texts, read = ocr.read(data, where, empty)
    except DocumentError as error:
        if len(empty) == len(pages):
            raise
        return Ocr("", (), ((empty[0], error.why),))
    for number, text in texts.items():
        pages[number] = text
    return read if read.sure or read.failed else None


def _has_letters(page: str) -> bool:
    return any(c.isalpha() for c in page)


def _tidy(page: str) -> str:
    """A page's text with lines without blanks at their ends, and words that a line end parts made whole."""
    lines = (_OTHER_BLANKS.sub(" ", line).strip() for line in page.replace("\0", "").splitlines())
    return _HYPHEN.sub("", "\n".join(lines).encode(errors="replace").decode()).strip("\n")


def _joined(pages: Sequence[str]) -> tuple[str, tuple[Block, ...]]:
    """All pages as one text, and the running heads in it as blocks."""
    split = [page.split("\n") for page in pages]
    running = _running(split)
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for lines in split:
        heads = _outer(lines, lambda line: _pattern(line) in running)
        for number, line in enumerate(lines):
            if number in heads and line:
                blocks.append(Block(Span(at, at + len(line)), BlockKind.BOILERPLATE, RUNNING))
            parts.append(line)
            at += len(line) + 1
        parts.append("")
        at += 1
    return "\n".join(parts).rstrip("\n"), tuple(blocks)


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """The short lines, their numbers aside, that stand at the head or foot of most pages."""
    found: Counter[str] = Counter()
    for lines in pages:
        found.update({_pattern(lines[i]) for i in _outer(lines, lambda line: len(line) <= _LONGEST_HEAD)})
    least = max(3, (len(pages) + 1) // 2)
    return {line for line, count in found.items() if count >= least}


def _outer(lines: Sequence[str], fits: Callable[[str], bool]) -> set[int]:
    """The places of the lines that fit, from either end of a page inwards, up to the first that does not."""
    filled = [i for i, line in enumerate(lines) if line]
    first = takewhile(lambda i: fits(lines[i]), filled[:_HEADS])
    last = takewhile(lambda i: fits(lines[i]), filled[: -_HEADS - 1 : -1])
    return {*first, *last}


def _pattern(line: str) -> str:
    return _NUMBER.sub("#", line.casefold())


def _shown(stated: object, head: set[str]) -> str | None:
    """What the file says of itself, where its first page says so too: else it is a file's name, or a program's."""
    words = _words(str(stated)) if stated else []
    return " ".join(str(stated).split()) if words and set(words) <= head else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
