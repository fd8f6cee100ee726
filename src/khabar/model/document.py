"""A report as it came in: its bytes' hash, its text untouched, its parts marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from khabar.model.span import Span
from khabar.model.when import When

READ = frozenset({"en"})
"""The languages that are read (ISO 639-1)."""


class BlockKind(StrEnum):
    """What a stretch of a report is. Claims are read from the body; headline, byline and dateline are read for
    names."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document and what it is, with the reason where it was set aside."""

    span: Span
    kind: BlockKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ocr:
    """How a text was read off pictures: by which engine, how sure it was of the letters of each page with words
    (0 to 1), and why pages failed. Pages are counted from 0."""

    engine: str
    sure: tuple[tuple[int, float], ...]
    failed: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        if not self.sure:
            return f"not read by OCR{self.missed()}"
        pages = ", ".join(f"page {number + 1} {sure:.2f}" for number, sure in self.sure)
        return f"read by OCR ({self.engine}), confidence: {pages}{self.missed()}"

    def missed(self) -> str:
        """Which pages failed, and why, in words that follow others; "" where none did."""
        return "".join(f"; page {number + 1} failed: {why}" for number, why in self.failed)


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    `id` is the sha256 (64 hex digits) of the original bytes; `text` is as decoded (of a page: as extracted), newlines
    untouched; every span of the document counts code points of `text`. `path` is where it came from, as given. `stated`
    is the day of publication as the user, the file's header or the page's metadata states it, None where nobody does.
    `language` is what it is written in (ISO 639-1), None where that cannot be told. `outlet` is the publisher's name as
    stated, or as its own furniture shows it. `media` is the media type read: text/plain, text/html, application/pdf and
    so on, with "; text=ocr" behind it where words were read off pictures; `ocr` says how, when it is added."""

    id: str
    path: str
    text: str
    media: str = "text/plain"
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    stated: When | None = None
    address: str | None = None
    blocks: tuple[Block, ...] = field(default=())
    saved: date | None = field(default=None, compare=False)
    language: str | None = None
    ocr: Ocr | None = field(default=None, compare=False)

    def by_ocr(self) -> bool:
        """Whether words of it were read off pictures."""
        return self.media.endswith("text=ocr")

    def headline(self) -> str:
        """The title on one line: as stated, else the first words marked as one, else ""."""
        marked = (block.span.of(self.text) for block in self.blocks if block.kind is BlockKind.TITLE)
        return " ".join((self.title or _unmarked(next(marked, ""))).split())

    def foreign(self) -> bool:
        """Whether it is known to be in a language that is not read: it is kept, and no claim is read out of it."""
        return self.language not in (None, *READ)

    def readable(self) -> tuple[Block, ...]:
        """The report's own words, headline and body, in order."""
        return tuple(b for b in self.blocks if b.kind in (BlockKind.TITLE, BlockKind.BODY))


_LONGEST_MARKED = 1000
_HEADING = re.compile(r"^\s*#{1,6}\s+|\s+#+\s*$|\n\s*[=-]{3,}\s*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]+)(?<=\S)\1(?!\w)")


def _unmarked(heading: str) -> str:
    """A heading without what Markdown marks it with; one too long to be a heading as it is."""
    if len(heading) > _LONGEST_MARKED:
        return heading.lstrip("# ")
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _HEADING.sub("", heading)))


@dataclass(frozen=True, slots=True, order=True)
class NearCopy:
    """Two documents (full ids) that carry one text, whole or lightly edited; `likeness` is the share of their runs of
    words that both have. Which of them copied is not told by it."""

    document: str
    other: str
    likeness: float
