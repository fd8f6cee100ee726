"""A record as other programs change it, behind khabar's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from khabar.store.engines import is_server

REFUSED = (sqlite3.IntegrityError, psycopg.errors.RaiseException)
"""What a database raises where a trigger of the record does not let something be done."""


@contextmanager
def _link(where: Path | str) -> Iterator[Any]:
    with closing(psycopg.connect(str(where)) if is_server(where) else sqlite3.connect(where)) as link:
        yield link
        link.commit()


def changed(where: Path | str, *statements: str) -> list[tuple[Any, ...]]:
    """Runs statements, each in SQL that both engines know; gives what the last one found."""
    found: list[tuple[Any, ...]] = []
    with _link(where) as link:
        for statement in statements:
            rows = link.execute(statement)
            found = rows.fetchall() if rows.description else []
    return found


def tampered(where: Path | str, *statements: str) -> None:
    """As `changed`, by somebody who has put the triggers out of force."""
    with _link(where) as link:
        if is_server(where):
            link.execute("SET session_replication_role = replica")
        else:
            triggers = link.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (trigger,) in triggers:
                link.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            link.execute(statement.replace("x'00'", r"'\x00'") if is_server(where) else statement)
