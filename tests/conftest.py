"""What reading needs, loaded once for all tests: the tagger, the packs that come with khabar, and the whole way; and
a PostgreSQL server, started where a test needs one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from tests.server import Server, running

from khabar import packs
from khabar.model import Claim, Document, Knowledge, Reading, parse_edtf
from khabar.reader import Tagger
from khabar.resolve import NoPlaces
from khabar.way import Way

settings.register_profile("khabar", deadline=None)  # how long a case takes says nothing about whether it is right
settings.load_profile("khabar")

MISSES = Path(__file__).parent / "known_misses.txt"
TODAY = date(2030, 1, 1)
PUBLISHED = "2025-03-15"  # a Saturday


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sentences that the shipped weights are known to read wrong are run like all others, and must leave the list when
    they come right. docs/quality.md tells what they are."""
    lines = MISSES.read_text(encoding="utf-8").splitlines()
    known = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    for item in items:
        if item.nodeid in known:
            item.add_marker(pytest.mark.xfail(strict=True, reason="the tagger is known to miss this"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; each test makes a database of its own there."""
    with running() as server:
        yield server


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The address of a database with an empty record."""
    name = server.make()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return packs.load()


@pytest.fixture(scope="session")
def way(tagger: Tagger, knowledge: Knowledge) -> Way:
    """Reads with the packs alone, without the world gazetteer."""
    return Way(knowledge, tagger, NoPlaces(), TODAY)


@pytest.fixture(scope="session")
def read_document(way: Way) -> Callable[[Document], Reading]:
    """A document to its reading."""
    return way.read


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
