"""What a name that a person typed means, what belongs to it, and which names are spelt nearly so."""

from __future__ import annotations

import pytest

from khabar.lookup import Likeness, Lookup, Subject
from khabar.model import Actor, Barrier, Edge, Kind, Knowledge, Outlet, Place, Route

KNOWLEDGE = Knowledge(
    actors=(
        Actor("ml-gov", "Malian government", Kind.STATE_BODY, "ML", metonyms=("Bamako",)),
        Actor("kivu", "Kivu", Kind.ARMED_GROUP),
        Actor("jnim", "Group for the Support of Islam", Kind.ARMED_GROUP, aliases=("JNIM",)),
    ),
    outlets=(Outlet("studio", "Studio Tamani", "broadcaster", weak_aliases=("Tamani",)),),
    places=(
        Place("mali", "Mali", "country", "ML"),
        Place("north", "North Kivu", "province", "CD", within="cd"),
        Place("kivu-area", "Kivu", "region", "CD"),
        Place("goma", "Goma", "town", "CD", within="north", weak_aliases=("the lake town",)),
        Place("camp", "Kanyaruchinya camp", "camp", "CD", within="goma"),
        Place("cd", "DR Congo", "country", "CD"),
        Place("cd-rw", "Congo-Rwanda border", "border", between=("CD", "RW")),
        Place("bukavu", "Bukavu", "town", "CD", aliases=("Costermansville",)),
    ),
    barriers=(Barrier("wall", "Rwandan wall", "cd-rw", aliases=("the Great Fence",)),),
    routes=(
        Route("rn2", "National Road 2", ("RN2",), edges=(Edge("rn2", "goma", "bukavu", "road"),)),
        Route("rn3", "National Road 3", edges=(Edge("rn3", "bukavu", "cd", "road"),)),
    ),
)
LOOKUP = Lookup(KNOWLEDGE)


def find(typed: str) -> Subject:
    subject = LOOKUP.find(typed, ())
    assert subject is not None
    return subject


@pytest.mark.parametrize(
    ("typed", "kind", "id_"),
    [
        ("Goma", "place", "goma"),
        ("GOMA", "place", "goma"),
        ("the lake town", "place", "goma"),
        ("costermansville", "place", "bukavu"),
        ("jnim", "actor", "jnim"),
        ("Bamako", "actor", "ml-gov"),
        ("rn2", "route", "rn2"),
        ("great fence", "barrier", "wall"),
        ("Studio Tamani", "outlet", "studio"),
        ("Tamani", "outlet", "studio"),
        ("ml-gov", "actor", "ml-gov"),
    ],
)
def test_a_name_an_alias_or_an_id_is_found(typed: str, kind: str, id_: str) -> None:
    subject = find(typed)
    assert (subject.kind, subject.ref.entity) == (kind, id_)


def test_a_place_comes_before_an_actor_of_the_same_name() -> None:
    assert (find("Kivu").kind, find("Kivu").ref.entity) == ("place", "kivu-area")


def test_a_name_comes_before_an_alias() -> None:
    both = Lookup(
        Knowledge(
            actors=(Actor("goma-gang", "Goma Gang", Kind.ARMED_GROUP),),
            places=(Place("old", "Old Town", "town", aliases=("Goma Gang",)),),
        )
    )
    subject = both.find("goma gang", ())
    assert subject is not None
    assert subject.ref.entity == "goma-gang"


def test_the_only_wall_of_a_name_needs_one_of_its_words() -> None:
    assert find("rwandan").ref.entity == "wall"


def test_the_name_shown_is_the_packs() -> None:
    assert find("COSTERMANSVILLE").ref.name == "Bukavu"


def test_what_no_pack_has_is_looked_for_in_the_record() -> None:
    recorded = [("Ivan Petrenko", "name:ivan petrenko", 4), ("the mayor", None, 2)]
    person = LOOKUP.find("ivan PETRENKO", recorded)
    assert person is not None
    assert (person.kind, person.ref.entity, person.ref.name) == ("name", "name:ivan petrenko", "Ivan Petrenko")
    by_id = LOOKUP.find("name:ivan petrenko", recorded)
    assert by_id is not None
    assert by_id.ref.name == "Ivan Petrenko"
    mayor = LOOKUP.find("the mayor", recorded)
    assert mayor is not None
    assert mayor.ref.entity is None


def test_what_nobody_knows_is_not_found() -> None:
    assert LOOKUP.find("Atlantis", [("Ivan Petrenko", None, 1)]) is None


class TestOtherSpellings:
    @pytest.mark.parametrize(
        ("typed", "id_"), [("Costermansvil", None), ("Kostermansville", None), ("Bukafu", None), ("Bokavu", "bukavu")]
    )
    def test_a_known_name_in_another_romanisation(self, typed: str, id_: str | None) -> None:
        found = LOOKUP.find(typed, ())
        assert (found.ref.entity if found else None) == id_

    def test_a_recorded_name_in_another_romanisation(self) -> None:
        recorded = [("Kareem Naabhan", "name:kareem naabhan", 2)]
        found = LOOKUP.find("Karim al-Nabhan", recorded)
        assert found is not None
        assert (found.ref.entity, found.ref.text) == ("name:kareem naabhan", "Karim al-Nabhan")

    def test_of_two_that_fit_neither(self) -> None:
        recorded = [("Karim Nabhan", "name:karim nabhan", 2), ("Kareem Nabhan", "name:kareem nabhan", 2)]
        assert LOOKUP.find("Karim Nabhaan", recorded) is None


