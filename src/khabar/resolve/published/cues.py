"""What in a report bears on its day: a table of kinds of cue, each of which makes masks over days, with reasons."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import islice

from khabar.model import BlockKind, Document, Knowledge, Span, When
from khabar.resolve.published.anchors import (
    Anchor,
    anchors_in,
    changes_of_hands,
    events_like,
    posts_in,
    within_a_month,
)
from khabar.resolve.published.dates import (
    AFTER_A_DATELINE,
    Named,
    explicit,
    how_long_ago,
    with_weekday,
    yearless,
    yearless_days,
)
from khabar.resolve.published.days import Days, any_of, between, on_weekdays
from khabar.resolve.times.days import plus
from khabar.resolve.times.find import find, plain_sentences
from khabar.resolve.times.meaning import Found
from khabar.resolve.times.ranges import Bound, bounds_of
from khabar.resolve.times.words import smoothed

_READ = (BlockKind.TITLE, BlockKind.BODY, BlockKind.BYLINE, BlockKind.DATELINE)
# Conventions of news, in days. Each was looked at in dated news (docs/codebook.md): it holds mostly, not always.
WITHIN_A_YEAR, AFTER_RECENTLY, LONGEST_EVENT = 366, 14, 31
# An age in hours marks a page of the day; else a weekday without a date is told up to four days on.
AFTER_A_WEEKDAY, AFTER_A_WEEKDAY_WITH_AGE = 4, 1
# So many of a kind are looked at in one place, however often a text repeats itself.
_MOST_TOGETHER, _MOST_DATES = 20, 100
# A weekday's mask says something only where few weeks are left.
_FEW_WEEKS = 62
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


class Trust(IntEnum):
    """What a cue rests on, the strongest last: where cues contradict each other the stronger wins.

    FILE is what the file system says; CUSTOM the conventions of news. POST, EVENT and EVENT_WITH_ITS_DAY are anchored
    in a pack's dated rows. DATE and BYLINE are hard: the text itself gives the day.
    """

    FILE = 0
    CUSTOM = 1
    POST = 2
    EVENT = 3
    EVENT_WITH_ITS_DAY = 4
    DATE = 5
    BYLINE = 6


@dataclass(frozen=True, slots=True)
class Cue:
    """The days on which a report can be of, going by some of its words, and why."""

    days: Days
    reason: str
    trust: Trust

    @property
    def firm(self) -> bool:
        """Whether more stands behind it than custom or a file's date."""
        return self.trust > Trust.CUSTOM


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is looked at in one document."""

    text: str
    smooth: str
    sentences: tuple[Span, ...]
    found: tuple[Found, ...]
    bounds: tuple[Bound, ...]
    named: tuple[Named, ...]
    anchors: tuple[Anchor, ...]
    datelines: tuple[Span, ...]
    bylines: tuple[Span, ...]
    knowledge: Knowledge
    age: str

    @classmethod
    def of(
        cls, document: Document, knowledge: Knowledge, sentences: Sequence[Span], found: Sequence[Found] | None = None
    ) -> Evidence:
        """The evidence in a document; `sentences` may be empty. `found`: the times of its whole text, where they are
        known already."""
        text = _kept(document)
        sentences = tuple(sorted(sentences)) or tuple(plain_sentences(text))
        found = find(text, sentences) if found is None else tuple(f for f in found if not text[f.span.start].isspace())
        smooth = smoothed(text)
        bounds = tuple(bounds_of(found, smooth))
        datelines = tuple(b.span for b in document.blocks if b.kind is BlockKind.DATELINE)
        anchors = anchors_in(smooth, knowledge)
        named = yearless(found, bounds, text, datelines)
        age = _AGE.search(document.text)
        return cls(
            text,
            smooth,
            sentences,
            found,
            bounds,
            # "the March 10 agreement" is called so for years: the day in an event's name is not told as news.
            tuple(n for n in named if not any(a.span.holds(n.span) for a in anchors)),
            anchors,
            datelines,
            tuple(b.span for b in document.blocks if b.kind is BlockKind.BYLINE),
            knowledge,
            age[0].strip() if age else "",
        )

    def times_in(self, sentence: Span) -> tuple[Found, ...]:
        """The first time expressions of a sentence, in its order."""
        first = bisect_left(self.found, sentence.start, key=lambda f: f.span.start)
        return tuple(f for f in self.found[first : first + _MOST_TOGETHER] if sentence.holds(f.span))

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which the words at `span` begin."""
        return self.sentences[max(bisect_right(self.sentences, span.start, key=lambda s: s.start) - 1, 0)]


