"""The options that choose claims; `khabar.answers.choosing` makes a filter of them."""

from __future__ import annotations

import click

from khabar.cli.settings import Decorated, day
from khabar.model import ClaimType, Modality

_OPTIONS = (
    click.option("--place", metavar="NAME", help="Claims of this place."),
    click.option("--actor", metavar="NAME", help="Claims in which this actor does or undergoes something."),
    click.option("--speaker", metavar="NAME", help="Claims that this person, body or agency says or passes on."),
    click.option(
        "--type",
        "types",
        metavar="TYPE",
        multiple=True,
        type=click.Choice([t.value for t in ClaimType]),
        help=f"Claims of this type (repeat for several): {', '.join(ClaimType)}.",
    ),
    click.option(
        "--modality",
        "modalities",
        metavar="MODALITY",
        multiple=True,
        type=click.Choice([m.value for m in Modality]),
        help=f"Claims of this standing (repeat for several): {', '.join(Modality)}.",
    ),
    click.option("--document", metavar="ID", help="Claims of this report (the start of its id is enough)."),
    click.option("--text", metavar="WORDS", help='Claims whose quote has these words; "two words" together, begin*.'),
    click.option("--reported-by", type=day, metavar="DATE", help="Claims certainly reported by this day."),
    click.option("--limit", type=click.IntRange(min=0), help="At most so many."),
)


def filtered(function: Decorated) -> Decorated:
    """The options of `khabar claims` that choose claims; the command gets them by keyword for `chosen`."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
