"""The record and the reader that the options ask for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from khabar.cli.screen import note
from khabar.cli.settings import LLM, LLM_MODEL
from khabar.model import UsageError
from khabar.record import Reader, Record
from khabar.store import lies_still

if TYPE_CHECKING:
    from khabar.asking import Asker

REVIEWERS = "KHABAR_REVIEWERS"
"""Names with commas between: the persons whose judgements go before others', the first before all."""


KEY = "KHABAR_LLM_KEY"
"""Where the key of a language model is."""


def reader(packs: Sequence[str]) -> Reader:
    """A reader with these packs, or with all that come with khabar; where `--llm` names a language model, it reads the
    claims, and what that came to is noted at the end. Raises `PackError`, `UsageError`."""
    return Reader(packs or None, asker=_asker())


def _asker() -> Asker | None:
    ctx = click.get_current_context()
    address, model = ctx.meta.get(LLM), ctx.meta.get(LLM_MODEL)
    if not address:
        if model:
            raise UsageError("--llm-model needs --llm ADDRESS beside it")
        return None
    if not model:
        raise UsageError("name the model at that address: --llm-model NAME")
    from khabar.asking import Asker, Endpoint

    asker = Asker(Endpoint(address, model, os.environ.get(KEY)))
    ctx.call_on_close(lambda: note(f"{model}: {asker.tally}"))
    return asker


def announce_asking(lengths: Iterable[int]) -> None:
    """Say what a language model is about to be asked, where one is: how much leaves this machine, and where to;
    `lengths` are those of the texts, in characters."""
    meta = click.get_current_context().meta
    if meta.get(LLM):
        from khabar.asking import estimate, shown

        address = shown(meta[LLM])
        requests, tokens = estimate(list(lengths))
        if _in_clear(meta[LLM]):
            note(f"{address} is another machine, and not https: who is on the way can read the reports, and the key")
        note(
            f"the reports' text is sent to {address}: at most about {requests:,} requests with {tokens:,} tokens; "
            "answers that are there from before are not asked for again"
        )


def _in_clear(address: str) -> bool:
    from khabar.web.door import is_loopback

    try:
        parts = urlsplit(address)
    except ValueError:
        return False  # it is refused when it is asked
    return parts.scheme == "http" and not is_loopback(parts.hostname or "")


def announce_places() -> None:
    """Say so on a terminal where the list of the world's places is still to be made, before reading begins."""
    from khabar.resolve import WorldGazetteer

    if sys.stderr.isatty() and not WorldGazetteer().is_prepared:
        note("preparing the list of the world's places (this once; some ten seconds)")


def record(path: str, packs: Sequence[str] = (), *, create: bool = False) -> Record:
    """The record at `path`. Raises `RecordError`, `PackError`."""
    opened = Record.open(path, create=create, reader=reader(packs), reviewers=reviewers())
    announce_stillness(path)
    return opened


def announce_stillness(path: str) -> None:
    """Say so where the record lies on a disk that is read-only."""
    if lies_still(Path(path)):
        note(f"{path} lies on a disk that is read-only: it is read as it is, and nothing can be added or judged")


def reviewers() -> list[str]:
    """The persons whose judgements go before others', as the environment names them."""
    return [name.strip() for name in os.environ.get(REVIEWERS, "").split(",") if name.strip()]
