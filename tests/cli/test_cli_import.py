"""`khabar import`: others' tables beside reports that were read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from khabar.resolve import NoPlaces

Run = Callable[..., Result]
HEAD = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,location,latitude,longitude,source,notes"
)
TAKEN = (
    "IRQ1,2017-11-06,Battles,Government regains territory,Military Forces of Iraq (2014-2022),Islamic State (Iraq),"
    "Iraq,Al-Qaim,34.39,40.99,River Post,Iraqi forces took al-Qaim.\n"
)


@pytest.fixture(autouse=True)
def _without_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.resolve.WorldGazetteer", NoPlaces)


@pytest.fixture
def table(tmp_path: Path) -> str:
    (tmp_path / "events.csv").write_text(f"{HEAD}\n{TAKEN}IRQ2,soon{',' * 10}\n", encoding="utf-8")
    return "events.csv"


@pytest.mark.parametrize("words", [("events.csv",), ("acled", "events.csv")])
def test_a_table_is_taken_in_once_and_its_bad_rows_are_named(run: Run, table: str, words: tuple[str, ...]) -> None:
    first = run("import", *words)
    assert (first.exit_code, first.stdout) == (1, "1 report taken in, 1 claim\n")
    assert "events.csv:3: no event_type of ACLED's: ''" in first.stderr
    assert run("import", *words).stdout == "0 reports taken in, 0 claims; 1 already there\n"


@pytest.mark.usefixtures("record", "table")
def test_its_claims_answer_beside_those_that_were_read(run: Run) -> None:
    run("import", "events.csv")

    state = run("state", "al-Qaim", "--on", "2017-11-10").stdout
    assert "River Post ← ACLED" in state
    assert "a shopkeeper" in state
    events = run("events", "--place", "al-Qaim").stdout
    assert "Taking or clearing by Iraqi armed forces from the Islamic State at Al-Qaim on 6 November 2017" in events
    conflicts = run("conflicts", "al-Qaim").stdout
    assert "Iraqi armed forces, by River Post" in conflicts
    assert "a shopkeeper" in conflicts
    (row,) = map(json.loads, run("claims", "--type", "capture", "--json").stdout.splitlines())
    assert row["reader"].startswith("import acled 1")


def test_the_rows_bytes_are_kept_and_can_be_verified(run: Run, table: str) -> None:
    run("import", table)
    assert run("verify").exit_code == 0


def test_a_table_of_the_monitor_is_known_by_its_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text(
        "person:name,person:posting_unit_name,person:posting_role\nSami Odeh,Valley Guard,Commander\n",
        encoding="utf-8-sig",
    )
    assert run("import", "sheet.csv").stdout == "1 report taken in, 1 claim\n"
    assert "Sami Odeh" in run("claims", "--type", "command").stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [(("none.csv",), "there is no file none.csv"), (("acled", "."), ". is a folder"), (("acled",), "no file acled")],
)
def test_what_is_no_file_is_named(run: Run, words: tuple[str, ...], why: str) -> None:
    result = run("import", *words)
    assert result.exit_code == 2
    assert why in result.stderr


def test_a_bar_moves_with_the_rows(run: Run, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[float] = []
    monkeypatch.setattr("khabar.cli.screen.Steps.within", lambda self, share: seen.append(share))
    run("import", "acled", table)
    assert seen
    assert seen[-1] == 1.0
    assert seen == sorted(seen)
