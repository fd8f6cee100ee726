"""`khabar watch`: sources looked at again and again, and what they changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import click

from khabar.adding import Added
from khabar.answers.safe import one_line
from khabar.cli import opening
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, by_model, common, in_record, with_packs
from khabar.cli.sources import of_sources
from khabar.cli.view import Line, Styled, line
from khabar.model import UsageError
from khabar.watching import Row, Watch

_SPAN = re.compile(r"(\d{1,6})\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LEAST, _LONGEST = timedelta(seconds=10), timedelta(days=30)
_SHOWN = 3


def _span(typed: str) -> timedelta:
    """A length of time as the user typed it. Raises click's `BadParameter`."""
    match = _SPAN.fullmatch(typed.strip().casefold())
    found = timedelta(seconds=int(match[1]) * _SECONDS[match[2]]) if match else timedelta()
    if not _LEAST <= found <= _LONGEST:
        raise click.BadParameter(f"{typed!r} is no length of time from 10s to 30d; give 90s, 15m, 6h or 1d")
    return found


def _called(ctx: click.Context, param: click.Parameter, typed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for names in typed for part in names.split(",") if (name := part.strip()))


@click.command(
    epilog="Examples: khabar watch https://news.example/feed.xml --names al-Qaim,PMF · khabar watch reports/ --names "
    "al-Qaim --once --json · khabar watch --told"
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--names", metavar="NAME[,NAME]", multiple=True, callback=_called, help="Say what changed of these.")
@click.option("--every", type=_span, metavar="TIME", default="15m", show_default=True, help="How often: 90s, 15m, 6h.")
@click.option("--once", is_flag=True, help="Look once and end: for cron and the like.")
@click.option("--told", "told", is_flag=True, help="Show all that was told before, and look at nothing.")
@of_sources
@in_record
@with_packs
@by_model
@as_json
@common
@click.pass_context
def command(ctx: click.Context, /, sources: tuple[str, ...], names: tuple[str, ...], told: bool, **asked: Any) -> None:
    """Look at feeds, addresses, folders and files again and again: add what is new, and say what it changed of the
    names watched. A place changed hands, a denial came in, a number moved, a plan is due or has come about, a conflict
    arose, another source says the same: each in a sentence, with the words and the chain behind it, and never twice.

    What was told is kept in the record; a watch that is stopped goes on where it was. What cannot be had is named once
    on stderr and tried again later. With --once the exit code is then 1."""
    screen = Screen.current()
    if told:
        with opening.record(asked["path"], asked["packs"]) as record:
            for row in record.store.telling.all():
                _show(screen, row, asked["as_json"])
        return
    if not sources or not names:
        raise UsageError("say what to look at and of which names: khabar watch SOURCE --names NAME")
    opening.announce_places()
    with opening.record(asked["path"], asked["packs"], create=True) as record:
        watch = Watch(record, sources, names, asked=asked["asked"], every=asked["every"])
        failed = _watch(screen, watch, asked)
    if failed:
        ctx.exit(1)


def _watch(screen: Screen, watch: Watch, asked: dict[str, Any]) -> bool:
    """Whether something failed."""
    for why in watch.unknown():
        note(f"{why}. It is watched for")
    failed = False
    for one in watch.rounds(1 if asked["once"] else None):
        if isinstance(one, Added):
            failed |= one.error is not None
            _note(one)
        else:
            _show(screen, one, asked["as_json"])
    return failed


def _note(added: Added) -> None:
    if added.error is not None:
        note(str(added.error))
    elif added.listed is not None:
        note(f"{added.path}: its text is not in there; it is at {added.listed.address} (--fetch gets it)")
    elif added.ocr is not None:
        note(f"{added.path}: {added.ocr}")


def _show(screen: Screen, row: Row, as_json: bool) -> None:
    if as_json:
        screen.json(row)
    else:
        screen.show(_lines(row))


def _lines(row: Row) -> Iterator[Line]:
    """The sentence, and under it the claims behind it."""
    names = ", ".join(map(one_line, row["names"]))
    yield line(Styled(f"{names} · {row['kind']}", "dim"))
    yield line(Styled(one_line(row["words"]), "title"), indent=2)
    for claim in row["claims"][:_SHOWN]:
        yield line(Styled(f"“{one_line(claim['quote'])}”", "quote"), indent=4)
        chain = " ← ".join(map(one_line, claim["chain"]))
        yield line(f"{chain} · ", Styled(claim["id"], "id"), indent=4)
    more = len(row["claims"]) - _SHOWN
    if more > 0:
        yield line(Styled(f"… and {more} more", "dim"), indent=4)
