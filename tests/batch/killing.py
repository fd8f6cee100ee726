"""Kills `khabar add` with workers by SIGKILL, again and again, each time with another number of workers or by Ray, and
looks whether the record is in the end what it is without a kill, byte for byte.

    python -m tests.batch.killing KILLS [SEED]
    python -m tests.batch.killing add RECORD REPORTS ENGINE WORKERS

The second form is the program that is killed: it reads by hand, and says each report that is added.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.batch.newsstand import Hands, add, by_hand, dump, newsstand, opened, whole

from khabar.batch import Asked, add_many
from khabar.batch.shards import folder_of
from khabar.engines import Engine, Here, Processes, Ray

ROOT = Path(__file__).parent.parent.parent
LAST = "done"
PATIENCE = 120.0


def engine(name: str, workers: int) -> Engine:
    """By its name."""
    engines: dict[str, Engine] = {"here": Here(), "processes": Processes(workers), "ray": Ray(workers=workers)}
    return engines[name]


def adding(record: Path, reports: Path, hands: Hands) -> None:
    """Adds, and says so."""
    with by_hand(), opened(record) as there:
        for added in add_many(there, Asked((str(reports),), by="Mona Saleh"), hands):
            print(added.path, flush=True)  # noqa: T201
    print(LAST, flush=True)  # noqa: T201


def run(record: Path, reports: Path, by: tuple[str, int], lines: int | None = None, wait: float = 0.0) -> bool:
    """The program, killed after so many lines and, then, some seconds; gives whether it was done before."""
    words = [sys.executable, "-m", "tests.batch.killing", "add", str(record), str(reports), by[0], str(by[1])]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True) as program:
        assert program.stdout is not None
        said: list[str] = []
        while lines is None or len(said) < lines:
            line = program.stdout.readline().decode().strip()
            if not line:
                break
            said.append(line)
        if lines is not None:
            end = os.pidfd_open(program.pid)
            select.select([end], [], [], wait)
            os.close(end)
            program.send_signal(signal.SIGKILL)
        said += program.communicate(timeout=PATIENCE)[0].decode().split()
    return LAST in said


def soak(folder: Path, kills: int, seed: int) -> list[str]:
    """What was found wrong, with so many kills."""
    chance = random.Random(seed)
    reports = newsstand(folder / "reports")
    add(folder / "undisturbed.db", [reports], Hands(Here()))
    expected, wrong, rounds = whole(folder / "undisturbed.db"), [], 0
    while kills > 0:
        record, done = folder / f"{rounds}.db", False
        rounds += 1
        while kills > 0 and not done:
            by = ("ray", 2) if chance.random() < 0.05 else ("processes", chance.randrange(1, 4))
            done = run(record, reports, by, chance.choice((0, 0, 1, 17, 30)), chance.uniform(0, 3))
            kills -= not done
        if not done:
            run(record, reports, ("processes", 2))
        if whole(record) != expected:
            wrong += [
                f"record {rounds} is another: {len(set(dump(record)) ^ set(dump(folder / 'undisturbed.db')))} rows"
            ]
        if folder_of(record).exists():
            wrong += [f"record {rounds} has its shards still"]
    return wrong


def main(words: list[str]) -> None:
    """See above."""
    if words[:1] == ["add"]:
        record, reports, name, workers = words[1:]
        adding(Path(record), Path(reports), Hands(engine(name, int(workers))))
        return
    kills, seed = int(words[0]), int((words[1:] or ["1"])[0])
    with tempfile.TemporaryDirectory() as folder:
        wrong = soak(Path(folder), kills, seed)
    print(f"{kills} kills of reading with workers, seed {seed}: {'; '.join(wrong) or 'the record is always the same'}")  # noqa: T201
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
