"""What a text shows of its own day through the dates that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from khabar.model import Span
from khabar.resolve.published.days import FIRST, LAST, Days, any_of
from khabar.resolve.times.days import day_in, plus
from khabar.resolve.times.meaning import Found
from khabar.resolve.times.ranges import Bound

# How long after the newest day that it names a report appears, by custom, in days: in dated news of 2015 and 2016 so in
# nine of ten where the day is past.
AFTER_A_DAY, AFTER_A_DATELINE = 62, 2
_NO_VERB = "hundred|united|indeed|need|speed|feed|seed|armed|allied|limited|red|exceed|proceed|succeed|sacred"
_PAST_VERB = re.compile(
    r"\b(?:was|were|had|did|said|told|began|took|fell|fallen|came|went|led|became|met|left|held|won|lost|fought|broke"
    r"|spoke|gave|saw|drove|struck|shot|withdrew|grew|rose|ran|flew|wrote|stood|brought|built|kept|cut|hit|sent|made"
    rf"|(?!(?:{_NO_VERB})\b)\w{{3,}}ed)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|by|until|next|due|plans?|planned|could|should|may(?! *\d)|might|if|going +to|forecast\w*"
    r"|fiscal|expect\w*|anticipat\w*|predict\w*|propos\w*|hop(?:es?|ing)|aim(?:s|ing)|inten[dt]\w*|project(?:s|ed)|estimates?"
    r"|outlook|prospects?|confident|scheduled|slated|poised|upcoming|looming|ahead|pledged?)\b"
)
# What is fixed beforehand bears its day whether it is past or to come: the June 7 election, the talks on Nov. 3.
_FIXED = (
    r"(?:elections?|primar(?:y|ies)|caucus(?:es)?|votes?|voting|ballots?|polls|referendum|runoff|deadline|summit|hearings?"
    r"|trial|debates?|convention|contests?|inauguration|launch|premiere|release|expiry|expiration|meetings?|talks"
    r"|conference|sessions?|visit|anniversary)"
)
_FIXED_AFTER = re.compile(rf"(?:,? +\d{{4}})?(?: +[\w.-]+){{0,2}}? +{_FIXED}\b")
_PRESENT_BEFORE = re.compile(
    rf"\b(?:{_FIXED}|is|are|be|votes?|meets?|opens?|begins?|starts?|ends?|expires?|arrives?|leaves?|returns?"
    r"|takes? +place|holds?|goes|to +(?:appear|be|begin|close|debate|go|hold|meet|open|publish|release|return|start"
    r"|take|visit|vote)(?: +\w+){0,3})(?: +(?:on|in|from|through|for|as +of))?(?: +the)? +$"
)
# Verbs that speak in the present, or of what may be: their clause tells nothing past.
_PRESENT = re.compile(r"\b(?:is|are|am|be|can|may|must|cannot|[a-z]+able)\b")
# "is closed" has a past form and tells of the present.
_PASSIVE = re.compile(r"\b(?:is|are|be|being)(?: +(?:being|\w+ly))? +\w+(?:ed|en)\b")
# What the report cites was out before it: a statement of 3 May, published on 3 May.
_CITED = re.compile(
    r"\b(?:published|issued|dated|posted|broadcast|aired|printed|(?:report|article|story|statement|letter|memo|interview"
    r"|dispatch|communique|communiqué|survey|study|briefing|post|tweet|editorial|column|press +release)"
    r"(?: +published| +dated| +issued| +posted)?(?: +of| +from)?)(?: +on)? +$"
)
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_PERIOD_END = re.compile(r"\b(?:ended|ending|ends|as +of|dated|payable|due|effective|record)(?: +on)? +$")
# Days of the year that have become the name of an event.
_NAMES_OF_EVENTS = frozenset({(9, 11)})
# How far around a date its sentence and its clause are looked at, in code points.
_REACH, _BEFORE = 400, 40
# How many words stand before such a date in its own clause.
_FRONTED = 3
_CLAUSE_END = re.compile(r"[;:()\u2014]|, | - |\b(?:but|which|who|that|while|although|though|when|and)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A day that the text names as past, without its year: month, day, weekday if told, whether the dateline has
    it."""

    month: int
    day: int
    words: str
    span: Span
    weekday: int | None = None
    dateline: bool = False

    def in_year(self, year: int) -> date | None:
        """That day in that year; None where the year has none, or not on that weekday."""
        found = day_in(year, self.month, self.day)
        return None if found is None or (self.weekday and found.isoweekday() != self.weekday) else found


def explicit(found: Sequence[Found], bounds: Sequence[Bound], text: str) -> Iterator[tuple[Found, date, bool]]:
    """The dates named with their year as past: the words, their first day, and whether it is that of something
    cited."""
    for f, b in zip(found, bounds, strict=True):
        meaning = f.meaning
        if not meaning.fixed or meaning.grain not in ("day", "time", "month", "year") or _to_come(f, b):
            continue
        first = meaning.at(date(2000, 1, 1)).first
        if first is None or (meaning.grain == "year" and not b.how):
            continue
        cited = _CITED.search(_before(f, text)) is not None
        if cited or told_as_past(f, text):
            yield f, first, cited


