"""Numbers with their unit and what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from khabar.model import Quantity, Span
from khabar.reader.lexicon import APPROXIMATE
from khabar.reader.numbers import SCALES, WORDS, number, singular
from khabar.reader.passages import Passage
from khabar.reader.tolls import told_before

_MEASURES = ("kilometer", "percent", "meter", "mile", "hectare", "ton", "tonne", "litre", "dollar")
# "Pro-government" is one word; "two-storey" and "twenty-five" are not
_TOKEN = re.compile(
    r"\b(?-i:[A-Z][A-Za-z]{0,3})-\d+\w*|"  # "T-72 tanks"
    rf"\d[\d,.\u00a0\u202f]*\d|\d|%|(?!(?:{'|'.join(WORDS)})[-–])[^\W\d_]+(?:[’'-][^\W\d_]+)*"
    r"|[^\W\d_]+(?:[’'][^\W\d_]+)*|[-–]|[(),;]",
    re.IGNORECASE,
)
_BEFORE_YEARS = frozenset("in since by until from to of early late mid and between during after before through".split())
_OWNING = frozenset("the its his her their our a this that".split())
_STOPS = frozenset(
    "of along from in on at to near across by for with who which that were was are is have has had and or than into "
    "since after before during over under between inside outside wounded killed died fled left went who "
    "they he she it we as but so while when next last this".split()
)
_WHEN = ("next", "last", "this")  # "another 50 next week"
_NO_COUNT = frozenset("point side time hand case way end thing reason example another occasion moment stage".split())
"""What "one" does not count: "at one point", "on the one hand"."""
_HURT = frozenset(
    "killed wounded injured hurt maimed arrested detained freed released captured abducted kidnapped evacuated "
    "killing wounding injuring maiming arresting detaining freeing releasing capturing abducting kidnapping".split()
)
_FATES = _HURT | frozenset("dead died perished missing displaced homeless taken slain executed martyred".split())
"""What becomes of people: "12 wounded" are 12 of those who were counted before, else people."""
_ENDS = (".", ",", ";", ")", "in", "at", "near")
_GOES_ON = frozenset(
    "were are was is have has had will would remain remained left came went fell died fled could may did do are "
    "before after by on and but".split()
)
_COLLECTIVE = frozenset("police personnel staff militia cavalry infantry clergy cattle aircraft".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec am pm a.m p.m "
    "year years month months week weeks day days hour hours minute minutes".split()
)
_CLOCK = re.compile(r"\s?[ap]\.?\s?m\b|\s?o[’']clock\b", re.IGNORECASE)
_FEW = frozenset("several few many some".split())
_GROUPS = ("Group", "G", "Council", "Committee")
"""What has a number for its name: "the Group of 20"."""
_TOWARDS = frozenset(
    "north south east west northeast northwest southeast southwest from away off inland outside".split()
)
_LONGEST_OF = 120
_OWNED = 7  # words in which an owner's number stands


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    span: Span

    @property
    def low(self) -> str:
        return self.text.lower()


@lru_cache(maxsize=4)  # a sentence is asked about for each of its claims, and one without an end has thousands
def _words(text: str) -> tuple[list[_Word], list[int]]:
    """The words of a sentence, and which of them are numbers."""
    words = [_Word(m[0], Span(m.start(), m.end())) for m in _TOKEN.finditer(text)]
    return words, [at for at, word in enumerate(words) if _numeric(word)]


def find_quantities(
    passage: Passage, clause: Span, marked: Sequence[Span] = (), before: Quantity | None = None
) -> tuple[Quantity, ...]:
    """The counted things in a clause and at the `marked` spans of its sentence, in order; days of the month, years,
    clock times, ranks and numbers in names are none. A number without a noun ("nine are under water") counts what the
    number before it does; `before` is the last of the sentences before."""
    text, shift = passage.words, passage.span.start
    here = [s.shifted(-shift) for s in (clause, *marked) if passage.span.holds(s)]
    words, numeric = _words(text)
    found: list[Quantity] = []
    waiting: list[tuple[float, bool, str, Span]] = []  # "six PMF and three …": the unit comes with the next number
    at = 0
    while (following := bisect_left(numeric, at)) < len(numeric):
        at = numeric[following]
        inside = any(s.holds(words[at].span) for s in here)
        if not (inside or _follows(words, at, found)):
            at += 1
            continue
        last = _run(words, at)
        if not inside:
            one = _quantity(text, words, at, last)
            found += [one] if one is not None and _of_the_list(words, one, found[-1]) else []
            at = last
            continue
        one = _quantity(text, words, at, last) or _elliptic(text, words, at, last, found[-1] if found else before)
        if (value := _lower(words, at, last)) is not None:
            waiting.append((value, False, "", Span(words[at].span.start, words[last - 1].span.end)))
        elif one is not None and _goes_on(words, last, one) and one.span is not None:
            waiting.append((one.value, one.approx, one.span.of(text).partition(" ")[2] or one.of, one.span))
        elif one is not None:
            found += [Quantity(v, one.unit, of or one.of, approx, span) for v, approx, of, span in waiting]
            found.append(one)
            waiting = []
        else:
            waiting = [one for one in waiting if one[2]]  # the upper end of a range is no count, nor is the lower
        at = last
    found += [Quantity(v, of, of, approx, span) for v, approx, of, span in waiting if of]
    return tuple(replace(q, span=q.span.shifted(shift)) for q in sorted(found, key=_place) if q.span)


def _follows(words: Sequence[_Word], at: int, found: Sequence[Quantity]) -> bool:
    """Whether a number stands in a list right behind the last one found: "three army, and four police brigades"."""
    end = found[-1].span.end if found and found[-1].span else None
    if end is None or words[at].span.start <= end:
        return False
    between = [w.low for w in words[max(0, at - 3) : at] if w.span.start >= end]
    return 0 < len(between) < 3 and set(between) <= {",", "and"}


def _of_the_list(words: Sequence[_Word], one: Quantity, before: Quantity) -> bool:
    """Whether it counts the same units as the number before it, and no clause of its own begins with it."""
    behind = next((w.low for w in words if one.span is not None and w.span.start >= one.span.end), "")
    return one.unit == before.unit and behind not in _GOES_ON - {"and", "by", "on", "after", "before"}


def _place(quantity: Quantity) -> Span:
    return quantity.span or Span(0, 0)


def _run(words: Sequence[_Word], at: int) -> int:
    """Where the words of a number end: "two hundred and six"."""
    last = at + 1
    while last < len(words):
        if _numeric(words[last]):
            last += 1
        elif (
            words[last].low == "and"
            and last + 1 < len(words)
            and words[last + 1].low in WORDS
            and words[last - 1].low in SCALES
        ):
            last += 2
        else:
            break
    return last


def _lower(words: Sequence[_Word], first: int, last: int) -> float | None:
    """The lower end of a range, whose noun comes with the upper: "between 200 and 300 fighters", "200 to 300"."""
    if last + 1 >= len(words) or not _numeric(words[last + 1]):
        return None
    joint = words[last].low
    a_range = joint in ("to", "or", "-", "–") or (joint == "and" and first > 0 and words[first - 1].low == "between")
    value, upper = (number([w.text for w in words[i:j]]) for i, j in ((first, last), (last + 1, _run(words, last + 1))))
    return value if a_range and value is not None and upper is not None and value < upper else None


def _goes_on(words: Sequence[_Word], last: int, one: Quantity) -> bool:
    """Whether a number's noun is left to the number that follows: "six army and three police brigades"."""
    behind = [w for w in words[last:] if one.span is not None and w.span.start >= one.span.end]
    joined = len(behind) > 1 and behind[0].low in ("and", ",") and any(_numeric(w) for w in behind[1:3])
    noun = next((w for w in reversed(words) if one.span is not None and w.span.end == one.span.end), None)
    # "six PMF", "three border guard"; but "one soldier", "40 police" and "12 women" are whole
    return (
        joined
        and one.value != 1
        and noun is not None
        and noun.low not in _COLLECTIVE
        and noun.low not in _FATES
        and not _plural(noun)
        and singular(noun.low) == noun.low
        and one.unit not in _MEASURES
        and not _numeric(noun)
    )


