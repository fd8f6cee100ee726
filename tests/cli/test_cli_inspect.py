"""`khabar inspect`: layers of a reading, for programs and for people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import OnTerminal, Run
from tests.cli.newsroom import readings

from khabar.record import Reader

pytestmark = pytest.mark.usefixtures("by_hand")
ALL = {"mentions", "attributions", "places", "times", "claims", "blocks"}


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A report whose reading has something in every layer."""

    class Whole:
        def read(self, _: object) -> object:
            return readings()[0]

    monkeypatch.setattr(Reader, "way", property(lambda self: Whole()))
    (tmp_path / "taken.txt").write_text("any words\n")
    return "taken.txt"


def test_one_line_a_document_under_the_path_as_given(run: Run, reports: Path) -> None:
    result = run("inspect", "./reports", "reports/../reports/a.txt", "--layer", "claims", "--json")

    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["document"] for row in rows] == ["./reports/a.txt", "./reports/b.txt", "reports/../reports/a.txt"]
    assert rows[0]["claims"][0]["quote"] == "The bridge is open."
    assert not Path("khabar.db").exists()


def test_a_file_named_twice_is_read_once(run: Run, reports: Path) -> None:
    assert len(run("inspect", "reports/a.txt", "reports", "--json").stdout.splitlines()) == 2


def test_a_file_that_says_when_another_was_published_is_no_report(run: Run, reports: Path) -> None:
    (reports / "a.published").write_text("2020-02-02")

    (row,) = run("inspect", "reports/a.txt", "reports/a.published", "--json").stdout.splitlines()

    assert json.loads(row)["published"]["earliest"] == "2020-02-02"


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("claims", {"claims"}),
        ("names", {"mentions"}),
        ("places, times", {"places", "times"}),
        ("published", set()),
        ("blocks", {"blocks"}),
        ("all", ALL),
    ],
)
def test_layers_asked_for_and_no_others(run: Run, whole: str, asked: str, keys: set[str]) -> None:
    row = json.loads(run("inspect", whole, "--layer", asked, "--json").stdout)

    assert row.keys() & ALL == keys
    assert row["published"]["reasons"] == ["the file's header states it"]


def test_an_unknown_layer_is_wrong_usage_and_the_known_ones_are_named(run: Run, whole: str) -> None:
    result = run("inspect", whole, "--layer", "claims,moods")

    assert result.exit_code == 2
    assert "no layer moods; there are mentions" in " ".join(result.stderr.split())


def test_a_failure_is_named_and_the_rest_shown(run: Run, reports: Path) -> None:
    (reports / "a2.txt").write_text("Odd\n\nBUG\n")

    result = run("inspect", "nosuch.txt", "reports", "--json")

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["nosuch.txt", "reports/a2.txt"]


def test_people_see_each_claim_under_its_paragraph(run: Run, reports: Path) -> None:
    (reports / "a.txt").write_text("Title\n\nThe bridge\nis open.\n   \n\nIt rains.\n")

    shown = run("inspect", "reports", "--layer", "claims").stdout

    lines = [line.strip() for line in shown.splitlines()]
    assert lines[0].startswith("reports/a.txt · published 4 Nov 2017")
    assert lines.index("Title") < lines.index("The bridge is open.") < lines.index("It rains.")
    assert "other · asserted" in lines[lines.index("The bridge is open.") + 1]
    assert "reports/b.txt" in shown


def test_people_see_every_layer(run: Run, whole: str) -> None:
    shown = run("inspect", whole).stdout

    for words in (
        "PMF armed group = Popular Mobilization Forces [pmf]",
        "Salim Raad person\n",
        "al-Qaim Al-Qaim · IQ · 34.3900, 40.9900 · town",
        "town not on the map",
        "on Friday DATE 2017-11-03 · 3 Nov 2017",
        "title (first line): Town changes hands",
        "Salim Raad · said",
        "because the file's header states it",
    ):
        assert words in shown
    assert "named in a pack" not in shown


def test_people_see_why_when_they_ask(run: Run, whole: str) -> None:
    shown = run("inspect", whole, "--why", "--layer", "places,times").stdout

    assert "because named in a pack" in shown
    assert "because Friday before the report" in shown
    assert "because the file's header states it" in shown


def test_a_terminal_sees_the_claims_words_marked(on_terminal: OnTerminal, whole: str) -> None:
    assert "\x1b[1mThe PMF hold all of al-Qaim\x1b[0m, commander" in on_terminal("inspect", whole, "--layer", "claims")
