"""Scans and pictures: their words by OCR, told as such, page by page."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter
from tests.intake import making
from tests.intake.test_hostile import EDITS, SHORT, edited, outcome, wrong

from khabar.cli import khabar
from khabar.intake import find, ocr, ocr_pages
from khabar.intake.apart import Patience
from khabar.intake.layout import Line, text
from khabar.model import Document, Ocr
from khabar.record import Reader, Record
from khabar.way import Way

SAID = "The army left Old Mill on Monday, the mayor said."
LEFT = ["The mayor of Old Mill said on Monday that", "the army had taken the crossing, and that", "the road was shut."]
RIGHT = [
    "A spokesman for the guard denied that any",
    "of its men had left the town, and named",
    "nobody who knew more.",
]


def drawn(*lines: str, beside: tuple[str, ...] = ()) -> Image.Image:
    """A page with these lines, and with others in a column beside them."""
    page = Image.new("RGB", (1100, 120 + 60 * max(len(lines), len(beside))), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(24)
    for at, column in ((40, lines), (600, beside)):
        for number, line in enumerate(column):
            pen.text((at, 50 + 34 * number), line, fill="black", font=font)
    return page


def saved(page: Image.Image, form: str, **more: Any) -> bytes:
    made = io.BytesIO()
    page.save(made, form, **more)
    return made.getvalue()


def read(data: bytes, name: str) -> Document:
    (document,) = outcome(data, name)
    assert isinstance(document, Document), document
    return document


class TestReading:
    def test_a_picture_gives_its_words_and_says_by_whom(self) -> None:
        document = read(saved(drawn(SAID), "PNG"), "scan.png")
        assert document.text == SAID
        assert document.media == "image/png; text=ocr"
        assert document.by_ocr()
        assert document.ocr is not None
        assert document.ocr.engine.startswith("rapidocr 3")
        ((page, sure),) = document.ocr.sure
        assert (page, sure > 0.9) == (0, True)

    def test_columns_are_read_one_after_the_other(self) -> None:
        document = read(saved(drawn(*LEFT, beside=tuple(RIGHT)), "JPEG"), "scan")
        assert document.text == "\n".join(LEFT) + "\n\n" + "\n".join(RIGHT)

    def test_of_a_pdf_the_pages_without_a_text_layer_are_read(self) -> None:
        whole = PdfWriter(clone_from=PdfReader(io.BytesIO(making.pdf([[making.WORDS[0]]]))))
        whole.append(PdfReader(io.BytesIO(saved(drawn(SAID), "PDF", resolution=150))))
        made = io.BytesIO()
        whole.write(made)
        document = read(made.getvalue(), "half.pdf")
        assert document.text == f"{making.WORDS[0]}\n\n{SAID}"
        assert document.ocr is not None
        assert [page for page, _ in document.ocr.sure] == [1]

    def test_a_page_that_fails_is_named_and_costs_no_other(self) -> None:
        pages = saved(drawn(SAID), "TIFF", save_all=True, append_images=[drawn("No more was known.")])
        second = struct.unpack_from("<I", pages, struct.unpack_from("<I", pages, 4)[0] + 2 + 12 * _entries(pages))[0]
        width = second + 2 + 8
        huge = pages[:width] + struct.pack("<I", 2_000_000) + pages[width + 4 :]
        document = read(huge, "scan.tiff")
        assert document.text == SAID
        assert document.ocr is not None
        ((page, _),) = document.ocr.failed
        assert page == 1
        assert "; page 2 failed: " in str(document.ocr)


def _entries(tiff: bytes) -> int:
    at: int = struct.unpack_from("<I", tiff, 4)[0]
    count: int = struct.unpack_from("<H", tiff, at)[0]
    return count


def test_log_list_and_rows_say_that_it_was_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Reader, "way", property(lambda self: way))
    told = Ocr("an engine 1", ((0, 0.97), (1, 0.61)), ((2, "too dark"),))
    monkeypatch.setattr(ocr, "read", lambda data, where, pages=(): ({0: SAID, 1: "No more."}, told))
    Path("scan.png").write_bytes(saved(drawn(SAID), "PNG"))
    words = "read by OCR (an engine 1), confidence: page 1 0.97, page 2 0.61; page 3 failed: too dark"

    added = CliRunner().invoke(khabar, ["add", "scan.png"])
    assert f"scan.png: {words}" in added.stderr
    assert added.exit_code == 0
    with Record.open("khabar.db") as record:
        (stored,) = record.documents()
        (line,) = record.store.custody.of(stored.document.id)
    assert stored.document.by_ocr()
    assert line.entry.said == {"text": words}
    assert "(by OCR)" in CliRunner().invoke(khabar, ["documents"]).stdout
    assert CliRunner().invoke(khabar, ["verify"]).exit_code == 0


def test_without_the_extra_a_picture_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    assert "pip install 'khabar[ocr]'" in wrong(saved(drawn(SAID), "WEBP"), "scan.webp")


def test_pictures_in_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(making.page())
    (tmp_path / "logo.png").write_bytes(saved(drawn(SAID), "PNG"))
    assert list(find([str(tmp_path)])) == [tmp_path / "page.html"]
    assert list(find([str(tmp_path / "logo.png")])) == [tmp_path / "logo.png"]


class TestHostile:
    def test_a_picture_that_claims_to_be_huge_is_not_unpacked(self) -> None:
        head = struct.pack(">IIBBBBB", 400_000, 400_000, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1_000_000)))
        chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
        (said,) = [row for row in ocr_pages.pages(b"".join([b"\x89PNG\r\n\x1a\n", *chunks]), ()) if "error" in row]
        assert "decompression bomb" in said["error"]

    def test_one_that_takes_too_long_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ocr, "_PATIENCE", Patience(each=0.0, page=0.0))
        assert "takes too long" in wrong(saved(drawn(SAID), "PNG"), "scan.png")

    def test_of_too_many_pages_the_rest_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ocr_pages, "MOST_PAGES", 1)
        monkeypatch.setattr(ocr_pages, "_engine", lambda: lambda picture: [])
        pages = saved(drawn(SAID), "TIFF", save_all=True, append_images=[drawn("No more was known.")])
        rows = list(ocr_pages.pages(pages, ()))
        assert rows[0]["pages"] == 1
        assert rows[2]["failed"].startswith("not tried: more than 1 page")

    @pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
    def test_mutated_pictures_give_pages_or_errors(self, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ocr_pages, "_engine", lambda: _looks)
        whole = saved(drawn(SAID).resize((90, 30)), form)

        @SHORT
        @given(EDITS)
        def check(edits: list[tuple[float, int, bytes]]) -> None:
            *_, last = ocr_pages.pages(edited(whole, edits), ())
            assert "end" in last or "error" in last

        check()


def _looks(picture: Image.Image) -> list[list[Any]]:
    ocr_pages._on_white(picture).tobytes()
    return []


def line(words: str, left: float, top: float, *, wide: float = 300, high: float = 20) -> Line:
    return Line(words, 0.9, left, top, left + wide, top + high)


class TestLayout:
    def test_what_stands_apart_is_a_paragraph(self) -> None:
        assert text([line("c", 0, 100), line("a", 0, 0), line("b", 0, 24)]) == "a\nb\n\nc"

    def test_a_heading_over_two_columns_comes_first(self) -> None:
        columns = [line(f"{at}{n}", at, 60 + 24 * n) for at in (0, 400) for n in range(3)]
        assert text([*columns, line("Heading", 100, 0, wide=500)]).split() == [
            "Heading", "00", "01", "02", "4000", "4001", "4002",
        ]  # fmt: skip

    def test_a_table_is_read_row_by_row(self) -> None:
        cells = [line(f"{name}{n}", at, 24 * n, wide=60) for name, at in (("a", 0), ("b", 200)) for n in range(3)]
        assert text(cells) == "a0 b0\na1 b1\na2 b2"

    @given(st.lists(st.tuples(*[st.floats(0, 2000)] * 4), max_size=30))
    def test_no_word_is_lost_wherever_it_stands(self, places: list[tuple[float, ...]]) -> None:
        lines = [Line(f"w{n}", 0.9, x, y, x + w, y + h) for n, (x, y, w, h) in enumerate(places)]
        assert sorted(text(lines).split()) == sorted(one.words for one in lines)
