"""The one way out: a format by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from khabar.export.acled import write_acled
from khabar.export.beside import Beside
from khabar.export.ftm import write_ftm
from khabar.export.geojson import write_geojson
from khabar.export.jsonl import write_jsonl
from khabar.export.plover import write_plover
from khabar.export.prov import write_prov
from khabar.export.sfm import write_sfm
from khabar.export.stix import write_stix
from khabar.export.table import write_csv
from khabar.model import Claim, Event, UsageError

_OF_CLAIMS: Mapping[str, Callable[[Iterable[Claim], TextIO, Beside], int]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "geojson": write_geojson,
    "sfm": write_sfm,
    "ftm": write_ftm,
    "stix": write_stix,
    "prov": write_prov,
}
_OF_EVENTS: Mapping[str, Callable[[Iterable[Event], TextIO, Beside], int]] = {
    "acled": write_acled,
    "plover": write_plover,
}

FORMATS = (*_OF_CLAIMS, *_OF_EVENTS)
"""The names of all formats that are one file."""
OF_EVENTS = frozenset(_OF_EVENTS)
"""Those that tell occurrences, each once, instead of claims."""


def write(name: str, claims: Iterable[Claim], out: TextIO, beside: Beside) -> int:
    """Writes the claims to `out` in the format of this name, one by one, as they come; gives the number written.

    Open files with `newline=""`, or quotes that span lines may change. Raises `UsageError` for a format that tells no
    claims.
    """
    writer = _OF_CLAIMS.get(name)
    if writer is None:
        raise UsageError(f"no format {name!r} for claims; there are {', '.join(_OF_CLAIMS)}")
    return writer(claims, out, beside)


def write_events(name: str, events: Iterable[Event], out: TextIO, beside: Beside) -> int:
    """The same for the formats of `OF_EVENTS`; gives the number of events that the format could tell."""
    writer = _OF_EVENTS.get(name)
    if writer is None:
        raise UsageError(f"no format {name!r} for events; there are {', '.join(_OF_EVENTS)}")
    return writer(events, out, beside)
