"""A report read anew by a better reader: what a person decided of it is never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.cli.newsroom import HELD, readings

from khabar.model import Claim, ClaimType, Modality, Reading, claim_id
from khabar.record import Record
from khabar.store import Filter

(RIVAL,) = readings()[1].claims


def anew(record: Record, *claims: Claim, reader: str = "better 2") -> None:
    reading = Reading(HELD.document(), reader, HELD.published, claims=claims)
    assert record.store.add(reading, HELD.text.encode())


def wider(of_type: ClaimType = ClaimType.CONTROL) -> Claim:
    words = "IS fighters hold al-Qaim, a shopkeeper said"
    span = HELD.span(words)
    id_ = claim_id(RIVAL.document, span, of_type, Modality.ASSERTED, words)
    return replace(RIVAL, id=id_, span=span, quote=words, type=of_type)


def of_report(record: Record) -> list[str]:
    return [c.id for c in record.claims(Filter(document=RIVAL.document))]


def test_where_the_words_stay_the_decision_stays(record: Record) -> None:
    record.judge("reject", RIVAL.id, by="ann")
    anew(record, RIVAL)

    assert of_report(record) == []


def test_it_goes_to_the_claim_with_most_of_the_words_and_its_type(record: Record) -> None:
    record.judge("correct", RIVAL.id, {"subjects": ["PMF"]}, by="ann")
    anew(record, wider(), wider(ClaimType.ATTACK))

    found = {c.id: c for c in record.claims(Filter(document=RIVAL.document))}
    assert found.keys() == {wider().id, wider(ClaimType.ATTACK).id}
    assert found[wider().id].subjects[0].entity == "pmf"
    assert found[wider().id].review is not None
    assert found[wider(ClaimType.ATTACK).id].review is None
    assert record.progress().orphaned == 0
    assert record.judged().placed.moved == {RIVAL.id: wider().id}
    assert record.claim(RIVAL.id).subjects[0].entity == "pmf"


def test_a_word_on_the_new_claim_goes_before_one_on_the_old(record: Record) -> None:
    record.judge("reject", RIVAL.id, by="ann")
    anew(record, wider())
    assert of_report(record) == []
    record.judge("accept", wider().id, by="ann")

    assert of_report(record) == [wider().id]


def test_what_was_accepted_stays_where_the_new_reader_does_not_find_it(record: Record) -> None:
    record.judge("accept", RIVAL.id, by="ann")
    anew(record, wider(ClaimType.ATTACK))

    assert set(of_report(record)) == {RIVAL.id, wider(ClaimType.ATTACK).id}
    assert RIVAL.id in {c.id for c in record.claims(Filter(actor="isis"))}
    assert record.progress().orphaned == 1
    state = record.state("al-Qaim", on=date(2017, 11, 7))
    assert RIVAL.id in {e.claim.id for h in state.holdings for e in h.evidence}


def test_what_was_rejected_and_is_gone_stays_gone(record: Record) -> None:
    record.judge("reject", RIVAL.id, by="ann")
    anew(record, wider(ClaimType.ATTACK))

    assert of_report(record) == [wider(ClaimType.ATTACK).id]
    assert record.progress().orphaned == 1


def test_a_claim_corrected_in_its_type_is_found_under_either(record: Record) -> None:
    record.judge("correct", RIVAL.id, {"type": "attack"}, by="ann")
    anew(record, wider(ClaimType.ATTACK))

    assert of_report(record) == [wider(ClaimType.ATTACK).id]
    assert record.progress().orphaned == 0


def test_the_past_has_the_reading_and_the_decisions_of_its_time(record: Record) -> None:
    record.judge("correct", RIVAL.id, {"subjects": ["PMF"]}, by="ann")
    then = record.store.now()
    anew(record, wider())

    (claim,) = record.claims(Filter(document=RIVAL.document, recorded_by=then))
    assert (claim.id, claim.subjects[0].entity) == (RIVAL.id, "pmf")
