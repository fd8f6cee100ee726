"""A record on a PostgreSQL server, which several people can write to at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

from khabar.model import RecordError, UsageError
from khabar.store.engines import trouble
from khabar.store.engines.address import Address
from khabar.store.engines.dialect import Bind, said
from khabar.store.engines.link import Unfit
from khabar.store.engines.words import asked, vectors

try:
    import psycopg
    from psycopg.abc import Buffer
    from psycopg.adapt import Loader
except ImportError as error:
    raise RecordError("a record on a server needs one more package: pip install 'khabar[postgres]'") from error

_PATIENCE = 30.0
"""Seconds to wait for other writers: there are more of them than of a file, and they take turns."""
_REACHED = 10
"""Seconds within which a server must answer."""
_LOCK = 0x6B6861
"""The first number of the lock that writers take; the second is that of the schema, so each record has its own."""

_MARK = "\ufdd0"
"""PostgreSQL keeps no NUL. One is kept as this, which is no character, and a 0; this itself as it and a 1."""

_SESSION = (
    # what is acknowledged is on the server's disk, though the server may have been told to be quicker
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'; "
    "SET jit = off; SET lock_timeout = {patience}"
)
_TAKE_TURNS = f"SELECT pg_advisory_xact_lock({_LOCK}, to_regnamespace(quote_ident(current_schema()))::oid::int)"
_TABLES = (
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) "
    "AND c.relkind = 'r'"
)
_AS_OWNER = (
    "SELECT set_config('role', pg_get_userbyid(relowner), true) FROM pg_class "
    "WHERE oid = to_regclass('meta') AND pg_has_role(relowner, 'MEMBER')"
)
_ONLY_GROW = """
CREATE OR REPLACE FUNCTION forgets_nothing() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% only grow: a record forgets nothing', TG_TABLE_NAME; END $$;
CREATE TRIGGER {table}_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION forgets_nothing()"""


class _Text(Loader):
    """Texts as they were before `_kept`."""

    def load(self, data: Buffer) -> str:
        """From the server's bytes."""
        text = str(data, "utf-8")
        return text.replace(f"{_MARK}0", "\0").replace(f"{_MARK}1", _MARK) if _MARK in text else text


class _Cursor(psycopg.Cursor[Any]):
    """A cursor that knows the number of the row that it added."""

    lastrowid: int | None = None


