"""Near-copies from the added file to the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

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
    State,
    When,
    claim_id,
)
from khabar.record import Reader, Record
from khabar.store import Store

TOLD = "Riverside fighters hold the old mill above the town"
FILLING = " ".join(
    f"In the {n} street a shop was open and its owner, {w}, sold bread to whoever came by before the evening."
    for n, w in enumerate("amal basim carim dalia essam farid".split())
)


class Typist:
    """Reads a report as the one claim that all reports here make; the first line says whose word it is."""

    version = "typist 1"

    def read(self, document: Document) -> Reading:
        speaker, outlet, day = document.text.split("\n")[0].split(", ")
        start = document.text.index(TOLD)
        span = Span(start, start + len(TOLD))
        hops = [Hop(Ref(speaker, speaker), Role.SPEAKER, "said")] if speaker else []
        mill, fighters = Ref("Old Mill", "the old mill"), Ref("Riverside fighters", "Riverside fighters")
        published = When.on(date.fromisoformat(day))
        made = Claim(
            claim_id(document.id, span, ClaimType.CONTROL, Modality.ASSERTED, TOLD),
            document.id,
            span,
            TOLD,
            ClaimType.CONTROL,
            Modality.ASSERTED,
            Chain((*hops, Hop(Ref(outlet, outlet), Role.OUTLET))),
            (fighters,),
            (mill,),
            (mill,),
            reported=published,
        )
        return Reading(replace(document, outlet=outlet), self.version, published, claims=(made,))


REPORTS = {
    "first": f"Salim Raad, Eastern Wire, 2020-06-01\n{TOLD}. {FILLING}",
    "copy": f", Evening Post, 2020-06-03\n{TOLD}. {FILLING} That is all.",
    "late": f", Morning Star, 2020-08-01\n{TOLD}. {FILLING}",
    "other": f"Dina Haddad, Herald, 2020-06-02\nPeople who came down the road say so. {TOLD}. The wheel stands still.",
}


@pytest.fixture(autouse=True)
def _typist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "way", property(lambda self: Typist()))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(["world"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return tmp_path


def added(folder: Path, names: Sequence[str], reader: Reader) -> Iterator[Record]:
    where = folder / f"{' '.join(names)}.db"
    with Record(Store.open(where, clock=lambda: datetime(2024, 1, 1, tzinfo=UTC)), reader) as record:
        for name in names:
            assert [a.error for a in record.add([str(folder / f"{name}.txt")])] == [None]
        yield record


def asked(record: Record, known_by: date | None = None) -> State:
    return record.state("Old Mill", on=date(2020, 8, 2), known_by=known_by or date(2024, 1, 1))


def id_of(name: str) -> str:
    return sha256(REPORTS[name].encode()).hexdigest()


def test_a_copy_gives_no_root_and_freshens_nothing(folder: Path, reader: Reader) -> None:
    for record in added(folder, ["first", "copy", "late"], reader):
        (holding,) = asked(record).holdings
        assert holding.roots == ("Salim Raad",)
        assert [e.counts for e in holding.evidence] == [True, False, False]
        assert "1 June 2020" in holding.words
        said = [s for section in record.brief("Old Mill", on=date(2020, 8, 2)).sections for s in section.sentences]
        assert not any("Evening Post" in words for words, _ in said)


def test_the_answer_is_the_same_whatever_the_order_of_adding(folder: Path, reader: Reader) -> None:
    answers = {repr(asked(record)) for order in permutations(REPORTS) for record in added(folder, order, reader)}
    assert len(answers) == 1


def test_what_was_known_by_a_day_is_unmoved_by_later_reports(folder: Path, reader: Reader) -> None:
    day = date(2020, 6, 10)
    (then,) = (asked(r, day) for r in added(folder, ["late", "copy", "first"], reader))
    (alone,) = (asked(r, day) for r in added(folder, ["copy", "first"], reader))
    assert then == alone


def test_each_copy_is_told_when_it_is_added(folder: Path, reader: Reader) -> None:
    for record in added(folder, ["first", "other"], reader):
        (late,) = record.add([str(folder / "late.txt")])
        assert late.copy_of is not None
        assert (late.copy_of.document, late.copy_of.other) == (id_of("late"), id_of("first"))
        assert set(record.originals()) == {id_of("late")}


def test_the_tree_of_a_copy_starts_with_the_first_speaker(folder: Path, reader: Reader) -> None:
    for record in added(folder, ["copy", "other", "first"], reader):
        (copy,) = (c for c in record.claims() if c.document == id_of("copy"))
        found = record.spread(copy)
        assert (found.reports, [t.root.name for t in found.trunks]) == (3, ["Salim Raad", "Dina Haddad"])


def test_a_copy_is_in_no_column_once_its_original_is_out(folder: Path, reader: Reader) -> None:
    for record in added(folder, ["copy", "other", "first"], reader):
        ids = {c.document: c.id for c in record.claims()}
        assert record.columns()["claims"]["id"] == sorted([ids[id_of("first")], ids[id_of("other")]])
