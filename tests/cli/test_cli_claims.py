"""`khabar claims` and `khabar show`: who says what, and all that stands around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import OnTerminal, Run
from tests.cli.newsroom import TAKEN, readings

pytestmark = pytest.mark.usefixtures("record")
CONTROL, NUMBER = readings()[0].claims
(RIVAL,) = readings()[1].claims
(PLAN,) = readings()[2].claims


def ids(run: Run, *words: str) -> set[str]:
    return {json.loads(line)["id"] for line in run("claims", "--json", *words).stdout.splitlines()}


def test_a_claim_is_a_block_of_plain_lines(run: Run) -> None:
    first = run("claims").stdout.split("\n\n")[0]

    assert first.splitlines() == [
        f"{CONTROL.id} control · asserted",
        "  “The PMF hold all of al-Qaim”",
        "  Salim Raad ← Riverside Gazette · “said”",
        "  when 3 Nov 2017 · said 3 Nov 2017 · reported 4 Nov 2017",
    ]


def test_numbers_are_told_with_what_they_count(run: Run) -> None:
    assert "reported 4 Nov 2017 · about 300 fighter of town" in run("claims", "--type", "quantity").stdout


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), {CONTROL.id, NUMBER.id, RIVAL.id, PLAN.id}),
        (("--place", "Qaim city"), {CONTROL.id, RIVAL.id, PLAN.id}),
        (("--actor", "DAESH"), {RIVAL.id}),
        (("--actor", "Al-Qaim"), {CONTROL.id, RIVAL.id}),
        (("--actor", "the gate"), set()),
        (("--speaker", "salim raad"), {CONTROL.id}),
        (("--speaker", "Nobody at all"), set()),
        (("--type", "control", "--type", "quantity"), {CONTROL.id, NUMBER.id, RIVAL.id}),
        (("--modality", "planned"), {PLAN.id}),
        (("--document", TAKEN.document().id[:8]), {CONTROL.id, NUMBER.id}),
        (("--text", "stand in"), {NUMBER.id}),
        (("--reported-by", "2017-11-05"), {CONTROL.id, NUMBER.id}),
        (("--reported-by", "2017-11"), {CONTROL.id, NUMBER.id, RIVAL.id}),
        (("--place", "al-Qaim", "--limit", "1"), {CONTROL.id}),
    ],
)
def test_conditions_choose_claims(run: Run, words: tuple[str, ...], found: set[str]) -> None:
    assert ids(run, *words) == found


def test_no_claim_is_no_failure(run: Run) -> None:
    result = run("claims", "--text", "submarine")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "khabar: no claim fits\n")


@pytest.mark.parametrize(
    "words", [("--type", "rumour"), ("--limit", "-1"), ("--document", "zzz"), ("--reported-by", "2017/..")]
)
def test_conditions_that_make_no_sense_are_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run("claims", *words).exit_code == 2


def test_a_terminal_sees_the_cue_marked_inside_the_quote(on_terminal: OnTerminal) -> None:
    shown = on_terminal("claims", "--modality", "planned", "--color", "always")

    assert "\x1b[1mEngineers \x1b[0m\x1b[1;4msaid\x1b[0m" in shown


def test_a_terminal_without_colour_gets_no_escape(on_terminal: OnTerminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in on_terminal("claims", "--color", "never")
    assert "\x1b" not in on_terminal("--color", "never", "claims")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in on_terminal("claims")


def test_colour_goes_into_a_pipe_only_when_asked(run: Run) -> None:
    assert "\x1b[36m" in run("claims", "--color", "always").stdout
    assert run("claims").stdout == run("claims", "--color", "never").stdout


class TestShow:
    def test_a_claim_opens_down_to_its_words(self, run: Run) -> None:
        shown = run("show", CONTROL.id[:6]).stdout

        for words in (
            "“The PMF hold all of al-Qaim”, commander Salim Raad said on Friday.",
            "chain: Salim Raad ← Riverside Gazette",
            "Salim Raad (speaker, “said”)",
            "← Riverside Gazette (outlet)",
            "who: Popular Mobilization Forces (PMF)",
            "where: Al-Qaim",
            "when: 3 Nov 2017",
            "when, because Friday before the report",
            "reported: 4 Nov 2017",
            "root: Salim Raad",
            "“Town changes hands”, wire/taken.txt",
            "because the file's header states it",
            "read by: by hand 1",
        ):
            assert words in shown

    def test_the_title_is_not_taken_for_context(self, run: Run) -> None:
        assert "Town changes hands" not in run("show", CONTROL.id).stdout.split("chain:")[0]

    def test_words_that_were_repaired_say_so(self, run: Run) -> None:
        shown = run("show", NUMBER.id).stdout

        assert "words: repaired: a full stop was left out" in shown
        assert "numbers: about 300 fighter of town" in shown
        assert "Nothing in the record speaks against it." in shown

    def test_everything_as_json(self, run: Run) -> None:
        row = json.loads(run("show", CONTROL.id, "--json").stdout)

        assert row["claim"]["id"] == CONTROL.id
        assert row["root"] == "Salim Raad"
        assert row["document"]["path"] == "wire/taken.txt"
        assert row["before"].endswith("\n\n")

    def test_an_id_that_is_not_there_is_wrong_usage(self, run: Run) -> None:
        result = run("show", "zzz")

        assert result.exit_code == 2
        assert "no claim 'zzz'" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("claims",),
        ("show", PLAN.id),
        ("documents",),
        ("documents", "--why", PLAN.document),
        ("state", "al-Qaim", "--on", "2018-01-05", "--all"),
        ("brief", "al-Qaim", "--on", "2018-01-05"),
        ("export", "--format", "csv"),
    ],
)
def test_no_escape_of_a_document_reaches_the_terminal(on_terminal: OnTerminal, words: tuple[str, ...]) -> None:
    for shown in (on_terminal(*words, "--color", "never"), on_terminal(*words)):
        assert "owned" in shown
        assert not {"\x07", "\x9b", "\u202e"} & set(shown)
        assert "\x1b]0" not in shown
        assert "[bold]loud[/bold]" in shown.replace("\\", "").replace("\n", "").replace(" ", "")


def test_markup_in_a_pipe_stays_as_it_is(run: Run, record: Path) -> None:
    shown = run("claims", "--modality", "planned").stdout

    assert "[bold]loud[/bold]" in shown
    assert "\\u001b[31mRed" in shown
