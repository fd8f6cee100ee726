"""What was told of watched names, as the page gets it."""

from __future__ import annotations

from datetime import datetime

from khabar.web.shapes.rows import Shape


class NewsClaim(Shape):
    """A claim behind a piece of news; `chain` goes from the first speaker to the outlet."""

    id: str
    quote: str
    chain: list[str]
    document: str


class Told(Shape):
    """A piece of news: what changed of which names, when it was told, and the first of the claims behind it, of so
    many."""

    number: int
    told: datetime
    kind: str
    names: list[str]
    words: str
    claims: list[NewsClaim]
    all: int


class News(Shape):
    """The latest news after a number, in their order; how many there are after it; and the number of the last."""

    news: list[Told]
    all: int
    last: int
