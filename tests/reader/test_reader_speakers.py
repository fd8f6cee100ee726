"""Who speaks on: pronouns and descriptions in a speaker's place."""

from __future__ import annotations

import pytest

from khabar.model import BlockKind, Kind, Mention, Span
from khabar.reader import Passage, Said, carried_speakers


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def sentence(text: str, source: Span) -> Passage:
    start, end = text.rfind(". ", 0, source.start) + 1, text.index(".", source.end) + 1
    return Passage(Span(start, end), Span(0, len(text)), text[start:end], BlockKind.BODY)


def carried(text: str, *sources: str, **names: Kind) -> dict[str, str]:
    """Each source that takes up another, with whom it means; the `names` stand in the text with `_` for a space."""
    mentions = [Mention(at(text, n), n, kind, None, n) for w, kind in names.items() for n in [w.replace("_", " ")]]
    said = [
        Said(sentence(text, s), s, (Span(s.end, s.end),), (Span(s.end, s.end),)) for s in (at(text, w) for w in sources)
    ]
    found = carried_speakers(said, mentions, text)
    return {span.of(text): mention.name or mention.text for span, mention in found.items()}


@pytest.mark.parametrize(
    ("text", "sources", "names", "meant"),
    [
        (
            "Col. Ada Sel said it fell. The colonel added that it burnt.",
            ("Col. Ada Sel", "The colonel"),
            {"Ada_Sel": Kind.PERSON},
            {"The colonel": "Ada Sel"},
        ),
        (
            "A security source said it fell. The same source added that it burnt.",
            ("A security source", "The same source"),
            {},
            {"The same source": "security source"},
        ),
        (
            "Lantern TV said it fell. Ada Sel denied it. The channel stood by it.",
            ("Lantern TV", "Ada Sel", "The channel"),
            {"Lantern_TV": Kind.OUTLET, "Ada_Sel": Kind.PERSON},
            {"The channel": "Lantern TV"},
        ),
        (
            "The Free Sarr Ministry said it fell. Lantern TV denied it. The ministry stood by it.",
            ("Free Sarr Ministry", "Lantern TV", "The ministry"),
            {"Free_Sarr_Ministry": Kind.STATE_BODY, "Lantern_TV": Kind.OUTLET},
            {"The ministry": "Free Sarr Ministry"},
        ),
        (
            "Two officials said it fell. They added that it burnt.",
            ("Two officials", "They"),
            {},
            {"They": "Two officials"},
        ),
        (
            "Residents said it fell. Three rebel spokesmen denied it. They added that it burnt.",
            ("Residents", "Three rebel spokesmen", "They"),
            {},
            {"They": "Three rebel spokesmen"},
        ),
        (
            "Aid workers said it fell. The results showed why. They added that it burnt.",
            ("Aid workers", "The results", "They"),
            {},
            {"They": "Aid workers"},
        ),
        (
            "Aid workers said it fell. Sarria denied it. They added that it burnt.",
            ("Aid workers", "Sarria", "They"),
            {"Sarria": Kind.PLACE},
            {"They": "Aid workers"},
        ),
        (
            "Ada Sel said it fell. Her own analysts doubted it. She insisted.",
            ("Ada Sel", "Her own analysts", "She"),
            {"Ada_Sel": Kind.PERSON},
            {"She": "Ada Sel"},
        ),
    ],
)
def test_descriptions_take_up_who_spoke_before(
    text: str, sources: tuple[str, ...], names: dict[str, Kind], meant: dict[str, str]
) -> None:
    assert carried(text, *sources, **names) == meant


@pytest.mark.parametrize("source", ["Her deputy", "The colonel", "The channel"])
def test_somebody_new_takes_up_nobody(source: str) -> None:
    text = f"Ada Sel said it fell. {source} denied it."
    assert carried(text, "Ada Sel", source, Ada_Sel=Kind.PERSON) == {}


def test_nobody_speaks_on_for_ever() -> None:
    text = "Ada Sel said it fell. " + "The river rose. " * 120 + "He added nothing."
    assert carried(text, "Ada Sel", "He", Ada_Sel=Kind.PERSON) == {}
