"""A file that is there whole or not at all: written beside its place, on the disk, then renamed."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """A UTF-8 file to write, line ends untouched. It takes its name when the block ends without an error; until then,
    and where there is one, what had the name before is as it was.

    What a link points to is replaced and not the link; a pipe or a device is written to as it is. Raises `OSError`."""
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():
        with place.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    mode = _mode(place)
    beside = place.with_name(f".{place.name[:50]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _mode(place: Path) -> int | None:
    """The permissions of the file that is replaced, which must be one that may be written; None where there is none."""
    if not place.exists():
        return None
    os.close(os.open(place, os.O_WRONLY))
    return stat.S_IMODE(place.stat().st_mode)