_AGE = re.compile(
    r"^[ \t]*(?:(?:updated|published|posted):? +)?(?:an?|\d{1,2}) +(?:hours?|minutes?|mins?|hrs?) +ago[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


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


# ------------------------------------------------------------ hard: the text gives the day


def _bylines(e: Evidence) -> Iterator[Cue]:
    """A whole date in the byline or the dateline is the day of publication, or up to two days before it."""
    for f in e.found:
        if not (f.meaning.fixed and f.meaning.grain in ("day", "time")):
            continue
        sense = f.meaning.at(date(2000, 1, 1))
        for spans, days, name in ((e.bylines, 0, "byline"), (e.datelines, AFTER_A_DATELINE, "dateline")):
            if sense.first and sense.last and any(s.holds(f.span) for s in spans):
                reason = f"The {name} gives the day: “{f.span.of(e.text)}”."
                yield Cue(between(sense.first, plus(sense.last, days)), reason, Trust.BYLINE)


def _dates(e: Evidence) -> Iterator[Cue]:
    """Dates with their year, named as past or as the day of something that is cited: the report is not older."""
    for f, first, cited in explicit(e.found, e.bounds, e.text, _MOST_DATES):
        how = "is the day of what the report cites" if cited else "is named as past"
        reason = f"“{f.span.of(e.text)}” {how}, so the report is of {first.isoformat()} or later."
        yield Cue(between(first, None), reason, Trust.DATE)


# ------------------------------------------------------------ anchored: a pack's dated rows


def _events(e: Evidence) -> Iterator[Cue]:
    """Dated events that the text refers to, each once a sentence."""
    seen: dict[str, set[Span]] = defaultdict(set)
    for anchor in e.anchors:
        sentence, told = e.sentence_of(anchor.span), seen[anchor.event.id]
        start = anchor.event.date.earliest
        if start is None or sentence in told or len(told) >= _MOST_TOGETHER:
            continue
        told.add(sentence)
        event, words = anchor.event, anchor.span.of(e.text)
        reason = (
            f"“{words}” refers to an event, {event.name} ({event.date.edtf()}), so the report is of "
            f"{start.isoformat()} or later."
        )
        yield Cue(between(start, None), reason, Trust.EVENT)
        for kind in _BESIDE_EVENTS:
            yield from kind(e, anchor, start, sentence)


def _own_day(e: Evidence, anchor: Anchor, start: date, sentence: Span) -> Iterator[Cue]:
    """A day without its year that is an event's own day, beside the event: the report is within a year after."""
    last = anchor.event.date.latest
    if last is None or (last - start).days > LONGEST_EVENT:
        return
    for named in e.named:
        day = named.in_year(start.year) if named.day else None
        if day and start <= day <= last and sentence.holds(named.span):
            words = anchor.span.of(e.text)
            reason = (
                f"“{named.words}” stands without a year beside “{words}”, which was on "
                f"{day.isoformat()}: within a year after it."
            )
            yield Cue(between(day, plus(day, WITHIN_A_YEAR - 2)), reason, Trust.EVENT_WITH_ITS_DAY)


def _told_apart(e: Evidence, anchor: Anchor, start: date, sentence: Span) -> Iterator[Cue]:
    """`last week's fall of …`, `earlier this week they took …`: the days of saying for which the words meet the
    event."""
    if _DISTANCE.search(sentence.of(e.smooth)):
        return
    event = anchor.event
    for f in e.times_in(sentence):
        if f.meaning.fixed or f.future or f.name not in _RELATIVE:
            continue
        if "today" in f.span.of(e.smooth):
            continue
        if f.name == "recently":
            days = [plus(start, 1), plus(event.date.latest or start, AFTER_RECENTLY)]
        else:
            reach = 400 if f.meaning.grain != "year" else 4000
            days = [d for d in (plus(start, n) for n in range(reach)) if _meets(f, d, event.date)]
        if days:
            reason = (
                f"“{f.span.of(e.text)}” in one sentence with “{anchor.span.of(e.text)}” puts the report near "
                f"{event.name} ({event.date.edtf()})."
            )
            yield Cue(between(days[0], days[-1]), reason, Trust.CUSTOM)


def _meets(found: Found, said: date, event: When) -> bool:
    sense = found.meaning.at(said)
    return When(sense.first, sense.last).meets(event)


def _bears_on_the_present(e: Evidence, anchor: Anchor, start: date, sentence: Span) -> Iterator[Cue]:
    """An event named without its date beside `has …ed`."""
    if _PERFECT.search(sentence.of(e.smooth)):
        when = anchor.event.date
        reason = (
            f"“{anchor.span.of(e.text)}” ({when.edtf()}) is told without its date as bearing on the present, by "
            "custom within a year of it."
        )
        yield Cue(between(start, plus(when.latest or start, WITHIN_A_YEAR)), reason, Trust.CUSTOM)


_BESIDE_EVENTS = (_own_day, _told_apart, _bears_on_the_present)
_RELATIVE = ("period", "ago", "named day", "recent", "recently")
_PERFECT = re.compile(r"\b(?:has|have)(?: +\w+ly| +also| +now)? +\w+(?:ed|en|ne|ught|ld|pt|wn|et|ut)\b")
_DISTANCE = re.compile(r"\b(?:after|since|before|anniversary|following)\b")


def _since(e: Evidence) -> Iterator[Cue]:
    """`more than two years after it was defeated`: a dated event and a length of time."""
    lengths = ((f, _AFTER.match(e.smooth, f.span.end)) for f in e.found if f.meaning.grain == "length")
    for f, after in islice((pair for pair in lengths if pair[1]), _MOST_TOGETHER):
        length = _LENGTH.fullmatch(f.meaning.vague)
        if after is None or length is None:
            continue
        events = [a.event for a in e.anchors if f.span.end <= a.span.start < after.end()]
        events = events or list(events_like(after[1], f.sentence.of(e.smooth), e.knowledge))
        starts = sorted(v.date.earliest for v in events if v.date.earliest)
        if not starts:
            continue
        more = re.search(r"more than|over", f.span.of(e.smooth)) is not None
        unit = _SIZES[length[2]]
        size = int(length[1]) * unit
        first = plus(starts[0], size if more else size - unit // 2)
        last = plus(max(v.date.latest or starts[-1] for v in events), size + (unit if more else unit // 2))
        words = " ".join(e.text[f.span.start : after.end()].split())
        reason = f"“{words}” counts from {events[0].name} ({events[0].date.edtf()})."
        yield Cue(between(first, None), reason, Trust.EVENT)
        yield Cue(between(first, last), reason, Trust.CUSTOM)


_AFTER = re.compile(r" +(?:after|since) +([^.;\n]{3,80})")
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_SIZES = {"D": 1, "W": 7, "M": 30, "Y": 365}


def _posts(e: Evidence) -> Iterator[Cue]:
    """Somebody named with a post: not before they first had it; where they speak in the news, by custom only while
    they have it."""
    for post in posts_in(e.smooth, e.knowledge):
        words = post.span.of(e.text)
        terms = ", ".join(dict.fromkeys(t.edtf() for t in post.terms))
        starts = [t.earliest for t in post.terms if t.earliest]
        reason = f"“{words}” is named with a post held from {min(starts).isoformat()}."
        yield Cue(between(min(starts), None), reason, Trust.POST)
        sentence = e.sentence_of(post.span)
        if post.speaks and not any(f.meaning.fixed for f in e.times_in(sentence)):
            while_held = any_of((t.earliest, t.latest) for t in post.terms)
            yield Cue(while_held, f"“{words}” speaks in a post that was held {terms}.", Trust.CUSTOM)


def _takeovers(e: Evidence) -> Iterator[Cue]:
    """`… have recently taken control of A, B and C`: several dated changes of hands within a month, told as
    recent."""
    told = ((s, s.of(e.smooth)) for s in e.sentences)
    recent = ((s, words) for s, words in told if _RECENTLY.search(words) and _PERFECT.search(words))
    for sentence, words in islice(recent, _MOST_TOGETHER):
        events = within_a_month(changes_of_hands(words, e.knowledge))
        if len(events) < 2:
            continue
        last = max(v.date.earliest for v in events if v.date.earliest)
        names = "; ".join(f"{v.name} ({v.date.edtf()})" for v in events)
        opening = " ".join(sentence.of(e.text).split()[:8])
        reason = f"“{opening} …” tells as recent what happened within a month: {names}."
        yield Cue(between(last, None), reason, Trust.EVENT)
        yield Cue(between(last, plus(last, AFTER_RECENTLY)), reason, Trust.CUSTOM)


def _weekday_of_dateline(e: Evidence) -> Iterator[Cue]:
    """`KEL, March 14 — … on Thursday`: the first weekday told behind a dateline is that of its day or of the eve."""
    for named in (n for n in e.named if n.dateline):
        behind = (f for f in e.found if named.span.end <= f.span.start <= named.span.end + _BEHIND_DATELINE)
        told = next((f for f in behind if f.name == "weekday" and f.meaning.weekday and not f.future), None)
        if told is not None and told.meaning.weekday is not None:
            days = with_weekday(named, told.meaning.weekday)
            reason = (
                f"“{told.span.of(e.text)}” is told behind the dateline's “{named.words}”: by custom in a year in which "
                "that is the weekday or the day after."
            )
            yield Cue(days, reason, Trust.CUSTOM)
        return


_BEHIND_DATELINE = 400
_RECENTLY = re.compile(r"\brecent(?:ly)?\b|\bthis (?:week|month)\b|\blast week\b|\bin the past (?:days|weeks?)\b")

KINDS: tuple[Callable[[Evidence], Iterable[Cue]], ...] = (
    _bylines,
    _dates,
    _events,
    _since,
    _posts,
    _takeovers,
    _weekday_of_dateline,
)
"""Every kind of cue that needs nothing but the evidence."""

# ------------------------------------------------------------ conventional: what is said of few days only


def cues_of(e: Evidence) -> list[Cue]:
    """All cues of `KINDS`; of those that allow the same days with the same trust the first."""
    cues: dict[tuple[Days, Trust], Cue] = {}
    for kind in KINDS:
        for cue in kind(e):
            cues.setdefault((cue.days, cue.trust), cue)
    return list(cues.values())


def newest_day(e: Evidence, left: Days) -> Iterator[Cue]:
    """Days without years: the report comes some time after the newest of them. The reason tells the years in `left`,
    the days that are left without this cue, where these are few."""
    found = yearless_days(e.named, left, how_long_ago(e.found))
    if found is not None:
        yield Cue(*found, Trust.CUSTOM)


def newest_weekday(e: Evidence, left: Days) -> Iterator[Cue]:
    """A weekday told without a date is that of the last days; it says something where few weeks are left."""
    told = [f for f in e.found if f.name == "weekday" and not f.future and f.meaning.weekday]
    if not told or left.span is None or left.span > _FEW_WEEKS:
        return
    weekday, words = told[0].meaning.weekday or 0, told[0].span.of(e.text)
    if e.age:
        after, where = AFTER_A_WEEKDAY_WITH_AGE, f"is told as news on a page marked “{e.age}”"
    elif len({f.meaning.weekday for f in told}) == 1:
        after, where = AFTER_A_WEEKDAY, "is told as news"
    else:
        return
    days = "the day after" if after == 1 else f"up to {after} days after"
    reason = f"“{words}” {where}: published on one of the {_WEEKDAYS[weekday - 1]} or {days}, by custom."
    allowed = frozenset((weekday - 1 + n) % 7 + 1 for n in range(after + 1))
    yield Cue(on_weekdays(allowed), reason, Trust.CUSTOM)


def written(saved: date | None) -> Iterator[Cue]:
    """The day on which the file was last written: what is trusted least, for copies and archives set it anew."""
    if saved is not None:
        reason = f"Its file was last written on {saved.isoformat()}, so it was published by then."
        # Where the publisher's clock was ahead it may have been the next day already.
        yield Cue(between(None, plus(saved, 1)), reason, Trust.FILE)
