"""One file of each kind that intake reads, made by the formats' own libraries."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from email.message import EmailMessage

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = (
    "Government troops retook the town of Dura on Thursday after a week of fighting, the army said in a statement.",
    "The rebels denied it. We hold the eastern quarter and the bridge, their spokesman told reporters in the port.",
    "The army said that it would go on to the river crossing at Hamra before the end of the month.",
)
LONG = "".join(f"<p>{words}</p>" for words in WORDS * 3)
CAUGHT = "2021-03-05T06:07:08Z"


def page(title: str = "Army retakes Dura", words: tuple[str, ...] = WORDS) -> bytes:
    """A page with a menu and an article."""
    body = "".join(f"<p>{w}</p>" for w in words)
    menu = "<nav><ul><li>Home<li>World</ul></nav>"
    head = f'<head><title>{title}</title><meta property="og:site_name" content="The Daily Ledger"></head>'
    return f"<!doctype html><html>{head}<body>{menu}<article><h1>{title}</h1>{body}</article></body></html>".encode()


def rss(*items: str) -> bytes:
    """A feed with these items, one whole and one that is cut off if none are given."""
    whole = (
        "<item><title>Army retakes Dura</title><link>https://ledger.example/dura</link><author>Mona Saleh</author>"
        "<pubDate>Thu, 04 Mar 2021 10:00:00 GMT</pubDate><description>Troops came.</description>"
        f"<content:encoded><![CDATA[{LONG}]]></content:encoded></item>"
    )
    cut = (
        "<item><title>Port shelled</title><link>https://ledger.example/port</link>"
        "<description>Shells fell on the port, …</description></item>"
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Daily Ledger</title>{''.join(items or (whole, cut))}</channel></rss>"
    ).encode()


def atom() -> bytes:
    """An Atom feed with one entry."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Eastern Wire</title><entry><title>Army retakes Dura</title>'
        '<link href="https://wire.example/1"/><published>2021-03-04T10:00:00Z</published>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{LONG}</div></content></entry></feed>'
    ).encode()


def pdf(pages: list[list[str]], **said: str) -> bytes:
    """A PDF with these lines on its pages."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    for lines in pages:
        sheet = writer.add_blank_page(width=595, height=842)
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 14 TL 50 790 Td {shown} ET".encode("latin-1"))
        sheet[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{key.title()}": value for key, value in said.items()})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def word(title: str = "Army retakes Dura") -> bytes:
    """A Word document with a title, paragraphs and a table."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Mona Saleh"
    document.add_paragraph(title, style="Title")
    for words in WORDS:
        document.add_paragraph(words)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Killed", "14"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def mail(*attached: tuple[bytes, str, str], plain: str = "\n\n".join(WORDS), html: str = "") -> bytes:
    """A mail with a text and these attachments: bytes, media type, name."""
    message = EmailMessage()
    message["From"] = "Mona Saleh <mona@ledger.example>"
    message["Subject"] = "Army retakes Dura"
    message["Date"] = "Thu, 04 Mar 2021 10:00:00 +0300"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    for data, media, name in attached:
        main, sub = media.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def table(rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    """A CSV file with the keys of the first row as its heading."""
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def lines(rows: list[object]) -> bytes:
    """JSON lines."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def warc(
    pages: dict[str, bytes], media: str = "text/html; charset=utf-8", status: str = "200 OK", packed: bool = True
) -> bytes:
    """A WARC file with an answer for each address."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    for address, data in pages.items():
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(data),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": CAUGHT},
        )
        writer.write_record(record)
        record.raw_stream.close()
    return made.getvalue()


def wacz(archive: bytes) -> bytes:
    """A WACZ file around a WARC file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("datapackage.json", "{}")
        file.writestr("archive/data.warc.gz", archive)
    return made.getvalue()


def bomb(size: int) -> bytes:
    """A record of zeros, packed."""
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: {size}\r\n\r\n".encode()
    return gzip.compress(head + b"\0" * size, 9)
