"""How the cost of adding a report grows with the record, and how much memory it takes.

    python bench/growth.py [--documents N] [--full] [--read]

Adds N (8,000; with --full 100,000) made-up reports of some 150 words in one go, a tenth of them near-copies of earlier
ones and every other one with one of twelve closing lines, as outlets have. What is shown is CPU time. Reading is left
out: it is the same for each report, however large the record is; what is left are the steps that see the whole record
(keeping, indexes, near-copies). With --read all is read by the real reader. Nothing in the reports is about anybody.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from khabar import intake
from khabar.batch import Asked, Item, Many
from khabar.batch.work import packed, row
from khabar.engines import Crew, Engine, Here, Work
from khabar.model import (
    Chain,
    Claim,
    ClaimType,
    Document,
    Hop,
    Modality,
    Reading,
    Ref,
    Role,
    Span,
    When,
    claim_id,
)
from khabar.record import Reader, Record
from khabar.text import mark

DAY = date(2024, 5, 1)
_STEPS = 8
_WHO = "the army|the river guard|local police|the northern brigade|a union of truckers|the ministry|residents".split(
    "|"
)
_DID = "took|left|shelled|entered|reopened|surrounded|denied that it had left|said that it holds".split("|")
_WHAT = "the bridge|the mill|the crossing|the old barracks|the grain silo|the road|the hospital|the airfield".split("|")
_WORDS = """
    baker basin bell border bread bucket cable camp canal cart cattle cellar chapel clerk cloth coal coast column copper
    corner cotton crane crew depot dust engine farmer fence ferry field flour fuel garden gate glass grain guard harbour
    harvest hill horse ice iron kitchen ladder lamp lantern leather letter lorry market meadow mill miner morning nurse
    office onion orchard paper pilot pipe plain plough port potato quarry rail rain river road roof rope salt school
    shepherd shop signal silk smoke snow soap station steam stone storm street sugar table tailor teacher tent timber
    tower track train valley village wagon wall water weaver well wheat window winter wood workshop yard""".split()
_JOINS = "beside behind without under near above before after against with for from into across along".split()
_TELLS = "stood moved waited closed opened burned broke turned stopped fell lay passed grew sank held came".split()


def reports(number: int, seed: int = 1) -> Iterator[intake.Original]:
    """So many of them, the same for the same seed."""
    chance = random.Random(seed)
    kept: list[str] = []
    for place in range(number):
        if kept and chance.random() < 0.1:
            text = f"{chance.choice(kept)} More follows, wrote our desk {place}.\n"
        else:
            text = written(chance, place)
            kept = [*kept[-199:], text]
        yield intake.Original(f"made-up/{place}.txt", text.encode(), "text/plain")


def written(chance: random.Random, place: int) -> str:
    """A report of its own."""
    town = (
        f"{chance.choice('ABDGHKLMNRST')}{chance.choice(('al', 'ora', 'esh', 'um', 'ir'))}{chance.randrange(4000)}ville"
    )
    first = f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)} of {town}".capitalize()
    body = [f"{first} on Sunday, witnesses told report {place}.", *(_sentence(chance) for _ in range(11))]
    if chance.random() < 0.5:
        body.append(_sentence(random.Random(chance.randrange(12))))
    return f"{first}\n\n{' '.join(body)}\n"


def _sentence(chance: random.Random) -> str:
    some = chance.choices(_WORDS, k=5)
    joins = chance.choices(_JOINS, k=3)
    return (
        f"The {some[0]} {some[1]} {chance.choice(_TELLS)} {joins[0]} the {some[2]} {joins[1]} "
        f"{chance.randrange(2, 99)} {some[3]}s {joins[2]} a {some[4]}."
    )


class Unread:
    """Makes a claim of a report's first sentence."""

    version = "unread 1"

    def read(self, document: Document) -> Reading:
        """One claim, of two names."""
        document = mark(document)
        span = Span(0, document.text.index("\n"))
        words, when = span.of(document.text), When.on(DAY)
        place = Ref(words.rsplit(" ", 1)[-1], words.rsplit(" ", 1)[-1])
        claim = Claim(
            claim_id(document.id, span, ClaimType.OTHER, Modality.ASSERTED, words),
            document.id,
            span,
            words,
            ClaimType.OTHER,
            Modality.ASSERTED,
            Chain((Hop(Ref("Made-up", "Made-up"), Role.OUTLET),)),
            subjects=(place,),
            reported=when,
            reader=self.version,
        )
        return Reading(document, self.version, when, claims=(claim,))


@dataclass(frozen=True)
class UnreadWork:
    """Shards without reading."""

    name: str

    def start(self) -> Callable[[Sequence[Item]], bytes]:
        """Nothing to load."""
        return lambda items: packed([row(item, Unread()) for item in items])


class NoReading:
    """An engine that reads nothing."""

    @contextmanager
    def hire(self, work: Work) -> Iterator[Crew]:
        """See `Engine.hire`."""
        with Here().hire(UnreadWork(work.name)) as crew:
            yield crew


@contextmanager
def record() -> Iterator[Record]:
    """A new one, in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="growth-"))
    try:
        with Record.open(folder / "khabar.db", reader=Reader(today=lambda: DAY)) as made:
            yield made
    finally:
        shutil.rmtree(folder)


def grown(number: int, engine: Engine) -> None:
    """Adds so many; prints what a report costs, step by step."""
    print("  reports   ms each   memory     file")
    with record() as made:
        paces: list[tuple[int, float]] = []
        results = Many(made, engine, Asked(("made-up",))).results(map(Item.of, reports(number)))
        for end in (number * step // _STEPS for step in range(1, _STEPS + 1)):
            begun, many = time.process_time(), end - (paces[-1][0] if paces else 0)
            for _ in range(many):
                next(results)
            paces.append((end, (time.process_time() - begun) / many * 1000))
            size = Path(made.store.name).stat().st_size / 1e6
            print(f"{end:>9,} {paces[-1][1]:>9.2f} {memory():>6.0f} MB {size:>6.0f} MB", flush=True)
        list(results)
    totals = [(end, sum(ms for _, ms in paces[: place + 1])) for place, (end, _) in enumerate(paces)]
    print(f"time grows with the number of reports to the power of {exponent(totals):.3f} (wanted: 1.05 at most)")


def exponent(totals: Sequence[tuple[int, float]]) -> float:
    """Of the power law through the points, by least squares of the logarithms."""
    xs, ys = ([math.log(value) for value in values] for values in zip(*totals, strict=True))
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def memory() -> float:
    """The most that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--read", action="store_true")
    asked = parser.parse_args()
    grown(asked.documents or (100_000 if asked.full else 8000), Here() if asked.read else NoReading())


if __name__ == "__main__":
    main()
