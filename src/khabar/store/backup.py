"""A record to another file and back: copied whole while others use it, looked through, and only then given its name."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from khabar.model import RecordError
from khabar.store.custody import Verified
from khabar.store.engines.files import OWNERS, link_to
from khabar.store.engines.sqlite import told
from khabar.store.store import Store

_BESIDE = ("-wal", "-shm")
_PAGES = 1024  # copied at a time: other programs can write in between


def back_up(record: Path, to: Path, clock: Callable[[], datetime], *, force: bool = False) -> Verified:
    """Copies a record, as it is at one moment, to a file; gives what was found in the copy.

    Raises `RecordError` where there is a file already and `force` is not given, or where the copy is not sound: there
    is no new file then, and what was there is there still."""
    if to.exists() and not force:
        raise RecordError(f"{to} is there already; give another name, or --force to replace it")
    _not_itself(record, to)
    _no_leftovers(to)
    # Without a write-ahead log the copy is one file, and can be read where nothing may be written.
    return _copied(record, to, clock, "DELETE")


def restore(backup: Path, record: Path, clock: Callable[[], datetime], *, force: bool = False) -> Verified:
    """Makes a backup the record; gives what was found in it.

    Where there is a record already, `force` is needed; that record then lies beside, as `kept_beside` names it. Raises
    `RecordError` as `back_up` does, and where another program has the record open."""
    _not_itself(backup, record)
    if not record.exists():
        _no_leftovers(record)
    elif not force:
        raise RecordError(f"{record} is there already; give another --record, or --force: it is then kept beside")
    return _copied(backup, record, clock, "WAL", _set_aside if record.exists() else None)


def kept_beside(record: Path) -> Path:
    """The name under which the record that a backup replaces is kept: the first that is free."""
    number = 1
    while (name := record.with_name(f"{record.name}.replaced-{number}")).exists():
        number += 1
    return name


def _copied(
    source: Path, to: Path, clock: Callable[[], datetime], journal: str, before: Callable[[Path], None] | None = None
) -> Verified:
    if not source.exists():
        raise RecordError(f"no record at {source}")
    if not to.absolute().parent.is_dir():
        raise RecordError(f"no folder {to.parent} to write {to.name} into; make it first")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{to.name}.", dir=to.absolute().parent) as folder:
            copy = Path(folder) / "copy.db"
            _copy(source, copy, to)
            found = _sound(source, copy, clock)
            _journal(copy, journal)
            copy.chmod(stat.S_IMODE(to.stat().st_mode) if to.exists() else OWNERS)
            _to_disk(copy)
            if before is not None:
                with told(to):
                    before(to)
            copy.replace(to)
        _to_disk(to.absolute().parent)
    except OSError as error:
        raise RecordError(f"{to} cannot be written: {error.strerror or error}; nothing was replaced") from error
    return found


def _copy(source: Path, copy: Path, to: Path) -> None:
    with told(source), closing(link_to(source, sqlite3.Connection)) as link:
        link.execute("BEGIN")
        link.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it is one moment's record
        with told(to), closing(sqlite3.connect(copy)) as into:
            link.backup(into, pages=_PAGES)


def _journal(copy: Path, mode: str) -> None:
    with told(copy), closing(sqlite3.connect(copy)) as link:
        link.execute(f"PRAGMA journal_mode = {mode}")


def _sound(source: Path, copy: Path, clock: Callable[[], datetime]) -> Verified:
    """Opens the copy, which says whether it is a record that this khabar knows, and looks through it."""
    try:
        with Store.open(copy, clock=clock, create=False) as store:
            found = store.custody.verify()
    except RecordError as error:
        raise RecordError(str(error).replace(str(copy), str(source))) from error
    if found.troubles:
        more = f" (and {len(found.troubles) - 1} more; see: khabar verify)" if len(found.troubles) > 1 else ""
        raise RecordError(f"{source} is not sound, so nothing was written: {found.troubles[0]}{more}")
    return found


def _set_aside(record: Path) -> None:
    """Gives the record that is to be replaced another name, beside the one that goes to the backup in one step."""
    beside = kept_beside(record)
    changes, kept = Path(f"{record}-wal"), Path(f"{beside}-wal")
    if changes.exists():
        shutil.copyfile(changes, kept)  # of a damaged record SQLite may throw them away
    try:
        # Opened and closed, a record that nobody else uses has taken in all that is in the files beside it.
        with closing(sqlite3.connect(f"{record.absolute().as_uri()}?mode=rw", uri=True, timeout=0)) as link:
            link.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            kept.unlink(missing_ok=True)
            raise  # it is whole, and somebody has it
        for end in _BESIDE:
            Path(f"{record}{end}").unlink(missing_ok=True)
    else:
        kept.unlink(missing_ok=True)
        _no_leftovers(record)
    try:
        os.link(record, beside)
    except OSError:  # a disk that knows no second names; its first is then gone for a moment
        record.replace(beside)


def _no_leftovers(record: Path) -> None:
    """SQLite would take what lies beside a record for its last changes."""
    if any(Path(f"{record}{end}").exists() for end in _BESIDE):
        raise RecordError(
            f"another program has {record} open, or left {record.name}-wal and {record.name}-shm there; "
            "close it, or move these files, and try again"
        )


def _not_itself(one: Path, other: Path) -> None:
    if one.exists() and other.exists() and one.samefile(other):
        raise RecordError(f"{one} and {other} are the same file; give another")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
