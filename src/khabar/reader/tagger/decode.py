"""From the network's numbers to spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from khabar.model import ClaimType, Span
from khabar.reader.tagger.scheme import (
    BEGIN,
    CLAIM_ROLES,
    INSIDE,
    KINDS,
    MODALITIES,
    OUT,
    ROLES,
    TYPES,
    marks,
    region,
)
from khabar.reader.tagger.tagged import Tagged, TaggedClaim, TaggedName, TaggedSaid
from khabar.reader.tagger.windows import Window

Array = np.ndarray[Any, np.dtype[Any]]
_TRACE = 0.002
_FEW = 60  # words
_BRIDGED = tuple(ROLES.index(role) for role in ("source", "content", "extent", "time", "number"))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on something counts; `trigger_alone` in a window of few words."""

    name: float = 0.5
    cue: float = 0.5
    trigger: float = 0.5
    trigger_alone: float = 0.5
    valid: float = 0.5
    role: float = 0.5
    argument: float = 0.35


class Network(Protocol):
    """The two passes, over arrays."""

    def first(self, ids: Array, cases: Array, quotes: Array) -> tuple[Array, Array, Array, Array]:
        """[1, L] integers; states [1, L, 384] and the logits of the tags of names, cues and triggers, [1, L, …]."""

    def second(self, states: Array, marks: Array, at: Array, mask: Array) -> tuple[Array, Array, Array, Array, Array]:
        """States [N, M, 384], marks and mask [N, M], marked rows [N]; logits of roles [N, M, 8], types [N, 24],
        modalities [N, 10], whether it is one and whether it is carried [N]."""


def tag_window(window: Window, network: Network, limits: Thresholds) -> Tagged:
    """What the network sees in one window, without what it sees in the window's context."""
    rows = [np.array([r], dtype=np.int64) for r in (window.ids, window.cases, window.quotes)]
    states, names, cues, triggers = network.first(*rows)
    at = np.array([w.row for w in window.words])
    found = _runs(_softmax(cues[0, at]), limits.cue, window)
    said = _said(window, found, _second(window, found, states, network, cue=True), limits)
    alone = len(window.words) < _FEW  # a sentence or two by themselves give the network little to be sure by
    found = _runs(_softmax(triggers[0, at]), limits.trigger_alone if alone else limits.trigger, window)
    claims = _claims(window, found, _second(window, found, states, network, cue=False), limits)
    return Tagged(tuple(_names(window, _softmax(names[0, at]), limits.name)), tuple(said), tuple(claims))


# ---------------------------------------------------------------- first pass


def _softmax(logits: Array) -> Array:
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True))


def _sigmoid(logits: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-logits)))


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int
    score: float


def _runs(chances: Array, limit: float, window: Window) -> list[_Run]:
    """Runs of words that begin and go on, by the tags' probabilities."""
    inside: list[float] = (1 - chances[:, OUT]).tolist()
    anew: list[bool] = (chances[:, BEGIN] > chances[:, INSIDE]).tolist()
    found: list[_Run] = []
    start: int | None = None
    for i in range(len(inside) + 1):
        on = i < len(inside) and inside[i] >= limit
        begins = on and (start is None or anew[i])
        if start is not None and (not on or begins):
            if start >= window.own:
                found.append(_Run(start, i, max(inside[start:i])))
            start = None
        if begins:
            start = i
    return found


def _names(window: Window, chances: Array, limit: float) -> list[TaggedName]:
    inside = 1 - chances[:, OUT]
    begins, goes_on = chances[:, 1::2], chances[:, 2::2]
    named: list[bool] = (inside >= limit).tolist()
    found: list[TaggedName] = []
    i = window.own
    while i < len(named):
        if not named[i]:
            i += 1
            continue
        kinds = begins[i] + goes_on[i]
        end = i + 1
        while end < len(named) and named[end] and goes_on[end].sum() > begins[end].sum():
            kinds = kinds + goes_on[end]
            end += 1
        span = Span(window.words[i].span.start, window.words[end - 1].span.end)
        found.append(TaggedName(span, KINDS[int(kinds.argmax())], float(inside[i:end].mean())))
        i = end
    return found


# ---------------------------------------------------------------- second pass


@dataclass(frozen=True, slots=True)
class _Marked:
    """One marked run after the second pass: the words it saw, and the probabilities of each word's roles."""

    first: int
    roles: Array
    types: Array
    modalities: Array
    valid: float
    carried: float


