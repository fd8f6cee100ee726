"""Which files and addresses a user means by the words given."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from khabar.intake.kinds import SUFFIXES, suffix
from khabar.intake.originals import Address
from khabar.model import DocumentError


def find(sources: Sequence[str]) -> Iterator[Path | Address | DocumentError]:
    """The files behind `sources`, each once, in the order given; an error in the place of what cannot be had.

    A file named outright is always tried. A folder is searched through, in sorted order, for files whose names end as
    those of documents, mails, feeds, tables and web archives do; hidden ones and READMEs are left out. Missing paths
    and web addresses come back as `DocumentError` (not raised), so that the others are still read.
    """
    seen: set[str] = set()
    for source in sources:
        for found in _behind(source):
            if not isinstance(found, DocumentError):
                where = os.path.abspath(found) if isinstance(found, Path) else found.url
                if where in seen:
                    continue
                seen.add(where)
            yield found


def _behind(source: str) -> Iterator[Path | Address | DocumentError]:
    if source.lower().startswith(("http://", "https://")):
        yield Address(source)
        return
    path = Path(source)
    try:
        if path.is_dir():
            yield from _inside(path)
        elif path.exists() or path.is_symlink():
            yield path
        else:
            yield DocumentError(source, f"there is no such file or folder; {_hint(path)}")
    except (OSError, ValueError) as error:
        yield DocumentError(source, f"this path cannot be looked up ({_words(error)})")


def _inside(folder: Path) -> Iterator[Path | DocumentError]:
    failed: list[OSError] = []
    none = True
    for here, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if _is_report(name):
                none = False
                yield Path(here) / name
    for error in failed:
        yield DocumentError(str(error.filename), f"this folder cannot be read ({_words(error)}); check its permissions")
    if none and not failed:
        kinds = ", ".join(sorted(SUFFIXES))
        yield DocumentError(str(folder), f"nothing to read in this folder; looked for files ending in {kinds}")


def _is_report(name: str) -> bool:
    return bool(suffix(name)) and not name.lower().startswith((".", "readme"))


def _hint(path: Path) -> str:
    parent = path.parent
    if not parent.is_dir():
        return f"the folder {parent} does not exist either"
    near = get_close_matches(path.name, os.listdir(parent), n=1)
    return f"did you mean {parent / near[0]}?" if near else "check the spelling and the folder you are in"


def _words(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
