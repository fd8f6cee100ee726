"""`khabar add`: reports into the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import click

from khabar.answers.rows import copy_row
from khabar.cli import opening
from khabar.cli.screen import Screen, note, progress
from khabar.cli.settings import as_json, common, in_record, of_report, with_packs
from khabar.cli.sources import Found, attempt, walk
from khabar.cli.words import copy_of, counted
from khabar.model import DocumentError
from khabar.record import Added, Record


@dataclass(slots=True)
class Tally:
    """What became of all sources together."""

    read: int = 0
    claims: int = 0
    there: int = 0
    copies: int = 0
    failed: int = 0

    def count(self, added: Added) -> None:
        """One more."""
        if added.error is not None:
            self.failed += 1
        elif added.new:
            self.read += 1
            self.claims += added.claims
            self.copies += added.copy_of is not None
        else:
            self.there += 1

    def __str__(self) -> str:
        there = f"; {self.there:,} already there" if self.there else ""
        failed = f"; {self.failed:,} failed" if self.failed else ""
        copies = f"; {self.copies:,} near-{'copy' if self.copies == 1 else 'copies'}" if self.copies else ""
        return f"{counted(self.read, 'report')} read, {counted(self.claims, 'claim')}{copies}{there}{failed}"


@click.command(
    epilog="Examples: khabar add reports/ · khabar add note.txt --published 2017-11-03 --outlet INA --record border.db"
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@in_record
@of_report
@with_packs
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, /, sources: tuple[str, ...], path: str, packs: tuple[str, ...], as_json: bool, **stated: Any
) -> None:
    """Read files and folders of reports (text, Markdown, HTML) into the record.

    What cannot be read is named on stderr and the rest is kept; the exit code is then 1. A report that this reader
    has read already is left alone.
    """
    screen = Screen.current()
    found = list(walk(sources))
    tally = Tally()
    with progress(len(found), shown=not as_json) as step, ExitStack() as held:
        for added in _added(found, partial(_record, held, path, packs), stated):
            tally.count(added)
            if added.error is not None:
                note(str(added.error))
            for clash in added.clashes:
                note(f"{added.path}: {clash}")
            if added.copy_of is not None:
                note(f"{added.path}: {copy_of(added.copy_of)}")
            if as_json:
                screen.json(_row(added))
            step()
    if not as_json:
        screen.write(str(tally))
    if tally.failed:
        ctx.exit(1)


def _record(held: ExitStack, path: str, packs: Sequence[str]) -> Record:
    opening.announce_places()
    return held.enter_context(opening.record(path, packs, create=True))


def _added(found: Sequence[Found | DocumentError], opened: partial[Record], stated: dict[str, Any]) -> Iterator[Added]:
    """What becomes of each; the record is opened, and made, only where there is something to add."""
    record: Record | None = None
    for one in found:
        if isinstance(one, DocumentError):
            yield Added(one.where, error=one)
            continue
        record = record or opened()
        yield _add(record, one, stated)


def _add(record: Record, one: Found, stated: dict[str, Any]) -> Added:
    def add() -> Added:
        (added,) = record.add([str(one.path)], **stated)
        if added.error is not None:
            raise added.error
        return replace(added, path=one.given)

    done = attempt(one, add)
    return Added(one.given, error=done) if isinstance(done, DocumentError) else done


def _row(added: Added) -> dict[str, Any]:
    error = added.error.why if added.error else None
    copy = copy_row(added.copy_of)
    return {"document": added.path, "claims": added.claims, "new": added.new, "copy_of": copy, "error": error}
