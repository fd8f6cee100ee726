"""What stands around a pronoun: the names before it, who of them acts, what is quoted, and what else could be
meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Sequence

from khabar.model import Mention, Span

_REACH = 1200  # code points over which anything is taken up
_OPENS = re.compile(
    r"[“\"]?(?:(?:while|as|when|after|before|if|although|though|since|because|but|and)\s+)?(?:the\s+)?[“\"]?",
    re.IGNORECASE,
)
# "held by X", "won from X": it acts, but the sentence is not about it
_BY = re.compile(r"\b(?:by|from|with|against)\s+(?:the\s+)?\Z", re.IGNORECASE)
_NEAR = 16
_QUOTED = re.compile(r"“[^“”\n]{1,2000}(?:”|\n|\Z)|\"[^\"\n]{1,2000}(?:\"|\n|\Z)")


class Scene:
    """A document's names in order, growing by what is taken up. `subjects` are the spans of mentions that act or
    speak, and `unnamed` those of whom only a noun tells ("the army")."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        named: Iterable[Mention],
        subjects: Collection[Span],
        unnamed: Iterable[Mention] = (),
    ) -> None:
        self.text = text
        self.sentences = sorted(sentences)
        self.named = sorted(named, key=_place)
        self._unnamed = sorted(unnamed, key=_place)
        self._subjects = set(subjects)
        self._quotes = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text)]

    def add(self, mention: Mention) -> None:
        """A pronoun or description that stands for somebody is a name for those behind it."""
        insort(self.named, mention, key=_place)

    def speak(self, span: Span) -> None:
        """Those who speak are subjects, wherever in their sentence they stand."""
        self._subjects.add(span)

    def between(self, start: int, end: int) -> list[Mention]:
        """The names that begin in a stretch and end in it, as far as they are within reach of its end."""
        start = max(start, end - _REACH)
        low, high = (bisect_left(self.named, at, key=lambda m: m.span.start) for at in (start, end))
        return [m for m in self.named[low:high] if m.span.end <= end]

    def nouns(self, start: int, end: int) -> list[Mention]:
        """Those in a stretch of whom only a noun tells, as far as it does not stand for somebody named."""
        start = max(start, end - _REACH)
        low, high = (bisect_left(self._unnamed, at, key=lambda m: m.span.start) for at in (start, end))
        return [m for m in self._unnamed[low:high] if m.span.end <= end and not self.overlapping(m.span)]

    def before(self, at: int) -> list[Mention]:
        """All names within reach before a place."""
        return self.between(0, at)

    def overlapping(self, span: Span) -> list[Mention]:
        """The names that share a character with a span."""
        low = bisect_left(self.named, span.start - 200, key=lambda m: m.span.start)
        high = bisect_left(self.named, span.end, key=lambda m: m.span.start)
        return [m for m in self.named[low:high] if m.span.overlaps(span)]

    def sentence(self, at: int) -> Span:
        """The sentence that holds a place, or the last before it."""
        return self.sentences[max(0, bisect_right(self.sentences, at, key=lambda s: s.start) - 1)]

    def earlier(self, sentence: Span, count: int) -> list[Span]:
        """Up to `count` sentences before one, the nearest first."""
        at = bisect_left(self.sentences, sentence.start, key=lambda s: s.start)
        return [s for s in reversed(self.sentences[max(0, at - count) : at]) if sentence.start - s.end < _REACH]

    def quote(self, at: int) -> Span | None:
        """The stretch in quotation marks that holds a place."""
        low = bisect_right(self._quotes, at, key=lambda q: q.start) - 1
        return self._quotes[low] if low >= 0 and self._quotes[low].end > at else None

    def acts(self, mention: Mention) -> bool:
        """Whether a name is a subject: somebody acts or speaks there, or a sentence begins with it."""
        start = mention.span.start
        if mention.span in self._subjects:
            return not _BY.search(self.text, max(0, start - _NEAR), start)
        lead = self.text[max(self.sentence(start).start, start - _NEAR) : start]
        return bool(_OPENS.fullmatch(lead))

    def only(self, names: Sequence[Mention], fits: Callable[[Mention], bool]) -> Mention | None:
        """The last mention of the one entity among the names that fits; None where two do."""
        fitting = [m for m in names if fits(m)]
        entities = {m.entity for m in fitting}
        if len(entities) > 1:
            fitting = [m for m in fitting if self.acts(m)]
            entities = {m.entity for m in fitting}
        return fitting[-1] if len(entities) == 1 else None


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end
