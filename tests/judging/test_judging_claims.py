"""What a person decides of a claim: accepted, rejected, corrected; signed, undone; never losing what was read."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cli.newsroom import PMF, TAKEN, readings
from tests.judging.conftest import Clock

from khabar.model import ClaimType, Modality, Standing, UsageError, When
from khabar.record import Reader, Record
from khabar.store import Filter

CONTROL, NUMBER = readings()[0].claims
(RIVAL,) = readings()[1].claims
(PLAN,) = readings()[2].claims
DAY = date(2017, 11, 7)


def ids(record: Record, where: Filter = Filter(), **more: bool) -> list[str]:  # noqa: B008
    return [c.id for c in record.claims(where, **more)]


class TestRejected:
    def test_it_does_not_count_and_is_shown_on_request(self, record: Record) -> None:
        before = ids(record)
        record.judge("reject", RIVAL.id[:6], reason="a headline, not a report", by="ann")

        assert ids(record) == [i for i in before if i != RIVAL.id]
        assert ids(record, rejected=True) == before
        review = record.claim(RIVAL.id).review
        assert review is not None
        assert (review.verdict, review.by, review.reason) == ("rejected", "ann", "a headline, not a report")

    def test_a_state_stands_on_what_is_left(self, record: Record) -> None:
        assert {h.standing for h in record.state("al-Qaim", on=DAY).holdings} == {Standing.CONTESTED}
        record.judge("reject", RIVAL.id, by="ann")
        (holding,) = record.state("al-Qaim", on=DAY).holdings

        assert (holding.subject.entity, holding.standing) == ("pmf", Standing.HELD)

    def test_conflicts_and_briefs_go_without_it(self, record: Record) -> None:
        assert not record.conflicts()
        record.judge("correct", RIVAL.id, {"event_time": "2017-11-03"}, by="ann")
        (found,) = record.conflicts("al-Qaim")
        assert record.conflicts() == (found,)
        assert record.rivals(record.claim(CONTROL.id)) == (found,)
        record.judge("reject", RIVAL.id, by="ann")

        assert not record.conflicts("al-Qaim")
        assert not record.conflicts()
        assert RIVAL.id not in record.brief("al-Qaim", on=DAY).claims()


class TestCorrected:
    def test_it_carries_what_the_machine_read_and_what_the_person_did(self, record: Record) -> None:
        record.judge(
            "correct", RIVAL.id, {"type": "withdrawal", "subjects": ["PMF"], "event_time": "2017-11"}, by="ann"
        )
        claim = record.claim(RIVAL.id)

        assert (claim.type, claim.subjects[0].entity) == (ClaimType.WITHDRAWAL, "pmf")
        assert claim.event_time == When(date(2017, 11, 1), date(2017, 11, 30), text="2017-11")
        assert claim.review is not None
        assert claim.review.changed == ("type", "subjects", "event_time")
        assert claim.review.machine == RIVAL
        assert record.store.claim(RIVAL.id) == RIVAL

    def test_it_is_found_by_what_it_is_now(self, record: Record) -> None:
        record.judge("correct", RIVAL.id, {"subject": "Popular Mobilization Forces", "type": "attack"}, by="ann")

        assert RIVAL.id in ids(record, Filter(actor="pmf"))
        assert RIVAL.id not in ids(record, Filter(actor="isis"))
        assert ids(record, Filter(types=frozenset({ClaimType.ATTACK}))) == [RIVAL.id]
        assert RIVAL.id not in ids(record, Filter(types=frozenset({ClaimType.CONTROL})))
        assert ids(record, Filter(reported_by=date(2017, 11, 5), actor="pmf")) == [CONTROL.id]

    def test_it_keeps_its_place_among_the_others(self, record: Record) -> None:
        before = ids(record)
        for claim in (CONTROL, RIVAL, PLAN):
            record.judge("correct", claim.id, {"modality": "rumoured"}, by="ann")

        assert ids(record) == before
        assert ids(record, Filter(limit=2)) == before[:2]

    def test_a_span_is_given_by_its_words(self, record: Record) -> None:
        record.judge("correct", NUMBER.id, {"quote": "About 300 fighters stand in the town."}, by="ann")
        claim = record.claim(NUMBER.id)

        assert claim.quote == "About 300 fighters stand in the town."
        assert claim.span.of(TAKEN.text) == claim.quote
        assert claim.prefix.endswith("said on Friday. ")
        assert ids(record, Filter(text='"in the town"')) == [NUMBER.id]

    def test_the_speaker_and_the_numbers(self, record: Record) -> None:
        number = {"value": 30, "unit": "fighter", "of": "town"}
        record.judge("correct", NUMBER.id, {"speaker": "Salim Raad", "quantities": [number]}, by="ann")
        claim = record.claim(NUMBER.id)

        assert str(claim.chain) == "Salim Raad ← Riverside Gazette"
        assert [q.value for q in claim.quantities] == [30]
        assert NUMBER.id in ids(record, Filter(speaker="salim raad"))

    def test_another_correction_adds_to_the_first_and_an_acceptance_ends_it(self, record: Record) -> None:
        record.judge("correct", RIVAL.id, {"type": "attack"}, by="ann")
        record.judge("correct", RIVAL.id, {"modality": "rumoured"}, by="ann")
        assert record.claim(RIVAL.id).type is ClaimType.ATTACK
        assert record.claim(RIVAL.id).modality is Modality.RUMOURED
        record.judge("accept", RIVAL.id, by="ann")

        assert record.claim(RIVAL.id).type is ClaimType.CONTROL
        review = record.claim(RIVAL.id).review
        assert review is not None
        assert (review.verdict, review.machine) == ("accepted", None)


class TestUndo:
    def test_the_former_answer_comes_back(self, record: Record) -> None:
        before = record.state("al-Qaim", on=DAY)
        judgement = record.judge("reject", RIVAL.id, by="ann")
        assert record.state("al-Qaim", on=DAY) != before
        undo = record.judge("undo", judgement.id[:8], by="ann")
        assert record.state("al-Qaim", on=DAY) == before
        record.judge("undo", undo.id, by="ann")

        assert RIVAL.id not in ids(record)
        assert [j.kind for j in record.judgements()] == ["reject", "undo", "undo"]

    def test_nobody_undoes_what_another_decided(self, record: Record) -> None:
        judgement = record.judge("reject", RIVAL.id, by="ann")

        with pytest.raises(UsageError, match="is ann's, and only they can undo it; to disagree, say otherwise"):
            record.judge("undo", judgement.id, by="bob")


class TestTwoPersons:
    def test_the_latest_word_is_applied_and_the_other_kept(self, record: Record) -> None:
        record.judge("reject", RIVAL.id, by="ann")
        record.judge("accept", RIVAL.id, by="bob")
        review = record.claim(RIVAL.id).review

        assert review is not None
        assert (review.verdict, review.by, review.others) == ("accepted", "bob", ("ann",))

    def test_an_order_goes_before_the_clock(self, record: Record, reader: Reader) -> None:
        record.judge("reject", RIVAL.id, by="ann")
        record.judge("accept", RIVAL.id, by="bob")
        led = Record(record.store, reader, reviewers=["ann"])

        assert RIVAL.id not in ids(led)


def test_a_past_record_is_unmoved_by_later_judgements(record: Record, clock: Clock) -> None:
    then = clock.now
    before = record.state("al-Qaim", on=DAY, recorded_by=then)
    record.judge("reject", RIVAL.id, by="ann")
    record.judge("correct", CONTROL.id, {"subjects": ["Islamic State"]}, by="ann")

    assert record.state("al-Qaim", on=DAY, recorded_by=then) == before
    assert RIVAL.id in ids(record, Filter(recorded_by=then))
    assert ids(record, Filter(recorded_by=then, actor=PMF.entity)) == [CONTROL.id]


def test_to_say_again_what_one_said_last_adds_nothing(record: Record) -> None:
    first = record.judge("accept", RIVAL.id, by="ann")

    assert record.judge("accept", RIVAL.id, by="ann") == first
    assert record.judge("accept", RIVAL.id, by="bob") != first
    assert len(list(record.judgements())) == 2
    record.judge("reject", RIVAL.id, by="ann")
    assert record.judge("accept", RIVAL.id, by="ann") != first


def test_progress_counts_claims_and_documents(record: Record) -> None:
    record.judge("accept", CONTROL.id, by="ann")
    found = record.progress()
    assert (found.documents, found.read, found.claims, found.judged, found.accepted) == (3, 0, 4, 1, 1)
    record.judge("reject", NUMBER.id, by="bob")

    assert (record.progress().read, record.progress().rejected) == (1, 1)
    assert record.progress("bob").judged == 1


@pytest.mark.parametrize(
    ("kind", "target", "value", "says"),
    [
        ("bless", "x", {}, "there is no judgement 'bless'; give one of accept, reject"),
        ("accept", "zzz", {}, "no claim 'zzz'"),
        ("accept", RIVAL.id, {"type": "attack"}, "has no field 'type'; it takes none"),
        ("correct", RIVAL.id, {}, "nothing to correct; give some of span, type"),
        ("correct", RIVAL.id, {"type": "war"}, "'war' is none of control, capture"),
        ("correct", RIVAL.id, {"colour": "red"}, "has no field 'colour'"),
        ("correct", RIVAL.id, {"span": [5, 2]}, "start before end"),
        ("correct", RIVAL.id, {"span": [0, 10_000]}, "the span ends at 10000, but the report at"),
        ("correct", RIVAL.id, {"quote": "never said"}, "the report does not say 'never said'"),
        ("correct", RIVAL.id, {"event_time": "soon"}, "not a date: 'soon'; give YYYY"),
        ("correct", RIVAL.id, {"event_time": "2018/2017"}, "ends before it starts"),
        ("correct", RIVAL.id, {"quantities": [{"value": float("nan"), "unit": "man"}]}, "value is a number, not nan"),
        ("correct", RIVAL.id, {"subject": "A", "subjects": ["B"]}, "given twice"),
        ("correct", RIVAL.id, {"chain": []}, "at least the publishing outlet"),
        ("grade", "pmf", {"letter": "G"}, "a letter from A"),
        ("merge", "pmf", {}, "say into what"),
        ("merge", "pmf", {"into": "PMF"}, "are one already"),
        ("note", RIVAL.id, {}, "a note has words"),
        ("undo", "zzz", {}, "no judgement 'zzz'"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(
    record: Record, kind: str, target: str, value: dict[str, object], says: str
) -> None:
    with pytest.raises(UsageError, match=says.replace("(", r"\(")):
        record.judge(kind, target, value, by="ann")
    assert not list(record.judgements())


def test_a_judgement_is_signed(record: Record) -> None:
    with pytest.raises(UsageError, match="say who decides"):
        record.judge("accept", RIVAL.id, by=" ")
