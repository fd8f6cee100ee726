"""What reading needs, loaded once for all tests: the parser, the packs that come with khabar, and the whole way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from khabar import packs
from khabar.model import Claim, Document, Knowledge, Reading, parse_edtf
from khabar.reader import Parser
from khabar.resolve import NoTowns
from khabar.way import Way

TODAY = date(2030, 1, 1)
PUBLISHED = "2025-03-15"  # a Saturday


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return packs.load()


@pytest.fixture(scope="session")
def way(parser: Parser, knowledge: Knowledge) -> Way:
    """Reads with the packs alone, without the world gazetteer."""
    return Way(knowledge, parser, NoTowns(), TODAY)


@pytest.fixture(scope="session")
def read(way: Way) -> Callable[[str], Reading]:
    """A text to its reading, as a report that the River Post published on a Saturday."""

    def reading(text: str) -> Reading:
        id_ = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
        return way.read(Document(id_, "r.txt", text, outlet="River Post", stated=parse_edtf(PUBLISHED)))

    return reading


@pytest.fixture(scope="session")
def claims_of(read: Callable[[str], Reading]) -> Callable[[str], tuple[Claim, ...]]:
    """A text to the claims that the whole way finds in it."""
    return lambda text: read(text).claims
