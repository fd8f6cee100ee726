"""The tables of a record: made, checked, brought forward."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from khabar.model import RecordError, UsageError
from khabar.model.rows import claim_from_row
from khabar.store.engines import Link, connected
from khabar.store.entries import begin
from khabar.store.lookups import keep_bearings, keep_spellings, keep_ties

SCHEMA = 5
"""The version of the tables that this program writes."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE originals (id TEXT PRIMARY KEY, bytes BLOB NOT NULL, recorded TEXT NOT NULL);

CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL REFERENCES originals (id),
    path TEXT NOT NULL, outlet TEXT, title TEXT, author TEXT, media TEXT NOT NULL, address TEXT,
    text TEXT NOT NULL, stated TEXT, blocks TEXT NOT NULL, recorded TEXT NOT NULL);
CREATE INDEX documents_by_id ON documents (id);

CREATE TABLE readings (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES originals (id),
    edition INTEGER NOT NULL REFERENCES documents (number), reader TEXT NOT NULL,
    recorded TEXT NOT NULL, published_earliest TEXT, published_latest TEXT, published TEXT NOT NULL,
    day TEXT NOT NULL, packs TEXT NOT NULL,
    mentions TEXT NOT NULL, attributions TEXT NOT NULL, places TEXT NOT NULL, times TEXT NOT NULL,
    UNIQUE (document, reader));
CREATE INDEX readings_latest ON readings (document, id, recorded);
CREATE INDEX readings_in_order ON readings (day, document, id);

CREATE TABLE claims (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, reading INTEGER NOT NULL REFERENCES readings (id),
    document TEXT NOT NULL REFERENCES originals (id), seq INTEGER NOT NULL,
    type TEXT NOT NULL, modality TEXT NOT NULL, quote TEXT NOT NULL, root TEXT NOT NULL, outlet TEXT,
    event_earliest TEXT, event_latest TEXT, reported_earliest TEXT, reported_latest TEXT,
    row TEXT NOT NULL, UNIQUE (reading, seq));
CREATE UNIQUE INDEX claims_by_id ON claims (id, reading);
CREATE INDEX claims_by_type ON claims (type);

CREATE TABLE claim_names (
    claim INTEGER NOT NULL REFERENCES claims (number), slot TEXT NOT NULL,
    name TEXT NOT NULL, entity TEXT, folded TEXT NOT NULL);
CREATE INDEX claim_names_by_entity ON claim_names (entity, slot, claim);
CREATE INDEX claim_names_by_name ON claim_names (folded, slot, claim);

CREATE TABLE mention_counts (
    reading INTEGER NOT NULL REFERENCES readings (id), entity TEXT, folded TEXT NOT NULL,
    name TEXT NOT NULL, kind TEXT NOT NULL, mentions INTEGER NOT NULL);

CREATE TABLE judgements (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, target TEXT NOT NULL,
    value TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, made TEXT NOT NULL, recorded TEXT NOT NULL);

