"""`khabar backup`: the record to another file, and (see `restore`) back."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from khabar.cli.screen import Screen
from khabar.cli.settings import as_json, common, in_record
from khabar.cli.words import counted
from khabar.model import UsageError
from khabar.store import Verified, is_server, shown
from khabar.store.backup import back_up, kept_beside
from khabar.store.backup import restore as restored

_now = partial(datetime.now, UTC)


@click.command(epilog="Examples: khabar backup /mnt/stick/khabar-2024-05-01.db · khabar backup yesterday.db --force")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@in_record
@as_json
@common
def command(file: Path, path: str, force: bool, as_json: bool) -> None:
    """Copy the whole record, as it is at one moment, to FILE. Other programs can go on using it meanwhile.

    The copy is looked through as by khabar verify, and gets its name only when it is sound and on the disk. Note the
    hash of its last line elsewhere: khabar verify --last HASH then tells that a record goes on from this one.
    """
    _show(file, back_up(_in_a_file(path), file, _now, force=force), as_json)


@click.command(epilog="Examples: khabar restore /mnt/stick/khabar-2024-05-01.db · khabar restore b.db --record new.db")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also where there is a record: it is kept beside, as NAME.replaced-1.")
@in_record
@as_json
@common
def restore(file: Path, path: str, force: bool, as_json: bool) -> None:
    """Make the backup FILE the record. FILE is looked through first, and stays as it is.

    Nothing is ever written over a record: with --force the one that is there gets another name, and lies beside.
    """
    record = _in_a_file(path)
    beside = kept_beside(record) if record.exists() else None
    _show(record, restored(file, record, _now, force=force), as_json, beside)


def _in_a_file(record: str) -> Path:
    """The path of a record. Raises `UsageError` where it is on a server."""
    if is_server(record):
        raise UsageError(
            f"{shown(record)} is on a PostgreSQL server, whose own tools do this at one moment for the whole of it: "
            "pg_dump and pg_restore (docs/team.md). To carry the reports into a file: khabar export --format jsonl "
            "--with-documents --output all.jsonl, and then: khabar import all.jsonl --record new.db"
        )
    return Path(record)


def _show(written: Path, found: Verified, as_json: bool, beside: Path | None = None) -> None:
    screen = Screen.current()
    if as_json:
        row = {"file": str(written), "originals": found.originals, "lines": found.lines, "last": found.last or None}
        screen.json(row | {"replaced": str(beside) if beside else None})
        return
    screen.write(f"{written}: {counted(found.originals, 'original')}, {counted(found.lines, 'line')} in the log, sound")
    if found.last:
        screen.write(f"the last line is {found.last}")
    if beside:
        screen.write(f"what was there is {beside}")