def _quantity(text: str, words: Sequence[_Word], first: int, last: int) -> Quantity | None:
    value = number([w.text for w in words[first:last]])
    rest, before = words[last:], words[max(0, first - 3) : first]
    if value is None or not rest or _is_no_count(text, words, first, last, value):
        return None
    if (rest[0].low in ("others", *_FATES) and not _named_behind(words, last)) or _acts(rest):
        return None  # "12 others", "27 wounded", "45 escaped": what was counted before
    approx = any(w.low in APPROXIMATE for w in before)
    unit, of, end = _counted(text, rest)
    if unit is None:
        return None
    return Quantity(value, unit, of or unit, approx, Span(words[first].span.start, end))


def _elliptic(text: str, words: Sequence[_Word], first: int, last: int, before: Quantity | None) -> Quantity | None:
    """A number that leaves its noun to the number before it ("44 km were ordered, 29 have been dug"), or to what became
    of people ("20 were killed", "12 others wounded")."""
    value = number([w.text for w in words[first:last]])
    if value is None or (last < len(words) and _is_no_count(text, words, first, last, value)):
        return None
    approx = any(w.low in APPROXIMATE for w in words[max(0, first - 3) : first])
    span = Span(words[first].span.start, words[last - 1].span.end)
    if (counted := told_before(text, span.start)) is not None:
        return Quantity(value, *counted, approx, span)
    fate = _fate(words, first, last)
    following = words[last].low if last < len(words) else "."
    previous = words[first - 1].low if first else ""
    if value == 1 and previous != "another":
        return None
    if before is None and following == "of" and _THINGS.issuperset(w.low for w in words[first - 1 : first]):
        return None  # "shot down 51 of them": of what, another paragraph tells
    if not fate and following not in _GOES_ON and following not in _WHEN and not _acts(words[last:]):
        return None
    if before is None or (fate and before.unit in _MEASURES):
        return Quantity(value, "person", "person", approx, span) if fate else None
    return Quantity(value, before.unit, before.of, approx, span)


