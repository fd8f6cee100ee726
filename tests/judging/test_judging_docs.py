"""docs/review.md: every command and the Python in it are run."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.newsroom import HELD, readings

from khabar.cli import khabar
from khabar.judging.values import FIELDS
from khabar.model import JudgementKind
from khabar.record import Reader, Record

PAGE = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for line in PAGE.splitlines() if line.startswith("    khabar ")]
CONTROL, _ = readings()[0].claims
(RIVAL,) = readings()[1].claims


@pytest.fixture
def here(record: Record, reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Record]:
    """The record by the clock that the program goes by."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHABAR_BY", "Ann")
    for name in ("KHABAR_RECORD", "KHABAR_REVIEWERS"):
        monkeypatch.delenv(name, raising=False)
    with Record.open("khabar.db", reader=reader) as found:
        yield found


def meant(command: str, record: Record) -> list[str]:
    """The command's words, with ids for what the page only names."""
    made = list(record.judgements())
    ids = {
        "CLAIM": CONTROL.id,
        "OTHER": RIVAL.id,
        "REPORT": HELD.document().id,
        "JUDGEMENT": made[-1].id if made else "",
    }
    ids["CONFLICT"] = next((conflict.id for conflict in record.conflicts()), "")
    return [ids.get(word, word) for word in shlex.split(command)[1:]]


def test_every_command_of_the_page_does_what_it_says(here: Record) -> None:
    assert len(COMMANDS) > 15
    for command in COMMANDS:
        if command == "khabar conflicts":  # between names as the machine reads them
            for made in here.judged().decisions.of(JudgementKind.SPLIT, JudgementKind.MERGE):
                here.judge("undo", made.id, by="Ann")
            here.judge("correct", RIVAL.id, {"event_time": "2017-11-03", "type": "control"}, by="Ann")
            here.judge("accept", CONTROL.id, by="Ann")
        if "agreement" in command:
            here.judge("reject", CONTROL.id, by="Bob")
        result = CliRunner().invoke(khabar, meant(command, here), input="q\n")
        assert (result.exit_code, command) == (0, command), result.output


def test_the_python_of_the_page_runs(here: Record) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "docs/review.md", "exec"), {})
    assert [j.kind for j in here.judgements()] == ["correct", "undo"]


def test_every_kind_and_field_is_on_the_page() -> None:
    table = PAGE[PAGE.index("| kind |") :]
    for word in (*JudgementKind, *FIELDS):
        assert f"`{word}`" in table


def test_the_json_of_the_page_is_what_is_kept(here: Record) -> None:
    here.judge("merge", "Salim Raad", {"into": "PMF"}, by="Ann")
    row = json.loads(CliRunner().invoke(khabar, ["judgements", "--json"]).stdout)

    assert list(row)[:7] == ["id", "kind", "target", "value", "reason", "by", "made"]
    assert row["value"] == {"into": {"name": "Popular Mobilization Forces", "entity": "pmf"}}
    assert row["target"] == "name:salim raad"
