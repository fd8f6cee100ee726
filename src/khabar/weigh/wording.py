"""Days, names and numbers as an analyst writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from khabar.model import Quantity, When

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ABOUT_DAYS = 3
"""Up to so many days an interval reads as "about" its first day."""

_TAKES_ARTICLE = frozenset(
    "forces units army organization organisation brigade brigades ministry agency "
    "party command guard guards police services "
    "front council government committee corps border coalition force state "
    "states factions bloc movement crossing "
    "battalion division regiment militia militias department union institute "
    "front parliament navy frontier authority observatory office university committee cell".split()
)
_PLURAL = frozenset(
    "forces units guards factions militias groups troops fighters "
    "brigades commanders officials residents people "
    "police media sources soldiers members reports tribes".split()
)


def day(when: date) -> str:
    """`1 June 2017`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(when: When) -> str:
    """An interval without a preposition where it needs none: `1 June 2017`, `about 1 June 2017`, `June 2017`,
    `between 18 and 31 December 2016`, `by 23 January 2026`, `from 7 October 2023 on`, `an unknown day`."""
    first, last = when.earliest, when.latest
    if first is None:
        return f"by {day(last)}" if last else "an unknown day"
    if last is None:
        return f"from {day(first)} on"
    return _single(first, last) or _between(first, last)


def at(when: When) -> str:
    """The interval with its preposition: `on 1 June 2017`, `in June 2017`, `between …`."""
    first, last = when.earliest, when.latest
    words = days(when)
    if first is None and last is None:
        return f"on {words}"
    if first is None or last is None:
        return words
    if first == last:
        return f"on {words}"
    return f"in {words}" if _calendar(first, last) else words


def _single(first: date, last: date) -> str:
    if first == last:
        return day(first)
    return _calendar(first, last) or (f"about {day(first)}" if (last - first).days < _ABOUT_DAYS else "")