CREATE VIRTUAL TABLE claim_words USING fts5 (
    quote, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE document_words USING fts5 (
    title, text, content = '', tokenize = 'unicode61 remove_diacritics 2');
"""

_COPIES = """
CREATE TABLE sketches (
    number INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES documents (number),
    method TEXT NOT NULL, recorded TEXT NOT NULL, UNIQUE (method, edition));
CREATE TABLE sketch_groups (
    shared INTEGER NOT NULL, sketch INTEGER NOT NULL REFERENCES sketches (number),
    PRIMARY KEY (shared, sketch)) WITHOUT ROWID;
CREATE TABLE copies (
    document TEXT NOT NULL REFERENCES originals (id), other TEXT NOT NULL REFERENCES originals (id),
    likeness REAL NOT NULL, recorded TEXT NOT NULL, PRIMARY KEY (document, other)) WITHOUT ROWID;
"""
"""Since version 2. A pair of near-copies has two rows, one for each side."""

_LOOKUPS = """
CREATE TABLE ties (
    party TEXT NOT NULL, kind TEXT NOT NULL, other TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claims (number), PRIMARY KEY (party, kind, other, claim)) WITHOUT ROWID;
CREATE TABLE spellings (
    skeleton TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (skeleton, folded)) WITHOUT ROWID;
"""
"""Since version 2: what one name's question needs, without reading all names and all ties. Made from other rows."""

_CUSTODY = """
CREATE TABLE holders (id TEXT PRIMARY KEY, bytes BLOB NOT NULL, recorded TEXT NOT NULL);
CREATE TABLE custody (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES originals (id),
    whence TEXT NOT NULL, part TEXT NOT NULL, obtained TEXT NOT NULL, holder TEXT NOT NULL, holder_whence TEXT NOT NULL,
    said TEXT NOT NULL, by TEXT NOT NULL, recorded TEXT NOT NULL, before TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
CREATE INDEX custody_of ON custody (document);
ALTER TABLE documents ADD COLUMN language TEXT;
"""
"""Since version 3: who added what, and whence; and the language of each report."""

_TELLING = """
CREATE TABLE watched (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, reading INTEGER NOT NULL, recorded TEXT NOT NULL);
CREATE INDEX watched_by_name ON watched (name, reading);
CREATE TABLE news (number INTEGER PRIMARY KEY, row TEXT NOT NULL, recorded TEXT NOT NULL);
CREATE TABLE told (
    name TEXT NOT NULL, frame TEXT NOT NULL, cause TEXT NOT NULL,
    news INTEGER NOT NULL REFERENCES news (number), PRIMARY KEY (name, frame, cause)) WITHOUT ROWID;
CREATE INDEX custody_from ON custody (whence);
CREATE INDEX custody_asked_for ON custody (json_extract(said, '$."asked for"'));
"""
"""Since version 4: what was told of watched names, a `cause` being a claim for which it was told; and whence reports
are, so that no address is asked for again."""

_BEARINGS = """
CREATE TABLE bearings (
    site TEXT NOT NULL, party TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claims (number),
    reading INTEGER NOT NULL REFERENCES readings (id), type TEXT NOT NULL,
    earliest TEXT NOT NULL, latest TEXT NOT NULL, PRIMARY KEY (site, party, claim)) WITHOUT ROWID;
"""
"""Since version 5: who is told to hold, take, leave or hand over a site, and on what days that may be. Made from other
rows."""

_APPEND_ONLY = ("originals", "documents", "readings", "claims", "claim_names", "mention_counts", "judgements")
_APPEND_ONLY_SINCE_2 = ("sketches", "sketch_groups", "copies", "ties", "spellings")

_APPEND_ONLY_SINCE_3 = ("holders", "custody")

_APPEND_ONLY_SINCE_4 = ("watched", "news", "told")

_APPEND_ONLY_SINCE_5 = ("bearings",)
_LAST = (
    "SELECT max(recorded) FROM ("
    + " UNION ALL ".join(
        f"SELECT (SELECT recorded FROM {table} ORDER BY {number} DESC LIMIT 1) AS recorded"
        for table, number in (
            ("readings", "id"),
            ("judgements", "number"),
            ("sketches", "number"),
            ("custody", "number"),
        )
    )
    + ") AS ends"
)
"""When something was recorded last: the end of each table that grows by moments."""


def opened(where: str | Path, now: datetime, create: bool, patience: float | None) -> Link:
    """A link to the record at a path or address. Its tables are made where there are none and `create` is True; those
    of an older khabar are brought forward.

    Raises `RecordError` where they are missing, of something else, or of a newer khabar."""
    link = connected(where, create, patience)
    try:
        _prepare(link, now, create)
    except BaseException:
        link.close()
        raise
    return link


def _prepare(link: Link, now: datetime, create: bool) -> None:
    with link.told():
        if create and not link.tables():
            with link.transaction():
                if not link.tables():
                    _make(link, now)
        _check(link)
        _bring_forward(link)


def onward(link: Link, clock: Callable[[], datetime]) -> Callable[[], datetime]:
    """A clock that never goes behind what is recorded: where the machine's was set back, moments follow the last one
    recorded by a millionth of a second each, so that what came later is later."""

    def moment() -> datetime:
        now = clock()
        ((last,),) = link.execute(_LAST)
        if last is None or stamp(now) >= last:
            return now
        try:
            return datetime.fromisoformat(last) + timedelta(microseconds=1)
        except (ValueError, TypeError, OverflowError) as error:
            raise link.damaged(error) from error

    return moment


def stamp(moment: datetime) -> str:
    """A moment in UTC as text that sorts by time. Raises `UsageError` where it has no time zone."""
    if moment.tzinfo is None:
        raise UsageError(f"{moment} has no time zone; give one")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _make(link: Link, now: datetime) -> None:
    _create(link, _TABLES, _APPEND_ONLY)
    meta = (("format", "khabar record"), ("schema", "1"), ("made", stamp(now)))
    link.executemany("INSERT INTO meta VALUES (?, ?)", meta)
    _step_forward(link, 1)


def _create(link: Link, tables: str, append_only: tuple[str, ...]) -> None:
    # executescript would end the transaction that keeps a half-made record from existing.
    for statement in tables.split(";\n"):
        link.execute(statement)
    for table in append_only:
        link.let_only_grow(table)


def _bring_forward(link: Link) -> None:
    """Gives a record of an older khabar the tables that it lacks; what it holds stays as it is."""
    if _version(link) < SCHEMA:
        try:
            with link.transaction():
                _step_forward(link, _version(link))
        except ValueError as error:
            raise link.damaged(error) from error


def _step_forward(link: Link, version: int) -> None:
    link.for_the_owner()
    for step in _STEPS[version - 1 :]:
        step(link)
    link.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA),))


