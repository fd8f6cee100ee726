"""Names to actors: what the packs know, what the text itself introduces, and where khabar abstains."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Actor, Kind, Knowledge, Mention, Outlet, Place, Relation, Span, When
from khabar.resolve import NameIndex, government_of, known_mentions, resolve_mentions, with_governments

INDEX = NameIndex(
    Knowledge(
        actors=(
            Actor("rsf", "Rapid Support Forces", Kind.ARMED_GROUP, "SD", aliases=("RSF",)),
            Actor("saf", "Sudanese Armed Forces", Kind.STATE_BODY, "SD", weak_aliases=("Armed Forces",)),
            Actor("eln", "National Liberation Army", Kind.ARMED_GROUP, "CO", aliases=("ELN",)),
            Actor("knla", "National Liberation Army", Kind.ARMED_GROUP, "MM"),
            Actor("sd-gov", "Sudanese government", Kind.STATE_BODY, "SD", metonyms=("Khartoum",)),
            Actor("ua-gov", "Ukrainian government", Kind.STATE_BODY, "UA", metonyms=("Kyiv",)),
            Actor("chief", "Chief of the Northern Staff", Kind.PERSON, roles=("chief",)),
            Actor("hemedti", "Mohamed Hamdan Dagalo", Kind.PERSON, "SD", aliases=("Hemedti",)),
        ),
        outlets=(Outlet("radio", "Radio Dabanga", "broadcaster", "SD"),),
        demonyms=(("Colombian", "CO"), ("Colombians", "CO")),
        places=(
            Place("sudan", "Sudan", "country", "SD", aliases=("Republic of the Sudan",)),
            Place("colombia", "Colombia", "country", "CO"),
            Place("ukraine", "Ukraine", "country", "UA"),
            Place("kyiv", "Kyiv", "city", "UA", lat=50.45, lon=30.52),
            Place("arauca", "Arauca", "town", "CO"),
            Place("omdurman", "Omdurman", "city", "SD"),
            Place("line", "Long Line", "border", between=("SD", "UA")),
            Place("adré", "Adre", "town", "SD", weak_aliases=("Port",)),
        ),
    )
)


def known(text: str, *, capitals: bool = False) -> dict[str, str | None]:
    """Words → entity, as the packs alone see them."""
    return {m.text: m.entity for m in known_mentions(text, [(Span(0, len(text)), capitals)], INDEX)}


def resolved(text: str, names: Mapping[str, Kind]) -> dict[str, Mention]:
    """Each of `names` at every place where it stands in `text`, resolved; the last one wins."""
    mentions = list(known_mentions(text, [(Span(0, len(text)), False)], INDEX))
    taken = {m.span for m in mentions}
    for words, kind in names.items():
        at = text.find(words)
        while at >= 0:
            span = Span(at, at + len(words))
            if span not in taken:
                mentions.append(Mention(span, words, kind))
            at = text.find(words, at + 1)
    return {m.text: m for m in resolve_mentions(mentions, text, INDEX)}


class TestNamesInPacks:
    def test_known_names_are_found_in_running_text(self) -> None:
        assert known("The RSF told Radio Dabanga that Omdurman fell.") == {
            "RSF": "rsf",
            "Radio Dabanga": "radio",
            "Omdurman": "omdurman",
        }

    def test_a_weak_alias_counts_once_the_strong_name_stands_in_the_text(self) -> None:
        assert known("Our Armed Forces marched.") == {}
        assert known("The Sudanese Armed Forces marched. Our Armed Forces won.")["Armed Forces"] == "saf"

    def test_a_weak_alias_counts_once_the_text_names_its_country_twice(self) -> None:
        assert known("In Sudan, in Omdurman, the Armed Forces marched.")["Armed Forces"] == "saf"
        assert "Armed Forces" not in known("In Sudan the Armed Forces marched.")

    @pytest.mark.parametrize(("year", "who"), [(2010, None), (2018, "vega"), (2024, "vega")])
    def test_a_surname_years_before_its_bearers_first_post_is_somebody_elses(self, year: int, who: str | None) -> None:
        vega = Actor("vega", "Ada Vega", Kind.PERSON, "CO", weak_aliases=("Vega",))
        post = Relation("leads", "vega", "co-gov", "president", When(date(2020, 1, 1), date(2023, 1, 1)))
        government = Actor("co-gov", "Colombian government", Kind.STATE_BODY, "CO")
        places = (Place("colombia", "Colombia", "country", "CO"), Place("arauca", "Arauca", "town", "CO"))
        index = NameIndex(Knowledge(actors=(vega, government), places=places, relations=(post,)))
        text = "In Colombia, in Arauca, Vega spoke."
        day = date(year, 5, 1)
        found = {m.text: m.entity for m in known_mentions(text, [(Span(0, len(text)), False)], index, When(day, day))}
        assert found.get("Vega") == who

    def test_of_two_bearers_of_a_name_the_one_whose_country_the_text_is_on(self) -> None:
        assert known("In Colombia the National Liberation Army is back.")["National Liberation Army"] == "eln"

    def test_of_two_bearers_without_support_neither(self) -> None:
        (mention,) = known_mentions(
            text := "The National Liberation Army is back.", [(Span(0, len(text)), False)], INDEX
        )
        assert mention.entity is None
        assert "2 known names" in mention.reason

    def test_a_capital_on_the_map_is_a_place(self) -> None:
        (mention,) = known_mentions(text := "Talks in Kyiv failed.", [(Span(0, len(text)), False)], INDEX)
        assert (mention.kind, mention.entity) == (Kind.PLACE, "kyiv")

    def test_only_the_given_stretches_are_read(self) -> None:
        assert known_mentions("RSF RSF", [(Span(4, 7), False)], INDEX)[0].span == Span(4, 7)


class TestCapitalsThatAct:
    def test_a_capital_that_is_a_subject_is_its_government(self) -> None:
        mention = Mention(Span(0, 4), "Kyiv", Kind.PLACE, "kyiv", "Kyiv")
        (acting,) = with_governments([mention], {Span(0, 4)}, mention.text, INDEX)
        assert (acting.entity, acting.kind) == ("ua-gov", Kind.STATE_BODY)

    def test_elsewhere_it_stays_a_place(self) -> None:
        mention = Mention(Span(0, 4), "Kyiv", Kind.PLACE, "kyiv", "Kyiv")
        assert with_governments([mention], set(), mention.text, INDEX) == (mention,)

    def test_a_town_that_stands_for_nobody_stays_a_place(self) -> None:
        mention = Mention(Span(0, 8), "Omdurman", Kind.PLACE, "omdurman", "Omdurman")
        assert with_governments([mention], {Span(0, 8)}, mention.text, INDEX) == (mention,)

    @pytest.mark.parametrize("before", ["Officials in ", "Fighters from ", "men at the city of "])
    def test_where_somebody_else_acts_in_it_it_stays_a_place(self, before: str) -> None:
        span = Span(len(before), len(before) + 4)
        mention = Mention(span, "Kyiv", Kind.PLACE, "kyiv", "Kyiv")
        assert with_governments([mention], {span}, f"{before}Kyiv spoke.", INDEX) == (mention,)

    def test_which_government_a_place_stands_for(self) -> None:
        government = government_of("Kyiv", "kyiv", INDEX)
        assert government is not None
        assert government.id == "ua-gov"
        assert government_of("Omdurman", "omdurman", INDEX) is None
        assert government_of("Nowhere", None, INDEX) is None


class TestNamesThatTheTextIntroduces:
    def test_an_unknown_name_gets_an_id_of_its_own_in_every_spelling(self) -> None:
        found = resolved(
            "Karen Unity League men left; the KAREN UNITY LEAGUE stayed.",
            {"Karen Unity League": Kind.ARMED_GROUP, "KAREN UNITY LEAGUE": Kind.ARMED_GROUP},
        )
        assert found["Karen Unity League"].entity == found["KAREN UNITY LEAGUE"].entity == "name:karen unity league"
        assert found["Karen Unity League"].name == "Karen Unity League"

    def test_an_acronym_in_brackets_is_the_name_before_it(self) -> None:
        found = resolved(
            "The Ituri Peace Front (IPF) left Bunia. The IPF had 40 men.",
            {"Ituri Peace Front": Kind.ARMED_GROUP, "IPF": Kind.OTHER},
        )
        assert found["IPF"].entity == found["Ituri Peace Front"].entity == "name:ituri peace front"

    def test_a_full_name_in_front_of_a_known_acronym_is_the_known_group(self) -> None:
        found = resolved("The Quick Support Militia (RSF) left.", {"Quick Support Militia": Kind.ARMED_GROUP})
        assert found["Quick Support Militia"].entity == "rsf"

    def test_an_acronym_that_fits_no_letter_of_the_name_introduces_nothing(self) -> None:
        found = resolved("He joined Solidarity (XY). XY is a club.", {"Solidarity": Kind.ARMED_GROUP, "XY": Kind.OTHER})
        assert found["XY"].entity != found["Solidarity"].entity

    def test_members_of_a_known_group_are_the_group(self) -> None:
        found = resolved("RSF fighters left. RSF offices burnt.", {
            "RSF fighters": Kind.ARMED_GROUP, "RSF offices": Kind.ARMED_GROUP,
        })  # fmt: skip
        assert found["RSF fighters"].entity == "rsf"
        assert found["RSF offices"].entity != "rsf"

    def test_possessive_and_article_are_no_part_of_a_name(self) -> None:
        found = resolved("the Blue Column’s men", {"the Blue Column’s": Kind.ARMED_GROUP})
        assert found["the Blue Column’s"].entity == "name:blue column"

    def test_a_province_is_the_place_that_it_is_named_after(self) -> None:
        found = resolved("Kachin state and western Kachin", {
            "Kachin state": Kind.PLACE, "western Kachin": Kind.PLACE,
        })  # fmt: skip
        assert found["Kachin state"].entity == found["western Kachin"].entity == "name:kachin"

    def test_a_name_the_parser_could_not_type_is_looked_up(self) -> None:
        text = "HEMEDTI spoke"
        (mention,) = resolve_mentions([Mention(Span(0, 7), "HEMEDTI", Kind.OTHER)], text, INDEX)
        assert (mention.entity, mention.kind) == ("hemedti", Kind.PERSON)

    def test_a_mention_without_words_stays_unresolved(self) -> None:
        nothing = Mention(Span(0, 1), "…", Kind.OTHER)
        assert resolve_mentions([nothing], "…", INDEX)[0].text == "…"


class TestSurnames:
    def test_a_surname_is_the_one_named_in_full(self) -> None:
        found = resolved("Colonel Olena Bondar spoke. Bondar left.", {
            "Colonel Olena Bondar": Kind.PERSON, "Bondar": Kind.PERSON,
        })  # fmt: skip
        assert found["Bondar"].entity == found["Colonel Olena Bondar"].entity == "name:olena bondar"
        assert found["Bondar"].name == "Olena Bondar"

    def test_whoever_is_al_in_one_report_is_so_in_another_without_it(self) -> None:
        ids = {resolved(f"{name} spoke.", {name: Kind.PERSON})[name].entity for name in ("Omar al-Vega", "Omar Vega")}
        assert ids == {"name:omar vega"}

    def test_a_surname_leads_to_the_known_person(self) -> None:
        found = resolved("Mohamed Hamdan Dagalo spoke. General Dagalo left.", {"General Dagalo": Kind.PERSON})
        assert found["General Dagalo"].entity == "hemedti"

    def test_with_two_of_the_surname_it_is_neither(self) -> None:
        found = resolved("Olena Bondar met Taras Bondar. Bondar left.", {
            "Olena Bondar": Kind.PERSON, "Taras Bondar": Kind.PERSON, "Bondar": Kind.PERSON,
        })  # fmt: skip
        assert found["Bondar"].entity == "name:bondar"

    @pytest.mark.parametrize("wrong", ["Petrenka", "Petenko", "Petrennko"])
    def test_a_surname_one_letter_off_is_the_only_one_near(self, wrong: str) -> None:
        found = resolved(f"Ivan Petrenko spoke. {wrong} left.", {
            "Ivan Petrenko": Kind.PERSON, wrong: Kind.PERSON,
        })  # fmt: skip
        assert found[wrong].entity == "name:ivan petrenko"

    @pytest.mark.parametrize("other", ["Pavlenko", "Petr", "Petrenkivski", "Detrenko"])
    def test_a_name_further_off_is_somebody_else(self, other: str) -> None:
        found = resolved(f"Ivan Petrenko spoke. {other} left.", {
            "Ivan Petrenko": Kind.PERSON, other: Kind.PERSON,
        })  # fmt: skip
        assert found[other].entity != "name:ivan petrenko"

    def test_a_misspelling_near_two_surnames_is_neither(self) -> None:
        found = resolved("Ivan Petrenko met Oleh Petrenka. Petrenku left.", {
            "Ivan Petrenko": Kind.PERSON, "Oleh Petrenka": Kind.PERSON, "Petrenku": Kind.PERSON,
        })  # fmt: skip
        assert found["Petrenku"].entity == "name:petrenku"


class TestFirstNames:
    def test_a_first_name_is_the_one_named_in_full(self) -> None:
        found = resolved("Olena Bondar spoke. Then Olena left.", {
            "Olena Bondar": Kind.PERSON, "Olena": Kind.PERSON,
        })  # fmt: skip
        assert found["Olena"].entity == "name:olena bondar"

    def test_with_two_of_the_first_name_it_is_neither(self) -> None:
        found = resolved("Olena Bondar met Olena Koval. Then Olena left.", {
            "Olena Bondar": Kind.PERSON, "Olena Koval": Kind.PERSON, "Olena": Kind.PERSON,
        })  # fmt: skip
        assert found["Olena"].entity == "name:olena"

    def test_what_is_also_a_surname_is_not(self) -> None:
        found = resolved("Karim Said met Said Omar Nur. Then Said left.", {
            "Karim Said": Kind.PERSON, "Said Omar Nur": Kind.PERSON, "Said": Kind.PERSON,
        })  # fmt: skip
        assert found["Said"].entity != "name:said omar nur"


class TestOtherNames:
    @pytest.mark.parametrize(
        "between",
        [", also known as the ", " (also known as the ", ", formerly ", ", which was previously called the ",
         ", better known as “", " a.k.a. "],
    )  # fmt: skip
    def test_another_name_that_the_text_gives(self, between: str) -> None:
        found = resolved(f"The Ituri Peace Front{between}Blue Column, left. The Blue Column had 40 men.", {
            "Ituri Peace Front": Kind.ARMED_GROUP, "Blue Column": Kind.ARMED_GROUP,
        })  # fmt: skip
        assert found["Blue Column"].entity == found["Ituri Peace Front"].entity == "name:ituri peace front"

    def test_another_name_of_a_known_group_is_the_known_group(self) -> None:
        found = resolved("The Blue Column, formerly the RSF, left.", {"Blue Column": Kind.ARMED_GROUP})
        assert found["Blue Column"].entity == "rsf"

    def test_two_known_groups_stay_two(self) -> None:
        found = resolved("The RSF, formerly the ELN, left.", {})
        assert (found["RSF"].entity, found["ELN"].entity) == ("rsf", "eln")

    def test_a_person_is_no_group(self) -> None:
        found = resolved("Ivan Petrenko, formerly Blue Column, left.", {
            "Ivan Petrenko": Kind.PERSON, "Blue Column": Kind.ARMED_GROUP,
        })  # fmt: skip
        assert found["Ivan Petrenko"].entity != found["Blue Column"].entity

    def test_a_full_name_in_brackets_behind_its_acronym(self) -> None:
        found = resolved("The IPF (Ituri Peace Front) left. The IPF had 40 men.", {
            "IPF": Kind.ARMED_GROUP, "Ituri Peace Front": Kind.ARMED_GROUP,
        })  # fmt: skip
        assert found["IPF"].entity == "name:ituri peace front"

    def test_initials_of_one_name_need_no_introduction(self) -> None:
        names = {"Ituri People’s Front": Kind.ARMED_GROUP, "IPF": Kind.OTHER, "Ivory Peace Forum": Kind.OTHER}
        found = resolved("The Ituri People’s Front left. The IPF had 40 men.", names)
        assert found["IPF"].entity == "name:ituri peoples front"
        found = resolved("The Ituri People’s Front met the Ivory Peace Forum. The IPF had 40 men.", names)
        assert found["IPF"].entity == "name:ipf"


def test_resolving_touches_no_span_and_loses_no_mention() -> None:
    text = "RSF men met Ivan Petrenko of Sudan at the Sudan-Ukraine border."
    mentions = [
        *known_mentions(text, [(Span(0, len(text)), False)], INDEX),
        Mention(Span(12, 25), "Ivan Petrenko", Kind.PERSON),
    ]
    assert [(m.span, m.text) for m in resolve_mentions(mentions, text, INDEX)] == [(m.span, m.text) for m in mentions]


NAMES = {
    "Olena Bondar": Kind.PERSON,
    "Taras Bondar": Kind.PERSON,
    "Bondar": Kind.PERSON,
    "Olena": Kind.PERSON,
    "Karim Nabhan": Kind.PERSON,
    "Kareem Naabhan": Kind.PERSON,
    "Lake Peace Front": Kind.ARMED_GROUP,
    "LPF": Kind.OTHER,
    "Front": Kind.OTHER,
    "Interior Ministry": Kind.STATE_BODY,
    "Malian Ministry of Interior": Kind.STATE_BODY,
    "RSF": Kind.OTHER,
    "Blue Column": Kind.ARMED_GROUP,
}


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from([*NAMES, ", also known as", "(", ")", "met"]), max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_mentions_come_does_not_matter(words: list[str], random: Random) -> None:
    text = " ".join(words)
    mentions = [
        Mention(Span(m.start(), m.end()), name, kind)
        for name, kind in NAMES.items()
        for m in re.finditer(re.escape(name), text)
    ]
    shuffled = random.sample(mentions, len(mentions))
    assert set(resolve_mentions(mentions, text, INDEX)) == set(resolve_mentions(shuffled, text, INDEX))


@settings(max_examples=30, deadline=None)
@given(st.permutations(["The RSF left Omdurman.", "The National Liberation Army left Colombia.", "HEMEDTI spoke."]))
def test_the_order_in_which_texts_come_does_not_matter(texts: list[str]) -> None:
    index = NameIndex(INDEX.knowledge)
    told = {t: known_mentions(t, [(Span(0, len(t)), False)], index) for t in texts}
    assert told == {t: known_mentions(t, [(Span(0, len(t)), False)], INDEX) for t in texts}


class TestBynames:
    def test_a_byname_is_the_person_whatever_it_looks_like(self) -> None:
        for quoted in ("known as “Ember”", "alias Ember", "nicknamed 'Ember'"):
            text = f"Juan Vega, {quoted}, left. Then Ember came back."
            found = resolved(text, {"Juan Vega": Kind.PERSON, "Ember": Kind.OTHER})
            assert found["Ember"].entity == "name:juan vega"

    def test_a_place_called_otherwise_is_one(self) -> None:
        found = resolved("Ostrava, called Westrava, fell.", {"Ostrava": Kind.PLACE, "Westrava": Kind.PLACE})
        assert found["Westrava"].entity == "name:ostrava"

    def test_the_nickname_inside_a_name_is_no_part_of_it(self) -> None:
        text = "Juan “El Rojo” Vega left. El Rojo came. Juan Vega slept."
        names = {"Juan “El Rojo” Vega": Kind.PERSON, "El Rojo came": Kind.OTHER, "Juan Vega": Kind.PERSON}
        found = resolved(text, names)
        assert {found[n].entity for n in ("Juan “El Rojo” Vega", "Juan Vega")} == {"name:juan vega"}

    def test_a_mission_taken_for_an_outlet_by_its_acronym_is_the_mission(self) -> None:
        text = "The Transition Mission in Sudan (TMIS) left. TMIS said so."
        found = resolved(text, {"Transition Mission in Sudan": Kind.OTHER, "TMIS": Kind.OUTLET})
        assert (found["TMIS"].kind, found["TMIS"].entity) == (Kind.OTHER, "name:transition mission in sudan")

    def test_a_group_told_only_by_its_ties_is_nobodys_name(self) -> None:
        assert (
            resolved("The RSF-linked group left.", {"RSF-linked group": Kind.ARMED_GROUP})["RSF-linked group"].entity
            is None
        )

    def test_a_title_is_no_surname(self) -> None:
        names = {"Adam Minister": Kind.PERSON, "Minister": Kind.PERSON}
        assert resolved("Adam Minister left, said the Minister.", names)["Minister"].entity != "name:adam minister"

    def test_a_bearing_with_a_capital_is_a_part_of_the_name(self) -> None:
        found = resolved("In Central Arauca all slept.", {"Central Arauca": Kind.PLACE, "central Arauca": Kind.PLACE})
        assert found["Central Arauca"].entity == "name:central arauca"
