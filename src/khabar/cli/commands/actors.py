"""`khabar actors`: whom the reports mention."""

from __future__ import annotations

from collections.abc import Sequence

import click

from khabar.cli import opening
from khabar.cli.rows import name_row, unknown_row
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record
from khabar.cli.show_lists import NAMES, UNKNOWN, names
from khabar.cli.show_lists import unknown as unknown_names
from khabar.cli.words import MADE_UP
from khabar.lookup import Likeness
from khabar.model import Kind
from khabar.record import Record
from khabar.store import MentionCount

_PLACES = frozenset({Kind.PLACE, Kind.FACILITY})


@click.command(epilog="Examples: khabar actors · khabar actors --unknown --json")
@click.option("--unknown", is_flag=True, help="Only those that no pack knows, with known ones that may be meant.")
@in_record
@as_json
@common
def command(unknown: bool, path: str, as_json: bool) -> None:
    """List the people, groups, bodies and outlets that the reports mention, most mentioned first.

    In a pipe the cells (name, kind, entity, mentions, reports) are separated by tabs and there is no heading; with
    --unknown they are name, kind, mentions, reports, the known actors that are spelt nearly so, and an example. Nobody
    is taken for one of these until a pack says so.
    """
    screen = Screen.current()
    with opening.record(path) as record:
        found = [c for c in record.names() if mostly(c) not in _PLACES and (known_to_nobody(c) or not unknown)]
        if unknown and found:
            _review(record, found, screen, as_json)
            return
    if as_json:
        for count in found:
            screen.json(name_row(count))
    elif found:
        screen.table(NAMES, names(found))
    else:
        note("no actor fits" if unknown else "no actor in the record")


def _review(record: Record, found: Sequence[MentionCount], screen: Screen, as_json: bool) -> None:
    """Those that no pack knows, for somebody to look through."""
    likeness, examples = Likeness(record.knowledge), record.store.examples(found)
    rows = [(c, likeness.perhaps(c.name, mostly(c)), examples.get(c)) for c in found]
    if not as_json:
        screen.table(UNKNOWN, unknown_names(rows))
        return
    for row in rows:
        screen.json(unknown_row(*row))


def mostly(count: MentionCount) -> Kind:
    """What the name is taken for most often."""
    return count.kinds[0][0] if count.kinds else Kind.OTHER


def known_to_nobody(count: MentionCount) -> bool:
    """Whether no pack knows the name: it has no id, or one made up for it."""
    return count.entity is None or count.entity.startswith(MADE_UP)
