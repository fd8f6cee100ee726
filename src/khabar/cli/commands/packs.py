"""`khabar packs`: the knowledge that reading and answering use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from khabar import packs
from khabar.cli.screen import Column, Screen
from khabar.cli.settings import as_json, common
from khabar.packs.files import RawPack, read

_COLUMNS = (Column("id"), Column("title", folds=True), Column("version"), Column("rows", folds=True))


@click.group(
    invoke_without_command=True,
    epilog="Examples: khabar packs · khabar packs --json · khabar packs check my-pack/",
)
@as_json
@common
@click.pass_context
def command(ctx: click.Context, /, as_json: bool) -> None:
    """List the packs that come with khabar: who is who and where is where, each row with its source."""
    if ctx.invoked_subcommand is not None:
        return
    screen = Screen.current()
    found = [read(Path(packs.__file__).parent / name) for name in packs.available()]
    if as_json:
        for pack in found:
            screen.json(_row(pack))
    else:
        screen.table(_COLUMNS, (_cells(pack) for pack in found))


@command.command(epilog="Example: khabar packs check my-pack/")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@common
@click.pass_context
def check(ctx: click.Context, /, folder: Path) -> None:
    """Say everything that is wrong with the pack in FOLDER, one line each; the exit code is then 1."""
    screen = Screen.current()
    wrong = [_as_given(sentence, folder) for sentence in packs.check(folder)]
    for sentence in wrong or [f"{folder}: nothing is wrong with this pack"]:
        screen.line(sentence)
    if wrong:
        ctx.exit(1)


def _as_given(sentence: str, folder: Path) -> str:
    """A sentence on a file of a pack, with the folder as the user typed it: packs are told apart by its name alone."""
    return f"{folder.as_posix().rstrip('/')}/{sentence.removeprefix(f'{folder.resolve().name}/')}"


def _row(pack: RawPack) -> dict[str, Any]:
    about = {key: pack.about.get(key) for key in ("id", "title", "version", "licence", "countries", "summary")}
    return about | {"rows": {table: len(rows) for table, rows in pack.rows.items()}}


def _cells(pack: RawPack) -> tuple[str, str, str, str]:
    rows = ", ".join(f"{len(rows):,} {table}" for table, rows in pack.rows.items() if rows)
    return str(pack.about.get("id", "")), str(pack.about.get("title", "")), str(pack.about.get("version", "")), rows
