"""How long a person waits for khabar's short commands: whole processes, from start to end."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

KHABAR = Path(sys.executable).with_name("khabar")
REPORTS = Path(__file__).parents[1] / "demo" / "reports"
SMALL = 4  # reports in the small record


def seconds(command: Sequence[str | Path]) -> float:
    """Wall-clock seconds of one run. A command that fails ends the measurement, with its own words."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return taken


def measure(name: str, command: Sequence[str | Path], runs: int) -> None:
    """Runs once to warm the disk's cache, then `runs` times, and prints a line."""
    seconds(command)
    taken = [seconds(command) for _ in range(runs)]
    print(f"{name:32} {min(taken):8.3f} {median(taken):8.3f}")


def main() -> None:
    """Measures `khabar --help`, and `khabar state` on a record of a few reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="runs of each command (default: 10)")
    parser.add_argument("--of", default="al-Qaim", help="what to ask the state of (default: al-Qaim)")
    chosen = parser.parse_args()

    with TemporaryDirectory() as folder:
        record = Path(folder) / "small.db"
        reports = sorted(REPORTS.iterdir())[:SMALL]
        built = seconds([KHABAR, "add", *reports, "--record", record])
        print(f"{'seconds, ' + str(chosen.runs) + ' runs':32} {'min':>8} {'median':>8}")
        measure("khabar --help", [KHABAR, "--help"], chosen.runs)
        measure(f"khabar state {chosen.of}", [KHABAR, "state", chosen.of, "--record", record], chosen.runs)
        print(f"{'khabar add, ' + str(len(reports)) + ' reports, once':32} {built:8.3f}")


if __name__ == "__main__":
    main()
