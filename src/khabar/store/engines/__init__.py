"""The databases that a record can be kept in, behind one face: a file of SQLite's, or a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

from khabar.store.engines.address import Address, is_server, shown
from khabar.store.engines.link import Link, Rows, Unfit

__all__ = ["Link", "Rows", "Unfit", "connected", "is_server", "shown"]


def connected(where: str | Path, create: bool, patience: float | None) -> Link:
    """A link to the database at a path or a `postgresql://` address. Raises `RecordError`.

    `patience` is how long to wait for another writer, in seconds; None for what suits the engine."""
    if is_server(where):
        from khabar.store.engines.postgres import connect as to_server  # psycopg is there for those who need it

        return to_server(Address.of(str(where)), create, patience)
    from khabar.store.engines.sqlite import connect as to_file

    return to_file(Path(where), create, patience)