def _second(window: Window, found: Sequence[_Run], states: Array, network: Network, *, cue: bool) -> list[_Marked]:
    if not found:
        return []
    regions = [region(window, r.first, r.last, sentence=not cue) for r in found]
    rows = [window.rows(*words) for words in regions]
    longest = max(high - low for low, high in rows)
    shape = (len(found), longest)
    given = np.zeros((*shape, states.shape[-1]), dtype=np.float32)
    marked, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    at = np.zeros(len(found), dtype=np.int64)
    for k, (run, words, (low, high)) in enumerate(zip(found, regions, rows, strict=True)):
        given[k, : high - low] = states[0, low:high]
        marked[k, : high - low] = marks(window, words, (run.first, run.last), cue=cue)
        mask[k, : high - low] = 1
        at[k] = window.words[run.first].row - low
    roles, types, modalities, valid, carried = network.second(given, marked, at, mask)
    chances, is_one, goes_on = _sigmoid(roles), _sigmoid(valid), _sigmoid(carried)
    kinds, standings = _softmax(types), _softmax(modalities)
    heads = [np.array([w.row - low for w in window.words[a:b]]) for (a, b), (low, _) in zip(regions, rows, strict=True)]
    return [
        _Marked(a, chances[k, heads[k]], kinds[k], standings[k], float(is_one[k]), float(goes_on[k]))
        for k, (a, _) in enumerate(regions)
    ]


def _said(window: Window, found: Sequence[_Run], marked: Sequence[_Marked], limits: Thresholds) -> list[TaggedSaid]:
    out: list[TaggedSaid] = []
    for run, one in zip(found, marked, strict=True):
        if one.valid < limits.valid:
            continue
        own = range(run.first, run.last)
        content = _spans(window, one, ROLES.index("content"), limits.role, own)
        source = _spans(window, one, ROLES.index("source"), limits.role, own)
        if content:
            cue = _span(window, run.first, run.last)
            score = run.score * one.valid
            out.append(TaggedSaid(_free(source, content), (cue,), content, score))
    return _joined(out)


def _free(source: tuple[Span, ...], content: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(s for s in source if not any(c.holds(s) for c in content))


def _joined(said: list[TaggedSaid]) -> list[TaggedSaid]:
    """One attribution where two cues have the same content: parts of one cue."""
    out: list[TaggedSaid] = []
    for one in said:
        twin = next((i for i, o in enumerate(out) if o.content == one.content and o.source == one.source), None)
        if twin is None:
            out.append(one)
        else:
            other = out[twin]
            out[twin] = TaggedSaid(other.source, (*other.cue, *one.cue), other.content, max(other.score, one.score))
    return out


def _claims(window: Window, found: Sequence[_Run], marked: Sequence[_Marked], limits: Thresholds) -> list[TaggedClaim]:
    out: list[TaggedClaim] = []
    for run, one in zip(found, marked, strict=True):
        if one.valid < limits.valid:
            continue
        extent_at = ROLES.index("extent")
        limit = {r: limits.role if r == extent_at else limits.argument for r in CLAIM_ROLES}
        roles = {ROLES[r]: _spans(window, one, r, limit[r], range(0)) for r in CLAIM_ROLES}
        trigger = _span(window, run.first, run.last)
        extent = next((s for s in roles["extent"] if s.overlaps(trigger)), trigger)
        extent = Span(min(extent.start, trigger.start), max(extent.end, trigger.end))
        out.append(
            TaggedClaim(
                trigger,
                extent,
                TYPES[int(one.types.argmax())],
                MODALITIES[int(one.modalities.argmax())],
                run.score * one.valid,
                roles["subject"],
                roles["object"],
                roles["place"],
                roles["time"],
                roles["number"],
                one.carried,
                _likely(one.types),
            )
        )
    return out


def _likely(chances: Array) -> tuple[tuple[ClaimType, float], ...]:
    order, values = chances.argsort()[::-1].tolist(), chances.tolist()
    return tuple((TYPES[i], values[i]) for i in order if values[i] > _TRACE)


def _spans(window: Window, one: _Marked, role: int, limit: float, own: range) -> tuple[Span, ...]:
    """The runs of words that fill a role: each has a word that surely does, and goes on over those that may."""
    chances = one.roles[:, role].tolist()
    if max(chances) < limit:
        return ()
    maybe = [c >= limit / 2 and (one.first + i) not in own for i, c in enumerate(chances)]
    for i in range(1, len(maybe) - 1):
        maybe[i] |= maybe[i - 1] and maybe[i + 1] and (one.first + i) not in own and role in _BRIDGED
    spans: list[Span] = []
    start: int | None = None
    for i in range(len(maybe) + 1):
        if i < len(maybe) and maybe[i]:
            start = i if start is None else start
        elif start is not None:
            if max(chances[start:i]) >= limit:
                spans.append(_span(window, one.first + start, one.first + i))
            start = None
    return tuple(spans)


def _span(window: Window, first: int, last: int) -> Span:
    return Span(window.words[first].span.start, window.words[last - 1].span.end)
