"""Broken files of every kind, the whole way into a record; `make soak` reads more, and looks at the time too."""

from __future__ import annotations

import os
from pathlib import Path

from tests.intake.fuzzing import KINDS, MEGABYTES, cost, fill, look

EACH = 3


def test_broken_files_cost_little_and_reach_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "in", KINDS, EACH, 1)
    before = {path: path.read_bytes() for path in (tmp_path / "in").iterdir()}
    told = cost(tmp_path / "in", tmp_path / "record" / "khabar.db")
    assert told.files == EACH * len(KINDS)
    assert told.reports > 10
    assert told.errors > 10
    assert told.reached == []
    assert told.megabytes < MEGABYTES
    assert {path: path.read_bytes() for path in (tmp_path / "in").iterdir()} == before
    assert {path.name for path in tmp_path.iterdir()} == {"in", "record"}


def test_the_watch_is_awake(tmp_path: Path) -> None:
    reached: list[str] = []
    look("open", (str(tmp_path / "khabar.db"), "w", os.O_WRONLY | os.O_CREAT), tmp_path, reached)
    look("open", ("/elsewhere", "r", os.O_RDONLY), tmp_path, reached)
    assert reached == []
    look("open", ("/elsewhere", "w", os.O_WRONLY | os.O_CREAT), tmp_path, reached)
    look("os.mkdir", ("/elsewhere", 0o777, -1), tmp_path, reached)
    look("socket.getaddrinfo", ("x.example", 443), tmp_path, reached)
    assert len(reached) == 3
