"""Posts and their holders: "Kenya's prime minister" is somebody else in another year, and nobody where two fit."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from khabar.model import Actor, Kind, Knowledge, Mention, Place, Relation, Span, When, parse_edtf
from khabar.packs.convert import held
from khabar.resolve import NameIndex, known_mentions, post_holders, with_surnames


def post(who: str, of: str, title: str, start: str, end: str = "", kind: str = "post") -> Relation:
    return Relation(kind, who, of, title, held(start, end), as_of="2020-06")


def person(id_: str, name: str) -> Actor:
    return Actor(id_, name, Kind.PERSON, "XA")


INDEX = NameIndex(
    Knowledge(
        actors=(
            Actor("government", "Arlandian government", Kind.STATE_BODY, "XA"),
            Actor("defence", "Arlandian Ministry of Defense", Kind.STATE_BODY, "XA"),
            Actor("court", "Supreme Court of Arland", Kind.STATE_BODY, "XA"),
            Actor("north", "Northern Regional Government", Kind.STATE_BODY, "XA", aliases=("NRG",)),
            Actor("other", "Borovian government", Kind.STATE_BODY, "XB"),
            person("first", "Ada First"),
            person("second", "Bo al-Second"),
            person("third", "Cy Third"),
            person("soldier", "Di Soldier"),
            person("judge", "Ed Judge"),
            person("northerner", "Fi Northerner"),
        ),
        places=(Place("arland", "Arland", "country", "XA"), Place("borovia", "Borovia", "country", "XB")),
        demonyms=(("Arlandian", "XA"), ("Borovian", "XB")),
        relations=(
            post("first", "government", "prime minister", "2010-01-01", "2014-06-30"),
            post("second", "government", "prime minister", "2014-06-30", "2018-03"),
            post("third", "government", "prime minister", "2018-03"),
            post("northerner", "north", "prime minister", "2000-01-01"),
            post("soldier", "defence", "defense minister", "2012-05-01"),
            post("first", "government", "president for the transitional period", "2015-01-01", kind="leads"),
            post("judge", "court", "president", "2000-01-01"),
        ),
    )
)


def holders(text: str, published: str = "2012-01-01", persons: Sequence[str] = ()) -> dict[str, str | None]:
    """Phrase → who is meant. `persons` are names that no pack knows."""
    mentions = list(known_mentions(text, [(Span(0, len(text)), False)], INDEX))
    for name in persons:
        at = text.index(name)
        mentions.append(Mention(Span(at, at + len(name)), name, Kind.PERSON, f"name:{name.lower()}", name))
    when = parse_edtf(published) if published else When()
    return {s.of(text): m.entity for s, m in post_holders(text, [Span(0, len(text))], mentions, when, INDEX).items()}


@pytest.mark.parametrize(
    ("day", "who"),
    [
        ("2012-05-01", "first"),
        ("2014-06-29", "first"),
        ("2014-07-01", "second"),
        ("2015/2017", "second"),
        ("2020-01-01", "third"),
        ("2021-03-01", "third"),
        ("2023-01-01", None),  # years after anybody looked
        ("2014-06-30", None),  # both
        ("2014", None),
        ("2018-03-15", None),  # some day in March, and nobody knows which
        ("2009-01-01", None),
        ("", None),  # the report has no day
        ("2012/..", None),
    ],
)
def test_a_post_is_whose_it_was_on_every_day_that_the_report_can_be_of(day: str, who: str | None) -> None:
    assert holders("Arland’s prime minister spoke.", day).get("Arland’s prime minister") == who


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
    [
        ("The Arlandian prime minister spoke.", "Arlandian prime minister", "first"),
        ("Yesterday Arlandian PM spoke.", "Arlandian PM", "first"),
        ("the Prime Minister of Arland left", "the Prime Minister of Arland", "first"),
        ("Arland's premier left.", "Arland's premier", "first"),
        ("Arland rests. The prime minister left Arland.", "The prime minister", "first"),
        ("Talks with the prime minister go on in Arland.", "the prime minister", "first"),
        ("Arland's defence minister left.", "Arland's defence minister", "soldier"),
        ("Arland's minister of defense left.", "Arland's minister of defense", "soldier"),
    ],
)
def test_a_post_is_told_in_many_ways(text: str, phrase: str, who: str) -> None:
    assert holders(text, "2013-01-01") == {phrase: who}


def test_a_president_for_a_time_is_a_president_and_that_of_a_court_is_none() -> None:
    assert holders("Arland’s president spoke.", "2016-01-01") == {"Arland’s president": "first"}
    assert holders("Arland’s president spoke.", "2012-01-01") == {}


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister spoke.",  # of which country?
        "Arland and Borovia met. The prime minister spoke.",
        "Borovia’s prime minister spoke.",  # no pack knows one
        "Arland’s former prime minister spoke.",
        "Former Arlandian prime minister spoke.",
        "Arland’s deputy prime minister spoke.",
        "Arland’s prime minister’s office spoke.",
        "Arland’s prime minister-designate spoke.",
        "Arland’s prime minister Gus Gorn spoke.",  # a name is beside it
        "Arland’s prime ministers met.",
        "A prime minister of Arland spoke.",
        "Arland’s transport minister spoke.",
        "Arland's chief of staff spoke.",
    ],
)
def test_else_nobody_is_meant(text: str) -> None:
    assert holders(text) == {}


def test_with_a_name_beside_the_name_tells() -> None:
    assert holders("Arland’s prime minister, Gus Gorn, spoke.", persons=["Gus Gorn"]) == {}
    assert holders("Gus Gorn, Arland’s prime minister, spoke.", persons=["Gus Gorn"]) == {}


def test_a_bare_post_is_nobodys_in_a_text_that_gives_it_to_somebody() -> None:
    text = "Arland rests. Prime minister Gus Gorn left Arland. The prime minister spoke."
    assert holders(text, persons=["Gus Gorn"]) == {}


class TestSurnames:
    def meant(self, text: str, name: str, published: str = "2016-01-01") -> str | None:
        at = text.index(name)
        mention = Mention(Span(at, at + len(name)), name, Kind.PERSON, f"name:{name.lower()}", name)
        later = Mention(Span(0, 1), name, Kind.PERSON, mention.entity, name)
        when = parse_edtf(published)
        found = with_surnames([later, mention], text, when, INDEX)
        assert found[0].entity == found[1].entity  # one name is one person
        return found[1].entity

    def test_a_surname_behind_a_post_is_its_holder(self) -> None:
        assert self.meant("Prime Minister Second spoke.", "Second") == "second"

    def test_not_in_another_year(self) -> None:
        assert self.meant("Prime Minister Second spoke.", "Second", "2012-01-01") == "name:second"

    def test_not_without_the_post(self) -> None:
        assert self.meant("Yesterday Second spoke.", "Second") == "name:second"
        assert self.meant("Former Prime Minister Second spoke.", "Second") == "name:second"
        assert self.meant("Defence Minister Second spoke.", "Second") == "name:second"
