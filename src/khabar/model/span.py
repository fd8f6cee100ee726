"""Places in a text. Every offset in khabar is a Unicode code point of `Document.text`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of a document's text, in Unicode code points.

    Raises `ValueError` unless `0 <= start <= end`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same stretch, `by` code points further on."""
        return Span(self.start + by, self.end + by)


class Kind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ARMED_GROUP = "armed_group"
    STATE_BODY = "state_body"
    OUTLET = "outlet"
    PLACE = "place"
    FACILITY = "facility"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or a description that stands for somebody or something.

    `span` in code points; `text` the words there; `entity` the id of a pack's row, or an id made for this document
    (`doc:…`) where no pack knows it, or None where the reader abstains; `name` the canonical name; `reason` why it
    was resolved so.
    """

    span: Span
    text: str
    kind: Kind
    entity: str | None = None
    name: str | None = None
    reason: str = ""
