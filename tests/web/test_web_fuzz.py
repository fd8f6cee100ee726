"""Each operation, asked whatever its description allows and does not: nothing breaks, and answers are as described."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.fuzzing import OPERATIONS, Known, ask, browser

from khabar.record import Reader

EXAMPLES = 8
"""How many of either kind; `make soak` asks more."""


@pytest.fixture(scope="module")
def opened(demo: Path, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Known]]:
    """A browser over a copy of the demonstration record: what is asked also judges."""
    path = Path(shutil.copy(demo, tmp_path_factory.mktemp("fuzz")))
    with browser(path, reader) as client:
        yield client, Known(path)


@pytest.mark.parametrize("label", OPERATIONS)
def test_all_is_answered_as_described(opened: tuple[TestClient, Known], label: str) -> None:
    seen = ask(OPERATIONS[label], *opened, EXAMPLES, 1)
    assert seen[200]
