"""Other machines are let in with a password, slowly checked, and not by guessing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import PORT, desk

from khabar.model import UsageError
from khabar.record import Reader
from khabar.web.app import make
from khabar.web.door import Door, is_loopback
from khabar.web.gate import Gate, own_names
from khabar.web.password import Password

WORDS = "correct horse battery"
AT = f"http://192.0.2.7:{PORT}"


class Clock:
    """A clock that is turned by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(demo: Path, reader: Reader, page: Path, clock: Clock) -> Iterator[TestClient]:
    """A browser on another machine."""
    gate = Gate(PORT, own_names("0.0.0.0"), Password(WORDS, clock))
    app = make(desk(demo, reader), gate, page)
    with TestClient(app, base_url=AT, headers={"Origin": AT}) as client:
        yield client


def enter(client: TestClient, words: str) -> int:
    return client.post("/login", data={"password": words}, follow_redirects=False).status_code


def test_who_has_the_password_is_let_in(client: TestClient) -> None:
    assert "<form" in client.get("/").text
    assert client.get("/api/about").status_code == 403
    assert enter(client, WORDS) == 303
    assert client.get("/api/about").status_code == 200
    assert "<form" not in client.get("/").text


@pytest.mark.parametrize("words", ["", "wrong", WORDS + " ", WORDS.upper(), "x" * 10_000, "%00", "\udcff"])
def test_who_has_not_is_not(client: TestClient, words: str) -> None:
    sent = words.encode("utf-8", "surrogatepass")
    answer = client.post("/login", data={"password": sent}, follow_redirects=False)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_guessing_is_stopped_for_a_while(client: TestClient, clock: Clock) -> None:
    assert [enter(client, f"guess {n}") for n in range(10)] == [403] * 10
    assert enter(client, WORDS) == 429
    clock.now += 61
    assert enter(client, WORDS) == 303


def test_no_token_opens_what_has_a_password(client: TestClient) -> None:
    assert client.get("/?token=", follow_redirects=False).status_code == 403


def test_another_page_may_not_log_in(client: TestClient) -> None:
    answer = client.post("/login", data={"password": WORDS}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_a_rebound_name_is_turned_away_here_too(client: TestClient) -> None:
    assert client.get("/", headers={"Host": f"evil.example:{PORT}"}).status_code == 403


def test_a_password_comes_from_the_first_line_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password.txt"
    file.write_text(f"{WORDS}\nnot this\n")
    assert Password.of_file(file).fits(WORDS)


@pytest.mark.parametrize("words", ["", "short", "\n"])
def test_a_short_password_is_refused(words: str, tmp_path: Path) -> None:
    file = tmp_path / "password.txt"
    file.write_text(words)
    with pytest.raises(UsageError, match="too short"):
        Password.of_file(file)


def test_a_missing_password_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        Password.of_file(tmp_path / "none")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_beyond_this_machine_a_password_is_needed(host: str) -> None:
    with pytest.raises(UsageError, match="unencrypted"):
        Door(host)
    assert Door(host, password=Password(WORDS)).host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_on_this_machine_none_is(host: str) -> None:
    assert is_loopback(host)
    assert Door(host).password is None
