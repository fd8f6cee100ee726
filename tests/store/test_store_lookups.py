"""What one name's question looks up: names as typed, and who is tied to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.store.conftest import Where, document_of, reading_of
from tests.store.test_store_copies import as_first_written

from khabar.model import Claim, Modality, Ref
from khabar.store import Store

Make = Callable[..., Any]
FRONT, GUARD, HOST = (
    Ref("Lake Front", "the Front", "front"),
    Ref("Valley Guard", "it"),
    Ref("the Host", "the Host", "host"),
)
TEXT = "The Valley Guard is part of the Front, which the Host backed; the Host, some say, leads it. So it is."


def told(a_claim: Make, quote: str, type: str, subject: Ref, thing: Ref, **more: object) -> Claim:
    made: Claim = a_claim(document_of(TEXT), quote, type=type, subjects=(subject,), objects=(thing,), **more)
    return made


@pytest.fixture
def tied(store: Store, a_claim: Make) -> Store:
    """A record of three ties: one of membership, one of backing, one that somebody else told."""
    part = told(a_claim, "The Valley Guard is part of the Front", "membership", GUARD, FRONT)
    backed = told(a_claim, "the Front, which the Host backed", "alliance", FRONT, HOST)
    rumour = told(a_claim, "the Host, some say, leads it", "command", HOST, FRONT, modality=Modality.RUMOURED)
    store.add(reading_of(document_of(TEXT), part, backed, rumour, day=date(2024, 5, 3)), b"one")
    return store


KINDS = {"part_of", "backed_by", "leads"}
PARTIES = {"front", "host", "name:valley guard"}


def test_ties_are_found_by_those_whom_they_bind(tied: Store) -> None:
    assert tied.ties.among({"front"}, KINDS) == {("front", "backed_by", "host")}
    assert tied.ties.among({"name:valley guard", "host"}, KINDS) == {("name:valley guard", "part_of", "front")}
    assert tied.ties.among(PARTIES, {"leads"}) == set()


def test_the_claims_that_tell_of_ties(tied: Store) -> None:
    def quotes(known_by: date) -> list[str]:
        return sorted(c.type.value for c in tied.ties.telling(PARTIES, known_by))

    assert quotes(date(2024, 5, 3)) == ["alliance", "membership"]
    assert quotes(date(2024, 5, 2)) == []
    assert list(tied.ties.telling({"front", "name:valley guard"}, date.max, datetime(2020, 1, 1, tzinfo=UTC))) == []
    assert [c.type.value for c in tied.ties.telling({"front", "name:valley guard"}, date.max)] == ["membership"]


def test_of_many_that_tell_one_tie_one_is_enough(tied: Store, a_claim: Make) -> None:
    again = document_of("In other news, the Valley Guard is part of the Front.")
    made = a_claim(
        again, "the Valley Guard is part of the Front", type="membership", subjects=(GUARD,), objects=(FRONT,)
    )
    tied.add(reading_of(again, made, day=date(2024, 5, 4)), b"two")
    assert len(list(tied.ties.telling({"front", "name:valley guard"}, date.max))) == 1


def test_a_better_reading_replaces_the_ties_of_the_older(tied: Store) -> None:
    tied.add(reading_of(document_of(TEXT), reader="rules 2"), b"one")
    assert list(tied.ties.telling(PARTIES, date.max)) == []


@pytest.mark.parametrize("typed", ["valley GUARD", "Valley Ghuard", "the Valley Guard"])
def test_a_name_is_found_as_it_is_typed(tied: Store, typed: str) -> None:
    assert list(tied.called(typed)) == [("Valley Guard", None, 1)]


def test_a_name_is_found_by_its_id_and_others_are_left_out(tied: Store) -> None:
    assert list(tied.called("host")) == [("the Host", "host", 2)]
    assert list(tied.called("nobody")) == []


def test_a_name_from_a_text_is_found_by_the_name_of_its_id(store: Store, a_claim: Make) -> None:
    osk = Ref("Osk Province", "Osk", "name:osk")
    store.add(reading_of(document_of(TEXT), told(a_claim, "leads it", "command", osk, FRONT)), b"one")
    assert [name for name, *_ in store.called("Osk")] == ["Osk Province"]


def test_an_older_record_gets_its_lookups(tied: Store, path: Where, clock: Any) -> None:
    ties, names = tied.ties.among(PARTIES, KINDS), list(tied.called("Valley Ghuard"))
    tied.close()
    as_first_written(path)
    with Store.open(path, clock=clock) as opened:
        assert opened.ties.among(PARTIES, KINDS) == ties
        assert list(opened.called("Valley Ghuard")) == names
