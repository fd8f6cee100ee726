"""`khabar import`: what another record or another's table holds, into this record."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path

import click

from khabar import carrying
from khabar.adding import Added
from khabar.cli import opening
from khabar.cli.screen import MOST, Screen, and_more, note, progress
from khabar.cli.settings import as_json, common, in_record, with_packs
from khabar.cli.words import counted
from khabar.record import Record

_LINES = "jsonl"
_FORMATS = (_LINES, "acled", "sfm")


@click.command(
    epilog="Examples: khabar export --format jsonl --with-documents --output all.jsonl · "
    "khabar import all.jsonl --record other.db · khabar import acled events.csv"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="[acled|sfm] FILE...")
@in_record
@with_packs
@as_json
@common
@click.pass_context
def command(ctx: click.Context, /, files: tuple[str, ...], path: str, packs: tuple[str, ...], as_json: bool) -> None:
    """Take in what another record wrote by `khabar export --format jsonl --with-documents`, or others' tables.

    Of a record reports, their bytes, and claims come with the ids that they had. Of an ACLED download, or a CSV file of
    Security Force Monitor's sheets, each row becomes a report with claims: its source, through who coded it. Which of
    them a file is shows in its first line, or say it before the files. What is there already is left alone.

    What cannot be taken in is named on stderr, with its line, and left out; the exit code is then 1.
    """
    screen = Screen.current()
    form, names = (files[0], files[1:]) if files[0] in _FORMATS and len(files) > 1 else (None, files)
    for name in names:
        if not Path(name).exists() or Path(name).is_dir():
            raise click.UsageError(f"{name} is a folder" if Path(name).is_dir() else f"there is no file {name}")
    new = claims = there = failed = 0
    with opening.record(path, packs, create=True) as record, progress(1, not as_json, least=1) as step:
        for added in _taken(record, names, form):
            step.within(added.share)
            if added.error is not None:
                failed += 1
                if failed <= MOST:
                    note(str(added.error))
            elif added.new:
                new, claims = new + 1, claims + added.claims
            else:
                there += 1
            if as_json:
                why = added.error.why if added.error else None
                screen.json({"document": added.path, "claims": added.claims, "new": added.new, "error": why})
    and_more(failed)
    if not as_json:
        more = f"; {there:,} already there" if there else ""
        screen.write(f"{counted(new, 'report')} taken in, {counted(claims, 'claim')}{more}")
    if failed:
        ctx.exit(1)


def _taken(record: Record, names: Sequence[str], form: str | None) -> Iterator[Added]:
    """What became of each report in the files, with how much of all of them was read by then."""
    sizes = [Path(name).stat().st_size for name in names]
    for number, name in enumerate(names):
        with _opened(Path(name), form) as file:
            found = (
                record.take_sheet(file, name, form)
                if _is_sheet(Path(name), form)
                else record.take_in(carrying.lines(file), name)
            )
            for added in found:
                read = sum(sizes[:number]) + _position(file)
                yield replace(added, share=min(1.0, read / max(1, sum(sizes))))


def _position(file: TextIOWrapper) -> int:
    """How many bytes of a file were read; 0 of a pipe."""
    try:
        return os.lseek(file.fileno(), 0, os.SEEK_CUR)
    except OSError:
        return 0


def _is_sheet(path: Path, form: str | None) -> bool:
    """Whether it is read as a table's rows, else as lines of JSON."""
    return form != _LINES and (form is not None or path.suffix.lower() in (".csv", ".tsv"))


def _opened(path: Path, form: str | None) -> TextIOWrapper:
    if not _is_sheet(path, form):
        return path.open(encoding="utf-8", errors="replace", newline="\n")
    opening.announce_places()
    return path.open(encoding="utf-8-sig", errors="replace", newline="")
