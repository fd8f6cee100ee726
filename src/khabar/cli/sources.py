"""The files that a user names, under the names that the user gave them, and what the user says of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from khabar import intake
from khabar.cli.settings import TRACEBACK, Decorated
from khabar.intake.kinds import SUFFIXES
from khabar.intake.tables import FIELDS
from khabar.model import DocumentError, KhabarError

Result = TypeVar("Result")
Rows = tuple[int, int | None]
_ROWS = re.compile(r"(\d{1,12})-(\d{1,12})?")


@dataclass(frozen=True, slots=True)
class Found:
    """A file or address as the user gave it (for a file in a folder: the folder's path as given, and the rest)."""

    path: Path | intake.Address
    given: str


def column(typed: str) -> tuple[str, str]:
    """FIELD=COLUMN as the user typed it. Raises click's `BadParameter`."""
    field, _, name = typed.partition("=")
    if field not in FIELDS or not name:
        raise click.BadParameter(f"{typed!r} is not FIELD=COLUMN; the fields are {', '.join(FIELDS)}")
    return field, name


def _rows(typed: str) -> Rows:
    """FROM-TO as the user typed it. Raises click's `BadParameter`."""
    match = _ROWS.fullmatch(typed.strip())
    first, last = (int(match[1]), int(match[2]) if match[2] else None) if match else (0, None)
    if first < 1 or (last is not None and last < first):
        raise click.BadParameter(
            f"{typed!r} is no rows of a table, counted from 1; give 1-100, or 501- for all from 501 on"
        )
    return first, last


def of_sources(function: Decorated) -> Decorated:
    """What the user says of the sources, as `asked`."""

    @wraps(function)
    def command(
        *args: Any,
        columns: tuple[tuple[str, str], ...],
        fetch: bool,
        lists: bool,
        private: bool,
        rows: Rows,
        **more: Any,
    ) -> Any:
        web = intake.Later(private=private)
        return function(*args, asked=intake.Asked(dict(columns), fetch, lists, rows, web=web), **more)

    columns = click.option(
        "--column",
        "columns",
        type=column,
        metavar="FIELD=COLUMN",
        multiple=True,
        help=f"Which column of a table is which: {', '.join(FIELDS)}.",
    )
    fetch = click.option(
        "--fetch", is_flag=True, help="Fetch what feeds and tables give no more than the address of, too."
    )
    lists = click.option(
        "--addresses",
        "lists",
        is_flag=True,
        help="The files are lists of addresses, one a line or in a column: fetch them.",
    )
    private = click.option(
        "--allow-private", "private", is_flag=True, help="Fetch from machines of private networks, too."
    )
    rows = click.option(
        "--rows", type=_rows, default="1-", metavar="FROM-TO", help="Of tables only these rows: 1-100, 1000001-."
    )
    return cast("Decorated", columns(rows(fetch(lists(private(command))))))


def walk(sources: Iterable[str]) -> Iterator[Found | DocumentError]:
    """The files behind the sources, each once, in order; an error in the place of what cannot be had.

    A `NAME.published` beside `NAME.txt` says when that was published: it is no report itself.
    """
    seen: set[Path] = set()
    for source in sources:
        for found in intake.find([source]):
            if isinstance(found, DocumentError):
                yield found
            elif isinstance(found, intake.Address):
                yield Found(found, found.url)
            elif found.absolute() not in seen and not _says_when(found):
                seen.add(found.absolute())
                yield Found(found, _as_given(source, found))


def lengths(found: Iterable[Found | DocumentError]) -> Iterator[int]:
    """About how many characters each of the files has, looked up as they are asked for."""
    paths = (one.path for one in found if isinstance(one, Found) and isinstance(one.path, Path))
    return (path.stat().st_size for path in paths if path.is_file())


def opened(found: Found, asked: intake.Asked) -> Iterator[intake.Found]:
    """All originals in a file. Not even a bug in one file's format may cost the other files."""
    inside = intake.originals(found.path, asked)
    while (one := attempt(found, lambda: next(inside, None))) is not None:
        yield DocumentError(as_given(found, one.where), one.why) if isinstance(one, DocumentError) else one


def attempt(found: Found, read: Callable[[], Result], where: str | None = None) -> Result | DocumentError:
    """What `read` gives, or why this document (the one that stands at `where`) cannot be read: not even a bug may
    cost the others.

    Raises what stops the run, and under `--traceback` the bug itself.
    """
    try:
        return read()
    except DocumentError as error:
        return DocumentError(as_given(found, error.where), error.why)
    except KhabarError:
        raise
    except Exception as error:
        if click.get_current_context().meta.get(TRACEBACK):
            raise
        what = f"{type(error).__name__}: {error}"
        given = as_given(found, where or str(found.path))
        return DocumentError(given, f"this is a bug in khabar: {what}; --traceback shows where")


def as_given(found: Found, where: str) -> str:
    """A place in a file by the name that the user gave the file; places elsewhere stay as they are."""
    own = str(found.path)
    return f"{found.given}{where.removeprefix(own)}" if where == own or where.startswith(f"{own}#") else where


def _says_when(found: Path) -> bool:
    return found.suffix == ".published" and any(found.with_suffix(s).exists() for s in SUFFIXES)


def _as_given(source: str, found: Path) -> str:
    folder = Path(source)
    if found == folder:
        return source
    return f"{source}{'' if source.endswith('/') else '/'}{found.relative_to(folder).as_posix()}"
