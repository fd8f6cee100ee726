"""What strangers send: broken, cut off, or built to choke its reader. It becomes documents or errors, never a crash."""

from __future__ import annotations

import gzip
import io
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake import making

from khabar.intake import Original, document, originals, pdf_pages
from khabar.intake.originals import Asked, of_bytes
from khabar.intake.reading import unfold
from khabar.model import DocumentError

W = making.WORDS
FILES: dict[str, Callable[[], bytes]] = {
    "a.rss": making.rss,
    "a.atom": making.atom,
    "a.eml": lambda: making.mail((making.page(), "text/html", "page.html"), html=making.page().decode()),
    "a.csv": lambda: making.table([{"title": "A", "text": W[0], "url": "https://x.example/1"}] * 3),
    "a.jsonl": lambda: making.lines([{"title": "A", "text": W[0]}] * 3),
    "a.warc": lambda: making.warc({"https://x.example/a": making.page()}, packed=False),
    "a.warc.gz": lambda: making.warc({"https://x.example/a": making.page()}),
    "a.wacz": lambda: making.wacz(making.warc({"https://x.example/a": making.page()})),
    "a.docx": making.word,
    "a.html": making.page,
    "a.txt": lambda: "\n\n".join(W).encode(),
}
NASTY = [
    b"\0", b"\xff\xfe", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"&b;", b"<", b">", b'"',
    b"\r\n\r\n", b"Content-Length: 1073741824\r\n", b"boundary=x", b"=?utf-8?b?////?=", b"[" * 3000, b"<div>" * 200,
    b"-1", b"99999999999999999999", b"/Kids [1 0 R]", b"stream\n", b"PK\x01\x02", "\u202e\ud7ff".encode(),
]  # fmt: skip
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(NASTY) | st.binary(max_size=20))
EDITS = st.lists(EDIT, min_size=1, max_size=6)
SHORT = settings(
    max_examples=200, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, new in edits:
        at = int(where * len(data))
        data = data[:at] + new + data[at + length :]
    return data


def outcome(data: bytes, name: str) -> list[object]:
    """What comes out of bytes of this name: documents, addresses and errors."""
    found: list[object] = []
    for one in unfold(of_bytes(data, name, name), Asked()):
        try:
            found.append(document(one) if isinstance(one, Original) else one)
        except DocumentError as error:
            found.append(error)
    return found


@pytest.mark.parametrize("name", FILES)
def test_mutated_files_give_documents_or_errors(name: str) -> None:
    whole = FILES[name]()

    @SHORT
    @given(EDITS)
    def check(edits: list[tuple[float, int, bytes]]) -> None:
        outcome(edited(whole, edits), name)

    check()


def test_mutated_pdfs_give_pages_or_errors() -> None:
    whole = making.pdf([list(W)] * 2)

    @SHORT
    @given(EDITS)
    def check(edits: list[tuple[float, int, bytes]]) -> None:
        *_, last = pdf_pages.pages(edited(whole, edits))
        assert "end" in last or "error" in last

    check()


ENTITIES = '<!DOCTYPE r [<!ENTITY e SYSTEM "{secret}"><!ENTITY a "zz"><!ENTITY b "&a;&a;&a;&a;">]>'
LAUGHS = "<!DOCTYPE r [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
)


def docx_with(xml: str) -> bytes:
    """A Word document whose text is this XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(making.word())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, xml if part.filename == "word/document.xml" else old.read(part))
    return made.getvalue()


def docx_text(words: str, before: str = "") -> bytes:
    """A Word document with these words, as XML, in its one paragraph."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return docx_with(
        f'{before}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>'
    )


