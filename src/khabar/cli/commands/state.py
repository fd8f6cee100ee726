"""`khabar state`: what held on a day."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from typing import Any

import click

from khabar.answers.rows import state_row
from khabar.cli import opening
from khabar.cli.screen import Screen
from khabar.cli.settings import as_json, as_recorded, common, end_of, in_record, on_a_day, with_packs
from khabar.cli.show_state import state
from khabar.model import Trip


@click.command(
    epilog="Examples: khabar state al-Qaim --on 2017-11-05 · khabar state al-Qaim --why · "
    "khabar state 'Badr Organization' --on 2020 --known-by 2018 · "
    "khabar state 'Iranian land corridor' --for 'Kataib Hezbollah' --from al-Qaim --to 'Deir Ezzor' --on 2025-01-15"
)
@click.argument("name")
@on_a_day
@as_recorded
@click.option("--for", "actor", metavar="ACTOR", default="", help="Of a route: who wants to pass. Default: its users.")
@click.option("--from", "start", metavar="PLACE", default="", help="Of a route: where from. Default: its first place.")
@click.option("--to", "end", metavar="PLACE", default="", help="Of a route: where to. Default: its last place.")
@click.option("--all", "everything", is_flag=True, help="Show all claims, not only the first few of each kind.")
@click.option("--why", is_flag=True, help="Show the sum behind each answer: what each root adds, and what it hangs on.")
@in_record
@with_packs
@as_json
@common
def command(name: str, on: date | None, known_by: date | None, as_json: bool, **asked: Any) -> None:
    """Say what held of a place, actor, barrier, crossing or route on a day, and on whose word.

    --known-by leaves out what was reported later: the answer is then what one could have known by that day.
    --recorded-by reads the record as it was: the answer is then what khabar would have said on that day.
    """
    screen = Screen.current()
    trip = Trip(asked["actor"], asked["start"], asked["end"])
    with opening.record(asked["path"], asked["packs"]) as record:
        found = record.state(
            name,
            on=on,
            known_by=known_by,
            recorded_by=end_of(asked["recorded_by"]),
            trip=trip if any(astuple(trip)) else None,
        )
    if as_json:
        screen.json(state_row(found))
    else:
        screen.show(state(found, asked["everything"], asked["why"], asked["recorded_by"]))
