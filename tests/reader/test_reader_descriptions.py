"""Descriptions that stand for one thing without being its name."""

from __future__ import annotations

import pytest

from khabar.model import Kind, Span
from khabar.reader.descriptions import find_descriptions


def described(text: str) -> dict[str, Kind]:
    return {m.text: m.kind for m in find_descriptions(text, Span(0, len(text)))}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("He met Iran-backed militias there.", "Iran-backed militias", Kind.ARMED_GROUP),
        ("He met 11 armed factions there.", "11 armed factions", Kind.ARMED_GROUP),
        ("They are pro-Kibenga militias.", "pro-Kibenga militias", Kind.ARMED_GROUP),
        ("Then sectarian militias came.", "sectarian militias", Kind.ARMED_GROUP),
        ("The Polish border guards slept.", "Polish border guards", Kind.STATE_BODY),
        ("The Iraqi army left.", "Iraqi army", Kind.STATE_BODY),
        ("The Iranian media reported it.", "Iranian media", Kind.OUTLET),
        ("It held the border with Poland and Belarus.", "border with Poland and Belarus", Kind.PLACE),
        ("It held the Iraq-Syria border.", "Iraq-Syria border", Kind.PLACE),
        ("Troops left the border area.", "border area", Kind.PLACE),
        ("They took the town of Ras al-Osk in May.", "town of Ras al-Osk", Kind.PLACE),
        ("They left the village of Tel Osk Monday.", "village of Tel Osk", Kind.PLACE),
        ("They built a concrete wall.", "concrete wall", Kind.FACILITY),
        ("Pro-Tarem militias in Osk slept.", "Pro-Tarem militias in Osk", Kind.ARMED_GROUP),
        ("The Tarem-led Coalition forces left.", "Tarem-led Coalition forces", Kind.ARMED_GROUP),
        (
            "Factions aligned with the Polish government came.",
            "Factions aligned with the Polish government",
            Kind.ARMED_GROUP,
        ),
        ("It joined the Southern Resistance in Osk.", "Southern Resistance in Osk", Kind.ARMED_GROUP),
        ("The Kesh operations command said so.", "Kesh operations command", Kind.ARMED_GROUP),
        ("Polish army units came.", "Polish army units", Kind.STATE_BODY),
        ("The new Polish leadership met him.", "new Polish leadership", Kind.STATE_BODY),
        ("Polish and Danish border guards met.", "Polish and Danish border guards", Kind.STATE_BODY),
        ("It took the village of al-Kesh.", "village of al-Kesh", Kind.PLACE),
        ("They left the borderlands with Poland.", "borderlands with Poland", Kind.PLACE),
        ("It hit the al-Kesh housing complex.", "al-Kesh housing complex", Kind.FACILITY),
        ("It reached the Polish base called Old Kesh.", "Polish base called Old Kesh", Kind.FACILITY),
    ],
)
def test_what_is_a_description_and_of_which_kind(text: str, words: str, kind: Kind) -> None:
    assert described(text).get(words) is kind


@pytest.mark.parametrize("text", ["They left.", "The border guards", "A border town", "Some people came."])
def test_what_is_none(text: str) -> None:
    assert Kind.PLACE not in described(text).values()
