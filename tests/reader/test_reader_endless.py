"""A paragraph without an end: each of its claims looks at what stands around it, not at all that is said there."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from khabar.model import BlockKind, Span
from khabar.reader import Read, References, quantities
from khabar.reader.passages import Passage
from khabar.reader.quantities import find_quantities
from khabar.reader.said import Said

CLAUSE = "the army said that five men held the mill and "


def endless(clauses: int) -> Passage:
    text = CLAUSE * clauses
    return Passage(Span(0, len(text)), Span(0, len(text)), text, BlockKind.BODY)


@dataclass(frozen=True, eq=False, slots=True)
class Watched(Said):
    """An attribution that notes how often it is asked what it covers."""

    asked: list[Span] = field(default_factory=list)

    def covers(self, span: Span) -> bool:
        self.asked.append(span)
        return super(Watched, self).covers(span)


def watched(passage: Passage, clauses: int) -> list[Watched]:
    def there(at: int, words: str) -> Span:
        start = at * len(CLAUSE) + CLAUSE.index(words)
        return Span(start, start + len(words))

    return [
        Watched(passage, there(n, "the army"), (there(n, "said that"),), (there(n, "five men held the mill"),))
        for n in range(clauses)
    ]


@pytest.mark.parametrize("clauses", [200, 2000])
def test_a_claim_asks_only_the_attributions_around_it(clauses: int) -> None:
    passage = endless(clauses)
    said = watched(passage, clauses)
    read = Read(passage.words, said, References(passage.words, [], {}))
    middle = clauses // 2 * len(CLAUSE) + CLAUSE.index("held")
    assert read.over(passage.block, Span(middle, middle + 4)) == [said[clauses // 2]]
    assert sum(len(one.asked) for one in said) < 50


def test_an_attribution_as_long_as_the_paragraph_is_found_from_everywhere() -> None:
    passage = endless(500)
    whole = Said(passage, None, (Span(0, 8),), (Span(8, len(passage.words)),))
    read = Read(passage.words, [whole], References(passage.words, [], {}))
    assert read.over(passage.block, Span(20_000, 20_004)) == [whole]


def test_the_words_of_a_sentence_are_read_once_for_all_its_clauses(monkeypatch: pytest.MonkeyPatch) -> None:
    passage, clauses = endless(300), 300
    seen: list[str] = []
    numeric = quantities._numeric

    def watched(word: quantities._Word) -> bool:
        seen.append(word.text)
        return numeric(word)

    monkeypatch.setattr(quantities, "_numeric", watched)
    quantities._words.cache_clear()
    for n in range(clauses):
        start = n * len(CLAUSE)
        (five,) = find_quantities(passage, Span(start, start + len(CLAUSE)))
        assert (five.value, five.unit) == (5, "man")
    assert len(seen) < 20 * clauses
