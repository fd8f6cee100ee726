"""README.md and the pages in docs/: every command and every snippet in them is run by a test.

Pages that need a world of their own are run by tests of their own (`OWN`); all others are run here, in a folder that
has what they speak of. What cannot be run in a test (`ENDLESS`) must at least be a command with such options.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from khabar.cli import khabar
from khabar.record import Record

ROOT = Path(__file__).parents[1]
OWN = {
    "docs/tutorial.md": "tests/test_tutorial.py",
    "docs/intake.md": "tests/intake/test_intake_docs.py",
    "docs/review.md": "tests/judging/test_judging_docs.py",
}
ENDLESS = {
    "khabar serve": "runs until it is stopped; tests/web and tests/page run it",
    "https://": "fetches; tests/intake and tests/watching do, from this machine",
    "--every": "runs until it is stopped; tests/watching moves its clock on",
    "--llm": "asks a language model; tests/asked does, of one that answers as told",
    "--engine ray": "needs a cluster; tests/engines and tests/batch start and join one",
    "--ray-address": "likewise",
    "//ann@db.example/": "asks a server; tests/store and tests/cli/test_cli_server.py do, of one of their own",
    "//postgres@db.example/": "likewise",
    "GOLD/": "the labels are not among the sources",
    "training/corpus/": "takes minutes",
}
MENDED = {"REPORTS/": "reports/", "archive/": "reports/", "/mnt/stick/": "stick/"}
"""What stands in a page for something of the reader's own, and what this folder has for it."""

FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^    (?:\$ )?(?:\.venv/bin/)?khabar (.+)$", re.MULTILINE)
ANSWERED = re.compile(r"^    \$ \.venv/bin/(khabar .+)\n((?:    (?!\$).+\n|\n(?=    (?!\$)))+)", re.MULTILINE)
PAGES = {
    str(p.relative_to(ROOT)): p.read_text(encoding="utf-8") for p in (ROOT / "README.md", *ROOT.glob("docs/**/*.md"))
}
HERE = sorted(page for page, words in PAGES.items() if page not in OWN and COMMAND.search(words))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the demonstration."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Record.open(path) as record:
        list(record.add([str(ROOT / "demo" / "reports")]))
    return path


@pytest.fixture
def desk(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the pages speak of."""
    for name in ("KHABAR_RECORD", "KHABAR_REVIEWERS", "KHABAR_BY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    for name in ("build", "reports", "stick", "labelled"):
        (tmp_path / name).mkdir()
    for name in ("khabar.db", "in.db", "build/demo.db"):
        shutil.copy(demo, tmp_path / name)
    (tmp_path / "demo").symlink_to(ROOT / "demo")
    (tmp_path / "reports" / "note.txt").write_text("The army left Albukamal on Monday, the mayor said.")
    shutil.copy(ROOT / "training" / "corpus" / "great-lake" / "03.txt", tmp_path / "labelled")
    run("khabar export --format acled --output events.csv")
    run("khabar export --format sfm --output sheets.csv")
    return tmp_path


def run(line: str) -> str:
    """What a command prints; it must succeed. What a shell would do with `>` is left to the shell."""
    _, *words = shlex.split(line, comments=True)
    words = words[: words.index(">")] if ">" in words else words
    result = CliRunner().invoke(khabar, words, input="q\n")
    assert (result.exit_code, line) == (0, line), result.output
    return result.stdout


def test_these_pages_have_commands() -> None:
    assert {"README.md", "docs/durability.md", "docs/exchange.md", "docs/labelling.md", "docs/quality.md"} <= {*HERE}


@pytest.mark.parametrize("page", HERE)
def test_every_command_of_a_page_runs(page: str, desk: Path) -> None:
    for words in COMMAND.findall(PAGES[page]):
        line = f"khabar {words}"
        if any(part in line for part in ENDLESS):
            name, *rest = shlex.split(words, comments=True)
            command = khabar.get_command(click.Context(khabar), name)
            assert command is not None
            parsed = command.make_parser(click.Context(command)).parse_args(rest)
            assert parsed, line
            continue
        for said, here in MENDED.items():
            line = line.replace(said, here)
        run(line)


def test_the_front_page_shows_what_the_program_answers(desk: Path) -> None:
    shown = ANSWERED.findall(PAGES["README.md"])
    assert len(shown) == 2
    for command, answer in shown:
        given = run(command)
        for line in answer.splitlines():
            if "as known by" not in line and line.strip() != "…":  # that is the day of asking
                assert line.removeprefix("    ") in given, (command, line)


def test_the_python_of_the_front_page_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = [block for kind, block in FENCED.findall(PAGES["README.md"]) if kind == "python"]
    exec(compile(code, "README.md", "exec"), {})
    assert "contested - It is disputed whether the Islamic State held Albukamal" in capsys.readouterr().out


def test_the_pack_of_the_packs_page_is_checked_and_loaded_as_shown(desk: Path) -> None:
    blocks = FENCED.findall(PAGES["docs/packs.md"])
    (desk / "harbour").mkdir()
    for kind, block in blocks:
        if kind == "toml":
            path, _, _ = block.partition("\n")
            (desk / path.removeprefix("# ")).write_text(block, encoding="utf-8")
    (session,) = [block for kind, block in blocks if kind == "pycon"]
    example = doctest.DocTestParser().get_doctest(session, {}, "docs/packs.md", "docs/packs.md", 0)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_no_snippet_is_left_out() -> None:
    """Every fenced block that can be run stands in a page that some test here, or of its own, runs."""
    run_here = {"README.md": {"python"}, "docs/packs.md": {"pycon", "toml", "text"}}
    for page, words in PAGES.items():
        kinds = {kind for kind, _ in FENCED.findall(words)}
        if page in OWN:
            assert Path(page).name in (ROOT / OWN[page]).read_text(encoding="utf-8")
        else:
            assert kinds <= run_here.get(page, set()), page