def _fate(words: Sequence[_Word], first: int, last: int) -> bool:
    """Whether the number is of people for what becomes of them: "wounded nine", "12 wounded", "20 others were killed",
    "30 of them"."""
    following = [w.low for w in words[last : last + _FAR]] or ["."]
    previous = [w.low for w in words[max(0, first - _FAR) : first] if w.low not in APPROXIMATE and w.low not in _MORE]
    if previous and previous[-1] in _HURT and following[0] in (*_ENDS, *_GOES_ON, *_OTHERS):
        return True
    if following[0] == "others" or following[:2] in (["of", "them"], ["of", "whom"]):
        return True
    said = [w for w in following if w not in _OTHERS and w not in _PASSIVE]
    return bool(said) and said[0] in _FATES and not _named_behind(words, last)


def _named_behind(words: Sequence[_Word], last: int) -> bool:
    """Whether a noun stands behind the number after all: "12 wounded soldiers"."""
    at = next((n for n, w in enumerate(words[last : last + _FAR], last) if w.low in _FATES), last)
    return at + 1 < len(words) and _plural(words[at + 1])


def _acts(behind: Sequence[_Word]) -> bool:
    """ "45 escaped and …", "30 fled": a verb, and no noun."""
    if not behind or not behind[0].text.islower() or not behind[0].low.endswith("ed"):
        return False
    return len(behind) == 1 or behind[1].low in _STOPS or behind[1].text in ",;)"


_FAR = 4  # words
_THINGS = frozenset("down downed destroyed intercepted dismantled sank sunk cleared defused built laid".split())
"""What is done to things, and not to people."""
_MORE = frozenset("at least more than up to as many nearly almost about some over around another".split())
_OTHERS = frozenset("other others more people another".split())
_PASSIVE = frozenset("were was are have has had been being are reported confirmed feared".split())


def _is_no_count(text: str, words: Sequence[_Word], first: int, last: int, value: float) -> bool:
    """Whether a number is a day, an hour, a year, a rank, or part of a name."""
    span = Span(words[first].span.start, words[last - 1].span.end)
    left, right = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    if (
        left.isalnum()
        or (left and left in ":./-$")
        or right[:1] == ":"
        or (right[:1].isalpha() and not right[:1].isspace())
    ):
        return True
    if ":" in span.of(text):
        return True  # "at 7:35"
    previous = words[first - 1] if first else None
    following = words[last]
    if previous is not None and (previous.low in _MONTHS or previous.low in ("no", "number", "article", "resolution")):
        return True
    is_time = _is_time(following) or _CLOCK.match(text, span.end)
    if is_time or (following.text in "-–" and not _measures(words[last + 1 :])):
        return True  # "a 90-minute meeting", "a four-way fight"
    if previous is not None and previous.low in _FEW and words[first].low in SCALES:
        return True  # "several million": more than one, and nobody knows how many
    if first > 1 and previous is not None and previous.low == "of" and words[first - 2].text in _GROUPS:
        return True
    named = words[first].text.istitle() and following.text.istitle()
    if first and named and words[first].text.isalpha() and text[span.start - 1 : span.start] == " ":
        return True  # "the Three Pines Alliance"
    if words[first].low == "one" and last - first == 1:
        return (
            following.low in _STOPS
            or following.low in _NO_COUNT
            or not following.text[0].isalpha()
            or (previous is not None and previous.low in ("no", "the", "this", "that"))
        )
    bare = last - first == 1 and words[first].text.isdigit()
    if bare and 1900 <= value <= 2100:
        a_year = previous is None or previous.low in _BEFORE_YEARS | _OWNING  # "the 2014 offensive"
        return a_year or not following.text[:1].islower()
    noun = following.text[:1].islower() or following.text in "-–"  # "Ruritania's 90-kilometre border"
    return bare and previous is not None and previous.text[:1].isupper() and first > 1 and not noun


def _is_time(word: _Word) -> bool:
    return word.low.split("-")[0] in _MONTHS


def _measures(words: Sequence[_Word]) -> bool:
    return bool(words) and singular(words[0].low.split("-")[0]) in _MEASURES


