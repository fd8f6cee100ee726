"""`khabar events`: claims of one occurrence, together."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from khabar.answers.choosing import chosen
from khabar.answers.rows import event_row
from khabar.cli import opening
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, day, in_record, interval, with_packs
from khabar.cli.show_disputes import event
from khabar.cli.view import BLANK
from khabar.model import EventFamily, When


def _first(typed: str) -> date | None:
    """The first day of what the user typed."""
    return interval(typed).earliest


@click.command(
    epilog="Examples: khabar events --place Albukamal --from 2017-11 --to 2017-12 · khabar events --type attack --json"
)
@click.option("--place", metavar="NAME", help="Occurrences at this place.")
@click.option("--actor", metavar="NAME", help="Occurrences in which this actor does or undergoes something.")
@click.option(
    "--type",
    "families",
    metavar="TYPE",
    multiple=True,
    type=click.Choice([f.value for f in EventFamily]),
    help=f"Occurrences of this type (repeat for several): {', '.join(EventFamily)}.",
)
@click.option("--from", "since", type=_first, metavar="DATE", help="Not over before this day.")
@click.option("--to", "until", type=day, metavar="DATE", help="Begun by this day.")
@click.option("--limit", type=click.IntRange(min=0), help="At most so many.")
@click.option("--all", "everything", is_flag=True, help="Show all claims of each, not only the first few.")
@in_record
@with_packs
@as_json
@common
def command(path: str, packs: tuple[str, ...], as_json: bool, everything: bool, **asked: Any) -> None:
    """List what happened, each occurrence once, with all claims that tell of it and the numbers that each root gives.

    Which claims tell of one occurrence is judged anew each time, by type, actors, place and days: claims that can lie
    at two places or on two days are never put together.
    """
    since, until = asked["since"], asked["until"]
    if since and until and since > until:
        raise click.UsageError(f"--from {since} lies after --to {until}")
    screen = Screen.current()
    with opening.record(path, packs) as record:
        names = {"place": asked["place"], "actor": asked["actor"]}
        where = chosen(record, names)
        wanted = frozenset(map(EventFamily, asked["families"])) or frozenset(EventFamily)
        found = [e for e in record.events(where, When(since, until)) if e.family in wanted][: asked["limit"]]
    for number, each in enumerate(found):
        if as_json:
            screen.json(event_row(each))
        else:
            screen.show([*([BLANK] if number else []), *event(each, everything)])
    if not found and not as_json:
        note("no occurrence fits")
