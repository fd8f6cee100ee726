"""What PostgreSQL says, in words that help. The address is always that without the password."""

from __future__ import annotations

import psycopg
from psycopg import errors

from khabar.model import RecordError, UsageError
from khabar.store.engines.link import Unfit

_AGAIN = "what was acknowledged is kept; do the same again, what is there already is skipped"
_EXPLAINED: tuple[tuple[tuple[type[psycopg.Error], ...], str], ...] = (
    ((errors.LockNotAvailable,), "is locked by another program; try again when that one is done"),
    (
        (errors.InsufficientPrivilege,),
        "does not let you do that ({said}): a reader may not judge, a reviewer may not add reports, and only an owner "
        "brings a record of an older khabar forward; see docs/team.md",
    ),
    (
        (errors.ReadOnlySqlTransaction,),
        "is read-only (a standby? default_transaction_read_only?); give the server that is written to",
    ),
    ((errors.DiskFull,), "cannot grow: the server's disk is full; nothing of what was just being added was kept"),
    ((errors.DataCorrupted, errors.IndexCorrupted), "is damaged; take it from a backup ({said})"),
    (
        (errors.AdminShutdown, errors.CrashShutdown, errors.IdleInTransactionSessionTimeout, errors.QueryCanceled),
        f"ended the connection or what was being done ({{said}}); {_AGAIN}",
    ),
)
_UNREACHED = (
    ("password", "does not take that name and password; give them in the address, in ~/.pgpass or as PGPASSWORD"),
    ("no pg_hba.conf entry", "lets nobody in from here under that name; its pg_hba.conf says who may"),
    ("does not exist", "is not there ({said}); make the database with createdb, the user with createuser"),
    ("too many", "has no connection left ({said}); try again when others have closed theirs"),
    ("starting up", "is just starting; try again in a moment"),
    ("SSL", "does not agree on TLS ({said}); see sslmode in docs/team.md"),
    ("", "cannot be reached ({said}); is the server running, and is it the right host and port?"),
)
"""By what the server says when it lets nobody in, of which psycopg gives no codes."""


def explained(name: str, error: psycopg.Error | UnicodeError | Unfit) -> Exception:
    """What to raise of something that went wrong in the midst of work."""
    if isinstance(error, UnicodeEncodeError):
        return UsageError(f"{error.object!r} has a lone surrogate (half a character) in it")
    if not isinstance(error, psycopg.Error):
        return RecordError(f"{name} cannot be used: {error}")
    for kinds, words in _EXPLAINED:
        if isinstance(error, kinds):
            return RecordError(f"{name} {words.format(said=first_line(error))}")
    if isinstance(error, psycopg.OperationalError):
        return RecordError(f"the connection to {name} was lost ({first_line(error)}); {_AGAIN}")
    return RecordError(f"{name} cannot be used: {first_line(error)}")


def unreached(name: str, error: psycopg.Error) -> RecordError:
    """What to raise where there is no connection."""
    said = first_line(error).removeprefix("connection failed: ")
    words = next(words for part, words in _UNREACHED if part in said)
    return RecordError(f"{name} {words.format(said=said)}")


def damaged(name: str, error: Exception) -> RecordError:
    """What to raise where a row is there but makes no sense."""
    return RecordError(f"{name} is damaged; take it from a backup ({error})")


def first_line(error: psycopg.Error) -> str:
    """What the server says, in a line."""
    return error.diag.message_primary or next(iter(str(error).splitlines()), type(error).__name__)
