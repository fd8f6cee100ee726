"""A record in one file of SQLite's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from khabar.model import RecordError, UsageError
from khabar.store.engines.files import link_to

_PATIENCE = 5.0
_MOST = 20
"""Complaints of SQLite that are told: one bad page makes hundreds."""

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


class SqliteLink(sqlite3.Connection):
    """See `Link`."""

    path: Path

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def stream(self, sql: str, values: Sequence[Any] = (), at_once: int = 0, /) -> sqlite3.Cursor:
        """A statement is read row by row anyway."""
        return self.execute(sql, values)

    def keep_words(self, table: str, number: int, **texts: str) -> None:
        """A row of the table of full text."""
        sql = f"INSERT INTO {table} (rowid, {', '.join(texts)}) VALUES ({', '.join('?' * (len(texts) + 1))})"
        self.execute(sql, (number, *texts.values()))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """The file is locked for other writers meanwhile."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled everything back already.
            if self.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Others write on, into the log beside the file."""
        inside = self.in_transaction
        if inside:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            if self.in_transaction:
                self.execute("COMMIT")

    @contextmanager
    def told(self) -> Iterator[None]:
        """See `told`."""
        # Not `with told(...)`, which would make of each query two such blocks.
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            raise _explained(self.path, error) from error

    def breaks(self, error: Exception) -> bool:
        """What is in a damaged file can be no text, too."""
        return isinstance(error, sqlite3.DatabaseError | UnicodeDecodeError)

    def damaged(self, error: Exception) -> RecordError:
        """See `damaged`."""
        return damaged(self.path, error)

    def missing(self) -> RecordError:
        """Of a file that is there and empty."""
        return self.foreign()

    def foreign(self) -> RecordError:
        """A file of another program, or an empty one."""
        return RecordError(f"{self.path} is not a khabar record (an SQLite file of something else); give another file")

    def tables(self) -> set[str]:
        """All in the file."""
        return {name for (name,) in self.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def for_the_owner(self) -> None:
        """A file's tables are nobody's."""

    def let_only_grow(self, table: str) -> None:
        """By triggers."""
        for action in ("UPDATE", "DELETE"):
            self.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grow: a record forgets nothing'); END"
            )

    def unsound(self) -> Iterator[str]:
        """What is wrong with pages and indexes, and rows about nothing."""
        pages = [said for (said,) in self.execute(f"PRAGMA integrity_check({_MOST})") if said != "ok"]
        yield from (f"the file is damaged: {' '.join(str(said).split())}" for said in pages)
        yield from (
            f"a row of {table} is about one of {other} that is not there"
            for table, _, other, _ in self.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
        )


def connect(path: Path, create: bool, patience: float | None) -> SqliteLink:
    """An open connection to the file, made new where it is missing and `create` is True.

    `patience` is how long to wait for another writer, in seconds. Raises `RecordError`."""
    if not path.exists():
        if not create:
            raise RecordError(f"no record at {path}; add reports first: khabar add …")
        if not path.parent.is_dir():
            raise RecordError(f"no folder {path.parent} to keep the record in; make it first")
    with told(path):
        link = link_to(path, SqliteLink, create=create, patience=_PATIENCE if patience is None else patience)
        link.path = path
        try:
            _set_up(link, create)
        except BaseException:
            link.close()
            raise
    return link


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite says inside the block into a `RecordError` that says what to do."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:
        raise _explained(path, error) from error


def damaged(path: Path, error: Exception) -> RecordError:
    """What to raise where a row is there but makes no sense."""
    return RecordError(f"{path} {_EXPLAINED[sqlite3.SQLITE_CORRUPT]} ({error})")


def _explained(path: Path, error: sqlite3.Error | UnicodeError) -> Exception:
    if isinstance(error, UnicodeEncodeError):
        return UsageError(f"{error.object!r} has a lone surrogate (half a character) in it")
    if isinstance(error, UnicodeError):  # what SQLite says of a damaged file can have bytes of it in it
        return damaged(path, error)
    # Extended codes carry the plain one in their low byte.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return RecordError(f"{path} {_EXPLAINED.get(code, f'cannot be used: {error}')}")


def _set_up(link: SqliteLink, create: bool) -> None:
    link.execute("PRAGMA foreign_keys = ON")
    # Without this, INSERT OR REPLACE would delete rows behind the triggers' back.
    link.execute("PRAGMA recursive_triggers = ON")
    if create and not link.tables():
        # Readers go on while a writer writes; the setting stays with the file.
        _keep_log_ahead(link)
    # What is acknowledged is on the disk: NORMAL would lose the last commits when the power goes. EXTRA is FULL where
    # there is a write-ahead log, and does as much where there is none (a backup that is used as a record).
    link.execute("PRAGMA synchronous = EXTRA")


def _keep_log_ahead(link: SqliteLink) -> None:
    """Sets the write-ahead log. SQLite waits there for no other program that does the same; a transaction does."""
    for _ in range(20):
        try:
            link.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            with link.transaction():
                pass
    link.execute("PRAGMA journal_mode = WAL")
