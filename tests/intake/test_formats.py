"""Word documents, mails, feeds, tables and web archives: what comes out of each, and what is stated of it."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.intake import making
from tests.intake.test_hostile import outcome, wrong

from khabar.intake import Asked, Listed, Original, document, originals
from khabar.intake.originals import of_bytes
from khabar.intake.reading import unfold
from khabar.model import BlockKind, Document, DocumentError

W = making.WORDS


def documents(data: bytes, name: str) -> list[Document]:
    return [one for one in outcome(data, name) if isinstance(one, Document)]


def of_table(data: bytes, name: str, **columns: str) -> list[Document]:
    found = unfold(of_bytes(data, name, name), Asked(columns))
    return [document(one) for one in found if isinstance(one, Original)]


def day(of: Document) -> date | None:
    return of.stated.earliest if of.stated else None


# ---------------------------------------------------------------- Word


def test_a_word_document_gives_its_paragraphs_and_the_rows_of_its_tables() -> None:
    (found,) = documents(making.word(), "a.docx")
    assert found.text.split("\n\n") == ["Army retakes Dura", *W, "Killed · 14"]
    assert [(b.kind, b.span.of(found.text)) for b in found.blocks] == [(BlockKind.TITLE, "Army retakes Dura")]
    assert (found.title, found.author, found.stated) == ("Army retakes Dura", "Mona Saleh", None)


def test_other_zip_archives_are_told_apart() -> None:
    assert "no Word document" in wrong(making.wacz(b""), "a.docx")
    assert "damaged" in wrong(b"PK\x03\x04 nothing else", "a.docx")


# ---------------------------------------------------------------- mail


def test_a_mail_gives_its_text_and_its_header() -> None:
    (found,) = documents(making.mail(), "a.eml")
    assert found.text.split() == " ".join(W).split()
    assert (found.title, found.author, day(found)) == ("Army retakes Dura", "Mona Saleh", date(2021, 3, 4))
    assert found.id == hashlib.sha256(making.mail()).hexdigest()


def test_attachments_that_are_documents_are_read_and_others_left() -> None:
    made = making.mail(
        (making.word("Attached"), "application/octet-stream", "statement.docx"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "logo.png"),
        (making.page("On the web"), "text/html", "page.html"),
    )
    found = documents(made, "a.eml")
    assert [(d.path, d.title) for d in found] == [
        ("a.eml", "Army retakes Dura"),
        ("a.eml#statement.docx", "Attached"),
        ("a.eml#page.html", "On the web"),
    ]


def test_a_forwarded_mail_is_one_of_its_own() -> None:
    outer = making.mail().replace(b"Army retakes Dura", b"Fwd", 1).decode()
    head, _, body = outer.partition("\n\n")
    made = (
        "From: a@b.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=zz\n\n"
        "--zz\nContent-Type: text/plain\n\nSee below.\n"
        f"--zz\nContent-Type: message/rfc822\n\n{head}\n\n{body}\n--zz--\n"
    )
    assert [(d.path, d.title) for d in documents(made.encode(), "a.eml")] == [("a.eml", "Fwd"), ("a.eml#2.eml", "Fwd")]


def test_the_html_part_is_read_where_the_plain_one_says_nothing() -> None:
    (found,) = documents(making.mail(plain="Open this in a browser.", html=making.page().decode()), "a.eml")
    assert W[0] in found.text
    assert found.media == "text/html"


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-8"])
def test_the_encoding_of_a_part_is_used(charset: str) -> None:
    words = "دخلت القوات المدينة صباح اليوم"
    head = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    assert documents(head.encode() + words.encode(charset), "a.eml")[0].text == words


def test_what_is_no_mail_says_so() -> None:
    assert "does not begin as a mail" in wrong(b"Dear all,\n\nthe bridge fell.", "a.eml")
    assert "no text in this mail" in wrong(making.mail(plain=" "), "a.eml")


# ---------------------------------------------------------------- feeds


def test_an_entry_with_its_text_is_a_report_and_a_summary_is_listed() -> None:
    whole, cut = outcome(making.rss(), "feed.xml")
    assert isinstance(whole, Document)
    assert whole.text.split("\n\n") == [*W, *W, *W]
    assert (whole.title, whole.author, whole.outlet) == ("Army retakes Dura", "Mona Saleh", "The Daily Ledger")
    assert (whole.path, whole.address, day(whole)) == ("feed.xml#1", "https://ledger.example/dura", date(2021, 3, 4))
    assert isinstance(cut, Listed)
    assert (cut.where, cut.address) == ("feed.xml#2", "https://ledger.example/port")
    assert (cut.stated.title, cut.stated.outlet) == ("Port shelled", "The Daily Ledger")


def test_atom_is_read_too() -> None:
    (found,) = documents(making.atom(), "feed.atom")
    assert (found.outlet, found.address, day(found)) == ("Eastern Wire", "https://wire.example/1", date(2021, 3, 4))


def test_an_entry_is_the_same_report_in_a_later_edition_of_its_feed() -> None:
    item = f"<item><title>A</title><description>{making.LONG.replace('<', '&lt;')}</description></item>"
    other = item.replace("Thursday", "Friday")
    (early,), late = documents(making.rss(item), "a.xml"), documents(making.rss(other, item), "a.xml")
    assert early.id == late[1].id != late[0].id


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><kml><Placemark/></kml>", b"<rss", b"no feed"])
def test_other_xml_is_no_feed(data: bytes) -> None:
    assert "no RSS or Atom feed" in wrong(data, "a.xml")


def test_a_page_that_is_called_xml_is_a_page() -> None:
    assert documents(making.page(), "a.xml")[0].media == "text/html"


# ---------------------------------------------------------------- tables

ROW = {
    "Headline": "Army retakes Dura",
    "Article Text": W[0],
    "Publish-Date": "2021-03-04",
    "URL": "https://x.example/1",
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_by_the_usual_names_of_its_columns(delimiter: str) -> None:
    (found,) = of_table(making.table([ROW], delimiter), "a.csv")
    assert (found.path, found.title, found.text) == ("a.csv#1", "Army retakes Dura", W[0])
    assert (found.address, day(found)) == ("https://x.example/1", date(2021, 3, 4))


def test_other_columns_are_named_by_the_user() -> None:
    made = making.table([{"foo": W[0], "bar": "INA", "text": "row 7"}])
    (found,) = of_table(made, "a.csv", text="foo", outlet="bar")
    assert (found.text, found.outlet) == (W[0], "INA")


def test_a_table_without_a_text_says_which_columns_it_has() -> None:
    assert "among these: foo, bar; name it: --column text=NAME" in wrong(
        making.table([{"foo": "1", "bar": "2"}]), "a.csv"
    )


def test_a_row_with_an_address_alone_is_listed() -> None:
    (found,) = outcome(making.table([{"url": "https://x.example/1", "title": "A"}]), "a.csv")
    assert isinstance(found, Listed)
    assert (found.where, found.address, found.stated.title) == ("a.csv#1", "https://x.example/1", "A")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_come_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    words = "دخلت القوات المدينة"
    (found,) = of_table(making.table([{"text": words}]).decode().encode(encoding), "a.csv")
    assert found.text == words


def test_a_broken_table_is_an_error_and_what_stands_before_is_read() -> None:
    found = outcome(b"text,url\n" + b"The bridge fell.,\n" * 1000 + b"\xff\xfe,\n", "a.csv")
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], DocumentError)
    assert "not UTF-8" in found[-1].why


def test_a_line_that_is_no_article_costs_no_other() -> None:
    made = (
        making.lines([{"title": "A", "content": W[0], "source": {"name": "INA"}, "authors": ["M", "S"]}, 7, {}])
        + b"{\n\n"
    )
    first, *errors = outcome(made, "a.jsonl")
    assert isinstance(first, Document)
    assert (first.outlet, first.author) == ("INA", "M, S")
    assert [e.where for e in errors if isinstance(e, DocumentError)] == ["a.jsonl#2", "a.jsonl#3", "a.jsonl#4"]


def test_markup_in_a_column_is_read_as_a_page() -> None:
    (found,) = of_table(making.lines([{"html": making.LONG}]), "a.jsonl")
    assert "<p>" not in found.text
    assert found.text.startswith(W[0])


# ---------------------------------------------------------------- web archives


def test_each_page_of_an_archive_has_its_address_and_the_day_on_which_it_was_caught() -> None:
    made = making.warc({"https://x.example/a": making.page("A"), "https://x.example/b": making.page("B")})
    for name, data in (("a.warc.gz", made), ("a.wacz", making.wacz(made))):
        found = documents(data, name)
        assert [(d.path, d.title, d.address) for d in found] == [
            (f"{name}#1", "A", "https://x.example/a"),
            (f"{name}#2", "B", "https://x.example/b"),
        ]
        assert {d.saved for d in found} == {date(2021, 3, 5)}
        assert found[0].id == hashlib.sha256(making.page("A")).hexdigest()


def test_the_encoding_that_the_server_told_is_used() -> None:
    words = "دخلت القوات المدينة"
    made = making.warc({"https://x.example/a": f"<p>{words}</p>".encode("cp1256")}, "text/html; charset=windows-1256")
    assert documents(made, "a.warc.gz")[0].text == words


@pytest.mark.parametrize(("media", "status"), [("image/png", "200 OK"), ("text/html", "404 Not Found")])
def test_answers_that_are_no_pages_are_left(media: str, status: str) -> None:
    assert "no page in this archive" in wrong(
        making.warc({"https://x.example/a": making.page()}, media, status), "a.warc.gz"
    )


def test_an_archive_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    pages = {f"https://x.example/{i}": making.page(str(i)) for i in range(3)}
    for name, made in (("a.warc", making.warc(pages, packed=False)), ("a.warc.gz", making.warc(pages))):
        first, *_, error = outcome(made[:-200], name)
        assert isinstance(first, Document)
        assert isinstance(error, DocumentError)
        assert "breaks off" in error.why


# ---------------------------------------------------------------- whence


def test_every_part_knows_the_file_that_it_stands_in(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(making.warc({"https://x.example/a": making.page()}))
    (one,) = originals(path)
    assert isinstance(one, Original)
    assert one.origin is not None
    assert one.origin.holder is not None
    assert (one.origin.whence, one.origin.part) == ("https://x.example/a", "#1")
    assert one.origin.obtained == datetime(2021, 3, 5, 6, 7, 8, tzinfo=UTC)
    assert one.origin.holder.whence == str(path)
    assert one.origin.holder.id == hashlib.sha256(path.read_bytes()).hexdigest()
    assert one.origin.holder.data == path.read_bytes()


def test_a_file_that_is_one_report_stands_in_no_other(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(making.mail())
    (one,) = originals(path)
    assert isinstance(one, Original)
    assert one.origin is not None
    assert (one.origin.whence, one.origin.holder) == (str(path), None)