def yearless(
    found: Sequence[Found], bounds: Sequence[Bound], text: str, datelines: Sequence[Span]
) -> tuple[Named, ...]:
    """The days named as past without their year; of one day named often the first."""
    out: dict[tuple[str, int | None, bool], Named] = {}
    for f, b in zip(found, bounds, strict=True):
        m = _YEARLESS.match(f.meaning.vague)
        if not m or _to_come(f, b) or (int(m[1]), int(m[2])) in _NAMES_OF_EVENTS:
            continue
        before = _before(f, text)
        in_dateline = any(d.holds(f.span) for d in datelines)
        cited = _CITED.search(before) is not None
        if in_dateline or cited or (not _PERIOD_END.search(before) and told_as_past(f, text)):
            named = Named(int(m[1]), int(m[2]), f.span.of(text), f.span, f.meaning.weekday, in_dateline)
            out.setdefault((m[0], f.meaning.weekday, in_dateline), named)
    return tuple(out.values())


def _to_come(f: Found, b: Bound) -> bool:
    return f.future or b.how in ("by", "until", "before")


def told_as_past(f: Found, text: str) -> bool:
    """Whether the words around a date tell of what has been.

    Its sentence has a past verb and none of what is to come; its own clause does not speak in the present (a whole
    year needs a past verb there: many are named that are only to come); and it is not the day of something that is
    fixed beforehand.
    """
    near = _before(f, text)
    before = text[max(0, f.sentence.start, f.span.start - _REACH) : f.span.start].lower()
    after = text[f.span.end : min(max(f.sentence.end, f.span.end), f.span.end + _REACH)].lower()
    if _PERIOD_END.search(near) and f.meaning.fixed:
        return False
    if _FIXED_AFTER.match(after) or _PRESENT_BEFORE.search(near):
        return False
    clause = _clause(before, after)
    past = _PAST_VERB.search(_PASSIVE.sub("is", clause)) is not None
    if not past and (f.meaning.grain == "year" or _PRESENT.search(clause)):
        return False
    sentence = f"{before} * {after}"
    return _PAST_VERB.search(sentence) is not None and _AHEAD.search(sentence) is None


def _clause(before: str, after: str) -> str:
    """The clause between these words, with the next where it is but a date in front: `In 2014, the town fell`."""
    lead, pieces = _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(after)
    fronted = len(lead.split()) <= _FRONTED and not pieces[0].strip()
    return f"{lead} * {' '.join(pieces[: 2 if fronted else 1])}"


def _before(f: Found, text: str) -> str:
    return text[max(0, f.sentence.start, f.span.start - _BEFORE) : f.span.start].lower()


def newest(days: Sequence[Named]) -> tuple[Named, ...]:
    """Which of days without years can be the latest, if all lie within a year: those with the longest gap behind
    them.

    Several where the gaps are too alike to tell. A dateline's day always is the latest.
    """
    on_top = [d for d in days if d.dateline]
    if on_top:
        return (on_top[0],)
    ring = sorted({(d.month, d.day): d for d in days}.values(), key=lambda d: (d.month, d.day))
    if len(ring) < 2:
        return tuple(ring)
    at = [date(2000, d.month, d.day).timetuple().tm_yday for d in ring]
    gaps = [(at[(i + 1) % len(at)] - a) % 366 or 366 for i, a in enumerate(at)]
    longest = max(gaps)
    return tuple(d for d, gap in zip(ring, gaps, strict=True) if gap * 1.5 >= longest)


def custom_span(named: Named) -> int:
    """How many days after such a newest day the report appears, by custom."""
    return AFTER_A_DATELINE if named.dateline else AFTER_A_DAY


def yearless_days(days: Sequence[Named], left: Days) -> tuple[Days, str] | None:
    """The days after each year's newest named day, and why; the years that this leaves of `left` are told, where they
    are few."""
    tops = newest(days)
    if len(tops) > _MOST_NEWEST:
        return None
    windows: list[tuple[date, date]] = []
    for top in tops:
        reach = custom_span(top)
        starts = (top.in_year(year) for year in range(FIRST.year - 1, LAST.year + 1))
        windows += [(d, plus(d, reach)) for d in starts if d and _weekdays_fit(days, d)]
    if not windows:
        return None
    years = sorted({first.year for first, last in windows if left & any_of([(first, last)])}) if left.first else []
    words = " or ".join(f"“{t.words}”" for t in tops[:2])
    told = f" (in {', '.join(map(str, years))})" if 0 < len(years) <= _FEW_YEARS else ""
    within = max(custom_span(t) for t in tops)
    reason = f"{words} is the newest day named as past{told}; a report appears within {within} days of it, by custom."
    return any_of([(None, plus(FIRST, -1)), *windows, (plus(LAST, 1), None)]), reason


_FEW_YEARS, _MOST_NEWEST = 4, 4


def _weekdays_fit(days: Sequence[Named], newest_day: date) -> bool:
    """Whether every named weekday falls on its day in the twelve months up to the newest day."""
    for named in days:
        if named.weekday is None:
            continue
        year = newest_day.year - ((named.month, named.day) > (newest_day.month, newest_day.day))
        if named.in_year(year) is None:
            return False
    return True
