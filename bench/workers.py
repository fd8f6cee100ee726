"""What several workers give over one, in words a second of the whole way into a record; and what the machine can give.

    python bench/workers.py [--workers N] [--reports T] [--rounds R]

Adds T (100) made-up reports of some 600 words by one process and by N (2), one after the other in each of R (3) rounds;
starting them counts. The ceiling is what N plain loops at once come to over one: two threads of one core give far less
than two cores. Wall time, so nothing else should run on the machine.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.growth import reports as made_up

from khabar.batch import Asked, add_many
from khabar.engines import Processes
from khabar.record import Reader, Record

_TURNS = 20_000_000


def written(folder: Path, many: int) -> int:
    """So many reports, each of four short ones; gives the number of their words."""
    words = 0
    texts = [original.data.decode() for original in made_up(4 * many)]
    for place in range(many):
        title, _, first = texts[4 * place].partition("\n\n")
        others = (text.partition("\n\n")[2] for text in texts[4 * place + 1 : 4 * place + 4])
        text = "\n\n".join((title, first, *others))
        (folder / f"{place:05}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def adding(folder: Path, workers: int) -> None:
    """All of them into a new record."""
    with tempfile.TemporaryDirectory() as beside, Record.open(Path(beside) / "khabar.db", reader=Reader()) as record:
        for added in add_many(record, Asked((str(folder),)), Processes(workers)):
            assert added.error is None, added.error


def loops(many: int) -> None:
    """So many plain loops at once."""
    apart = multiprocessing.get_context("spawn")
    at_once = [apart.Process(target=_loop) for _ in range(many)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()


def _loop() -> None:
    total = 0
    for number in range(_TURNS):
        total += number * number % 7


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall time."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    many: int = asked.workers
    ratios, ceilings, paces = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        words = written(Path(folder), asked.reports)
        for _ in range(asked.rounds):
            one, several = (timed(lambda n=n: adding(Path(folder), n)) for n in (1, many))  # type: ignore[misc]
            ratios.append(one / several)
            paces.append((words / one, words / several))
            alone, together = timed(lambda: loops(1)), timed(lambda: loops(many))
            ceilings.append(many * alone / together)
    ratio, ceiling = statistics.median(ratios), statistics.median(ceilings)
    print(f"words                  {words:,}, {asked.rounds} rounds")
    print(f"one worker             {statistics.median(p for p, _ in paces):,.0f} words/s")
    print(f"{many} workers              {statistics.median(p for _, p in paces):,.0f} words/s")
    print(f"ratio                  {ratio:.2f} (lowest {min(ratios):.2f}, highest {max(ratios):.2f})")
    print(f"{many} plain loops over one {ceiling:.2f} (lowest {min(ceilings):.2f}, highest {max(ceilings):.2f})")
    print(f"ratio over ceiling     {ratio / ceiling:.2f}")


if __name__ == "__main__":
    main()
