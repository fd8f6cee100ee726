"""`khabar conflicts`: what cannot all be true."""

from __future__ import annotations

import click

from khabar.answers.rows import conflict_row
from khabar.cli import opening
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record, with_packs
from khabar.cli.show_disputes import conflict
from khabar.cli.view import BLANK
from khabar.model import ConflictKind


@click.command(epilog="Examples: khabar conflicts · khabar conflicts al-Qaim --kind holders · khabar conflicts --json")
@click.argument("name", required=False)
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    type=click.Choice([k.value for k in ConflictKind]),
    help=f"Conflicts of this kind (repeat for several): {', '.join(ConflictKind)}.",
)
@in_record
@with_packs
@as_json
@common
def command(name: str | None, kinds: tuple[str, ...], path: str, packs: tuple[str, ...], as_json: bool) -> None:
    """List which claims cannot all be true, of one NAME or of all: who says what, and what would settle it.

    Kinds: sum (parts that do not make the whole), numbers, geometry (against the map), denial, holders (of one place
    in the same days), culprits (of one deed). Nothing is settled here: that takes a person (khabar settle).
    """
    screen = Screen.current()
    with opening.record(path, packs) as record:
        found = record.conflicts(name, frozenset(map(ConflictKind, kinds)) or frozenset(ConflictKind))
        settled = record.judged().decisions.settled
    for number, each in enumerate(found):
        if as_json:
            screen.json(conflict_row(each))
        else:
            screen.show([*([BLANK] if number else []), *conflict(each, each.id in settled)])
    if not found and not as_json:
        note("no conflict found")
