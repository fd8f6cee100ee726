"""The one way out: a format by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from khabar.export.geojson import write_geojson
from khabar.export.jsonl import write_jsonl
from khabar.export.table import write_csv
from khabar.model import Claim, Place, UsageError

_Writer = Callable[[Iterable[Claim], TextIO, Mapping[str, Place]], int]

_WRITERS: Mapping[str, _Writer] = {"jsonl": write_jsonl, "csv": write_csv, "geojson": write_geojson}

FORMATS = tuple(_WRITERS)
"""The names that `write` takes."""


def write(name: str, claims: Iterable[Claim], out: TextIO, *, located: Mapping[str, Place]) -> int:
    """Writes the claims to `out` in the format of this name, one by one, as they come; gives their number.

    `located` holds places by the entity ids that claims name. Open files with `newline=""`, or quotes that span lines
    may change. Raises `UsageError` for a format that is not in `FORMATS`.
    """
    writer = _WRITERS.get(name)
    if writer is None:
        raise UsageError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    return writer(claims, out, located)
