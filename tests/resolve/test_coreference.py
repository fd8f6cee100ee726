"""Pronouns and descriptions: whom "he", "it", "the group" and "the ministry" stand for, and when that is left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Kind, Mention, Span
from khabar.resolve import find_anaphors, with_anaphors

WHO = {
    "Arakan Army": (Kind.ARMED_GROUP, "aa"),
    "Karen Union": (Kind.ARMED_GROUP, "ku"),
    "Defense Ministry": (Kind.STATE_BODY, "mod"),
    "Olena Bondar": (Kind.PERSON, "bondar"),
    "Taras Kovalenko": (Kind.PERSON, "kovalenko"),
    "Ukrinform": (Kind.OUTLET, "ukrinform"),
    "Third Brigade": (Kind.ARMED_GROUP, "third"),
    "Sittwe": (Kind.PLACE, "sittwe"),
    "six brigades": (Kind.ARMED_GROUP, "name:six brigades"),
    "paramilitary forces": (Kind.ARMED_GROUP, "name:paramilitary forces"),
}


def mentions_in(text: str) -> list[Mention]:
    return [
        Mention(Span(at, at + len(words)), words, kind, entity, words)
        for words, (kind, entity) in WHO.items()
        if (at := text.find(words)) >= 0
    ]


def meant(text: str, subjects: Sequence[str] = ()) -> Mapping[str, str | None]:
    """Anaphor → entity; one sentence a line of `text`. `subjects` are the names that are grammatical subjects."""
    mentions = mentions_in(text)
    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append(Span(at, at + len(line)))
        at += len(line) + 1
    leading = {m.span for m in mentions if m.text in subjects}
    return {span.of(text): m.entity for span, m in find_anaphors(text, sentences, mentions, leading).items()}


@pytest.mark.parametrize(
    ("text", "anaphor", "entity"),
    [
        ("Olena Bondar came.\nHe spoke.", "He", "bondar"),
        ("Olena Bondar met Taras Kovalenko.\nShe spoke.", "She", "kovalenko"),
        ("The Arakan Army won.\nIt lost two men.", "It", "aa"),
        ("The Arakan Army won, and Olena Bondar saw it.", "it", "aa"),
        ("The Arakan Army won.\nThe group rests.", "The group", "aa"),
        ("The Arakan Army won near Sittwe.\nThese armed rebels rest.", "These armed rebels", "aa"),
        ("The Defense Ministry spoke, the Arakan Army too.\nThe ministry left.", "The ministry", "mod"),
        ("Ukrinform and the Arakan Army came.\nThe agency left.", "The agency", "ukrinform"),
        ("The Third Brigade met the Arakan Army.\nThe brigade left.", "The brigade", "third"),
        ("The Arakan Army keeps its men.", "its", "aa"),
    ],
)
def test_a_pronoun_or_description_stands_for_somebody_named_before(text: str, anaphor: str, entity: str) -> None:
    assert meant(text)[anaphor] == entity


@pytest.mark.parametrize(
    "text",
    [
        "He spoke.",
        "The group rests.\nThe Arakan Army won.",  # nobody is named yet
        "The Arakan Army won.\nHe spoke.",  # a group is no he
        "Olena Bondar came.\nThe group rests.",  # a person is no group
        "Ukrinform wrote.\nIt rains.",  # an outlet is cited in passing
        "The Arakan Army won.\nIt is clear that all is over.",  # an empty it
        "The Karen Union won.\nThe brigade rests.",  # no brigade named
        "The Karen Union won.\nThe agency and the government rest.",
        "Then six brigades came.\nThey left.",  # a count is too loose
        "The Karen Union won.\nThe armed forces left.",
        "The Arakan Army won." + " Nothing." * 200 + "\nThey rest.",  # too long ago
    ],
)
def test_where_nobody_fits_khabar_abstains(text: str) -> None:
    assert meant(text) == {}


def test_a_subject_is_meant_before_a_nearer_name() -> None:
    text = "The Arakan Army fought the Karen Union.\nThe group won."
    assert meant(text)["The group"] == "ku"
    assert meant(text, ["Arakan Army"])["The group"] == "aa"


def test_a_possessive_looks_into_its_own_sentence_first() -> None:
    text = "The Arakan Army won.\nThe Karen Union lost its men."
    assert meant(text, ["Arakan Army"])["its"] == "ku"


def test_of_two_in_the_sentence_the_possessive_is_the_subjects() -> None:
    text = "The Arakan Army met the Karen Union and its men."
    assert meant(text, ["Arakan Army"])["its"] == "aa"
    assert meant(text)["its"] == "ku"


def test_a_description_can_itself_be_referred_to() -> None:
    assert meant("The Arakan Army won.\nThe group rests.\nIt lost men.")["It"] == "aa"


def test_the_reason_names_who_is_meant() -> None:
    text = "The Arakan Army won.\nThe group rests."
    (mention,) = find_anaphors(text, [Span(0, 20), Span(21, len(text))], mentions_in(text), ()).values()
    assert mention.reason == "“The group” stands for Arakan Army, named before"


def test_descriptions_join_the_mentions_and_pronouns_do_not() -> None:
    text = "The Arakan Army won.\nThe paramilitary forces rest; they sleep."
    mentions = mentions_in(text)
    anaphors = find_anaphors(text, [Span(0, 20), Span(21, len(text))], mentions, ())
    assert {s.of(text) for s in anaphors} == {"The paramilitary forces", "they"}
    listed = with_anaphors(mentions, anaphors)
    assert {(m.text, m.entity) for m in listed} == {
        ("Arakan Army", "aa"),
        ("The paramilitary forces", "aa"),
        ("paramilitary forces", "aa"),
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*WHO, "He", "its", "the group", "They", "the brigade", "met", ".", "\n", "é🙂"])))
def test_an_anaphor_always_follows_whom_it_stands_for(words: list[str]) -> None:
    text = " ".join(words)
    mentions = mentions_in(text)
    found = find_anaphors(text, [Span(0, len(text))], mentions, ())
    for span, anaphor in found.items():
        assert span == anaphor.span
        assert span.of(text) == anaphor.text
        assert any(m.entity == anaphor.entity and m.span.end <= span.start for m in mentions)
