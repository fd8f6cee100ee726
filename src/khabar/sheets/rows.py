"""A CSV file as rows with their line numbers; what is no row of it is named and costs no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from khabar.model import DocumentError

_LONGEST = 200_000  # characters of a line, and of a cell: no note is as long
_MOST_LINES = 200  # of one row: a quotation mark that nobody closes must not take in the rest of the file
_FORMULA = ("'=", "'+", "'-", "'@", "'\t", "'\r", "'\n", "'\uff1d", "'\uff0b", "'\uff0d", "'\uff20")

Cells = dict[str, str]
"""A row by its columns' names, in small letters; empty cells are left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that are not empty, and the line that it begins on."""

    line: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Table:
    """A file's columns, and its rows as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[Row | DocumentError]


def table(file: TextIO, where: str) -> Table:
    """The table in `file`, opened with `newline=""`. Raises `DocumentError` where there is no line of columns."""
    numbered = _records(file, where)
    first = next(numbered, None)
    if not isinstance(first, tuple):
        raise first or DocumentError(where, "the file is empty")
    line, text = first
    comma = max(",;\t", key=text.count)
    columns = tuple(c.strip().lower() for c in _split(text, comma) or ())
    if len(columns) < 2 or len(set(columns)) < len(columns):
        raise DocumentError(f"{where}:{line}", "this is no line of columns, each with a name of its own")
    return Table(columns, _rows(numbered, columns, comma, where))


def _rows(
    numbered: Iterable[tuple[int, str] | DocumentError], columns: tuple[str, ...], comma: str, where: str
) -> Iterator[Row | DocumentError]:
    for found in numbered:
        if isinstance(found, DocumentError):
            yield found
            continue
        line, text = found
        cells = _split(text, comma)
        if cells is None or len(cells) != len(columns):
            number = "no" if cells is None else f"{len(cells):,}"
            yield DocumentError(f"{where}:{line}", f"{number} cells, and there are {len(columns)} columns")
        else:
            named = zip(columns, map(_plain, cells), strict=True)
            yield Row(line, {column: cell for column, cell in named if cell})


def _plain(cell: str) -> str:
    """A cell's words, without the apostrophe that keeps spreadsheets from reckoning with them."""
    return (cell[1:] if cell.startswith(_FORMULA) else cell).strip()


def _split(text: str, comma: str) -> list[str] | None:
    try:
        return next(csv.reader([text], delimiter=comma, strict=False), [])
    except csv.Error:
        return None


def _records(file: TextIO, where: str) -> Iterator[tuple[int, str] | DocumentError]:
    """The text of each row with its first line's number: of several lines where a quotation mark is open."""
    waiting: deque[tuple[int, str]] = deque()  # lines that were taken for parts of a row, and were none
    lines = _lines(file, where)
    while (found := waiting.popleft() if waiting else next(lines, None)) is not None:
        if isinstance(found, DocumentError):
            yield found
            continue
        number, text = found
        if not text.strip(" \t\r\n,;"):
            continue
        parts = [found]
        is_open, size = text.count('"') % 2 == 1, len(text)
        while is_open and len(parts) < _MOST_LINES and size < _LONGEST:
            more = waiting.popleft() if waiting else next(lines, None)
            if more is None or isinstance(more, DocumentError):
                break
            parts.append(more)
            is_open, size = is_open != (more[1].count('"') % 2 == 1), size + len(more[1])
        if is_open:
            yield DocumentError(f"{where}:{number}", 'a quotation mark (") is opened here and never closed')
            waiting.extendleft(reversed(parts[1:]))
        else:
            yield number, "".join(line for _, line in parts)


def _lines(file: TextIO, where: str) -> Iterator[tuple[int, str] | DocumentError]:
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        if len(line) < _LONGEST:
            yield number, line
            continue
        while not line.endswith("\n") and (line := file.readline(_LONGEST)):
            pass
        yield DocumentError(f"{where}:{number}", "this line is too long for a row; the others are still read")
