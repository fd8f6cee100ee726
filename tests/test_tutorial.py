"""docs/tutorial.md: every command and every snippet is run, one after the other, and gives what the page shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from khabar.cli import khabar

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|text|python)\n(.*?)```", PAGE, re.DOTALL)


def test_the_tutorial_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KHABAR_RECORD", "KHABAR_REVIEWERS", "KHABAR_BY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo").symlink_to(ROOT / "demo")
    shown = ""
    for kind, block in BLOCKS:
        if kind == "python":
            exec(compile(block, "docs/tutorial.md", "exec"), {})
        elif kind == "text":
            for line in block.splitlines():
                assert line in shown
        else:
            shown = "".join(map(run, block.splitlines()))
    assert (tmp_path / "barrier.html").stat().st_size > 1000
    assert len(BLOCKS) > 12


def run(line: str) -> str:
    """What a command prints; it must succeed."""
    program, *words = shlex.split(line)
    result = CliRunner().invoke(khabar, words)
    assert (program, result.exit_code, line) == ("khabar", 0, line), result.output
    return result.output


def test_every_link_of_the_tutorial_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / link).is_file()
