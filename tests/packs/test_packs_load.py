"""What a pack becomes once it is loaded, alone and beside others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from khabar.model import Kind, Knowledge, PackError
from khabar.packs import available, load

Spoil = Callable[[str, str, str], Path]


def by_id(rows: Iterable[Any], wanted: str) -> Any:
    return next(row for row in rows if row.id == wanted)


def second_pack(folder: Path, actors: str, source_url: str = "https://example.org/register") -> Path:
    """A pack beside `folder` that has the given actors and nothing else."""
    other = folder.parent / "inland"
    other.mkdir()
    about = (folder / "pack.toml").read_text(encoding="utf-8").replace('"harbour"', '"inland"')
    (other / "pack.toml").write_text(about, encoding="utf-8")
    sources = (folder / "sources.toml").read_text(encoding="utf-8")
    (other / "sources.toml").write_text(sources.replace("https://example.org/register", source_url), encoding="utf-8")
    (other / "actors.toml").write_text(actors, encoding="utf-8")
    return other


@pytest.fixture
def loaded(harbour: Path) -> Knowledge:
    return load([], folders=[harbour])


def test_world_is_always_first(harbour: Path) -> None:
    assert available()[0] == "world"
    assert load([str(harbour)]).packs == ("world@2", "harbour@1")
    assert load(["congo-kivu", "world"]).packs == ("world@2", "congo-kivu@1")


def test_no_names_means_all_that_come_with_khabar(harbour: Path) -> None:
    packs = load(folders=[harbour]).packs
    assert [p.partition("@")[0] for p in packs] == [*available(), "harbour"]


def test_rows_become_records(loaded: Knowledge) -> None:
    union = by_id(loaded.actors, "dockers")
    assert (union.kind, union.aliases, union.weak_aliases) == (
        Kind.OTHER,
        ("Union of Dock Workers",),
        ("the union",),
    )
    assert by_id(loaded.outlets, "dock-post").speaks_for == ("dockers",)
    assert by_id(loaded.places, "east-quay").lat == 35.9
    assert by_id(loaded.places, "sea-line").line == ((14.0, 36.2), (14.9, 36.3))
    assert by_id(loaded.barriers, "boom").parts == ("boom", "buoys")
    (edge,) = by_id(loaded.routes, "quay-road").edges
    assert (edge.start, edge.end, edge.mode) == ("east-quay", "west-quay", "road")
    assert by_id(loaded.events, "great-strike").date.latest == date(2021, 3, 9)
    takes, loses = (o for o in loaded.outcomes if o.event == "great-strike")
    assert (takes.does, takes.actor, takes.places) == ("takes", "dockers", ("west-quay",))
    assert (loses.does, loses.actor, loses.places) == ("loses", "guard", ())
    assert by_id(loaded.places, "east-quay").pack == "harbour@1"
    assert ("Harbourish", "MT") in loaded.demonyms
    assert ("Harbourers", "MT") in loaded.demonyms
    assert "MT" in loaded.countries


def test_a_post_with_full_days_held_on_every_one_of_them(loaded: Knowledge) -> None:
    held = next(r for r in loaded.relations if r.subject == "ada-mole").held
    assert (held.earliest, held.latest) == (date(2020, 1, 1), date(2022, 6, 30))
    assert held.every
    assert held.text == "2020-01-01/2022-06-30"


def test_a_bare_month_is_widened_to_its_bounds_and_does_not_claim_its_first_day(loaded: Knowledge) -> None:
    held = next(r for r in loaded.relations if r.subject == "guard").held
    assert (held.earliest, held.latest) == (date(2019, 3, 1), None)
    assert not held.every


def test_until_counts_to_the_end_of_what_it_names(spoil: Spoil) -> None:
    folder = spoil("relations.toml", 'from = "2020-01-01"\nuntil = "2022-06-30"', 'until = "2022"')
    held = next(r for r in load([], folders=[folder]).relations if r.subject == "ada-mole").held
    assert (held.earliest, held.latest) == (None, date(2022, 12, 31))


def test_a_relation_without_days_is_open(spoil: Spoil) -> None:
    folder = spoil("relations.toml", 'from = "2019-03"\n', "")
    held = next(r for r in load([], folders=[folder]).relations if r.subject == "guard").held
    assert held.open
    assert not held.every


OWN_DOCKERS = """[[actor]]
id = "dockers"
name = "Dockers of the North"
kind = "armed_group"
aliases = ["Northern Dockers", "the union"]
weak_aliases = ["Union of Dock Workers"]
sources = ["register"]
as_of = "2025"
"""


def test_a_later_row_overrides_and_spellings_add_up(harbour: Path) -> None:
    merged = by_id(load([], folders=[harbour, second_pack(harbour, OWN_DOCKERS)]).actors, "dockers")
    assert (merged.name, merged.kind, merged.as_of) == ("Dockers of the North", Kind.ARMED_GROUP, "2025")
    assert merged.aliases == ("Northern Dockers", "the union", "Dockers' Union")
    assert merged.weak_aliases == ("Union of Dock Workers",)


def test_a_field_that_the_later_row_leaves_out_is_kept(harbour: Path) -> None:
    row = '[[actor]]\nid = "guard"\nname = "Harbour Guard"\nkind = "state_body"\n'
    other = second_pack(harbour, row + 'sources = ["register"]\nas_of = "2025"\n')
    assert by_id(load([], folders=[harbour, other]).actors, "guard").country == "MT"


def test_conflict_packs_override_the_world() -> None:
    world = by_id(load([]).actors, "cd-government")
    merged = by_id(load(["congo-kivu"]).actors, "cd-government")
    assert merged.name == "Congolese government"
    assert world.name in merged.aliases


def test_a_spelling_that_two_packs_claim_becomes_weak_in_both(harbour: Path) -> None:
    row = OWN_DOCKERS.replace('id = "dockers"', 'id = "weavers"').replace("Northern", "Inland")
    row = row.replace('"the union"', '"Union of Dock Workers"').replace(
        'weak_aliases = ["Union of Dock Workers"]\n', ""
    )
    knowledge = load([], folders=[harbour, second_pack(harbour, row)])
    for wanted in ("dockers", "weavers"):
        actor = by_id(knowledge.actors, wanted)
        assert "Union of Dock Workers" not in actor.aliases
        assert "Union of Dock Workers" in actor.weak_aliases


def test_a_source_id_with_another_address_is_renamed(harbour: Path) -> None:
    other = second_pack(harbour, OWN_DOCKERS.replace("dockers", "weavers"), "https://example.org/other")
    knowledge = load([], folders=[harbour, other])
    assert by_id(knowledge.actors, "weavers").sources == ("inland/register",)
    assert by_id(knowledge.sources, "inland/register").url == "https://example.org/other"
    assert by_id(knowledge.actors, "guard").sources == ("register",)


def test_the_edges_of_a_route_are_renamed_with_it(harbour: Path) -> None:
    other = second_pack(harbour, OWN_DOCKERS.replace("dockers", "weavers"), "https://example.org/other")
    (route,) = [r for r in load([], folders=[other, harbour]).routes if r.id == "quay-road"]
    assert route.sources == route.edges[0].sources == ("harbour/register",)


def test_the_same_pack_twice_is_loaded_once(harbour: Path) -> None:
    assert load([str(harbour)], folders=[harbour]).packs == ("world@2", "harbour@1")


def test_only_pack_and_sources_are_needed(harbour: Path) -> None:
    for file in harbour.iterdir():
        if file.name not in ("pack.toml", "sources.toml"):
            file.unlink()
    assert load([], folders=[harbour]).packs == ("world@2", "harbour@1")


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(PackError, match=r"no pack called 'atlantis'.*world.*congo-kivu"):
        load(["atlantis"])


def test_a_folder_without_a_pack_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.toml: is missing"):
        load([], folders=[tmp_path])


def test_a_pack_that_breaks_the_format_is_not_half_loaded(harbour: Path, spoil: Spoil) -> None:
    spoil("actors.toml", 'kind = "other"', 'kind = "union"')
    with pytest.raises(PackError, match=r"harbour/actors\.toml: \[dockers\] kind: must be one of"):
        load([], folders=[harbour])


def test_a_reference_across_packs_holds_if_both_are_loaded(harbour: Path) -> None:
    other = second_pack(harbour, OWN_DOCKERS.replace("dockers", "weavers"))
    shutil.copy(harbour / "relations.toml", other / "relations.toml")
    assert load([], folders=[harbour, other]).packs[-1] == "inland@1"
    with pytest.raises(PackError, match=r"inland/relations\.toml: .* no actor or outlet has the id 'guard'"):
        load([], folders=[other])


def test_hundreds_of_breaches_are_counted_not_listed(harbour: Path) -> None:
    bad = OWN_DOCKERS.replace('"armed_group"', '"mob"')
    (harbour / "actors.toml").write_text(bad * 100, encoding="utf-8")
    with pytest.raises(PackError, match="… and 80 more"):
        load([], folders=[harbour])
