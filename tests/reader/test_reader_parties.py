"""Who does something, and to whom: whole phrases, people that are held, and nobody twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, ClaimType, Span
from khabar.reader.phrases import trimmed, whole_words

ClaimsOf = Callable[[str], tuple[Claim, ...]]


def one(claims: tuple[Claim, ...], words: str, type_: ClaimType) -> Claim:
    return next(c for c in claims if words in c.quote and c.type is type_)


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("an open-ended war", "ended war", "open-ended war"),
        ("the front's 8-month truce", "front's 8", "front's 8-month truce"),
        ("the army's northern flank", "s northern flank", "northern flank"),
        ("after a coup d'etat", "etat", "d'etat"),
        ("the army near Sake", "army", "army"),
        ("a Chinese commander of it", "a Chinese", "a Chinese commander"),
        ("the Chinese took it", "the Chinese", "the Chinese"),
        ("about 3,000 people", "people", "about 3,000 people"),
        ("on May 30 rebels came", "rebels", "rebels"),
        ("since 2018 rebels came", "rebels", "rebels"),
    ],
)
def test_no_word_is_cut_in_two(text: str, cut: str, whole: str) -> None:
    start = text.index(cut)
    assert whole_words(Span(start, start + len(cut)), text).of(text) == whole


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("3,000 troops in", "3,000 troops"),
        ("the zone it", "the zone"),
        ("reaching the bridge", "the bridge"),
        ("it", "it"),
        ("dead roughly 100 demonstrators", "roughly 100 demonstrators"),
        ("41 people dead", "41 people"),
        ("dead soldiers", "dead soldiers"),
        ("neighbouring villages", "neighbouring villages"),
    ],
)
def test_what_belongs_to_the_next_phrase_is_left_out(words: str, left: str) -> None:
    assert trimmed(Span(0, len(words)), words).of(words) == left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The M23 is holding 60 soldiers near Goma.", "holding"),
        ("The army captured two M23 fighters near Sake.", "captured"),
        ("The rebels hold hundreds of prisoners in Goma.", "hold"),
        ("His capture by the M23 near Sake angered the army.", "capture"),
    ],
)
def test_whoever_takes_or_holds_people_detains_them(claims_of: ClaimsOf, text: str, words: str) -> None:
    assert [c.type for c in claims_of(text) if words in c.quote and c.type is not ClaimType.STATEMENT] == [
        ClaimType.DETENTION
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The M23 captured Goma.",
        "M23 fighters left after their capture of Goma.",
        "The M23 holds the soldiers' barracks in Goma.",
    ],
)
def test_whoever_takes_or_holds_a_site_does_not(claims_of: ClaimsOf, text: str) -> None:
    assert not any(c.type is ClaimType.DETENTION for c in claims_of(text))


def test_his_abduction_was_done_to_him(claims_of: ClaimsOf) -> None:
    found = one(
        claims_of("Ivan Petrenko left Goma. His abduction by the M23 was condemned."), "abduction", ClaimType.DETENTION
    )
    assert [r.name for r in found.subjects] == ["March 23 Movement"]
    assert [r.name for r in found.objects] == ["Ivan Petrenko"]


def test_who_was_killed_fighting_somebody_was_killed_and_not_those_he_fought(claims_of: ClaimsOf) -> None:
    found = one(claims_of("200 soldiers have been killed fighting the M23."), "killed", ClaimType.ATTACK)
    assert not found.subjects
    assert [r.name for r in found.objects] == ["200 soldiers"]


def test_who_is_reported_dead_killed_nobody(claims_of: ClaimsOf) -> None:
    found = one(claims_of("Twenty civilians were confirmed dead after the M23 shelled Goma."), "dead", ClaimType.ATTACK)
    assert not found.subjects
    assert [r.name for r in found.objects] == ["Twenty civilians"]


def test_nobody_is_sent_by_himself(claims_of: ClaimsOf) -> None:
    found = one(
        claims_of("The 3,000 U.N. troops in Goma will remain there until June."), "remain", ClaimType.DEPLOYMENT
    )
    assert [r.name for r in found.subjects] == ["3,000 U.N. troops"]
    assert not found.objects


@pytest.mark.parametrize(
    ("text", "words", "objects"),
    [
        ("The M23 carried out attacks in Congo and Rwanda.", "attacks", []),
        ("The mayor met Colonel Ivan Petrenko in Goma on Monday.", "met", ["Ivan Petrenko"]),
        ("About 3,000 people were detained in Congo and Rwanda.", "detained", ["About 3,000 people"]),
    ],
)
def test_where_it_was_is_not_whom_it_hit(claims_of: ClaimsOf, text: str, words: str, objects: list[str]) -> None:
    found = next(c for c in claims_of(text) if words in c.quote)
    assert [r.name for r in found.objects] == objects
    assert found.places


def test_a_place_that_was_cut_is_whole(claims_of: ClaimsOf) -> None:
    found = one(claims_of("The Ethiopian army held Addis Ababa."), "held", ClaimType.CONTROL)
    assert "Ababa" not in [r.name for r in found.places]


def test_those_who_are_of_somewhere_take_part_and_not_the_places(claims_of: ClaimsOf) -> None:
    text = "President Ivan Petrenko of Congo and President Pavel Orlov of Rwanda met on Friday."
    found = one(claims_of(text), "met", ClaimType.TALKS)
    assert [r.name for r in found.subjects] == ["Ivan Petrenko", "Pavel Orlov"]
    assert not found.objects


def test_a_raid_that_is_carried_out_is_not_what_it_hits(claims_of: ClaimsOf) -> None:
    found = one(claims_of("The army carried out airstrikes on Goma."), "carried out", ClaimType.ATTACK)
    assert "airstrikes" not in [r.name for r in found.objects]


@pytest.mark.parametrize(
    ("text", "words", "type_", "subjects", "objects"),
    [
        ("Rwanda assists rebels fighting the M23.", "fighting", ClaimType.ATTACK, ["rebels"], ["March 23 Movement"]),
        ("The army bombed M23 men holding Goma.", "bombed", ClaimType.ATTACK, ["army"], ["March 23 Movement"]),
        ("The army captured soldiers defending Goma.", "captured", ClaimType.DETENTION, ["army"], ["soldiers"]),
    ],
)
def test_those_who_are_told_of_as_doing_something_do_it_themselves(
    claims_of: ClaimsOf, text: str, words: str, type_: ClaimType, subjects: list[str], objects: list[str]
) -> None:
    found = one(claims_of(text), words, type_)
    assert [r.name for r in found.subjects] == subjects
    assert [r.name for r in found.objects] == objects