@pytest.mark.parametrize("name", ["a.rss", "a.docx", "a.html"])
def test_entities_open_no_file_and_do_not_grow(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password")
    for before, entity in ((ENTITIES.format(secret=secret.as_uri()), "&e;&b;"), (LAUGHS, "&a9;")):
        words = f"{entity} {' '.join(W)}"
        made = {
            "a.rss": before.encode()
            + making.rss(f"<item><title>A</title><description>{words * 3}</description></item>"),
            "a.docx": docx_text(words, before),
            "a.html": before.encode() + making.page(words=(words,)),
        }[name]
        for one in outcome(made, name):
            assert "the password" not in str(one)
            assert len(str(one)) < 20_000


def wrong(data: bytes, name: str) -> str:
    """The one error that these bytes give."""
    (error,) = outcome(data, name)
    assert isinstance(error, DocumentError)
    return error.why


def test_what_unpacks_without_end_is_not_unpacked() -> None:
    bomb = making.bomb(120_000_000)
    assert "grows without end" in wrong(bomb, "a.warc.gz")
    assert "archive" in wrong(gzip.compress(bomb), "a.warc.gz")
    assert "grows without end" in wrong(making.wacz(bomb), "a.wacz")
    assert "too large" in wrong(docx_with(" " * 30_000_000), "a.docx")


@pytest.mark.parametrize(
    "data", [b"\0" * 10_000_000, b"WARC/1.0\r\n" + b"a: b\r\n" * 200_000, b"WARC/1.0\r\na: " + b"b" * 9_000_000]
)
def test_headers_without_end_are_an_error(data: bytes) -> None:
    assert "archive" in wrong(data, "a.warc")


def test_deep_nesting_is_an_error() -> None:
    deep = "<w:p>" * 100_000
    assert outcome(docx_text(deep), "a.docx")
    assert "tags" in wrong(making.rss("<item>" * 250_000), "a.rss")
    assert "no JSON" in wrong(b'{"text": ' + b"[" * 200_000 + b"\n", "a.jsonl")


def test_mails_in_mails_are_opened_so_far_and_no_further() -> None:
    made = making.mail()
    for _ in range(8):
        made = making.mail((made, "application/octet-stream", "inner.eml"))
    *read, error = outcome(made, "a.eml")
    assert len(read) == 4
    assert isinstance(error, DocumentError)
    assert "inside each other" in error.why


def test_a_mail_of_very_many_parts_is_an_error() -> None:
    parts = b"".join(b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" for _ in range(5000))
    made = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + parts
    assert "inside each other" in wrong(made, "a.eml")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", FILES["a.warc"]().replace(b"Content-Length: ", b"Content-Length: 1000000")),
        ("a.eml", b"Content-Length: 1073741824\r\n" + making.mail()),
        ("a.csv", b'text,url\n"' + b"a," * 3_000_000),
        ("a.jsonl", b'{"text": "' + b"a" * 6_000_000),
    ],
)  # fmt: skip
def test_sizes_that_are_only_claimed_cost_nothing(name: str, data: bytes) -> None:
    assert outcome(data, name)


def test_nothing_that_is_read_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    for name, make in FILES.items():
        assert outcome(make(), name)
    assert outcome(b"https://x.example/feed", "a.rss")


MAILS = {
    "many headers": b"From: a@b.example\n" + b"X-A: b\n" * 200_000,
    "a long subject": b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 30_000,
    "many senders": b"From: " + b"a@b.example, " * 30_000,
    "nested comments": b"From: " + b"(" * 400_000,
    "many parameters": b"From: a@b.example\nContent-Type: text/plain; " + b"a*0*=b; " * 50_000,
    "mails in mails": b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\nFrom: a@b.example\n" * 20_000,
    "many parts": b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 100_000,
    "a long text": b"From: a@b.example\n\n" + b"The bridge fell. " * 400_000,
}


@pytest.mark.parametrize("name", MAILS)
def test_hostile_mails_are_read_or_refused(name: str) -> None:
    assert len(outcome(MAILS[name] + b"\n\nThe bridge fell.\n", "a.eml")) == 1


@pytest.mark.parametrize(("name", "before"), [("a.csv", b"text\n"), ("a.jsonl", b"")])
def test_a_desert_of_empty_lines_is_an_error(name: str, before: bytes) -> None:
    assert "empty lines" in wrong(before + b"\n" * 1_100_000, name)


def test_a_line_without_end_is_no_row_of_a_table() -> None:
    assert "a line longer than" in wrong(b"\0" * 6_000_000, "a.csv")


def test_a_word_document_of_very_many_paragraphs_is_an_error() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{space}"><w:body>{"<w:p/>" * 310_000}</w:body></w:document>'
    assert "too many paragraphs" in wrong(docx_with(xml), "a.docx")


def test_names_inside_a_file_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in" / "mail.eml"
    path.parent.mkdir()
    path.write_bytes(making.mail((b"The bridge fell.", "text/plain", "../../../evil.txt")))
    before = sorted(tmp_path.rglob("*"))
    assert [one.where for one in originals(path)] == [str(path), f"{path}#../../../evil.txt"]
    assert sorted(tmp_path.rglob("*")) == before
