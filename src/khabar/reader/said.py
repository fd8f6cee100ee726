"""One "who says what" with its links to the parse."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from khabar.model import Modality, Role, Span
from khabar.reader.lexicon import DOCUMENT_NOUNS
from khabar.reader.parse import Sentence


@dataclass(frozen=True, slots=True)
class Relay:
    """A further link that the cue names: "was quoted in *Fars*", "told *Rudaw*"."""

    span: Span
    role: Role


@dataclass(frozen=True, eq=False, slots=True)
class Said:
    """One attribution: source, cue and content spans, the source's head token, and the standing that the cue
    gives."""

    sentence: Sentence
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    source_head: Token | None = None
    modality: Modality = Modality.ASSERTED
    relays: tuple[Relay, ...] = ()
    role: Role = Role.SPEAKER
    verb: Token | None = None
    outermost: bool = False
    withheld: bool = False
    extent: int = field(default=0)

    def covers(self, span: Span) -> bool:
        """Whether most of `span` lies in the content. A clause that holds the cue is the speaking itself, unless the
        cue only breaks in: "The group, he said, had left"."""
        inside = sum(max(0, min(span.end, c.end) - max(span.start, c.start)) for c in self.content)
        breaks_in = any(c.end <= self.cue.start for c in self.content) and any(
            c.start >= self.cue.end for c in self.content
        )
        return inside * 2 > len(span) and (breaks_in or not span.holds(self.cue))


def source_phrase(head: Token) -> list[Token]:
    """The noun phrase of `head` without clauses, appositions and asides."""
    cut = {s for c in head.children if c.dep_ in ("relcl", "appos", "acl", "parataxis", "advcl") for s in c.subtree}
    return [t for t in head.subtree if t not in cut and not (t.is_punct and t.i > head.i)] or [head]


def role_of(source: Token | None) -> Role:
    return Role.DOCUMENT if source is not None and source.lemma_.lower() in DOCUMENT_NOUNS else Role.SPEAKER
