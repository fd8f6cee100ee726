"""Rules for days of the Islamic calendar and for feasts that name a day.

The Islamic calendar is reckoned by the civil tables. Months begin where the moon is seen, so a day may be off by one;
the interval says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, plus
from khabar.resolve.times.meaning import Cues, Meaning, Rule, always, rule

_EPOCH = 227014
_AL = r"(?: +|-)?(?:al|ul|el|us|as|ath)?(?: +|-)?"
# The months, in order, by the spellings in use.
_MONTHS = (
    r"muharram",
    r"safar",
    rf"rabi'?{_AL}a?wwal|rabi'? +i",
    rf"rabi'?{_AL}(?:thani|akhir|sani)|rabi'? +ii",
    rf"jumada{_AL}(?:ula|awwal|oula)|jumada +i",
    rf"jumada{_AL}(?:thani(?:yah?)?|akhir(?:ah?)?|sani)|jumada +ii",
    r"rajab",
    r"sha'?a?ban",
    r"ramadh?an",
    r"shawwal",
    rf"(?:dh|z)[ui]{_AL}l?(?: +|-)?qa'?i?dah?",
    rf"(?:dh|z)[ui]{_AL}l?(?: +|-)?hijj?ah?",
)
_HIJRI_MONTH = "|".join(f"(?P<h{i}>{names})" for i, names in enumerate(_MONTHS, start=1))
_UNSURE = 1
# The calendar of Python ends in 9999, that is in 9666 of the Islamic one.
_LAST_YEAR = 9660


def hijri(year: int, month: int, day: int) -> date:
    """That day of the Islamic calendar by the civil tables, in our calendar (years 1 to 9,660)."""
    days = day + 29 * (month - 1) + (6 * month - 1) // 11 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_EPOCH + days)


@dataclass(frozen=True, slots=True)
class _Feast:
    """A day, and how many days long, by our calendar or (`lunar`) by the Islamic one."""

    month: int
    day: int
    length: int = 1
    lunar: bool = False

    def days(self, year: int) -> tuple[date, date]:
        first = hijri(year, self.month, self.day) if self.lunar else date(year, self.month, self.day)
        return first, plus(first, self.length - 1)

    def near(self, said: date, future: bool) -> tuple[date, date]:
        """The last one begun by then; for the future the next."""
        year = (said - date(622, 1, 1)).days * 100 // 35437 if self.lunar else said.year
        low = min(max(year - 2, 1), _LAST_YEAR)
        near = [self.days(y) for y in range(low, min(max(year + 3, low + 1), _LAST_YEAR + 1))]
        begun = [d for d in near if d[0] <= said]
        return next((d for d in near if d[1] >= said), near[-1]) if future or not begun else begun[-1]

    def within(self, year: int) -> tuple[date, date]:
        """The one that begins in that year of ours."""
        return self.near(date(year, 12, 31), future=False)


_FEASTS: dict[str, _Feast] = {
    rf"eid{_AL}fitr": _Feast(10, 1, 3, lunar=True),
    rf"eid{_AL}adha": _Feast(12, 10, 4, lunar=True),
    r"ashura": _Feast(1, 10, lunar=True),
    r"arba'?een": _Feast(2, 20, lunar=True),
    r"(?:the +)?(?:holy +)?(?:(?:fasting +)?month +of +)?ramadh?an": _Feast(9, 1, 30, lunar=True),
    r"christmas +eve": _Feast(12, 24),
    r"christmas(?: +day)?": _Feast(12, 25),
    r"new +year's +eve": _Feast(12, 31),
    r"new +year's +day": _Feast(1, 1),
    r"n[eo]w?r[ou]+z": _Feast(3, 20, 2),
}
# Feasts are names of people, streets and brigades too; such words before them say that the day is meant.
_LEAD = re.compile(
    r"\b(?:on|in|during|for|before|after|since|until|till|through|by|over|throughout|last|this|next|every|ahead +of"
    r"|(?:month|days?|eve|night|start|beginning|end|morning|middle) +of|mid|late|early)(?: +|-)(?:the +)?$"
)
_NAMED = "|".join(f"(?P<f{i}>{names})" for i, names in enumerate(_FEASTS))
_KINDS = tuple(_FEASTS.values())
_NTH = {"first": 0, "second": 1, "third": 2, "last": -1, "final": -1}


def _hijri_day(m: re.Match[str], cues: Cues) -> Meaning | None:
    month = next(i for i in range(1, 13) if m[f"h{i}"])
    day, year = int(m["day"] or 1), int(m["year"])
    if day > 30:
        return None
    first = hijri(year, month, day)
    last = first if m["day"] else plus(first, 29)
    value = first.isoformat() if m["day"] else first.isoformat()[:7]
    return always("DATE", "day", Sense(value, plus(first, -_UNSURE), plus(last, _UNSURE)))


def _feast(m: re.Match[str], cues: Cues) -> Meaning | None:
    if not (m["eve"] or m["nth"] or m["year"] or _LEAD.search(cues.before)):
        return None
    feast = next(kind for i, kind in enumerate(_KINDS) if m[f"f{i}"])
    unsure = _UNSURE if feast.lunar else 0

    def sense(first: date, last: date) -> Sense:
        if m["eve"]:
            first = last = plus(first, -1)
        elif m["nth"]:
            first = last = last if _NTH[m["nth"]] < 0 else plus(first, _NTH[m["nth"]])
        value = first.isoformat()[:7] if (last - first).days > 7 else first.isoformat()
        return Sense(value, plus(first, -unsure), plus(last, unsure), first == last and not unsure)

    if m["year"]:
        return always("DATE", "day", sense(*feast.within(int(m["year"]))))
    return Meaning("DATE", "XXXX-XX-XX", lambda said: sense(*feast.near(said, cues.future)), "day")


def _nine_eleven(m: re.Match[str], cues: Cues) -> Meaning | None:
    day = date(2001, 9, 11)
    return always("DATE", "day", Sense(day.isoformat(), day, day, True))


_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "hijri day",
        rf"(?:(?:the +)?{w.DAY}(?: +of)? +)?(?:{_HIJRI_MONTH}),? +(?P<year>1[34]\d\d)(?: +a\.h\.| +ah\b|h\b)?",
        _hijri_day,
    ),
    (
        "feast",
        rf"(?:(?:the +)?(?P<eve>eve) +of +|(?:the +)?(?P<nth>{'|'.join(_NTH)}) +day +of +)?"
        rf"(?:{_NAMED})(?:,? +{w.YEAR})?",
        _feast,
    ),
    ("nine eleven", r"9/11(?!/)", _nine_eleven),
)
FEAST_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