def _version(link: Link) -> int:
    ((version,),) = link.execute("SELECT value FROM meta WHERE key = 'schema'")
    return int(version)


def _second(link: Link) -> None:
    """Near-copies, and look-ups. The reports already there are compared when the next one is added."""
    _create(link, _COPIES + _LOOKUPS, _APPEND_ONLY_SINCE_2)
    keep_spellings(link, (name for (name,) in link.execute("SELECT DISTINCT folded FROM claim_names")))
    telling = "SELECT number, row FROM claims WHERE type IN ('membership', 'command', 'alliance')"
    for number, row in link.execute(telling):
        keep_ties(link, number, claim_from_row(json.loads(row)))


def _third(link: Link) -> None:
    """The log of custody, begun with what is known of the originals already there, and languages."""
    _create(link, _CUSTODY, _APPEND_ONLY_SINCE_3)
    begin(link)


def _fourth(link: Link) -> None:
    """What was told of watched names."""
    _create(link, _TELLING, _APPEND_ONLY_SINCE_4)


def _fifth(link: Link) -> None:
    """Who holds what, by site and day."""
    _create(link, _BEARINGS, _APPEND_ONLY_SINCE_5)
    telling = "SELECT number, reading, row FROM claims WHERE type IN ('control', 'capture', 'withdrawal', 'handover')"
    for number, reading, row in link.execute(telling):
        keep_bearings(link, number, reading, claim_from_row(json.loads(row)))


_STEPS: tuple[Callable[[Link], None], ...] = (_second, _third, _fourth, _fifth)
"""What brings the tables from version 1 to 2, from 2 to 3 and so on."""


def _check(link: Link) -> None:
    tables = link.tables()
    if not tables:
        raise link.missing()
    if not {"meta", "documents", "readings", "claims"} <= tables:
        raise link.foreign()
    said = dict(link.execute("SELECT key, value FROM meta").fetchall())
    version = str(said.get("schema"))
    if said.get("format") != "khabar record" or not version.isdecimal():
        raise link.foreign()
    if int(version) > SCHEMA:
        raise RecordError(
            f"{link.name} was written by a newer khabar (tables of version {version}, this one knows {SCHEMA}); "
            "upgrade khabar"
        )
