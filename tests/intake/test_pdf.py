"""PDF: its text layer, without what stands on every page."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject
from tests.intake import making
from tests.intake.test_hostile import outcome, wrong

from khabar.intake import ocr, pdf, pdf_pages
from khabar.intake.apart import Patience
from khabar.intake.pdf import RUNNING
from khabar.model import Document

W = making.WORDS


def read(data: bytes) -> Document:
    (document,) = outcome(data, "a.pdf")
    assert isinstance(document, Document)
    return document


def test_the_text_of_all_pages_in_order() -> None:
    document = read(making.pdf([["Army retakes Dura", W[0]], [W[1]]]))
    assert document.text == f"Army retakes Dura\n{W[0]}\n\n{W[1]}"
    assert document.media == "application/pdf"


def test_what_stands_on_every_page_is_set_aside() -> None:
    pages = [["The Daily Ledger", f"{words} And so on, the {i}th.", f"Page {i} of 3"] for i, words in enumerate(W, 1)]
    document = read(making.pdf(pages))
    aside = [b.span.of(document.text) for b in document.blocks]
    assert aside[:2] == ["The Daily Ledger", "Page 1 of 3"]
    assert len(aside) == 6
    assert {b.reason for b in document.blocks} == {RUNNING}


def test_a_word_that_a_line_end_parts_is_made_whole() -> None:
    assert "retook the town" in read(making.pdf([["Government troops re-", "took the town."]])).text


def test_title_and_author_count_where_the_first_page_shows_them() -> None:
    lines = ["Army retakes Dura", "By Mona Saleh", W[0]]
    shown = read(making.pdf([lines], title="Army retakes Dura", author="Mona Saleh"))
    assert (shown.title, shown.author) == ("Army retakes Dura", "Mona Saleh")
    other = read(making.pdf([lines], title="Microsoft Word - draft7.doc", author="pc42"))
    assert (other.title, other.author) == (None, None)


def test_pages_without_a_text_layer_say_how_to_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    assert "pip install 'khabar[ocr]'" in wrong(making.pdf([[]]), "a.pdf")
    assert "ocrmypdf" in wrong(making.pdf([[]]), "a.pdf")


def test_a_locked_file_says_so() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(making.pdf([[W[0]]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    assert "password" in wrong(made.getvalue(), "a.pdf")


def odd(change: Callable[[Any], None]) -> bytes:
    """A PDF with one empty page, whose list of pages was changed."""
    writer = PdfWriter()
    writer.add_blank_page(width=9, height=9)
    change(writer._pages.get_object())
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def repeated(pages: Any) -> None:
    pages[NameObject("/Kids")] = ArrayObject(list(pages["/Kids"]) * 10_000)
    pages[NameObject("/Count")] = NumberObject(10_000)


def circular(pages: Any) -> None:
    pages[NameObject("/Kids")] = ArrayObject([pages.indirect_reference] * 2)
    pages[NameObject("/Count")] = NumberObject(1_000_000_000)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"%PDF-1.7 ...", "damaged"), (odd(repeated), "10,000 pages"), (odd(circular), "cannot be read")],
)
def test_hostile_files_are_errors(data: bytes, words: str) -> None:
    assert words in wrong(data, "a.pdf")


def test_a_file_that_takes_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PATIENCE", Patience(each=0.0, page=0.0))
    assert "too long" in wrong(making.pdf([[W[0]]]), "a.pdf")


def test_a_file_that_ends_its_reader_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "__file__", "/nowhere/at_all.py")
    assert "memory" in wrong(making.pdf([[W[0]]]), "a.pdf")
