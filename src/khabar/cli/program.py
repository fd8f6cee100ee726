"""The program `khabar`: which commands there are, and how errors become a line and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from io import StringIO
from typing import Any, TextIO

import click

from khabar import __version__
from khabar.answers.safe import one_line, visible
from khabar.cli.settings import common
from khabar.model.errors import KhabarError, UsageError

COMMANDS = {
    "add": "Read reports into the record: files, folders, addresses.",
    "watch": "Add what is new, again and again, and say what it changed.",
    "inspect": "Show what is read out of a text, recording nothing.",
    "documents": "List the reports in the record, and why each has its day.",
    "claims": "List the claims: who says that who did what, where, when.",
    "show": "Open one claim: its words, its chain, who disagrees.",
    "events": "List what happened, each occurrence once, with every count.",
    "conflicts": "List what cannot all be true, and who says which.",
    "state": "What held of a place, actor, crossing or barrier on a day.",
    "brief": "The analyst's page on one name, every sentence footnoted.",
    "review": "Read claims one by one: accept, reject, correct.",
    "merge": "Say that two names, or two claims' events, are one.",
    "split": "Say that a name, or a claim's event, is not another.",
    "grade": "Say how reliable a source is, or whom it does not speak for.",
    "settle": "Say which claim of a conflict is right, and why.",
    "note": "Write something to a claim, a report or a name.",
    "undo": "Take a judgement of yours back.",
    "judgements": "List, export, import and compare what people decided.",
    "serve": "Open the record as a page in the browser.",
    "actors": "List the people, groups, bodies and outlets mentioned.",
    "places": "List the places mentioned.",
    "export": "Write claims for other programs: sheets, maps, event data.",
    "import": "Take in another record, or an ACLED or SFM table.",
    "evaluate": "Say how well your own labelled reports are read.",
    "verify": "Check that all originals are as they were added.",
    "backup": "Copy the record to another file, and check the copy.",
    "restore": "Make a backup the record.",
    "roles": "Say who may read, judge and add, on a server.",
    "packs": "List the knowledge packs, or check one of your own.",
}
"""Each command with its line in `khabar --help`, so that the help imports none of their modules."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""There is no room for the output or for temporary files: nothing that khabar did wrong."""

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class Program(click.Group):
    """A group that imports a command's module only when it is called, and that never shows a traceback unasked."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"khabar.cli.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name. Raises click's `UsageError`, with the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else "see khabar --help"
            raise click.UsageError(f"there is no command {one_line(args[0])!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from their one-liners alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs the program; always leaves by `SystemExit` with 0 (done), 1 (some failed) or 2 (wrong usage)."""
        words = list(sys.argv[1:] if args is None else args)
        try:
            result = super().main(words, prog_name or "khabar", complete_var, False, **extra)
            sys.stdout.flush()
            code = result if isinstance(result, int) else DONE
        except Exception as error:  # whatever happens, the user gets a line and a code
            code = _explain(error, "--traceback" in words)
        sys.exit(code)


def _explain(error: Exception, traceback: bool) -> int:
    """Says on stderr what went wrong; gives the exit code."""
    if isinstance(error, click.Abort):
        _say("stopped; what was done until here is kept")
        return INTERRUPTED
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        return _unwritten()
    if traceback and not isinstance(error, click.ClickException):
        import traceback as traces

        sys.stderr.write(visible("".join(traces.format_exception(error)), keep="\n"))
    if isinstance(error, click.ClickException):
        words = StringIO()
        error.show(words)
        click.echo(visible(words.getvalue(), keep="\n"), nl=False, err=True)
        return error.exit_code
    if isinstance(error, KhabarError):
        _say(str(error))
        return WRONG_USAGE if isinstance(error, UsageError) else FAILED
    if isinstance(error, OSError) and error.filename is not None:
        _say(f"{error.filename}: {error.strerror or error}")
        return _unwritten() if error.errno in _NO_ROOM else FAILED
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        _say(f"there is no room left on a disk ({error.strerror}): the output's, or that of temporary files (TMPDIR)")
        return _unwritten()
    hint = "" if traceback else "; --traceback shows where"
    _say(f"this is a bug in khabar {__version__}: {type(error).__name__}: {error}{hint}")
    return FAILED


def _say(message: str) -> None:
    click.echo(f"khabar: {visible(message, keep=chr(10))}", err=True)


def _unwritten() -> int:
    """The reader of `khabar … | head` has read enough, or the disk is full: what is left over is thrown away, so that
    Python does not complain again when it closes stdout at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _never_fail_on_letters(stream: TextIO) -> None:
    """Letters that the terminal's encoding lacks are shown escaped, instead of ending the program."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: khabar add REPORTS/ and then: khabar state NAME. The record is ./khabar.db by default.",
)
@click.version_option(__version__, prog_name="khabar", message="%(prog)s %(version)s")
@common
def khabar() -> None:
    """Reports of conflict become a record: who says, through whom, that who held, did or plans what, where and when."""


def main() -> None:
    """The entry point of the command `khabar`."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_letters(stream)
    khabar.main()
