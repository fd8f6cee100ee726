"""Where lines go: a terminal, wrapped and coloured, or a pipe, plain and one line each."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import click

from khabar.answers.safe import flat, json_line, visible
from khabar.cli.settings import COLOR
from khabar.cli.view import Line
from khabar.model import StopError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {
    "quote": "bold",
    "cue": "bold underline",
    "title": "bold",
    "id": "cyan",
    "dim": "dim",
    "held": "green",
    "contested": "yellow",
    "stale": "dim",
    "ended": "red",
    "denied": "red",
    "unknown": "dim",
    "flag": "yellow",
}
"""The names of styles that lines use, in rich's words."""

_BEYOND_ANY_LINE = 1_000_000


class Column(NamedTuple):
    """A table's column: its heading, whether it gives way (folds) where the terminal is narrow, its greatest width."""

    heading: str
    folds: bool = False
    right: bool = False
    widest: int | None = None


class Screen:
    """Standard output as the user wants it; all that documents say is made harmless here."""

    def __init__(self, color: str) -> None:
        self.terminal = sys.stdout.isatty()
        allowed = self.terminal and not os.environ.get("NO_COLOR")
        self.colored = color == "always" or (color == "auto" and allowed)

    @classmethod
    def current(cls) -> Screen:
        """The screen of the command that runs."""
        return cls(click.get_current_context().meta.get(COLOR, "auto"))

    def show(self, lines: Iterable[Line]) -> None:
        """Writes the lines, at once."""
        if not self.terminal and not self.colored:
            for line in lines:
                self.write(" " * line.indent * bool(line.pieces) + flat(line.text))
            sys.stdout.flush()
            return
        from rich.padding import Padding

        for line in lines:
            words = _text(line)
            if not self.terminal:
                self.console.print(" " * line.indent, end="")
            self.console.print(Padding(words, (0, 0, 0, line.indent), expand=False) if self.terminal else words)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """A table that fits the terminal; in a pipe one row a line, its cells separated by tabs, no heading."""
        if not self.terminal:
            for row in rows:
                self.write("\t".join(map(flat, row)))
            return
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
        for column in columns:
            table.add_column(
                column.heading,
                no_wrap=not column.folds,
                overflow="fold",
                max_width=column.widest,
                justify="right" if column.right else "left",
            )
        for row in rows:
            table.add_row(*(Text(flat(cell)) for cell in row))
        self.console.print(table)

    def line(self, text: str) -> None:
        """One line of plain words."""
        self.write(flat(text))

    def markdown(self, text: str) -> None:
        """Markdown as a terminal can show it. Expects text that is `visible`."""
        from rich.markdown import Markdown

        self.console.print(Markdown(text, hyperlinks=False))

    def json(self, value: object) -> None:
        """One JSON value on one line, at once."""
        self.write(json_line(value))
        sys.stdout.flush()

    def write(self, text: str) -> None:
        """One line, as it is."""
        sys.stdout.write(text + "\n")

    @cached_property
    def console(self) -> Console:
        """A rich console for stdout that adds nothing of its own."""
        from rich.console import Console

        return Console(
            file=sys.stdout,
            force_terminal=self.terminal or self.colored,
            color_system="auto" if self.colored and self.terminal else "standard" if self.colored else None,
            no_color=not self.colored,
            width=None if self.terminal else _BEYOND_ANY_LINE,
            soft_wrap=not self.terminal,
            markup=False,
            emoji=False,
            highlight=False,
        )


@contextmanager
def to_file(path: str) -> Iterator[TextIO]:
    """A UTF-8 file to write, line ends untouched, that is there whole or not at all (`khabar.export.whole`). Raises
    `StopError` where it cannot be written."""
    from khabar.export import whole

    try:
        with whole(Path(path)) as out:
            yield out
    except OSError as error:
        raise StopError(f"cannot write {path}: {error.strerror or error}") from error


def note(message: str) -> None:
    """One line on stderr, by name."""
    click.echo(f"khabar: {visible(message, keep=chr(10))}", err=True)


STDOUT = "-"
"""What stands for stdout where a file is asked for."""

MOST = 20
"""How many lines that cannot be read are named one by one: a wrong file has nothing but such lines."""


def and_more(failed: int) -> None:
    """Says on stderr how many failures were not named, where there were more than `MOST`."""
    if failed > MOST:
        note(f"… and {failed - MOST:,} more lines like these; is it the file that you meant?")


def _text(line: Line) -> Text:
    from rich.text import Text

    words = Text()
    for piece in line.pieces:
        text, style = (piece, "") if isinstance(piece, str) else piece
        words.append(flat(text), STYLES.get(style, ""))
    return words


class Steps:
    """What is done so far, as a bar has it; without one it does nothing."""

    def __init__(self, show: Callable[[float], None] = lambda done: None) -> None:
        self._show = show
        self._done = 0

    def __call__(self) -> None:
        """One more is done."""
        self._done += 1
        self._show(self._done)

    def within(self, share: float) -> None:
        """So much (0 to 1) of the next one is done."""
        self._show(self._done + share)


@contextmanager
def progress(total: int, shown: bool = True, least: int = 2) -> Iterator[Steps]:
    """A bar on stderr where a terminal shows it and there are at least so many, with the time that is left, gone when
    done; the block calls what it gets after each report."""
    if not (shown and total >= least and sys.stderr.isatty()):
        yield Steps()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("sources"), TimeRemainingColumn())
    # Standard output stays what it is: it may be a pipe.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reading", total=total)
        yield Steps(lambda done: bar.update(task, completed=done))
