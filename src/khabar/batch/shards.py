"""The folder beside a record in which shards lie until they are added, with the plan that they were made by.

Whatever is in it was written whole under another name and then renamed: what has its name is there, all of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_cache_path

from khabar.model import StopError, UsageError

_PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What was begun: a name for all that was asked for, the moment from which what is added counts, and the day of
    reading."""

    key: str
    moment: datetime
    day: date


def folder_of(record: str | Path) -> Path:
    """Where the shards of a record lie: beside its file; of one that is no file, in the user's cache."""
    if "://" in str(record):
        return user_cache_path("khabar") / "shards" / hashlib.sha256(str(record).encode()).hexdigest()[:16]
    return Path(f"{record}.shards")


class Shards:
    """The folder while one program uses it; another one that wants to is told so by a `UsageError`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: sqlite3.Connection | None = None
        self._held = lru_cache(maxsize=1)(self._read_held)

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # SQLite locks a file on every system, and the system lets go of it when the program is killed.
            self._lock = sqlite3.connect(self._folder / "lock", timeout=0, isolation_level=None)
            self._lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            self._close()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise StopError(f"{self._folder} cannot be used: {error}") from error
            raise UsageError("another program is adding to this record with workers; wait until it is done") from error
        except OSError as error:
            raise StopError(f"{self._folder} cannot be made: {error.strerror or error}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def remove(self) -> None:
        """All of it was added: the folder goes."""
        self._close()
        shutil.rmtree(self._folder)

    def left(self, key: str) -> bool:
        """Whether this was begun before and cut short."""
        begun = self._begun()
        return begun is not None and begun.key == key

    def plan(self, key: str, fresh: Callable[[], Plan]) -> Plan:
        """The plan that was begun for this, or a new one."""
        begun = self._begun()
        if begun is not None and begun.key == key:
            return begun
        plan = fresh()
        row = {"key": plan.key, "moment": plan.moment.isoformat(), "day": plan.day.isoformat()}
        self._write(self._folder / _PLAN, json.dumps(row).encode())
        return plan

    def _begun(self) -> Plan | None:
        path = self._folder / _PLAN
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return Plan(told["key"], datetime.fromisoformat(told["moment"]), date.fromisoformat(told["day"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._damaged(path, error) from error

    def has(self, name: str) -> bool:
        """Whether the shard is there."""
        return self._shard(name).exists()

    def write(self, name: str, shard: bytes) -> None:
        """Keeps a shard. Raises `StopError` where it cannot."""
        self._write(self._shard(name), shard)

    def read(self, name: str) -> bytes:
        """A shard that is there. Raises `StopError` where it cannot be read."""
        path = self._shard(name)
        try:
            return path.read_bytes()
        except OSError as error:
            raise self._damaged(path, error) from error

    def damaged(self, name: str, error: Exception) -> StopError:
        """What to raise where a shard makes no sense."""
        return self._damaged(self._shard(name), error)

    def hold(self, id_: str, data: bytes) -> None:
        """Keeps a file that originals stand in, once."""
        if not self._holder(id_).exists():
            self._write(self._holder(id_), data)

    def held(self, id_: str) -> bytes | None:
        """Such a file; None where it was not kept."""
        return self._held(id_) if id_ else None

    def _read_held(self, id_: str) -> bytes | None:
        path = self._holder(id_)
        return path.read_bytes() if path.exists() else None

    def _shard(self, name: str) -> Path:
        return self._folder / f"{name}.shard"

    def _holder(self, id_: str) -> Path:
        return self._folder / f"{id_}.holder"

    def _write(self, path: Path, data: bytes) -> None:
        try:
            written_whole(path, data)
        except OSError as error:
            raise StopError(f"{path} cannot be written: {error.strerror or error}") from error

    def _damaged(self, path: Path, error: Exception) -> StopError:
        return StopError(f"{path} is damaged ({error}); remove {self._folder} and add the reports again")


def written_whole(path: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, also after the power went."""
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
