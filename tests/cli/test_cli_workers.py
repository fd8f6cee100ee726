"""`khabar add` with workers: the same words and exit codes; real workers, who read with the real reader."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from khabar.batch.shards import folder_of
from khabar.model import StopError


def claims(record: str) -> list[tuple[str, ...]]:
    """All claims of a record, as they are kept."""
    with closing(sqlite3.connect(record)) as link:
        return link.execute("SELECT row FROM claims ORDER BY number").fetchall()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Qaim\n\nThe Iraqi army captured the town of al-Qaim on 3 November 2017, Reuters said.\n"
    )
    (folder / "b.txt").write_text("Mayadin\n\nSyrian government forces said on Monday that they took Mayadin.\n")
    (folder / "c.txt").write_bytes(b"\0\1\2" * 99)
    return folder


def test_workers_find_what_one_process_finds(run: Run, reports: Path) -> None:
    alone = run("add", "reports", "missing.txt", "--record", "alone.db")
    result = run("add", "reports", "missing.txt", "--workers", "2")

    assert (result.exit_code, result.stdout) == (1, alone.stdout)
    assert result.stderr == alone.stderr
    assert claims("khabar.db") == claims("alone.db") != []
    assert not folder_of("khabar.db").exists()


def test_json_is_one_line_a_report(run: Run, reports: Path) -> None:
    rows = [json.loads(line) for line in run("add", "--json", "reports", "--engine", "processes").stdout.splitlines()]

    assert [row["document"] for row in rows] == ["reports/a.txt", "reports/b.txt", "reports/c.txt"]
    assert [row["new"] for row in rows] == [True, True, False]


def test_what_was_begun_goes_on_and_says_so(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("khabar.batch.shards.Shards.write", full)
        stopped = run("add", "reports", "--workers", "1")
    assert stopped.exit_code == 1
    assert stopped.stderr == "khabar: there is no room left on a disk\n"

    again = run("add", "reports", "--workers", "1")
    assert "khabar: going on with what was begun; what was read before is in khabar.db.shards\n" in again.stderr
    assert again.stdout == "2 reports read, 2 claims; 1 failed\n"


def full(*_: object, **__: object) -> None:
    raise StopError("there is no room left on a disk")


def test_nothing_to_add_makes_no_record(run: Run) -> None:
    result = run("add", "missing.txt", "--workers", "2")

    assert result.exit_code == 1
    assert result.stderr.startswith("khabar: missing.txt: there is no such file")
    assert not Path("khabar.db").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--workers", "2", "--llm", "http://127.0.0.1:1/v1", "--llm-model", "m"], "leave --workers and --engine out"),
        (["--engine", "processes", "--ray-address", "auto"], "--ray-address is for --engine ray"),
        (["--workers", "0"], "0 is not in the range"),
    ],
)
def test_what_makes_no_sense_is_said(run: Run, reports: Path, words: list[str], why: str) -> None:
    result = run("add", str(reports / "a.txt"), *words)

    assert result.exit_code == 2
    assert why in result.stderr
