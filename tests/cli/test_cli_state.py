"""`khabar state`, `khabar brief` and `khabar export`: answers, pages and files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml.html import document_fromstring
from tests.cli.conftest import OnTerminal, Run
from tests.cli.newsroom import HELD, ISIS, PMF, QAIM, readings

from khabar.answers.rows import state_row
from khabar.cli.show_claims import Opened, opened
from khabar.cli.show_state import SHOWN, state
from khabar.model import Evidence, Flag, Fluent, Holding, Standing, State, Support, SupportLine, When
from khabar.store import StoredDocument

(CONTROL, NUMBER), (RIVAL,), (PLAN,) = (r.claims for r in readings())
ON = When.on(date(2017, 11, 3))
HOLDING = Holding(
    Fluent.HOLDS,
    PMF,
    QAIM,
    Standing.CONTESTED,
    ON,
    ("Salim Raad",),
    (Evidence(CONTROL, "starts", ON, True, "a root of its own"), Evidence(RIVAL, "denies", ON, False, "")),
    "The PMF are said to hold al-Qaim; others deny it.",
)
ANSWER = State(
    "Al-Qaim",
    "al-qaim",
    date(2017, 11, 5),
    date(2017, 12, 1),
    (HOLDING,),
    (PLAN,),
    (NUMBER,),
    (Flag("Two are said to hold the town.", (CONTROL, RIVAL)),),
)


def shown(answer: State, everything: bool = False) -> str:
    return "\n".join(line.text for line in state(answer, everything))


class TestShown:
    def test_a_holding_stands_over_its_evidence(self) -> None:
        words = shown(ANSWER)

        assert words.startswith("Al-Qaim on 5 Nov 2017, as known by 1 Dec 2017\n")
        assert "contested: The PMF are said to hold al-Qaim; others deny it." in words
        assert "1 independent root: Salim Raad · since 3 Nov 2017" in words
        assert "starts “The PMF hold all of al-Qaim”" in words
        assert "counts: a root of its own" in words
        assert "does not count\n" in words

    def test_what_is_expected_odd_and_else_said_follows(self) -> None:
        headings = ["Expected", "Does not add up", "! Two are said to hold the town.", "Also said"]
        lines = shown(ANSWER).splitlines()

        assert sorted(headings, key=lines.index) == headings

    def test_many_claims_are_cut_unless_all_are_asked_for(self) -> None:
        many = replace(ANSWER, said=(NUMBER,) * (SHOWN + 2))

        assert "… and 2 more; --all shows them" in shown(many)
        assert "more;" not in shown(many, everything=True)
        assert shown(many, everything=True).count(NUMBER.quote) == SHOWN + 2

    def test_nothing_known_is_said(self) -> None:
        empty = State("Atlantis", None, date(2017, 1, 1), date(2017, 1, 1), note="nothing known")

        assert shown(empty) == "Atlantis on 1 Jan 2017\n\nnothing known"

    def test_json_holds_all_of_it(self) -> None:
        row = state_row(ANSWER)

        (holding,) = row["holdings"]
        assert (holding["fluent"], holding["standing"], holding["roots"]) == ("holds", "contested", ["Salim Raad"])
        assert holding["subject"] == {"name": PMF.name, "text": "PMF", "entity": "pmf", "span": None}
        assert [e["counts"] for e in holding["evidence"]] == [True, False]
        assert holding["evidence"][0]["claim"]["id"] == CONTROL.id
        assert (row["on"], row["known_by"], row["entity"]) == ("2017-11-05", "2017-12-01", "al-qaim")
        assert row["flags"][0]["claims"][1]["id"] == RIVAL.id
        json.dumps(row)


SUPPORTED = replace(
    HOLDING,
    support=Support(
        (
            SupportLine("Salim Raad", "speaker:raad", "C", "says so; C, fairly reliable", 0.8, CONTROL.id),
            SupportLine("a shopkeeper", "unnamed:x", "F", "denies it; F, cannot be judged", -0.4, RIVAL.id),
        ),
        0.4,
        0.6,
        "likely (55–80 %)",
        "C3",
        ("Salim Raad",),
    ),
)


class TestWhy:
    def test_the_sum_is_printed_line_by_line_and_what_it_hangs_on(self) -> None:
        answer = replace(ANSWER, holdings=(SUPPORTED,))

        words = "\n".join(line.text for line in state(answer, False, why=True))

        assert "why: that it was so on the day is likely (55–80 %) · Admiralty C3" in words
        assert f"+0.80  Salim Raad: says so; C, fairly reliable · {CONTROL.id}" in words
        assert f"−0.40  a shopkeeper: denies it; F, cannot be judged · {RIVAL.id}" in words
        assert "+0.40  the sum, in log-odds: 60%" in words
        assert "without Salim Raad the sum would no longer speak for it" in words
        assert "why:" not in shown(answer)

    def test_what_speaks_for_nothing_says_so(self) -> None:
        none = replace(SUPPORTED, support=Support((), 0.0, 0.5, "roughly even chance (45–55 %)", "F6", ()))

        words = "\n".join(line.text for line in state(replace(ANSWER, holdings=(none,)), False, why=True))

        assert "nothing tips it either way" in words

    def test_json_has_the_sum_always(self) -> None:
        (row,) = state_row(replace(ANSWER, holdings=(SUPPORTED,)))["holdings"]

        assert (row["support"]["total"], row["support"]["admiralty"], row["support"]["flips"]) == (
            0.4,
            "C3",
            ["Salim Raad"],
        )
        assert row["support"]["lines"][0]["claim"] == CONTROL.id
        assert state_row(ANSWER)["holdings"][0]["support"] is None


def test_an_opened_claim_names_who_disagrees_and_whose_interest_it_serves() -> None:
    speaker = replace(RIVAL.chain.root, interest="isis", said=ON)
    claim = replace(RIVAL, chain=replace(RIVAL.chain, hops=(speaker, RIVAL.chain.hops[-1])))
    stored = StoredDocument(
        replace(HELD.document(), blocks=()), HELD.published, "by hand", datetime(2024, 5, 1, tzinfo=UTC), 1
    )
    found = Opened(
        claim, "", "", stored, (Flag("Others say otherwise.", (claim, CONTROL)),), "own interest", {"isis": ISIS.name}
    )

    words = "\n".join(line.text for line in opened(found))

    assert "a shopkeeper (speaker, “said”, 3 Nov 2017); speaks for Islamic State" in words
    assert "root: a shopkeeper: own interest" in words
    assert "Against it\n! Others say otherwise.\n“The PMF hold all of al-Qaim”" in words
    assert words.count("“IS fighters hold al-Qaim”") == 1


@pytest.mark.usefixtures("record")
class TestState:
    def test_the_record_answers_for_a_day(self, run: Run) -> None:
        result = run("state", "al-Qaim", "--on", "2017-11-05", "--known-by", "2017-11-05")

        assert result.exit_code == 0
        assert result.stdout.startswith("Al-Qaim on 5 Nov 2017\n")
        assert CONTROL.quote in result.stdout
        assert RIVAL.quote not in result.stdout

    def test_a_month_means_its_last_day(self, run: Run) -> None:
        row = json.loads(run("state", "al-Qaim", "--on", "2017-11", "--known-by", "2018", "--json").stdout)

        assert (row["on"], row["known_by"]) == ("2017-11-30", "2018-12-31")
        assert row["holdings"]

    def test_a_name_that_nobody_bears_is_wrong_usage(self, run: Run) -> None:
        result = run("state", "Atlantis Deep")

        assert result.exit_code == 2
        assert "is called 'Atlantis Deep'" in result.stderr
        assert len(result.stderr.splitlines()) == 1

    def test_a_day_that_is_none_is_wrong_usage(self, run: Run) -> None:
        assert run("state", "al-Qaim", "--on", "2017-02-30").exit_code == 2

    def test_a_terminal_sees_the_standing_in_colour(self, on_terminal: OnTerminal) -> None:
        assert "\x1b[3" in on_terminal("state", "al-Qaim", "--on", "2017-11-07")


@pytest.mark.usefixtures("record")
class TestBrief:
    def test_a_pipe_gets_markdown(self, run: Run) -> None:
        page = run("brief", "al-Qaim", "--on", "2017-11-07").stdout

        assert page.startswith("# Al-Qaim, 7 November 2017\n")
        assert "\n[^1]: “" in page
        assert "Town changes hands (wire/taken.txt)" in page
        assert page.endswith(")\n")

    def test_a_terminal_gets_it_rendered_with_a_paragraph_a_footnote(self, on_terminal: OnTerminal) -> None:
        page = on_terminal("brief", "al-Qaim", "--on", "2017-11-07", "--color", "never")

        assert "# " not in page
        assert "[^1]" not in page
        assert "\n[2] “" in page.replace(":", "")

    def test_a_file_gets_what_a_pipe_gets(self, run: Run) -> None:
        result = run("brief", "al-Qaim", "--on", "2017-11-07", "--output", "page.md")

        assert result.stderr == "khabar: written to page.md\n"
        assert Path("page.md").read_text() == run("brief", "al-Qaim", "--on", "2017-11-07").stdout

    def test_a_page_for_a_browser_holds_the_map_the_timeline_and_every_footnote(self, run: Run) -> None:
        result = run("brief", "al-Qaim", "--on", "2018-01-05", "--format", "html", "--out", "page.html")
        page = document_fromstring(Path("page.html").read_text())

        assert result.stderr == "khabar: written to page.html\n"
        assert len(page.xpath("//figure")) == 2
        assert page.xpath("//li[@class='sentence']")
        for sentence in page.xpath("//li[@class='sentence']"):
            for mark in sentence.xpath("./sup/a/@href"):
                assert "reported" in page.get_element_by_id(mark[1:]).text_content()
        assert not page.xpath("//script | //img | //link | //@onclick")
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(Path("page.html").read_text())

    def test_what_changed_since_a_day(self, run: Run) -> None:
        page = run("brief", "al-Qaim", "--since", "2017-10", "--on", "2017-11-05", "--known-by", "2017-11-05").stdout

        assert "## What changed since 31 October 2017\n" in page
        assert run("brief", "al-Qaim", "--since", "2018", "--on", "2017-11-05").exit_code == 2

    def test_as_data(self, run: Run) -> None:
        row = json.loads(run("brief", "al-Qaim", "--on", "2017-11-07", "--since", "2017-10", "--json").stdout)

        claims = {claim["id"] for claim in row["claims"]}
        sentences = [s for section in row["sections"] for s in section["sentences"]]
        assert sentences
        assert all(s["words"] and s["claims"] and set(s["claims"]) <= claims for s in sentences)
        assert (row["on"], row["since"]) == ("2017-11-07", "2017-10-31")
        assert {"entity": "al-qaim", "name": "Al-Qaim", "firmness": "word"} in row["places"]

    def test_the_record_as_it_was(self, run: Run) -> None:
        page = run("brief", "al-Qaim", "--on", "2017-11-07", "--recorded-by", "2024-04").stdout
        assert "*Nothing known" in page
        assert "In the record as it was on 30 April 2024." in page
        shown = run("state", "al-Qaim", "--on", "2017-11-07", "--recorded-by", "2024-04").stdout
        assert shown.splitlines()[0].endswith(", in the record as it was on 30 Apr 2024")
        assert "[^1]" in run("brief", "al-Qaim", "--on", "2017-11-07", "--recorded-by", "2024-05-01").stdout


@pytest.mark.usefixtures("record")
class TestExport:
    def test_one_claim_a_line(self, run: Run) -> None:
        lines = run("export", "--format", "jsonl", "--place", "al-Qaim").stdout.splitlines()

        assert [json.loads(line)["id"] for line in lines] == [CONTROL.id, RIVAL.id, PLAN.id]

    def test_a_dash_is_no_file(self, run: Run) -> None:
        assert run("export", "--format", "jsonl", "--output", "-").stdout == run("export", "--format", "jsonl").stdout
        assert run("brief", "al-Qaim", "--out", "-").stdout == run("brief", "al-Qaim").stdout
        assert not Path("-").exists()

    def test_a_map_knows_where_the_packs_have_places(self, run: Run) -> None:
        features = json.loads(run("export", "--format", "geojson", "--type", "control").stdout)["features"]

        assert features[0]["geometry"]["coordinates"] == pytest.approx([40.99, 34.39], abs=0.01)

    def test_a_file_is_counted(self, run: Run) -> None:
        result = run("export", "--format", "csv", "--output", "claims.csv", "--limit", "2")

        assert (result.stdout, result.stderr) == ("", "khabar: 2 claims written to claims.csv\n")
        assert Path("claims.csv").read_text().startswith("id,document,")

    def test_a_file_that_cannot_be_written_is_named(self, run: Run) -> None:
        result = run("export", "--format", "csv", "--output", "nosuch/claims.csv")

        assert result.exit_code == 1
        assert result.stderr == "khabar: cannot write nosuch/claims.csv: No such file or directory\n"

    def test_occurrences_that_a_format_does_not_tell_are_counted(self, run: Run) -> None:
        result = run("export", "--format", "acled", "--output", "events.csv")

        assert result.exit_code == 0
        assert "written to events.csv" in result.stderr
        assert Path("events.csv").read_text().startswith("event_id_cnty,")

    def test_a_data_package_is_a_folder(self, run: Run) -> None:
        assert "--output FOLDER" in run("export", "--format", "datapackage").stderr
        run("export", "--format", "datapackage", "--output", "out")
        assert {p.name for p in Path("out").iterdir()} == {"claims.csv", "documents.csv", "datapackage.json"}
        (file := Path("a-file")).write_text("")
        assert run("export", "--format", "datapackage", "--output", str(file)).exit_code == 2

    def test_an_unknown_format_is_wrong_usage(self, run: Run) -> None:
        assert run("export", "--format", "docx").exit_code == 2
        assert run("export").exit_code == 2
