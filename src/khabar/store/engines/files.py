"""The connection to a record's file: made for its owner alone, and opened where nothing can be written, too."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from khabar.model import RecordError

L = TypeVar("L", bound=sqlite3.Connection)

OWNERS = 0o600
"""Who may use a new record: it has all reports in it, and what people think of them. `chmod` lets others."""
_REFUSED = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})


def link_to(path: Path, kind: type[L], *, create: bool = False, patience: float = 5.0) -> L:
    """A connection of this kind to the file, made where there is none and `create` is True; it begins no transaction by
    itself.

    On a disk that is read-only (`lies_still`) the file is taken as it is, without the two that SQLite would put beside
    it. Raises `RecordError` where last changes lie beside such a file, SQLite's errors for all else."""
    if create:
        _make_for_owner(path)
    link = _connected(path, "mode=rw", patience, kind)
    try:
        link.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        link.close()
        if error.sqlite_errorcode & 0xFF not in _REFUSED or not lies_still(path):
            raise
        changes = Path(f"{path}-wal")
        if changes.exists() and changes.stat().st_size:
            raise RecordError(
                f"{path} lies on a disk that is read-only, and its last changes beside it, in {changes.name}; "
                "copy both to where you may write"
            ) from error
        return _connected(path, "mode=ro&immutable=1", patience, kind)
    except BaseException:
        link.close()
        raise
    return link


def lies_still(path: Path) -> bool:
    """Whether the file is there, on a disk that nothing can be written to from here."""
    look = getattr(os, "statvfs", None)
    try:
        return look is not None and bool(look(path).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _connected(path: Path, how: str, patience: float, kind: type[L]) -> L:
    address = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None, factory=kind)


def _make_for_owner(path: Path) -> None:
    """An empty file where there is none; where it cannot be made, SQLite says why."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNERS))
