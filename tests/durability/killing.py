"""Kills the work with SIGKILL at points chosen by a seed, and looks each time at what is left.

    python -m tests.durability.killing KILLS [SEED]

It forks, so it runs in a process of its own with one thread. Half of the kills come from within, after a number of
steps of SQLite's machine; half from without, after a time, which can fall into the middle of a write.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from tests.durability.work import answers, by_hand, faults, make_old, work

STEP = 50
"""A kill from within comes after some multiple of this many steps of SQLite's machine."""


def child(path: Path, steps: int | None, acknowledged: int) -> None:
    """Does the work, in a process of its own; writes each acknowledgement into a pipe, and ends the process."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        with by_hand(), patch.object(sqlite3, "connect", dying(sqlite3.connect, steps)):
            work(path, lambda words: void(os.write(acknowledged, f"{words}\n".encode())))
    except BaseException as error:
        os.write(acknowledged, f"failed: {error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def void(_: object) -> None:
    """Nothing."""


def dying(connect: Callable[..., sqlite3.Connection], steps: int | None) -> Callable[..., sqlite3.Connection]:
    """Connects to a record whose use ends in death after so many steps."""

    def connected(*args: object, **more: object) -> sqlite3.Connection:
        link = connect(*args, **more)
        left = steps

        def step() -> int:
            nonlocal left
            if left is not None:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return 0

        link.set_progress_handler(step, STEP)
        return link

    return connected


def run(path: Path, steps: int | None, seconds: float | None) -> tuple[bool, list[str]]:
    """The work, killed after so many steps or seconds: whether it was, and what had been acknowledged."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        child(path, steps, writing)
    os.close(writing)
    heard = listen(reading, seconds)
    if seconds is not None:
        os.kill(pid, signal.SIGKILL)
        heard += listen(reading, None)
    os.close(reading)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status), heard.decode().splitlines()


def listen(pipe: int, seconds: float | None) -> bytes:
    """What comes through the pipe until it is closed, or until the time is up."""
    end = None if seconds is None else time.monotonic() + seconds
    heard = b""
    while select.select([pipe], [], [], None if end is None else max(0.0, end - time.monotonic()))[0]:
        more = os.read(pipe, 1 << 16)
        if not more:
            break
        heard += more
    return heard


def looked_at(path: Path, folder: Path, acknowledged: set[str]) -> list[str]:
    """What is wrong with the record as the kill left it; looked at in a copy, so that the work goes on from itself."""
    copy = folder / "looked-at.db"
    for end in ("", "-wal"):
        Path(f"{copy}{end}").unlink(missing_ok=True)
        if Path(f"{path}{end}").exists():
            shutil.copyfile(f"{path}{end}", f"{copy}{end}")
    return faults(copy, acknowledged)


class Killing:
    """One record after the other is worked on and killed until the kills are used up."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self._old = folder / "old.db"
        with by_hand():
            make_old(self._old)
        self.kills = self.rounds = 0
        self.after: set[int] = set()
        undisturbed = self._fresh()
        begun = time.monotonic()
        killed, said = run(undisturbed, None, None)
        self._seconds = time.monotonic() - begun
        assert not killed
        assert not any(words.startswith("failed") for words in said), said
        self._all = len(said)
        self._answers = answers(undisturbed)

    def _fresh(self) -> Path:
        path = self._folder / "khabar.db"
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        shutil.copyfile(self._old, path)
        return path

    def round(self, kills: int) -> list[str]:
        """A record worked on until it is done, killed up to so many times on the way; what was wrong."""
        path, acknowledged = self._fresh(), set[str]()
        self.rounds += 1
        for _ in range(kills):
            killed, said = run(path, *self._when())
            acknowledged |= set(said)
            found = looked_at(path, self._folder, acknowledged)
            if found or not killed:
                break
            self.kills += 1
            self.after.add(len(said))
        else:
            found = []
        killed, said = run(path, None, None)
        found += looked_at(path, self._folder, acknowledged | set(said))
        if killed or len(said) != self._all or answers(path) != self._answers:
            found.append("what was cut short and done again is not what it is undisturbed")
        return found

    def _when(self) -> tuple[int | None, float | None]:
        if self._random.random() < 0.5:
            return int(self._random.expovariate(1 / 120)), None
        return None, self._random.uniform(0, self._seconds)


def main(kills: int, seed: int) -> int:
    """So many kills; gives the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        killing = Killing(Path(folder), seed)
        while killing.kills < kills:
            found = killing.round(min(kills - killing.kills, 10))
            if found:
                sys.stderr.write("".join(f"{words}\n" for words in found) + f"(seed {seed}, kill {killing.kills})\n")
                return 1
        sys.stdout.write(
            f"{killing.kills} kills in {killing.rounds} records, after {min(killing.after)} to "
            f"{max(killing.after)} acknowledgements: nothing lost, nothing doubled\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
