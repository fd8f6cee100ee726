"""Which claims to read: the question as a record, and as SQL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from khabar.model import ClaimType, Modality, UsageError
from khabar.model.names import fold, plain
from khabar.store.schema import stamp

_ABOUT = ("subject", "object", "place", "speaker")
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_ALL_THAT_COUNTS = 2**63 - 1

WITH_WORDS = "{0} IN (SELECT rowid FROM {1} WHERE {1} MATCH ?)"
"""That a row, by its number, has the words that `words_query` made a query of, in a table of full text."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all hold of the claims wanted; None for any.

    `entities` (in any slot), `place`, `actor` (subject or object) and `speaker` (a link of the chain, the publishing
    outlet only where it is the root) each match an entity's id or a name in any spelling that folds alike; the last
    three may be several, of which one must match. `document` is a full id. `text` is words of the quote, all of them;
    "several words" in quotes stand together, word* matches what starts so. `reported_by` keeps reports certainly
    published by that day (an undated one was, by the day it was first recorded), or with `certainly=False` those that
    may have been. `recorded_by` reads the record as it was then. `happened_by` leaves out what is told to be of later
    days. `ids` are full ids, found in any reading, not only in the latest. Raises `UsageError` for a limit below 0.
    """

    entities: frozenset[str] | None = None
    place: str | frozenset[str] | None = None
    actor: str | frozenset[str] | None = None
    speaker: str | frozenset[str] | None = None
    types: frozenset[ClaimType] | None = None
    modalities: frozenset[Modality] | None = None
    document: str | None = None
    text: str | None = None
    reported_by: date | None = None
    certainly: bool = True
    recorded_by: datetime | None = None
    happened_by: date | None = None
    limit: int | None = None
    ids: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 0:
            raise UsageError(f"the limit is {self.limit}; give 0 or more")


@dataclass(slots=True)
class Conditions:
    """A growing WHERE clause with its values, in order."""

    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, sql: str, *values: object) -> None:
        """One more condition; `sql` has a ? for each value."""
        self.parts.append(sql)
        self.values.extend(values)

    def __str__(self) -> str:
        return " AND ".join(self.parts)


def latest(recorded_by: datetime | None) -> Conditions:
    """Keeps, of readings `r`, the last of each document, or the last recorded by a time."""
    found = Conditions()
    if recorded_by is None:
        found.add("NOT EXISTS (SELECT 1 FROM readings n WHERE n.document = r.document AND n.id > r.id)")
        return found
    by = stamp(recorded_by)
    later = "SELECT 1 FROM readings n WHERE n.document = r.document AND n.id > r.id AND n.recorded <= ?"
    found.add(f"r.recorded <= ? AND NOT EXISTS ({later})", by, by)
    return found


def _last_making(recorded_by: datetime | None) -> Conditions:
    """Keeps, of readings `r` of claims `c`, the last that makes the claim, or the last recorded by a time."""
    found = Conditions()
    later = "SELECT 1 FROM claims l JOIN readings n ON n.id = l.reading WHERE l.id = c.id AND n.id > r.id"
    if recorded_by is None:
        found.add(f"NOT EXISTS ({later})")
        return found
    by = stamp(recorded_by)
    found.add(f"r.recorded <= ? AND NOT EXISTS ({later} AND n.recorded <= ?)", by, by)
    return found


def claims_query(where: Filter) -> tuple[str, list[object]]:
    """The SQL that gives the rows of the claims wanted, in document order, with its values."""
    found = latest(where.recorded_by) if where.ids is None else _last_making(where.recorded_by)
    narrow = _narrowing(where)
    # CROSS JOIN fixes the order of the loops: few claims looked up by an index and then sorted, or all of
    # them streamed in the order of the index on readings, which needs no sorting.
    tables = "claims c CROSS JOIN readings r" if narrow.parts else "readings r CROSS JOIN claims c"
    found.add("c.reading = r.id")
    for condition in narrow.parts:
        found.add(condition)
    found.values.extend(narrow.values)
    _widely(where, found)
    sql = f"SELECT c.row FROM {tables} WHERE {found} ORDER BY r.day, r.document, r.id, c.seq"
    if where.limit is not None:
        sql += " LIMIT ?"
        found.values.append(min(where.limit, _ALL_THAT_COUNTS))
    return sql, found.values


def words_query(text: str) -> str | None:
    """What a user typed as an FTS5 query that cannot be malformed; None where there is no word in it."""
    terms = []
    for words, begins in pieces(text):
        if any(c.isalnum() for c in words):
            quoted = words.replace('"', " ")
            terms.append(f'"{quoted}"' + ("*" if begins else ""))
    return " ".join(terms) or None


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The words, or words in quotes, that a user typed, `plain`; and whether a longer word may begin so."""
    for together, single in _PIECE.findall(re.sub("[“”„«»]", '"', text)):
        yield plain(together or single), single.endswith("*")


def _narrowing(where: Filter) -> Conditions:
    found = Conditions()
    if where.ids is not None:
        found.add("c.id IN (SELECT value FROM json_each(?))", _listed(where.ids))
    if where.entities is not None:
        found.add(*_named(where.entities, _ABOUT))
    for name, slots in (
        (where.place, ("place",)),
        (where.actor, ("subject", "object")),
        (where.speaker, ("speaker",)),
    ):
        if name is not None:
            found.add(*_named([name] if isinstance(name, str) else name, slots))
    if where.text is not None and where.text.strip():
        query = words_query(where.text)
        if query is None:
            found.add("1 = 0")
        else:
            found.add(WITH_WORDS.format("c.number", "claim_words"), query)
    if where.types is not None:
        found.add("c.type IN (SELECT value FROM json_each(?))", _listed(where.types))
    return found


def _widely(where: Filter, found: Conditions) -> None:
    if where.modalities is not None:
        found.add("c.modality IN (SELECT value FROM json_each(?))", _listed(where.modalities))
    if where.happened_by is not None:
        found.add("coalesce(c.event_earliest, '') <= ?", where.happened_by.isoformat())
    if where.document is not None:
        found.add("r.document = ?", where.document)
    if where.reported_by is not None and where.certainly:
        first = "(SELECT substr(o.recorded, 1, 10) FROM originals o WHERE o.id = r.document)"
        found.add(f"coalesce(r.published_latest, {first}) <= ?", where.reported_by.isoformat())
    elif where.reported_by is not None:
        found.add("coalesce(r.published_earliest, '') <= ?", where.reported_by.isoformat())


def _named(names: Iterable[str], slots: tuple[str, ...]) -> tuple[str, str, str, str, str]:
    listed = sorted(names)
    of = "SELECT value FROM json_each(?)"
    by_entity = f"SELECT claim FROM claim_names WHERE entity IN ({of}) AND slot IN ({of})"
    by_name = f"SELECT claim FROM claim_names WHERE folded IN ({of}) AND slot IN ({of})"
    sql = f"c.number IN ({by_entity} UNION {by_name})"
    slot = json.dumps(slots)
    return sql, json.dumps(listed), slot, json.dumps([fold(n) for n in listed]), slot


def _listed(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
