"""`khabar review` and its kin: what a person decides at the command line."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import OnTerminal, Run
from tests.cli.newsroom import HELD, HOSTILE, readings

from khabar.cli import khabar
from khabar.cli.persons import signer
from khabar.model import Reading
from khabar.store import Store

pytestmark = pytest.mark.usefixtures("record", "signed")
CONTROL, NUMBER = readings()[0].claims
(RIVAL,) = readings()[1].claims
(PLAN,) = readings()[2].claims


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_BY", "ann")
    monkeypatch.delenv("KHABAR_REVIEWERS", raising=False)


def typed(keys: str, *words: str) -> Result:
    return CliRunner().invoke(khabar, ("review", *words), input=keys)


def judged(run: Run) -> list[tuple[str, str]]:
    rows = map(json.loads, run("judgements", "--json").stdout.splitlines())
    return [(row["kind"], row["target"]) for row in rows]


class TestReview:
    def test_one_key_a_claim_and_on_from_where_one_stopped(self, run: Run) -> None:
        first = typed("a\nr\nq\n")
        assert first.exit_code == 0
        assert first.stdout.splitlines()[-1] == "2 of 4 read by ann"
        assert judged(run) == [("accept", CONTROL.id), ("reject", NUMBER.id)]
        second = typed("s\n")

        assert second.stdout.splitlines()[2].startswith(RIVAL.id)
        assert second.stdout.splitlines()[1] == "2 of 4 read by ann"

    def test_a_claim_is_shown_in_its_words(self) -> None:
        shown = typed("q\n", "--type", "quantity").stdout

        assert "commander Salim Raad said on Friday. “About 300 fighters stand in the town”." in shown

    def test_a_claim_is_shown_with_whom_it_was_read_to_be_about(self) -> None:
        shown = typed("q\n", "--type", "control").stdout.splitlines()

        assert any(line.startswith("  who: Popular Mobilization Forces") for line in shown)
        assert any(line.startswith("  where: Al-Qaim") for line in shown)

    def test_a_correction_is_typed_field_by_field(self, run: Run) -> None:
        shown = typed(
            'c\ntype=attack\nsubject=PMF; "the guards"\nquote=IS fighters hold al-Qaim,\n\nq\n', "--actor", "isis"
        )
        row = json.loads(run("claims", "--type", "attack", "--json").stdout)

        assert shown.exit_code == 0
        assert [s["name"] for s in row["subjects"]] == ["Popular Mobilization Forces", "the guards"]
        assert row["quote"] == "IS fighters hold al-Qaim,"
        assert row["review"]["machine"]["type"] == "control"

    def test_a_slip_costs_nothing(self, run: Run) -> None:
        shown = typed("x\nc\ntype=war\n\nc\nnonsense\na\n", "--actor", "isis").stdout

        assert "keys: [a]ccept" in shown
        assert "'war' is none of control, capture" in shown
        assert "not FIELD=VALUE: 'nonsense'" in shown
        assert judged(run) == [("accept", RIVAL.id)]

    def test_back_note_and_undo(self, run: Run) -> None:
        typed("n\nask the author\na\nb\nr\nu\nu\nu\nq\n", "--type", "control")

        kinds = [kind for kind, _ in judged(run)]
        assert kinds == ["note", "accept", "reject", "undo", "undo", "undo"]

    def test_all_read_and_again(self) -> None:
        typed("a\n" * 4)

        assert typed("").stderr == "khabar: you have judged all of these; --again shows them\n"
        assert typed("", "--place", "Nowhere").stderr == "khabar: no claim fits\n"
        assert "4 of 4 read by ann" in typed("q\n", "--again").stdout
        assert "0 of 4 read by bob" in typed("q\n", "--by", "bob").stdout

    def test_a_list_for_programs(self, run: Run) -> None:
        typed("a\nq\n")
        rows = [json.loads(line) for line in run("review", "--json", "--again").stdout.splitlines()]

        assert [row["mine"] for row in rows] == ["accepted", None, None, None]
        assert len(run("review", "--json").stdout.splitlines()) == 3

    def test_without_a_question(self, run: Run) -> None:
        assert run("review", RIVAL.id[:8], "--reject", "--reason", "a headline").exit_code == 0
        assert "rejected by ann" in run("claims", "--rejected").stdout
        assert RIVAL.id not in run("claims").stdout
        assert run("review", RIVAL.id, "--set", "modality=rumoured", "--set", "place=-").exit_code == 0
        row = json.loads(run("show", RIVAL.id, "--json").stdout)

        assert (row["claim"]["modality"], row["claim"]["places"]) == ("rumoured", [])
        assert [j["kind"] for j in row["judgements"]] == ["reject", "correct"]

    @pytest.mark.parametrize(
        "words",
        [
            ("--accept",),
            (RIVAL.id, "--accept", "--set", "type=attack"),
            (RIVAL.id, "--set", "type"),
            (RIVAL.id, "--reason", "a headline"),
            (RIVAL.id, "--set", "type=attack", "--set", "type=control"),
            ("zzz", "--accept"),
        ],
    )
    def test_what_makes_no_sense_is_wrong_usage(self, run: Run, words: tuple[str, ...]) -> None:
        assert run("review", *words).exit_code == 2
        assert judged(run) == []

    def test_what_reports_say_reaches_no_terminal(
        self, on_terminal: OnTerminal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(click, "getchar", lambda: "q")
        shown = on_terminal("review", PLAN.id, "--color", "never")

        assert "\x1b" not in shown
        assert HOSTILE not in shown


class TestDeciding:
    def test_names_events_grades_and_notes(self, run: Run) -> None:
        assert "merge “salim raad” into Popular" in run("merge", "Salim Raad", "PMF", "--reason", "his unit").stdout
        assert (
            "split “is” from Islamic State" in run("split", "IS", "isis", "--document", HELD.document().id[:8]).stdout
        )
        assert "with " in run("merge", CONTROL.id, RIVAL.id).stdout
        assert "grade “shopkeeper” E" in run("grade", "a shopkeeper", "e").stdout
        assert "“eastern wire” does not speak for Popular" in run("grade", "Eastern Wire", "--not-for", "pmf").stdout
        assert "note al-qaim · ann" in run("note", "al-Qaim", "look at the map").stdout
        first = json.loads(run("judgements", "--json").stdout.splitlines()[0])
        made = json.loads(run("undo", first["id"], "--json").stdout)

        assert made["kind"] == "undo"
        listed = run("judgements").stdout
        assert "his unit (undone)" in listed
        assert "0 of 4 claims read (0 accepted, 0 corrected, 0 rejected); 0 of 3 reports wholly" in listed
        assert "look at the map" in run("judgements", "al-Qaim").stdout
        assert run("judgements", "nothing at all").stderr == "khabar: nobody judged that\n"

    def test_what_no_reading_makes_any_more_is_said_so(self, run: Run, record: Path) -> None:
        run("review", RIVAL.id, "--accept")
        with Store.open(record, clock=lambda: datetime(2024, 6, 1, tzinfo=UTC)) as store:
            store.add(Reading(HELD.document(), "better 2", HELD.published), HELD.text.encode())

        shown = run("judgements").stdout
        assert "(no present reading makes the claim)" in shown
        assert "1 decision on claims that no present reading makes" in shown
        assert json.loads(run("judgements", "--json").stdout)["orphaned"] is True
        assert RIVAL.id in run("claims").stdout

    def test_a_conflict_is_settled(self, run: Run) -> None:
        run("review", RIVAL.id, "--set", "event_time=2017-11-03")
        conflict = json.loads(run("conflicts", "--json").stdout)
        assert run("settle", conflict["id"], "--for", CONTROL.id, "--reason", "seen").exit_code == 0

        shown = run("conflicts").stdout
        assert "    settled by ann" in shown
        assert "would settle it" not in shown

    @pytest.mark.parametrize(
        "words",
        [
            ("merge", "Nobody Such", "pmf"),
            ("grade", "pmf"),
            ("grade", "pmf", "C", "--for", "isis"),
            ("grade", "pmf", "Z"),
            ("undo", "zzz"),
            ("note", "Nobody Such", "words"),
            ("settle", "abc", "--for", CONTROL.id),
            ("judgements", "al-Qaim", "--agreement"),
            ("judgements", "--agreement"),
        ],
    )
    def test_what_makes_no_sense_is_wrong_usage(self, run: Run, words: tuple[str, ...]) -> None:
        result = run(*words)

        assert (result.exit_code, result.stdout) == (2, "")
        assert judged(run) == []


class TestExchange:
    def test_out_and_in_twice_is_once(self, run: Run, tmp_path: Path, record: Path) -> None:
        run("review", RIVAL.id, "--reject")
        run("merge", "Salim Raad", "pmf")
        assert run("judgements", "--export", "ann.jsonl").stderr == "khabar: 2 judgements written to ann.jsonl\n"
        assert run("judgements", "--export", "-").stdout == Path("ann.jsonl").read_text()
        assert run("judgements", "--import", "ann.jsonl").stderr == "khabar: 0 new judgements from ann.jsonl\n"
        other = tmp_path / "other.db"
        os.link(record, other)
        before = run("claims", "--json").stdout
        assert run("judgements", "--import", "ann.jsonl", "--record", str(other)).exit_code == 0

        assert run("claims", "--json", "--record", str(other)).stdout == before

    def test_a_broken_line_costs_itself(self, run: Run) -> None:
        run("review", RIVAL.id, "--reject")
        run("judgements", "--export", "ann.jsonl")
        good = Path("ann.jsonl").read_text()
        altered = good.replace("reject", "accept")
        Path("bob.jsonl").write_text(f"nonsense\n{altered}[]\n\n{'[' * 100_000}\n{good}", encoding="utf-8")
        result = run("judgements", "--import", "bob.jsonl")

        assert result.exit_code == 1
        said = result.stderr.splitlines()
        assert said[0].startswith("khabar: bob.jsonl: line 1: not JSON")
        assert "does not fit its own content" in said[1]
        assert said[2].startswith("khabar: bob.jsonl: line 3: not a judgement")
        assert said[3].startswith("khabar: bob.jsonl: line 5: not JSON")
        assert said[4] == "khabar: 0 new judgements from bob.jsonl"

    @pytest.mark.parametrize("words", [("judgements", "--import", "other.bin"), ("import", "other.bin")])
    def test_a_wrong_file_is_no_flood(self, run: Run, words: tuple[str, ...]) -> None:
        Path("other.bin").write_text("no line of these\n" * 3000)
        result = run(*words)

        assert result.exit_code == 1
        said = result.stderr.splitlines()
        assert len(said) <= 22
        assert "khabar: … and 2,980 more lines like these; is it the file that you meant?" in said

    def test_a_spreadsheet_of_corrections(self, run: Run) -> None:
        Path("c.csv").write_text(
            "id;verdict;type;subjects;event_time;reason;by\r\n"
            f"{RIVAL.id};;attack;PMF; 2017-11-03;read it;bob\r\n"
            f"{CONTROL.id};accept;;;;;\r\n"
            f"{NUMBER.id};;;;;;\r\n"
            f"zzz;reject;;;;;\r\n"
            f"{PLAN.id};maybe;;;;;\r\n",
            encoding="utf-8-sig",
        )
        result = run("judgements", "--import", "c.csv")

        assert result.exit_code == 1
        assert result.stderr.splitlines() == [
            "khabar: c.csv: line 5: no claim 'zzz' in khabar.db; see: khabar claims",
            "khabar: c.csv: line 6: no verdict 'maybe'; give accept, reject or correct, or leave it empty",
            "khabar: 2 new judgements from c.csv",
        ]
        assert judged(run) == [("correct", RIVAL.id), ("accept", CONTROL.id)]
        assert run("judgements", "--import", "c.csv").stderr.endswith("0 new judgements from c.csv\n")

    def test_the_programs_own_table_with_a_cell_changed(self, run: Run) -> None:
        run("export", "--format", "csv", "--output", "claims.csv")
        assert run("judgements", "--import", "claims.csv").stderr == "khabar: 0 new judgements from claims.csv\n"
        text = (
            Path("claims.csv").read_bytes().decode().replace("Islamic State,isis", "Popular Mobilization Forces,isis")
        )
        Path("claims.csv").write_bytes(text.encode())
        run("judgements", "--import", "claims.csv")

        (made,) = map(json.loads, run("judgements", "--json").stdout.splitlines())
        assert made["value"] == {"subjects": [{"name": "Popular Mobilization Forces", "entity": "pmf"}]}
        run("export", "--format", "csv", "--output", "after.csv")
        assert ",corrected,ann\r\n" in Path("after.csv").read_bytes().decode()

    def test_a_table_of_what_was_judged_adds_nothing_until_it_is_changed(self, run: Run) -> None:
        run("review", RIVAL.id, "--set", "subject=PMF", "--set", "type=attack")
        run("merge", "Salim Raad", "pmf")
        run("export", "--format", "csv", "--output", "claims.csv")
        assert run("judgements", "--import", "claims.csv", "--by", "bob").stderr.endswith(
            "0 new judgements from claims.csv\n"
        )
        text = Path("claims.csv").read_bytes().decode()
        back = text.replace(",attack,asserted,", ",control,asserted,", 1)
        assert back != text
        Path("claims.csv").write_bytes(back.encode())
        run("judgements", "--import", "claims.csv", "--by", "bob")

        made = json.loads(run("judgements", "--json").stdout.splitlines()[-1])
        assert (made["by"], made["target"], made["value"]) == ("bob", RIVAL.id, {"type": "control"})

    @pytest.mark.parametrize(
        "text", ["", "name,type\n", "id,colour\n", "id,type,type\n", "\x00", "id\n" + "x" * 2_000_000]
    )
    def test_what_is_no_table_is_wrong_usage(self, run: Run, text: str) -> None:
        Path("c.csv").write_text(text)
        assert run("judgements", "--import", "c.csv").exit_code == 2

    def test_what_two_persons_did_not_both_read_is_said_once(self, run: Run) -> None:
        run("review", RIVAL.id, "--reject")
        run("review", RIVAL.id, "--accept", "--by", "bob")
        shown = run("judgements", "--agreement").stdout

        assert "verdict: 0 of 1 alike" in shown
        assert "0 of 0" not in shown
        assert "no claim that both accepted or corrected, so nothing on span, type, modality" in shown

    def test_two_persons_are_compared(self, run: Run) -> None:
        run("review", RIVAL.id, "--reject")
        run("review", RIVAL.id, "--accept", "--by", "bob")
        run("review", CONTROL.id, "--accept")
        run("review", CONTROL.id, "--set", "type=capture", "--by", "bob")
        shown = run("judgements", "--agreement").stdout

        assert "ann and bob: 2 claims both read" in shown
        assert "verdict: 0 of 2 alike" in shown
        assert "type: 0 of 1 alike" in shown
        assert "ann: accepted" in shown
        assert "bob: corrected type capture (applied)" in shown
        row = json.loads(run("judgements", "--agreement", "--between", "bob, ann", "--json").stdout)
        assert row["between"] == ["bob", "ann"]
        assert len(row["differing"]) == 2
        assert run("judgements", "--agreement", "--between", "ann,eve").exit_code == 2


def test_an_order_of_reviewers_goes_before_the_clock(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("review", RIVAL.id, "--reject")
    run("review", RIVAL.id, "--accept", "--by", "bob")
    assert RIVAL.id in run("claims").stdout
    monkeypatch.setenv("KHABAR_REVIEWERS", "ann, bob")

    assert RIVAL.id not in run("claims").stdout


def test_the_signature_is_git_s_or_the_user_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_COUNT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LOGNAME", "rana")
    (tmp_path / ".gitconfig").write_text("[user]\n\tname = Rana K.\n")
    assert signer(" me ") == "me"
    assert signer("") == "Rana K."
    monkeypatch.setenv("PATH", str(tmp_path))
    assert signer("") == "rana"
