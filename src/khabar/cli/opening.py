"""The record and the reader that the options ask for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from khabar.cli.screen import note
from khabar.record import Reader, Record

REVIEWERS = "KHABAR_REVIEWERS"
"""Names with commas between: the persons whose judgements go before others', the first before all."""


def reader(packs: Sequence[str]) -> Reader:
    """A reader with these packs, or with all that come with khabar. Raises `PackError`."""
    return Reader(packs or None)


def announce_places() -> None:
    """Say so on a terminal where the list of the world's places is still to be made, before reading begins."""
    from khabar.resolve import WorldGazetteer

    if sys.stderr.isatty() and not WorldGazetteer().is_prepared:
        note("preparing the list of the world's places (this once; some ten seconds)")


def record(path: str, packs: Sequence[str] = (), *, create: bool = False) -> Record:
    """The record at `path`. Raises `RecordError`, `PackError`."""
    return Record.open(path, create=create, reader=reader(packs), reviewers=reviewers())


def reviewers() -> list[str]:
    """The persons whose judgements go before others', as the environment names them."""
    return [name.strip() for name in os.environ.get(REVIEWERS, "").split(",") if name.strip()]
