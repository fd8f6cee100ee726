"""`khabar add`: reports into the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khabar.adding import Added
from khabar.answers.rows import copy_row
from khabar.cli import opening
from khabar.cli.languages import not_read
from khabar.cli.screen import MOST, Screen, Steps, note, progress
from khabar.cli.settings import as_json, by_model, common, in_record, of_report, with_packs
from khabar.cli.sources import Found, as_given, attempt, lengths, of_sources, opened, walk
from khabar.cli.words import copy_of, counted
from khabar.cli.workers import by_workers
from khabar.intake import Asked, Kept, Listed, Original
from khabar.model import DocumentError
from khabar.record import Record

if TYPE_CHECKING:
    from khabar.batch import Item
    from khabar.engines import Engine

_BIG = 1_000_000
"""Bytes of a file from which on it alone takes long enough for a bar."""


@dataclass(slots=True)
class Tally:
    """What became of all sources together."""

    read: int = 0
    claims: int = 0
    there: int = 0
    copies: int = 0
    failed: int = 0
    listed: int = 0

    def count(self, added: Added) -> None:
        """One more."""
        if added.error is not None:
            self.failed += 1
        elif added.listed is not None:
            self.listed += 1
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
        listed = f"; {self.listed:,} listed with an address alone" if self.listed else ""
        return f"{counted(self.read, 'report')} read, {counted(self.claims, 'claim')}{copies}{there}{listed}{failed}"


@click.command(
    epilog="Examples: khabar add reports/ · khabar add https://news.example/a feed.xml · "
    "khabar add news.csv --column text=story · khabar add note.txt --published 2017-11-03 --outlet INA · "
    "khabar add archive/ --workers 8"
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@in_record
@of_report
@of_sources
@click.option("--by", metavar="NAME", envvar="KHABAR_BY", default="", help="Who adds them. Default: the user's name.")
@with_packs
@by_model
@by_workers
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, /, sources: tuple[str, ...], path: str, packs: tuple[str, ...], as_json: bool, **asked: Any
) -> None:
    """Read files and folders of reports into the record: text, Markdown, HTML, PDF, DOCX, mails (EML), feeds (RSS,
    Atom), tables (CSV, JSON lines) and web archives (WARC, WACZ); and what stands at an address (https://…).

    Nothing is fetched but the addresses named, and what --fetch and --addresses ask for. A site's robots.txt is kept
    to, and a host is asked once a second. What cannot be read is named on stderr and the rest is kept; the exit code is
    then 1. A report that this reader has read already is left alone.

    With --workers several processes read, with --engine ray a cluster; the record is the same. If it is stopped, the
    same command goes on where it was."""
    screen = Screen.current()
    found = list(walk(sources))
    opening.announce_asking(lengths(found))
    tally, notes = Tally(), Notes()
    big = any(length > _BIG for length in lengths(found))
    engine = asked.pop("engine")
    with progress(len(found), not as_json, 1 if big else 2) as step, ExitStack() as held:
        record = partial(_record, held, path, packs)
        adding = Adding(record, asked) if engine is None else AddingMany(record, asked, engine, sources)
        for added in adding.all(found, step, notes):
            tally.count(added)
            notes.tell(added)
            if as_json:
                screen.json(_row(added))
    if not as_json:
        screen.write(str(tally))
    if tally.failed:
        ctx.exit(1)


def _record(held: ExitStack, path: str, packs: Sequence[str]) -> Record:
    opening.announce_places()
    return held.enter_context(opening.record(path, packs, create=True))


class Adding:
    """Adds what is found; the record is opened, and made, only where there is something to add."""

    def __init__(self, opening: partial[Record], asked: dict[str, Any]) -> None:
        self._opening = opening
        self._record: Record | None = None
        self._asked: Asked = asked.pop("asked")
        if self._asked.web is not None:
            self._asked.web.remember(self._kept)
        self._stated = asked

    def all(self, found: Iterable[Found | DocumentError], step: Steps, notes: Notes) -> Iterator[Added]:
        """What becomes of each original; `step` and `notes` are told where a file is done with."""
        for one in found:
            for added in self._results(one):
                step.within(added.share)
                yield added
            notes.leave(one)
            step()

    def _results(self, found: Found | DocumentError) -> Iterator[Added]:
        """What becomes of each original in a file."""
        if isinstance(found, DocumentError):
            yield Added(found.where, error=found)
            return
        for inside in opened(found, self._asked):
            added = self._add(found, inside)
            yield replace(added, path=as_given(found, added.path))

    def _kept(self, address: str) -> Kept | None:
        """What the record has from an address; it is opened for that only where there is one."""
        if self._record is None and not Path(self._opening.args[1]).exists():
            return None
        self._record = record = self._record or self._opening()
        return record.kept(address)

    def _add(self, found: Found, inside: Original | Listed | DocumentError) -> Added:
        if isinstance(inside, Listed):
            return Added(inside.where, listed=inside)
        if isinstance(inside, DocumentError):
            return Added(inside.where, error=inside)
        self._record = record = self._record or self._opening()

        def add() -> Added:
            added = record.add_one(inside, **self._stated)
            if added.error is not None:
                raise added.error
            return added

        done = attempt(found, add, inside.where)
        added = Added(inside.where, error=done) if isinstance(done, DocumentError) else done
        return replace(added, share=inside.share or 0.0)


class AddingMany:
    """As `Adding`, by several workers."""

    def __init__(
        self, opening: partial[Record], asked: dict[str, Any], engine: Engine, sources: tuple[str, ...]
    ) -> None:
        self._opening = opening
        self._sources = sources
        self._asked = asked
        self._engine = engine

    def all(self, found: Sequence[Found | DocumentError], step: Steps, notes: Notes) -> Iterator[Added]:
        """What becomes of each original, in their order; `step` is told as each file is handed to the workers."""
        from khabar import batch

        if all(isinstance(one, DocumentError) for one in found):
            yield from (Added(one.where, error=one) for one in found if isinstance(one, DocumentError))
            return
        stated = batch.Stated(self._asked["outlet"], self._asked["published"])
        asked = batch.Asked(self._sources, self._asked["asked"], stated, self._asked["by"])
        many = batch.Many(self._opening(), self._engine, asked)
        if many.left:
            note(f"going on with what was begun; what was read before is in {many.folder}")
        before = ""
        for result in many.results(self._items(found, many.fetching(), step)):
            known = Found(Path(result.own), result.given)
            if before not in ("", result.given):
                notes.leave(Found(Path(before), before))
            before = result.given
            added = replace(result.added, path=as_given(known, result.added.path))
            if added.error is not None:
                added = replace(added, error=DocumentError(as_given(known, added.error.where), added.error.why))
            yield added

    def _items(self, found: Iterable[Found | DocumentError], asked: Asked, step: Steps) -> Iterator[Item]:
        from khabar.batch import Item

        for one in found:
            if isinstance(one, DocumentError):
                yield Item.of(one)
            else:
                yield from (Item.of(inside, str(one.path), one.given) for inside in opened(one, asked))
            step()


class Notes:
    """What there is to say of each report: of a source that is broken throughout no more than the beginning."""

    def __init__(self) -> None:
        self._said: set[str] = set()
        self._broken = 0

    def tell(self, added: Added) -> None:
        """Says it of one report."""
        self._broken += added.error is not None
        if added.error is None or self._broken <= MOST:
            for words in _notes(added, self._said):
                note(words)

    def leave(self, source: Found | DocumentError) -> None:
        """Says how much was not said of a source, which is done with."""
        if self._broken > MOST:
            where = source.given if isinstance(source, Found) else source.where
            note(f"{where}: … and {self._broken - MOST:,} more like these; is it the file that you meant?")
        self._broken = 0


def _notes(added: Added, said: set[str]) -> Iterator[str]:
    """What there is to say of one report, beside its numbers; `said` are addresses that were spoken of."""
    if added.error is not None:
        yield str(added.error)
    if added.listed is not None:
        yield f"{added.path}: its text is not in there; it is at {added.listed.address}"
    if added.unchanged and not added.new and added.unchanged not in said:
        said.add(added.unchanged)
        yield f"{added.unchanged}: it is as it was when it was added; nothing was sent (304)"
    if added.unread is not None:
        yield f"{added.path}: it is {not_read(added.unread)}: it is kept, without claims"
    if added.ocr is not None:
        yield f"{added.path}: {added.ocr}"
    for clash in added.clashes:
        yield f"{added.path}: {clash}"
    if added.copy_of is not None:
        yield f"{added.path}: {copy_of(added.copy_of)}"


def _row(added: Added) -> dict[str, Any]:
    return {
        "document": added.path,
        "claims": added.claims,
        "new": added.new,
        "copy_of": copy_row(added.copy_of),
        "unread": added.unread,
        "ocr": str(added.ocr) if added.ocr else None,
        "address": added.listed.address if added.listed else None,
        "unchanged": bool(added.unchanged),
        "error": added.error.why if added.error else None,
    }
