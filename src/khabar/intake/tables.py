"""JSON lines and CSV of articles: one original a row, its columns told apart by their usual names."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from khabar.intake.header import Stated, day_stated
from khabar.intake.kinds import HTML, TEXT
from khabar.intake.originals import Asked, Listed, Original, Part, Source
from khabar.model import DocumentError

_CALLED = {
    "text": "text body content articletext fulltext maintext articlebody article story html",
    "title": "title headline heading",
    "author": "author authors byline creator journalist",
    "outlet": "outlet source publisher publication sourcename sitename newspaper site domain",
    "published": "published publishedat datepublished publisheddate publishdate publicationdate pubdate date datetime "
    "timestamp day",
    "address": "address url link permalink sourceurl articleurl canonicalurl",
}
FIELDS = {field: names.split() for field, names in _CALLED.items()}
"""What a row's columns may be called, the likeliest first; case, blanks and signs between words do not matter."""

LONGEST = 5_000_000
_NOT_LETTERS = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"<(?:p|div|br|html|body|article|span|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_DELIMITERS = (",", "\t", ";", "|")
_MOST_COLUMNS = 1000
_MOST_EMPTY = 1_000_000
_LONGEST_LINE = 100_000
_BETWEEN_CELLS = re.compile(r"[\s|;\"<>]+")
_BLANK = b" \t\r\n\xef\xbb\xbf"


def lines(source: Source, asked: Asked) -> Iterator[Part]:
    """The articles of a file with one JSON object a line; a line that is none costs no other."""
    with source.open() as file:
        number = empty = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            where = f"{source.where}#{number}"
            if len(line) > LONGEST:
                raise DocumentError(where, f"a line longer than {LONGEST // 1_000_000} MB: this is no file of articles")
            if line.strip(_BLANK):
                yield _line(line.strip(_BLANK), where, source, asked)
            elif (empty := empty + 1) > _MOST_EMPTY:
                raise DocumentError(where, f"more than {_MOST_EMPTY:,} empty lines: this is no file of articles")


def _line(line: bytes, where: str, source: Source, asked: Asked) -> Part:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return DocumentError(where, "this line is no JSON")
    if not isinstance(row, dict):
        return DocumentError(where, "this line is no JSON object with an article's fields")
    return _article(row, line, where, source, asked)


def rows(source: Source, asked: Asked) -> Iterator[Part]:
    """The articles of a table with a heading, one a row."""
    csv.field_size_limit(LONGEST)
    with source.open() as file:
        head = file.read(4)
        file.seek(0)
        marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = io.TextIOWrapper(file, encoding="utf-16" if marked else "utf-8-sig", newline="")
        try:
            yield from _rows(text, source, asked)
        except UnicodeError as error:
            raise DocumentError(source.where, f"this is not UTF-8 ({error}); save it as UTF-8") from None
        finally:
            text.detach()


def _rows(text: TextIO, source: Source, asked: Asked) -> Iterator[Part]:
    first = text.readline(100_000)
    text.seek(0)
    table = csv.reader(_bounded(text, source.where), delimiter=max(_DELIMITERS, key=first.count))
    try:
        heading: list[str] = next(table, [])
        _check(heading, source.where, asked)
        for number, cells in enumerate(table, 1):
            if any(cell.strip() for cell in cells):
                row = dict(zip(heading, cells, strict=False))
                data = json.dumps(row, ensure_ascii=False).encode(errors="replace")
                yield _article(row, data, f"{source.where}#{number}", source, asked)
    except csv.Error as error:
        raise DocumentError(source.where, f"line {table.line_num} breaks the table ({error})") from None


def _bounded(text: TextIO, where: str) -> Iterator[str]:
    """The lines of a text, none longer than an article, and no desert of empty ones."""
    empty = 0
    while line := text.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise DocumentError(where, f"a line longer than {LONGEST // 1_000_000} MB: this is no table of articles")
        empty += not line.strip()
        if empty > _MOST_EMPTY:
            raise DocumentError(where, f"more than {_MOST_EMPTY:,} empty lines: this is no table of articles")
        yield line


def _check(heading: list[str], where: str, asked: Asked) -> None:
    if len(heading) > _MOST_COLUMNS:
        raise DocumentError(where, f"more than {_MOST_COLUMNS} columns: this is no table of articles")
    if not any(_columns(heading, field, asked) for field in ("text", "address")):
        names = ", ".join(heading[:12]) or "none"
        raise DocumentError(
            where, f"no column with the articles' text among these: {names}; name it: --column text=NAME"
        )


def _article(row: Mapping[str, Any], data: bytes, where: str, source: Source, asked: Asked) -> Part:
    heading = list(row)
    fields = {field: _first(row, _columns(heading, field, asked)) for field in FIELDS}
    address = fields["address"] or None
    text = fields["text"]
    stated = Stated(
        title=fields["title"] or None,
        author=fields["author"] or None,
        outlet=fields["outlet"] or None,
        published=day_stated(fields["published"], "the table states it"),
        address=address,
    )
    if not text.strip():
        if address and address.startswith(("http://", "https://")):
            return Listed(where, address, stated)
        return DocumentError(where, "there is neither a text nor an address in it; which column? --column text=NAME")
    media = HTML if _MARKUP.search(text, 0, 20_000) else TEXT
    return Original(where, data, media, stated, text=text, saved=source.saved)


def _columns(heading: list[str], field: str, asked: Asked) -> list[str]:
    """The columns of a table that may hold a field, as the user or usage calls them."""
    if field in asked.columns:
        return [asked.columns[field]]
    plain = {_NOT_LETTERS.sub("", str(name).lower()): name for name in reversed(heading[:_MOST_COLUMNS])}
    return [plain[name] for name in FIELDS[field] if name in plain]


def _first(row: Mapping[str, Any], columns: list[str]) -> str:
    return next((words for words in (_value(row.get(column)) for column in columns) if words.strip()), "")


def _value(value: Any) -> str:
    """A field as words: of a list its members, of an object its name."""
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("name", "title", "rendered", "value") if isinstance(value.get(key), str)), ""
        )
    if isinstance(value, list):
        return ", ".join(str(v.get("name", "")) if isinstance(v, dict) else str(v) for v in value[:50])
    return str(value) if isinstance(value, (str, int)) else ""


def addresses(source: Source) -> Iterator[Listed | DocumentError]:
    """The addresses in a list with one a line, alone or in a cell between blanks or tabs (the first, there)."""
    with source.open() as file:
        number = empty = 0
        while line := file.readline(_LONGEST_LINE + 1):
            number += 1
            where = f"{source.where}#{number}"
            if len(line) > _LONGEST_LINE:
                raise DocumentError(where, "a line longer than any address: this is no list of addresses")
            found = _address(line.decode("utf-8-sig", errors="replace"))
            if found:
                yield Listed(where, found)
            elif line.strip(_BLANK) and number > 1:  # the first line may be a heading
                yield DocumentError(where, "there is no address on this line")
            elif (empty := empty + 1) > _MOST_EMPTY:
                raise DocumentError(where, f"more than {_MOST_EMPTY:,} empty lines: this is no list of addresses")


def _address(line: str) -> str | None:
    for cell in _BETWEEN_CELLS.split(line):
        before, comma, after = cell.partition(",http")
        for words in (before, f"http{after}" if comma else ""):
            if words.lower().startswith(("http://", "https://")):
                return words
    return None
