from __future__ import annotations

import codecs
import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.intake import load
from khabar.intake.decoding import plain_text
from khabar.intake.header import day_stated, front_matter
from khabar.model import BlockKind, Document, DocumentError, When

REPORT = "Rebels leave Dura\r\n\r\nThe rebels left the town of Dura on Monday, the mayor said.\n"


def read(path: Path, data: bytes, **given_by_user: object) -> Document:
    path.write_bytes(data)
    return load(path, **given_by_user)[0]  # type: ignore[arg-type]


def why(path: Path, data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(path, data)
    assert caught.value.where == str(path)
    return caught.value.why


def test_text_is_kept_as_it_is_and_the_id_is_the_hash_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "dura.txt"
    path.write_bytes(REPORT.encode())
    document, data = load(path)
    assert document.text == REPORT
    assert data == REPORT.encode()
    assert document.id == hashlib.sha256(data).hexdigest()
    assert (document.path, document.media, document.blocks) == (str(path), "text/plain", ())
    assert document.stated is None


@given(st.text(min_size=1).filter(lambda t: t.strip() and t[0] != "\ufeff" and "\0" not in t))
def test_utf8_is_read_back_code_point_for_code_point(text: str) -> None:
    if not text.startswith(("%PDF", "PK", "GIF8", "RIFF", "ID3", "Rar!", "{\\rtf")):
        assert plain_text(text.encode(), "x") == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path / "a.txt", REPORT.encode(encoding)).text == REPORT


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("\u2003\n".encode(), "no text"),
        (codecs.BOM_UTF8, "no text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b"abc\0def", "binary"),
        (REPORT.encode("utf-16-le"), "iconv -f utf-16le"),
        (REPORT.encode("utf-16-be"), "iconv -f utf-16be"),
        (codecs.BOM_UTF16_LE + b"abc", "cut off"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, hint: str) -> None:
    assert hint in why(tmp_path / "a.txt", data)


def test_other_encodings_are_named_with_the_way_to_convert_them(tmp_path: Path) -> None:
    arabic = "قالت وزارة الدفاع إن القوات دخلت المدينة صباح اليوم بعد معارك استمرت أسبوعا كاملا. " * 8
    words = why(tmp_path / "a.txt", arabic.encode("cp1256"))
    assert "not UTF-8 (byte 0 breaks it)" in words
    assert "iconv -f cp1256 -t utf-8" in words


def test_bytes_of_no_known_encoding_say_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Nothing:
        def best(self) -> None:
            return None

    monkeypatch.setattr("khabar.intake.decoding.from_bytes", lambda data: Nothing())
    assert "nor any encoding" in why(tmp_path / "a.txt", b"\xff\x00"[:1] + b"abc")


def test_a_file_over_20_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(DocumentError, match="larger than 5 MB"):
        load(path)


def test_folders_pipes_missing_files_and_broken_links_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    expected = {
        ".": "folder",
        "pipe.txt": "no ordinary file",
        "no.txt": "no such file",
        "link.txt": "link to a file",
    }
    for name, words in expected.items():
        with pytest.raises(DocumentError, match=words):
            load(tmp_path / name)


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "no"), "no permission"), (OSError(5, "disk broken"), "disk broken")],
)
def test_what_the_disk_refuses_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError, match=words):
        load(path)


HEADER = """---
Title: "Rebels leave Dura"
author: Mona Saleh
outlet: The Ledger
published: 2021-03-04
url: https://ledger.example/dura
tags:
  - war
# a comment

---
The rebels left.
"""


def test_front_matter_fills_the_fields_and_is_marked(tmp_path: Path) -> None:
    document = read(tmp_path / "a.md", HEADER.encode())
    assert (document.title, document.author, document.outlet) == (
        "Rebels leave Dura",
        "Mona Saleh",
        "The Ledger",
    )
    assert document.address == "https://ledger.example/dura"
    assert document.media == "text/markdown"
    assert document.stated is not None
    assert document.stated.earliest == document.stated.latest == date(2021, 3, 4)
    (block,) = document.blocks
    assert (block.kind, block.reason) == (BlockKind.BOILERPLATE, "front matter")
    assert block.span.of(document.text).endswith("\n---")
    assert document.text == HEADER


@pytest.mark.parametrize(
    "text",
    ["---\nThe rebels left.\n---\n", "---\ntitle: x\n", "title: x\n---\n", "---\n" + "a: b\n" * 99 + "---\n"],
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    assert front_matter(text).block is None
    assert front_matter(text).title is None


def test_the_user_wins_over_the_file_beside_it_which_wins_over_the_header(tmp_path: Path) -> None:
    path, beside = tmp_path / "a.txt", tmp_path / "a.published"
    user = When.on(date(2020, 1, 1))
    beside.write_text("2021-03\n", encoding="utf-8")
    document = read(path, HEADER.encode())
    assert document.stated is not None
    assert (document.stated.earliest, document.stated.latest) == (date(2021, 3, 1), date(2021, 3, 31))
    assert document.stated.reasons == ("a.published states it",)
    mine = read(path, HEADER.encode(), outlet="My Paper", published=user)
    assert (mine.outlet, mine.stated) == ("My Paper", user)


@pytest.mark.parametrize("bad", [b"soon", b"", b"2021-13-01", b"2021-05/2021-01", b"\xff\xfe"])
def test_a_bad_day_beside_the_file_is_an_error_that_names_it(tmp_path: Path, bad: bytes) -> None:
    (tmp_path / "a.published").write_bytes(bad)
    with pytest.raises(DocumentError) as caught:
        read(tmp_path / "a.txt", b"The rebels left.")
    assert caught.value.where.endswith("a.published")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021-03-04", date(2021, 3, 4)),
        ("2021-03-04T23:30:00+03:00", date(2021, 3, 4)),
        ("Thu, 04 Mar 2021 10:00:00 GMT", date(2021, 3, 4)),
        ("March 4, 2021", date(2021, 3, 4)),
        ("4 March 2021", date(2021, 3, 4)),
        ("2021-02-31T10:00:00", None),
        ("true", None),
        ("", None),
    ],
)
def test_stated_days_come_in_several_spellings(words: str, day: date | None) -> None:
    when = day_stated(words, "because")
    assert (when.earliest if when else None) == day


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("a.txt", b"<html><p>Dura fell.</p></html>", "text/plain"),
        ("a", b" <!DOCTYPE html><p>Dura fell.</p>", "text/html"),
        ("a.report", b"Dura fell.", "text/plain"),
        ("A.HTM", b"<p>Dura fell.</p>", "text/html"),
    ],
)
def test_the_suffix_says_the_kind_and_the_content_where_it_does_not(
    tmp_path: Path, name: str, data: bytes, media: str
) -> None:
    assert read(tmp_path / name, data).media == media


@pytest.mark.parametrize(
    ("seconds", "day"), [(1_700_000_000, date(2023, 11, 14)), (0, None), (315_532_800, None), (-1e9, None)]
)
def test_the_day_on_which_the_file_was_last_written(tmp_path: Path, seconds: float, day: date | None) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Some words.")
    os.utime(path, (seconds, seconds))

    assert load(path)[0].saved == day
