"""`khabar brief`: the analyst's page on one name."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from khabar.answers.pages import cited, page
from khabar.answers.rows import brief_row
from khabar.answers.safe import visible
from khabar.cli import opening
from khabar.cli.screen import STDOUT, Screen, note, to_file
from khabar.cli.settings import as_json, as_recorded, common, day, end_of, in_record, on_a_day, with_packs

_MARK = re.compile(r"(?<!\\)\[\^(\d+)\]")
_FOOTNOTE = re.compile(r"\n(?=\[\^\d+\]: )")


@click.command(
    epilog="Examples: khabar brief al-Qaim --on 2017-11-05 · khabar brief 'Iraq-Syria border' --since 2016-12 --on "
    "2026-01-25 --format html --out border.html"
)
@click.argument("name")
@on_a_day
@click.option("--since", type=day, metavar="DATE", help="Say what changed from this day on.")
@as_recorded
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html"]),
    default="md",
    show_default=True,
    help="Markdown, or one HTML page with a map and a timeline that needs nothing else.",
)
@click.option("--out", "--output", "output", metavar="FILE", type=click.Path(dir_okay=False), help="Write here.")
@in_record
@with_packs
@as_json
@common
def command(name: str, on: date | None, known_by: date | None, form: str, **asked: Any) -> None:
    """Write a page on one name: what is held, disputed, expected and not known, each sentence footnoted."""
    screen = Screen.current()
    with opening.record(asked["path"], asked["packs"]) as record:
        by = end_of(asked["recorded_by"])
        brief = record.brief(name, on=on, known_by=known_by, since=asked["since"], recorded_by=by)
        claims = cited(record, brief, name, by)
        text = "" if asked["as_json"] else visible(page(record, brief, claims, form), keep="\n")
    if asked["as_json"]:
        screen.json(brief_row(brief, claims))
    elif asked["output"] not in (None, STDOUT):
        with to_file(asked["output"]) as out:
            out.write(text)
        note(f"written to {asked['output']}")
    elif screen.terminal and form == "md":
        screen.markdown(_for_terminal(text))
    else:
        screen.write(text.removesuffix("\n"))


def _for_terminal(text: str) -> str:
    """Footnotes as paragraphs: the renderer knows none, and would run them all together."""
    return _MARK.sub(r"\\[\1]", _FOOTNOTE.sub("\n\n", text))
