"""What changed between two days: two states of one name, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from khabar.model import Holding, Standing, State, When
from khabar.weigh.briefing.telling import clauses, empty, in_a_row, sources
from khabar.weigh.wording import at, capital, day, days


class Turn(StrEnum):
    """How a holding on the later day differs from the same on the earlier one."""

    BEGAN = "began"
    MOVED = "moved"
    ENDED = "ended"
    DISPUTED = "disputed"
    SETTLED = "settled"
    DENIED = "denied"
    PASSED = "seen between the days, and not since"
    LAPSED = "not reported any more"


@dataclass(frozen=True, slots=True)
class Change:
    """One holding that turned: how, when, and as it stands on either day (`before` None where nothing told of it)."""

    turn: Turn
    when: When
    before: Holding | None
    after: Holding


_LIVE = frozenset({Standing.HELD, Standing.CONTESTED})


def changes(before: State, after: State) -> tuple[Change, ...]:
    """What of `before` is otherwise in `after`, by day; both are states of one name by the same claims. What is only
    rumoured on the later day is no change."""
    known = {h.telling.key: h for h in before.holdings if h.telling}
    found = []
    for holding in after.holdings:
        if holding.telling is None or empty(holding):
            continue
        old = known.get(holding.telling.key)
        turn = _turn(old, holding)
        if turn is not None:
            found.append(Change(turn, _when(turn, holding, after.on), old, holding))
    return tuple(sorted(found, key=_by_day))


def _turn(old: Holding | None, new: Holding) -> Turn | None:
    was = old.standing if old else None
    if old and old.telling and new.telling and was is new.standing:
        if was is Standing.HELD and old.telling.clause != new.telling.clause:
            return Turn.MOVED
        return Turn.PASSED if was is Standing.STALE and old.telling.last != new.telling.last else None
    if new.standing is Standing.HELD:
        return Turn.SETTLED if was is Standing.CONTESTED else Turn.BEGAN
    if new.standing is Standing.STALE:
        return Turn.LAPSED if was in _LIVE else Turn.PASSED
    return _PLAIN.get(new.standing)


_PLAIN = {Standing.ENDED: Turn.ENDED, Standing.CONTESTED: Turn.DISPUTED, Standing.DENIED: Turn.DENIED}


def _when(turn: Turn, holding: Holding, on: date) -> When:
    """When it turned: the start or the end that is told, or the last that was seen of it; that there is a dispute, or
    none any more, is found on the later day."""
    if turn in (Turn.DISPUTED, Turn.SETTLED):
        return When(None, on)
    if turn in (Turn.PASSED, Turn.LAPSED) and holding.telling:
        return holding.telling.last
    return holding.since


def _by_day(change: Change) -> tuple[date, date, str]:
    when = change.when
    return (when.latest or when.earliest or date.min, when.earliest or date.min, _key(change.after))


def _key(holding: Holding) -> str:
    return holding.telling.key if holding.telling else ""


def told(found: Iterable[Change], since: date | None) -> list[tuple[str, tuple[str, ...]]]:
    """The changes as sentences, oldest first, each with the claims behind it; alike ones of one day are one. `since` is
    the earlier day, None where both states are of one day and later reports made the change."""
    grouped: dict[tuple[str, ...], list[Change]] = {}
    for change in found:
        grouped.setdefault((*_frame(change, since), change.after.fluent), []).append(change)
    sentences = []
    for (begin, end, apart, _), same in grouped.items():
        behind = [h for c in same for h in (c.after, c.before) if h and (h is c.after or apart)]
        words = in_a_row([clause for clause, _ in clauses(c.after for c in same)])
        sentences.append((f"{capital(f'{begin}{words}{end}')}.", sources(behind)))
    return sentences


def _frame(change: Change, since: date | None) -> tuple[str, str, str]:
    """What stands before and behind the clause; the third keeps apart what must not be told with others."""
    turn, when, key = change.turn, change.when, _key(change.after)
    telling, old = change.after.telling, change.before and change.before.telling
    basis = f", {telling.basis}" if telling else ""
    if turn is Turn.MOVED:
        return f"{_begin(change)} ", f"; {_earlier(since)}, {old.clause if old else ''}", key
    if turn is Turn.ENDED:
        until = f" until {days(when)}" if when.earliest else f"; that was over {at(when)}"
        return "", f"{until}{basis}", ""
    if turn is Turn.DISPUTED:
        return f"{_begin(change)} it was disputed whether ", "", ""
    if turn is Turn.SETTLED:
        return f"{_begin(change)} it was no longer disputed that ", basis, key
    if turn is Turn.DENIED:
        return f"{_begin(change)} it was denied that ", "", ""
    if turn is Turn.LAPSED:
        after = f" after {day(when.latest)}" if when.latest else ""
        return f"{_earlier(since)} ", f"; nothing is reported of it{after}", ""
    if turn is Turn.PASSED:
        return f"{at(when)} ", basis, ""
    return f"{_begin(change)} ", "" if change.after.roots else basis, ""  # nobody's mere word is told as what was


def _earlier(since: date | None) -> str:
    return f"on {day(since)}" if since else "as was known before"


def _begin(change: Change) -> str:
    """The day of a start, or the day by which it was first seen."""
    when = change.when
    started = change.after.telling is not None and not change.after.telling.tail
    if started and when.earliest and change.turn in (Turn.BEGAN, Turn.MOVED):
        words = days(when)
        return f"from {'some day ' if words.startswith('between') else ''}{words} on"
    return f"by {day(when.latest)}" if when.latest else "at some time"
