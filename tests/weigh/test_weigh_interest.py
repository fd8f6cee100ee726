"""A party speaking in its own interest is shown, not counted; against its interest it counts more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.weigh.making import WORLD, claim

from khabar.model import Actor, Kind, Knowledge, Outlet, Relation
from khabar.weigh import Interest, interest, learned
from khabar.weigh.sources.interest import AGAINST, OWN

DAY = date(2020, 6, 10)


def bearing(chain: str, type: str, who: str, what: str = "Old Mill", modality: str = "asserted") -> str | None:
    found = interest(claim(type, chain, who=[who], what=[what], modality=modality), WORLD, DAY)
    return found.bearing if found else None


@pytest.mark.parametrize(
    ("chain", "type", "who", "what", "modality", "expected"),
    [
        ("Red Front ← Herald", "control", "Red Front", "Old Mill", "asserted", OWN),
        ("Captain Dara ← Herald", "capture", "First Red Brigade", "Old Mill", "asserted", OWN),
        ("Captain Dara ← Herald", "capture", "Second Red Brigade", "Old Mill", "asserted", OWN),
        ("Patron News ← Herald", "capture", "Red Front", "Old Mill", "rumoured", OWN),
        ("RF commanders ← Herald", "authority", "Blue Army", "Red Front", "asserted", OWN),
        ("Captain Dara ← Herald", "alliance", "Red Front", "Green Guard", "denied", OWN),
        ("Major Sami ← Herald", "withdrawal", "Blue Army", "Old Mill", "asserted", AGAINST),
        ("Major Sami ← Herald", "capture", "Red Front", "Blue Army", "asserted", AGAINST),
        ("Major Sami ← Herald", "control", "Blue Army", "Old Mill", "denied", AGAINST),
        ("Major Sami ← Herald", "control", "Red Front", "Old Mill", "asserted", None),
        ("Herald", "control", "Red Front", "Old Mill", "asserted", None),
        ("Captain Dara ← Herald", "alliance", "Red Front", "Green Guard", "asserted", None),
        ("Captain Dara ← Herald", "attack", "Red Front", "Old Mill", "feared", None),
        ("Captain Dara ← Herald", "statement", "Red Front", "Old Mill", "asserted", None),
    ],
)
def test_who_gains(chain: str, type: str, who: str, what: str, modality: str, expected: str | None) -> None:
    assert bearing(chain, type, who, what, modality) == expected


def test_the_words_say_how_the_speaker_is_tied() -> None:
    told = claim("capture", "Patron News ← Herald", who=["Red Front"], what=["Old Mill"])
    assert interest(told, WORLD, DAY) == Interest(
        OWN, "Patron News speaks for the Patron Government, which backs the Red Front"
    )


def test_the_patron_itself_is_tied_too() -> None:
    told = claim("capture", "Patron Government ← Herald", who=["Red Front"], what=["Old Mill"])
    assert interest(told, WORLD, DAY) == Interest(OWN, "the Patron Government backs the Red Front")


def test_a_post_counts_only_while_it_is_held() -> None:
    told = claim("control", "Captain Dara ← Herald", who=["First Red Brigade"], what=["Old Mill"])
    assert interest(told, WORLD, date(2020, 6, 1)) is not None
    assert interest(told, WORLD, date(2022, 6, 1)) is None
    assert interest(told, WORLD, None) is not None


def test_a_hop_may_name_its_party_itself() -> None:
    told = claim("control", "Colonel Tarek ← Herald", who=["Red Front"], what=["Old Mill"])
    hops = (replace(told.chain.root, interest="red"), *told.chain.hops[1:])
    found = interest(replace(told, chain=replace(told.chain, hops=hops)), WORLD, DAY)
    assert found == Interest(OWN, "Colonel Tarek, of the Red Front")


def test_a_paper_of_a_party_does_not_speak_for_the_state_above_it() -> None:
    world = Knowledge(
        actors=tuple(Actor(i, i, Kind.STATE_BODY) for i in ("party", "region", "state")),
        outlets=(Outlet("paper", "Paper", "newspaper", owner="party"),),
        relations=(Relation("part_of", "party", "region"), Relation("part_of", "region", "state")),
    )
    for who, expected in (("party", True), ("region", True), ("state", False)):
        told = claim("control", who=["x"], what=["Old Mill"])
        hop = replace(told.chain.root, agent=replace(told.chain.root.agent, name="Paper", entity="paper"))
        subject = replace(told.subjects[0], name=who, entity=who)
        told = replace(told, subjects=(subject,), chain=replace(told.chain, hops=(hop,)))
        assert (interest(told, world, DAY) is not None) is expected


def test_what_a_report_says_in_its_own_voice_is_learned() -> None:
    mouthpiece = claim("alliance", "Wire", who=["Evening Post"], what=["Green Guard"], quote="a mouthpiece of it")
    told = claim("control", "Evening Post ← Wire", who=["Green Guard"], what=["Old Mill"])
    assert interest(told, WORLD, DAY) is None
    wise = learned(WORLD, [mouthpiece])
    sources = (f"claim {mouthpiece.id}",)
    assert interest(told, wise, DAY) == Interest(OWN, "Evening Post speaks for the Green Guard", sources)
    assert learned(wise, [mouthpiece]) == wise


@pytest.mark.parametrize(
    ("type", "quote", "kind"),
    [
        ("membership", "a unit of it", "part_of"),
        ("command", "who leads it", "leads"),
        ("alliance", "the Guard-backed fighters", "backed_by"),
        ("alliance", "which is close to it", "allied_with"),
    ],
)
def test_kinds_of_ties_learned(type: str, quote: str, kind: str) -> None:
    told = claim(type, "Wire", who=["Hill Company"], what=["Green Guard"], quote=quote)
    tied = claim("control", "Hill Company ← Wire", who=["Green Guard"], what=["Old Mill"])
    wise = learned(WORLD, [told])
    assert wise.relations[-1].kind == kind or kind in {r.kind for r in wise.relations if r.object == "green"}
    assert interest(tied, wise, DAY) is not None


def test_an_accusation_that_an_outlet_passes_on_is_not_learned() -> None:
    accused = claim("alliance", "Major Sami ← Wire", who=["Red Front"], what=["Green Guard"])
    denied = claim("alliance", "Wire", who=["Red Front"], what=["Green Guard"], modality="denied")
    battle = claim("attack", "Wire", who=["Red Front"], what=["Green Guard"])
    assert learned(WORLD, [accused, denied, battle]) == WORLD
