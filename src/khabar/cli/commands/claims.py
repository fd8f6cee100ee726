"""`khabar claims`: who says that who did what."""

from __future__ import annotations

from typing import Any

import click

from khabar.answers.choosing import chosen
from khabar.cli import opening
from khabar.cli.filters import filtered
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record, with_packs
from khabar.cli.show_claims import block
from khabar.cli.view import BLANK
from khabar.model.rows import claim_row


@click.command(
    epilog="Examples: khabar claims --place al-Qaim --type control · khabar claims --speaker SANA --reported-by 2017-11"
)
@filtered
@click.option("--rejected", is_flag=True, help="Also the claims that a person rejected.")
@in_record
@with_packs
@as_json
@common
def command(path: str, packs: tuple[str, ...], as_json: bool, rejected: bool, **asked: Any) -> None:
    """List claims in the reports' order; all conditions given must hold.

    A name means what the packs know by it, in any spelling; a name that no pack knows is looked for as it is.
    """
    screen = Screen.current()
    number = 0
    with opening.record(path, packs) as record:
        for claim in record.claims(chosen(record, asked), rejected=rejected):
            if as_json:
                screen.json(claim_row(claim))
            else:
                screen.show([*([BLANK] if number else []), *block(claim)])
            number += 1
    if not number and not as_json:
        note("no claim fits")
