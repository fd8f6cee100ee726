"""Names that no pack knows: which words name nobody, what a place goes by, of which kind a name is,
and which spellings and short forms are one."""

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


class TestSpellings:
    def test_another_romanisation_of_one_known_name_is_the_known_one(self) -> None:
        found = resolved("Muhammad Hamdan Daqalu spoke.", {"Muhammad Hamdan Daqalu": Kind.PERSON})
        assert found["Muhammad Hamdan Daqalu"].entity == "hemedti"
        assert "another spelling" in found["Muhammad Hamdan Daqalu"].reason

    def test_of_a_surname_it_is_not_enough(self) -> None:
        assert resolved("Hemetti spoke.", {"Hemetti": Kind.PERSON})["Hemetti"].entity == "name:hemetti"

    def test_a_group_is_no_person_of_that_name(self) -> None:
        found = resolved("Muhammad Hamdan Daqalu left.", {"Muhammad Hamdan Daqalu": Kind.ARMED_GROUP})
        assert found["Muhammad Hamdan Daqalu"].entity == "name:muhammad hamdan daqalu"

    def test_one_letter_off_is_somebody_else(self) -> None:
        found = resolved("Mohamed Hamdan Dagala left.", {"Mohamed Hamdan Dagala": Kind.PERSON})
        assert found["Mohamed Hamdan Dagala"].entity == "name:mohamed hamdan dagala"

    def test_two_spellings_in_one_text_are_one_person(self) -> None:
        found = resolved("Kareem Naabhan met us. Later Karim Nabhan left.", {
            "Kareem Naabhan": Kind.PERSON, "Karim Nabhan": Kind.PERSON,
        })  # fmt: skip
        assert found["Kareem Naabhan"].entity == found["Karim Nabhan"].entity


class TestShortForms:
    def test_a_word_of_a_bodys_name_is_short_for_it(self) -> None:
        found = resolved("The Lake Observatory wrote. The Observatory saw it.", {
            "Lake Observatory": Kind.OUTLET, "Observatory": Kind.OUTLET,
        })  # fmt: skip
        assert found["Observatory"].entity == "name:lake observatory"

    def test_a_town_is_not_short_for_what_is_in_it(self) -> None:
        found = resolved("The Sittwe Science Museum is in Sittwe.", {
            "Sittwe Science Museum": Kind.OTHER, "Sittwe": Kind.PLACE,
        })  # fmt: skip
        assert [m.entity for m in found.values()].count("name:sittwe") == 1

    def test_nor_is_a_firm_short_for_its_fair(self) -> None:
        found = resolved("Orbita met at the Orbita Science Fair.", {
            "Orbita Science Fair": Kind.OTHER, "Orbita": Kind.OTHER,
        })  # fmt: skip
        assert found["Orbita Science Fair"].entity == "name:orbita science fair"


class TestMinistries:
    def test_a_ministry_turned_about_is_the_same(self) -> None:
        found = resolved("The Ministry of Interior spoke. The Interior Ministry left.", {
            "Ministry of Interior": Kind.STATE_BODY, "Interior Ministry": Kind.STATE_BODY,
        })  # fmt: skip
        assert found["Ministry of Interior"].entity == found["Interior Ministry"].entity

    def test_with_the_only_country_named_beside_it(self) -> None:
        found = resolved("The Malian Defense Ministry spoke. The Ministry of Defense left.", {
            "Malian Defense Ministry": Kind.STATE_BODY, "Ministry of Defense": Kind.STATE_BODY,
        })  # fmt: skip
        assert found["Ministry of Defense"].entity == found["Malian Defense Ministry"].entity

    def test_with_two_countries_it_is_neither(self) -> None:
        text = "The Malian Defense Ministry met the Chadian Defense Ministry. The Ministry of Defense spoke."
        found = resolved(text, {
            "Malian Defense Ministry": Kind.STATE_BODY, "Chadian Defense Ministry": Kind.STATE_BODY,
            "Ministry of Defense": Kind.STATE_BODY,
        })  # fmt: skip
        assert len({m.entity for m in found.values()}) == 3

    def test_another_ministry_is_another(self) -> None:
        found = resolved("The Ministry of Interior and the Ministry of Justice", {
            "Ministry of Interior": Kind.STATE_BODY, "Ministry of Justice": Kind.STATE_BODY,
        })  # fmt: skip
        assert found["Ministry of Interior"].entity != found["Ministry of Justice"].entity


class TestThoseWhoReign:
    @pytest.mark.parametrize("titled", ["King Hussein", "Prince Hussein", "Pope Hussein"])
    def test_they_are_nobodys_surname(self, titled: str) -> None:
        found = resolved(f"{titled} met Ivan Hussein.", {titled: Kind.PERSON, "Ivan Hussein": Kind.PERSON})
        assert found[titled].entity != found["Ivan Hussein"].entity

    def test_nor_anybody_elses_first_name(self) -> None:
        found = resolved("King Ivan met Ivan Petrenko.", {"King Ivan": Kind.PERSON, "Ivan Petrenko": Kind.PERSON})
        assert found["King Ivan"].entity != found["Ivan Petrenko"].entity

    def test_but_their_own_full_name_is_theirs(self) -> None:
        text = "Crown Prince Ivan Petrenko left. Prince Ivan came back."
        found = resolved(text, {"Ivan Petrenko": Kind.PERSON, "Prince Ivan": Kind.PERSON})
        assert found["Prince Ivan"].entity == found["Ivan Petrenko"].entity
