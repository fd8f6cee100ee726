"""`khabar import`: what another record holds, into this one."""

from __future__ import annotations

from pathlib import Path

import click

from khabar.cli import opening
from khabar.cli.screen import Screen, note
from khabar.cli.settings import as_json, common, in_record, with_packs
from khabar.cli.words import counted


@click.command(
    epilog="Examples: khabar export --format jsonl --with-documents --output all.jsonl · "
    "khabar import all.jsonl --record other.db"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar="FILE...")
@in_record
@with_packs
@as_json
@common
@click.pass_context
def command(ctx: click.Context, /, files: tuple[str, ...], path: str, packs: tuple[str, ...], as_json: bool) -> None:
    """Take in what another record wrote by `khabar export --format jsonl --with-documents`.

    Reports, their bytes, and claims come with the ids that they had; what is there already is left alone. A report
    whose bytes or words do not fit its ids is named on stderr and left out; the exit code is then 1.
    """
    screen = Screen.current()
    new = claims = there = failed = 0
    with opening.record(path, packs, create=True) as record:
        for name in files:
            with Path(name).open(encoding="utf-8", errors="replace", newline="\n") as lines:
                for added in record.take_in(lines, name):
                    if added.error is not None:
                        failed += 1
                        note(str(added.error))
                    elif added.new:
                        new, claims = new + 1, claims + added.claims
                    else:
                        there += 1
                    if as_json:
                        why = added.error.why if added.error else None
                        screen.json({"document": added.path, "claims": added.claims, "new": added.new, "error": why})
    if not as_json:
        more = f"; {there:,} already there" if there else ""
        screen.write(f"{counted(new, 'report')} taken in, {counted(claims, 'claim')}{more}")
    if failed:
        ctx.exit(1)
