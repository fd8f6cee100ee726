"""`khabar export`: claims for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, cast

import click

from khabar.answers.choosing import chosen
from khabar.answers.giving import beside
from khabar.answers.safe import Harmless
from khabar.cli import opening
from khabar.cli.filters import filtered
from khabar.cli.screen import STDOUT, note, to_file
from khabar.cli.settings import common, in_record, with_packs
from khabar.cli.words import counted
from khabar.export import FORMATS, OF_EVENTS, one_line, write, write_events, write_package
from khabar.record import Record
from khabar.store import Filter

_PACKAGE = "datapackage"


@click.command(
    epilog="Examples: khabar export --format csv --output claims.csv · khabar export --format acled --actor PMF · "
    "khabar export --format datapackage --output claims/"
)
@click.option("--format", "form", required=True, type=click.Choice((*FORMATS, _PACKAGE)), help="What to write.")
@click.option("--output", metavar="FILE", type=click.Path(), help="Write here, - for stdout (datapackage: a folder).")
@click.option(
    "--with-documents",
    "whole",
    is_flag=True,
    help="jsonl: before its claims each report with its bytes, so that `khabar import` gives the same record.",
)
@filtered
@in_record
@with_packs
@common
def command(form: str, output: str | None, whole: bool, path: str, packs: tuple[str, ...], **asked: Any) -> None:
    """Write claims, all of them or those that the conditions choose, for other programs.

    \b
    jsonl        all that is known of each claim, one a line
    csv          a spreadsheet, one claim a row
    datapackage  a folder of spreadsheets that says what their columns hold
    geojson      a map
    acled        one occurrence a row, in ACLED's columns
    plover       one occurrence a line, as PLOVER events
    sfm          who commands what, what belongs to what, who is where: Security Force Monitor's columns
    ftm          FollowTheMoney entities, for Aleph
    stix         a STIX 2.1 bundle
    prov         PROV-O in Turtle: who quoted whom

    What each keeps and loses: docs/exchange.md.
    """
    output = None if output == STDOUT else output
    with opening.record(path, packs) as record:
        where = chosen(record, asked)
        if whole:
            if form != "jsonl" or where != Filter():
                raise click.UsageError("--with-documents writes the whole record: give --format jsonl, no conditions")
            number = _written(output, lambda out: _lines(record, out))
            note(f"{counted(number, 'line')} written{f' to {output}' if output else ''}")
            return
        if form == _PACKAGE:
            _package(record, where, output)
            return
        if form in OF_EVENTS:
            events = record.events(where)
            number = _written(output, lambda out: write_events(form, events, out, beside(record)))
            left_out = f"; {len(events) - number:,} that {form} does not tell left out" if number < len(events) else ""
            note(f"{counted(number, 'occurrence')} written{f' to {output}' if output else ''}{left_out}")
            return
        number = _written(output, lambda out: write(form, record.claims(where), out, beside(record)))
    if output is not None:
        note(f"{counted(number, 'claim')} written to {output}")


def _written(output: str | None, write_to: Callable[[TextIO], int]) -> int:
    if output is None:
        # A file keeps every character; a terminal would obey some of them.
        return write_to(cast(TextIO, Harmless(sys.stdout)) if sys.stdout.isatty() else sys.stdout)
    with to_file(output) as file:
        return write_to(file)


def _lines(record: Record, out: TextIO) -> int:
    number = 0
    for row in record.carry_out():
        out.write(one_line(row) + "\n")
        number += 1
    return number


def _package(record: Record, where: Filter, output: str | None) -> None:
    if output is None:
        raise click.UsageError("a data package is a folder: name it with --output FOLDER")
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{output} is a file; a data package is a folder")
    reports = (stored.document for stored in record.documents())
    number = write_package(record.claims(where), reports, folder, beside(record))
    note(f"{counted(number, 'claim')} written to {folder / 'datapackage.json'}")
