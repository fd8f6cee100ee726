"""For whom media speak that are named by their master alone."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.model import Actor, Kind, Knowledge, Relation, When, parse_edtf
from khabar.resolve import NameIndex, mouthpiece_of

KNOWLEDGE = Knowledge(
    actors=(
        Actor("old", "Old Aland government", Kind.STATE_BODY, "XA"),
        Actor("new", "Alandic government", Kind.STATE_BODY, "XA", aliases=("Aland government",)),
        Actor("rf", "River Front", Kind.ARMED_GROUP, "XA"),
        Actor("state", "Hill State", Kind.ARMED_GROUP, "XA"),
        Actor("dara", "Dara", Kind.PERSON),
    ),
    relations=(Relation("successor_of", "new", "old", held=When(date(2020, 1, 1), text="2020-01-01")),),
)
INDEX = NameIndex(KNOWLEDGE)
LATER, BEFORE = parse_edtf("2024-01-01"), parse_edtf("2010-01-01")


def speaks_for(name: str, published: When = LATER) -> str | None:
    actor = mouthpiece_of(name, INDEX, published)
    return actor.id if actor else None


@pytest.mark.parametrize("name", [
    "Alandic state television", "Aland’s state media", "the Alandic state-run news agency",
    "Alandic government newspapers", "Alandic state TV",
])  # fmt: skip
def test_a_states_media_speak_for_its_government(name: str) -> None:
    assert speaks_for(name) == "new"


def test_of_the_report_s_day() -> None:
    assert speaks_for("Alandic state media", BEFORE) == "old"


@pytest.mark.parametrize("name", ["River Front media", "pro-River Front channels", "River Front-affiliated media"])
def test_a_groups_media_speak_for_the_group(name: str) -> None:
    assert speaks_for(name) == "rf"


def test_a_group_that_is_called_a_state_is_no_state() -> None:
    assert speaks_for("Hill State media") == "state"


@pytest.mark.parametrize(
    "name", ["local media", "state television", "Alandic media", "Dara media", "Herald", "media", ""]
)
def test_media_of_nobody_named_speak_for_nobody(name: str) -> None:
    assert speaks_for(name) is None


def test_a_long_line_is_read_in_no_time() -> None:
    assert speaks_for("a " * 50_000 + "state media") is None
