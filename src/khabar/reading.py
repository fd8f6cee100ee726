"""One text read without a record, for who works in Python."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache

from khabar.frames import ClaimList, located
from khabar.intake.language import language
from khabar.model import Document, UsageError, When, parse_edtf
from khabar.record import Reader

_READERS = 4  # sets of packs for which the tools are kept


def read_text(
    text: str, outlet: str | None, published: str | date | When | None, packs: tuple[str, ...] | None
) -> ClaimList:
    """See `khabar.read`."""
    reader = _reader(packs, date.today())
    # What no file can hold, half a character, is what a file that lacks it would show.
    words = text.encode(errors="replace").decode()
    id_ = hashlib.sha256(words.encode()).hexdigest()
    document = Document(id_, "text", words, outlet=outlet, stated=_when(published), language=language(words))
    reading = reader.way.read(document)
    return ClaimList.of(reading.claims, located(reading.places, reader.knowledge))


@lru_cache(maxsize=_READERS)
def _reader(packs: tuple[str, ...] | None, today: date) -> Reader:
    """The tools of reading, by the packs and the day of reading."""
    return Reader(packs, today=lambda: today)


def _when(published: str | date | When | None) -> When | None:
    if published is None or isinstance(published, When):
        return published
    if isinstance(published, date):
        return When.on(date(published.year, published.month, published.day))  # a moment's day, too
    try:
        return parse_edtf(published)
    except ValueError as error:
        raise UsageError(f"published: {error}") from None
