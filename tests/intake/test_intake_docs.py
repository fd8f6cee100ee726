"""docs/intake.md: its commands run, and its tables are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.intake import making

from khabar.cli import khabar
from khabar.intake import ocr
from khabar.intake.kinds import SUFFIXES
from khabar.intake.tables import FIELDS
from khabar.model import Ocr
from khabar.record import Reader
from khabar.way import Way

PAGE = (Path(__file__).parents[2] / "docs" / "intake.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    khabar (.+)$", PAGE, re.MULTILINE)
OFFLINE = [words for words in COMMANDS if "in.db" in words]


def test_the_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Reader, "way", property(lambda self: way))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(making.WORDS[0])
    (tmp_path / "news.csv").write_bytes(making.table([{"story": making.WORDS[1], "paper": "INA"}]))
    (tmp_path / "feed.xml").write_bytes(making.rss())
    (tmp_path / "pages.warc.gz").write_bytes(making.warc({"https://x.example/a": making.page()}))
    (tmp_path / "statement.pdf").write_bytes(making.pdf([[making.WORDS[2]]]))
    (tmp_path / "mail.eml").write_bytes(making.mail())
    (tmp_path / "letter.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "scanned.pdf").write_bytes(making.pdf([[making.WORDS[1]]]))
    monkeypatch.setattr(ocr, "read", lambda data, where, pages=(): ({0: "A letter."}, Ocr("none", ((0, 1.0),))))
    assert len(OFFLINE) == 6
    for words in OFFLINE:
        if "3f2a9c1d" in words:
            listed = CliRunner().invoke(khabar, ["documents", "--record", "in.db"]).stdout
            words = words.replace("3f2a9c1d", listed.split()[0])
        result = CliRunner().invoke(khabar, words.split())
        assert result.exit_code == 0, (words, result.output)


@pytest.mark.parametrize("words", [c for c in COMMANDS if c not in OFFLINE])
def test_commands_that_fetch_have_such_options(words: str) -> None:
    name, *rest = words.split()
    command = khabar.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    command.make_context(name, rest)


def test_the_kinds_are_those_that_are_read() -> None:
    kinds = PAGE.split("## Kinds")[1].split("## Tables")[0]
    assert set(re.findall(r"`(\.[a-z.]+)`", kinds)) == set(SUFFIXES) - {".text", ".markdown", ".htm", ".ndjson"}


def test_the_columns_are_those_that_are_known() -> None:
    for field, names in re.findall(r"^\| `(\w+)` \| ([a-z, ]+) \|$", PAGE, re.MULTILINE):
        assert {name.replace(" ", "") for name in names.split(", ")} <= set(FIELDS[field])
