"""`khabar serve` over a record whose conflicts are never done counting, in a process of their own."""

from __future__ import annotations

import sys
import threading
from functools import partial
from pathlib import Path

from khabar.cli.screen import note
from khabar.record import Record
from khabar.web import workshop
from khabar.web.door import Door
from khabar.web.workshop import Shop, Workshop


def opened(path: Path) -> Record:
    """Opens the record as a large one, and has the counting go on for ever; runs in the other process too."""
    workshop.LARGE = 1
    Shop._make_disputes = lambda self: threading.Event().wait()  # type: ignore[assignment,method-assign,return-value]
    return Record.open(path, create=False)


def main(path: Path) -> None:
    from khabar.web.desk import Desk
    from khabar.web.serving import serve

    workshop.LARGE = 1
    made = Workshop.begun(partial(opened, path))
    try:
        desk = Desk(partial(opened, path), path, made, "Ann")
        serve(desk, Door("127.0.0.1", 0, None, browse=False), note)
    finally:
        made.close()


if __name__ == "__main__":
    from tests.web.endless import main as run  # by its name, so that the other process finds it

    run(Path(sys.argv[1]))
