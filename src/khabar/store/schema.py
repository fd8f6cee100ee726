"""The tables of a record, and the connection to one: made, checked, and its errors put into plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from khabar.model import RecordError, UsageError

SCHEMA = 1
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

_APPEND_ONLY = ("originals", "documents", "readings", "claims", "claim_names", "mention_counts", "judgements")

_EXPLAINED = {
    sqlite3.SQLITE_NOTADB: "is not a khabar record (not an SQLite file); give another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; take it from a backup, or add the reports to a new record",
    sqlite3.SQLITE_READONLY: "is read-only; copy it to where you may write, or change its permissions",
    sqlite3.SQLITE_BUSY: "is locked by another program; try again when that one is done",
    sqlite3.SQLITE_LOCKED: "is locked by another program; try again when that one is done",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; nothing of the last document was kept",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; is it a file in a folder that you may use?",
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
        address = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        link = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
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
        link.execute("PRAGMA journal_mode = WAL")
        with transaction(link):
            if not _tables(link):
                _make(link, now)
    link.execute("PRAGMA synchronous = NORMAL")
    _check(link, path)


def _tables(link: sqlite3.Connection) -> set[str]:
    return {name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _make(link: sqlite3.Connection, now: datetime) -> None:
    # executescript would end the transaction that keeps a half-made record from existing.
    for statement in _TABLES.split(";\n"):
        link.execute(statement)
    for table in _APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            link.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grow: a record forgets nothing'); END"
            )
    meta = (("format", "khabar record"), ("schema", str(SCHEMA)), ("made", stamp(now)))
    link.executemany("INSERT INTO meta VALUES (?, ?)", meta)


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
