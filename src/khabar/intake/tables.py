"""JSON lines and CSV of articles: one original a row, its columns told apart by their usual names."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
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
MOST_ROWS = 1_000_000
"""Rows of one table that are read at one go."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"<(?:p|div|br|html|body|article|span|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_DELIMITERS = (",", "\t", ";", "|")
_MOST_COLUMNS = 1000
_MOST_EMPTY = 1_000_000
_MOST_BROKEN = 10_000
"""Rows one after the other of which none is an article: it is no table of them."""
_LONGEST_ROW = 20_000_000
_LONGEST_LINE = 100_000
_BETWEEN_CELLS = re.compile(r"[\s|;\"<>]+")
_BLANK = b" \t\r\n\xef\xbb\xbf"
_ADDRESS_ALONE = re.compile(rb"https?://\S+", re.IGNORECASE)


class _Counted:
    """Which rows of a table are wanted, and that it has an end: raises `DocumentError` where too many are read, or none
    of very many is an article."""

    def __init__(self, where: str, asked: Asked) -> None:
        self._where = where
        self._first, self._last = asked.rows
        self._broken = 0

    def wants(self, number: int) -> bool:
        """Whether to read this row."""
        if number - self._first >= MOST_ROWS:
            raise DocumentError(
                f"{self._where}#{number}",
                f"{MOST_ROWS:,} rows were read; this one and those after it were left: go on with --rows {number}-",
            )
        return number >= self._first

    def over(self, number: int) -> bool:
        """Whether this row lies behind the last one wanted."""
        return self._last is not None and number > self._last

    def counted(self, part: Part, number: int) -> Part:
        """The row's part, as it is."""
        self._broken = self._broken + 1 if isinstance(part, DocumentError) else 0
        if self._broken > _MOST_BROKEN:
            raise DocumentError(
                f"{self._where}#{number}",
                f"{_MOST_BROKEN:,} rows without an article one after the other: left off here",
            )
        return part


def lines(source: Source, asked: Asked) -> Iterator[Part]:
    """The articles of a file with one JSON object a line; a line that is none costs no other."""
    rows = _Counted(source.where, asked)
    with source.open() as file:
        number = empty = read = 0
        while (line := file.readline(LONGEST + 1)) and not rows.over(number := number + 1):
            where = f"{source.where}#{number}"
            read += len(line)
            if len(line) > LONGEST:
                raise DocumentError(where, f"a line longer than {LONGEST // 1_000_000} MB: this is no file of articles")
            if not line.strip(_BLANK):
                if (empty := empty + 1) > _MOST_EMPTY:
                    raise DocumentError(where, f"more than {_MOST_EMPTY:,} empty lines: this is no file of articles")
            elif rows.wants(number):
                yield rows.counted(_so_far(_line(line.strip(_BLANK), where, source, asked), read, source), number)


def _so_far(part: Part, read: int, source: Source) -> Part:
    """A row's part with how much of the table was read with it."""
    return replace(part, share=min(1.0, read / max(1, source.size))) if isinstance(part, Original) else part


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
    wanted, taken = _Counted(source.where, asked), _Taken(text, source.where)
    table = csv.reader(taken, delimiter=max(_DELIMITERS, key=first.count))
    try:
        heading: list[str] = next(table, [])
        _check(heading, source.where, asked)
        for number, cells in enumerate(table, 1):
            taken.row = 0
            if wanted.over(number):
                return
            if any(cell.strip() for cell in cells) and wanted.wants(number):
                row = dict(zip(heading, cells, strict=False))
                data = json.dumps(row, ensure_ascii=False).encode(errors="replace")
                part = _article(row, data, f"{source.where}#{number}", source, asked)
                yield wanted.counted(_so_far(part, taken.all, source), number)
    except csv.Error as error:
        raise DocumentError(source.where, f"line {table.line_num} breaks the table ({error})") from None


class _Taken:
    """The lines of a text, none longer than an article and no desert of empty ones; `row` counts the characters since
    it was last set to 0, `all` all of them."""

    def __init__(self, text: TextIO, where: str) -> None:
        self._text = text
        self._where = where
        self._empty = self.row = self.all = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST + 1):
            self.row += len(line)
            self.all += len(line)
            self._empty += not line.strip()
            if len(line) > LONGEST:
                raise self._error(f"a line longer than {LONGEST // 1_000_000} MB")
            if self.row > _LONGEST_ROW:
                raise self._error(f"a row longer than {_LONGEST_ROW // 1_000_000} MB (is a quotation mark left open?)")
            if self._empty > _MOST_EMPTY:
                raise self._error(f"more than {_MOST_EMPTY:,} empty lines")
            yield line

    def _error(self, why: str) -> DocumentError:
        return DocumentError(self._where, f"{why}: this is no table of articles")


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


def lists_addresses(text: bytes) -> bool:
    """Whether there is nothing in a text but addresses, one a line."""
    lines = (line.strip(_BLANK) for line in text.splitlines())
    return bool(text.strip(_BLANK)) and all(_ADDRESS_ALONE.fullmatch(line) for line in lines if line)


def _address(line: str) -> str | None:
    for cell in _BETWEEN_CELLS.split(line):
        before, comma, after = cell.partition(",http")
        for words in (before, f"http{after}" if comma else ""):
            if words.lower().startswith(("http://", "https://")):
                return words
    return None
