"""The record: what is asked of it, and what is added to it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Self, TypeVar

from khabar.model import Claim, ClaimType, DocumentError, Judgement, Located, Reading
from khabar.model.names import fold, skeleton
from khabar.model.rows import claim_from_row, located_from_row, mention_from_row, reading_from_row
from khabar.store.bearings import Bearings
from khabar.store.columns import Columns
from khabar.store.copies import Copies
from khabar.store.custody import Custody
from khabar.store.engines import Link, Unfit
from khabar.store.entries import Entry, write
from khabar.store.filter import WITH_WORDS, Filter, claims_query, latest, words_query
from khabar.store.grouped import by_report, by_thing
from khabar.store.ids import one_id
from khabar.store.judgements import Judgements
from khabar.store.mentions import MENTIONS, Called, MentionCount, counted
from khabar.store.moments import Moments
from khabar.store.schema import onward, opened, stamp
from khabar.store.stored import (
    DOCUMENT_SQL,
    Example,
    StoredDocument,
    around,
    document_from_row,
    insert_document,
    insert_reading,
    unpacked,
)
from khabar.store.telling import Telling
from khabar.store.ties import Ties

_Row = TypeVar("_Row")
_CLAIMS_KEPT = 1 << 13  # one question reads a claim several times: of the name, of a rival, of a tie
_SPELT = "SELECT folded FROM spellings WHERE skeleton = ?"


class Store:
    """An append-only record in one file or on one server; use it in the thread that opened it.

    Reading a document again with another reader adds a reading; all methods that read use the latest reading of each
    document (or the latest by a given time). Every method raises `RecordError` where the record cannot be read or
    written: damaged, locked, read-only, disk full, connection lost, closed.
    """

    def __init__(self, link: Link, clock: Callable[[], datetime]) -> None:
        self._link = link
        self.moments = Moments(clock)
        self._clock = clock = onward(link, self.moments)
        self.copies = Copies(link, clock)
        self.columns = Columns(link)
        self.bearings = Bearings(self._rows, self._claim)
        self.ties = Ties(self._rows, self._claim)
        self._judged = Judgements(link, clock)
        self.custody = Custody(link, clock)
        self.telling = Telling(link, clock)

    @classmethod
    def open(
        cls, where: str | Path, *, clock: Callable[[], datetime], create: bool = True, patience: float | None = None
    ) -> Self:
        """The record at a path or a `postgresql://` address, made new where there is none and `create` is True.

        `clock` gives the present moment with its time zone; `patience` is how long to wait for another writer, in
        seconds (by default 5 for a file, 30 for a server). Raises `RecordError` where the record is missing, none, too
        new or unusable; `UsageError` for an address that is none.
        """
        return cls(opened(where, clock(), create, patience), clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the record. Closing twice does no harm."""
        self._link.close()

    @property
    def name(self) -> str:
        """What to call the record: its path, or its address without the password."""
        return self._link.name

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Inside this all that is read is of one moment, whatever others write meanwhile; nothing can be written."""
        with ExitStack() as block:
            with self._link.told():
                block.enter_context(self._link.steady())
            yield
            with self._link.told():
                block.close()

    def add(self, reading: Reading, original: bytes, *, packs: Sequence[str] = (), entry: Entry | None = None) -> bool:
        """Keeps a reading and the bytes it comes from, all or nothing; False where it was there already.

        `packs` names the knowledge that the reader used, `entry` says whence the bytes are. Raises `DocumentError` for
        what the database cannot hold."""
        document = reading.document
        with self._link.told(), self._link.transaction():
            recorded = stamp(self._clock())
            if self.has(document.id, reading.reader):
                return False
            try:
                edition = insert_document(self._link, document, original, recorded)
                insert_reading(self._link, reading, edition, packs, recorded)
                write(self._link, document.id, entry or Entry(document.path), recorded)
            except UnicodeEncodeError as error:
                raise DocumentError(document.path, "a lone surrogate (half a character) in it") from error
            except Unfit as error:
                raise DocumentError(document.path, f"the database cannot hold it: {error}") from error
        return True

    def has(self, document_id: str, reader: str, *, before: datetime | None = None) -> bool:
        """Whether this reader's reading of the document (full id) is in the record; or was, before a moment."""
        sql = "SELECT 1 FROM readings WHERE document = ? AND reader = ? AND (? IS NULL OR recorded < ?)"
        by = None if before is None else stamp(before)
        return any(True for _ in self._rows(sql, document_id, reader, by, by))

    def documents(self, *, text: str | None = None, recorded_by: datetime | None = None) -> Iterator[StoredDocument]:
        """All documents by day and id, undated ones last; `text` keeps those that have all of these words."""
        found = latest(recorded_by)
        if text is not None and text.strip():
            query = words_query(text)
            if query is None:
                return
            found.add(WITH_WORDS.format("d.number", "document_words"), query)
        sql = f"{DOCUMENT_SQL} WHERE {found} ORDER BY r.day, r.document"
        for row in self._rows(sql, *found.values):
            yield self._document(row)

    def document(self, id_or_prefix: str) -> StoredDocument:
        """One document. Raises `UsageError` where none or several ids start so."""
        full = self._one_id("originals", id_or_prefix)
        found = latest(None)
        found.add("r.document = ?", full)
        (row,) = self._rows(f"{DOCUMENT_SQL} WHERE {found}", *found.values)
        return self._document(row)

    def original(self, id_or_prefix: str) -> bytes:
        """The bytes of a document as they came in. Raises `UsageError` where none or several ids start so."""
        full = self._one_id("originals", id_or_prefix)
        ((packed,),) = self._rows("SELECT bytes FROM originals WHERE id = ?", full)
        try:
            return unpacked(packed)
        except (zlib.error, TypeError) as error:
            raise self._link.damaged(error) from error

    def reading(self, id_or_prefix: str) -> Reading:
        """All that the latest reading made of one document.

        Raises `UsageError` where none or several ids start so.
        """
        stored = self.document(id_or_prefix)
        found = latest(None)
        found.add("r.document = ?", stored.document.id)
        names = ("published", "mentions", "attributions", "places", "times")
        sql = f"SELECT id, {', '.join(names)} FROM readings r WHERE {found}"
        ((number, *layers),) = self._rows(sql, *found.values)
        claims = self._rows("SELECT row FROM claims WHERE reading = ? ORDER BY seq", number)
        try:
            row = dict(zip(names, map(json.loads, layers), strict=True))
            row |= {"reader": stored.reader, "claims": [json.loads(c) for (c,) in claims]}
            return reading_from_row(row, stored.document)
        except ValueError as error:
            raise self._link.damaged(error) from error

    def claims(self, where: Filter = Filter()) -> Iterator[Claim]:  # noqa: B008
        """The claims wanted, by the document's day (undated last), document id and place in the text."""
        sql, values = claims_query(where)
        for (row,) in self._rows(sql, *values):
            yield self._claim(row)

    def search(self, text: str) -> Iterator[Claim]:
        """Claims whose quotes have all these words (see `Filter.text`), best match first."""
        query = words_query(text)
        if query is None:
            return
        found = latest(None)
        ranked = "SELECT rowid AS number, bm25(claim_words) AS rank FROM claim_words WHERE claim_words MATCH ?"
        sql = (
            f"SELECT c.row FROM ({ranked}) w CROSS JOIN claims c ON c.number = w.number "
            f"CROSS JOIN readings r ON r.id = c.reading WHERE {found} ORDER BY w.rank, c.number"
        )
        for (row,) in self._rows(sql, query, *found.values):
            yield self._claim(row)

    def claim(self, id_or_prefix: str) -> Claim:
        """One claim, also of an older reading where the latest no longer makes it.

        Raises `UsageError` where none or several ids start so.
        """
        full = self._one_id("claims", id_or_prefix)
        ((row,),) = self._rows("SELECT row FROM claims WHERE id = ? ORDER BY reading DESC LIMIT 1", full)
        return self._claim(row)

    def text(self, claim: Claim) -> str:
        """The text that a claim's span is in."""
        sql = "SELECT text FROM documents WHERE id = ? ORDER BY number DESC"
        texts = [text for (text,) in self._rows(sql, claim.document)]
        # A claim of an older reading may stand in an older edition of the text.
        fitting = (t for t in texts if claim.span.of(t) == claim.quote)
        return next(fitting, texts[0] if texts else "")

    def context(self, claim: Claim, before: int = 300, after: int = 300) -> tuple[str, str]:
        """Up to so many code points of the document's text before and after the claim's quote."""
        text, start, end = self.text(claim), claim.span.start, claim.span.end
        return text[max(0, start - before) : start], text[end : end + after]

    def names(self, *, recorded_by: datetime | None = None) -> Iterator[tuple[str, str | None, int]]:
        """Every name in a claim, its entity's id if any, and the number of its claims; most used first."""
        found = latest(recorded_by)
        yield from self._rows(
            "SELECT n.name, n.entity, count(DISTINCT n.claim) AS claims FROM readings r "
            "JOIN claims c ON c.reading = r.id JOIN claim_names n ON n.claim = c.number "
            f"WHERE {found} GROUP BY n.name, n.entity ORDER BY claims DESC, n.name, n.entity NULLS FIRST",
            *found.values,
        )

    def called(self, typed: str) -> Iterator[tuple[str, str | None, int]]:
        """As `names`, of those only that a typed name or id may mean: spelt so, or in another romanisation."""
        forms = {fold(typed), *(form for (form,) in self._rows(_SPELT, skeleton(typed)))}
        found = latest(None)
        bearing = "SELECT claim, name, entity FROM claim_names WHERE"
        yield from self._rows(
            "SELECT n.name, n.entity, count(DISTINCT n.claim) AS claims "
            f"FROM ({bearing} folded IN (SELECT value FROM json_each(?)) UNION {bearing} entity IN (?, ?)) n "
            "CROSS JOIN claims c ON c.number = n.claim CROSS JOIN readings r ON r.id = c.reading "
            f"WHERE {found} GROUP BY n.name, n.entity ORDER BY claims DESC, n.name, n.entity NULLS FIRST",
            json.dumps(sorted(forms)),
            typed,
            f"name:{fold(typed)}",
            *found.values,
        )

    def mentions(self, called: Called | None = None) -> Iterator[MentionCount]:
        """How often each entity, or each name without one, is mentioned; most mentioned first. `called` says under
        which id and name each id (or None) and name is counted."""
        return iter(counted(self._rows(MENTIONS.format(latest(None)), *latest(None).values), called))

    def examples(self, counts: Iterable[MentionCount]) -> dict[MentionCount, Example]:
        """For each count a mention of it, the first by the documents' days: the document's path and the words
        around."""
        wanted = {(c.entity, "" if c.entity else fold(c.name)): c for c in counts}
        found: dict[MentionCount, Example] = {}
        where = latest(None)
        sql = (
            "SELECT d.path, d.text, r.mentions FROM readings r JOIN documents d ON d.number = r.edition "
            f"WHERE {where} ORDER BY r.day, r.document"
        )
        for path, text, mentions in self._rows(sql, *where.values):
            for m in self._layer(mentions, mention_from_row) if wanted else ():
                count = wanted.pop((m.entity, "" if m.entity else fold(m.name or m.text)), None)
                if count is not None:
                    found[count] = Example(path, around(text, m.span))
        return found

    def located(self) -> Iterator[Located]:
        """Each place that a reading put on the map, once, as the first document has it."""
        found = latest(None)
        seen = set()
        sql = f"SELECT r.places FROM readings r WHERE {found} ORDER BY r.day, r.document"
        for (places,) in self._rows(sql, *found.values):
            for place in self._layer(places, located_from_row):
                which = place.entity or (place.lat, place.lon)
                if place.lat is not None and which not in seen:
                    seen.add(which)
                    yield place

    def stretches(self, documents: Collection[str] | None = None) -> dict[str, list[Located]]:
        """The stretches "from A to B" that readings put on the map, by document; of all documents, or of some."""
        found = latest(None)
        found.add('instr(r.places, \'"precision":"line"\') > 0')
        if documents is not None:
            found.add("r.document IN (SELECT value FROM json_each(?))", json.dumps(sorted(documents)))
        rows = self._rows(f"SELECT r.document, r.places FROM readings r WHERE {found}", *found.values)
        located = ((document, self._layer(places, located_from_row)) for document, places in rows)
        return {document: [p for p in places if p.precision == "line"] for document, places in located}

    def reports_with_numbers(self, documents: Collection[str] | None = None) -> Iterator[list[Claim]]:
        """Of each report, or of some, what can be compared within it: see `grouped.by_report`."""
        return by_report(self._rows, self._read, documents)

    def sharing(self, types: Collection[ClaimType], nowhere: Collection[str] = ()) -> Iterator[tuple[str, list[Claim]]]:
        """Claims by the thing or place that they share: see `grouped.by_thing`."""
        return by_thing(self._rows, self._read, types, nowhere)

    def now(self) -> datetime:
        """The present moment by the record's clock, which never goes behind what is recorded."""
        with self._link.told():
            return self._clock()

    def judge(self, judgement: Judgement) -> bool:
        """Appends a judgement; the same one again adds nothing. Gives whether it is new.

        Raises `UsageError` where `made` has no time zone, or another judgement has this id.
        """
        return self._judged.add(judgement)

    def judgements(self, recorded_by: datetime | None = None) -> Iterator[Judgement]:
        """All judgements in the order of their appending, or those appended by a time; `made` in UTC."""
        return self._judged.all(recorded_by)

    def judgement(self, id_or_prefix: str) -> Judgement:
        """One judgement. Raises `UsageError` where none or several ids start so."""
        return self._judged.one(self._one_id("judgements", id_or_prefix))

    def state(self) -> tuple[int, int]:
        """The numbers of the last judgement and of the last reading: others once something was added."""
        last = "SELECT coalesce(max(number), 0), (SELECT coalesce(max(id), 0) FROM readings) FROM judgements"
        ((judgements, readings),) = self._rows(last)
        return judgements, readings

    def made_by_latest(self, ids: Collection[str], recorded_by: datetime | None = None) -> frozenset[str]:
        """Those of these claims (full ids) that the latest reading of their document makes."""
        found = latest(recorded_by)
        found.add("c.id IN (SELECT value FROM json_each(?))", json.dumps(sorted(ids)))
        sql = f"SELECT c.id FROM claims c CROSS JOIN readings r ON r.id = c.reading WHERE {found}"
        return frozenset(id_ for (id_,) in self._rows(sql, *found.values))

    def outlets(self) -> frozenset[str]:
        """The names of all outlets that reports come from."""
        rows = self._rows("SELECT DISTINCT outlet FROM documents WHERE outlet IS NOT NULL")
        return frozenset(name for (name,) in rows)

    def sizes(self) -> dict[str, int]:
        """How many claims each document has, by the document's full id."""
        found = latest(None)
        claims = "(SELECT count(*) FROM claims c WHERE c.reading = r.id)"
        return dict(self._rows(f"SELECT r.document, {claims} FROM readings r WHERE {found}", *found.values))

    def _rows(self, sql: str, *values: object) -> Iterator[Any]:
        with self._link.told():
            # The map keeps `yield from` from closing the cursor when a reader stops early, after the record is closed.
            yield from map(tuple, self._link.stream(sql, values))

    def _one_id(self, table: str, prefix: str) -> str:
        return one_id(self._rows, self.name, table, prefix)

    def _claim(self, row: str) -> Claim:
        try:
            return _kept_claim(row)
        except ValueError as error:
            raise self._link.damaged(error) from error

    def _read(self, row: str) -> Claim:
        """As `_claim`, of a whole record's claims: each is asked for once."""
        try:
            return claim_from_row(json.loads(row))
        except ValueError as error:
            raise self._link.damaged(error) from error

    def _document(self, row: Sequence[Any]) -> StoredDocument:
        try:
            return document_from_row(row)
        except (ValueError, KeyError, TypeError) as error:
            raise self._link.damaged(error) from error

    def _layer(self, rows: str, read: Callable[[Any], _Row]) -> list[_Row]:
        try:
            return [read(row) for row in json.loads(rows)]
        except (ValueError, KeyError, TypeError) as error:
            raise self._link.damaged(error) from error


@lru_cache(maxsize=_CLAIMS_KEPT)
def _kept_claim(row: str) -> Claim:
    return claim_from_row(json.loads(row))
