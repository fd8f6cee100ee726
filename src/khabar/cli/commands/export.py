"""`khabar export`: claims for other programs."""

from __future__ import annotations

import sys
from typing import Any, TextIO, cast

import click

from khabar.cli import opening
from khabar.cli.filters import chosen, filtered
from khabar.cli.safe import Harmless
from khabar.cli.screen import note, to_file
from khabar.cli.settings import common, in_record, with_packs
from khabar.cli.words import counted
from khabar.export import FORMATS, write


@click.command(
    epilog="Examples: khabar export --format csv --output claims.csv · khabar export --format geojson --type attack"
)
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="What to write.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file.")
@filtered
@in_record
@with_packs
@common
def command(form: str, output: str | None, path: str, packs: tuple[str, ...], **asked: Any) -> None:
    """Write claims as JSON lines, CSV or GeoJSON, all of them or those that the conditions choose."""
    with opening.record(path, packs) as record:
        claims = record.claims(chosen(record, asked))
        located = opening.located(record)
        if output is None:
            # A file keeps every character; a terminal would obey some of them.
            out = cast(TextIO, Harmless(sys.stdout)) if sys.stdout.isatty() else sys.stdout
            write(form, claims, out, located=located)
            return
        with to_file(output) as file:
            number = write(form, claims, file, located=located)
    note(f"{counted(number, 'claim')} written to {output}")
