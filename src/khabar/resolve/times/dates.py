"""Rules for words that name a date: whole, without its year, a month, a year, a season, a decade."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, day_in, month_of, part_of, weekday_near, year_of
from khabar.resolve.times.meaning import Anchor, Carry, Cues, Meaning, Rule, Within, always, rule
from khabar.resolve.times.periods import day_of_week, day_of_year, goes_on, year_told

# In how many years back a weekday must have met the day of the month, at most (the calendar's longest gap
# is 12).
_YEARS_BACK = 12
_COUNTED = re.compile(
    r" +(?:people|soldiers|troops|fighters|militants|men|women|children|civilians|police|prisoners"
    r"|detainees|families|refugees"
    r"|members|km|kilomet|miles|met(?:er|re)s|feet|tons|tonnes|dollars|points|shares|barrels|sites|homes|vehicles"
    r"|rockets|missiles|drones|dead|wounded|others|votes|workers|jobs|acres|hectares)"
)
_UNIT_BEFORE = re.compile(
    r"(?:\b(?:no|nr|room|flight|highway|resolution|about|over|nearly|than|some|article|unit)\.? |[#$€£])$"
)


def _iso(m: re.Match[str], cues: Cues) -> Meaning | None:
    day = day_in(int(m["year"]), int(m["m"]), int(m["d"]))
    if day is None:
        return None
    if m["clock"]:
        return always("TIME", "time", Sense(f"{day}T{m['clock']}", day, day, True))
    return always("DATE", "day", Sense(day.isoformat(), day, day, True))


def _numeric(m: re.Match[str], cues: Cues) -> Meaning | None:
    first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
    if len(m["y"]) == 2:
        year += 1900 if year > 40 else 2000
    month_first = day_in(year, first, second) if m["sep"] != "." else None
    day_first = day_in(year, second, first)
    days = sorted(d for d in (month_first, day_first) if d)
    if not days:
        return None
    value = str(month_first or day_first)

    def at(said: date) -> Sense:
        """Of two readings one that fits what is told: a past one, unless it is told as to come."""
        fit = [d for d in days if (d >= said if cues.future else d <= said)] or days
        return Sense(str(fit[0]) if len(fit) == 1 else value, fit[0], fit[-1], fit[0] == fit[-1])

    return Meaning("DATE", value, at, "day", fixed=True)


def _month_day(m: re.Match[str], cues: Cues) -> Meaning | None:
    groups = m.groupdict()
    month, day, year = w.month(m["month"]), int(m["day"]), groups.get("year")
    weekday = w.WEEKDAYS.get(groups.get("weekday") or "")
    last_day = int(groups.get("to") or day)
    if year:
        first, last = day_in(int(year), month, day), day_in(int(year), month, last_day)
        if first is None or last is None or last < first:
            return None
        return always("DATE", "day", Sense(first.isoformat(), first, last, True), weekday)
    if day_in(2000, month, day) is None or day_in(2000, month, last_day) is None or last_day < day:
        return None

    def at(said: date) -> Sense:
        first = _day_near(said, month, day, cues, weekday)
        last = day_in(first.year, month, last_day) or first
        return Sense(first.isoformat(), first, last, True)

    vague, carry = f"XXXX-{month:02d}-{day:02d}", _year_told(month, day, last_day, weekday)
    within = Within("year", lambda year: day_of_year(year_told(year), month, day, last_day))
    return Meaning("DATE", vague, at, "day", weekday=weekday, carry=carry, within=within)


def _year_told(month: int, day: int = 0, last_day: int = 0, weekday: int | None = None) -> Carry:
    """The year of a day or a month without one, from a time near by that has one: `between 5 May and 3 June 2016`;
    `in October 2016 …. On 3 Nov. …`."""

    def days(year: int) -> Sense | None:
        if not day:
            return _shared(f"{year:04d}-{month:02d}", month_of(year, month), None)
        sense = day_of_year(year, month, day, last_day)
        first = sense.first if sense else None
        return None if first is None or (weekday is not None and first.isoweekday() != weekday) else sense

    def read(anchor: Anchor) -> Sense | None:
        told, own = anchor.sense, anchor.own
        if told.first is None or told.last is None:
            return None
        if anchor.behind:
            return days(told.last.year if (month, day) <= (told.last.month, told.last.day) else told.last.year - 1)
        if own and own.last and anchor.said and (anchor.said - own.last).days <= _CLOSE:
            return None
        year = told.first.year + ((month, day or 31) < (told.first.month, told.first.day))
        sense = days(year)
        if anchor.apart and not goes_on(told, sense):
            return None
        late = sense is None or sense.first is None or (anchor.said is not None and sense.first > anchor.said)
        return None if late else sense

    # A month alone after a year alone is as likely the last one of that name.
    grains = {"day", "month", "time"} | ({"year"} if day else set())
    return Carry(frozenset(grains), read, reach=_NEAR_BY, dated=True)


_NEAR_BY = 250


_CLOSE = 60


def _day_near(said: date, month: int, day: int, cues: Cues, weekday: int | None) -> date:
    """The nearest such day: not after `said`, or not before it for the future; where the words do not tell, one close
    ahead may be meant. A weekday told with it comes round so seldom that a day close by on which both agree is meant
    whatever the tense, else the nearest in its direction."""
    step = 1 if cues.future else -1
    if weekday is not None:
        years = range(max(1, said.year - _YEARS_BACK), min(9999, said.year + _YEARS_BACK) + 1)
        days = [d for y in years if (d := day_in(y, month, day)) and d.isoweekday() == weekday]
        close = [d for d in days if abs((d - said).days) <= _CLOSE or (d - said).days * step >= 0]
        if close:
            return min(close, key=lambda d: abs((d - said).days))
    back, ahead = _on_or(said, month, day, -1), _on_or(said, month, day, 1)
    if cues.future:
        return ahead
    # A past verb tells little: a report of November that names 9 December without its year means the one to come.
    soon = (ahead - said).days <= _CLOSE and not cues.before.rstrip().endswith("since")
    return ahead if soon and (said - back).days > 2 * _CLOSE else back


def _on_or(said: date, month: int, day: int, step: int) -> date:
    """The nearest such day on or after `said` (step 1), or on or before it (-1)."""
    for year in range(said.year, said.year + step * _YEARS_BACK, step):
        candidate = day_in(year, month, day) if 1 <= year <= 9999 else None
        if candidate is not None and (candidate - said).days * step >= 0:
            return candidate
    return said


def _month_year(m: re.Match[str], cues: Cues) -> Meaning | None:
    return _month(int(m["year"]), w.month(m["month"]), m["share"])


def _month(year: int, month: int, share: str | None) -> Meaning:
    return always("DATE", "month", _shared(f"{year:04d}-{month:02d}", month_of(year, month), share))


def _shared(value: str, bounds: tuple[date, date], share: str | None) -> Sense:
    name = (share or "").removeprefix("very ")
    first, last = part_of(*bounds, w.SHARES[name]) if name in w.SHARES else bounds
    return Sense(value, first, last)


# Without a past verb around it, a month this close ahead is meant as coming.
_MONTHS_AHEAD = 3
_SURE_MONTH = re.compile(
    r"\b(?:in|last|this|next|since|until|till|by|during|of|from|to|through|and|early|late|mid|before"
    r"|after) +$"
)
_AND_MONTH = re.compile(r" +and +(?:(?:early|late|mid)[ -])?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")


def _bare_month(m: re.Match[str], cues: Cues) -> Meaning | None:
    name, month = m["month"].rstrip("."), w.month(m["month"])
    at = cues.written.lower().find(name)
    capital = cues.written[at].isupper() if at >= 0 else False
    shouted = cues.written.isupper()
    ranged = cues.before.endswith("between ") and _AND_MONTH.match(cues.after)
    signed = m["share"] or m["which"] or ranged or _SURE_MONTH.search(cues.before)
    if not capital or (name in w.EVERYDAY_MONTHS and (not signed or shouted)) or (len(name) < 4 and not signed):
        return None
    which = m["which"] or ""

    def sense(said: date) -> Sense:
        year, future = said.year, which in ("next", "this coming", "coming") or (cues.future and not which)
        if which == "this":
            year = said.year
        elif future and month < said.month:
            year += 1
        elif not future and (month > said.month or (which == "last" and month == said.month)):
            soon = month - said.month <= _MONTHS_AHEAD and not (cues.past or which)
            year -= not soon
        elif not (future or cues.past or which) and month + 12 - said.month <= _MONTHS_AHEAD:
            year += 1
        return _shared(f"{year:04d}-{month:02d}", month_of(year, month), m["share"])

    def in_year(told: Sense) -> Sense | None:
        year = year_told(told)
        return _shared(f"{year:04d}-{month:02d}", month_of(year, month), m["share"]) if year else None

    carry = None if which or m["share"] else _year_told(month)
    return Meaning("DATE", f"XXXX-{month:02d}", sense, "month", carry=carry, within=Within("year", in_year))


_DECIMAL = re.compile(r"[.,]\d")


def _year(m: re.Match[str], cues: Cues) -> Meaning | None:
    if not m["share"] and (_COUNTED.match(cues.after) or _UNIT_BEFORE.search(cues.before)):
        return None
    year = int(m["year"])
    if (
        year < 1400
        or _DECIMAL.match(cues.after)
        or (cues.after.startswith(("-", "/")) and cues.after[1:3].isdigit() and not cues.after[1:5].isdigit())
    ):
        return None
    half = {"first half": "-H1", "second half": "-H2", "last half": "-H2"}.get(m["share"] or "", "")
    sense = _shared(f"{year:04d}", year_of(year), m["share"])
    return always("DATE", "year", replace(sense, value=sense.value + half))


def _year_span(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`2016-17`; up to 12 the second may be a month."""
    year, last = int(m["year"]), int(m["year"]) // 100 * 100 + int(m["to"])
    if not year < last <= year + 20 or (int(m["to"]) <= 12 and m["sep"] == "-"):
        return None
    return always("DATE", "year", Sense(m["year"], year_of(year)[0], year_of(last)[1]))