class TestProposals:
    LIKENESS = Likeness(
        Knowledge(
            actors=(
                Actor("front", "Lake Peace Front", Kind.ARMED_GROUP, aliases=("LPF", "Front pour la paix")),
                Actor("yusuf", "Karim Nabhan", Kind.PERSON),
                Actor("other", "Karim Nabhan Brigade", Kind.ARMED_GROUP),
            ),
            outlets=(Outlet("studio", "Studio Tamani", "broadcaster"),),
        )
    )

    @pytest.mark.parametrize(
        ("name", "kind", "known"),
        [
            ("Kareem Naabhan", Kind.PERSON, ("Karim Nabhan",)),
            ("Karim Nabhad", Kind.PERSON, ("Karim Nabhan",)),  # one letter off
            ("Nabhan", Kind.PERSON, ("Karim Nabhan",)),  # a word of the name
            ("Karim Nabhan", Kind.ARMED_GROUP, ("Karim Nabhan Brigade",)),  # a person is no group
            ("Peace Front", Kind.ARMED_GROUP, ("Lake Peace Front",)),
            ("Lake Peace Fronts", Kind.OTHER, ("Lake Peace Front",)),
            ("Studio Tamany", Kind.OUTLET, ("Studio Tamani",)),
            ("Lake paix", Kind.ARMED_GROUP, ()),  # words of two names of one group
            ("Salim Raad", Kind.PERSON, ()),
            ("LPG", Kind.OTHER, ()),  # too short to be one letter off
            ("", Kind.OTHER, ()),
        ],
    )
    def test_known_actors_that_may_be_meant(self, name: str, kind: Kind, known: tuple[str, ...]) -> None:
        assert self.LIKENESS.perhaps(name, kind) == known


class TestWhatBelongsToIt:
    def test_a_province_has_its_towns_and_their_camps(self) -> None:
        assert find("North Kivu").related == {"goma", "camp"}

    def test_a_country_is_more_than_the_sum_of_its_places(self) -> None:
        assert find("DR Congo").related == set()

    def test_a_border_has_its_barriers_and_a_barrier_its_border(self) -> None:
        assert find("cd-rw").related == {"wall"}
        assert find("Rwandan wall").related == {"cd-rw"}

    def test_a_route_has_its_places(self) -> None:
        assert find("RN2").related == {"goma", "bukavu"}

    @pytest.mark.parametrize("typed", ["JNIM", "Studio Tamani", "Bukavu"])
    def test_others_stand_alone(self, typed: str) -> None:
        assert find(typed).related == set()


class TestNearNames:
    def test_a_slip_of_the_keyboard_is_answered_with_the_names_near_it(self) -> None:
        assert [n.casefold() for n in LOOKUP.near("Bukvau", ())] == ["bukavu"]
        assert "north kivu" in [n.casefold() for n in LOOKUP.near("Nort Kivu", ())]

    def test_names_of_the_record_are_offered_as_they_are_written(self) -> None:
        assert LOOKUP.near("Ivan Petrenka", [("Ivan Petrenko", None, 1)]) == ["Ivan Petrenko"]

    def test_at_most_three_and_none_for_what_is_far(self) -> None:
        recorded = [(f"Petrenko {c}", None, 1) for c in "abcde"]
        assert len(LOOKUP.near("Petrenko", recorded)) == 3
        assert LOOKUP.near("zzzzzz", recorded) == []


@pytest.mark.parametrize(
    ("typed", "entity"),
    [
        ("Minova", "name:minova"),
        ("town of Minova", "name:minova"),
        ("Masisi", "name:masisi"),
        ("minova village", "name:minova"),
        ("SATMIS", "name:mission"),
        ("S.A.T.M.I.S.", "name:mission"),
    ],
)
def test_a_recorded_name_is_found_less_its_kind_and_by_its_acronym(typed: str, entity: str) -> None:
    recorded = [
        ("town of Minova", "name:minova", 2),
        ("Masisi territory", None, 1),
        ("Masisi district", "name:masisi", 1),
        ("Southern Africa Transition Mission in Sudan", "name:mission", 1),
    ][0 if typed != "Masisi" else 2 :]
    subject = LOOKUP.find(typed, recorded)
    assert subject is not None
    assert subject.ref.entity == entity


def test_an_acronym_or_a_bare_name_that_fits_two_finds_neither() -> None:
    recorded = [("Army of Free Men", "name:a", 1), ("Alliance of Free Mothers", "name:b", 1)]
    assert LOOKUP.find("AFM", recorded) is None
    assert LOOKUP.find("Minova", [("town of Minova", "name:a", 1), ("Minova district", "name:b", 1)]) is None


def test_the_crossings_on_its_line_belong_to_a_border() -> None:
    line = ((29.2, -1.6), (29.3, -1.7))
    world = Knowledge(
        places=(
            Place("cd-rw", "Congo-Rwanda border", "border", between=("CD", "RW"), line=line),
            Place("great", "Great Barrier", "crossing", "CD", lat=-1.69, lon=29.25),
            Place("far", "Far Gate", "crossing", "CD", lat=-3.0, lon=29.0),
            Place("other", "Other Gate", "crossing", "UG", lat=-1.69, lon=29.25),
        )
    )
    found = Lookup(world).find("Congo-Rwanda border", ())
    assert found is not None
    assert found.related == {"great"}
