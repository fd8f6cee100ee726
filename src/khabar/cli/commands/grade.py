"""`khabar grade`: how far a source is trusted."""

from __future__ import annotations

from typing import Any

import click

from khabar.cli import opening
from khabar.cli.judge import decide
from khabar.cli.persons import signed
from khabar.cli.settings import as_json, common, in_record, with_packs


@click.command(
    epilog='Examples: khabar grade "Riverside Gazette" B --reason "right in 9 of 10" · '
    'khabar grade "Riverside Gazette" --not-for "Popular Mobilization Forces"'
)
@click.argument("name")
@click.argument("letter", required=False)
@click.option("--for", "party", metavar="PARTY", help="NAME speaks for this party.")
@click.option("--not-for", "no_party", metavar="PARTY", help="NAME does not speak for this party, whatever packs say.")
@signed
@in_record
@with_packs
@as_json
@common
def command(
    path: str,
    packs: tuple[str, ...],
    name: str,
    letter: str | None,
    party: str | None,
    no_party: str | None,
    **signature: Any,
) -> None:
    """Give an outlet or a speaker a LETTER of the Admiralty code (A completely, B usually, C fairly, D not usually
    reliable, E unreliable, F cannot be judged), which weighs instead of that of its kind; or say whom it speaks for."""
    if sum(given is not None for given in (letter, party, no_party)) != 1:
        raise click.UsageError("give a LETTER, or --for, or --not-for")
    value: dict[str, object] = {"letter": letter}
    if letter is None:
        value = {"speaks_for": party or no_party, "so": party is not None}
    with opening.record(path, packs) as record:
        decide(record, "grade", name, value, signature)
