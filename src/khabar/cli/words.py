"""Days, chains and numbers in words for people; JSON keeps to ISO."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from khabar.answers.safe import one_line
from khabar.model import Chain, Claim, Hop, Kind, NearCopy, Quantity, Ref, When
from khabar.model.names import fold
from khabar.model.when import CLASH

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MADE_UP = ("name:", "doc:")
"""What the ids begin with of those that no pack knows."""
_KINDS = {Kind.ARMED_GROUP: "armed group", Kind.STATE_BODY: "state body"}


def day(when: date) -> str:
    """`24 Jan 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(when: When | None) -> str:
    """`24 Jan 2026`, `Jun 2017`, `between 18 and 31 Dec 2016` (some day), `18 to 31 Dec 2016` (every day), `by 24 Jan
    2026`, `from 7 Oct 2023 on`, `not known`."""
    if when is None or when.open:
        return "not known"
    first, last = when.earliest, when.latest
    if first is None:
        return f"by {day(last)}" if last else "not known"
    if last is None:
        return f"from {day(first)} on"
    if first == last:
        return day(first)
    return _whole(first, last) or _range(first, last, when.every)


def _whole(first: date, last: date) -> str:
    """A whole month or whole years, else nothing."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return ""


def _range(first: date, last: date, every: bool) -> str:
    start = day(first)
    if first.year == last.year:
        start = str(first.day) if first.month == last.month else f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{start} to {day(last)}" if every else f"between {start} and {day(last)}"


def because(reason: str) -> str:
    """A reason on a line: `because …`, or `but …` where it speaks against the day that it stands with."""
    return f"{'but' if reason.startswith(CLASH) else 'because'} {one_line(reason)}"


def counted(number: int, noun: str) -> str:
    """`1 report`, `1,200 claims`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def chain(links: Chain) -> str:
    """`al-Numan ← INA ← Rudaw`: nearest to the event first."""
    return str(links)


def names(refs: tuple[Ref, ...]) -> str:
    """Names as resolved, each with the text's own words where they differ: `INA (the agency); Rudaw`."""
    return "; ".join(r.name if fold(r.text) in ("", fold(r.name)) else f"{r.name} ({r.text})" for r in refs)


def quantity(amount: Quantity) -> str:
    """`about 80 percent of concrete barrier`, `3,000 fighter`."""
    value = f"{amount.value:,.0f}" if float(amount.value).is_integer() else f"{amount.value:,}"
    of = f" of {amount.of}" if amount.of and amount.of.removesuffix("s") != amount.unit else ""
    return f"{'about ' if amount.approx else ''}{value} {amount.unit}{of}".rstrip()


def numbers(claim: Claim) -> str:
    """All quantities of a claim."""
    return "; ".join(map(quantity, claim.quantities))


def dates(claim: Claim) -> str:
    """When it was so, when it was said, when it was reported; what is not known is left out, but for the last."""
    said = claim.said_time if claim.said_time and not claim.said_time.open else None
    known = [("when", claim.event_time), ("said", said)]
    parts = [f"{word} {days(when)}" for word, when in known if when is not None]
    return " · ".join([*parts, f"reported {days(claim.reported)}"])


def hop(link: Hop) -> str:
    """`Sabah al-Numan (speaker, “said”, on 24 Jan 2026)`."""
    facts = [link.role.value]
    if link.cue:
        facts.append(f"“{link.cue}”")
    if link.said is not None and not link.said.open:
        facts.append(days(link.said))
    return f"{link.agent.name} ({', '.join(facts)})"


def copy_of(copy: NearCopy) -> str:
    """`copy of 1a2b3c4d`."""
    return f"copy of {copy.other[:8]}"


def kind(of: Kind) -> str:
    """`armed group`, `person`."""
    return _KINDS.get(of, of.value)
