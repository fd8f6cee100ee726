"""The packs that come with khabar keep their own rules, and know what a desk expects them to know."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import khabar.packs
from khabar.model import Knowledge, When
from khabar.packs import available, check, load

BUILT_IN = Path(khabar.packs.__file__).parent
DOCS = Path(__file__).parents[2] / "docs" / "packs.md"


@pytest.fixture(scope="module")
def everything() -> Knowledge:
    return load()


@pytest.mark.parametrize("name", available())
def test_a_shipped_pack_breaks_no_rule(name: str) -> None:
    assert check(BUILT_IN / name) == []


@pytest.mark.parametrize("name", available())
def test_a_shipped_pack_is_named_as_its_folder(name: str) -> None:
    assert load([name]).packs[-1].partition("@")[0] == name


@pytest.mark.parametrize(
    ("spelling", "entity"),
    [
        ("Iraqi government", "iq-government"),
        ("government of Georgia", "ge-government"),
        ("U.S. government", "us-government"),
        ("Rapid Support Forces", "rsf-sudan"),
        ("FARDC", "fardc"),
        ("AFC/M23", "m23"),
        ("UN Security Council", "un-security-council"),
        ("Hemedti", "mohamed-hamdan-dagalo"),
    ],
)
def test_names_that_news_desks_use_are_known(everything: Knowledge, spelling: str, entity: str) -> None:
    assert {a.id for a in everything.actors if spelling in (a.name, *a.aliases)} == {entity}


@pytest.mark.parametrize("acronym", ["RSF", "SAF", "GNU", "AFC", "RDF", "WHO", "BLA"])
def test_acronyms_with_other_meanings_are_weak(everything: Knowledge, acronym: str) -> None:
    assert any(acronym in actor.weak_aliases for actor in everything.actors)
    assert not any(acronym in actor.aliases for actor in everything.actors)


def test_every_state_has_a_government_a_place_and_a_demonym() -> None:
    world = load([])
    governments = {a.country for a in world.actors if a.id.endswith("-government")}
    countries = {p.country for p in world.places if p.kind == "country"}
    assert len(governments) >= 195
    assert governments <= countries
    assert countries <= {code for _, code in world.demonyms}


def test_a_form_may_stand_for_two_countries() -> None:
    assert {code for form, code in load([]).demonyms if form == "Congolese"} == {"CD", "CG"}


def test_one_form_is_given_once_for_a_country(everything: Knowledge) -> None:
    assert max(Counter(everything.demonyms).values()) == 1


def test_state_outlets_say_whose_voice_they_are(everything: Knowledge) -> None:
    owners = {o.id: o.speaks_for for o in everything.outlets}
    assert owners["tass"] == ("ru-government",)
    assert owners["rtnc"] == ("cd-government",)
    assert owners["reuters"] == ()


def test_goma_fell_twice(everything: Knowledge) -> None:
    days = {e.id: e.date for e in everything.events if e.id in ("goma-2012", "goma-2025")}
    assert days == {
        "goma-2012": When.on(date(2012, 11, 20), "2012-11-20"),
        "goma-2025": When.on(date(2025, 1, 27), "2025-01-27"),
    }


def test_posts_are_read_as_of_a_day(everything: Knowledge) -> None:
    asked = When.on(date(2023, 5, 1))
    presidents = {
        r.subject
        for r in everything.relations
        if r.kind == "post" and r.object == "us-government" and r.title == "president" and r.held.meets(asked)
    }
    assert presidents == {"joe-biden"}


def test_points_of_crossings_lie_near_their_borders(everything: Knowledge) -> None:
    lines = [p.line for p in everything.places if p.id in ("cd-rwanda-border", "cd-rw-border", "cd-ug-border")]
    crossing = next(p for p in everything.places if p.id == "grande-barriere")
    assert crossing.lat is not None
    assert crossing.lon is not None
    nearest = min(abs(lon - crossing.lon) + abs(lat - crossing.lat) for line in lines for lon, lat in line)
    assert nearest < 0.2


def test_the_example_in_the_documentation_is_sound(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    for block in re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL):
        name = block.splitlines()[0].removeprefix("# harbour/")
        (folder / name).write_text(block, encoding="utf-8")
    assert check(folder) == []
    assert load([str(folder)]).packs == ("world@2", "harbour@1")
