"""`khabar documents`, `actors`, `places`, `packs`: tables for people, lines for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.text import Text
from tests.cli.conftest import OnTerminal, Run
from tests.cli.newsroom import TAKEN

from khabar.cli.commands.actors import acronyms, is_name
from khabar.model import Kind
from khabar.store import MentionCount

LISTS = ("documents", "actors", "places")


@pytest.mark.usefixtures("record")
class TestDocuments:
    def test_a_pipe_gets_cells_between_tabs(self, run: Run) -> None:
        first = run("documents").stdout.splitlines()[0]

        id_ = TAKEN.document().id[:8]
        assert first.split("\t") == [id_, "4 Nov 2017", "Riverside Gazette", "Town changes hands", "2"]

    def test_words_choose_reports(self, run: Run) -> None:
        assert len(run("documents", "--text", "shopkeeper").stdout.splitlines()) == 1
        assert run("documents", "--text", "submarine").stderr == "khabar: no report fits\n"

    def test_json_has_iso_days(self, run: Run) -> None:
        row = json.loads(run("documents", "--json").stdout.splitlines()[0])

        assert row["published"]["earliest"] == "2017-11-04"
        assert (row["title"], row["path"], row["claims"]) == ("Town changes hands", "wire/taken.txt", 2)

    def test_a_stated_title_goes_before_the_first_line(self, run: Run) -> None:
        assert "\tFighters dig in at al-Qaim\t" in run("documents", "--text", "shopkeeper").stdout

    def test_why_explains_the_day(self, run: Run) -> None:
        shown = run("documents", "--why", TAKEN.document().id[:6]).stdout

        assert "published 4 Nov 2017" in shown
        assert "because the file's header states it" in shown

    def test_why_admits_that_nothing_is_known(self, run: Run) -> None:
        held = run("documents", "--text", "shopkeeper").stdout.split("\t")[0]

        assert "nothing in it says when" in run("documents", "--why", held).stdout

    def test_why_of_one_as_json(self, run: Run) -> None:
        assert json.loads(run("documents", "--why", TAKEN.document().id, "--json").stdout)["outlet"] == TAKEN.outlet

    def test_a_report_that_is_not_there_is_wrong_usage(self, run: Run) -> None:
        assert run("documents", "--why", "zzz").exit_code == 2


@pytest.mark.usefixtures("record")
class TestNames:
    def test_actors_are_no_places(self, run: Run) -> None:
        rows = [line.split("\t") for line in run("actors").stdout.splitlines()]

        assert ["Popular Mobilization Forces", "armed group", "pmf", "1", "1"] in rows
        assert {row[0] for row in rows} == {"Popular Mobilization Forces", "Salim Raad"}

    def test_unknown_actors_are_those_of_no_pack(self, run: Run) -> None:
        (row,) = map(json.loads, run("actors", "--unknown", "--json").stdout.splitlines())

        assert (row["name"], row["kind"], row["mentions"]) == ("Salim Raad", "person", 1)
        assert row["perhaps"] == []
        assert row["example"]["document"] == "wire/taken.txt"
        assert "commander Salim Raad said on Friday" in row["example"]["words"]

    def test_unknown_actors_in_a_pipe_have_proposals_and_an_example(self, run: Run) -> None:
        (row,) = (line.split("\t") for line in run("actors", "--unknown").stdout.splitlines())

        assert row[:5] == ["Salim Raad", "person", "1", "1", ""]
        assert "Salim Raad" in row[5]

    def test_places_say_where_they_are(self, run: Run) -> None:
        rows = {line.split("\t")[0]: line.split("\t")[-1] for line in run("places").stdout.splitlines()}

        assert rows == {"Al-Qaim": "34.39, 40.99 IQ", "town": ""}

    def test_places_as_json(self, run: Run) -> None:
        rows = {row["name"]: row for row in map(json.loads, run("places", "--json").stdout.splitlines())}

        assert rows["Al-Qaim"]["country"] == "IQ"
        assert "lat" not in rows["town"]

    def test_unknown_places(self, run: Run) -> None:
        assert run("places", "--unknown").stdout.startswith("town\t")


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_record_says_so_on_stderr(run: Run, tmp_path: Path, by_hand: None, name: str) -> None:
    (tmp_path / "odd.txt").write_text("Odd\n\nUNREADABLE\n")
    run("add", "odd.txt")

    result = run(name)

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("khabar: no ")


@pytest.mark.parametrize("name", [*LISTS, "packs"])
@pytest.mark.usefixtures("record")
def test_a_table_fits_a_terminal_of_80_columns(on_terminal: OnTerminal, name: str) -> None:
    shown = Text.from_ansi(on_terminal(name)).plain

    assert "─" in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("record")
def test_what_is_unknown_fits_a_terminal_too(on_terminal: OnTerminal) -> None:
    shown = Text.from_ansi(on_terminal("actors", "--unknown")).plain

    assert "perhaps" in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("name", [*LISTS, "packs"])
@pytest.mark.usefixtures("record")
def test_a_pipe_gets_neither_colour_nor_boxes(run: Run, name: str) -> None:
    shown = run(name).stdout

    assert shown
    assert not {"\x1b", "─", "│"} & set(shown)


class TestPacks:
    def test_packs_are_listed_with_their_rows(self, run: Run) -> None:
        shown = run("packs").stdout

        assert shown.startswith("world\tThe world\t")
        assert "iraq-syria\t" in shown
        assert " actor, " in shown

    def test_packs_as_json(self, run: Run) -> None:
        rows = [json.loads(line) for line in run("packs", "--json").stdout.splitlines()]

        assert rows[0]["id"] == "world"
        assert rows[0]["rows"]["actor"] > 0

    def test_a_sound_pack_passes(self, run: Run, tmp_path: Path) -> None:
        pack = tmp_path / "mine"
        pack.mkdir()
        about = (
            'id = "mine"',
            'title = "Mine"',
            'version = "1"',
            'licence = "CC0-1.0"',
            "countries = []",
            'summary = "S."',
        )
        (pack / "pack.toml").write_text("\n".join(about))

        result = run("packs", "check", "mine")

        assert result.stdout == "mine: nothing is wrong with this pack\n"
        assert result.exit_code == 0

    def test_a_broken_pack_is_told_all_that_is_wrong(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()

        result = run("packs", "check", "mine")

        assert result.exit_code == 1
        assert "mine/pack.toml: is missing" in result.stdout

    def test_a_folder_that_is_not_there_is_wrong_usage(self, run: Run) -> None:
        assert run("packs", "check", "nosuch").exit_code == 2


def test_words_for_anybody_and_acronyms_of_known_names_are_no_unknown_names() -> None:
    def count(name: str, entity: str | None = None) -> MentionCount:
        return MentionCount(name, entity, 1, 1, ((Kind.OTHER, 1),))

    assert [is_name(count(n)) for n in ("army", "armed forces", "Ali", "RSF", "الجيش")] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert acronyms([count("Rapid Support Forces", "rsf"), count("Reuters", "reuters")]) == {"RSF"}


def test_a_pack_is_spoken_of_by_the_path_that_was_typed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    for typed in ("mine", "mine/", str(tmp_path / "mine")):
        said = run("packs", "check", typed).stdout
        assert said.startswith(f"{typed.rstrip('/')}/pack.toml: is missing")
    assert run("packs", "check", ".").stdout.startswith("./pack.toml: is missing")
