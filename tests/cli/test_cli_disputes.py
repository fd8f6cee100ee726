"""`khabar conflicts` and `khabar events`: what cannot all be true, and what happened."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import OnTerminal, Run
from tests.cli.newsroom import HELD, HOSTILE, ISIS, PMF, QAIM, TAKEN, readings

from khabar.model import Claim, ClaimType, Quantity, When
from khabar.store import Store

DAY = When.on(date(2017, 11, 3))


def attack(words: Claim, dead: float) -> Claim:
    """The words, told of one attack with so many dead."""
    count = Quantity(dead, "fighter", "dead")
    return replace(words, subjects=(PMF,), objects=(ISIS,), places=(QAIM,), event_time=DAY, quantities=(count,))


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    """A record in which two are said to hold a town on one day, and to have left different numbers of dead there."""
    taken, held, planned = readings()
    rival = replace(held.claims[0], event_time=DAY)
    ours = attack(TAKEN.claim("About 300 fighters stand in the town", ClaimType.ATTACK), 300)
    theirs = attack(HELD.claim("IS fighters", ClaimType.ATTACK, f"a {HOSTILE} man"), 12)
    path = tmp_path / "disputed.db"
    with Store.open(path, clock=lambda: datetime(2024, 5, 1, tzinfo=UTC)) as store:
        for reading, claims in ((taken, (*taken.claims, ours)), (held, (rival, theirs)), (planned, planned.claims)):
            store.add(replace(reading, claims=claims), reading.document.text.encode())
    return path


def lines(run: Run, *words: str) -> list[str]:
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


class TestConflicts:
    def test_each_has_its_kind_sides_roots_and_what_would_settle_it(self, run: Run, disputed: Path) -> None:
        shown = lines(run, "conflicts", "--record", str(disputed), "--kind", "holders")
        assert shown[0].endswith(" holders")
        assert "Who held Al-Qaim on 3 November 2017 is disputed" in shown[1]
        assert any(s.strip() == "Popular Mobilization Forces: Salim Raad" for s in shown)
        assert shown[-1].strip().startswith("would settle it: ")

    def test_as_data(self, run: Run, disputed: Path) -> None:
        rows = [json.loads(s) for s in lines(run, "conflicts", "Al-Qaim", "--record", str(disputed), "--json")]
        assert {r["kind"] for r in rows} == {"holders", "numbers"}
        (held,) = [r for r in rows if r["kind"] == "holders"]
        assert {tuple(s["roots"]) for s in held["sides"]} == {("Salim Raad",), ("a shopkeeper",)}
        assert all(s["claims"][0]["quote"] for s in held["sides"])
        assert held["settle"]

    def test_one_name_and_the_whole_record_agree(self, run: Run, disputed: Path) -> None:
        ids = [
            [json.loads(s)["id"] for s in lines(run, "conflicts", *of, "--record", str(disputed), "--json")]
            for of in ([], ["Al-Qaim"])
        ]
        assert ids[0] == ids[1] != []
        assert lines(run, "conflicts", "Baghdad", "--record", str(disputed)) == []

    def test_what_a_page_says_moves_no_cursor(self, on_terminal: OnTerminal, disputed: Path) -> None:
        shown = on_terminal("conflicts", "--record", str(disputed), "--color", "never")
        assert "numbers" in shown
        assert not set(shown) & {"\x07", "\u202e", "\x9b"}

    @pytest.mark.usefixtures("record")
    def test_where_all_is_well(self, run: Run) -> None:
        result = run("conflicts")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "khabar: no conflict found\n")

    @pytest.mark.usefixtures("record")
    def test_an_unknown_name_or_kind_is_wrong_usage(self, run: Run) -> None:
        assert run("conflicts", "Nowheresville").exit_code == 2
        assert "holders" in run("conflicts", "--kind", "quarrel").stderr

    def test_show_tells_who_disagrees(self, run: Run, disputed: Path) -> None:
        id_ = readings()[0].claims[0].id
        shown = run("show", id_, "--record", str(disputed)).stdout
        assert "Who held Al-Qaim on 3 November 2017 is disputed" in shown
        row = json.loads(run("show", id_, "--record", str(disputed), "--json").stdout)
        assert [r["kind"] for r in row["rivals"]] == ["holders"]


class TestEvents:
    def test_one_event_with_every_count(self, run: Run, disputed: Path) -> None:
        shown = lines(run, "events", "--record", str(disputed), "--type", "attack")
        assert shown[0].endswith(" attack")
        assert "at Al-Qaim on 3 November 2017: 12 dead, by" in shown[1]
        assert "300 dead, by Riverside Gazette" in shown[1]
        assert "2 independent roots" in shown[2]

    @pytest.mark.parametrize(
        ("asked", "number"),
        [
            ([], 1),
            (["--place", "al-Qaim"], 1),
            (["--place", "Baghdad"], 0),
            (["--actor", "PMF", "--from", "2017-11"], 1),
            (["--from", "2017-11-04"], 0),
            (["--to", "2017-11-02"], 0),
            (["--type", "meeting"], 0),
            (["--limit", "0"], 0),
        ],
    )
    def test_events_are_chosen(self, run: Run, disputed: Path, asked: list[str], number: int) -> None:
        rows = [json.loads(s) for s in lines(run, "events", "--record", str(disputed), "--json", *asked)]
        assert len(rows) == number
        for row in rows:
            assert [(n["value"], n["of"]) for n in row["numbers"]] == [(12, "dead"), (300, "dead")]
            assert row["when"]["earliest"] == "2017-11-03"
            assert len(row["claims"]) == 2

    def test_no_event(self, run: Run, disputed: Path) -> None:
        result = run("events", "--record", str(disputed), "--type", "meeting")
        assert (result.exit_code, result.stderr) == (0, "khabar: no occurrence fits\n")
        assert run("events", "--record", str(disputed), "--from", "2018", "--to", "2017").exit_code == 2

    def test_an_unknown_actor_takes_part_in_none(self, run: Run, disputed: Path) -> None:
        assert lines(run, "events", "--record", str(disputed), "--actor", "Nobody") == []
