"""Interviews told as questions and answers: who answers says what stands behind their name, or behind "A:"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from khabar.model import Kind, Mention, Span
from khabar.reader.passages import Passage
from khabar.reader.said import Said

_FEWEST = 2  # questions, and answers
_NAMED = re.compile(r"([A-Z][\w.’'/-]*(?:\s(?:al-|bin\s|de\s|van\s)?[A-Z][\w.’'/-]*){0,4})(:)\s+(?=[\w“\"'‘])")
_LETTER = re.compile(r"\b(A|Q|Answer|Question)(:)\s*\Z", re.IGNORECASE)
_LETTERED = 12  # code points of "Question: "


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph with who speaks in it: their label, and the colon behind it; `asks` where it ends as a question."""

    passage: Passage
    who: Span
    colon: Span
    words: Span
    asks: bool

    def key(self, text: str) -> str:
        """Whom the label means: "Odd Lervik" and "Lervik" are one."""
        return self.who.of(text).split()[-1].lower()[:_KEY]


_KEY = 9  # letters by which labels are told apart: "Question" and "Questioner" are one


def find_turns(passages: Sequence[Passage], mentions: Sequence[Mention], text: str) -> list[Said]:
    """What is answered in a text of questions and answers, said by whoever answers; nothing where it is no such text.
    `passages` and `mentions` in order."""
    firsts: dict[Span, Passage] = {}
    for passage in passages:
        if not passage.aside:
            firsts.setdefault(passage.block, passage)
    turns = [turn for p in firsts.values() if (turn := _turn(p, text)) is not None]
    by_label: defaultdict[str, list[_Turn]] = defaultdict(list)
    for turn in turns:
        by_label[turn.key(text)].append(turn)
    asking = {key for key, those in by_label.items() if sum(t.asks for t in those) * 2 > len(those)}
    answering = [t for t in turns if t.key(text) not in asking]
    if min(len(answering), len(turns) - len(answering)) < _FEWEST:
        return []
    begins = min(t.who.start for t in turns)
    asked = next((m for m in mentions if m.kind is Kind.PERSON and m.span.end <= begins), None)
    return list(_said(firsts.values(), turns, asking, asked, text))


def _turn(passage: Passage, text: str) -> _Turn | None:
    block = passage.block
    named = _NAMED.match(text, block.start, block.end)
    told = named or _LETTER.search(text, max(0, block.start - _LETTERED), block.start)
    if told is None:
        return None
    words = Span(named.end() if named else block.start, block.end)
    asks = words.of(text).rstrip("”\"' ").endswith("?") if named else told[1][0] in "Qq"
    return _Turn(passage, Span(*told.span(1)), Span(*told.span(2)), words, asks)


def _said(
    paragraphs: Iterable[Passage],
    turns: Sequence[_Turn],
    asking: set[str],
    asked: Mention | None,
    text: str,
) -> Iterator[Said]:
    """Of each paragraph of an answer, also those without a label behind the first."""
    by_block = {t.passage.block: t for t in turns}
    now: _Turn | None = None
    for passage in paragraphs:
        turn = by_block.get(passage.block)
        now = turn or now
        if now is None or now.key(text) in asking:
            continue
        letter = _LETTER.fullmatch(text, now.who.start, now.colon.end) is not None
        source = (asked.span if asked else None) if letter else now.who
        words = turn.words if turn else passage.block
        if source is not None and len(words):
            yield Said(passage, source, (now.colon,), (words,))