class PostgresLink:
    """See `Link`. A connection that was lost is made anew by the next statement that is in no transaction."""

    def __init__(self, address: Address, patience: float) -> None:
        self._address = address
        self._patience = patience
        self._numbers = count(1)
        self._open = dict[str, bool]()
        """Streams that are being read, and whether they began inside a transaction."""
        self._read = list[str]()
        self._inside = False
        self._closed = False
        self._connection = self._connected()

    @property
    def name(self) -> str:
        """The address, without the password."""
        return self._address.shown

    def _connected(self) -> psycopg.Connection[Any]:
        given = psycopg.conninfo.conninfo_to_dict(self._address.url)
        more: dict[str, Any] = {"connect_timeout": _REACHED, "application_name": "khabar"}
        more = {key: value for key, value in more.items() if key not in given}
        link = psycopg.connect(self._address.url, autocommit=True, client_encoding="UTF8", **more)
        try:
            if link.info.parameter_status("server_encoding") != "UTF8":
                raise RecordError(f"{self.name} keeps no UTF-8; make a database that does: createdb --encoding UTF8 …")
            link.cursor_factory = _Cursor
            link.adapters.register_loader("text", _Text)
            # 0 would wait forever
            link.execute(_SESSION.format(patience=max(1, int(self._patience * 1_000))).encode())
        except BaseException:
            link.close()
            raise
        return link

    def _live(self) -> psycopg.Connection[Any]:
        if self._closed:
            raise RecordError(f"{self.name} cannot be used: it is closed")
        if self._connection.closed and not self._inside:
            self._connection = self._connected()
            self._open.clear()
        return self._connection

    def _run(self, sql: str, values: Sequence[Any] | None = None) -> _Cursor:
        with _fitting():
            rows = self._live().execute(sql.encode(), values)
        assert isinstance(rows, _Cursor)
        return rows

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> _Cursor:
        """One statement; its rows are in memory then."""
        turned = said(sql)
        rows = self._run(turned.sql, _bound(turned.binds, values))
        if turned.numbers:
            added = rows.fetchone()
            rows.lastrowid = added[0] if added else None
        return rows

    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> None:
        """One statement, sent with all rows of values before the first answer is waited for."""
        turned = said(sql)
        with _fitting(), self._live().cursor() as cursor:
            cursor.executemany(turned.sql.encode(), [_bound(turned.binds, row) or () for row in values])

    def stream(self, sql: str, values: Sequence[Any] = (), at_once: int = 500, /) -> _Stream:
        """The server keeps the rows, as they were at this moment, until they are fetched."""
        turned = said(sql)
        name = f"khabar_{next(self._numbers)}"
        declared = f"DECLARE {name} NO SCROLL CURSOR WITH HOLD FOR {turned.sql}"
        more = f"FETCH FORWARD {at_once} FROM {name}"
        with _fitting(), self._live().pipeline():  # all is sent before the first answer is waited for
            while self._read:
                self._run(f"CLOSE {self._read.pop()}")
            self._run(declared, _bound(turned.binds, values))
            first = self._run(more)
        self._open[name] = self._inside
        return _Stream(first, lambda: self._run(more), at_once, lambda: self._done_with(name))

    def _done_with(self, name: str) -> None:
        """Nobody reads any more; the server is told with the next question, since this can be said in any thread."""
        if self._open.pop(name, None) is not None:
            self._read.append(name)

    def keep_words(self, table: str, number: int, **texts: str) -> None:
        """Rows of lexemes with their places: see `words`."""
        rows = [(number, vector) for vector in vectors(*texts.values())]
        self.executemany(f"INSERT INTO {table} (number, words) VALUES (?, ?)", rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Writers take turns by a lock; each statement sees what those before have kept."""
        with self._between("READ COMMITTED"):
            self._run(_TAKE_TURNS)
            yield

    @contextmanager
    def steady(self) -> Iterator[None]:
        """All statements see what had been kept when the first of them came."""
        if self._inside:
            yield
            return
        with self._between("REPEATABLE READ READ ONLY"):
            yield

    @contextmanager
    def _between(self, how: str) -> Iterator[None]:
        self._run(f"BEGIN ISOLATION LEVEL {how}")
        self._inside = True
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            self._open = {name: inside for name, inside in self._open.items() if not inside}
            self._read.clear()
            with suppress(psycopg.Error):  # what made it fail is told
                if not self._connection.closed:
                    self._connection.execute(b"ROLLBACK")
            raise
        finally:
            self._inside = False

    @contextmanager
    def told(self) -> Iterator[None]:
        """See `trouble`."""
        try:
            yield
        except (psycopg.Error, UnicodeError, Unfit) as error:
            raise trouble.explained(self.name, error) from error

    def breaks(self, error: Exception) -> bool:
        """By the codes that the server has for it."""
        return isinstance(error, psycopg.errors.DataCorrupted | psycopg.errors.IndexCorrupted)

    def damaged(self, error: Exception) -> RecordError:
        """Of a row that somebody changed behind khabar's back, or a disk."""
        return trouble.damaged(self.name, error)

    def missing(self) -> RecordError:
        """Of a schema without tables."""
        return RecordError(f"no record at {self.name}; add reports first: khabar add …")

    def foreign(self) -> RecordError:
        """Of a schema with other tables."""
        return RecordError(
            f"{self.name} is not a khabar record (there are tables of something else); give another database"
        )

    def tables(self) -> set[str]:
        """Those of the first schema in which tables are looked for."""
        return {name for (name,) in self._run(_TABLES)}

    def for_the_owner(self) -> None:
        """Where this user may act for the owner."""
        self._run(_AS_OWNER)

    def let_only_grow(self, table: str) -> None:
        """By a trigger."""
        self._run(_ONLY_GROW.format(table=table))

    def unsound(self) -> Iterator[str]:
        """Nothing: looking through its pages is the server's own affair (pg_amcheck, data checksums)."""
        yield from ()

    def close(self) -> None:
        """Gives the connection back."""
        self._closed = True
        self._connection.close()


class _Stream:
    """Rows that are fetched some at a time; `done` is called when nobody wants more of them."""

    rowcount = -1
    lastrowid = None

    def __init__(self, first: _Cursor, more: Callable[[], _Cursor], at_once: int, done: Callable[[], None]) -> None:
        self.description = first.description
        self._rows = _fetched(first, more, at_once, done)

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def fetchone(self) -> Any:
        """The next one."""
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        """All that are left."""
        return list(self._rows)


def _fetched(first: _Cursor, more: Callable[[], _Cursor], at_once: int, done: Callable[[], None]) -> Iterator[Any]:
    try:
        rows = first.fetchall()
        yield from rows
        while len(rows) == at_once:
            rows = more().fetchall()
            yield from rows
    finally:
        done()


def connect(address: Address, create: bool, patience: float | None) -> PostgresLink:
    """An open connection to a server. Raises `RecordError`."""
    try:
        link = PostgresLink(address, _PATIENCE if patience is None else patience)
    except psycopg.ProgrammingError:
        # What is said of an address repeats a part of it, which may be one of the password.
        raise UsageError(f"{address.shown}: what follows is no setting that PostgreSQL knows, or is misspelt") from None
    except psycopg.Error as error:
        raise trouble.unreached(address.shown, error) from error
    with link.told():
        if link.execute("SELECT current_schema()").fetchone() == (None,):
            link.close()
            raise RecordError(f"{address.shown} has no schema of the name that is asked for; make it: CREATE SCHEMA …")
    return link


@contextmanager
def _fitting() -> Iterator[None]:
    """Tells what the server cannot hold from what it cannot do."""
    try:
        yield
    except (psycopg.errors.ProgramLimitExceeded, psycopg.DataError) as error:
        raise Unfit(trouble.first_line(error)) from error


def _bound(binds: Sequence[Bind], values: Sequence[Any]) -> list[Any] | None:
    return [_as(bind, value) for bind, value in zip(binds, values, strict=True)] or None


def _as(bind: Bind, value: Any) -> Any:
    if bind is Bind.LISTED:
        return [_kept(one) for one in json.loads(value) if _can_be_kept(one)]
    if bind is Bind.PAIRED:
        kept = {_kept(key): _kept(one) for key, one in json.loads(value).items() if _can_be_kept(key)}
        return json.dumps(kept, ensure_ascii=False)
    if bind is Bind.WORDS:
        return asked(value)
    return _kept(value)


def _kept(value: Any) -> Any:
    """A value as PostgreSQL can keep it."""
    if not isinstance(value, str) or ("\0" not in value and _MARK not in value):
        return value
    return value.replace(_MARK, f"{_MARK}1").replace("\0", f"{_MARK}0")


def _can_be_kept(value: object) -> bool:
    """Whether a text has no half characters in it: none in the record has."""
    try:
        return not isinstance(value, str) or value.encode() is not None
    except UnicodeEncodeError:
        return False
