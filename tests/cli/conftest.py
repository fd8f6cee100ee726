"""The program as a user meets it: in a pipe, on a terminal, with a record that needs no language model."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.newsroom import TAKEN, readings

from khabar.cli import khabar
from khabar.model import ClaimType, Document, DocumentError, ReaderError, Reading
from khabar.record import Reader
from khabar.store import Store

Run = Callable[..., Result]
OnTerminal = Callable[..., str]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KHABAR_RECORD", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """`khabar.db` in the present folder, with the newsroom's three reports."""
    path = tmp_path / "khabar.db"
    with Store.open(path, clock=lambda: datetime(2024, 5, 1, tzinfo=UTC)) as store:
        for reading in readings():
            store.add(reading, reading.document.text.encode())
    return path


@pytest.fixture
def run() -> Run:
    """Runs the program with these words, its output in a pipe."""

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(khabar, words)

    return invoke


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> OnTerminal:
    """Runs the program on a terminal of 80 columns; gives all that it shows on stdout."""

    def invoke(*words: str) -> str:
        shown = _Terminal()
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setenv("TERM", "xterm-256color")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", shown)
            with pytest.raises(SystemExit):
                khabar.main(words)
        return shown.getvalue()

    return invoke


class ByHand:
    """Reads a report as one claim: its last paragraph, in the outlet's own voice."""

    version = "by hand 1"

    def read(self, document: Document) -> Reading:
        """Raises `DocumentError` for a text that says UNREADABLE, fails by a bug for BUG, stops for MODEL."""
        if "UNREADABLE" in document.text:
            raise DocumentError(document.path, "nobody can read this")
        if "BUG" in document.text:
            raise ZeroDivisionError("counted to none")
        if "MODEL" in document.text:
            raise ReaderError("the language model is missing")
        title, _, body = document.text.strip().partition("\n\n")
        report = replace(TAKEN, text=document.text, outlet=document.outlet or "Anon", path=document.path)
        if document.stated is not None:
            report = replace(report, published=document.stated)
        made = replace(report.claim(body or title, ClaimType.OTHER), document=document.id)
        return Reading(
            replace(document, blocks=report.document().blocks), self.version, report.published, claims=(made,)
        )


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaces the language model, which takes seconds to load."""
    monkeypatch.setattr(Reader, "way", property(lambda self: ByHand()))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("First\n\nThe bridge is open.\n")
    (folder / "b.txt").write_text("Second\n\nThe bridge is shut.\n")
    return folder
