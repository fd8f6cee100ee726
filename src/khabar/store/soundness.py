"""Whether a record is sound inside: what the database can tell of it, and whether what is kept twice is kept alike."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from math import inf
from typing import Any

from khabar.model.rows import claim_from_row
from khabar.store.engines import Link
from khabar.store.stored import claim_columns, claim_names

_SHOWN = 12

_QUOTED = "SELECT c.*, r.edition FROM claims c JOIN readings r ON r.id = c.reading ORDER BY c.number"
_NAMES = """
    SELECT claim, slot, name, entity FROM claim_names WHERE slot != 'speaker' AND typeof(claim) = 'integer'
    ORDER BY claim"""

_JSON = {
    "documents": ("stated", "blocks"),
    "readings": ("published", "packs", "mentions", "attributions", "places", "times"),
    "judgements": ("value",),
}
"""The columns that hold JSON."""

_ENDS = ("earliest", "latest")
_TWICE = (
    *("id", "document", "type", "modality", "quote"),
    *("event_earliest", "event_latest", "reported_earliest", "reported_latest"),
)
"""What stands both in a claim's row and in a column. Not all of them: an older khabar may have made the others by
another rule."""


def unsound(link: Link) -> Iterator[str]:
    """Each thing that is wrong, in words: first what the database finds itself, then what does not fit together.

    A bit that turned inside a text or a number that is kept once, and that no hash covers, cannot be seen."""
    try:
        yield from link.unsound()
        yield from _rows(link)
        yield from _claims(link)
    except Exception as error:
        if not link.breaks(error):
            raise
        yield f"the file is damaged: {error}"


def _rows(link: Link) -> Iterator[str]:
    """What does not read as it was written in documents, readings and judgements."""
    for table, columns in _JSON.items():
        for row in _named(link, f"SELECT * FROM {table}"):
            if not _reads(row, columns):
                number = row.get("number", row.get("id"))
                yield f"a row of {table} (number {number}) is not as it was written"


def _reads(row: dict[str, Any], columns: tuple[str, ...]) -> bool:
    try:
        layers = {name: json.loads(row[name]) for name in columns if row[name]}
        moments = [datetime.fromisoformat(row[name]) for name in ("recorded", "made") if name in row]
        days = [layers["published"][end] == row[f"published_{end}"] for end in _ENDS if "published" in row]
    except (ValueError, TypeError, KeyError):
        return False
    return all(days) and all(moment.tzinfo for moment in moments)


def _named(link: Link, sql: str) -> Iterator[dict[str, Any]]:
    """Rows with the names of their columns."""
    rows = link.stream(sql)
    names = [str(column[0]) for column in rows.description or ()]
    yield from (dict(zip(names, values, strict=True)) for values in rows)


def _claims(link: Link) -> Iterator[str]:
    """Claims, their names and their reports are read side by side, each once."""
    named = groupby(link.stream(_NAMES), key=lambda row: row[0])
    number, kept = next(named, _NO_MORE)
    edition: int | None = None
    text: str | None = None
    for row in _named(link, _QUOTED):
        while number < row["number"]:
            number, kept = next(named, _NO_MORE)
        names = {tuple(name[1:]) for name in kept} if number == row["number"] else set()
        if row["edition"] != edition:
            edition = row["edition"]
            found = link.execute("SELECT text FROM documents WHERE number = ?", (edition,)).fetchone()
            text = str(found[0]) if found else None  # that it is not there has been told
        if text is not None and not _fits(row, names, text):
            yield f"claim {str(row['id'])[:_SHOWN]}: it is not as it was read"


_NO_MORE: tuple[float, Iterable[Any]] = (inf, ())


def _fits(row: dict[str, Any], names: Collection[tuple[Any, ...]], text: str) -> bool:
    """Whether a claim says in its row what its columns, its names and its report say."""
    try:
        claim = claim_from_row(json.loads(row["row"]))
    except (ValueError, KeyError, TypeError):
        return False
    columns = claim_columns(claim, row["reading"], row["seq"])
    return (
        all(row[name] == columns[name] for name in _TWICE)
        and names == {tuple(name[:3]) for name in claim_names(claim) if name[0] != "speaker"}
        and claim.span.of(text) == claim.quote
    )
