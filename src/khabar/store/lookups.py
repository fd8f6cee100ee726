"""What a question about one name looks up, made from the rows of readings and claims as they are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from khabar.model import Claim
from khabar.model.names import skeleton
from khabar.model.ties import tied


def keep_spellings(link: sqlite3.Connection, folded: Iterable[str]) -> None:
    """Lets names in claims be found by any romanisation of them."""
    rows = [(skeleton(name), name) for name in folded]
    link.executemany("INSERT INTO spellings VALUES (?, ?) ON CONFLICT DO NOTHING", rows)


def keep_ties(link: sqlite3.Connection, number: int, claim: Claim) -> None:
    """Lets a claim (of this number) that tells who belongs to whom be found by those whom it ties."""
    rows = [(*tie, number) for tie in tied(claim)]
    if rows:
        link.executemany("INSERT INTO ties VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)
