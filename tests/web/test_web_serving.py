"""`khabar serve` as a user meets it: an address that opens, a port that is free, an end without noise."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import httpx2
import pytest

from khabar.model import UsageError
from khabar.web.door import LOOPBACK, listening
from khabar.web.serving import has_display

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "from khabar.cli import main; main()", "serve")


@contextmanager
def running(*words: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    env = os.environ | environment
    with subprocess.Popen([*PROGRAM, *words], stderr=subprocess.PIPE, text=True, env=env) as program:
        assert program.stderr is not None
        try:
            yield program, program.stderr
        finally:
            program.kill()


def until(lines: IO[str], sign: str) -> str:
    """The first line that has the sign."""
    return next(line for line in lines if sign in line)


def test_it_prints_an_address_that_opens_and_ends_politely(demo: Path) -> None:
    with running("--no-open", "--record", str(demo), "--port", "0") as (program, lines):
        address = re.search(r"http://\S+", until(lines, "http://"))
        assert address
        until(lines, "Ctrl-C")
        with httpx2.Client(follow_redirects=False) as client:
            answer = client.get(address[0])
            assert answer.status_code == 303
            about = client.get(address[0].split("?")[0] + "api/about")
            assert about.json()["record"] == demo.name
            assert "server" not in about.headers
        program.send_signal(signal.SIGINT)
        assert "Traceback" not in lines.read()
        assert program.wait() == 0


def test_the_browsers_command_line_does_not_have_the_token(demo: Path, tmp_path: Path) -> None:
    """All who use a machine can see what programs were started with."""
    told, browser = tmp_path / "told", tmp_path / "browser"
    os.mkfifo(told)
    browser.write_text(f'#!/bin/sh\necho "$1" > {told}\n')
    browser.chmod(0o755)
    with running("--record", str(demo), "--port", "0", DISPLAY=":0", BROWSER=str(browser)) as (_, lines):
        printed = re.search(r"http://\S+", until(lines, "http://"))
        assert printed
        opened = told.read_text().strip()
        assert opened.split("=")[0] == printed[0].split("=")[0]
        assert opened != printed[0]
        with httpx2.Client(follow_redirects=True) as client:
            client.get(opened)
            upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
            about = client.get(f"{opened.split('?')[0]}api/about", headers={**upgrade, "Sec-WebSocket-Key": "eA=="})
            assert (about.status_code, about.json()["record"]) == (200, demo.name)
            assert client.get(opened).status_code == 403


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_while_conflicts_are_still_counted(demo: Path, sign: signal.Signals) -> None:
    """The counting never ends by itself: neither the process that does it nor who waits for it may hold up the end."""
    counting = [sys.executable, "-m", "tests.web.endless", str(demo)]
    with subprocess.Popen(counting, stderr=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stderr is not None
        try:
            address = re.search(r"http://\S+", until(program.stderr, "http://"))
            assert address
            with httpx2.Client(follow_redirects=True) as client:
                client.get(address[0])
                home = address[0].split("?")[0]
                assert client.get(home + "api/table").json()["conflicts_counted"] is False
                with suppress(httpx2.TimeoutException):
                    client.get(home + "api/counts", timeout=0.1)
                program.send_signal(sign)
                assert program.wait(timeout=30) in (0, -sign)
            assert "Traceback" not in program.stderr.read()
        finally:
            program.kill()


def test_a_record_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with running("--no-open", "--record", str(tmp_path / "none.db")) as (program, lines):
        assert "no record at" in lines.read()
        assert program.wait() == 1


def test_beyond_this_machine_it_demands_a_password(demo: Path) -> None:
    with running("--no-open", "--record", str(demo), "--host", "0.0.0.0") as (program, lines):
        said = lines.read()
        assert "--password-file" in said
        assert "unencrypted" in said
        assert program.wait() == 2


def test_a_port_that_is_taken_is_left_for_the_next() -> None:
    with listening(LOOPBACK, 0) as first:
        taken = first.getsockname()[1]
        with listening(LOOPBACK, taken) as second:
            assert taken < second.getsockname()[1] < taken + 20


def test_an_address_of_another_machine_cannot_be_had() -> None:
    with pytest.raises(UsageError, match="no port"):
        listening("192.0.2.1", 8747)


def test_a_browser_needs_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert has_display()
