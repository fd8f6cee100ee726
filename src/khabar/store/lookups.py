"""What a question about one name looks up, made from the rows of readings and claims as they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from khabar.model import Claim
from khabar.model.bearings import bearings
from khabar.model.names import skeleton
from khabar.model.ties import tied
from khabar.store.engines import Link


def keep_spellings(link: Link, folded: Iterable[str]) -> None:
    """Lets names in claims be found by any romanisation of them."""
    rows = [(skeleton(name), name) for name in folded]
    link.executemany("INSERT INTO spellings VALUES (?, ?) ON CONFLICT DO NOTHING", rows)


def keep_bearings(link: Link, number: int, reading: int, claim: Claim) -> None:
    """Lets a claim (of this number and reading) that tells who holds what be found by the site, and by the days and the
    parties that it may tell of."""
    rows = [
        (
            b.site,
            b.party,
            number,
            reading,
            claim.type.value,
            (b.earliest or date.min).isoformat(),
            (b.latest or date.max).isoformat(),
        )
        for b in bearings(claim)
    ]
    if rows:
        link.executemany("INSERT INTO bearings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def keep_ties(link: Link, number: int, claim: Claim) -> None:
    """Lets a claim (of this number) that tells who belongs to whom be found by those whom it ties."""
    rows = [(*tie, number) for tie in tied(claim)]
    if rows:
        link.executemany("INSERT INTO ties VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)
