"""The bounds on the day on which a report was published, from what it says, with reasons that can be checked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from khabar.model import BlockKind, Document, Knowledge, Span, When
from khabar.resolve.published_anchors import (
    Anchor,
    anchors_in,
    changes_of_hands,
    events_like,
    posts_in,
    within_a_month,
)
from khabar.resolve.published_dates import (
    AFTER_A_DAY,
    Cue,
    Named,
    Strength,
    Windows,
    common,
    explicit,
    from_on,
    on_weekdays,
    yearless,
    yearless_cue,
)
from khabar.resolve.times.days import plus
from khabar.resolve.times.find import Found, find, plain_sentences
from khabar.resolve.times.ranges import Bound, bounds_of
from khabar.resolve.times.words import smoothed

_READ = (BlockKind.TITLE, BlockKind.BODY, BlockKind.BYLINE, BlockKind.DATELINE)
_AGE = re.compile(r"^[ \t]*(?:an?|\d{1,2}) +(?:hours?|minutes?|mins?|hrs?) +ago[ \t]*$", re.IGNORECASE | re.MULTILINE)
_PERFECT = re.compile(r"\b(?:has|have)(?: +\w+ly| +also| +now)? +\w+(?:ed|en|ne|ught|ld|pt|wn|et|ut)\b")
_RELATIVE = ("period", "ago", "named day", "recent", "recently")
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_DISTANCE = re.compile(r"\b(?:after|since|before|anniversary|following)\b")
_YEAR = 366


def publication(document: Document, knowledge: Knowledge, today: date, sentences: Sequence[Span] = ()) -> When:
    """The days between which `document` was published; `today` is the day of reading.

    A stated day wins; cues against it are told in the reasons. Otherwise the text's own cues narrow the days up to
    `today`: what it names as past, dated events that it refers to, posts that people hold in it, and last the habits
    of news. Where nothing bounds the start it stays open. `reasons` name only the cues that made the bounds.
    `sentences` (code points of the document's text) may be empty.
    """
    evidence = _Evidence.of(document, knowledge, sentences)
    if document.stated is not None and not document.stated.open:
        return _stated(document.stated, evidence, today)
    start: Windows = ((date.min, today),)
    windows, used = _narrowed(start, evidence.cues(), evidence, today)
    reading = f"It was read on {today.isoformat()}, so it was published on that day or before."
    if windows[-1][1] < today:
        return _as_when(windows, tuple(c.reason for c in used))
    return _as_when(windows, (*(c.reason for c in used), reading))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that is looked at in one document."""

    text: str
    smooth: str
    sentences: tuple[Span, ...]
    found: tuple[Found, ...]
    bounds: tuple[Bound, ...]
    days: tuple[Named, ...]
    anchors: tuple[Anchor, ...]
    datelines: tuple[Span, ...]
    bylines: tuple[Span, ...]
    knowledge: Knowledge
    age: str

    @classmethod
    def of(cls, document: Document, knowledge: Knowledge, sentences: Sequence[Span]) -> _Evidence:
        text = _kept(document)
        sentences = tuple(sorted(sentences)) or tuple(plain_sentences(text))
        found, smooth = find(text, sentences), smoothed(text)
        bounds = tuple(bounds_of(found, smooth))
        datelines = tuple(b.span for b in document.blocks if b.kind is BlockKind.DATELINE)
        age = _AGE.search(document.text)
        return cls(
            text,
            smooth,
            sentences,
            found,
            bounds,
            yearless(found, bounds, text, datelines),
            anchors_in(smooth, knowledge),
            datelines,
            tuple(b.span for b in document.blocks if b.kind is BlockKind.BYLINE),
            knowledge,
            age[0].strip() if age else "",
        )

    def cues(self) -> list[Cue]:
        """The cues of the text, the strongest first; among equals the latest start first."""
        cues = [
            *_byline_cues(self),
            *_explicit_cues(self),
            *_anchor_cues(self),
            *_since_cues(self),
            *_post_cues(self),
        ]
        cues += _takeover_cues(self)
        return sorted(cues, key=lambda c: (-c.strength, -c.windows[0][0].toordinal(), c.windows[-1][1]))


def _kept(document: Document) -> str:
    """The text with all that is not read blanked out, code point for code point as long."""
    if not document.blocks:
        return document.text
    kept = []
    at = 0
    for block in sorted(document.blocks, key=lambda b: b.span):
        if block.kind in _READ and block.span.start >= at:
            kept.append("\n" * (block.span.start - at) + block.span.of(document.text))
            at = block.span.end
    return "".join(kept) + "\n" * (len(document.text) - at)


def _narrowed(start: Windows, cues: Sequence[Cue], evidence: _Evidence, today: date) -> tuple[Windows, list[Cue]]:
    """The days left, and the fewest cues that leave them. A cue that would leave none is passed over."""
    windows, used = start, list[Cue]()
    hard = [c for c in cues if not c.custom]
    for cue in hard:
        windows = _apply(windows, cue, used)
    low = windows[0][0] if windows[0][0] > date.min else None
    dated = yearless_cue(evidence.days, evidence.smooth, low, min(today, windows[-1][1]))
    soft = [c for c in (dated, *(c for c in cues if c.custom), _weekday_cue(evidence)) if c is not None]
    for cue in soft:
        windows = _apply(windows, cue, used)
    return windows, _needed(start, windows, used)


def _apply(windows: Windows, cue: Cue, used: list[Cue]) -> Windows:
    left = common(windows, cue.windows)
    if cue.weekdays and left and left[0][0] > date.min:
        left = on_weekdays(left, cue.weekdays)
    if not left or left == windows:
        return windows
    used.append(cue)
    return left


def _needed(start: Windows, end: Windows, used: Sequence[Cue]) -> list[Cue]:
    kept = list(used)
    for cue in used:
        fewer = [c for c in kept if c is not cue]
        windows = start
        for c in fewer:
            windows = _apply(windows, c, [])
        if (windows[0][0], windows[-1][1]) == (end[0][0], end[-1][1]):
            kept = fewer
    return kept


def _as_when(windows: Windows, reasons: tuple[str, ...]) -> When:
    first = None if windows[0][0] == date.min else windows[0][0]
    last = windows[-1][1]
    return When(first, last, every=first == last, reasons=reasons)


def _stated(stated: When, evidence: _Evidence, today: date) -> When:
    """The stated day, narrowed by the text where it is wider than a day, with what speaks against it."""
    said = stated.text or stated.edtf()
    reasons = [*stated.reasons] or [f"The day of publication is stated: “{said}”."]
    bounds: Windows = ((stated.earliest or date.min, stated.latest or date.max),)
    cues = evidence.cues()
    clashes = [c for c in cues if not c.custom and not common(bounds, c.windows)]
    reasons += [f"This does not fit the text: {c.reason[0].lower()}{c.reason[1:]}" for c in clashes[:1]]
    if bounds[0][0] > today:
        reasons.append(f"The stated day lies after the day of reading, {today.isoformat()}.")
    if stated.days == 1 or clashes:
        return replace(stated, reasons=tuple(reasons))
    windows, used = _narrowed(
        bounds, cues, evidence, min(today, bounds[0][1]) if bounds[0][0] <= today else bounds[0][1]
    )
    last = None if windows[-1][1] == date.max else windows[-1][1]
    first = None if windows[0][0] == date.min else windows[0][0]
    return When(first, last, first is not None and first == last, stated.text, (*reasons, *(c.reason for c in used)))


def _byline_cues(e: _Evidence) -> Iterator[Cue]:
    """A whole date in the byline or the dateline is the day of publication, or the day before it."""
    for f in e.found:
        if not (f.meaning.fixed and f.meaning.grain in ("day", "time")):
            continue
        sense = f.meaning.at(date(2000, 1, 1))
        for spans, days, name in ((e.bylines, 0, "byline"), (e.datelines, 2, "dateline")):
            if sense.first and sense.last and any(s.holds(f.span) for s in spans):
                reason = f"The {name} gives the day: “{f.span.of(e.text)}”."
                yield Cue(((sense.first, plus(sense.last, days)),), reason, Strength.BYLINE)


def _explicit_cues(e: _Evidence) -> Iterator[Cue]:
    """Dates with their year, named as past: the report is not older than they, and by custom not much younger."""
    for f, first, _ in explicit(e.found, e.bounds, e.text):
        reason = f"“{f.span.of(e.text)}” is named as past, so the report is of {first.isoformat()} or later."
        yield Cue(from_on(first), reason, Strength.DATE)


def _anchor_cues(e: _Evidence) -> Iterator[Cue]:
    seen = set()
    for anchor in e.anchors:
        sentence = _sentence_of(e, anchor.span)
        if (anchor.event.id, sentence) in seen:
            continue
        seen.add((anchor.event.id, sentence))
        event, words = anchor.event, anchor.span.of(e.text)
        start = event.date.earliest
        if start is None:
            continue
        when = event.date.edtf()
        reason = (
            f"“{words}” refers to an event, {event.name} ({when}), so the report is of {start.isoformat()} or later."
        )
        yield Cue(from_on(start), reason, Strength.EVENT)
        yield from _pinned_year(e, anchor, sentence)
        yield from _told_apart(e, anchor, sentence)
        if _PERFECT.search(sentence.of(e.smooth)):
            reason = (
                f"“{words}” ({when}) is told without its date as bearing on the present, by custom within a year of it."
            )
            yield Cue(((start, plus(event.date.latest or start, _YEAR)),), reason, Strength.CUSTOM)


def _pinned_year(e: _Evidence, anchor: Anchor, sentence: Span) -> Iterator[Cue]:
    """A day without its year that is an event's own day, beside the event: the report is within a year after."""
    start, last = anchor.event.date.earliest, anchor.event.date.latest
    if start is None or last is None or (last - start).days > AFTER_A_DAY:
        return
    for named in e.days:
        day = named.in_year(start.year)
        if day and start <= day <= last and sentence.holds(named.span):
            words = anchor.span.of(e.text)
            reason = (
                f"“{named.words}” stands without a year beside “{words}”, which was on "
                f"{day.isoformat()}: within a year after it."
            )
            yield Cue(((day, plus(day, _YEAR - 2)),), reason, Strength.EVENT_WITH_ITS_DAY)


def _told_apart(e: _Evidence, anchor: Anchor, sentence: Span) -> Iterator[Cue]:
    """`last week's fall of …`, `earlier this week they took …`: the days of saying for which the words meet the
    event."""
    start = anchor.event.date.earliest
    if start is None or _DISTANCE.search(sentence.of(e.smooth)):
        return
    for f in e.found:
        if f.meaning.fixed or f.future or f.name not in _RELATIVE or not sentence.holds(f.span):
            continue
        if "today" in f.span.of(e.smooth):
            continue
        reach = 400 if f.meaning.grain != "year" else 4000
        days = [d for d in (plus(start, n) for n in range(reach)) if _meets(f, d, anchor.event.date)]
        if days:
            words, event = f.span.of(e.text), anchor.event
            reason = (
                f"“{words}” in one sentence with “{anchor.span.of(e.text)}” puts the report near "
                f"{event.name} ({event.date.edtf()})."
            )
            yield Cue(((days[0], days[-1]),), reason, Strength.CUSTOM)


def _meets(found: Found, said: date, event: When) -> bool:
    sense = found.meaning.at(said)
    return When(sense.first, sense.last).meets(event)


_AFTER = re.compile(r" +(?:after|since) +([^.;\n]{3,80})")


def _since_cues(e: _Evidence) -> Iterator[Cue]:
    """`more than two years after it was defeated`: a dated event and a length of time."""
    for f in e.found:
        after = _AFTER.match(e.smooth, f.span.end) if f.meaning.grain == "length" else None
        size = _length_days(f.meaning.vague)
        if after is None or size is None:
            continue
        sentence = f.sentence.of(e.smooth)
        events = [a.event for a in e.anchors if f.span.end <= a.span.start < after.end()]
        events = events or list(events_like(after[1], sentence, e.knowledge))
        starts = sorted(v.date.earliest for v in events if v.date.earliest)
        if not starts:
            continue
        more, unit = (
            re.search(r"more than|over", f.span.of(e.smooth)) is not None,
            _unit_days(f.meaning.vague),
        )
        first = plus(starts[0], size if more else size - unit // 2)
        last = plus(max(v.date.latest or starts[-1] for v in events), size + (unit if more else unit // 2))
        words = e.text[f.span.start : after.end()]
        reason = f"“{' '.join(words.split())}” counts from {events[0].name} ({events[0].date.edtf()})."
        yield Cue(from_on(first), reason, Strength.EVENT)
        yield Cue(((first, last),), reason, Strength.CUSTOM)


def _takeover_cues(e: _Evidence) -> Iterator[Cue]:
    """`… have recently taken control of A, B and C`: several dated changes of hands within a month, told as
    recent."""
    for sentence in e.sentences:
        words = sentence.of(e.smooth)
        if not (_RECENTLY.search(words) and _PERFECT.search(words)):
            continue
        events = within_a_month(changes_of_hands(words, e.knowledge))
        if len(events) < 2:
            continue
        last = max(v.date.earliest for v in events if v.date.earliest)
        names = "; ".join(f"{v.name} ({v.date.edtf()})" for v in events)
        told = " ".join(sentence.of(e.text).split()[:8])
        reason = f"“{told} …” tells as recent what happened within a month: {names}."
        yield Cue(from_on(last), reason, Strength.EVENT)
        yield Cue(((last, plus(last, AFTER_A_DAY)),), reason, Strength.CUSTOM)


_RECENTLY = re.compile(r"\brecent(?:ly)?\b|\bthis (?:week|month)\b|\blast week\b|\bin the past (?:days|weeks?)\b")
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_SIZES = {"D": 1, "W": 7, "M": 30, "Y": 365}


def _length_days(value: str) -> int | None:
    m = _LENGTH.fullmatch(value)
    return int(m[1]) * _SIZES[m[2]] if m else None


def _unit_days(value: str) -> int:
    return _SIZES[value[-1]]


def _post_cues(e: _Evidence) -> Iterator[Cue]:
    """Somebody named with a post: not before they had it; where they speak in the news, by custom not after."""
    for post in posts_in(e.smooth, e.knowledge):
        start, end = post.held.earliest, post.held.latest
        if start is None:
            continue
        words = post.span.of(e.text)
        yield Cue(from_on(start), f"“{words}” is named with a post held from {start.isoformat()}.", Strength.POST)
        sentence = _sentence_of(e, post.span)
        if end and post.speaks and not any(sentence.holds(f.span) and f.meaning.fixed for f in e.found):
            reason = f"“{words}” speaks in a post that was held from {start.isoformat()} to {end.isoformat()}."
            yield Cue(((start, end),), reason, Strength.CUSTOM)


def _sentence_of(e: _Evidence, span: Span) -> Span:
    return e.sentences[max(bisect_right(e.sentences, span.start, key=lambda s: s.start) - 1, 0)]


def _weekday_cue(e: _Evidence) -> Cue | None:
    """An age in hours on the page beside a weekday in the news: published on that weekday or on the next day."""
    if not e.age:
        return None
    named = [f for f in e.found if f.name == "weekday" and not f.future and f.meaning.weekday]
    if not named or named[0].meaning.weekday is None:
        return None
    weekday, words = named[0].meaning.weekday, named[0].span.of(e.text)
    reason = (
        f"“{words}” is told as news on a page marked “{e.age}”: published on one of the "
        f"{_WEEKDAYS[weekday - 1]} or the day after."
    )
    return Cue(((date.min, date.max),), reason, Strength.CUSTOM, weekdays=frozenset({weekday, weekday % 7 + 1}))
