"""`khabar undo`: a judgement is taken back."""

from __future__ import annotations

from typing import Any

import click

from khabar.cli import opening
from khabar.cli.judge import decide
from khabar.cli.persons import signed
from khabar.cli.settings import as_json, common, in_record


@click.command(epilog='Examples: khabar undo 5b1e · khabar undo 5b1e --reason "read the wrong line"')
@click.argument("id_", metavar="ID")
@signed
@in_record
@as_json
@common
def command(path: str, id_: str, **signature: Any) -> None:
    """Take a judgement of your own back (the start of its id is enough): answers are then as without it. It stays in
    the record, and so does the undoing, which can be undone."""
    with opening.record(path) as record:
        decide(record, "undo", id_, {}, signature)
