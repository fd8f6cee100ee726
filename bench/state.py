"""How long `Record.state` takes for one name, in a record of made-up claims.

    python bench/state.py [--full | --claims N] [--names N] [--record FILE]

Makes a record of 100,000 claims (1,000,000 with --full; minutes) in a temporary folder, or uses FILE where it is there,
and asks it for N (300) places and as many actors, each on a day of its own: drawn evenly among all names, and again as
often as the news tells of each, since who is told of most is also asked for most; at last for N names of either kind,
drawn evenly (five of six are places). Claims are spread over names as in
the news (the n-th name is told of in proportion to (n + 3)^-0.8, close to Zipf's law), in a record of a million some 20
on the average place and 5,000 on the first, 100 on the average actor and 17,000 on the first. Prints the median, the
95th percentile and the longest, on the clock and at work (what else the machine does counts in the first only), and the
same by how many claims touch the name: the time should grow no faster than these.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic import FIRST, Size, World, opened, write

from khabar.model import Ref
from khabar.record import Record
from khabar.store import Filter

_SIZES = (0, 10, 30, 100, 300, 1_000, 3_000, 10_000, 10**9)


def size(full: bool) -> Size:
    """A hundred thousand claims or ten times as many, of as many more places and actors."""
    claims = 1_000_000 if full else 100_000
    return Size(claims, places=claims // 20, actors=claims // 100)


class Asked(NamedTuple):
    """How many claims touch a name, and how many milliseconds its answer took: on the clock, and at work."""

    claims: int
    took: float
    worked: float


def timed(record: Record, refs: Iterable[Ref], days: int) -> Iterator[Asked]:
    """Asks for each name on a day drawn by chance."""
    chance = random.Random(2)
    for ref in refs:
        day = FIRST + timedelta(days=chance.randrange(days))
        start, worked = time.perf_counter(), time.process_time()
        record.state(ref.name, on=day)
        took, worked = time.perf_counter() - start, time.process_time() - worked
        own = sum(1 for _ in record.claims(Filter(entities=frozenset({ref.entity or ref.name}))))
        yield Asked(own, took * 1_000, worked * 1_000)


def spread(values: Iterable[float]) -> tuple[float, float, float]:
    """The median, the 95th percentile and the highest."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[-(-95 * len(ordered) // 100) - 1], ordered[-1]


def report(what: str, found: list[Asked]) -> None:
    """Prints what was measured."""
    print(f"{len(found)} {what}")
    for how, values in (("on the clock", [f.took for f in found]), ("at work", [f.worked for f in found])):
        median, p95, longest = spread(values)
        print(f"  {how:13} median {median:.1f} ms, p95 {p95:.1f} ms, longest {longest:.1f} ms")
    for low, high in pairwise(_SIZES):
        inside = [f for f in found if low <= f.claims < high]
        if inside:
            many = statistics.mean(f.claims for f in inside)
            median, p95, _ = spread(f.worked for f in inside)
            each = 1_000 * statistics.mean(f.worked for f in inside) / max(many, 1)
            names = f"{each:.0f} µs a claim; {len(inside)} names"
            print(f"  {many:8.0f} claims: median {median:8.2f} ms, p95 {p95:8.2f} ms at work ({names})")


def main() -> None:
    """Makes the record where it is not there, asks, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="a record of 1,000,000 claims")
    parser.add_argument("--claims", type=int, help="so many claims instead, over 5,000 places and 1,000 actors: dense")
    parser.add_argument("--names", type=int, default=300)
    parser.add_argument("--record", type=Path)
    options = parser.parse_args()
    of = Size(options.claims) if options.claims else size(options.full)
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder) / "made-up.db"
        if not path.exists():
            write(path, of)
        print(f"{of.claims:,} claims")
        with opened(path, of) as record:
            world = World(of)
            last = FIRST + timedelta(days=of.days)
            rarely, often = world.places[len(world.places) // 2], world.places[0]
            for what, ref in (("first answer after opening", rarely), ("place told of most", often)):
                start, worked = time.perf_counter(), time.process_time()
                found = record.state(ref.name, on=last)
                took, worked = time.perf_counter() - start, time.process_time() - worked
                lines = sum(len(h.evidence) for h in found.holdings) + len(found.expected) + len(found.said)
                print(f"{what}: {took * 1_000:.0f} ms, {worked * 1_000:.0f} at work; {lines:,} claims shown in it")
            chance = random.Random(3)
            for what, refs in (("places", world.places), ("actors", world.actors)):
                evenly = chance.sample(refs, min(options.names, len(refs)))
                report(f"{what}, drawn evenly", list(timed(record, evenly, of.days)))
                told = [world.pick(refs, chance) for _ in range(options.names)]
                report(f"{what}, drawn as often as told of", list(timed(record, told, of.days)))
            names = chance.sample([*world.places, *world.actors], options.names)
            report("names of either kind, drawn evenly", list(timed(record, names, of.days)))


if __name__ == "__main__":
    main()
