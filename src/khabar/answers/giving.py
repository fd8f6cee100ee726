"""What stands beside claims that are given to other programs."""

from __future__ import annotations

from functools import lru_cache

from khabar.answers.pages import located
from khabar.export import Beside
from khabar.model import Document, Kind
from khabar.record import Record


def beside(held: Record) -> Beside:
    """Places, kinds of names, and each report when it is asked for."""

    @lru_cache(maxsize=256)
    def report(document: str) -> Document:
        return held.store.document(document).document

    kinds: dict[str, Kind] = {}
    for one in held.names():
        kinds.setdefault(one.entity or one.name, one.kinds[0][0])
    return Beside(located(held), held.knowledge, report, kinds)
