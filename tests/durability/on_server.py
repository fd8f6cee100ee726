"""The work of `work`, on a PostgreSQL server: by several programs at once, and by one that is killed.

    python -m tests.durability.on_server write ADDRESS SEED
    python -m tests.durability.on_server kill KILLS [SEED]

The first adds the reports and judges, in an order that the seed chooses, as one of several. The second does the work in
processes that end themselves with SIGKILL after a number of statements, and looks each time at what is left. It forks,
so it runs in a process of its own with one thread.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from tests.durability.killing import void
from tests.durability.work import answers, by_hand, claim_of, faults, opened, reports, work
from tests.server import Server, running


def write(address: str, seed: int) -> None:
    """Adds all reports and accepts the claim of each, as the person of this number."""
    order = list(range(len(reports())))
    random.Random(seed).shuffle(order)
    with by_hand(), opened(address) as record:
        for number in order:
            added = record.add_one(reports()[number], by="Mona Saleh")
            assert added.error is None, added.error
            record.judge("accept", claim_of(record, number).id, {}, "read twice", by=f"Person {seed}")


def child(address: str, statements: int | None, acknowledged: int) -> None:
    """Does the work until so many statements were sent; writes each acknowledgement into a pipe."""
    left = statements
    really = psycopg.Connection.execute

    def execute(link: Any, *given: Any, **named: Any) -> Any:
        nonlocal left
        if left is not None:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return really(link, *given, **named)

    try:
        with by_hand(), patch.object(psycopg.Connection, "execute", execute):
            work(address, lambda words: void(os.write(acknowledged, f"{words}\n".encode())))
    except BaseException as error:
        os.write(acknowledged, f"failed: {error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def run(address: str, statements: int | None) -> tuple[bool, set[str]]:
    """The work, killed after so many statements: whether it was, and what had been acknowledged."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        child(address, statements, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = set(pipe.read().splitlines())
    _, status = os.waitpid(pid, 0)
    assert not any(words.startswith("failed") for words in said), said
    return os.WIFSIGNALED(status), said


def kill(server: Server, kills: int, seed: int) -> list[str]:
    """A record worked on until it is done, killed so many times on the way; what is wrong."""
    chance, acknowledged = random.Random(seed), set[str]()
    address, found = server.url(server.make(empty=True)), list[str]()
    while kills:
        killed, said = run(address, int(chance.expovariate(1 / 60)))
        kills -= killed
        acknowledged |= said
        with by_hand():
            found += faults(address, acknowledged) if acknowledged else []
        if not killed:
            address, acknowledged = server.url(server.make(empty=True)), set()
    run(address, None)
    with tempfile.TemporaryDirectory() as folder, by_hand():
        undisturbed = Path(folder) / "undisturbed.db"
        work(undisturbed, lambda _: None)
        if answers(address) != answers(undisturbed):
            found.append("what was cut short on a server and done again is not what is in a file undisturbed")
    return found


def main(what: str, *given: str) -> int:
    """One of the two; gives the exit code."""
    if what == "write":
        write(given[0], int(given[1]))
        return 0
    kills, seed = int(given[0]), int(given[1]) if len(given) > 1 else 1
    with running() as server:
        found = kill(server, kills, seed)
    sys.stderr.write("".join(f"{words}\n" for words in found))
    if not found:
        sys.stdout.write(f"{kills} kills on a server: nothing lost, nothing doubled\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
