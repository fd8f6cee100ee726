"""What `store/matching.py` says in Python is what `store/filter.py` says in SQL."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.newsroom import HELD, TAKEN
from tests.judging.conftest import Clock, filled

from khabar.model import ClaimType, Modality
from khabar.record import Reader, Record
from khabar.store import Filter, Matching

NAMES = st.sampled_from(
    ["pmf", "isis", "al-Qaim", "AL-QĀIM", "the Islamic State", "Salim Raad", "Riverside Gazette", "gate"]
)
WORDS = st.lists(st.sampled_from(["PMF", "hold", '"hold all"', "fight*", '"the town"', "of al-Qaim", "(", "300", '""']))


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


FILTERS = st.builds(
    Filter,
    entities=maybe(st.frozensets(NAMES)),
    place=maybe(NAMES | st.frozensets(NAMES)),
    actor=maybe(NAMES),
    speaker=maybe(NAMES),
    types=maybe(st.frozensets(st.sampled_from(ClaimType), max_size=4)),
    modalities=maybe(st.frozensets(st.sampled_from(Modality), max_size=4)),
    document=maybe(st.sampled_from([HELD.document().id, TAKEN.document().id])),
    happened_by=maybe(st.dates(date(2017, 11, 1), date(2017, 11, 8))),
    text=maybe(WORDS.map(" ".join)),
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return filled(tmp_path_factory.mktemp("matching") / "khabar.db", Reader(), Clock())


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=FILTERS)
def test_both_find_the_same_claims(newsroom: Record, where: Filter) -> None:
    fits = Matching(where)

    assert [c.id for c in newsroom.store.claims(where)] == [c.id for c in newsroom.store.claims() if fits(c)]
