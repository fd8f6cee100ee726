"""The tables of a record, and the connection to one: made, checked, and its errors put into plain words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from khabar.model import RecordError, UsageError
from khabar.model.rows import claim_from_row
from khabar.store.entries import begin
from khabar.store.link import link_to
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
    + ")"
)
"""When something was recorded last: the end of each table that grows by moments."""

_EXPLAINED = {
    sqlite3.SQLITE_NOTADB: "is not a khabar record (not an SQLite file); give another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; take it from a backup, or add the reports to a new record",
    sqlite3.SQLITE_READONLY: "is read-only; copy it to where you may write, or change its permissions",
    sqlite3.SQLITE_BUSY: "is locked by another program; try again when that one is done",
    sqlite3.SQLITE_LOCKED: "is locked by another program; try again when that one is done",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; nothing of what was just being added was kept",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk refuses (is it full? is a quota used up?); nothing "
    "of what was just being added was kept",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; is it a file that you may read, in a folder that you may write to? "
    "(SQLite keeps two more files beside it while it is in use: to read it where you may not write, copy it)",
}


def connect(path: Path, now: datetime, create: bool, patience: float) -> sqlite3.Connection:
    """An open connection to the record at `path`, made new where it is missing and `create` is True.

    `patience` is how long to wait for another writer, in seconds. Raises `RecordError`.
    """
    if not path.exists():
        if not create:
            raise RecordError(f"no record at {path}; add reports first: khabar add …")
        if not path.parent.is_dir():
            raise RecordError(f"no folder {path.parent} to keep the record in; make it first")
    with told(path):
        link = link_to(path, create=create, patience=patience)
        try:
            _prepare(link, path, now, create)
        except BaseException:
            link.close()
            raise
    return link


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite says inside the block into a `RecordError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        # Extended codes carry the plain one in their low byte.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise RecordError(f"{path} {_EXPLAINED.get(code, f'cannot be used: {error}')}") from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged file can have bytes of it in it
        raise damaged(path, error) from error
    except UnicodeEncodeError as error:
        raise UsageError(f"{error.object!r} has a lone surrogate (half a character) in it") from error


def damaged(path: Path, error: Exception) -> RecordError:
    """What to raise where a row is there but makes no sense."""
    return RecordError(f"{path} {_EXPLAINED[sqlite3.SQLITE_CORRUPT]} ({error})")


@contextmanager
def transaction(link: sqlite3.Connection) -> Iterator[None]:
    """All that the block writes is kept, or, where it raises, nothing."""
    link.execute("BEGIN IMMEDIATE")
    try:
        yield
        link.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled everything back already.
        if link.in_transaction:
            link.execute("ROLLBACK")
        raise


def onward(link: sqlite3.Connection, path: Path, clock: Callable[[], datetime]) -> Callable[[], datetime]:
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
            raise damaged(path, error) from error

    return moment


def stamp(moment: datetime) -> str:
    """A moment in UTC as text that sorts by time. Raises `UsageError` where it has no time zone."""
    if moment.tzinfo is None:
        raise UsageError(f"{moment} has no time zone; give one")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _prepare(link: sqlite3.Connection, path: Path, now: datetime, create: bool) -> None:
    link.execute("PRAGMA foreign_keys = ON")
    # Without this, INSERT OR REPLACE would delete rows behind the triggers' back.
    link.execute("PRAGMA recursive_triggers = ON")
    if create and not _tables(link):
        # Readers go on while a writer writes; the setting stays with the file.
        _keep_log_ahead(link)
        with transaction(link):
            if not _tables(link):
                _make(link, now)
    # What is acknowledged is on the disk: NORMAL would lose the last commits when the power goes. EXTRA is FULL where
    # there is a write-ahead log, and does as much where there is none (a backup that is used as a record).
    link.execute("PRAGMA synchronous = EXTRA")
    _check(link, path)
    _bring_forward(link, path)


def _keep_log_ahead(link: sqlite3.Connection) -> None:
    """Sets the write-ahead log. SQLite waits there for no other program that does the same; a transaction does."""
    for _ in range(20):
        try:
            link.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            with transaction(link):
                pass
    link.execute("PRAGMA journal_mode = WAL")


def _tables(link: sqlite3.Connection) -> set[str]:
    return {name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _make(link: sqlite3.Connection, now: datetime) -> None:
    _create(link, _TABLES, _APPEND_ONLY)
    meta = (("format", "khabar record"), ("schema", "1"), ("made", stamp(now)))
    link.executemany("INSERT INTO meta VALUES (?, ?)", meta)
    _step_forward(link, 1)


def _create(link: sqlite3.Connection, tables: str, append_only: tuple[str, ...]) -> None:
    # executescript would end the transaction that keeps a half-made record from existing.
    for statement in tables.split(";\n"):
        link.execute(statement)
    for table in append_only:
        for action in ("UPDATE", "DELETE"):
            link.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grow: a record forgets nothing'); END"
            )


def _bring_forward(link: sqlite3.Connection, path: Path) -> None:
    """Gives a record of an older khabar the tables that it lacks; what it holds stays as it is."""
    if _version(link) < SCHEMA:
        try:
            with transaction(link):
                _step_forward(link, _version(link))
        except ValueError as error:
            raise damaged(path, error) from error


def _step_forward(link: sqlite3.Connection, version: int) -> None:
    for step in _STEPS[version - 1 :]:
        step(link)
    link.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA),))


def _version(link: sqlite3.Connection) -> int:
    ((version,),) = link.execute("SELECT value FROM meta WHERE key = 'schema'")
    return int(version)


def _second(link: sqlite3.Connection) -> None:
    """Near-copies, and look-ups. The reports already there are compared when the next one is added."""
    _create(link, _COPIES + _LOOKUPS, _APPEND_ONLY_SINCE_2)
    keep_spellings(link, (name for (name,) in link.execute("SELECT DISTINCT folded FROM claim_names")))
    telling = "SELECT number, row FROM claims WHERE type IN ('membership', 'command', 'alliance')"
    for number, row in link.execute(telling):
        keep_ties(link, number, claim_from_row(json.loads(row)))


def _third(link: sqlite3.Connection) -> None:
    """The log of custody, begun with what is known of the originals already there, and languages."""
    _create(link, _CUSTODY, _APPEND_ONLY_SINCE_3)
    begin(link)


def _fourth(link: sqlite3.Connection) -> None:
    """What was told of watched names."""
    _create(link, _TELLING, _APPEND_ONLY_SINCE_4)


def _fifth(link: sqlite3.Connection) -> None:
    """Who holds what, by site and day."""
    _create(link, _BEARINGS, _APPEND_ONLY_SINCE_5)
    telling = "SELECT number, reading, row FROM claims WHERE type IN ('control', 'capture', 'withdrawal', 'handover')"
    for number, reading, row in link.execute(telling):
        keep_bearings(link, number, reading, claim_from_row(json.loads(row)))


_STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_second, _third, _fourth, _fifth)
"""What brings the tables from version 1 to 2, from 2 to 3 and so on."""


def _check(link: sqlite3.Connection, path: Path) -> None:
    other = RecordError(f"{path} is not a khabar record (an SQLite file of something else); give another file")
    if not {"meta", "documents", "readings", "claims"} <= _tables(link):
        raise other
    said = dict(link.execute("SELECT key, value FROM meta").fetchall())
    version = str(said.get("schema"))
    if said.get("format") != "khabar record" or not version.isdecimal():
        raise other
    if int(version) > SCHEMA:
        raise RecordError(
            f"{path} was written by a newer khabar (tables of version {version}, this one knows {SCHEMA}); "
            "upgrade khabar"
        )
