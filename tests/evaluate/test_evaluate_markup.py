"""Labels between the lines of a report become spans of its text, and what cannot be read is told and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.evaluate.markup import parse
from khabar.model import ClaimType, Kind, Modality

REPORT = """outlet: Meridian Wire
published: 2019-03-10
register: wire
conflict: salt-coast
person: Daro Imsel; Col. Daro Imsel
armed_group: Third Lancers; Lancers
outlet_name: state radio
facility: Tomb Gate
---
~ Lancers leave Tomb Gate

Six companies of the Third Lancers left Tomb Gate on Saturday, Col. Daro Imsel said, according to state radio.
  say Col. Daro Imsel = Daro Imsel | said | Six companies of the Third Lancers left Tomb Gate on Saturday
  say state radio | according to | Six companies of the Third Lancers left Tomb Gate on Saturday, Col. Daro Imsel said
  claim withdrawal asserted | Six companies of the Third Lancers left Tomb Gate on Saturday | by left | subject Six companies of the Third Lancers = Third Lancers | place Tomb Gate | time on Saturday = 2019-03-09 | number Six companies = ~6 company of Third Lancers
They will be back.
  carried Daro Imsel
  claim movement planned | They will be back | by back | subject They = Third Lancers
"""


def report(old: str = "", new: str = ""):  # type: ignore[no-untyped-def]
    return parse(REPORT.replace(old, new) if old else REPORT, "r")


def test_the_text_is_what_is_left_without_labels() -> None:
    read = report()
    assert read.text.startswith("Lancers leave Tomb Gate\n\nSix companies of the Third Lancers left")
    assert read.text.endswith("according to state radio. They will be back.")
    assert [s.of(read.text) for s in read.furniture] == ["Lancers leave Tomb Gate"]
    assert len(read.sentences) == 2
    assert not read.problems


def test_a_claim_has_its_words_roles_and_numbers() -> None:
    read = report()
    claim = read.claims[0]
    assert (claim.type, claim.modality) == (ClaimType.WITHDRAWAL, Modality.ASSERTED)
    assert claim.trigger.of(read.text) == "left"
    assert [(r.span and r.span.of(read.text), r.name) for r in (*claim.subjects, *claim.places)] == [
        ("Six companies of the Third Lancers", "Third Lancers"),
        ("Tomb Gate", "Tomb Gate"),
    ]
    assert claim.time is not None
    assert (claim.time.earliest, claim.time.latest) == ("2019-03-09", "2019-03-09")
    (number,) = claim.quantities
    assert (number.value, number.unit, number.of, number.approx) == (6.0, "company", "Third Lancers", True)


def test_the_chain_follows_from_what_is_said_around_the_trigger() -> None:
    first, second = report().claims
    assert first.chain == ("Daro Imsel", "state radio", "Meridian Wire")
    assert second.chain == ("Daro Imsel", "Meridian Wire")
    assert (first.carried, second.carried) == (False, True)


def test_every_name_is_found_wherever_it_stands() -> None:
    read = report()
    assert [(m.span.of(read.text), m.kind) for m in read.mentions] == [
        ("Lancers", Kind.ARMED_GROUP),
        ("Tomb Gate", Kind.FACILITY),
        ("Third Lancers", Kind.ARMED_GROUP),
        ("Tomb Gate", Kind.FACILITY),
        ("Col. Daro Imsel", Kind.PERSON),
        ("state radio", Kind.OUTLET),
    ]


def test_an_attribution_in_parts_and_one_without_a_source() -> None:
    text = """outlet: A
---
The gate, it is said, was open.
  say - | it is said | The gate ... was open
"""
    read = parse(text, "r")
    (said,) = read.attributions
    assert said.source == ()
    assert [s.of(read.text) for s in said.content] == ["The gate", "was open"]


def test_the_second_of_the_same_words() -> None:
    text = """outlet: A
---
The road crosses the road.
  claim movement asserted | The road crosses the road | by crosses | object road@2
"""
    claim = parse(text, "r").claims[0]
    assert claim.objects[0].span is not None
    assert claim.objects[0].span.start == 21
    assert claim.objects[0].name == "road"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("withdrawal asserted", "retreat asserted", "claim takes TYPE MODALITY, not 'retreat asserted'"),
        ("withdrawal asserted", "withdrawal sure", "claim takes TYPE MODALITY"),
        ("by left", "by fled", "'fled' does not stand 1 times"),
        ("by left", "by left ; back", "a claim has one trigger"),
        ("| by left |", "| left |", "no role 'left'"),
        ("on Saturday = 2019-03-09", "on Saturday = March", "days are"),
        ("Six companies = ~6 company of Third Lancers", "Six companies", "number takes WORDS"),
        ("| said | Six", "| Six", "say takes SOURCE"),
        ("  carried Daro", "  carries Daro", "a label starts with say, carried or claim, not 'carries'"),
        ("outlet: Meridian", "outlet Meridian", "no colon"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    problems = report(old, new).problems
    assert any(problem in p and p.startswith("line ") for p in problems), problems


def test_a_label_before_any_sentence_is_told() -> None:
    assert parse("outlet: A\n---\n  say A | said | B\n", "r").problems


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("2019-03", "2019-03-01", "2019-03-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("2018/2019", "2018-01-01", "2019-12-31"),
        ("/2019-03-09", None, "2019-03-09"),
        ("2019-03-09/", "2019-03-09", None),
    ],
)
def test_days_months_years_and_open_ends(days: str, first: str | None, last: str | None) -> None:
    time = report("2019-03-09", days).claims[0].time
    assert time is not None
    assert (time.earliest, time.latest) == (first, last)


CORPUS = Path(__file__).parents[2] / "training" / "corpus"


def test_all_training_reports_can_be_read() -> None:
    reports = [parse(f.read_text(encoding="utf-8"), str(f.relative_to(CORPUS))) for f in sorted(CORPUS.rglob("*.txt"))]
    assert [p for r in reports for p in r.problems] == []
    assert len(reports) >= 300
    assert sum(len(r.sentences) for r in reports) >= 2000
    assert len({r.header["conflict"] for r in reports}) >= 30
    assert len({r.header["register"] for r in reports}) == 13
    assert {c.type for r in reports for c in r.claims} == set(ClaimType)
    assert {c.modality for r in reports for c in r.claims} == set(Modality)