def _spelled_year(m: re.Match[str], cues: Cues) -> Meaning | None:
    if m["century"]:
        rest = w.number(m["rest"])
        year = 1900 + int(rest or 0)
    else:
        year = 2000 + int(w.number(m["ones"] or "") or 0)
    month = m["month"]
    return (
        _month(year, w.month(month), None) if month else always("DATE", "year", _shared(str(year), year_of(year), None))
    )


def _decade(m: re.Match[str], cues: Cues) -> Meaning | None:
    if m["named"]:
        decade = w.DECADES[m["named"]]
    else:
        digits = m["digits"]
        decade = int(digits[:-1]) if len(digits) == 4 else 190 + int(digits[0])
    bounds = (year_of(decade * 10)[0], year_of(decade * 10 + 9)[1])
    return always("DATE", "decade", _shared(str(decade), bounds, m["share"]))


def _century(m: re.Match[str], cues: Cues) -> Meaning | None:
    number = int(m["n"])
    if not 1 <= number <= 21:
        return None
    bounds = (year_of(number * 100 - 99)[0], year_of(number * 100)[1])
    return always("DATE", "century", _shared(f"{number - 1:02d}", bounds, m["share"]))


def _quarter_at(year: int, quarter: int) -> Sense:
    return Sense(f"{year:04d}-Q{quarter}", month_of(year, quarter * 3 - 2)[0], month_of(year, quarter * 3)[1])


