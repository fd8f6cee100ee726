"""`khabar merge`: two are one."""

from __future__ import annotations

from typing import Any

import click

from khabar.cli import opening
from khabar.cli.judge import decide_of_two
from khabar.cli.persons import signed
from khabar.cli.settings import as_json, common, in_record, with_packs


@click.command(
    epilog='Examples: khabar merge "Abu Salim" "Salim Raad" --reason "his own account" · '
    'khabar merge Rabia "Rabia, Nineveh" --document 3f2a9c1d · khabar merge 3f2a9c1d 77ab01ee'
)
@click.argument("name")
@click.argument("into")
@click.option("--document", metavar="ID", help="Only in this report (the start of its id is enough).")
@signed
@in_record
@with_packs
@as_json
@common
def command(path: str, packs: tuple[str, ...], name: str, into: str, document: str | None, **signature: Any) -> None:
    """Say that NAME is INTO: that two names are one, everywhere or in one report; or, of two claims' ids, that both
    tell of one event.

    Nothing that was read is changed: answers are given with the judgement, and without it when it is undone. To take it
    back: khabar undo, or khabar split.
    """
    with opening.record(path, packs) as record:
        decide_of_two(record, "merge", name, into, document, signature)
