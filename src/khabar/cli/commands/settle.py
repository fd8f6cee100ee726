"""`khabar settle`: which side of a conflict is right."""

from __future__ import annotations

from typing import Any

import click

from khabar.cli import opening
from khabar.cli.judge import decide
from khabar.cli.persons import signed
from khabar.cli.settings import as_json, common, in_record, with_packs


@click.command(epilog='Example: khabar settle 0c7e41d2 --for 3f2a9c1d --reason "satellite image of 4 November"')
@click.argument("conflict")
@click.option("--for", "claim", metavar="CLAIM", required=True, help="The claim that is right.")
@signed
@in_record
@with_packs
@as_json
@common
def command(path: str, packs: tuple[str, ...], conflict: str, claim: str, **signature: Any) -> None:
    """Settle a CONFLICT (an id of khabar conflicts) in favour of a claim.

    Both sides stay in the record and in khabar conflicts; in states and briefs the claims of the other sides do not
    count any more.
    """
    with opening.record(path, packs) as record:
        decide(record, "settle", conflict, {"for": claim}, signature)
