"""What goes into a record stays in it, once, and comes out as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.store.behind import REFUSED, changed
from tests.store.conftest import Where

from khabar.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    Document,
    DocumentError,
    Judgement,
    Kind,
    Located,
    Mention,
    Reading,
    Span,
    TimeExpression,
    UsageError,
    When,
)
from khabar.store import Filter, MentionCount, Store

Make = Callable[..., Any]


def test_a_reading_comes_back_as_it_was(store: Store, a_document: Make, a_claim: Make) -> None:
    document: Document = replace(
        a_document("Border post shut. 🙂 Guards closed Bab Nasr on Monday."),
        author="L. Haddad",
        outlet="River Post",
        address="https://example.org/1",
        stated=When.on(date(2024, 5, 1)),
        blocks=(Block(Span(0, 17), BlockKind.TITLE), Block(Span(18, 52), BlockKind.BODY, "the rest")),
    )
    reading = Reading(
        document,
        "rules 1",
        When(date(2024, 4, 30), date(2024, 5, 1), reasons=("stated",)),
        mentions=(Mention(Span(20, 26), "Guards", Kind.ARMED_GROUP, None, None, "nobody knows them"),),
        attributions=(Attribution((Span(0, 6),), (), (Span(20, 40),)),),
        places=(Located(Span(34, 42), "Bab Nasr", "Bab Nasr", "xx-bab-nasr", 1.5, 2.5, 7, "XX", "site", "pack"),),
        times=(TimeExpression(Span(43, 52), "on Monday", "DATE", "2024-04-29", When.on(date(2024, 4, 29))),),
        claims=(a_claim(document, "Guards closed Bab Nasr"), a_claim(document, "Border post shut")),
    )
    assert store.add(reading, b"raw bytes", packs=["levant 1"])
    assert store.reading(document.id[:6]) == reading
    assert store.original(document.id) == b"raw bytes"
    stored = store.document(document.id[:8])
    assert (stored.document, stored.published, stored.reader) == (document, reading.published, "rules 1")
    assert (stored.claims, stored.recorded) == (2, datetime(2024, 5, 1, 12, tzinfo=UTC))
    assert list(store.located()) == list(reading.places)


def test_the_same_reading_again_adds_nothing(store: Store, a_document: Make, a_reading: Make) -> None:
    document = a_document("Quiet day.")
    assert not store.has(document.id, "rules 1")
    assert store.add(a_reading(document), b"x")
    assert not store.add(a_reading(document), b"x")
    assert store.has(document.id, "rules 1")
    assert not store.has(document.id, "rules 2")
    assert len(list(store.documents())) == 1


def test_a_better_reading_is_appended_and_the_old_one_can_still_be_asked_for(
    store: Store, clock: Any, a_document: Make, a_claim: Make, a_reading: Make
) -> None:
    document = a_document("Rebels hold the hill. The army holds the ford.")
    old, new = a_claim(document, "Rebels hold the hill"), a_claim(document, "The army holds the ford")
    store.add(a_reading(document, old), b"x")
    then = clock.now
    clock.forward(days=1)
    store.add(a_reading(document, new, reader="rules 2"), b"x")
    assert list(store.claims()) == [new]
    assert list(store.claims(Filter(recorded_by=then))) == [old]
    assert [d.reader for d in store.documents()] == ["rules 2"]
    assert [d.reader for d in store.documents(recorded_by=then)] == ["rules 1"]
    # A judgement may rest on the old claim: it still opens down to its words.
    assert store.claim(old.id) == old
    assert list(store.documents(recorded_by=datetime(2020, 1, 1, tzinfo=UTC))) == []


def test_a_better_intake_may_find_more_text_in_the_same_bytes(
    store: Store, a_document: Make, a_claim: Make, a_reading: Make
) -> None:
    first = a_document("Rebels hold the hill.")
    second = replace(first, text="HILL NEWS\nRebels hold the hill. More.")
    old, new = a_claim(first, "Rebels hold the hill"), a_claim(second, "Rebels hold the hill")
    store.add(a_reading(first, old), b"x")
    store.add(a_reading(second, new, reader="rules 2"), b"x")
    assert store.document(first.id).document == second
    assert store.context(old) == ("", ".")
    assert store.context(new, before=5, after=3) == ("NEWS\n", ". M")


def test_a_claim_made_twice_is_one_claim(store: Store, a_document: Make, a_claim: Make, a_reading: Make) -> None:
    document = a_document("Rebels hold the hill.")
    claim = a_claim(document, "Rebels hold the hill")
    store.add(a_reading(document, claim, claim), b"x")
    assert list(store.claims()) == [claim]


def test_a_document_is_kept_whole_or_not_at_all(store: Store, a_document: Make, a_claim: Make, a_reading: Make) -> None:
    document = a_document("Rebels hold the hill.")
    sound = a_claim(document, "Rebels hold")
    broken = replace(a_claim(document, "the hill"), cue="\ud83d")
    with pytest.raises(DocumentError, match=r"report.txt: a lone surrogate"):
        store.add(a_reading(document, sound, broken), b"x")
    assert list(store.documents()) == []
    assert list(store.claims()) == []
    with pytest.raises(UsageError):
        store.original(document.id)
    assert store.add(a_reading(document, sound), b"x")


@pytest.mark.parametrize(
    "table", ["originals", "documents", "readings", "claims", "claim_names", "mention_counts", "judgements"]
)
def test_nothing_is_ever_changed_or_removed(table: str, three_reports: Store, path: Where) -> None:
    three_reports.judge(judgement())
    document = next(three_reports.documents()).document
    mention = Mention(Span(0, 3), "Col", Kind.PERSON)
    three_reports.add(Reading(document, "rules 2", mentions=(mention,)), b"x")
    column = {"originals": "id", "readings": "reader", "claim_names": "name", "mention_counts": "name"}.get(table, "id")
    with pytest.raises(REFUSED, match="forgets nothing"):
        changed(path, f"UPDATE {table} SET {column} = {column}")
    with pytest.raises(REFUSED, match="forgets nothing"):
        changed(path, f"DELETE FROM {table}")


def judgement(id_: str = "j1", target: str = "c1") -> Judgement:
    return Judgement(id_, "accept", target, "", "read it", "rana", datetime(2024, 5, 1, 9, tzinfo=UTC))


def test_judgements_are_kept_in_their_order(store: Store, clock: Any) -> None:
    first, second = judgement("j2"), judgement("j1")
    store.judge(first)
    then = clock.now
    clock.forward(hours=1)
    store.judge(second)
    store.judge(second)
    assert list(store.judgements()) == [first, second]
    assert list(store.judgements(recorded_by=then)) == [first]


def test_a_judgement_is_not_overwritten_and_has_a_time_zone(store: Store) -> None:
    store.judge(judgement())
    with pytest.raises(UsageError, match="another judgement j1"):
        store.judge(judgement(target="c2"))
    with pytest.raises(UsageError, match="no time zone"):
        store.judge(replace(judgement("j3"), made=datetime(2024, 5, 1)))
    with pytest.raises(UsageError, match="lone surrogate"):
        store.judge(replace(judgement("j4"), reason="\udcff"))
    assert list(store.judgements()) == [judgement()]


def test_part_of_an_id_is_enough_where_it_fits_one(three_reports: Store) -> None:
    claims = list(three_reports.claims())
    for claim in claims:
        assert three_reports.claim(claim.id) == claim
        assert three_reports.claim(claim.id[:10]) == claim
    with pytest.raises(UsageError, match="no claim 'zzz'"):
        three_reports.claim("zzz")
    with pytest.raises(UsageError, match="no document 'zzz'"):
        three_reports.document("zzz")
    with pytest.raises(UsageError, match="no claim id given"):
        three_reports.claim("")


def test_an_id_that_fits_several_names_them(store: Store, a_document: Make, a_claim: Make, a_reading: Make) -> None:
    document = a_document("Rebels hold the hill.")
    claims = [replace(a_claim(document, "Rebels"), id=f"ab{n}") for n in range(12)]
    store.add(a_reading(document, *claims), b"x")
    with pytest.raises(UsageError, match=r"'ab' could be any of ab0, ab1, ab10, .*, …; give more"):
        store.claim("ab")
    with pytest.raises(UsageError, match=r"any of ab1, ab10, ab11; give more|ab1"):
        store.claim("a")
    assert store.claim("ab1").id == "ab1"  # all of an id is that claim, though others go on


def test_context_counts_code_points(three_reports: Store) -> None:
    (claim,) = three_reports.search("engineers")
    assert three_reports.context(claim, before=5, after=3) == ("said ", " 🙂 ")
    assert three_reports.context(claim) == ("Col. Haddad said ", " 🙂 soon.")


def test_names_are_counted_over_all_slots(three_reports: Store) -> None:
    names = {(name, entity): count for name, entity, count in three_reports.names()}
    assert names[("Northern Army", "xx-army")] == 2
    assert names[("Valley Guard", None)] == 2  # subject and speaker of one claim count once
    assert names[("Samir Haddad", "xx-haddad")] == 1
    assert names[("River Post", "river-post")] == 2  # only where it speaks for itself
    assert [count for _, _, count in three_reports.names()] == sorted(names.values(), reverse=True)


def test_mentions_are_counted_by_entity_or_by_name(store: Store, a_document: Make, a_reading: Make) -> None:
    def mention(text: str, kind: Kind, entity: str | None = None, name: str | None = None) -> Mention:
        return Mention(Span(0, 1), text, kind, entity, name)

    army = mention("the army", Kind.STATE_BODY, "xx-army", "Northern Army")
    force = mention("force", Kind.ARMED_GROUP, "xx-army", "Northern Army")
    town, other = mention("al-Wadi", Kind.PLACE), mention("Al Wādi", Kind.PLACE)
    store.add(a_reading(a_document("One."), mentions=(army, army, force, town)), b"1")
    store.add(a_reading(a_document("Two."), mentions=(army, other)), b"2")
    assert list(store.mentions()) == [
        MentionCount("Northern Army", "xx-army", 4, 2, ((Kind.STATE_BODY, 3), (Kind.ARMED_GROUP, 1))),
        MentionCount("Al Wādi", None, 2, 2, ((Kind.PLACE, 2),)),
    ]


def test_a_name_has_the_words_around_its_first_mention(store: Store, a_document: Make, a_reading: Make) -> None:
    def mention(text: str, words: str, entity: str | None = None) -> Mention:
        at = text.index(words)
        return Mention(Span(at, at + len(words)), words, Kind.ARMED_GROUP, entity)

    long = "far " * 40
    first = f"A title\n{long}the Blue Column left {long}\nand more"
    second = "The Blue Column and the men of the hill left."
    store.add(a_reading(a_document(first), mentions=(mention(first, "Blue Column", "name:blue"),)), b"1")
    store.add(a_reading(a_document(second), mentions=(mention(second, "men of the hill"),)), b"2")
    examples = store.examples(store.mentions())
    assert {count.name: example.words for count, example in examples.items()} == {
        "Blue Column": " ".join(["far"] * 13 + ["the Blue Column left"] + ["far"] * 13),
        "men of the hill": second,
    }
    assert store.examples([]) == {}


def test_located_places_are_given_once(store: Store, a_document: Make, a_reading: Make) -> None:
    ford = Located(Span(0, 1), "the ford", "Ford", "xx-ford", 1.0, 2.0)
    again = replace(ford, text="Ford", span=Span(3, 4))
    nameless = Located(Span(0, 1), "Tel", "Tel", None, 3.0, 4.0)
    unknown = Located(Span(0, 1), "Somewhere")
    store.add(a_reading(a_document("One."), places=(ford, nameless, unknown)), b"1")
    store.add(a_reading(a_document("Two."), places=(again, unknown)), b"2")
    found = list(store.located())
    assert [p.name for p in sorted(found, key=lambda p: p.lat or 0)] == ["Ford", "Tel"]


def test_claims_survive_closing_and_opening(
    path: Where, clock: Any, a_document: Make, a_claim: Make, a_reading: Make
) -> None:
    document = a_document("Rebels hold the hill.")
    claim: Claim = a_claim(document, "Rebels hold the hill")
    with Store.open(path, clock=clock) as store:
        store.add(a_reading(document, claim), b"x")
    with Store.open(str(path), clock=clock, create=False) as store:
        assert list(store.claims()) == [claim]
