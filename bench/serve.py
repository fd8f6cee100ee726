"""How many requests a second the workbench's server takes, and how long each waits.

    python bench/serve.py [--full] [--record FILE] [--rate N] [--seconds S]

Serves FILE (unless given, the demonstration record; with --full 100,000 made-up claims, see synthetic.py) and asks
what the page asks: claims as a reader scrolls, a claim opened, a report, a search, a state, the columns that the
browser has already. First one request after the other, N (100) of each kind; then all kinds mixed, at so many a second
(200), whoever is still waiting: a wait counts from when a request was due. The load is made here, in a process of its
own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic import Size, write
from tools.driving import ROOT, CannotDrive, served

_SCROLLED = 30  # claims that the page asks for at once
_LINES = 64  # connections
_ANSWERS = (200, 304, 400)  # 400: a name may mean several
_MIX = {"claims": 40, "claim": 15, "report": 10, "search": 10, "state": 10, "table": 5, "about": 5, "page": 5}


@dataclass(slots=True)
class Line:
    """One connection to the server, kept open."""

    host: str
    port: int
    cookie: str = ""
    ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None)

    async def ask(self, path: str, **more: str) -> tuple[int, dict[str, str], bytes]:
        """The status, the header and the body of the answer."""
        if self.ends is None:
            self.ends = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.ends
        told = {"Host": f"{self.host}:{self.port}", "Cookie": self.cookie, "Accept-Encoding": "gzip", **more}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        header = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:] if line)}
        return int(lines[0].split()[1]), header, await reader.readexactly(int(header.get("content-length", 0)))


@dataclass(frozen=True, slots=True)
class Asked:
    """What there is to ask about in the record."""

    claims: Sequence[str]
    reports: Sequence[str]
    names: Sequence[str]
    often: Sequence[int]
    tag: str

    def address(self, kind: str, dice: random.Random) -> tuple[str, dict[str, str]]:
        """An address of a kind, and what to send with it."""
        name = dice.choices(self.names, self.often)[0]
        at = dice.randrange(max(1, len(self.claims) - _SCROLLED))
        made: dict[str, Callable[[], str]] = {
            "claims": lambda: f"/api/claims?ids={','.join(self.claims[at : at + _SCROLLED])}",
            "claim": lambda: f"/api/claims/{dice.choice(self.claims)}",
            "report": lambda: f"/api/documents/{dice.choice(self.reports)}",
            "search": lambda: f"/api/search?q={quote(name)}",
            "state": lambda: f"/api/state?name={quote(name)}",
            "table": lambda: "/api/table",
            "about": lambda: "/api/about",
            "page": lambda: "/",
        }
        return made[kind](), ({"If-None-Match": self.tag} if kind == "table" else {})


async def prepared(line: Line, address: str) -> Asked:
    """Goes in, waits until all is counted, and looks at what is there."""
    parts = urlsplit(address)
    _, header, _ = await line.ask(f"{parts.path}?{parts.query}")
    line.cookie = header["set-cookie"].partition(";")[0]
    await line.ask("/api/counts")
    _, header, packed = await line.ask("/api/table", **{"Accept-Encoding": "identity"})
    names = json.loads((await line.ask("/api/names"))[2])["names"]
    reports = json.loads((await line.ask("/api/documents"))[2])["documents"]
    names = [n for n in names if n["entity"] or n["mentions"] > 1]
    return Asked(
        json.loads(packed)["claims"]["id"],
        [r["id"] for r in reports],
        [n["name"] for n in names],
        [n["mentions"] for n in names],
        header["etag"],
    )


async def one_by_one(line: Line, there: Asked, many: int, pid: int) -> None:
    """Prints how long each kind takes when nobody else asks, and what the server works for it."""
    print("one by one: ms a request, median, p95, longest; ms of the server's work a request; bytes")
    for kind in _MIX:
        dice, waits, sizes, before = random.Random(1), [], 0, worked(pid)
        for _ in range(many):
            path, more = there.address(kind, dice)
            start = time.perf_counter()
            status, _, body = await line.ask(path, **more)
            waits.append(time.perf_counter() - start)
            sizes += len(body)
            if status not in _ANSWERS:
                raise SystemExit(f"{path}: {status} {body[:200]!r}")
        print(f"  {kind:8} {told(waits)}   {1e3 * (worked(pid) - before) / many:6.1f} {sizes // many:9,}")


async def at_a_rate(line: Line, there: Asked, rate: int, seconds: int, pid: int) -> None:
    """Prints how long requests wait that come at this rate, whatever became of those before."""
    lines: asyncio.Queue[Line] = asyncio.Queue()
    for _ in range(_LINES):
        lines.put_nowait(Line(line.host, line.port, line.cookie))
    waits: dict[str, list[float]] = defaultdict(list)
    dice, start, before = random.Random(2), time.perf_counter(), worked(pid)

    async def one(due: float, kind: str, path: str, more: dict[str, str]) -> None:
        mine = await lines.get()
        status, _, _ = await mine.ask(path, **more)
        waits[kind].append(time.perf_counter() - due)
        lines.put_nowait(mine)
        if status not in _ANSWERS:
            raise SystemExit(f"{path}: {status}")

    running = []
    for number in range(rate * seconds):
        due = start + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        kind = dice.choices(list(_MIX), list(_MIX.values()))[0]
        running.append(asyncio.create_task(one(due, kind, *there.address(kind, dice))))
    await asyncio.gather(*running)
    took = time.perf_counter() - start
    every = [w for kind in waits.values() for w in kind]
    print(f"{rate} a second for {seconds} s: {len(every) / took:.0f} answered a second; the server worked", end=" ")
    print(f"{(worked(pid) - before) / took:.2f} of a core; ms, median, p95, longest")
    for kind, those in sorted(waits.items()):
        print(f"  {kind:8} {told(those)}")
    every.sort()
    print(f"  all      {told(every)}; p99 {1e3 * every[int(0.99 * len(every))]:.0f}")


def told(waits: Sequence[float]) -> str:
    """Median, p95 and the longest, in ms."""
    ordered = sorted(waits)
    return "".join(f"{1e3 * ordered[int(p * (len(ordered) - 1))]:8.1f}" for p in (0.5, 0.95, 1.0))


def worked(pid: int) -> float:
    """Seconds of CPU time of a process; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def server() -> int:
    """The process that was started last by this one."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    return int(children.read_text(encoding="ascii").split()[-1]) if children.exists() else 0


async def measure(address: str, options: argparse.Namespace) -> None:
    """Prints the waits at this address."""
    parts = urlsplit(address)
    line, pid = Line(parts.hostname or "", parts.port or 80), server()
    there = await prepared(line, address)
    print(f"{len(there.claims):,} claims, {len(there.reports):,} reports, {len(there.names):,} names")
    await one_by_one(line, there, options.each, pid)
    await at_a_rate(line, there, options.rate, options.seconds, pid)


def demonstration(folder: str) -> Path:
    """A record of the demonstration reports."""
    record = Path(folder) / "demo.db"
    command = [sys.executable, "-c", "from khabar.cli import main; main()", "add", "demo/reports", "--record"]
    subprocess.run([*command, str(record)], cwd=ROOT, check=True, capture_output=True)
    return record


def made_up(folder: str) -> Path:
    """A record of made-up claims."""
    record = Path(folder) / "synthetic.db"
    write(record, Size())
    return record


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="100,000 made-up claims")
    parser.add_argument("--record", type=Path, help="the record to serve")
    parser.add_argument("--each", type=int, default=100, help="so many requests of each kind, one by one (100)")
    parser.add_argument("--rate", type=int, default=200, help="so many a second, mixed (200)")
    parser.add_argument("--seconds", type=int, default=20, help="for so long (20)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = made_up if options.full else demonstration
            with served(options.record or made(folder)) as address:
                asyncio.run(measure(address, options))
        except CannotDrive as reason:
            raise SystemExit(str(reason)) from None


if __name__ == "__main__":
    main()
