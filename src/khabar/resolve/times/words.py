"""The words that times are made of: one table a kind, and the pieces of pattern built from them."""

from __future__ import annotations

import re
from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], start=1
    )
}
# Month names that are everyday words too: alone, they are read as months only with a sign that they are.
EVERYDAY_MONTHS: Final = frozenset({"may", "march", "mar"})
SEASONS: Final = {
    "spring": ("SP", 3, 5), "summer": ("SU", 6, 8), "autumn": ("FA", 9, 11), "fall": ("FA", 9, 11),
    "winter": ("WI", 12, 14),
}  # fmt: skip
ONES: Final = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS: Final = {
    w: n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
DECADES: Final = {
    "twenties": 192, "thirties": 193, "forties": 194, "fifties": 195, "sixties": 196,
    "seventies": 197, "eighties": 198,
    "nineties": 199,
}  # fmt: skip
# Unit -> its TIMEX3 letter and the letter's multiple, in days; None for what is shorter than a day.
UNITS: Final = {
    "second": ("TS", 1, 0), "minute": ("TM", 1, 0), "hour": ("TH", 1, 0), "day": ("D", 1, 1),
    "night": ("D", 1, 1),
    "week": ("W", 1, 7), "weekend": ("W", 1, 7), "fortnight": ("W", 2, 14), "month": ("M", 1, 30),
    "quarter": ("Q", 1, 91),
    "year": ("Y", 1, 365), "decade": ("Y", 10, 3652), "century": ("Y", 100, 36525),
}  # fmt: skip
PARTS: Final = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "noon": "12:00",
    "midnight": "24",
}
# How many is "several weeks": the least and the most of the unit that such words are taken to mean.
VAGUE: Final = {
    "": (2, 12), "several": (3, 12), "some": (2, 12), "many": (3, 30), "few": (2, 6),
    "a few": (2, 6), "the": (2, 12),
    "a number of": (2, 12), "dozens of": (24, 100), "recent": (0, 12),
}  # fmt: skip
# Which share of a period such a word leaves, from where to where.
SHARES: Final = {
    "early": (0.0, 0.5), "mid": (0.25, 0.75), "late": (0.5, 1.0), "beginning": (0.0, 0.34),
    "start": (0.0, 0.34),
    "middle": (0.25, 0.75), "end": (0.66, 1.0), "first half": (0.0, 0.5), "second half": (0.5, 1.0),
    "last half": (0.5, 1.0),
}  # fmt: skip

MONTH: Final = (
    "(?P<month>"
    + "|".join(
        m if m == "may" or len(m) > 4 or m in ("june", "july") else rf"{m}\b\.?"
        for m in sorted(MONTHS, key=len, reverse=True)
    )
    + r")(?<=[a-z.])(?![a-z])"
)
WEEKDAY: Final = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
YEAR: Final = r"(?P<year>1[0-9]\d\d|20\d\d)"
DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
PART: Final = r"(?P<part>morning|afternoon|evening|night)"
SEASON: Final = "(?P<season>" + "|".join(SEASONS) + ")"
SHARE: Final = (
    r"(?:(?:the +)?(?P<share>(?:very +)?early|late|mid|(?:beginning|start|middle|end|(?:first|second"
    r"|last) half)(?= of\b))"
    r"(?:(?: +|-)of(?: +the)?)?(?: +|-)(?:part +of +)?)?"
)
_ONE = "|".join(sorted(ONES, key=len, reverse=True))
_TEN = "|".join(TENS)
NUMBER: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?: 1/2)?|(?:{_TEN})(?:[- ](?:{_ONE}))?|(?:{_ONE})(?: and a half)?|half an?"
    r"|an?(?= )|a couple of|couple of|a dozen|a hundred|two thousand)"
)
UNIT: Final = (
    r"(?P<unit>second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade"
    r"|century|centurie)s?"
)
ABOUT: Final = (
    r"(?:(?P<about>about|around|some|nearly|almost|roughly|approximately|under|at least|at most|up "
    r"to|more than|less than"
    r"|no more than|well over|just over|just under) +)?"
)

# Behind `the last week`: it is one of a month or year that is named, not the one before the day of saying.
OF_PERIOD: Final = re.compile(
    rf" +of +(?:the +|(?:this|last|next|that) +)?(?:month\b|year\b|(?:{'|'.join(MONTHS)})\b|\d{{4}}\b)"
)

_NUMBER_WORDS = re.compile(r"[a-z]+|\d[\d,]*(?:\.\d+)?")


def number(words: str) -> float | None:
    """The number that `words` (lower case) stand for, None where they are none: `twenty-four`, `a couple of`, `2
    1/2`."""
    if words in ("a couple of", "couple of", "couple"):
        return 2
    if words in ("half a", "half an"):
        return 0.5
    half = 0.5 if words.endswith((" 1/2", " and a half")) else 0.0
    total = 0.0
    for piece in _NUMBER_WORDS.findall(words.removesuffix(" 1/2").removesuffix(" and a half")):
        if piece[0].isdigit():
            total += float(piece.replace(",", ""))
        elif piece in TENS:
            total += TENS[piece] * 10
        elif piece in ("a", "an"):
            total += 1
        elif piece in ("dozen", "hundred", "thousand"):
            total = max(total, 1) * {"dozen": 12, "hundred": 100, "thousand": 1000}[piece]
        elif piece in ONES:
            total += ONES[piece]
        else:
            return None
    return total + half if total or half else None


def month(words: str) -> int:
    """The number of a month from its name, short or whole (lower case)."""
    return MONTHS[words.rstrip(".")]


def smoothed(text: str) -> str:
    """The text in lower case with plain quotes and dashes and single-kind blanks, code point for code point as long.

    A line break inside a paragraph becomes a blank, so that hard wrapped lines read on; an empty line stays a break.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lowered = lowered.translate(_PLAIN)
    return _LONE_BREAK.sub(" ", lowered)


_PLAIN = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u2012\u2013\u2014\u00a0\u202f\u2009\t\r", "'''-----     ")
_LONE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
