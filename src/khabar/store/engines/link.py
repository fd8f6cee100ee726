"""What the store asks of a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from khabar.model import RecordError


class Unfit(ValueError):
    """Something that this database cannot hold, and that is the document's fault: a name longer than an index takes."""


class Rows(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int:
        """How many rows it added."""
        ...

    @property
    def lastrowid(self) -> int | None:
        """The number of the row that it added."""
        ...

    @property
    def description(self) -> Sequence[Any] | None:
        """The columns, of each a sequence that begins with its name."""
        ...

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """The next row; None where there is none."""
        ...

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        ...


class Link(Protocol):
    """A connection to the database that a record is in; use it in the thread that opened it.

    Statements are written as SQLite has them, in the turns that `dialect` knows, with a ? for each value: a text, a
    number, bytes, None, or for `IN (SELECT value FROM json_each(?))` a list as JSON. What goes wrong is raised as the
    database has it; inside `told` it becomes a `RecordError`."""

    @property
    def name(self) -> str:
        """What to call the record in messages: never with a password in it."""
        ...

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Rows:
        """Runs one statement."""
        ...

    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> object:
        """Runs one statement for each row of values."""
        ...

    def stream(self, sql: str, values: Sequence[Any] = (), at_once: int = 500, /) -> Rows:
        """As `execute`, of rows that need not fit into memory: some are fetched at once."""
        ...

    def keep_words(self, table: str, number: int, **texts: str) -> None:
        """Lets a row be found by the words of these (`plain`) texts, each named as its column of the table is."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All that the block writes is kept, or, where it raises, nothing. One program after the other is in such a
        block, so what is numbered later is kept later."""
        ...

    def steady(self) -> AbstractContextManager[None]:
        """All that the block reads is of one moment. One within another is a part of it."""
        ...

    def told(self) -> AbstractContextManager[None]:
        """Turns what the database says inside the block into a `RecordError` that says what to do."""
        ...

    def breaks(self, error: Exception) -> bool:
        """Whether this says that the database finds itself damaged."""
        ...

    def damaged(self, error: Exception) -> RecordError:
        """What to raise where a row is there but makes no sense."""
        ...

    def missing(self) -> RecordError:
        """What to raise where there is no record."""
        ...

    def foreign(self) -> RecordError:
        """What to raise where there are tables, and not those of a record."""
        ...

    def tables(self) -> set[str]:
        """The names of the tables that are there."""
        ...

    def for_the_owner(self) -> None:
        """Has tables that are made in this transaction belong to whom the record's others do."""
        ...

    def let_only_grow(self, table: str) -> None:
        """Has the database refuse whatever would change or remove rows of a table."""
        ...

    def unsound(self) -> Iterator[str]:
        """What the database itself finds wrong with what it keeps."""
        ...

    def close(self) -> None:
        """Lets go. Closing twice does no harm."""
        ...
