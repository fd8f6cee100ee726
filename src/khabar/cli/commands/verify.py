"""`khabar verify`: whether a record still holds what was put into it."""

from __future__ import annotations

import click

from khabar.cli import opening
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record
from khabar.cli.words import counted


@click.command(epilog="Examples: khabar verify · khabar verify --last 3f2a9c1d0b7e")
@click.option(
    "--last", metavar="HASH", default="", help="A line of the log that must be there, by its hash (or its start)."
)
@in_record
@as_json
@common
@click.pass_context
def command(ctx: click.Context, /, last: str, path: str, as_json: bool) -> None:
    """Compute every hash anew: of all originals, of the files that they stood in, and of the log that says who added
    what, when and whence.

    The log is a chain: each line holds the hash of the one before. Note down the hash of the last line, elsewhere;
    --last HASH then tells whether the log still goes on from it. What is wrong is named on stderr, and the exit code
    is then 1.
    """
    screen = Screen.current()
    with opening.record(path) as record:
        found = record.store.custody.verify(last)
    for trouble in found.troubles:
        note(trouble)
    if as_json:
        screen.json(
            {
                "originals": found.originals,
                "files": found.holders,
                "lines": found.lines,
                "last": found.last or None,
                "troubles": list(found.troubles),
            }
        )
    else:
        looked_at = f"{counted(found.originals, 'original')}, {counted(found.lines, 'line')} in the log"
        screen.write(
            f"{looked_at}: {counted(len(found.troubles), 'trouble') if found.troubles else 'all as it was added'}"
        )
        if found.last:
            screen.write(f"the last line is {found.last}")
    if found.troubles:
        ctx.exit(1)
