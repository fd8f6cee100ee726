"""A program that is killed while others read for it; the long form is `make soak`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.batch.killing import run
from tests.batch.newsstand import Hands, add, newsstand, whole

from khabar.batch.shards import folder_of
from khabar.engines import Here, Processes


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return newsstand(tmp_path / "reports")


@pytest.fixture
def undisturbed(tmp_path: Path, reports: Path) -> bytes:
    add(tmp_path / "undisturbed.db", [reports], Hands(Here()))
    return whole(tmp_path / "undisturbed.db")


def test_killed_three_times_with_other_numbers_of_workers(tmp_path: Path, reports: Path, undisturbed: bytes) -> None:
    record = tmp_path / "khabar.db"
    for workers, lines in ((2, 1), (1, 20), (3, 47)):
        assert not run(record, reports, ("processes", workers), lines)
    add(record, [reports], Hands(Here()))

    assert whole(record) == undisturbed
    assert not folder_of(record).exists()


def test_ray_is_killed_and_processes_go_on(tmp_path: Path, reports: Path, undisturbed: bytes) -> None:
    record = tmp_path / "khabar.db"
    assert not run(record, reports, ("ray", 2), lines=18)
    assert list(folder_of(record).glob("*.shard"))
    add(record, [reports], Hands(Processes(1)))

    assert whole(record) == undisturbed


def test_processes_are_killed_and_ray_goes_on(tmp_path: Path, reports: Path, undisturbed: bytes) -> None:
    record = tmp_path / "khabar.db"
    assert not run(record, reports, ("processes", 2), lines=1)
    assert run(record, reports, ("ray", 2))

    assert whole(record) == undisturbed
