"""Rules for words that name a time by its distance from the day of saying: yesterday, last week, two years ago,
recently."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, in_months, month_of, part_of, plus, week_of, week_value, year_of
from khabar.resolve.times.meaning import Cues, Meaning, Rule, rule

_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_STEPS = {
    "this": 0, "the current": 0, "current": 0, "the": 0, "that same": 0, "last": -1,
    "the last": -1, "the past": -1, "past": -1,
    "this past": -1, "the previous": -1, "previous": -1, "next": 1, "the next": 1,
    "the coming": 1, "this coming": 1,
    "coming": 1, "the latest": -1,
}  # fmt: skip
# How long ago "recently" may be at most: about three months.
RECENT_DAYS = 92
_RECENT_UNITS = {
    "day": 14,
    "week": 60,
    "month": 270,
    "year": 3653,
    "quarter": 730,
    "hour": 2,
    "decade": 10957,
}
_TODAY_PARTS = {"this": 0, "early this": 0, "later this": 0, "late this": 0, "last": -1}


def _named_day(m: re.Match[str], cues: Cues) -> Meaning | None:
    name, part = m["day"], m["part"] or m["part1"]
    step = _DAYS[name]
    code = "NI" if name == "tonight" else w.PARTS.get(part or "", "")
    return _one_day(step, f"T{code}" if code else "")


def _one_day(step: int, suffix: str) -> Meaning:
    def at(said: date) -> Sense:
        day = plus(said, step)
        return Sense(f"{day}{suffix}", day, day, True)

    kind, grain = ("TIME", "time") if suffix else ("DATE", "day")
    return Meaning(kind, f"XXXX-XX-XX{suffix}" if suffix else ("PRESENT_REF" if step == 0 else "XXXX-XX-XX"), at, grain)


def _part_of_day(m: re.Match[str], cues: Cues) -> Meaning | None:
    return _one_day(_TODAY_PARTS[" ".join(m["which"].split())], f"T{w.PARTS[m['part']]}")


def _overnight(m: re.Match[str], cues: Cues) -> Meaning | None:
    def at(said: date) -> Sense:
        return Sense(f"{plus(said, -1)}TNI", plus(said, -1), said)

    return Meaning("TIME", "XXXX-XX-XXTNI", at, "time")


def _period(m: re.Match[str], cues: Cues) -> Meaning | None:
    which = " ".join((m["which"] or "the").split())
    unit, shift = m["unit"], (m["shift"] or "")
    bare = which in ("the", "current", "the current", "the latest")
    if which == "the" and not shift and m["share"] is None and unit not in ("weekend", "quarter"):
        return None
    if unit == "quarter" and bare:
        return _latest_quarter(which)
    step = -1 if unit == "weekend" and which == "the" and not cues.future else _STEPS[which]

    def at(said: date) -> Sense:
        value, first, last = _stretch(unit, said, step)
        if m["share"] and (name := m["share"].removeprefix("very ")) in w.SHARES:
            first, last = part_of(first, last, w.SHARES[name])
        if step == 0 and shift.startswith("earlier"):
            last = said
        elif step == 0 and shift.startswith("later"):
            first = said
        return Sense(value, first, last)

    return Meaning("DATE", _VAGUE_PERIODS[unit], at, unit)


_VAGUE_PERIODS = {
    "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "decade": "XXX",
    "century": "XX",
}  # fmt: skip


def _stretch(unit: str, said: date, step: int) -> tuple[str, date, date]:
    """The value and the days of this, the last (-1) or the next (1) such unit."""
    if unit == "week":
        day = plus(said, 7 * step)
        return week_value(day), *week_of(day)
    if unit == "weekend":
        return _weekend(said, step)
    if unit == "month":
        first, last = month_of(said.year, said.month + step)
        return f"{first.year:04d}-{first.month:02d}", first, last
    if unit == "quarter":
        first = month_of(said.year, (said.month - 1) // 3 * 3 + 1 + 3 * step)[0]
        return (
            f"{first.year:04d}-Q{(first.month - 1) // 3 + 1}",
            first,
            month_of(first.year, first.month + 2)[1],
        )
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    start = (said.year // years + step) * years
    value = f"{start:04d}"[: 5 - len(str(years))]
    return value, year_of(start)[0], year_of(start + years - 1)[1]


def _weekend(said: date, step: int) -> tuple[str, date, date]:
    """From Friday to Sunday: weekends differ over the world. On a Friday or Saturday the last one may be the one
    under way, on a Sunday it is."""
    weekday = said.isoweekday()
    sunday = plus(said, 7 - weekday + (0 if step < 0 and weekday >= 5 else 7 * step))
    return f"{week_value(sunday)}-WE", plus(sunday, -9 if step < 0 and weekday in (5, 6) else -2), sunday


def _latest_quarter(which: str) -> Meaning:
    def at(said: date) -> Sense:
        value, first, last = _stretch("quarter", said, 0 if which.endswith("current") else -1)
        return Sense(value, first, last)

    return Meaning("DATE", "XXXX-QX", at, "quarter")


def _ago(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit = m["unit"].replace("centurie", "century")
    letter, times, size = w.UNITS[unit]
    count = w.number(m["n"]) if m["n"] else None
    sign = 1 if m["how"] in ("from now", "hence") else -1
    if count is None:
        least, most = w.VAGUE.get(m["vague"] or "", (2, 12))
        return _long_ago(least, most, max(size, 1), sign)
    exact = not (m["about"] or m["so"])
    if letter.startswith("T"):
        return _hours_ago(int(count * {"TS": 0, "TM": 1, "TH": 60}[letter]), count, letter, sign)
    return _at_distance(int(count * times * sign), letter, exact, "quarter" in cues.sentence and unit == "year")


def _long_ago(least: int, most: int, size: int, sign: int) -> Meaning:
    def at(said: date) -> Sense:
        ends = sorted((plus(said, sign * least * size), plus(said, sign * most * size)))
        return Sense("PAST_REF" if sign < 0 else "FUTURE_REF", ends[0], ends[1])

    return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", at, "ref")


def _hours_ago(minutes: int, count: float, letter: str, sign: int) -> Meaning:
    def at(said: date) -> Sense:
        other = plus(said, sign * (minutes // 1440 + 1))
        return Sense(f"PT{count:g}{letter[1]}", min(said, other), max(said, other))

    return Meaning("TIME", f"PT{count:g}{letter[1]}", at, "time")


def _at_distance(count: int, letter: str, exact: bool, quarterly: bool) -> Meaning:
    """So many days, weeks, months or years from the day of saying; the coarser the unit, the wider the days around
    it."""

    def at(said: date) -> Sense:
        if letter == "D":
            day = plus(said, count)
            return Sense(day.isoformat(), day if exact else plus(day, -2), day if exact else plus(day, 2), exact)
        if letter == "W":
            day = plus(said, 7 * count)
            return Sense(week_value(day), plus(day, -4), plus(day, 4))
        if letter == "Q":
            value, first, last = _stretch("quarter", said, count)
            return Sense(value, first, last)
        day = in_months(said, count * (12 if letter == "Y" else 1))
        if letter == "M":
            return Sense(f"{day.year:04d}-{day.month:02d}", plus(day, -20), plus(day, 20))
        quarter = _stretch("quarter", day, -1)[0]
        return Sense(quarter if quarterly else f"{day.year:04d}", plus(day, -190), plus(day, 190))

    vague = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}[letter]
    return Meaning("DATE", vague, at, {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}[letter])


def _year_earlier(m: re.Match[str], cues: Cues) -> Meaning | None:
    return _at_distance(-1, "Y", False, "quarter" in cues.sentence)


def _recent(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit = m["unit"]
    days = _RECENT_UNITS.get(unit or "", RECENT_DAYS)
    letter = w.UNITS[unit][0] if unit else ""
    few = bool(unit) and unit != "day"
    value = f"PX{letter}" if few else "PAST_REF"

    def at(said: date) -> Sense:
        return Sense(value, plus(said, -days), said)

    return Meaning("DURATION" if few else "DATE", value, at, "length" if few else "ref")


def _coming(m: re.Match[str], cues: Cues) -> Meaning | None:
    def at(said: date) -> Sense:
        return Sense("FUTURE_REF", said, plus(said, _RECENT_UNITS.get(m["unit"], RECENT_DAYS)))

    return Meaning("DATE", "FUTURE_REF", at, "ref")


def _now(m: re.Match[str], cues: Cues) -> Meaning | None:
    return Meaning("DATE", "PRESENT_REF", lambda said: Sense("PRESENT_REF", said, said, True), "ref")


def _before_now(m: re.Match[str], cues: Cues) -> Meaning | None:
    return Meaning("DATE", "PAST_REF", lambda said: Sense("PAST_REF", None, said), "ref")


def _after_now(m: re.Match[str], cues: Cues) -> Meaning | None:
    return Meaning("DATE", "FUTURE_REF", lambda said: Sense("FUTURE_REF", said, None), "ref")


_SHIFT = r"(?:(?P<shift>earlier|later|sometime)(?: +in)? +)?"
_PERIODS = "|".join(sorted(_STEPS, key=len, reverse=True)).replace(" ", " +")
_RECENTLY = r"(?P<unit>day|week|month|year|quarter|hour|decade)s?"

_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "named day",
        r"(?:(?:early|late|earlier|later) +)?(?:(?:mid-?)?(?P<part1>morning|afternoon|evening|night) +)?"
        rf"(?P<day>{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?: +{w.PART})?",
        _named_day,
    ),
    ("part of day", rf"(?P<which>(?:(?:early|late|later) +)?this|last) +{w.PART}", _part_of_day),
    ("overnight", r"overnight", _overnight),
    (
        "period",
        rf"{_SHIFT}{w.SHARE}(?P<which>{_PERIODS})? +(?:fiscal +)?(?P<unit>weekend|week|month|quarter"
        rf"|year|decade|century)"
        r"(?! +(?:ago|earlier|later|before|after))",
        _period,
    ),
    (
        "ago",
        rf"{w.ABOUT}(?:(?P<n>{w.NUMBER})|(?P<vague>several|many|some|a few|few|dozens of|a number "
        rf"of))?(?: +|-)?(?<![a-z]){w.UNIT}"
        r"(?P<so> or so)? +(?P<how>ago|from now|hence)",
        _ago,
    ),
    (
        "a year earlier",
        r"(?:the +)?(?:comparable +)?(?:a year earlier|year-(?:ago|earlier)(?: +(?:quarter|period))?)",
        _year_earlier,
    ),
    ("recent", rf"(?:the +)?(?:recent|last few|past few|past several|last several) +{_RECENTLY}", _recent),
    ("recently", r"(?:more +|most +|very +)?recently(?P<unit>)|lately", _recent),
    (
        "coming",
        r"(?:the +)?(?:coming|next few|next several) +(?P<unit>day|week|month|year|quarter)s|the +near "
        r"+(?P<unit2>future)",
        _coming,
    ),
    (
        "now",
        r"(?:right +)?now|currently|at +present|presently|at +the +moment|so +far|these +days|at +this "
        r"+(?:time|stage|point)|as +of +now"
        r"|the +current(?= +(?:operation|situation|conflict|war|campaign|crisis))|to +date",
        _now,
    ),
    ("before now", r"previously|formerly|in +the +past(?! +\w)|the +past(?=[.,;])", _before_now),
    ("after now", r"soon|in +the +future|as +soon +as +possible|the +future(?=[.,;])", _after_now),
)
RELATIVE_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
