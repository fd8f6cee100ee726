"""ZIP files from strangers: opened only where what they say of themselves is within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from khabar.model import DocumentError

_MOST_MEMBERS = 5_000


@contextmanager
def opened(file: BinaryIO, where: str) -> Iterator[zipfile.ZipFile]:
    """The archive in `file`. Raises `DocumentError` where it is none, or holds too many files."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise DocumentError(where, f"this ZIP file is damaged ({error})") from None
    with archive:
        if len(archive.namelist()) > _MOST_MEMBERS:
            raise DocumentError(where, f"more than {_MOST_MEMBERS:,} files are packed in it")
        yield archive
