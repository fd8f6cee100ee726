"""`khabar brief`: the analyst's page on one name."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from khabar import weigh
from khabar.cli import opening
from khabar.cli.safe import visible
from khabar.cli.screen import Screen, note, to_file
from khabar.cli.settings import common, in_record, on_a_day, with_packs
from khabar.cli.words import title
from khabar.record import Record

_MARK = re.compile(r"(?<!\\)\[\^(\d+)\]")
_FOOTNOTE = re.compile(r"\n(?=\[\^\d+\]: )")


@click.command(
    epilog="Examples: khabar brief al-Qaim --on 2017-11-05 · khabar brief 'Iraq–Syria border' --output border.md"
)
@click.argument("name")
@on_a_day
@click.option("--format", "form", type=click.Choice(["md"]), default="md", show_default=True, help="md is Markdown.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file.")
@in_record
@with_packs
@common
def command(name: str, on: date | None, known_by: date | None, form: str, **asked: Any) -> None:
    """Write a page on one name: what is held, disputed, expected, said and unknown, each sentence footnoted."""
    screen = Screen.current()
    with opening.record(asked["path"], asked["packs"]) as record:
        page = visible(_page(record, name, on, known_by), keep="\n")
    if asked["output"]:
        with to_file(asked["output"]) as out:
            out.write(page)
        note(f"written to {asked['output']}")
    elif screen.terminal:
        screen.markdown(_for_terminal(page))
    else:
        screen.write(page.removesuffix("\n"))


def _page(record: Record, name: str, on: date | None, known_by: date | None) -> str:
    brief = record.brief(name, on=on, known_by=known_by)
    claims = {claim.id: claim for claim in record.about(record.subject(name))}
    told = {id_ for section in brief.sections for _, ids in section.sentences for id_ in ids}
    sources = {claims[id_].document for id_ in told}
    return weigh.markdown(brief, claims, {source: _title(record, source) for source in sources})


def _title(record: Record, source: str) -> str:
    document = record.store.document(source).document
    name = title(document)
    return f"{name} ({document.path})" if name else document.path


def _for_terminal(page: str) -> str:
    """Footnotes as paragraphs: the renderer knows none, and would run them all together."""
    return _MARK.sub(r"\\[\1]", _FOOTNOTE.sub("\n\n", page))
