"""Reports of all kinds, a reader of them that needs no model, and what a record says in the end, byte for byte."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from unittest.mock import patch

from tests.cli.conftest import ByHand

from khabar.batch import Asked, Item, Stated, add_many
from khabar.batch.work import packed, row
from khabar.engines import Crew, Engine, Work
from khabar.model import Document, Reading
from khabar.record import Reader, Record

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
MANY = 40
"""Reports in files of their own; with the others, four shards."""
_FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Daily</title><description>d</description>
{}</channel></rss>"""
_ENTRY = "<item><title>Gate {0}</title><link>http://daily.example/{0}</link><content:encoded>&lt;p&gt;Shut.&lt;/p&gt;&lt;p&gt;{1}&lt;/p&gt;</content:encoded></item>"


def newsstand(folder: Path) -> Path:
    """Short reports with near-copies, one twice, a feed, and files that cannot be read."""
    folder.mkdir()
    for number in range(MANY):
        town = f"Town {number % (MANY - 5)}"  # the last five are near-copies
        text = f"{town} changes hands\n\nThe river guard holds the bridge of {town}, the mill and the long road that "
        text += f"goes from there to quarry {number % (MANY - 5) + 3}, as witnesses told our paper late on Sunday.\n"
        (folder / f"{number:02}.txt").write_text(text + "More follows.\n" * (number >= MANY - 5))
    (folder / "05b.txt").write_bytes((folder / "05.txt").read_bytes())
    (folder / "06b.txt").write_bytes(b"\0\1\2" * 99)
    (folder / "07b.txt").write_text("Odd\n\nUNREADABLE\n")
    (folder / "08b.txt").write_text("Odd\n\nBUG\n")
    entries = [_ENTRY.format(n, f"The gate of Lake {n} was shut by the guard on Monday. " * 9) for n in range(4)]
    (folder / "09b.xml").write_text(_FEED.format("".join(entries)))
    return folder


class ByHandOrNotAtAll(ByHand):
    """Dies over a text that says FATAL, and never ends one that says ENDLESS; over LATER once, and not again."""

    def read(self, document: Document) -> Reading:
        """As `ByHand.read`."""
        if "FATAL" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "ENDLESS" in document.text:
            re.match(r"(a+)+$", "a" * 50 + "b")
        once = Path(f"{document.path}.once")
        if "LATER" in document.text and not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(document)


@dataclass(frozen=True)
class HandWork:
    """Reading by hand, wherever it is done."""

    name: str
    stated: Stated

    def start(self) -> Callable[[Sequence[Item]], bytes]:
        """Nothing needs to be loaded."""
        return partial(_shard, self.stated)


def _shard(stated: Stated, items: Sequence[Item]) -> bytes:
    return packed([row(item, ByHandOrNotAtAll(), stated) for item in items])


class Hands:
    """An engine whose workers read by hand; `hired` is how often there were any, `shards` what they were given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.given = 0

    @contextmanager
    def hire(self, work: Work) -> Iterator[Crew]:
        """See `Engine.hire`."""
        with self._engine.hire(HandWork(work.name, getattr(work, "stated", Stated()))) as crew:
            yield _Counting(crew, self)  # type: ignore[misc]


class _Counting:
    def __init__(self, crew: Crew, hands: Hands) -> None:
        self._crew = crew
        self._hands = hands

    def __getattr__(self, name: str) -> object:
        self._hands.given += name == "give"
        return getattr(self._crew, name)


def by_hand() -> AbstractContextManager[object]:
    """While this is entered, this process reads by hand, too."""
    return patch.object(Reader, "way", property(lambda self: ByHand()))


def opened(path: Path) -> Record:
    """The record, on a day that never ends."""
    return Record.open(path, reader=Reader(["iraq-syria"], today=lambda: NOON.date()), clock=lambda: NOON)


def add(path: Path, sources: Sequence[str | Path], engine: Engine, *, most: int | None = None) -> list[str]:
    """Adds by hand; gives what became of each. Breaks off after `most` of them, as if it was killed."""
    said: list[str] = []
    with by_hand(), opened(path) as record:
        results = add_many(record, Asked(tuple(map(str, sources)), by="Mona Saleh"), engine)
        for added in results:
            said.append(f"{Path(added.path).name}: {added.error.why if added.error else (added.claims, added.new)}")
            if most is not None and len(said) >= most:
                break
        results.close()  # type: ignore[attr-defined]
    return said


def dump(path: Path, without: Sequence[str] = ()) -> list[str]:
    """Every row of every table, without columns of these names."""
    with closing(sqlite3.connect(path)) as link:
        tables = [name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        lines = []
        for table in tables:
            columns = [c for _, c, *_ in link.execute(f"PRAGMA table_info('{table}')") if c not in without]
            listed = ", ".join(f'"{c}"' for c in columns)
            lines += [f"{table} {one!r}" for one in link.execute(f"SELECT {listed} FROM '{table}'")]
        return lines


def whole(path: Path) -> bytes:
    """The record's file, as it is when all that was deleted or moved in it is forgotten."""
    clean = path.with_suffix(".clean")
    clean.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as link:
        link.execute(f"VACUUM INTO '{clean}'")
    return clean.read_bytes()
