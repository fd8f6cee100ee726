"""What became of those whom a number counts, and how amounts are written."""

from __future__ import annotations

import re

import pytest
from tests.weigh.making import claim

from khabar.model import Claim, Quantity, Span
from khabar.weigh.fates import fate, same_sort
from khabar.weigh.wording import amount


def told(quote: str, *units: str) -> Claim:
    """A claim in which each number of the quote counts people of one of the units."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"\d+", quote)]
    numbers = [Quantity(float(s.of(quote)), u, u, span=s) for s, u in zip(spans, units, strict=True)]
    return claim("attack", quote=quote, numbers=numbers)


@pytest.mark.parametrize(
    ("quote", "fates"),
    [
        ("11 men were killed and 27 wounded", ["dead", "wounded"]),
        ("the raid killed 11 men and wounded 27", ["dead", "wounded"]),
        ("strikes killed 11 men, wounding 27", ["dead", "wounded"]),
        ("20 gunmen killed 3 soldiers", ["", "dead"]),
        ("the raid that killed many left 5 wounded", ["wounded"]),
        ("police arrested 4 men", ["detained"]),
        ("40 men hold the bridge", [""]),
        ("3000 people fled the town", ["displaced"]),
    ],
)
def test_fates_stand_nearest_to_their_numbers(quote: str, fates: list[str]) -> None:
    told_of = told(quote, *["man"] * len(fates))
    assert [fate(q, told_of) for q in told_of.quantities] == fates


def test_only_people_have_a_fate() -> None:
    (lorries,) = told("11 lorries were killed off", "lorry").quantities
    assert fate(lorries, told("11 lorries were killed off", "lorry")) == ""


def test_what_is_counted_goes_before_the_words_around() -> None:
    wounded = Quantity(3, "man", "wounded men")
    assert fate(wounded, claim("attack", quote="the raid killed many", numbers=[wounded])) == "wounded"


def test_fighters_are_no_civilians_but_men_may_be_either() -> None:
    fighter, civilian, man = (Quantity(1, unit, unit) for unit in ("fighter", "civilian", "man"))
    assert not same_sort(fighter, civilian)
    assert same_sort(fighter, man)
    assert same_sort(man, civilian)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(2, "country", "2 countries"), (1, "man", "1 man"), (3, "man", "3 men"), (36, "people", "36 people"),
     (80, "percent", "80 percent"), (2, "day", "2 days"), (3, "dead", "3 dead"), (2, "forces", "2 forces")],
)  # fmt: skip
def test_amounts_in_the_plural(value: float, unit: str, words: str) -> None:
    assert amount(Quantity(value, unit, "")) == words
