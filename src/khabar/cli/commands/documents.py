"""`khabar documents`: the reports in the record."""

from __future__ import annotations

import click

from khabar.answers.rows import custody_row, document_row
from khabar.cli import opening
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record
from khabar.cli.show_lists import DOCUMENTS, documents, publication
from khabar.cli.show_lists import custody as custody_lines
from khabar.cli.view import line
from khabar.record import Record


@click.command(epilog="Examples: khabar documents --text 'border wall' · khabar documents --custody 3f2a9c1d")
@click.option("--text", metavar="WORDS", help='Reports that have these words; "two words" together, begin*.')
@click.option("--why", metavar="ID", help="Explain the day of one report (the start of its id is enough).")
@click.option("--custody", metavar="ID", help="Who added one report, when and whence, each time.")
@in_record
@as_json
@common
def command(text: str | None, why: str | None, custody: str | None, path: str, as_json: bool) -> None:
    """List the reports by day: id, when published, outlet, title (with the report that it is a near-copy of, and the
    language where that is not read), number of claims.

    In a pipe the cells are separated by tabs and there is no heading.
    """
    screen = Screen.current()
    with opening.record(path) as record:
        if custody is not None:
            _custody(record, custody, screen, as_json)
            return
        found = record.documents(text=text) if why is None else iter([record.dated(record.store.document(why))])
        copies = record.originals()
        if as_json:
            for stored in found:
                screen.json(document_row(stored, copies.get(stored.document.id)))
        elif why is not None:
            for stored in found:
                screen.show(publication(stored, copies.get(stored.document.id)))
        else:
            rows = list(documents(found, copies))
            if not rows:
                note("no report fits" if text else "no report in the record")
            else:
                screen.table(DOCUMENTS, rows)


def _custody(record: Record, id_: str, screen: Screen, as_json: bool) -> None:
    stored = record.store.document(id_)
    lines = record.store.custody.of(stored.document.id)
    if as_json:
        for one in lines:
            screen.json(custody_row(one))
        return
    screen.show([line(f"sha256 {stored.document.id}")])
    screen.show(custody_lines(lines))