def _numeric(word: _Word) -> bool:
    w = word.low
    return w[0].isdigit() or w in WORDS or w in SCALES or (w.endswith("s") and w[:-1] in SCALES)


def _counted(text: str, rest: Sequence[_Word]) -> tuple[str | None, str, int]:
    """Unit, what is counted, and where its words end: "80 percent of a concrete barrier", "six PMF brigades"."""
    if rest[0].low in ("a", "an", "per", "each", "every") and len(rest) > 1 and _is_time(rest[1]):
        return None, "", 0  # "400 a day": what was counted is told before
    if rest[0].low == "per" and len(rest) > 1 and rest[1].low == "cent":
        rest = rest[1:]
    if rest[0].text in "-–" and len(rest) > 1:
        rest = rest[1:]
    measure = singular(rest[0].low)
    if measure in _MEASURES:
        away = rest[1].low.split("-")[0] if len(rest) > 1 else ""
        if measure != "percent" and away in _TOWARDS:
            return None, "", 0  # "140 km south-east of X" counts nothing
        return measure, _measured(text, rest), rest[0].span.end
    if rest[0].low == "of":  # "thirty of the 60 hostages", "14 of the state's 17 townships"
        at = next((i for i, w in enumerate(rest[1:_OWNED], 1) if _numeric(w)), 0)
        owned = at > 1 and rest[at - 1].low.endswith(("'s", "’s", "s'", "s’"))
        rest = [rest[0], *rest[at + 1 :]] if owned or (at and all(w.low in _OWNING for w in rest[1:at])) else rest
        if len(rest) == 1:
            return None, "", 0
    if rest[0].low == "of" or rest[0].text in "(),;":
        noun = next((w for w in rest[1:] if w.low not in ("the", "its", "their", "a", "his", "our")), None)
        return (
            (None, "", 0)
            if rest[0].low != "of" or noun is None or noun.low in ("them", "us", "these", "those")
            else _noun_phrase(text, rest[1:])
        )
    return _noun_phrase(text, rest)


def _noun_phrase(text: str, rest: Sequence[_Word]) -> tuple[str | None, str, int]:
    phrase: list[_Word] = []
    for w in rest:
        stops = w.low in _STOPS and not (w.low in _FATES and not phrase)  # "40 wounded soldiers"
        if stops or w.text in "(),;" or w.text in "-–" or len(phrase) > 6 or _numeric(w):
            break
        if phrase and (_plural(phrase[-1]) or _people(phrase[-1])) and not (w.text[:1].isupper() or _plural(w)):
            break  # the noun has come: "tanks", "soldiers were"; but "weapons sites"
        if phrase and w.low in ("a", "an", "per", "each"):
            break  # "3,000 lira a head"
        if w.low not in ("the", "its", "their", "his", "our", "a", "an", "other", "more"):
            phrase.append(w)
    if not phrase:
        return None, "", 0
    unit = singular(phrase[-1].low)
    words = text[phrase[0].span.start : phrase[-2].span.end] if len(phrase) > 1 else phrase[-1].text
    return unit, " ".join(words.split()), phrase[-1].span.end


def _plural(word: _Word) -> bool:
    return word.text.islower() and (
        (word.low.endswith("s") and not word.low.endswith(("ss", "us"))) or singular(word.low) != word.low
    )


def _people(word: _Word) -> bool:
    """ "Albanians": many, and in a capital."""
    return word.text.istitle() and len(word.text) > _LONG and word.low.endswith(("ans", "ens", "is", "ers", "ians"))


_LONG = 5


def _measured(text: str, rest: Sequence[_Word]) -> str:
    """What a length or a share is of: the phrase behind "of" or "along", or the noun that it stands before."""
    if len(rest) > 1 and rest[1].low in ("of", "along", "from"):
        start = rest[2].span.start if len(rest) > 2 else rest[1].span.end
        words = re.split(
            r"[,;.()]|\s(?:has|have|had|is|are|was|were|and(?!\s+[A-Z])|that|which|remain|remains|to)\b",
            text[start : rest[-1].span.end],
            maxsplit=1,
        )[0]
        return _plain(words)
    if len(rest) > 1 and rest[1].low not in _STOPS and rest[1].text not in "(),;-–" and not _doing(rest[1]):
        words = text[rest[1].span.start : rest[-1].span.end]
        return _plain(
            re.split(r"[,;.()]|\s(?:has|have|is|are|was|were|and|that|which|in|on|at|by)\b", words, maxsplit=1)[0]
        )
    return ""


def _doing(word: _Word) -> bool:
    return word.text.islower() and word.low.endswith(("ing", "ed"))


def _plain(words: str) -> str:
    words = " ".join(words.split())[:_LONGEST_OF]
    return re.sub(r"^(?:the|a|an|its|their)\s+", "", words).strip()
