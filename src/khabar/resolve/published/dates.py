"""What a text shows of its own day through the dates that it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

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
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d)|$)")
_WITHOUT_YEAR = frozenset({"month day", "day month", "month"})
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
    """A day or a month (`day` is None) that the text names as past, without its year; weekday if told, and whether the
    dateline has it."""

    month: int
    day: int | None
    words: str
    span: Span
    weekday: int | None = None
    dateline: bool = False

    def in_year(self, year: int) -> date | None:
        """That day in that year, or the month's first; None where the year has none, or not on that weekday."""
        found = day_in(year, self.month, self.day or 1)
        return None if found is None or (self.weekday and found.isoweekday() != self.weekday) else found

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in a year."""
        return self.month, self.day or 1


def explicit(
    found: Sequence[Found], bounds: Sequence[Bound], text: str, most: int
) -> Iterator[tuple[Found, date, bool]]:
    """The `most` newest dates named with their year as past, the newest first: the words that name it first, their
    first day, and whether it is that of something cited."""
    dated: dict[date, list[Found]] = defaultdict(list)
    for f, b in zip(found, bounds, strict=True):
        meaning = f.meaning
        if not meaning.fixed or meaning.grain not in ("day", "time", "month", "year") or _to_come(f, b):
            continue
        first = meaning.at(date(2000, 1, 1)).first
        if first is not None and (meaning.grain != "year" or b.how):
            dated[first].append(f)
    newest_first = ((first, f) for first in sorted(dated, reverse=True) for f in dated[first])
    told: set[date] = set()
    # A text may name one day as to come any number of times.
    for first, f in islice(newest_first, _MOST_LOOKED_AT):
        if first in told:
            continue
        cited = _CITED.search(_before(f, text)) is not None
        if cited or told_as_past(f, text):
            told.add(first)
            yield f, first, cited
            if len(told) == most:
                return


_MOST_LOOKED_AT = 1000


def yearless(
    found: Sequence[Found], bounds: Sequence[Bound], text: str, datelines: Sequence[Span]
) -> tuple[Named, ...]:
    """The days named as past without their year; of one day named often the first."""
    out: dict[tuple[str, int | None, bool], Named] = {}
    for f, b in zip(found, bounds, strict=True):
        m = _YEARLESS.match(f.meaning.vague) if f.name in _WITHOUT_YEAR else None
        if not m or _to_come(f, b) or (m[2] and (int(m[1]), int(m[2])) in _NAMES_OF_EVENTS):
            continue
        in_dateline = m[2] is not None and any(d.holds(f.span) for d in datelines)
        if (m[0], f.meaning.weekday, in_dateline) in out:
            continue
        before = _before(f, text)
        cited = _CITED.search(before) is not None
        if in_dateline or cited or (not _PERIOD_END.search(before) and told_as_past(f, text)):
            named = Named(
                int(m[1]), int(m[2]) if m[2] else None, f.span.of(text), f.span, f.meaning.weekday, in_dateline
            )
            out[m[0], f.meaning.weekday, in_dateline] = named
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
    # A month says less than a day in it.
    told = {d.month for d in days if d.day}
    ring = sorted({d.place: d for d in days if d.day or d.month not in told}.values(), key=lambda d: d.place)
    if len(ring) < 2:
        return tuple(ring)
    at = [date(2000, *d.place).timetuple().tm_yday for d in ring]
    gaps = [(at[(i + 1) % len(at)] - a) % 366 or 366 for i, a in enumerate(at)]
    longest = max(gaps)
    return tuple(d for d, gap in zip(ring, gaps, strict=True) if gap * 1.5 >= longest)


def how_long_ago(found: Sequence[Found]) -> int:
    """The longest time back that the text reckons in weeks or months from its own day, in days: `nearly three months
    ago`, `in recent months`. What it tells as news then may be as old."""
    reach = 0
    for f in found:
        if f.name not in ("ago", "recent") or f.future or f.meaning.vague.startswith("XXXX-XX-XX"):
            continue
        first = f.meaning.at(_ANY_DAY).first
        back = (_ANY_DAY - first).days if first else 0
        reach = max(reach, back if back <= _MOST_BACK else 0)
    return reach


_ANY_DAY, _MOST_BACK = date(2000, 1, 1), 400


def custom_span(named: Named, reach: int) -> int:
    """How many days after such a newest day the report appears, by custom."""
    if named.dateline:
        return AFTER_A_DATELINE
    return max(AFTER_A_DAY, reach) + (0 if named.day else _A_MONTH)


_A_MONTH = 30


def yearless_days(days: Sequence[Named], left: Days, reach: int = 0) -> tuple[Days, str] | None:
    """The days after each year's newest named day, and why; the years that this leaves of `left` are told, where they
    are few. `reach`: how far back the text reckons at least."""
    # A month alone may be long past; beside days it says which is the newest.
    tops = newest(days) if any(d.day for d in days) else ()
    if len(tops) > _MOST_NEWEST:
        return None
    windows: list[tuple[date, date]] = []
    for top in tops:
        most = custom_span(top, reach)
        starts = (top.in_year(year) for year in range(FIRST.year - 1, LAST.year + 1))
        windows += [(d, plus(d, most)) for d in starts if d and _weekdays_fit(days, d)]
    if not windows:
        return None
    years = sorted({first.year for first, last in windows if left & any_of([(first, last)])}) if left.first else []
    words = " or ".join(f"“{t.words}”" for t in tops[:2])
    told = f" (in {', '.join(map(str, years))})" if 0 < len(years) <= _FEW_YEARS else ""
    within, what = max(custom_span(t, reach) for t in tops), "day" if all(t.day for t in tops[:2]) else "time"
    reason = (
        f"{words} is the newest {what} named as past{told}; a report appears within {within} days of it, by custom."
    )
    return any_of([(None, plus(FIRST, -1)), *windows, (plus(LAST, 1), None)]), reason


_FEW_YEARS, _MOST_NEWEST = 4, 4


def with_weekday(named: Named, weekday: int) -> Days:
    """The days of a report with that day in its dateline and that weekday told right behind it: in the years in which
    the weekday is the dateline's own or the one before."""
    starts = (named.in_year(year) for year in range(FIRST.year, LAST.year + 1))
    fit = [d for d in starts if d and (d.isoweekday() - weekday) % 7 <= 1]
    return any_of([(None, plus(FIRST, -1)), *((d, plus(d, AFTER_A_DATELINE)) for d in fit), (plus(LAST, 1), None)])


def _weekdays_fit(days: Sequence[Named], newest_day: date) -> bool:
    """Whether every named weekday falls on its day in the twelve months up to the newest day."""
    for named in days:
        if named.weekday is None:
            continue
        year = newest_day.year - (named.place > (newest_day.month, newest_day.day))
        if named.in_year(year) is None:
            return False
    return True
