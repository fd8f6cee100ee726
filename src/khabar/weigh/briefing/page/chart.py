"""The timeline of a brief: its claims by the days they speak of, in lanes by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from khabar.model import Claim, ClaimType, Modality, When
from khabar.weigh.briefing.brief import Brief
from khabar.weigh.briefing.page.markup import Markup, el, joined
from khabar.weigh.moments import OPEN_ENDED, anchor, moment
from khabar.weigh.wording import capital, count, day, days, listed

WIDTH, _MARGIN, _TOP = 360.0, 8.0, 22.0
_ROW, _MARK, _HEADING, _LEAST = 10.0, 6.0, 15.0, 5.0
_LONGEST_YEARS = 15
"""Claims of older days are drawn at the edge: one look back to another war would press all else together."""
_MOST_TICKS = 7
_LONGEST_TITLE = 160

_T = ClaimType
_LANES: dict[str, tuple[ClaimType, ...]] = {
    "Who holds what": (_T.CONTROL, _T.CAPTURE, _T.CLEARANCE, _T.WITHDRAWAL, _T.HANDOVER),
    "Forces and movements": (_T.DEPLOYMENT, _T.MOVEMENT, _T.INFILTRATION),
    "Attacks and arrests": (_T.ATTACK, _T.DETENTION),
    "Who is with whom": (_T.COMMAND, _T.MEMBERSHIP, _T.ALLIANCE, _T.TALKS),
    "Orders and law": (_T.AUTHORITY, _T.LAW, _T.SANCTION),
    "Roads and gates": (_T.SUPPLY_ROUTE, _T.CROSSING),
    "Walls and watch": (_T.BARRIER, _T.SURVEILLANCE),
    "Numbers and statements": (_T.QUANTITY, _T.STATEMENT, _T.OTHER),
}
_DOUBTED = frozenset({Modality.DENIED, Modality.RUMOURED, Modality.SPECULATED})
_MEANING = {"said": "said to be so", "denied": "denied, supposed or rumoured", "open": "planned, asked or feared"}


@dataclass(frozen=True, slots=True)
class _Mark:
    """Claims of one kind that speak of the same days."""

    first: date
    last: date
    style: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    start: date
    days: int

    def at(self, when: date) -> float:
        """Where a day lies on the drawing; days beyond either end lie on it."""
        share = min(max((when - self.start).days / self.days, 0.0), 1.0)
        return _MARGIN + share * (WIDTH - 2 * _MARGIN)


def chart(brief: Brief, claims: Mapping[str, Claim], numbers: Mapping[str, int]) -> Markup:
    """The timeline as a figure; nothing where no claim of the brief has a day."""
    told = [(claims[id_], _days(claims[id_])) for id_ in brief.claims()]
    drawn = [(claim, when) for claim, when in told if when]
    if not drawn:
        return joined()
    axis = _axis([when for _, when in drawn], brief)
    lanes, y = [], _TOP
    for name, types in _LANES.items():
        marks = _marks([(c, when) for c, when in drawn if c.type in types])
        if marks:
            lane, y = _lane(name, marks, axis, y, numbers)
            lanes.append(lane)
    height = y + 4
    svg = el(
        "svg",
        *_ticks(axis, height),
        *_cuts(brief, axis, height),
        *lanes,
        viewBox=f"0 0 {WIDTH:g} {height:g}",
        role="group",
        aria_label=f"Timeline of {brief.title}",
    )
    return el("figure", svg, _caption(brief, [c for c, _ in drawn], len(told) - len(drawn)), class_="chart")


def _days(claim: Claim) -> tuple[date, date] | None:
    """The days between which it is put; None where no day is known."""
    said = anchor(claim)
    when = moment(claim, said)
    last = when.latest or when.earliest or said.latest
    if last is None:
        return None
    first = when.earliest or said.earliest or last
    return min(first, last), last


def _axis(spans: Sequence[tuple[date, date]], brief: Brief) -> _Axis:
    marks = [d for d in (brief.since, brief.on) if d]
    end = max([last for _, last in spans] + marks)
    end = min(end, _years(brief.on, _LONGEST_YEARS))
    start = min([first for first, _ in spans] + marks)
    if brief.since:
        start = max(start, brief.since - timedelta(days=max(30, (brief.on - brief.since).days // 12)))
    start = max(start, _years(brief.on, -_LONGEST_YEARS))
    start = min(start, end - timedelta(days=28))
    room = max(2, (end - start).days // 40)
    start = start - timedelta(days=room) if start > _DAWN else start
    return _Axis(start, (end - start).days + room)


_DAWN = date(2, 1, 1)


def _years(when: date, by: int) -> date:
    year = min(max(when.year + by, date.min.year), date.max.year)
    return when.replace(year=year, day=min(when.day, 28))


def _marks(found: Sequence[tuple[Claim, tuple[date, date]]]) -> list[_Mark]:
    alike: dict[tuple[date, date, str], list[Claim]] = defaultdict(list)
    for claim, (first, last) in found:
        alike[first, last, _style(claim)].append(claim)
    return [_Mark(first, last, style, tuple(same)) for (first, last, style), same in sorted(alike.items(), key=_order)]


def _order(item: tuple[tuple[date, date, str], list[Claim]]) -> tuple[date, date, str]:
    return item[0]


def _style(claim: Claim) -> str:
    if claim.modality in OPEN_ENDED:
        return "open"
    return "denied" if claim.modality in _DOUBTED else "said"


def _lane(
    name: str, marks: Sequence[_Mark], axis: _Axis, top: float, numbers: Mapping[str, int]
) -> tuple[Markup, float]:
    """One lane with its heading; marks that would touch stand in rows below each other."""
    ends: list[float] = []
    drawn = [el("text", name, x=_MARGIN, y=top + 9, class_="small halo")]
    for mark in marks:
        left, wide = _place(mark, axis)
        words = f"×{len(mark.claims)}" if len(mark.claims) > 1 else ""
        right = left + wide + (4.5 * len(words) + 4 if words else 2)
        row = next((i for i, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [right]
        drawn.append(_mark(mark, left, wide, top + _HEADING + row * _ROW, numbers))
        if words:
            drawn.append(_count(words, left, wide, top + _HEADING + row * _ROW))
    return el("g", *drawn), top + _HEADING + len(ends) * _ROW + 4


def _place(mark: _Mark, axis: _Axis) -> tuple[float, float]:
    left = axis.at(mark.first)
    wide = max(axis.at(mark.last) - left, _LEAST)
    return min(left, WIDTH - _MARGIN - wide + _LEAST / 2), wide


def _mark(mark: _Mark, left: float, wide: float, y: float, numbers: Mapping[str, int]) -> Markup:
    first = mark.claims[0]
    when = capital(days(When(mark.first, mark.last)))
    many = f" ({count(len(mark.claims), 'statement')})" if len(mark.claims) > 1 else ""
    quote = " ".join(first.quote.split())
    quote = quote if len(quote) <= _LONGEST_TITLE else f"{quote[:_LONGEST_TITLE]}…"
    title = el("title", f"{when}{many}: “{quote}” ({first.chain.root.agent.name})")
    style = mark.style if mark.first == mark.last else f"{mark.style} bar"
    shape = el("rect", x=left, y=y, width=wide, height=_MARK, rx=2.5, class_=style)
    return el("a", title, shape, href=f"#n{numbers[first.id]}")


def _count(words: str, left: float, wide: float, y: float) -> Markup:
    beyond = left + wide + 4.5 * len(words) + 4 > WIDTH
    x = left - 4.5 * len(words) - 2 if beyond else left + wide + 2
    return el("text", words, x=x, y=y + _MARK, class_="small halo")


def _ticks(axis: _Axis, height: float) -> Iterator[Markup]:
    for when, words in _dates(axis):
        x = axis.at(when)
        yield el("line", x1=x, x2=x, y1=14, y2=height, class_="grid")
        if x < WIDTH - 5.5 * len(words):
            yield el("text", words, x=x + 2, y=10, class_="small")


def _dates(axis: _Axis) -> list[tuple[date, str]]:
    """Round days to mark: years, or the first days of months where the whole is short."""
    end = axis.start + timedelta(days=axis.days)
    for months in (1, 2, 3, 6, 12, 24, 60, 120):
        found = list(_months(axis.start, end, months))
        if len(found) <= _MOST_TICKS:
            return [(d, str(d.year) if months >= 12 else f"{d:%b} {d.year}") for d in found]
    return []


def _months(start: date, end: date, step: int) -> Iterator[date]:
    number = -(-(start.year * 12 + start.month - (start.day == 1)) // step) * step
    while number // 12 <= date.max.year and (when := date(number // 12, number % 12 + 1, 1)) <= end:
        yield when
        number += step


def _cuts(brief: Brief, axis: _Axis, height: float) -> Iterator[Markup]:
    """The day of the brief, and the day that it is compared with."""
    for when in (brief.since, brief.on):
        if when is not None:
            x = axis.at(when)
            yield el("line", x1=x, x2=x, y1=14, y2=height, class_="cut")


def _caption(brief: Brief, drawn: Sequence[Claim], undated: int) -> Markup:
    styles = {_style(c) for c in drawn}
    keys = [_key(style, words) for style, words in _MEANING.items() if style in styles]
    cuts = [day(d) for d in (brief.since, brief.on) if d]
    words = "A long bar is a day not known exactly; each mark leads to its words. Dotted: "
    words += f"{listed(cuts)}."
    if undated:
        words += f" {capital(count(undated, 'statement'))} without a day {'is' if undated == 1 else 'are'} not drawn."
    return el("figcaption", *keys, words)


def _key(style: str, words: str) -> Markup:
    mark = el("svg", el("rect", x=1, y=2, width=8, height=6, rx=2, class_=style), viewBox="0 0 10 10",
              aria_hidden="true")  # fmt: skip
    return joined(el("span", mark, words, class_="key"), " ")
