"""A small newsroom: documents, claims and readings to keep, and a clock that a test sets."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from tests.server import Server

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
from khabar.store import Store

Where = Path | str
"""A file, or the address of a database."""


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


def document_of(text: str, path: str = "report.txt") -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), path, text, title=text.split(".")[0])


def claim_of(document: Document, quote: str, **more: object) -> Claim:
    """A claim with these words; `more` are fields, or `speaker` for the first link of the chain."""
    start = document.text.index(quote)
    span = Span(start, start + len(quote))
    outlet = Hop(Ref("River Post", "River Post", "river-post"), Role.OUTLET)
    speaker = more.pop("speaker", None)
    hops = (Hop(speaker, Role.SPEAKER, "said"), outlet) if isinstance(speaker, Ref) else (outlet,)
    kind = ClaimType(str(more.pop("type", "control")))
    fields = {"modality": Modality.ASSERTED, "chain": Chain(hops), "reader": "rules 1", **more}
    words = f"{more.get('subjects')} {more.get('places')}"
    id_ = claim_id(document.id, span, kind, Modality.ASSERTED, words)
    return Claim(id_, document.id, span, quote, kind, **fields)  # type: ignore[arg-type]


def reading_of(document: Document, *claims: Claim, day: date | None = None, **more: object) -> Reading:
    published = When.on(day) if day else When()
    fields = {"reader": "rules 1", "published": published, "claims": claims, **more}
    return Reading(document, **fields)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """The whole suite runs on both, but for what is marked `on_file`."""
    return str(request.param)


on_file = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def place(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], Where]]:
    """Makes a place for one more record."""
    if engine == "sqlite":
        yield (tmp_path / f"{name}.db" for name in count(1)).__next__
        return
    server: Server = request.getfixturevalue("server")
    made: list[str] = []

    def new() -> str:
        made.append(server.make())
        return server.url(made[-1])

    yield new
    for name in made:
        server.drop(name)


@pytest.fixture
def path(engine: str, tmp_path: Path, place: Callable[[], Where]) -> Where:
    return tmp_path / "khabar.db" if engine == "sqlite" else place()


@pytest.fixture
def store(path: Where, clock: Clock) -> Iterator[Store]:
    with Store.open(path, clock=clock) as opened:
        yield opened


@pytest.fixture
def a_document() -> Callable[..., Document]:
    return document_of


@pytest.fixture
def a_claim() -> Callable[..., Claim]:
    return claim_of


@pytest.fixture
def a_reading() -> Callable[..., Reading]:
    return reading_of


ARMY = Ref("Northern Army", "the army", "xx-army")
MILITIA = Ref("Valley Guard", "the Valley Guard", None)
BRIDGE = Ref("Zarqa Bridge", "the bridge", "xx-zarqa-bridge")
TOWN = Ref("al-Wādi", "Wadi", None)
COLONEL = Ref("Samir Haddad", "Col. Haddad", "xx-haddad")


@pytest.fixture
def three_reports(store: Store) -> Store:
    """A record of three reports: of May 3, of May 1, and undated."""
    late = document_of("The army holds the bridge. The Valley Guard denied a retreat from Wadi.", "late.txt")
    early = document_of("Col. Haddad said the army would hand the bridge to engineers 🙂 soon.", "early.txt")
    undated = document_of("Café owners in Wadi saw the Valley Guard's trucks.", "undated.txt")
    holds = claim_of(late, "The army holds the bridge", subjects=(ARMY,), places=(BRIDGE,))
    denied = claim_of(
        late,
        "The Valley Guard denied a retreat from Wadi",
        subjects=(MILITIA,),
        places=(TOWN,),
        type="withdrawal",
        modality=Modality.DENIED,
        speaker=MILITIA,
    )
    plan = claim_of(
        early,
        "the army would hand the bridge to engineers",
        subjects=(ARMY,),
        objects=(BRIDGE,),
        type="handover",
        modality=Modality.PLANNED,
        speaker=COLONEL,
    )
    trucks = claim_of(undated, "the Valley Guard's trucks", subjects=(MILITIA,), places=(TOWN,), type="movement")
    store.add(reading_of(late, holds, denied, day=date(2024, 5, 3)), b"late")
    store.add(reading_of(early, plan, day=date(2024, 5, 1)), b"early")
    store.add(reading_of(undated, trucks), b"undated")
    return store