def _calendar(first: date, last: date) -> str:
    """A whole month or whole years, else nothing."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return ""


def _between(first: date, last: date) -> str:
    start = day(first)
    if first.year == last.year:
        start = f"{first.day} {_MONTHS[first.month - 1]}" if first.month != last.month else str(first.day)
    return f"between {start} and {day(last)}"


def where_at(place: str) -> str:
    """The preposition of a place: one is on a border, and at all else."""
    words = place.casefold().split()
    return "on" if words and words[-1] in _LINES else "at"


_LINES = frozenset("border borders frontier borderline coast".split())


@lru_cache(maxsize=4096)
def named(name: str) -> str:
    """A name as it stands in a sentence: `the Badr Organization`, `al-Hol camp`."""
    name = _calm(name)
    words = name.split()
    if len(words) > 1 and words[0].endswith(("’s", "'s")) and name[0].islower():
        return f"the {name}"  # "country’s security services"
    title = len(words) > 1 and all(w[:1].isupper() or w in ("of", "and", "for", "in", "the") for w in words[:-1])
    if not title or words[0] in ("The", "A", "An", "the"):
        return name
    cut = next((i for i, w in enumerate(words) if i and w in ("of", "for")), len(words))
    heads = {words[-1].casefold().rstrip(".,"), words[cut - 1].casefold()}
    taken = bool(heads & _TAKES_ARTICLE) or words[0] == "United"
    return f"the {name}" if taken else name


def _calm(name: str) -> str:
    """A name that a report in capitals shouts: `the General Command`, `the army`, `Iraqi military official`."""
    words = name.split()
    loud = [w for w in words if w.isupper() and w.isalpha() and len(w) > _SHORT]
    if not loud or (len(loud) < len(words) and loud[0] is not words[0]):
        return name
    if len(words) == 1:
        return f"the {name.casefold()}" if name.casefold() in _TAKES_ARTICLE else name
    nation = _NATION.search(words[0]) and len(loud) == 1
    shouted = len(loud) == len([w for w in words if w.casefold() not in ("of", "the", "and", "for")])
    return " ".join(w.capitalize() if w in loud else w.lower() for w in words) if shouted else (
        " ".join([words[0].capitalize(), *words[1:]]) if nation else name
    )  # fmt: skip


_SHORT = 3
_NATION = re.compile(r"(?:AN|ISH|ESE|QI|UDI|MENI|AELI|STANI)$")
_DETERMINED = frozenset(
    "the a an this that these those same some several many various other another unnamed local".split()
)


@lru_cache(maxsize=4096)
def someone(name: str) -> str:
    """A speaker as a sentence names him: `the Badr Organization`, `a source (The New Arab)`, `residents`."""
    if name.casefold().strip() in ("", "the", "a", "an"):
        return "somebody"
    name = _calm(name)
    words = name.split()
    if not words or not words[0][:1].islower() or words[0] in _DETERMINED:
        return f"the {name}" if words[:1] == ["same"] else named(name)
    heads = name.split(" (")[0].split()
    if plural(" ".join(heads)) or words[0].startswith(("al-", "ar-", "as-", "ash-", "el-")) or words[0] in _PLURAL:
        return name
    return f"{'an' if words[0][0] in 'aeiou' else 'a'} {name}"


def capital(sentence: str) -> str:
    """The sentence with its first letter raised, but for the Arabic article (`al-Hol camp …` stays)."""
    return (
        sentence if sentence.startswith(("al-", "ar-", "as-", "ash-", "el-")) else sentence[:1].upper() + sentence[1:]
    )


def plural(name: str) -> bool:
    """Whether a name takes a plural verb, as far as its last word tells."""
    words = name.split()
    last = words[-1] if words else ""
    if any(w.casefold() in _PLURAL for w in words[:1]) and words[1:2] and words[1].islower():
        return True  # "Factions aligned with the government"
    people = last.istitle() and len(last) > _NAME and last.endswith(_PEOPLES)
    return people or last.casefold() in _PLURAL or (last.islower() and last.endswith("s") and not last.endswith("ss"))


_PEOPLES = ("ians", "cans", "eans", "qis", "this", "anis", "elis")
_NAME = 5  # letters that the name of a town ("Tunis") has at most


def have(name: str) -> str:
    """`has` or `have`."""
    return "have" if plural(name) else "has"


def were(name: str) -> str:
    """`was` or `were`."""
    return "were" if plural(name) else "was"


def count(number: int, noun: str) -> str:
    """`one root`, `two roots`, `14 roots`."""
    words = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{words} {noun}" if number == 1 else f"{words} {noun}s"


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def number(value: float) -> str:
    """`3,000`, `12.5`."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def spelled(value: float) -> set[str]:
    """The words that a number may be written with: `11`, `six`."""
    words = {number(value)}
    if float(value).is_integer() and 0 <= value < len(_NUMBERS):
        words.add(_NUMBERS[int(value)])
    return words


def amount(quantity: Quantity) -> str:
    """`about 530 kilometers`, `80 percent`, `1 brigade`."""
    return amount_of(quantity.value, quantity.unit, quantity.approx)


def amount_of(value: float, unit: str, approx: bool = False) -> str:
    """As `amount`, of a number and its unit."""
    return f"{'about ' if approx else ''}{number(value)} {unit if value == 1 else several(unit)}".rstrip()


def strength(value: float, unit: str, of: str, approx: bool = False) -> str:
    """A number of something of a kind: `6 PMF brigades`, `11 armed factions`, `4 brigades of the Guard's men`."""
    if not of or of.casefold() in (unit, several(unit)):
        return amount_of(value, unit, approx)
    if {unit, several(unit)} & set(of.casefold().split()):
        return f"{'about ' if approx else ''}{number(value)} {of}"
    if not unit or plural(of) or of.split()[0].casefold() in _DETERMINED or "of" in of.split():
        return f"{amount_of(value, unit, approx)} of {of}"
    return f"{'about ' if approx else ''}{number(value)} {of} {unit if value == 1 else several(unit)}"


_ODD = {"percent": "percent", "people": "people", "dead": "dead", "man": "men", "woman": "women", "child": "children",
        "foot": "feet", "policeman": "policemen", "gunman": "gunmen", "militiaman": "militiamen"}  # fmt: skip


def several(unit: str) -> str:
    """A unit in the plural: `brigades`, `countries`, `men`."""
    if not unit or unit.endswith("s") or unit in _ODD:
        return _ODD.get(unit, unit)
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"
