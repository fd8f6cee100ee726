"""A day stated for a report that its own words contradict: it wins, and the clash is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from khabar.model import Document, Knowledge, Reading
from khabar.record import Reader
from khabar.resolve import publication


class ByDay:
    """Reads nothing but the day."""

    version = "by day 1"

    def read(self, document: Document) -> Reading:
        """The bounds on its day."""
        return Reading(document, self.version, publication(document, Knowledge(), date(2024, 5, 1)))


TOLD = "note.txt: This does not fit the text: “3 June 2019” is named as past, so the report is of 2019-06-03 or later."


@pytest.fixture(autouse=True)
def _note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.txt").write_text("The bridge fell on 3 June 2019. Nobody was hurt.\n")
    monkeypatch.setattr(Reader, "way", property(lambda self: ByDay()))


def test_add_tells_it_on_stderr_and_keeps_the_report(run: Run) -> None:
    done = run("add", "note.txt", "--published", "2018-01-01")

    assert done.exit_code == 0
    assert done.stderr == f"khabar: {TOLD}\n"
    assert json.loads(run("documents", "--json").stdout)["published"]["earliest"] == "2018-01-01"


def test_why_shows_it(run: Run) -> None:
    run("add", "note.txt", "--published", "2018-01-01")
    id_ = run("documents").stdout.split("\t")[0]

    shown = run("documents", "--why", id_).stdout

    assert "published 1 Jan 2018" in shown
    assert "because The day of publication is stated: “2018-01-01”." in shown
    assert "but This does not fit the text: “3 June 2019”" in shown


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_inspect_tells_it_on_stderr(run: Run, more: tuple[str, ...]) -> None:
    done = run("inspect", "note.txt", "--layer", "published", "--published", "2018-01-01", *more)

    assert done.stderr == f"khabar: {TOLD}\n"


def test_a_day_that_fits_makes_no_noise(run: Run) -> None:
    assert run("add", "note.txt", "--published", "2019-06-04").stderr == ""


def test_bounds_stand_in_the_list(run: Run) -> None:
    run("add", "note.txt")

    assert run("documents").stdout.split("\t")[1].startswith("between 3 Jun 2019 and 1 May 2024")


@pytest.mark.parametrize("id_", ["zzz", ""])
def test_why_of_an_unknown_report_says_what_to_do(run: Run, id_: str) -> None:
    run("add", "note.txt")
    done = run("documents", "--why", id_)

    assert done.exit_code == 2
    assert done.stderr.endswith("; see: khabar documents\n")
