"""Addresses of records on a server, and how they are shown: never with the password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from khabar.model import UsageError

_SCHEME = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
_SHAPE = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^\s:/?#@]*)(?P<secret>:[^\s/?#@]*)?@)?(?P<host>[^\s/?#@]*)"
    r"(?P<base>/[^\s?#@/]*)?(?:\?[^\s#@]*)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[^:\[\]]*|\[[^\[\]]*\])(?::\d*)?(?:,(?:[^:\[\]]*|\[[^\[\]]*\])(?::\d*)?)*")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a record on a server is, and what to call it."""

    url: str
    shown: str

    @classmethod
    def of(cls, url: str) -> Self:
        """The address that somebody typed. Raises `UsageError`, which repeats nothing of it: what cannot be taken apart
        may have the password anywhere."""
        found = _SHAPE.fullmatch(url)
        if found is None or not _HOST.fullmatch(found["host"]):
            raise UsageError(
                "that is no address of a PostgreSQL server; write postgresql://USER@HOST:PORT/DATABASE, and in a "
                "password %40 for @, %2F for /, %3A for :, %3F for ?, %23 for #, %25 for %"
            )
        user = f"{found['user']}@" if found["user"] else ""
        return cls(url, f"postgresql://{user}{found['host']}{found['base'] or ''}")

    def __repr__(self) -> str:
        return f"Address({self.shown!r})"


def is_server(where: str | Path) -> bool:
    """Whether this names a server and not a file."""
    return isinstance(where, str) and _SCHEME.match(where) is not None


def shown(where: str | Path) -> str:
    """What to call the record there. Raises `UsageError` where it is no address of a server but begins like one."""
    return Address.of(str(where)).shown if is_server(where) else str(where)
