"""How long `khabar conflicts` takes over a whole record, and how much memory.

    python bench/conflicts.py [--full] [--record FILE] [--claims N] …

Makes a record of 100,000 made-up claims (see synthetic.py; with --full a million), unless FILE is there already, and
lists every conflict in it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic import Size, asked, opened, size_of, write

FULL = 1_000_000


def measure(path: Path, size: Size) -> None:
    """Prints what was found, in what time, with how much memory at most."""
    with opened(path, size) as record:
        start, worked = time.perf_counter(), time.process_time()
        found = record.conflicts()
        took, worked = time.perf_counter() - start, time.process_time() - worked
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        claims = sum(report.claims for report in record.documents())
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(Counter(c.kind.value for c in found).items()))
    print(f"claims      {claims:,}")
    print(f"conflicts   {len(found):,} ({kinds})")
    print(f"time        {took:.1f} s, of which {worked:.1f} s at work")
    print(f"memory      {most:,.0f} MB at most")


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help=f"{FULL:,} claims")
    parser.add_argument("--record", type=Path, help="where to keep the record, or where it is")
    options = asked(parser)
    if options.full:
        options.claims = FULL
    size = size_of(options)
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder) / "synthetic.db"
        if not path.exists():
            write(path, size)
        measure(path, size)


if __name__ == "__main__":
    main()
