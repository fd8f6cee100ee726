"""Finding claims: by who, where, what, words and the clocks."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.model import Claim, ClaimType, Document, Modality, Reading, UsageError, When
from khabar.store import Filter, Store

HOLDS = "The army holds the bridge"
DENIED = "The Valley Guard denied a retreat from Wadi"
PLAN = "the army would hand the bridge to engineers"
TRUCKS = "the Valley Guard's trucks"


def quotes(store: Store, **where: Any) -> list[str]:
    return [claim.quote for claim in store.claims(Filter(**where))]


def test_claims_come_in_document_order_the_undated_last(three_reports: Store) -> None:
    assert quotes(three_reports) == [PLAN, HOLDS, DENIED, TRUCKS]
    assert [d.document.path for d in three_reports.documents()] == ["early.txt", "late.txt", "undated.txt"]
    assert quotes(three_reports, limit=2) == [PLAN, HOLDS]
    assert quotes(three_reports, limit=0) == []
    assert len(quotes(three_reports, limit=10**30)) == 4
    with pytest.raises(UsageError, match="limit is -1"):
        Filter(limit=-1)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"actor": "xx-army"}, [PLAN, HOLDS]),
        ({"actor": "northern army"}, [PLAN, HOLDS]),
        ({"actor": "xx-zarqa-bridge"}, [PLAN]),  # as object
        ({"place": "xx-zarqa-bridge"}, [HOLDS]),  # as place
        ({"place": "WADI"}, [DENIED, TRUCKS]),
        ({"speaker": "Samir Haddad"}, [PLAN]),
        ({"speaker": "the Valley-Guard"}, [DENIED]),
        ({"speaker": "river-post"}, [HOLDS, TRUCKS]),  # prints the others, says these itself
        ({"entities": frozenset({"xx-haddad", "xx-zarqa-bridge"})}, [PLAN, HOLDS]),
        ({"entities": frozenset({"Al Wadi"})}, [DENIED, TRUCKS]),
        ({"entities": frozenset()}, []),
        ({"types": frozenset({ClaimType.CONTROL, ClaimType.HANDOVER})}, [PLAN, HOLDS]),
        ({"types": frozenset()}, []),
        ({"modalities": frozenset({Modality.DENIED})}, [DENIED]),
        (
            {"actor": "xx-army", "place": "Zarqa Bridge", "modalities": frozenset({Modality.ASSERTED})},
            [HOLDS],
        ),
        ({"actor": "nobody"}, []),
        ({"actor": "\ud800"}, []),
        ({"text": "  "}, [PLAN, HOLDS, DENIED, TRUCKS]),
        ({"text": "bridge army"}, [PLAN, HOLDS]),
        ({"text": '"army holds" bridge'}, [HOLDS]),
        ({"text": "“holds army”"}, []),
        ({"text": "engin*"}, [PLAN]),
        ({"text": "valley guards"}, [TRUCKS]),
        ({"text": "?!"}, []),
    ],
)
def test_each_condition(three_reports: Store, where: dict[str, Any], found: list[str]) -> None:
    assert quotes(three_reports, **where) == found


def test_one_document(three_reports: Store) -> None:
    first = next(three_reports.documents()).document.id
    assert quotes(three_reports, document=first) == [PLAN]
    assert quotes(three_reports, document=first[:9]) == []


def test_what_may_have_happened_by_a_day(
    store: Store,
    a_document: Callable[..., Document],
    a_claim: Callable[..., Claim],
    a_reading: Callable[..., Reading],
) -> None:
    report = a_document("The mill fell. The ford fell. The bridge fell.")
    fallen = [
        a_claim(report, "The mill fell", event_time=When.on(date(2024, 5, 1))),
        a_claim(report, "The ford fell", event_time=When(date(2024, 5, 1), date(2024, 5, 9))),
        a_claim(report, "The bridge fell"),
    ]
    store.add(a_reading(report, *fallen), report.text.encode())
    assert quotes(store, happened_by=date(2024, 4, 30)) == ["The bridge fell"]  # nobody says when
    assert len(quotes(store, happened_by=date(2024, 5, 1))) == 3


def test_what_was_reported_by_a_day(three_reports: Store) -> None:
    assert quotes(three_reports, reported_by=date(2024, 4, 30)) == []
    # The undated report was recorded on May 1: by then it had been published.
    assert quotes(three_reports, reported_by=date(2024, 5, 1)) == [PLAN, TRUCKS]
    assert quotes(three_reports, reported_by=date(2024, 5, 2), certainly=False) == [PLAN, TRUCKS]
    assert quotes(three_reports, reported_by=date(2024, 4, 1), certainly=False) == [TRUCKS]
    assert len(quotes(three_reports, reported_by=date(2024, 5, 3))) == 4


def test_a_moment_needs_a_time_zone(three_reports: Store) -> None:
    with pytest.raises(UsageError, match="time zone"):
        quotes(three_reports, recorded_by=datetime(2024, 5, 1))


def test_search_puts_the_best_match_first(three_reports: Store) -> None:
    found = [claim.quote for claim in three_reports.search("the bridge")]
    assert sorted(found) == sorted([PLAN, HOLDS])
    assert found[0] == HOLDS  # shorter, so the words weigh more
    assert list(three_reports.search("…")) == []


def test_documents_are_searched_by_all_their_words(three_reports: Store) -> None:
    def paths(text: str) -> list[str]:
        return [d.document.path for d in three_reports.documents(text=text)]

    assert paths("cafe owners") == ["undated.txt"]
    assert paths("wadi") == ["late.txt", "undated.txt"]
    assert paths("!") == []
    assert len(paths("")) == 3


def test_arabic_is_found_however_it_is_pointed(
    store: Store,
    a_document: Callable[..., Any],
    a_claim: Callable[..., Any],
    a_reading: Callable[..., Any],
) -> None:
    document = a_document("قال الجيش إنه يسيطر على دَرْعا.")
    store.add(a_reading(document, a_claim(document, "يسيطر على دَرْعا")), b"x")
    assert len(list(store.search("درعا"))) == 1
    assert len(list(store.search("درعـــا يسيطر"))) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text() | st.text(alphabet="\"*^:()+-ANDORNOT NEAR\x00'\ud800"))
def test_whatever_a_user_types_is_a_search(three_reports: Store, typed: str) -> None:
    list(three_reports.search(typed))
    quotes(three_reports, text=typed)
    quotes(three_reports, actor=typed, place=typed, speaker=typed)


def test_a_very_long_search_is_a_search(three_reports: Store) -> None:
    assert quotes(three_reports, text="bridge " * 5000) == [PLAN, HOLDS]
