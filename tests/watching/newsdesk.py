"""Reports written as the claims that they make, a reader for them, and a clock that waiting moves on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from khabar.adding import Added
from khabar.intake import Asked
from khabar.model import (
    Chain,
    Claim,
    ClaimType,
    Document,
    DocumentError,
    Hop,
    Modality,
    Quantity,
    Reading,
    Ref,
    Role,
    Span,
    When,
    claim_id,
    parse_edtf,
)
from khabar.record import Reader, Record
from khabar.watching import Clock, Row, Watch

NAMES = ("Old Mill", "Red Front")


def report(outlet: str, day: str, *claims: str) -> str:
    """A report; each claim is `speaker | type | modality | who | what | when | number of what`."""
    return "\n".join([f"{outlet}, {day}", "", *claims])


class ByLine:
    """Reads such reports. Raises `DocumentError` where one says UNREADABLE; BUG is a bug."""

    version = "by line 1"

    def read(self, document: Document) -> Reading:
        if "UNREADABLE" in document.text:
            raise DocumentError(document.path, "nobody can read this")
        if "BUG" in document.text:
            raise ZeroDivisionError("counted to none")
        lines = [line.strip() for line in document.text.split("\n")]
        outlet, _, day = next(line for line in lines if ", 20" in line).partition(", ")
        published = When.on(date.fromisoformat(day))
        claims = tuple(_claim(line, document, outlet, published) for line in lines if line.count("|") == 6)
        return Reading(document, self.version, published, claims=claims)


def _claim(line: str, document: Document, outlet: str, published: When) -> Claim:
    speaker, sort, modality, who, what, happened, number = (part.strip() for part in line.split("|"))
    start = document.text.index(line)
    span = Span(start, start + len(line))
    hops = [Hop(Ref(speaker, speaker), Role.SPEAKER, "said")] if speaker else []
    value, _, of = number.partition(" ")
    return Claim(
        claim_id(document.id, span, ClaimType(sort), Modality(modality), line),
        document.id,
        span,
        line,
        ClaimType(sort),
        Modality(modality),
        Chain((*hops, Hop(Ref(outlet, outlet), Role.OUTLET))),
        (_ref(who),) if who else (),
        (_ref(what),) if what else (),
        event_time=parse_edtf(happened) if happened else None,
        reported=published,
        quantities=(Quantity(float(value), of.split()[0], of),) if number else (),
        reader=ByLine.version,
    )


def _ref(name: str) -> Ref:
    return Ref(name, name, f"name:{name.casefold()}")


@dataclass
class Time:
    """A clock: every look at it is a second later, and waiting moves it on."""

    at: datetime = datetime(2024, 5, 10, 8, tzinfo=UTC)
    waits: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += timedelta(seconds=seconds)


class Desk:
    """A record of the test's own, watched; `time` goes on from one watch to the next."""

    def __init__(self, folder: Path) -> None:
        self.time = Time()
        self.path = folder / "record.db"
        self.folder = folder / "in"
        self.folder.mkdir()
        self._reader = Reader(["iraq-syria"])

    def write(self, name: str, *lines: str) -> Path:
        """A report `OUTLET, DAY` and its claims, as a file in the folder that is watched."""
        outlet, day = lines[0].split(", ")
        path = self.folder / name
        path.write_text(report(outlet, day, *lines[1:]))
        return path

    def open(self) -> Record:
        return Record.open(self.path, reader=self._reader, clock=self.time.now)

    def watch(self, record: Record, *sources: str, names: tuple[str, ...] = NAMES, **more: Any) -> Watch:
        clock = Clock(self.time.now, self.time.wait)
        return Watch(record, sources or (str(self.folder),), names, clock=clock, **more)

    def round(self, *sources: str, names: tuple[str, ...] = NAMES, asked: Asked = Asked()) -> list[Row | Added]:  # noqa: B008
        """A round by a watch that was started for it: as after a restart."""
        with self.open() as record:
            return list(self.watch(record, *sources, names=names, asked=asked).round())

    def news(self, *sources: str, names: tuple[str, ...] = NAMES) -> list[tuple[str, str]]:
        """The kind and the words of what such a round tells."""
        return told(self.round(*sources, names=names))


def told(found: list[Row | Added]) -> list[tuple[str, str]]:
    return [(one["kind"], one["words"]) for one in found if isinstance(one, dict)]


def errors(found: list[Row | Added]) -> list[str]:
    return [str(one.error) for one in found if isinstance(one, Added) and one.error]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(Reader, "way", property(lambda self: ByLine()))
    return Desk(tmp_path)
