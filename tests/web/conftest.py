"""The workbench's server over the demonstration corpus, asked as the page asks it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from khabar.record import Reader, Record
from khabar.web.app import make
from khabar.web.desk import Desk
from khabar.web.gate import Gate
from khabar.web.workshop import Workshop

REPORTS = Path(__file__).parents[2] / "demo" / "reports"
PORT = 8747
HOME = f"http://127.0.0.1:{PORT}"

Get = Callable[..., Any]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the demonstration reports."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Record.open(path) as record:
        assert not [a for a in record.add([str(REPORTS)]) if a.error]
    return path


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


def desk(path: Path | str, reader: Reader) -> Desk:
    """A desk over a record."""
    opened = partial(Record.open, path, create=False, reader=reader)
    return Desk(opened, path, Workshop.begun(opened), "Ann")


def served(path: Path | str, reader: Reader, page: Path) -> tuple[TestClient, Gate]:
    """The application over a record, and its gate."""
    gate = Gate(PORT)
    app = make(desk(path, reader), gate, page)
    return TestClient(app, base_url=HOME), gate


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page as the build would leave it, with a secret beside it that is no part of it."""
    folder = tmp_path_factory.mktemp("package")
    (folder / "secret.txt").write_text("not for the page")
    page = folder / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>khabar</title>")
    (page / "assets" / "main.js").write_text("export {};")
    return page


@pytest.fixture(scope="session")
def gate_and_client(demo: Path, reader: Reader, page: Path) -> Iterator[tuple[TestClient, Gate]]:
    client, gate = served(demo, reader, page)
    with client:
        client.get("/", params={"token": gate.token})
        yield client, gate


@pytest.fixture
def gate(gate_and_client: tuple[TestClient, Gate]) -> Gate:
    return gate_and_client[1]


@pytest.fixture
def client(gate_and_client: tuple[TestClient, Gate]) -> TestClient:
    """A browser that was opened with the token."""
    return gate_and_client[0]


@pytest.fixture
def stranger(gate_and_client: tuple[TestClient, Gate]) -> TestClient:
    """A browser that knows the address and nothing else."""
    return TestClient(gate_and_client[0].app, base_url=HOME)


@pytest.fixture
def get(client: TestClient) -> Get:
    """What the API answers at a path with parameters; it must be fine, or have the status given."""

    def ask(path: str, status: int = 200, **parameters: Any) -> Any:
        answer = client.get(f"/api/{path}", params=parameters)
        assert answer.status_code == status, answer.text
        assert b"<" not in answer.content
        return json.loads(answer.content)

    return ask
