"""`khabar actors`: whom the reports mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from khabar.answers.rows import name_row, unknown_row
from khabar.cli import opening
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record
from khabar.cli.show_lists import NAMES, UNKNOWN, names
from khabar.cli.show_lists import unknown as unknown_names
from khabar.cli.words import MADE_UP
from khabar.lookup import Likeness, initials
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
        names_of = [c for c in record.names() if mostly(c) not in _PLACES]
        known = acronyms(c for c in names_of if not known_to_nobody(c))
        found = [c for c in names_of if not unknown or (known_to_nobody(c) and is_name(c) and c.name not in known)]
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


def is_name(count: MentionCount) -> bool:
    """Whether the words are a name: "army" and "armed forces" are everybody's."""
    return any(c.isupper() for c in count.name) or not count.name.isascii()


def acronyms(counts: Iterable[MentionCount]) -> frozenset[str]:
    """The initials of names: "AP" is no unknown name beside the Associated Press."""
    return frozenset(initials(c.name).upper() for c in counts) - {""}


def known_to_nobody(count: MentionCount) -> bool:
    """Whether no pack knows the name: it has no id, or one made up for it."""
    return count.entity is None or count.entity.startswith(MADE_UP)
