"""`khabar serve`: the record as a page in the browser."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from khabar.cli import opening
from khabar.cli.persons import signer
from khabar.cli.screen import note
from khabar.cli.settings import common, in_record, with_packs
from khabar.record import Record
from khabar.web.door import LOOPBACK, PORT, Door
from khabar.web.password import Password
from khabar.web.workshop import Workshop


@click.command(
    epilog="Examples: khabar serve · khabar serve --record khabar.db --port 9000 --no-open · "
    "khabar serve --host 0.0.0.0 --password-file password.txt"
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port, or the next free one."
)
@click.option("--no-open", "quiet", is_flag=True, help="Do not open the browser.")
@click.option(
    "--host", default=LOOPBACK, show_default=True, help="The address to listen at; beyond this machine with a password."
)
@click.option(
    "--password-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file with the password for other machines on its first line.",
)
@click.option("--by", metavar="NAME", envvar="KHABAR_BY", default="", help="Who signs what is decided on the page.")
@in_record
@with_packs
@common
def command(path: str, packs: tuple[str, ...], password_file: Path | None, quiet: bool, **asked: str | int) -> None:
    """Open the record as a page: map, timeline, claims and texts, to be read and judged.

    Nothing leaves this machine: the page comes from here and asks only here. It opens with the address that is printed;
    who does not have it is not let in.
    """
    me = signer(str(asked["by"]))
    password = Password.of_file(password_file) if password_file else None
    if password_file and os.name == "posix" and password_file.stat().st_mode & 0o077:
        note(f"others who use this machine may read {password_file}; chmod 600 {password_file} ends that")
    door = Door(str(asked["host"]), int(asked["port"]), password, browse=not quiet)
    opened = partial(Record.open, path, create=False, reader=opening.reader(packs), reviewers=opening.reviewers())
    opening.announce_stillness(path)
    workshop = Workshop.begun(opened)  # it works while the server is loaded
    try:
        from khabar.web.desk import Desk
        from khabar.web.serving import serve

        serve(Desk(opened, path, workshop, me), door, note)
    finally:
        workshop.close()
