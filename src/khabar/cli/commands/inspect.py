"""`khabar inspect`: what is read out of a text, recorded nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import click

from khabar.answers.rows import NAMES_OF_LAYERS, read_row
from khabar.cli import opening
from khabar.cli.languages import unread
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, by_model, common, of_report, with_packs
from khabar.cli.show_reading import reading
from khabar.cli.sources import Found, as_given, attempt, lengths, of_sources, opened, walk
from khabar.cli.view import BLANK
from khabar.intake import Asked, Listed, Original
from khabar.model import DocumentError, Reading
from khabar.model.when import clashes


def layers_of(typed: str) -> frozenset[str]:
    """The keys that the named layers fill, as an option's type: commas between, or `all`."""
    asked = {word.strip() for word in typed.split(",") if word.strip()}
    unknown = sorted(asked - {*NAMES_OF_LAYERS, "all"})
    if unknown or not asked:
        there = ", ".join((*NAMES_OF_LAYERS, "all"))
        raise click.BadParameter(f"no layer {', '.join(unknown) or repr(typed)}; there are {there}")
    return frozenset(NAMES_OF_LAYERS.values() if "all" in asked else (NAMES_OF_LAYERS[a] for a in asked))


@click.command(
    epilog="Examples: khabar inspect note.txt --layer claims · khabar inspect reports/ --layer places,times --json"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--layer",
    "layers",
    type=layers_of,
    metavar="LAYER[,LAYER]",
    multiple=True,
    default=["all"],
    show_default=True,
    help=f"What to show, commas between: {', '.join((*NAMES_OF_LAYERS, 'all'))}.",
)
@click.option("--why", is_flag=True, help="Show the reasons for names, places and days.")
@of_report
@of_sources
@with_packs
@by_model
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, /, paths: tuple[str, ...], layers: tuple[frozenset[str], ...], as_json: bool, **asked: Any
) -> None:
    """Read reports and show what is read out of them, recording nothing.

    With --json one line a document, as each is done, in the order given. What cannot be read is named on stderr, and
    the exit code is then 1.
    """
    screen, reader = Screen.current(), opening.reader(asked["packs"])
    opening.announce_places()
    found = list(walk(paths))
    opening.announce_asking(lengths(found))
    wanted = frozenset[str]().union(*layers)
    stated = {"outlet": asked["outlet"], "published": asked["published"]}
    shown = failed = 0
    for given, done in _readings(found, asked["asked"], partial(reader.read, **stated)):
        if isinstance(done, DocumentError):
            failed += 1
            note(str(done))
            continue
        if done.document.foreign():
            note(f"{given}: no claim is read out of it: it is {unread(done.document)}")
        for clash in clashes(done.published):
            note(f"{given}: {clash}")
        if as_json:
            screen.json(read_row(done, given, wanted))
        else:
            screen.show([BLANK] if shown else [])
            screen.show(reading(done, given, wanted, asked["why"]))
            shown += 1
    if failed:
        ctx.exit(1)


def _readings(
    found: Sequence[Found | DocumentError], asked: Asked, read: Callable[[Original], tuple[Reading, bytes]]
) -> Iterator[tuple[str, Reading | DocumentError]]:
    """The reading of each original, with where it stands as the user would say it; what is listed only is noted."""
    for one in found:
        if isinstance(one, DocumentError):
            yield one.where, one
            continue
        for inside in opened(one, asked):
            given = as_given(one, inside.where)
            if isinstance(inside, Listed):
                note(f"{given}: its text is not in there; it is at {inside.address}")
            elif isinstance(inside, DocumentError):
                yield given, inside
            else:
                done = attempt(one, partial(read, inside), inside.where)
                yield given, done if isinstance(done, DocumentError) else done[0]
