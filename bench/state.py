"""How long `Record.state` takes for one name, in a record of made-up claims.

    python bench/state.py [--full] [--names N] [--record FILE]

Makes a record of 100,000 claims (1,000,000 with --full; minutes) in a temporary folder, or uses FILE where it is there,
and asks it for N (300) places and as many actors drawn by chance, each on a day of its own. Prints the median, the 95th
percentile and the longest, and the time by how many claims an answer is made from: it should grow no faster than these.
The number of claims that speak of one name is the same in both sizes, some 20 for a place and 100 for an actor; an
actor's answer also reads what others are said to do in its places.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic import FIRST, Size, World, opened, write

from khabar.model import Ref
from khabar.record import Record

_SIZES = (0, 10, 30, 100, 300, 1_000, 3_000, 10**9)


def size(full: bool) -> Size:
    """A hundred thousand claims or ten times as many, of as many more places and actors."""
    claims = 1_000_000 if full else 100_000
    return Size(claims, places=claims // 20, actors=claims // 100)


def timed(record: Record, refs: Sequence[Ref], names: int, days: int) -> Iterator[tuple[int, float]]:
    """For each name the number of claims that the answer was made from, and the milliseconds that it took."""
    chance = random.Random(2)
    for ref in chance.sample(refs, min(names, len(refs))):
        day = FIRST + timedelta(days=chance.randrange(days))
        start = time.perf_counter()
        record.state(ref.name, on=day)
        took = (time.perf_counter() - start) * 1_000
        yield len(record.about(record.subject(ref.name))), took


def report(what: str, found: list[tuple[int, float]]) -> None:
    """Prints what was measured."""
    took = sorted(ms for _, ms in found)
    p95 = took[int(0.95 * (len(took) - 1))]
    print(f"{len(took)} {what}: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms, longest {took[-1]:.1f} ms")
    for low, high in pairwise(_SIZES):
        inside = [(n, ms) for n, ms in found if low <= n < high]
        if inside:
            many = statistics.mean(n for n, _ in inside)
            ms = statistics.mean(ms for _, ms in inside)
            print(
                f"  {many:8.0f} claims: {ms:8.2f} ms ({1_000 * ms / max(many, 1):.0f} µs a claim; {len(inside)} names)"
            )


def main() -> None:
    """Makes the record where it is not there, asks, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="a record of 1,000,000 claims")
    parser.add_argument("--names", type=int, default=300)
    parser.add_argument("--record", type=Path)
    options = parser.parse_args()
    of = size(options.full)
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder) / "made-up.db"
        if not path.exists():
            write(path, of)
        with opened(path, of) as record:
            start = time.perf_counter()
            record.state("Town 1")
            print(
                f"{of.claims:,} claims; the first answer after opening {(time.perf_counter() - start) * 1_000:.0f} ms"
            )
            world = World(of)
            report("places", list(timed(record, world.places, options.names, of.days)))
            report("actors", list(timed(record, world.actors, options.names, of.days)))


if __name__ == "__main__":
    main()
