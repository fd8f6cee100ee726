"""Options that several commands share, and the kinds of values they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any, TypeVar

import click

from khabar.model.when import When, parse_edtf

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

COLOR = "khabar.color"
"""Where the choice of `--color` is kept, in the context's `meta`: auto, always or never."""
TRACEBACK = "khabar.traceback"
"""Where `--traceback` is kept, in the context's `meta`: True where it was given."""


LLM, LLM_MODEL = "khabar.llm", "khabar.llm-model"
"""Where `--llm` and `--llm-model` are kept, in the context's `meta`."""


def interval(typed: str) -> When:
    """What the user typed as EDTF, as an option's type. Raises click's `BadParameter`."""
    try:
        return parse_edtf(typed)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def day(typed: str) -> date:
    """The day that the user typed (of a month or year its last), as an option's type. Raises click's `BadParameter`."""
    latest = interval(typed).latest
    if latest is None:
        raise click.BadParameter(f"{typed!r} has no end; give YYYY-MM-DD, YYYY-MM or YYYY")
    return latest


def _keep_color(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[COLOR] = value


def _keep_traceback(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[TRACEBACK] = True


def _keep(name: str, ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    ctx.meta[name] = value


def common(function: Decorated) -> Decorated:
    """`--color` and `--traceback`, before the command's name or after it."""
    color = click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        expose_value=False,
        callback=_keep_color,
        help="Colour: auto is where a terminal reads and NO_COLOR is not set.",
    )
    traceback = click.option(
        "--traceback",
        is_flag=True,
        expose_value=False,
        callback=_keep_traceback,
        help="Show where in the program an error arose.",
    )
    return color(traceback(function))


def as_json(function: Decorated) -> Decorated:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")(function)


def in_record(function: Decorated) -> Decorated:
    """`--record`."""
    return click.option(
        "--record",
        "path",
        metavar="FILE|ADDRESS",
        envvar="KHABAR_RECORD",
        show_envvar=True,
        default="khabar.db",
        show_default=True,
        help="The record: a file, or postgresql://USER@HOST/DATABASE.",
    )(function)


def with_packs(function: Decorated) -> Decorated:
    """`--pack`, any number of times; none means all that come with khabar."""
    return click.option(
        "--pack",
        "packs",
        metavar="NAME",
        multiple=True,
        help="Use these packs (names or folders) instead of all that come with khabar.",
    )(function)


def of_report(function: Decorated) -> Decorated:
    """`--published` and `--outlet`, as the user knows better than the file."""
    published = click.option(
        "--published",
        type=interval,
        metavar="EDTF",
        help="The day (or days) of publication, whatever the file says.",
    )
    outlet = click.option("--outlet", metavar="NAME", help="Who published it, whatever the file says.")
    return published(outlet(function))


def by_model(function: Decorated) -> Decorated:
    """`--llm` and `--llm-model`: who reads the claims, kept in the context's `meta` as `LLM`."""
    address = click.option(
        "--llm",
        metavar="ADDRESS",
        expose_value=False,
        callback=partial(_keep, LLM),
        help="Ask a language model at this OpenAI-compatible address for the claims; the reports' text is sent there. "
        "Its key, if it needs one, is in KHABAR_LLM_KEY.",
    )
    model = click.option(
        "--llm-model", metavar="NAME", expose_value=False, callback=partial(_keep, LLM_MODEL), help="Which model there."
    )
    return address(model(function))


def on_a_day(function: Decorated) -> Decorated:
    """`--on` and `--known-by`."""
    on = click.option(
        "--on", type=day, metavar="DATE", help="The day asked about (a month or year: its last day). Default: today."
    )
    known_by = click.option(
        "--known-by", type=day, metavar="DATE", help="Only what had been reported by this day. Default: today."
    )
    return on(known_by(function))


def as_recorded(function: Decorated) -> Decorated:
    """`--recorded-by`."""
    return click.option(
        "--recorded-by",
        type=day,
        metavar="DATE",
        help="Answer from the record as it was at the end of this day (UTC). Default: as it is.",
    )(function)


def end_of(when: date | None) -> datetime | None:
    """The last moment of a day that was chosen; None where none was."""
    return datetime.combine(when, time.max, UTC) if when else None
