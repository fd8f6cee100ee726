"""Who is who, whom one believes, what is one event and which side of a conflict is right: as people decided it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.cli.newsroom import HELD, ISIS, PMF, QAIM, Report, readings
from tests.judging.conftest import Clock

from khabar.model import Claim, ClaimType, UsageError, When
from khabar.record import Reader, Record
from khabar.store import Filter, Store

CONTROL, NUMBER = readings()[0].claims
(RIVAL,) = readings()[1].claims
DAY = date(2017, 11, 7)
MERGED = {"into": "Popular Mobilization Forces"}


def ids(record: Record, **where: str) -> list[str]:
    return [c.id for c in record.claims(Filter(**where))]  # type: ignore[arg-type]


class TestMerged:
    def test_two_names_are_one_wherever_one_asks(self, record: Record) -> None:
        record.judge("merge", "Salim Raad", MERGED, "his nom de guerre", by="ann")

        assert ids(record, speaker="pmf") == ids(record, speaker="Salim Raad") == [CONTROL.id]
        assert record.subject("Salim Raad").ref.entity == "pmf"
        assert record.state("Salim Raad", on=DAY).name == "Popular Mobilization Forces"
        assert record.claim(CONTROL.id).chain.root.agent.text == "Salim Raad"
        assert "Salim Raad" not in {n.name for n in record.names()}
        (pmf,) = (n for n in record.names() if n.entity == "pmf")
        assert (pmf.mentions, pmf.documents) == (2, 1)

    def test_through_several_and_in_a_circle(self, record: Record) -> None:
        record.judge("merge", "Salim Raad", {"into": "a shopkeeper"}, by="ann")
        record.judge("merge", "a shopkeeper", MERGED, by="ann")
        assert {c.chain.root.agent.entity for c in record.claims(Filter(speaker="pmf"))} == {"pmf"}
        record.judge("merge", "pmf", {"into": "Salim Raad"}, by="bob")

        assert len({c.chain.root.agent for c in record.claims(Filter(speaker="pmf"))}) == 2
        assert len({c.chain.root.agent.name for c in record.claims(Filter(speaker="pmf"))}) == 1

    def test_a_split_takes_a_merge_back(self, record: Record) -> None:
        record.judge("merge", "Salim Raad", MERGED, by="ann")
        record.judge("split", "Salim Raad", {"from": "pmf"}, by="bob")

        assert ids(record, speaker="pmf") == []
        assert ids(record, speaker="Salim Raad") == [CONTROL.id]

    def test_of_two_pack_rows_the_ties_go_along(self, record: Record) -> None:
        record.judge("merge", "isis", MERGED, by="ann")

        assert set(ids(record, actor="pmf")) == {CONTROL.id, RIVAL.id}
        assert not any(r.entity == "isis" for c in record.claims() for r in c.subjects)
        assert len(record.state("al-Qaim", on=DAY).holdings) == 1


class TestInOneDocument:
    def test_a_name_means_somebody_else_there(self, record: Record) -> None:
        record.judge("merge", "IS", {**MERGED, "document": HELD.document().id[:9]}, by="ann")

        assert set(ids(record, actor="pmf")) == {CONTROL.id, RIVAL.id}
        assert ids(record, actor="isis") == []
        assert record.claim(RIVAL.id).subjects[0].text == "IS"

    def test_a_name_is_not_whom_the_machine_took_it_for(self, record: Record) -> None:
        record.judge("split", "IS", {"from": "isis", "document": HELD.document().id}, by="ann")

        assert ids(record, actor="isis") == []
        assert ids(record, actor="IS") == [RIVAL.id]
        assert record.claim(RIVAL.id).subjects[0].entity is None
        assert record.claim(RIVAL.id).subjects[0].name == "IS"

    def test_nor_anywhere(self, record: Record) -> None:
        record.judge("split", "IS", {"from": "Islamic State"}, by="ann")

        assert ids(record, actor="isis") == []
        assert record.subject("isis").ref.entity == "isis"


class TestGraded:
    def test_a_letter_stands_in_the_sum(self, record: Record) -> None:
        before = record.state("al-Qaim", on=DAY)
        record.judge("grade", "Salim Raad", {"letter": "e"}, "wrong three times", by="ann")
        after = record.state("al-Qaim", on=DAY)
        lines = [o for h in after.holdings if h.support for o in h.support.lines if o.root == "Salim Raad"]

        assert before != after
        assert {(o.grade, abs(o.log_odds)) for o in lines} == {("E", 0.1)}
        assert all("graded by a person" in o.what for o in lines)

    def test_whom_an_outlet_does_not_speak_for(self, record: Record) -> None:
        outlet = next(o for o in record.knowledge.outlets if len(o.speaks_for) == 1)
        (party,) = outlet.speaks_for
        value = {"speaks_for": party, "so": False}
        judgement = record.judge("grade", outlet.id, value, "it was sold", by="ann")

        def now() -> tuple[str, ...]:
            (found,) = (o for o in record.wise([]).outlets if o.id == outlet.id)
            return found.speaks_for

        assert now() == ()
        assert not any(
            (r.subject, r.object) == (outlet.id, party) and r.kind == "speaks_for" for r in record.wise([]).relations
        )
        record.judge("undo", judgement.id, by="ann")
        assert now() == (party,)
        record.judge("grade", outlet.id, {"speaks_for": "isis", "so": True}, by="ann")
        assert now() == (party, "isis")


def fight(day: int, hour: str) -> Report:
    return Report(
        f"Fighting\n\nThe PMF took al-Qaim on {day} November{hour}.\n",
        f"Courier {day}{hour}",
        When.on(date(2017, 11, day + 1)),
        f"wire/{day}{hour}.txt",
    )


FIGHTS = [fight(3, ""), fight(3, " at dawn"), fight(9, "")]


def taken(report: Report) -> Claim:
    day = 9 if "9 Nov" in report.text else 3
    return replace(
        report.claim(report.text.partition("\n\n")[2].strip(), ClaimType.CAPTURE),
        subjects=(PMF,),
        objects=(QAIM,),
        places=(QAIM,),
        event_time=When.on(date(2017, 11, day)),
    )


@pytest.fixture
def fights(tmp_path: Path, reader: Reader, clock: Clock) -> Iterator[Record]:
    store = Store.open(tmp_path / "fights.db", clock=clock)
    for report in FIGHTS:
        store.add(report.reading(taken(report)), report.text.encode())
    with Record(store, reader) as record:
        yield record


class TestEvents:
    def test_claims_of_two_events_and_of_one(self, fights: Record) -> None:
        one, same, later = map(taken, FIGHTS)
        assert sorted(len(e.claims) for e in fights.events()) == [1, 2]
        split = fights.judge("split", same.id, {"with": one.id[:9]}, by="ann")
        assert sorted(len(e.claims) for e in fights.events()) == [1, 1, 1]
        fights.judge("undo", split.id, by="ann")
        fights.judge("merge", later.id, {"with": one.id}, by="ann")

        (event,) = fights.events()
        assert {c.id for c in event.claims} == {one.id, same.id, later.id}
        with pytest.raises(UsageError, match="is one claim; give two"):
            fights.judge("merge", one.id, {"with": one.id}, by="ann")

    def test_what_was_joined_comes_along_from_elsewhere(self, fights: Record) -> None:
        one, _, later = map(taken, FIGHTS)
        fights.judge("merge", later.id, {"with": one.id}, by="ann")

        (event,) = fights.events(Filter(document=one.document))
        assert later.id in {c.id for c in event.claims}


class TestSettled:
    def test_the_other_side_does_not_count_and_the_conflict_stays(self, record: Record) -> None:
        record.judge("correct", RIVAL.id, {"event_time": "2017-11-03"}, by="ann")
        (conflict,) = record.conflicts()
        assert len(record.state("al-Qaim", on=DAY).holdings) == 2
        record.judge("settle", conflict.id, {"for": CONTROL.id}, "seen on the spot", by="ann")

        (settled,) = record.conflicts()
        assert settled.sides == conflict.sides
        assert settled.settle.startswith("settled by ann on 2024-05-01 for Salim Raad")
        assert settled.settle.endswith(": seen on the spot")
        (holding,) = record.state("al-Qaim", on=DAY).holdings
        assert holding.subject == PMF
        assert RIVAL.id in {c.id for c in record.claims(Filter(actor=ISIS.entity))}

    @pytest.mark.parametrize(("kind", "key"), [("merge", "into"), ("split", "from")])
    def test_a_name_that_a_report_does_not_have_is_refused_there(self, record: Record, kind: str, key: str) -> None:
        with pytest.raises(UsageError, match="names 'Nobody Such'; give the words of the report"):
            record.judge(kind, "Nobody Such", {key: "isis", "document": HELD.document().id}, by="ann")

    def test_what_is_no_conflict_cannot_be_settled(self, record: Record) -> None:
        with pytest.raises(
            UsageError,
            match="is in no conflict 'abc'; it is in none; see: khabar conflicts",
        ):
            record.judge("settle", "abc", {"for": CONTROL.id}, by="ann")


def test_a_note_is_kept_and_changes_no_answer(record: Record) -> None:
    before = record.state("al-Qaim", on=DAY)
    for target in (RIVAL.id[:5], HELD.document().id[:9], "al-Qaim"):
        record.judge("note", target, reason="ask the author", by="ann")

    assert record.state("al-Qaim", on=DAY) == before
    assert [j.target for j in record.judgements()] == [RIVAL.id, HELD.document().id, "al-qaim"]
