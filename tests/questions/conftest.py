"""Questions to the five source articles, asked where these lie beside the project. The demonstration corpus is asked
the same kinds of question everywhere: tests/test_demonstration.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar.record import Reader, Record

SHARED = Path(__file__).resolve().parents[3] / "shared"
collect_ignore_glob = [] if (SHARED / "gold" / "texts").is_dir() else ["test_*.py"]


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("articles") / "record.db"
    with Record.open(path, reader=Reader()) as record:
        added = list(record.add([str(p) for p in sorted((SHARED / "gold" / "texts").glob("*.txt"))]))
        assert [a.error for a in added] == [None] * 5
        yield record