def _quarter(m: re.Match[str], cues: Cues) -> Meaning | None:
    quarter = int(m["q"]) if m["q"] else w.ORDINALS[m["ordinal"]]
    year, back = m["year"] or m["year2"], m["back"]
    if year:
        return always("DATE", "quarter", _quarter_at(int(year), quarter))

    def at(said: date) -> Sense:
        past = quarter * 3 - 2 > said.month and not cues.future
        behind = 1 if back in ("last", "year-ago", "year-earlier") or past else 0
        behind += 1 if past and back in ("year-ago", "year-earlier") else 0
        return _quarter_at(said.year - behind + (back == "next"), quarter)

    return Meaning("DATE", f"XXXX-Q{quarter}", at, "quarter")


_YEAR_BEHIND = re.compile(r" +(?:of +)?(?:last|this|next) +year\b")


def _season(m: re.Match[str], cues: Cues) -> Meaning | None:
    code, first, last = w.SEASONS[m["season"]]
    which, year = m["which"], m["year"]
    told = which or year or m["share"] or _YEAR_BEHIND.match(cues.after)
    if m["season"] in ("fall", "spring") and not told:
        return None

    def of(y: int) -> Sense:
        return _shared(f"{y:04d}-{code}", (month_of(y, first)[0], month_of(y, last)[1]), m["share"])

    if year:
        return always("DATE", "season", of(int(year)))

    def at(said: date) -> Sense:
        if which == "next":
            return of(said.year + (said.month >= first))
        # `this summer` in March is the one to come; `this winter` in January began the year before.
        early = said.month < first and (which == "this" or cues.future) and last <= 12
        return of(said.year - (said.month < first or (which == "last" and said.month <= last)) + early)

    within = Within("year", lambda told: of(y) if (y := year_told(told)) else None)
    return Meaning("DATE", f"XXXX-{code}", at, "season", within=within)


