"""By whom reports are read: this process, several, or a cluster."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import click

from khabar.cli.settings import Decorated
from khabar.model import UsageError

if TYPE_CHECKING:
    from khabar.engines import Engine


def by_workers(function: Decorated) -> Decorated:
    """`--workers`, `--engine` and `--ray-address`, as `engine`: None where this process reads."""

    @wraps(function)
    def command(*args: Any, workers: int | None, engine: str | None, address: str | None, **more: Any) -> Any:
        return function(*args, engine=_engine(workers, engine, address), **more)

    count = click.option(
        "--workers", type=click.IntRange(1), metavar="N", help="Read with so many processes: one a core is best."
    )
    engine = click.option(
        "--engine",
        type=click.Choice(["processes", "ray"]),
        help="Who reads: processes on this machine, or Ray (pip install khabar[ray]).",
    )
    address = click.option(
        "--ray-address",
        "address",
        metavar="ADDRESS",
        help="A Ray cluster that runs already. Default: one started here.",
    )
    return cast("Decorated", count(engine(address(command))))


def _engine(workers: int | None, engine: str | None, address: str | None) -> Engine | None:
    if address is not None and engine == "processes":
        raise UsageError("--ray-address is for --engine ray")
    if workers is None and engine is None and address is None:
        return None
    from khabar.engines import Processes, Ray

    return Ray(address, workers) if engine == "ray" or address is not None else Processes(workers)
