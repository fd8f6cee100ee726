"""A surname that a pack knows, behind another given name: a relative, and not who is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim

ClaimsOf = Callable[[str], tuple[Claim, ...]]


def subjects(claims: tuple[Claim, ...], words: str) -> list[str]:
    return [r.name for c in claims if words in c.quote for r in c.subjects]


@pytest.mark.parametrize("title", ["", "General ", "RSF leader "])
def test_the_surname_alone_is_who_is_known(claims_of: ClaimsOf, title: str) -> None:
    text = f"The Rapid Support Forces denied it in Sudan. {title}Dagalo left the city on Monday."
    assert subjects(claims_of(text), "left the city") == ["Mohamed Hamdan Dagalo"]


@pytest.mark.parametrize("name", ["Mohammed Dagalo", "Mohamed Hamdan Dagalo"])
def test_so_is_his_name_in_another_spelling(claims_of: ClaimsOf, name: str) -> None:
    text = f"The Rapid Support Forces denied it in Sudan. On Monday {name} left the city."
    assert subjects(claims_of(text), "left the city") == ["Mohamed Hamdan Dagalo"]


def test_another_given_name_is_a_relative(claims_of: ClaimsOf) -> None:
    text = "The Rapid Support Forces denied it in Sudan. On Monday General Osman Dagalo left the city."
    assert subjects(claims_of(text), "left the city") == ["Osman Dagalo"]
