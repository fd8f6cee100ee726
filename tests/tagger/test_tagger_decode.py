"""The network's numbers become spans: shown with a network that answers what it is told to."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from khabar.model import ClaimType, Kind, Modality, Span
from khabar.reader.tagger.decode import Array, Thresholds, tag_window
from khabar.reader.tagger.scheme import (
    BEGIN,
    INSIDE,
    KINDS,
    MODALITIES,
    REACH,
    ROLES,
    TYPES,
    marks,
    mention_tag,
    region,
)
from khabar.reader.tagger.tagger import WEIGHTS
from khabar.reader.tagger.windows import Window, Windows

PIECES = (WEIGHTS / "pieces.txt").read_text(encoding="utf-8").splitlines()
TEXT = "The army said the group had left Osk on Sunday"
SURE = 9.0


def window_of(text: str) -> Window:
    whole = Span(0, len(text))
    return Windows({p: n for n, p in enumerate(PIECES)}).cut(text, [(whole, whole)])[0]


@dataclass
class Told:
    """A network that sees the words it is told of: names, cues and triggers as (first word, last), roles by name."""

    window: Window
    names: list[tuple[int, int, Kind]] = field(default_factory=list)
    cues: list[tuple[int, int]] = field(default_factory=list)
    triggers: list[tuple[int, int]] = field(default_factory=list)
    roles: dict[str, tuple[int, int]] = field(default_factory=dict)
    valid: bool = True

    def first(self, ids: Array, cases: Array, quotes: Array) -> tuple[Array, Array, Array, Array]:
        length = ids.shape[1]
        tags = [np.zeros((1, length, n)) for n in (1 + 2 * len(KINDS), 3, 3)]
        for first, last, kind in self.names:
            for i in range(first, last):
                tags[0][0, self.window.words[i].row, mention_tag(kind, begins=i == first)] = SURE
        for marked, tag in ((self.cues, tags[1]), (self.triggers, tags[2])):
            for first, last in marked:
                for i in range(first, last):
                    tag[0, self.window.words[i].row, BEGIN if i == first else INSIDE] = SURE
        for tag in tags:
            tag[..., 0] += SURE / 2
        return np.zeros((1, length, 384), dtype=np.float32), tags[0], tags[1], tags[2]

    def second(self, states: Array, marks: Array, at: Array, mask: Array) -> tuple[Array, Array, Array, Array, Array]:
        many, length = marks.shape
        roles = np.full((many, length, len(ROLES)), -SURE)
        for name, (first, last) in self.roles.items():
            for i in range(first, last):
                roles[:, self.window.words[i].row - 1, ROLES.index(name)] = SURE
        kinds, standings = np.zeros((many, len(TYPES))), np.zeros((many, len(MODALITIES)))
        kinds[:, TYPES.index(ClaimType.WITHDRAWAL)] = SURE
        standings[:, MODALITIES.index(Modality.RUMOURED)] = SURE
        return roles, kinds, standings, np.full(many, SURE if self.valid else -SURE), np.full(many, -SURE)


def test_a_name_has_its_words_and_its_kind() -> None:
    window = window_of(TEXT)
    tagged = tag_window(window, Told(window, names=[(0, 2, Kind.STATE_BODY), (7, 8, Kind.PLACE)]), Thresholds())
    assert [(n.span.of(TEXT), n.kind) for n in tagged.names] == [("The army", Kind.STATE_BODY), ("Osk", Kind.PLACE)]


def test_an_attribution_has_source_cue_and_content() -> None:
    window = window_of(TEXT)
    tagged = tag_window(window, Told(window, cues=[(2, 3)], roles={"source": (0, 2), "content": (3, 10)}), Thresholds())
    (said,) = tagged.said
    assert [s.of(TEXT) for s in (*said.source, *said.cue, *said.content)] == [
        "The army",
        "said",
        "the group had left Osk on Sunday",
    ]


def test_a_claim_has_its_clause_type_modality_and_roles() -> None:
    window = window_of(TEXT)
    roles = {"extent": (3, 8), "subject": (3, 5), "place": (7, 8), "time": (8, 10)}
    (claim,) = tag_window(window, Told(window, triggers=[(6, 7)], roles=roles), Thresholds()).claims
    assert (claim.type, claim.modality) == (ClaimType.WITHDRAWAL, Modality.RUMOURED)
    assert claim.extent.of(TEXT) == "the group had left Osk"
    assert [s.of(TEXT) for s in (*claim.subjects, *claim.places, *claim.times)] == ["the group", "Osk", "on Sunday"]


def test_what_the_second_pass_takes_for_nothing_is_nothing() -> None:
    window = window_of(TEXT)
    told = Told(window, cues=[(2, 3)], triggers=[(6, 7)], roles={"content": (3, 10)}, valid=False)
    tagged = tag_window(window, told, Thresholds())
    assert not tagged.said
    assert not tagged.claims


def test_the_second_pass_sees_the_sentence_of_a_trigger_and_the_paragraph_of_a_cue() -> None:
    text = "One went. Two said so. Three left."
    windows = Windows({p: n for n, p in enumerate(PIECES)})
    whole = Span(0, len(text))
    (window,) = windows.cut(text, [(Span(0, 9), whole), (Span(10, 22), whole), (Span(23, 34), whole)])
    said = next(i for i, w in enumerate(window.words) if w.span.of(text) == "said")

    def words(seen: tuple[int, int]) -> str:
        return text[window.words[seen[0]].span.start : window.words[seen[1] - 1].span.end]

    assert words(region(window, said, said + 1, sentence=True)) == "Two said so."
    assert words(region(window, said, said + 1, sentence=False)) == text


def test_the_second_pass_never_sees_more_than_it_can_read() -> None:
    window = window_of("word " * 180)
    first, last = region(window, 90, 91, sentence=True)
    low, high = window.rows(first, last)
    assert high - low <= REACH
    assert first <= 90 < last
    assert len(marks(window, (first, last), (90, 91), cue=False)) == high - low
