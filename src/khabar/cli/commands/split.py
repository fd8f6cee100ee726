"""`khabar split`: one is two."""

from __future__ import annotations

from typing import Any

import click

from khabar.cli import opening
from khabar.cli.judge import decide_of_two
from khabar.cli.persons import signed
from khabar.cli.settings import as_json, common, in_record, with_packs


@click.command(
    epilog='Examples: khabar split Rabia rabia-latakia --document 3f2a9c1d --reason "the one at the border" · '
    'khabar split "Abu Salim" "Salim Raad" · khabar split 3f2a9c1d 77ab01ee'
)
@click.argument("name")
@click.argument("other")
@click.option("--document", metavar="ID", help="Only in this report (the start of its id is enough).")
@signed
@in_record
@with_packs
@as_json
@common
def command(path: str, packs: tuple[str, ...], name: str, other: str, document: str | None, **signature: Any) -> None:
    """Say that NAME is not OTHER: that these words do not mean whom the machine, or a merge, took them for; or, of two
    claims' ids, that they tell of two events."""
    with opening.record(path, packs) as record:
        decide_of_two(record, "split", name, other, document, signature)
