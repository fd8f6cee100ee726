"""The options that choose claims, and the names in them made ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from khabar.cli.settings import Decorated, day
from khabar.lookup import Lookup
from khabar.model import ClaimType, Knowledge, Modality, UsageError
from khabar.record import Record
from khabar.store import Filter

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


def chosen(record: Record, asked: Mapping[str, Any]) -> Filter:
    """The filter that the options ask for. Raises `UsageError` for a document that is not there."""
    types, modalities = asked["types"], asked["modalities"]
    return Filter(
        place=_meant(record, asked["place"], _places(record.knowledge)),
        actor=_meant(record, asked["actor"], _actors(record.knowledge)),
        speaker=_meant(record, asked["speaker"], _speakers(record.knowledge)),
        types=frozenset(map(ClaimType, types)) if types else None,
        modalities=frozenset(map(Modality, modalities)) if modalities else None,
        document=record.store.document(asked["document"]).document.id if asked["document"] else None,
        text=asked["text"],
        reported_by=asked["reported_by"],
        limit=asked["limit"],
    )


def _meant(record: Record, name: str | None, fitting: Knowledge) -> str | None:
    """The id of what bears the name: of the kind that fits, else of any; else the name itself."""
    if name is None:
        return None
    subject = Lookup(fitting).find(name, ())
    try:
        entity = (subject or record.subject(name)).ref.entity
    except UsageError:
        return name
    # An id made for one document finds nothing in the next one, while the name does.
    return name if entity is None or entity.startswith("doc:") else entity


def _places(all_known: Knowledge) -> Knowledge:
    return replace(all_known, actors=(), outlets=())


def _actors(all_known: Knowledge) -> Knowledge:
    return replace(all_known, places=(), barriers=(), routes=(), outlets=())


def _speakers(all_known: Knowledge) -> Knowledge:
    return replace(all_known, places=(), barriers=(), routes=())
