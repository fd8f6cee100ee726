"""Names and descriptions in a text: which words are one, of which kind, and where each starts and ends."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from khabar.model import BlockKind, Kind, Mention, Reading, Span
from khabar.reader import Passage, Tagger, find_mentions
from khabar.reader.tagger import TaggedName

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def found(tagger: Tagger) -> Callable[..., dict[str, Mention]]:
    """The mentions of one sentence by their words; `known` are names with entities, as the packs would find them."""

    def mentions(text: str, **known: tuple[str, Kind]) -> dict[str, Mention]:
        whole = Span(0, len(text))
        given = []
        for entity, (words, kind) in known.items():
            start = text.index(words)
            given.append(Mention(Span(start, start + len(words)), words, kind, entity, words))
        tagged = tagger.tag(text, [(whole, whole)])
        passage = Passage(whole, whole, text, BlockKind.BODY)
        return {m.text: m for m in find_mentions([passage], text, given, tagged.names)}

    return mentions


Found = Callable[..., dict[str, Mention]]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("They met Ivan Petrenko in the valley.", "Ivan Petrenko", Kind.PERSON),
        ("They left for Colombia on Monday.", "Colombia", Kind.PLACE),
        ("The Ministry of Defense spoke.", "Ministry of Defense", Kind.STATE_BODY),
        ("The Interior Ministry spoke.", "Interior Ministry", Kind.STATE_BODY),
        ("Men of the Desert Hawks Brigade came.", "Desert Hawks Brigade", Kind.ARMED_GROUP),
        ("The Karen Liberation Front won.", "Karen Liberation Front", Kind.ARMED_GROUP),
        ("They passed the Medyka crossing.", "Medyka crossing", Kind.FACILITY),
        ("Prisoners were held at Kober prison.", "Kober prison", Kind.FACILITY),
        ("Fighting spread to Arauca province.", "Arauca province", Kind.PLACE),
        ("They walked to the border with Poland.", "border with Poland", Kind.PLACE),
        ("Iran-backed militias came.", "Iran-backed militias", Kind.ARMED_GROUP),
        ("He met 11 armed factions.", "11 armed factions", Kind.ARMED_GROUP),
        ("Factions aligned with the government came.", "Factions aligned with the government", Kind.ARMED_GROUP),
        ("The border guards slept.", "border guards", Kind.STATE_BODY),
        ("The border wall is 3 meters high.", "border wall", Kind.FACILITY),
    ],
)
def test_what_is_a_name_and_of_which_kind(found: Found, text: str, words: str, kind: Kind) -> None:
    assert found(text)[words].kind is kind


def test_a_place_with_its_sort_is_listed_with_and_without_it(found: Found) -> None:
    assert {"Arauca province", "Arauca"} <= found("Fighting spread to Arauca province.").keys()


def test_a_person_is_listed_with_and_without_the_title(found: Found) -> None:
    mentions = found("In Ljubljana, Prime Minister Robert Golob spoke.")
    assert mentions["Prime Minister Robert Golob"].kind is Kind.PERSON
    assert mentions["Robert Golob"].kind is Kind.PERSON


def test_a_bracketed_acronym_is_listed_with_and_without_its_name(found: Found) -> None:
    mentions = found("The Karen Liberation Front (KLF) won.", klf=("Karen Liberation Front", Kind.ARMED_GROUP))
    names = ("Karen Liberation Front (KLF)", "Karen Liberation Front", "KLF")
    assert [mentions[n].entity for n in names] == ["klf", "klf", "klf"]


def test_a_known_name_wins_over_what_the_tagger_takes_it_for(found: Found) -> None:
    mentions = found("Then Robert Golob left.", golob=("Robert Golob", Kind.OUTLET))
    assert (mentions["Robert Golob"].entity, mentions["Robert Golob"].kind) == ("golob", Kind.OUTLET)


def test_an_adjective_before_a_known_group_changes_nothing(found: Found) -> None:
    mentions = found("The feared Wagner Group left Bamako.", wagner=("Wagner Group", Kind.ARMED_GROUP))
    assert mentions["Wagner Group"].entity == "wagner"


def test_a_name_around_a_known_one_is_not_the_known_one(found: Found) -> None:
    mentions = found("The Ministry of Mali spoke.", ml=("Mali", Kind.PLACE))
    assert mentions["Ministry of Mali"].entity is None
    assert mentions["Mali"].entity == "ml"


@pytest.mark.parametrize("words", ["the", "several", "former", "his"])
def test_small_words_before_a_name_are_no_part_of_it(found: Found, words: str) -> None:
    mentions = found(f"They joined {words} Desert Hawks Brigade.")
    assert "Desert Hawks Brigade" in mentions


def test_possessives_are_no_part_of_a_name(found: Found) -> None:
    assert "Colombia" in found("They crossed Colombia’s plains.")


def test_a_text_without_names_has_none(found: Found) -> None:
    assert found("it rained all day") == {}


def test_mentions_come_in_the_texts_order_the_wider_first(read: Read) -> None:
    text = "General Ivan Petrenko met the Kachin Independence Army (KIA) in Rakhine state and the KIA left."
    spans = [m.span for m in read(text).mentions]
    assert spans == sorted(spans, key=lambda s: (s.start, -s.end))
    assert len(spans) == len(set(spans))


def test_a_text_in_capitals_throughout_is_read_too(read: Read) -> None:
    text = "THE MARCH 23 MOVEMENT SEIZED GOMA ON MONDAY, THE CONGOLESE ARMY SAID IN A STATEMENT IN KINSHASA."
    entities = {m.entity for m in read(text).mentions}
    assert {"m23", "goma", "fardc"} <= entities


def test_a_name_ends_with_its_dateline() -> None:
    text = "OSK, Lake Region - Iraqi soldiers left."
    dateline, body = Span(0, 18), Span(19, len(text))
    parts = [Passage(dateline, dateline, dateline.of(text), BlockKind.DATELINE)]
    parts += [Passage(body, body, body.of(text), BlockKind.BODY)]
    tagged = [TaggedName(Span(5, 33), Kind.PLACE, 0.9)]
    assert {m.text for m in find_mentions(parts, text, [], tagged)} >= {"Iraqi soldiers"}
    assert not any("-" in m.text for m in find_mentions(parts, text, [], tagged))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Fighting reached Port Sudan on Monday.", "Port Sudan"),
        ("They hold Central Sudan.", "Central Sudan"),
        ("Upper Sudan was flooded.", "Upper Sudan"),
    ],
)
def test_a_longer_name_is_not_the_known_place_in_it(text: str, whole: str) -> None:
    mentions = proposed(text, (whole, Kind.PLACE))
    assert mentions[whole].entity is None
    assert "Sudan" not in mentions


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("They left northern Sudan.", "northern Sudan"),
        ("Northern Sudan was quiet.", "Northern Sudan"),
        ("They left Arab-held Sudan.", "Arab-held Sudan"),
    ],
)
def test_a_part_of_a_known_place_or_one_told_of_is_that_place(text: str, whole: str) -> None:
    assert proposed(text, (whole, Kind.PLACE))[whole].entity == "sudan"


def test_an_acronym_in_brackets_belongs_to_the_whole_name() -> None:
    text = "The Union Mission in Sudan (UMIS) left."
    mentions = proposed(text, ("Union Mission in Sudan", Kind.OTHER))
    assert "Sudan (UMIS)" not in mentions
    assert mentions["UMIS"].kind is Kind.OTHER
    assert "Sudan (UMIS)" not in proposed("Troops in Sudan (UMIS) left.")


def test_a_nickname_in_quotes_inside_a_name_is_one_name() -> None:
    assert "Juan “El Rojo” Vega" in proposed("Juan “El Rojo” Vega fled.", ("Juan", Kind.PERSON), ("Vega", Kind.PERSON))


def test_a_title_does_not_begin_in_another_sentence() -> None:
    text = "They hold e-Tayba. Prime Minister Vega came."
    assert "Tayba. Prime Minister Vega" not in proposed(text, ("Vega", Kind.PERSON))
    assert "Prime Minister Vega" in proposed(text, ("Vega", Kind.PERSON))
    assert "Lt. Gen. Vega" in proposed("He met Lt. Gen. Vega.", ("Vega", Kind.PERSON))


def proposed(text: str, *names: tuple[str, Kind]) -> dict[str, Mention]:
    """The mentions where the tagger sees `names`, and Sudan is known."""
    whole = Span(0, len(text))
    spans = [(Span(text.index(words), text.index(words) + len(words)), kind) for words, kind in names]
    given = [
        Mention(Span(at, at + 5), "Sudan", Kind.PLACE, "sudan", "Sudan") for at in (text.find("Sudan"),) if at >= 0
    ]
    passage = Passage(whole, whole, text, BlockKind.BODY)
    return {m.text: m for m in find_mentions([passage], text, given, [TaggedName(s, k, 0.9) for s, k in spans])}


def test_what_somebody_is_is_not_somebody_else() -> None:
    found = proposed("Harbour master Odd Lervik left.", ("master", Kind.PERSON), ("Odd Lervik", Kind.PERSON))
    assert "master" not in found
    assert "Odd Lervik" in found


def test_an_office_has_its_owner() -> None:
    assert "governor's office" in proposed("The governor's office said so.", ("s office", Kind.STATE_BODY))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met Secretary of State Kirk Onslow.", ("Secretary of State Kirk Onslow",)),
        ("He met Secretary of State Kirk Onslow.", ("Secretary", "State Kirk Onslow")),
        ("He met Secretary of State Kirk Onslow.", ("Secretary of State Kirk Onslow", "of State Kirk Onslow")),
        ("He met Minister of Interior Kirk Onslow.", ("Minister", "Kirk Onslow")),
    ],
)
def test_an_office_with_of_is_no_part_of_the_name(text: str, names: tuple[str, ...]) -> None:
    found = proposed(text, *((name, Kind.PERSON) for name in names))
    assert "Kirk Onslow" in found
    assert not {"Secretary", "Minister", "State Kirk Onslow", "of State Kirk Onslow"} & found.keys()


def test_a_headlines_small_word_in_front_is_no_part_of_a_name() -> None:
    assert "Sarria" in proposed("Help For Osk From Sudan And Sarria", ("And Sarria", Kind.PLACE))


def test_a_bearing_at_a_sentences_start_is_a_name_where_it_is_one_elsewhere() -> None:
    first, second = "Northern Sudan's police came.", "They left Northern Sudan."
    text = f"{first} {second}"
    block = Span(0, len(text))
    cut = len(first)
    passages = [
        Passage(Span(0, cut), block, first, BlockKind.BODY),
        Passage(Span(cut + 1, len(text)), block, second, BlockKind.BODY),
    ]
    at = [m.start() for m in re.finditer("Northern Sudan", text)]
    tagged = [TaggedName(Span(a, a + 14), Kind.PLACE, 0.9) for a in at]
    known = [Mention(Span(a + 9, a + 14), "Sudan", Kind.PLACE, "sudan", "Sudan") for a in at]
    assert {m.text for m in find_mentions(passages, text, known, tagged)} == {"Northern Sudan"}


@pytest.mark.parametrize("whose", ["Soviet", "Ruritanian", "Serbian"])
def test_the_ministry_of_another_state_is_not_the_one_that_is_known(read: Callable[[str], Reading], whose: str) -> None:
    text = f"The Iraqi Foreign Ministry spoke. The {whose} Foreign Ministry said that the M23 had left Goma."
    found = {m.text: m.entity for m in read(text).mentions}
    assert found["Iraqi Foreign Ministry"] == "iq-mofa"
    assert found[f"{whose} Foreign Ministry"] == f"name:{whose.lower()} foreign ministry"
