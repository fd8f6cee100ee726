"""Attributions inside attributions: each its own source, told by the words of saying between them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import BlockKind, Claim, Span
from khabar.reader import Passage, Said
from khabar.reader.nested import disentangled


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def sources(text: str, *said: tuple[str | None, str, tuple[str, ...]]) -> list[tuple[str | None, str]]:
    """Who says what, of attributions told as (source, cue, contents)."""
    whole = Span(0, len(text))
    passage = Passage(whole, whole, text, BlockKind.BODY)
    given = [
        Said(passage, at(text, who) if who else None, (at(text, cue),), tuple(at(text, c) for c in content))
        for who, cue, content in said
    ]
    found = disentangled(given, text)
    return [(s.source.of(text) if s.source else None, s.content[0].of(text)) for s in found]


def test_who_is_said_to_have_told_it_is_not_who_says_so() -> None:
    text = "Ada Sel says her cousin told her that it fell."
    found = sources(
        text,
        ("Ada Sel", "says", ("her cousin told her that it fell",)),
        ("Ada Sel says her cousin", "told", ("it fell",)),
    )
    assert found == [("Ada Sel", "her cousin told her that it fell"), ("her cousin", "it fell")]


def test_who_is_cited_says_it() -> None:
    text = "The Lantern, citing what it called two officials, wrote that it fell."
    found = sources(
        text,
        ("The Lantern", "citing", ("what it called two officials", "that it fell")),
        ("The Lantern", "wrote", ("that it fell",)),
    )
    assert found == [("two officials", "that it fell"), ("The Lantern", "that it fell")]


def test_from_whom_it_was_learnt_says_it() -> None:
    text = "The office learned from its consul in Osk that it fell."
    found = sources(text, ("The office", "learned from", ("its consul in Osk that it fell",)))
    assert found[0] == ("its consul in Osk", "that it fell")
    assert found[1][0] == "The office"


def test_a_remark_is_of_whom_it_belongs_to() -> None:
    text = "She relayed the prince's remark that it fell."
    assert sources(text, (None, "remark", ("it fell",))) == [("the prince", "it fell")]


@pytest.mark.parametrize(
    ("text", "who", "cue"),
    [
        ("A man who said he was Ada told us that it fell.", "A man who said he was Ada", "told"),
        ("According to a letter quoted by the Lantern it fell.", "a letter quoted by the Lantern", "According to"),
        ("Ada Sel said that it fell.", "Ada Sel", "said"),
    ],
)
def test_a_source_that_is_told_of_stays_whole(text: str, who: str, cue: str) -> None:
    inner = [(None, word, ("it fell",)) for word in ("quoted", "said he") if word in text]
    assert sources(text, (who, cue, ("it fell",)), *inner)[0] == (who, "it fell")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Foreign Office said it had informed the family that the M23 had killed Petrenko.", ["Foreign Office"]),
        ("A radio report citing army officers said the M23 had taken Goma.", ["radio report"]),
        ("Ivan Petrenko said at a news conference that the M23 had taken Goma.", ["Ivan Petrenko"]),
    ],
)
def test_who_speaks_is_named_without_what_he_did_or_where(
    claims_of: Callable[[str], tuple[Claim, ...]], text: str, who: list[str]
) -> None:
    found = next(c for c in claims_of(text) if c.type in ("attack", "capture"))
    assert [h.agent.name for h in found.chain.hops][: len(who)] == who


@pytest.mark.parametrize(
    ("source", "alone"),
    [
        ("Police arrested six men", "Police"),
        ("LISMIL has asked both armies", "LISMIL"),
        ("what the paper had published", "what the paper had published"),
        ("Radio Goma had Colonel Petrenko", "Radio Goma had Colonel Petrenko"),
        ("officers who had left the army", "officers who had left the army"),
    ],
)
def test_a_source_ends_where_it_acts(source: str, alone: str) -> None:
    text = f"{source} said that Goma fell."
    assert sources(text, (source, "said", ("that Goma fell",))) == [(alone, "that Goma fell")]
