"""The formats by name, and each row's reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TextIO

from khabar.model import DocumentError, Knowledge, Reading
from khabar.resolve import Gazetteer, NameIndex
from khabar.sheets import acled, sfm
from khabar.sheets.making import Coded, reading
from khabar.sheets.naming import Names
from khabar.sheets.rows import Cells, table

_CODERS: Mapping[str, Callable[[Cells, Names], Coded]] = {"acled": acled.coded, "sfm": sfm.coded}
FORMATS = tuple(_CODERS)
"""The tables that can be read, by the names by which one asks for them."""
_VERSION = 1


class Sheets:
    """Reads tables with the packs' knowledge; made once for all of their rows."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self._packs = knowledge.packs
        self._names = Names(NameIndex(knowledge), gazetteer)

    def read(
        self, file: TextIO, where: str, form: str | None = None
    ) -> Iterator[tuple[Reading, bytes] | DocumentError]:
        """Each row as a report with its original bytes; an error, with the line, in the place of what makes no sense.

        `file` is opened with `newline=""`; `form` is one of `FORMATS`, by default what the columns look like.
        """
        try:
            found = table(file, where)
            form = form or _form(found.columns)
            missing = _missing(form, found.columns)
            if form is None or missing:
                raise DocumentError(where, missing or "no table of ACLED's or of Security Force Monitor's")
        except DocumentError as error:
            yield error
            return
        reader = " · ".join((f"import {form} {_VERSION}", *self._packs))
        for row in found.rows:
            if isinstance(row, DocumentError):
                yield row
                continue
            try:
                coded = _CODERS[form](row.cells, self._names)
            except ValueError as error:
                yield DocumentError(f"{where}:{row.line}", str(error))
                continue
            name = row.cells.get("event_id_cnty") or str(row.line)
            yield reading(coded, f"{where}:{name}", reader)


def _form(columns: tuple[str, ...]) -> str | None:
    """Which table has such columns."""
    if {"event_date", "event_type"} <= set(columns):
        return "acled"
    return "sfm" if any(c.startswith(("person:", "unit:")) for c in columns) else None


def _missing(form: str | None, columns: tuple[str, ...]) -> str:
    if form == "acled":
        lacks = {"event_date", "event_type"} - set(columns)
        return f"ACLED's columns {', '.join(sorted(lacks))} are not there" if lacks else ""
    if form == "sfm" and _form(columns) != "sfm":
        return "none of Security Force Monitor's columns (person:…, unit:…) is there"
    return ""
