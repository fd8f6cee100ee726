"""`khabar places`: where the reports say that things happened."""

from __future__ import annotations

import click

from khabar.answers.pages import located
from khabar.answers.rows import name_row
from khabar.cli import opening
from khabar.cli.commands.actors import known_to_nobody, mostly
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record
from khabar.cli.show_lists import PLACES, places
from khabar.model import Kind

_PLACES = frozenset({Kind.PLACE, Kind.FACILITY})


@click.command(epilog="Examples: khabar places · khabar places --unknown --json")
@click.option("--unknown", is_flag=True, help="Only those that neither a pack nor the gazetteer knows.")
@in_record
@as_json
@common
def command(unknown: bool, path: str, as_json: bool) -> None:
    """List the places that the reports mention, most mentioned first, and where they are.

    In a pipe the cells (name, kind, entity, mentions, reports, where) are separated by tabs, without a heading.
    """
    screen = Screen.current()
    with opening.record(path) as record:
        where = located(record)
        found = [c for c in record.names() if mostly(c) in _PLACES and (known_to_nobody(c) or not unknown)]
    known = [(count, where.get(count.entity or "")) for count in found]
    if as_json:
        for count, place in known:
            screen.json(name_row(count, place))
    elif known:
        screen.table(PLACES, places(known))
    else:
        note("no place fits" if unknown else "no place in the record")
