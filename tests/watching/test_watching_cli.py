"""`khabar watch` as a user meets it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from tests.watching.newsdesk import Desk

from khabar.cli import khabar
from khabar.store import Store

HELD = ("Herald, 2024-05-01", "Captain Dara | control | asserted | Blue Army | Old Mill | |")


def run(desk: Desk, *words: str) -> Result:
    return CliRunner().invoke(khabar, ["watch", *words, "--record", str(desk.path), "--pack", "iraq-syria"])


def test_it_tells_sentence_quote_chain_and_id(desk: Desk) -> None:
    desk.write("a.txt", *HELD)
    shown = run(desk, str(desk.folder), "--names", "Old Mill, Red Front", "--once")
    assert shown.exit_code == 0, shown.output
    lines = [line.strip() for line in shown.stdout.splitlines()]
    assert "Old Mill · control" in lines
    (at,) = (n for n, line in enumerate(lines) if "the Blue Army held Old Mill" in line)
    assert lines[at + 1] == f"“{HELD[1]}”"
    assert lines[at + 2].startswith("Captain Dara ← Herald · ")
    assert run(desk, str(desk.folder), "--names", "Old Mill", "--once").stdout == ""


def test_rows_are_json_and_can_be_had_again(desk: Desk) -> None:
    desk.write("a.txt", *HELD)
    rows = list(
        map(json.loads, run(desk, str(desk.folder), "--names=Old Mill", "--once", "--json").stdout.splitlines())
    )
    assert [row["kind"] for row in rows] == ["first report", "control"]
    again = list(map(json.loads, run(desk, "--told", "--json").stdout.splitlines()))
    assert [{k: v for k, v in row.items() if k != "told"} for row in again] == rows
    assert "the Blue Army held Old Mill" in run(desk, "--told").stdout


def test_what_failed_is_named_and_the_code_is_1(desk: Desk) -> None:
    desk.write("a.txt", *HELD)
    shown = run(desk, str(desk.folder / "none"), str(desk.folder), "--names", "Old Mill", "--once")
    assert shown.exit_code == 1
    assert "there is no such file" in shown.stderr
    assert "Blue Army held Old Mill" in shown.stdout


def test_a_name_that_nothing_bears_is_said(desk: Desk) -> None:
    desk.write("a.txt", *HELD)
    assert "Nowhere Hill" in run(desk, str(desk.folder), "--names", "Nowhere Hill", "--once").stderr


@pytest.mark.parametrize(
    "words", [["x"], ["--names", "a"], ["x", "--names", "a", "--every", "1s"], ["x", "--names", "a", "--every", "soon"]]
)
def test_what_makes_no_sense_is_wrong_usage(desk: Desk, words: list[str]) -> None:
    assert run(desk, *words).exit_code == 2
    assert not desk.path.exists()


def test_what_a_report_says_cannot_command_the_terminal(desk: Desk) -> None:
    desk.write("a.txt", HELD[0], "Dara\x1b[31m | control | asserted | Blue Army | Old Mill | |")
    shown = run(desk, str(desk.folder), "--names", "Old Mill", "--once")
    assert "Blue Army" in shown.stdout
    assert "\x1b" not in shown.stdout


def test_what_was_told_is_never_taken_back(desk: Desk) -> None:
    desk.write("a.txt", *HELD)
    run(desk, str(desk.folder), "--names", "Old Mill", "--once")
    with Store.open(desk.path, clock=desk.time.now) as store:
        for table in ("watched", "news", "told"):
            for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = 1"):
                if table != "told" or "rowid" not in statement:
                    with pytest.raises(Exception, match="only grow"):
                        store._link.execute(statement)
