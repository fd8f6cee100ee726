"""Text off pictures, where `khabar[ocr]` is installed: of pages without a text layer, and of pictures themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from khabar.intake import apart, ocr_pages
from khabar.intake.layout import Line, text
from khabar.model import DocumentError, Ocr

LARGEST = 30_000_000
INSTALL = "install OCR for it: pip install 'khabar[ocr]'"
_PATIENCE = apart.Patience(each=90.0, page=60.0)
_NEEDED = ("rapidocr", "pypdfium2", "PIL")


@cache
def available() -> bool:
    """Whether what OCR needs is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def read(data: bytes, where: str, pages: Sequence[int] = ()) -> tuple[Mapping[int, str], Ocr]:
    """The text of each of these pages of a PDF (counted from 0), or of all of a picture's; and how it was read.

    A page that fails costs no other. Raises `DocumentError` where none can be read at all.
    """
    if not available():
        raise DocumentError(where, f"this is a picture; {INSTALL}")
    texts: dict[int, str] = {}
    sure: dict[int, float] = {}
    failed: dict[int, str] = {}
    engine = ""
    try:
        for row in apart.rows(Path(ocr_pages.__file__), data, _PATIENCE, *map(str, pages)):
            engine = row.get("engine", engine)
            if "failed" in row:
                failed[row["page"]] = row["failed"]
            elif "page" in row:
                lines = [Line(*line) for line in row["lines"]]
                texts[row["page"]] = text(lines)
                sure |= {row["page"]: _sure(lines)} if lines else {}
    except apart.Unread as error:
        if not texts:
            raise DocumentError(where, f"no OCR could be made of it: {error}") from None
        failed |= {page: str(error) for page in pages if page not in texts and page not in failed}
    return texts, Ocr(engine, tuple(sure.items()), tuple(failed.items()))


def _sure(lines: Sequence[Line]) -> float:
    """How sure the letters of a page are, on the average."""
    letters = sum(len(line.words) for line in lines)
    return round(sum(line.score * len(line.words) for line in lines) / max(1, letters), 2)


def read_picture(data: bytes, where: str) -> tuple[str, Ocr]:
    """The text of a picture. Raises `DocumentError`."""
    texts, ocr = read(data, where)
    if not any(any(c.isalpha() for c in page) for page in texts.values()):
        raise DocumentError(where, f"OCR finds no text in this picture{ocr.missed()}")
    return "\n\n".join(texts[page] for page in sorted(texts)), ocr
