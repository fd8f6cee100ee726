"""Reads broken files of every kind into a record, the whole way, and looks what that costs and what it reaches for.

    python -m tests.intake.fuzzing FILES [SEED]

makes so many of each kind out of whole ones, cut, doubled and mixed with what is nasty, and beside them what grows,
nests or claims without bounds. Nothing may crash, take 10 seconds or 1 GB, open a connection, or write outside the
record's folder.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from tests.intake import making
from tests.intake.test_hostile import FILES, LAUGHS, MAILS, NASTY, docx_text, docx_with

from khabar.record import Record

ROOT = Path(__file__).parents[2]
KINDS = FILES | {
    "a.pdf": lambda: making.pdf([list(making.WORDS)] * 2),
    "a.md": lambda: b"---\npublished: 2024-05-02\n---\n" + "\n\n".join(making.WORDS).encode(),
    "a.tsv": lambda: making.table([{"title": "A", "text": making.WORDS[0]}] * 3, "\t"),
}
PACKED = frozenset({"a.docx", "a.warc.gz", "a.wacz"})
SECONDS, MEGABYTES = 10.0, 1000.0
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_REACHING = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"})
_CHANGING = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.chmod"})
_CLAIM = b"Content-Length: 1073741824"


@dataclass(frozen=True, slots=True)
class Cost:
    """How many files became how many reports and errors; the slowest of them and its seconds; the most memory that
    khabar or a process of its own took, in MB; what was reached for that should not be."""

    files: int
    reports: int
    errors: int
    slowest: str
    seconds: float
    megabytes: float
    reached: list[str]

    def __str__(self) -> str:
        return (
            f"{self.files} files: {self.reports} reports, {self.errors} errors; at most {self.seconds} s "
            f"({self.slowest}), {self.megabytes:.0f} MB; reached for {', '.join(self.reached[:3]) or 'nothing'}"
        )


def broken(whole: bytes, choose: random.Random) -> bytes:
    """One of a thousand ways in which a file is not what it should be."""
    data = whole
    for _ in range(choose.randint(1, 6)):
        at, length = int(choose.random() * len(data)), choose.randint(0, 40)
        new = choose.choice(NASTY) if choose.random() < 0.7 else choose.randbytes(choose.randint(0, 20))
        data = data[:at] + new + data[at + length :]
    if choose.random() < 0.15:
        data = data[: int(choose.random() * len(data))]
    return data * (2 if choose.random() < 0.05 else 1)


def broken_inside(name: str, whole: bytes, choose: random.Random) -> bytes:
    """The same of what a packed file has in it: the packing is as it should be."""
    if name == "a.warc.gz":
        return gzip.compress(broken(FILES["a.warc"](), choose))
    if name == "a.wacz":
        return making.wacz(gzip.compress(broken(FILES["a.warc"](), choose)))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        hit = choose.choice(["word/document.xml", choose.choice(old.namelist())])
        for part in old.namelist():
            new.writestr(part, broken(old.read(part), choose) if part == hit else old.read(part))
    return made.getvalue()


def built() -> dict[str, bytes]:
    """Files built to choke their reader."""
    bomb = making.bomb(120_000_000)
    laughing = LAUGHS + '<rss version="2.0"><channel><item><title>&a9;</title></item></channel></rss>'
    mails = {f"mail-{number}.eml": data for number, data in enumerate(MAILS.values())}
    return mails | {
        "bomb.warc.gz": bomb,
        "twice.warc.gz": gzip.compress(bomb),
        "bomb.wacz": making.wacz(bomb),
        "spaces.docx": docx_with(" " * 30_000_000),
        "deep.docx": docx_text("<w:p>" * 100_000),
        "deep.rss": making.rss("<item>" * 250_000),
        "deep.html": b"<div>" * 500_000 + "".join(making.WORDS).encode(),
        "deep.jsonl": b'{"text": ' + b"[" * 200_000 + b"\n",
        "laughs.rss": laughing.encode(),
        "laughs.html": laughing.encode(),
        "laughs.docx": docx_with(laughing),
        "claims.warc": FILES["a.warc"]().replace(b"Content-Length: ", b"Content-Length: 1073741824"),
        "claims.eml": _CLAIM + b"\r\n" + making.mail(),
        "claims.pdf": KINDS["a.pdf"]().replace(b"/Length ", b"/Length 1073741824"),
        "line.csv": b'text,url\n"' + b"a," * 3_000_000,
        "line.jsonl": b'{"text": "' + b"a" * 6_000_000,
        "line.txt": b"The bridge fell " * 12_000,
    }


def fill(folder: Path, kinds: Iterable[str], files: int, seed: int) -> None:
    """Writes so many broken files of each of these kinds into a new folder."""
    choose = random.Random(seed)
    folder.mkdir()
    for name in kinds:
        whole, (stem, _, end) = KINDS[name](), name.partition(".")
        for number in range(files):
            packed = name in PACKED and choose.random() < 0.8
            data = broken_inside(name, whole, choose) if packed else broken(whole, choose)
            (folder / f"{stem}-{number:05}.{end}").write_bytes(data)


def fill_built(folder: Path) -> None:
    """Writes those that are built to choke their reader."""
    folder.mkdir()
    for name, data in built().items():
        (folder / name).write_bytes(data)


def cost(folder: Path, record: Path) -> Cost:
    """What reading the folder costs, in a process of its own."""
    words = [sys.executable, "-B", "-m", "tests.intake.fuzzing", "read", str(folder), str(record)]
    record.parent.mkdir()
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stderr)
    return Cost(**json.loads(done.stdout))


def _read(folder: Path, path: Path) -> Cost:
    reached: list[str] = []
    reports = errors = 0
    slowest, seconds = "", 0.0
    with Record.open(path) as record:
        _warm(record, path.parent / "whole")
        sys.addaudithook(lambda event, words: look(event, words, path.parent, reached))
        began = monotonic()
        for added in record.add([str(folder)]):
            reports, errors = reports + (added.error is None), errors + (added.error is not None)
            took, began = monotonic() - began, monotonic()
            slowest, seconds = max((slowest, seconds), (added.path, took), key=lambda one: one[1])
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    files = sum(1 for _ in folder.iterdir())
    return Cost(files, reports, errors, Path(slowest).name, round(seconds, 2), round(most / 1024), reached)


def _warm(record: Record, folder: Path) -> None:
    """Reads one whole file of each kind: what khabar makes once is made, and libraries have looked at the machine, as
    urllib3 does for IPv6 and tempfile for a folder."""
    folder.mkdir()
    for name, make in KINDS.items():
        (folder / name).write_bytes(make())
    (folder / "arabic.txt").write_text("دخلت القوات المدينة صباح اليوم بعد معارك استمرت أسبوعا", encoding="utf-8")
    assert [added.path for added in record.add([str(folder)]) if added.error] == []


def look(event: str, words: tuple[Any, ...], allowed: Path, reached: list[str]) -> None:
    """Notes what one of Python's audit events reaches for outside this folder."""
    writes = event == "open" and isinstance(words[2], int) and words[2] & _WRITING and isinstance(words[0], str)
    if (writes or event in _CHANGING) and not str(words[0]).startswith((str(allowed), "/dev/null")):
        reached.append(f"{event} {words[0]}")
    elif event in _REACHING:
        reached.append(f"{event} {words[1:]}")


def main(words: list[str]) -> int:
    """Makes, reads and tells; gives the exit code: 1 where a bound does not hold."""
    if words[0] == "read":
        sys.stdout.write(json.dumps(asdict(_read(Path(words[1]), Path(words[2])))))
        return 0
    files, seed = int(words[0]), int((words[1:] or ["1"])[0])
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        for name in (*KINDS, "built"):
            folder = Path(place) / name
            if name in KINDS:
                fill(folder, [name], files, seed)
            else:
                fill_built(folder)
            told = cost(folder, Path(place) / f"record of {name}" / "khabar.db")
            held = told.seconds < SECONDS and told.megabytes < MEGABYTES and not told.reached
            wrong += not held
            sys.stdout.write(f"{name:10} {told}{'' if held else '  TOO MUCH'}\n")
            sys.stdout.flush()
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
