"""The files that a user names, under the names that the user gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from khabar import intake
from khabar.cli.settings import TRACEBACK
from khabar.intake.folders import SUFFIXES
from khabar.model import DocumentError, KhabarError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and its path as the user gave it (for a file in a folder: the folder's path as given, and the rest)."""

    path: Path
    given: str


def walk(sources: Iterable[str]) -> Iterator[Found | DocumentError]:
    """The files behind the sources, each once, in order; an error in the place of what cannot be had.

    A `NAME.published` beside `NAME.txt` says when that was published: it is no report itself.
    """
    seen: set[Path] = set()
    for source in sources:
        for found in intake.find([source]):
            if isinstance(found, DocumentError):
                yield found
            elif found.absolute() not in seen and not _says_when(found):
                seen.add(found.absolute())
                yield Found(found, _as_given(source, found))


def attempt(found: Found, read: Callable[[], Result]) -> Result | DocumentError:
    """What `read` gives, or why this document cannot be read: not even a bug may cost the others.

    Raises what stops the run, and under `--traceback` the bug itself.
    """
    try:
        return read()
    except DocumentError as error:
        own = error.where == str(found.path)  # else it is about a file beside this one
        return DocumentError(found.given, error.why) if own else error
    except KhabarError:
        raise
    except Exception as error:
        if click.get_current_context().meta.get(TRACEBACK):
            raise
        what = f"{type(error).__name__}: {error}"
        return DocumentError(found.given, f"this is a bug in khabar: {what}; --traceback shows where")


def _says_when(found: Path) -> bool:
    return found.suffix == ".published" and any(found.with_suffix(s).exists() for s in SUFFIXES)


def _as_given(source: str, found: Path) -> str:
    folder = Path(source)
    if found == folder:
        return source
    return f"{source}{'' if source.endswith('/') else '/'}{found.relative_to(folder).as_posix()}"
