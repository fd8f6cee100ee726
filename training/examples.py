"""Texts with labels to what the network is trained on: windows with a tag for each word, and marked cues and triggers
with their roles. Words are numbered in their window; a row is a word piece, a word's own row that of its first piece.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from torch import Tensor

from data import Attribution, Claim, Doc
from khabar.model import Kind, Span
from khabar.reader.tagger.scheme import (
    BEGIN,
    CLAIM_ROLES,
    CUE_ROLES,
    INSIDE,
    MODALITIES,
    OUT,
    ROLES,
    TYPES,
    marks,
    mention_tag,
    region,
    words_in,
)
from khabar.reader.tagger.windows import Window, Windows

IGNORED = -100  # what torch's cross entropy leaves out


@dataclass(eq=False)
class Marked:
    """A cue or trigger with what the second pass sees, and its labels (IGNORED or None where there is none).

    `rows` `[first, last)` of the window are the region that the second pass sees; all other rows count from its first:
    `marks` has one mark a row, `at` is the marked row, `heads` are the words' own rows. `roles` holds for each role the
    rows of the words that fill it; `known` the roles that its corpus labels. `fact` goes from -3 to 3; `carried` and
    `valid` (whether it is a cue or trigger at all) are 0 or 1. `taught` is what a teacher says of it: logits of roles
    [rows, 8], types [24] and modalities [10], and of being one and of being carried.
    """

    rows: tuple[int, int]
    marks: list[int]
    at: int
    heads: list[int]
    known: range
    roles: dict[int, list[int]] = field(default_factory=dict)
    type: int = IGNORED
    modality: int = IGNORED
    fact: float | None = None
    carried: float | None = None
    valid: float | None = None
    taught: tuple[Tensor, ...] | None = None


@dataclass(eq=False)
class Taught:
    """What a teacher makes of a window of L rows: its states [L, 768], in half precision, and its logits of names, cues
    and triggers [L, 21]."""

    states: Tensor
    tags: Tensor


@dataclass
class Example:
    """A window with one tag a word in each layer (None where its corpus does not label it), and what is marked."""

    window: Window
    mentions: list[int] | None
    cues: list[int] | None
    triggers: list[int] | None
    marked: list[Marked]
    taught: Taught | None = None


def examples(doc: Doc, windows: Windows) -> list[Example]:
    """All windows of a text."""
    return [_example(doc, w) for w in windows.cut(doc.text, doc.sentences)]


def _example(doc: Doc, window: Window) -> Example:
    mentions = None if doc.mentions is None else _mentions(doc.mentions, window)
    cues, said = (None, []) if doc.attributions is None else _cues(doc.attributions, window)
    triggers, claims = (None, []) if doc.claims is None else _triggers(doc.claims, window)
    for layer in (cues, triggers):
        for i in words_in(window, tuple(doc.asides)) if layer is not None else ():
            layer[i] = IGNORED
    for layer in (mentions, cues, triggers):
        if layer is not None:
            layer[: window.own] = [IGNORED] * window.own  # the context before is learnt from another window
    return Example(window, mentions, cues, triggers, [*said, *claims, *_facts(doc.factuality, window)])


# ---------------------------------------------------------------- the layers: one tag a word, and what is marked


def _mentions(mentions: list[tuple[Span, Kind | None]], window: Window) -> list[int]:
    tags = [OUT] * len(window.words)
    for span, kind in mentions:
        for k, i in enumerate(words_in(window, (span,))):
            tags[i] = IGNORED if kind is None else mention_tag(kind, begins=k == 0)
    return tags


def _cues(attributions: list[Attribution], window: Window) -> tuple[list[int], list[Marked]]:
    tags, found = [OUT] * len(window.words), []
    for said in attributions:
        words = words_in(window, said.cue)
        _tag(tags, words)
        if _is_own(words, window):
            found.append(_cue(window, words, said))
    return tags, found


def _triggers(claims: list[Claim], window: Window) -> tuple[list[int], list[Marked]]:
    tags, found = [OUT] * len(window.words), []
    for claim in claims:
        words = words_in(window, (claim.trigger,))
        if claim.unsure:
            for i in words:
                tags[i] = IGNORED
            continue
        _tag(tags, words)
        if _is_own(words, window):
            found.append(_trigger(window, words, claim))
    return tags, found


def _facts(events: list[tuple[Span, float]], window: Window) -> list[Marked]:
    found = []
    for span, value in events:
        words = words_in(window, (span,))
        if _is_own(words, window):
            event = mark(window, words, cue=False)
            event.known, event.fact = range(0), value
            found.append(event)
    return found


def _tag(tags: list[int], words: list[int]) -> None:
    for k, i in enumerate(words):
        tags[i] = INSIDE if k and words[k - 1] == i - 1 else BEGIN


def _is_own(words: list[int], window: Window) -> bool:
    """Whether the words begin in what the window answers for."""
    return bool(words) and words[0] >= window.own


# ---------------------------------------------------------------- one cue or trigger


def mark(window: Window, words: list[int], *, cue: bool) -> Marked:
    """The words of a window as a cue or trigger, without labels; of words apart only the first run is marked."""
    first, last = words[0], words[0] + 1
    while last - first < len(words) and words[last - first] == last:
        last += 1
    start, end = region(window, first, last, sentence=not cue)
    rows = window.rows(start, end)
    return Marked(
        rows=rows,
        marks=marks(window, (start, end), (first, last), cue=cue),
        at=window.words[first].row - rows[0],
        heads=[w.row - rows[0] for w in window.words[start:end]],
        known=CUE_ROLES if cue else CLAIM_ROLES,
    )


def _cue(window: Window, words: list[int], said: Attribution) -> Marked:
    cue = mark(window, words, cue=True)
    _fill(cue, window, "source", said.source)
    _fill(cue, window, "content", said.content)
    cue.valid = 1.0
    return cue


def _trigger(window: Window, words: list[int], claim: Claim) -> Marked:
    trigger = mark(window, words, cue=False)
    for role, spans in claim.roles.items():
        _fill(trigger, window, role, spans)
    if claim.type is not None:
        trigger.type = [str(t) for t in TYPES].index(claim.type)
    trigger.modality = [str(m) for m in MODALITIES].index(claim.modality)
    trigger.carried = float(claim.carried)
    trigger.valid = 1.0
    return trigger


def _fill(marked: Marked, window: Window, role: str, spans: tuple[Span, ...]) -> None:
    """Fill a role with the words of `spans`, as far as the second pass sees them."""
    low, high = marked.rows
    rows = [window.words[i].row for i in words_in(window, spans)]
    marked.roles[ROLES.index(role)] = [r - low for r in rows if low <= r < high]
