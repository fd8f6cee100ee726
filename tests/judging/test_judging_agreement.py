"""How far persons agree, beyond chance: by the numbers of those who invented the measures."""

from __future__ import annotations

from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.newsroom import readings

from khabar.judging import agreement, alpha, disagreements, kappa
from khabar.record import Record

CONTROL, NUMBER = readings()[0].claims
(RIVAL,) = readings()[1].claims

COHEN = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
"""J. Cohen (1960), table of two judges of 200 patients; kappa is .492 there."""

KRIPPENDORFF = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""
"""K. Krippendorff (2011), section C: four observers, twelve units; alpha for nominal data is .743 there."""

VALUES = st.lists(st.lists(st.integers(0, 3), max_size=4), max_size=12)


def test_kappa_is_cohens() -> None:
    pairs = [(a, b) for a, row in enumerate(COHEN) for b, number in enumerate(row) for _ in range(number)]

    assert kappa(pairs) == pytest.approx(0.492, abs=0.0005)


def test_alpha_is_krippendorffs() -> None:
    rows = [line.split() for line in KRIPPENDORFF.strip().splitlines()]
    units = [[value for value in unit if value != "."] for unit in zip(*rows, strict=True)]

    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize("pairs", [[], [(1, 1), (1, 1)]])
def test_nothing_to_go_by_is_said_so(pairs: list[tuple[Hashable, Hashable]]) -> None:
    assert kappa(pairs) is None
    assert alpha(pairs) is None


def test_perfect_agreement_is_one() -> None:
    assert kappa([(1, 1), (2, 2)]) == alpha([(1, 1), (2, 2)]) == 1


@given(VALUES)
def test_alpha_is_at_most_one_and_knows_no_order(units: list[list[int]]) -> None:
    found = alpha(units)

    assert found is None or found <= 1 + 1e-9
    again = alpha([unit[::-1] for unit in units[::-1]])
    assert again == pytest.approx(found) if found is not None else again is None


def test_each_field_of_what_both_read(record: Record) -> None:
    record.judge("accept", CONTROL.id, by="ann")
    record.judge("accept", CONTROL.id, by="bob")
    record.judge("reject", NUMBER.id, by="ann")
    record.judge("accept", NUMBER.id, by="bob")
    record.judge("correct", RIVAL.id, {"type": "attack", "place": ["Rutba"]}, by="ann")
    record.judge("correct", RIVAL.id, {"type": "attack"}, by="bob")
    record.judge("accept", RIVAL.id, by="eve")

    rows = {row.field: (row.claims, row.alike) for row in agreement(record.judged(), "ann", "bob")}
    assert rows["verdict"] == (3, 2)
    assert rows["type"] == rows["subjects"] == rows["event_time"] == (2, 2)
    assert rows["places"] == (2, 1)
    differing = {found.claim.id: dict(found.words).keys() for found in disagreements(record.judged())}
    assert differing == {NUMBER.id: {"ann", "bob"}, RIVAL.id: {"ann", "bob", "eve"}}
