"""Ten outlets, one source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.weigh.making import WORLD, claim

from khabar.model import Chain, Ref, Role
from khabar.weigh import independent, roots
from khabar.weigh.sources.roots import ECHO, UNNAMED, RootKey


def keys(*chains: str) -> int:
    """How many independent roots the same words have when they come by these chains."""
    return len(independent([claim("control", c, who=["Red Front"], what=["Old Mill"]) for c in chains], WORLD))


def test_a_speaker_is_one_root_through_whatever_outlets() -> None:
    assert keys("Captain Dara ← Herald", "Captain Dara ← Wire ← Herald", "Captain Dara ← Wire") == 1


def test_two_speakers_are_two_roots() -> None:
    assert keys("Captain Dara ← Herald", "Major Sami ← Herald") == 2


def test_an_outlets_own_voice_is_a_root_also_where_others_quote_it() -> None:
    assert keys("Herald", "Herald ← Wire") == 1
    assert keys("Herald", "Captain Dara ← Herald") == 2


def test_an_outlet_under_two_names_counts_once_by_its_entity() -> None:
    one = claim("control", "Herald")
    hop = replace(one.chain.root, agent=Ref("The Morning Herald", "The Morning Herald", "herald"))
    other = replace(one, id="other", chain=replace(one.chain, hops=(hop,)))
    assert len(independent([one, other], WORLD)) == 1


def test_outlets_of_one_party_are_its_one_voice() -> None:
    assert keys("Patron News", "Patron Television", "Patron News ← Herald") == 1
    (root,) = independent([claim("other", "Patron Television"), claim("other", "Patron News")], WORLD)
    assert root.name == "Patron News"


@pytest.mark.parametrize("echo", ["media reports", "several media outlets", "reports", "local sources", "The report"])
def test_echoes_pool_into_one_weak_root(echo: str) -> None:
    first, second = (
        claim("capture", f"{echo} ← Herald", who=["Red Front"], what=["Old Mill"]),
        claim("capture", "media reports ← Wire", who=["Red Front"], what=["Old Mill"]),
    )
    pooled = independent([first, second], WORLD)
    assert [(r.kind, r.weak) for r in pooled] == [(ECHO, True)]


def test_echoes_of_different_matters_stay_apart() -> None:
    about_red = claim("capture", "reports ← Herald", who=["Red Front"], what=["Old Mill"])
    about_blue = claim("attack", "reports ← Herald", who=["Blue Army"])
    assert len(independent([about_red, about_blue], WORLD)) == 2


def test_unnamed_sources_count_once_for_the_outlet_that_vouches() -> None:
    assert keys("a source ← Wire ← Herald", "a military official in the province ← Wire") == 1
    assert keys("a source ← Wire", "a source ← Herald") == 2
    (root,) = independent([claim("other", "residents ← reports ← Wire")], WORLD)
    assert (root.kind, root.name, root.weak) == (UNNAMED, "residents (Wire)", False)


def test_an_unnamed_source_nobody_vouches_for_is_of_its_report_alone() -> None:
    assert keys("witnesses", "witnesses") == 1
    (root,) = independent([claim("other", "witnesses")], WORLD)
    assert root.name == "witnesses"


def test_a_name_is_no_description_though_it_holds_a_title() -> None:
    (root,) = independent([claim("other", "Commander Anwar Hadid ← Wire")], WORLD)
    assert root.kind == "voice"


def test_authors_that_no_text_names_are_one_voice_a_document() -> None:
    here, there = claim("other", "[author]", document="one"), claim("other", "[author]", document="two")
    found = roots([here, there], WORLD)
    assert found[here.id] != found[there.id]
    assert found[here.id].name == "the author of one"


def test_an_id_made_for_one_document_yields_to_the_name() -> None:
    one = claim("other", "Colonel Tarek ← Herald")
    agent = Ref("Colonel Tarek", "he", "doc:7")
    hops = (replace(one.chain.root, agent=agent), *one.chain.hops[1:])
    other = replace(one, id="other", chain=replace(one.chain, hops=hops))
    assert len(independent([one, other], WORLD)) == 1


def root_of(name: str, interest: str = "", role: str = "outlet", entity: str | None = None) -> RootKey:
    one = claim("control", "Herald", who=["Red Front"], what=["Old Mill"])
    hop = replace(one.chain.root, agent=Ref(name, name, entity), role=Role(role), interest=interest)
    one = replace(one, chain=Chain((hop, *one.chain.hops)))
    return roots([one], WORLD)[one.id]


@pytest.mark.parametrize(
    "name",
    ["local media", "Turkish media", "Lebanese media outlets", "several Ethiopian newspapers", "pro-Iranian channels"],
)
def test_media_of_which_none_is_named_are_an_echo(name: str) -> None:
    assert root_of(name).kind == ECHO
    assert root_of(name, entity=f"name:{name}").kind == ECHO
    assert root_of(name).key == root_of("media").key


def test_media_that_are_called_after_a_party_are_its_one_voice() -> None:
    patron = root_of("Patron Television", entity="patron-tv").key
    assert root_of("Patrian state television", "patron").key == patron
    assert root_of("Patrian state media", "patron", entity="name:patrian state media").key == patron


def test_what_only_sounds_like_media_is_a_voice() -> None:
    for name in ("Baladi Media", "state television", "Red Front media"):
        assert root_of(name).kind not in (ECHO, UNNAMED), name
