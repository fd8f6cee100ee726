"""`khabar add`: what becomes of each source, and what the exit code says of all."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from khabar.cli import khabar

pytestmark = pytest.mark.usefixtures("by_hand")


def test_a_folder_is_read_into_the_record(run: Run, reports: Path) -> None:
    result = run("add", str(reports))

    assert (result.exit_code, result.stdout, result.stderr) == (0, "2 reports read, 2 claims\n", "")
    assert "The bridge is open" in run("claims").stdout


def test_what_is_there_already_is_left_alone(run: Run, reports: Path) -> None:
    run("add", str(reports / "a.txt"))

    assert run("add", str(reports)).stdout == "1 report read, 1 claim; 1 already there\n"


def test_one_failure_costs_no_other_report(run: Run, reports: Path) -> None:
    (reports / "a2.txt").write_text("Odd\n\nUNREADABLE\n")

    result = run("add", "reports", "nosuch.txt")

    assert result.exit_code == 1
    assert result.stdout == "2 reports read, 2 claims; 2 failed\n"
    first, second = result.stderr.splitlines()
    assert first == "khabar: reports/a2.txt: nobody can read this"
    assert second.startswith("khabar: nosuch.txt: there is no such file")


def test_not_even_a_bug_costs_another_report(run: Run, reports: Path) -> None:
    (reports / "a2.txt").write_text("Odd\n\nBUG\n")

    result = run("add", "reports")

    assert result.exit_code == 1
    assert "2 reports read" in result.stdout
    assert "khabar: reports/a2.txt: this is a bug in khabar: ZeroDivisionError: counted to none" in result.stderr


def test_a_bug_in_one_report_can_be_traced(run: Run, reports: Path) -> None:
    (reports / "a2.txt").write_text("Odd\n\nBUG\n")

    assert "Traceback" in run("add", "reports", "--traceback").stderr


def test_json_is_one_line_a_source_and_nothing_else(run: Run, reports: Path) -> None:
    result = run("add", "--json", "reports", "nosuch.txt")

    first, _, last = map(json.loads, result.stdout.splitlines())
    told = {"copy_of": None, "unread": None, "ocr": None, "address": None, "unchanged": False, "error": None}
    assert first == {"document": "reports/a.txt", "claims": 1, "new": True, **told}
    assert last["document"] == "nosuch.txt"
    assert "no such file" in last["error"]
    assert result.exit_code == 1


def test_nothing_to_add_makes_no_record(run: Run, tmp_path: Path) -> None:
    result = run("add", "nosuch.txt")

    assert result.exit_code == 1
    assert result.stdout == "0 reports read, 0 claims; 1 failed\n"
    assert list(tmp_path.iterdir()) == []


def test_the_users_word_on_outlet_and_day(run: Run, reports: Path) -> None:
    run("add", str(reports / "a.txt"), "--outlet", "River Post", "--published", "2019-03", "--record", "own.db")

    (row,) = map(json.loads, run("documents", "--json", "--record", "own.db").stdout.splitlines())
    assert row["outlet"] == "River Post"
    assert (row["published"]["earliest"], row["published"]["latest"]) == ("2019-03-01", "2019-03-31")


def test_a_day_that_is_none_is_wrong_usage(run: Run, reports: Path) -> None:
    result = run("add", str(reports), "--published", "soon")

    assert result.exit_code == 2
    assert "not a date: 'soon'" in result.stderr


def test_a_bad_published_file_is_named_itself(run: Run, reports: Path) -> None:
    (reports / "a.published").write_text("soon")

    assert "khabar: reports/a.published: " in run("add", "reports/a.txt").stderr


def test_a_pack_that_does_not_exist_stops_the_run(run: Run, reports: Path) -> None:
    result = run("add", str(reports), "--pack", "atlantis")

    assert result.exit_code == 1
    assert "no pack called 'atlantis'" in result.stderr


def test_what_stops_the_run_is_not_charged_to_a_report(run: Run, reports: Path) -> None:
    (reports / "a2.txt").write_text("Odd\n\nMODEL\n")

    result = run("add", "reports")

    assert (result.exit_code, result.stderr) == (1, "khabar: the language model is missing\n")
    assert len(run("documents").stdout.splitlines()) == 1


def test_no_source_is_wrong_usage(run: Run) -> None:
    assert run("add").exit_code == 2


def test_a_terminal_sees_how_far_it_is(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    bar = Terminal()
    monkeypatch.setattr(sys, "stderr", bar)
    monkeypatch.setenv("TERM", "xterm")

    with pytest.raises(SystemExit):
        khabar.main(["add", str(reports)])

    assert "2/2" in bar.getvalue()


def test_a_bar_moves_within_a_large_table_too(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[float] = []
    monkeypatch.setattr("khabar.cli.screen.Steps.within", lambda self, share: seen.append(share))
    (reports / "table.jsonl").write_text("".join(f'{{"text": "Held {n}\\n\\nBy Ann."}}\n' for n in range(3)))
    run("add", str(reports / "table.jsonl"))
    assert seen[-1] == 1.0
    assert seen == sorted(seen)
    assert len(seen) == 3
