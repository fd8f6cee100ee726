"""Names that no pack knows: which words name nobody, what a place goes by, and of which kind a name is."""

from __future__ import annotations

import re

import pytest
from tests.resolve.test_actors import INDEX, resolved

from khabar.model import Kind, Mention, Span
from khabar.resolve import resolve_mentions


class TestWordsThatNameNobody:
    @pytest.mark.parametrize("words", ["Colombian", "pro-government Sunni", "Colombian-Shiite", "Druze"])
    def test_adjectives_of_peoples_and_creeds_are_no_names(self, words: str) -> None:
        assert words not in resolved(f"The {words} villages burnt.", {words: Kind.ARMED_GROUP})

    @pytest.mark.parametrize("words", ["Colombians", "Sunni Council", "Colombian Front"])
    def test_peoples_and_bodies_are(self, words: str) -> None:
        assert words in resolved(f"The {words} marched.", {words: Kind.ARMED_GROUP})


class TestNamesOfPlaces:
    @pytest.mark.parametrize("words", ["eastern Osk", "province of Osk", "Osk province", "Osk"])
    def test_a_part_of_a_place_and_its_sort_go_by_its_name(self, words: str) -> None:
        found = resolved(f"They left {words}.", {words: Kind.PLACE})[words]
        assert (found.entity, found.name) == ("name:osk", "Osk")

    def test_a_city_may_be_so_called(self) -> None:
        assert resolved("They left Harbor City.", {"Harbor City": Kind.PLACE})["Harbor City"].name == "Harbor City"


class TestKinds:
    def test_a_name_is_of_the_kind_that_it_is_mostly_taken_for(self) -> None:
        text = "Blue Host came. Blue Host left. Blue Host rests."
        spans = [Span(m.start(), m.end()) for m in re.finditer("Blue Host", text)]
        kinds = (Kind.ARMED_GROUP, Kind.PLACE, Kind.ARMED_GROUP)
        given = [Mention(s, "Blue Host", k) for s, k in zip(spans, kinds, strict=True)]
        assert {m.kind for m in resolve_mentions(given, text, INDEX)} == {Kind.ARMED_GROUP}