def _weekday(m: re.Match[str], cues: Cues) -> Meaning | None:
    weekday, which = w.WEEKDAYS[m["weekday"]], m["which"] or ""
    if m["plural"]:
        return always("SET", "set", Sense(f"XXXX-WXX-{weekday}"))
    future = which in ("next", "this coming", "coming") or (cues.future and which not in ("last", "this past"))
    suffix = f"T{w.PARTS[m['part']]}" if m["part"] else ""
    kind, grain = ("TIME", "time") if m["part"] else ("DATE", "day")

    def at(said: date) -> Sense:
        day = weekday_near(said, weekday, 1 if future else -1)
        if day == said and which in ("last", "previous", "the previous"):
            day = weekday_near(date.fromordinal(max(said.toordinal() - 1, 7)), weekday, -1)
        return Sense(f"{day}{suffix}", day, day, True)

    def in_week(week: Sense) -> Sense | None:
        day = day_of_week(week, weekday)
        return Sense(f"{day}{suffix}", day, day, True) if day else None

    within = Within("week", in_week)
    return Meaning(kind, f"XXXX-WXX-{weekday}{suffix}", at, grain, weekday=weekday, within=within)


_LEAD = rf"(?:{w.WEEKDAY},? +)?"
_CENTURY_WORDS = "|".join(w.TENS) + "|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_WHICH = r"(?:(?P<which>last|this|next|this past|this coming|coming|previous|the previous) +)?"
_ONES = "|".join(w.ONES)

_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "iso day",
        r"(?P<year>1[4-9]\d\d|20\d\d)(?P<sep>[-/])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?:[t "
        r"](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?",
        _iso,
    ),
    (
        "numeric day",
        r"(?<!\d[-/.])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|(?<!-)\d\d)",
        _numeric,
    ),
    (
        "month day",
        rf"{_LEAD}{w.MONTH} *{w.DAY}(?: ?(?:-|/|to|and|through) ?(?P<to>\d{{1,2}})(?![:\d/]))?(?:,? +(?:of "
        rf"+)?{w.YEAR})?(?!\d*[:,]\d)",
        _month_day,
    ),
    (
        "day month",
        rf"{_LEAD}(?:the +)?{w.DAY}(?: ?(?:-|/|to|and|through) ?(?P<to>\d{{1,2}})(?:st|nd|rd|th)?)?(?: +of)?(?: +"
        rf"|-){w.MONTH}(?:(?:,? +|-){w.YEAR})?",
        _month_day,
    ),
    ("month year", rf"{w.SHARE}{w.MONTH}(?: +of|,)?(?: +|-|/){w.YEAR}", _month_year),
    (
        "month",
        rf"{_WHICH}{w.SHARE}(?:around +)?{w.MONTH}",
        _bare_month,
    ),
    ("year span", r"(?P<year>(?:19|20)\d\d)(?P<sep>[-/])(?P<to>\d\d)", _year_span),
    ("year", rf"(?:(?:the +)?fiscal +(?:year +)?)?{w.SHARE}(?:the +year +)?{w.YEAR}", _year),
    (
        "spelled year",
        rf"(?:{w.MONTH} +)?(?:the +year +)?(?:(?P<century>nineteen)[ -](?P<rest>(?:{_CENTURY_WORDS})(?:[ "
        rf"-](?:{_ONES}))?)"
        rf"|(?P<two>two thousand)(?: +(?:and +)?(?P<ones>{_ONES}))?)",
        _spelled_year,
    ),
    (
        "decade",
        rf"(?:the +)?{w.SHARE}(?:the +)?(?:'?(?P<digits>(?:1[4-9]|20)\d0|[2-9]0)'?s"
        rf"|(?P<named>{'|'.join(w.DECADES)}))",
        _decade,
    ),
    ("century", rf"(?:the +)?{w.SHARE}(?P<n>\d\d?)(?:st|nd|rd|th)[ -]+century", _century),
    (
        "quarter",
        r"(?:(?:the|this|(?P<back>last|next|year-ago|year-earlier))(?: +year's)? +){0,2}(?:fiscal[ -]+"
        r"|comparable +)?"
        r"(?:(?P<year2>(?:19|20)\d\d)'?s? +)?"
        r"(?:(?P<ordinal>first|second|third|fourth)[ -]quarter|q(?P<q>[1-4]))(?: +(?:of "
        r"+)?(?P<year>(?:19|20)\d\d))?",
        _quarter,
    ),
    (
        "season",
        rf"(?:the +)?{_WHICH}{w.SHARE}(?:the +)?{w.SEASON}(?:,? +(?:of +)?{w.YEAR}(?:[-/]\d\d\b)?)?",
        _season,
    ),
    (
        "weekday",
        rf"(?:(?:early|late|earlier|later)(?: +on)? +)?{_WHICH}{w.WEEKDAY}(?P<plural>s)?(?:(?: +"
        rf"|-){w.PART}s?)?",
        _weekday,
    ),
)
DATE_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
