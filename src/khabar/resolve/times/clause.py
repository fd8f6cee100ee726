"""Which of a text's time expressions gives the day of a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from khabar.model import Span, TimeExpression, When, parse_edtf
from khabar.resolve.times.ranges import LINKS

_LEADS = (
    r"(?:(?:only|just|early|late|back)\s+)?"
    r"(?:(?:on|in|at|since|after|before|by|until|during|over|from|between|for|early|late)\s+)?(?:the\s+)?"
)
# Between a clause and a time that still belongs to it stand at most such words.
_FRONTED = re.compile(r"[\s,]*")
# In front of a clause a time belongs to it if it, or the phrase that it ends, begins there: not where it ends another
# clause. The word that begins the phrase binds the clause (`After the raid of 2014, they left`).
_BEGINS = re.compile(
    r"(?:^|[\n.!?;:()“”\"'–—-]|,|\b(?:and|but|that))\s*"
    rf"(?:(?P<after>after|following|since)\b[^,;.!?\n]*|(?P<before>before|until|till|prior to|ahead of)\b[^,;.!?\n]*"
    rf"|(?:in|on|at|during|over|amid|when|while|as|because|by|for|with|throughout)\b[^,;.!?\n]*|{_LEADS})$",
    re.IGNORECASE,
)
_TRAILING = re.compile(rf"[\s,]*{_LEADS}", re.IGNORECASE)
_LEAD_AT_END = re.compile(rf"\s{{0,12}}{_LEADS}$", re.IGNORECASE)
_PHRASE_REACH = 120
_BEFORE_NOW = re.compile(r"\b(?:previously|formerly)\b", re.IGNORECASE)
_NEVER = ("SET",)
# What opens a clause within a clause, and such a clause from comma to comma.
_OPENS = re.compile(r"\b(?:who|whom|whose|which|that|where|when|while|before|after|because)\b", re.IGNORECASE)
_SET_IN = re.compile(r",\s*(?:who|whom|whose|which|where|when|after|before)\b[^,;.!?\n]*,", re.IGNORECASE)
_COMMA = re.compile(r",(?!\d)")
_ANOTHER = 2
_WHEN = re.compile(r"when\s", re.IGNORECASE)
_TO_WHEN = re.compile(r"[\s,]*when\s+", re.IGNORECASE)


def interval_for(text: str, times: Sequence[TimeExpression], clause: Span, said: When) -> When | None:
    """The days that the words give to `clause`, or None where none do: the day of publication is never put for them.

    A time in the clause counts first (a date before a length, the first of several); then one that stands right in
    front of it (`In 2014, …`) or right behind it. `now` and `recently` count only where no other time does, and
    `previously` last: it tells only that it was before the day of saying (`said`).
    """
    dated = [t for t in times if t.when is not None and t.type not in _NEVER]
    inside = [t for t in dated if clause.overlaps(t.span)]
    if inside:
        return _all_of_a_list(text, inside, min(inside, key=lambda t: (_rank(t), t.span)))
    near = [(t, when) for t in dated if (when := _adjoining(text, t, clause) or _fronting(text, t, clause))]
    if near:
        return min(near, key=lambda pair: (_rank(pair[0]), pair[0].span))[1]
    before = _BEFORE_NOW.search(text, clause.start, clause.end)
    if before is None or said.latest is None:
        return None
    return When(None, said.latest, text=before[0], reasons=(f"“{before[0]}” is before the day of saying.",))


def told_with(
    text: str, times: Sequence[TimeExpression], linked: Sequence[TimeExpression], clause: Span, act: Span
) -> tuple[TimeExpression, ...]:
    """Of a sentence's times those that date the act whose word stands at `act` in `clause`, not another one.

    `The mayor, who fled in 2014, was shot on Monday`: one date each. `linked` are those that the reader holds to be
    told with the act; where there are such, no other counts, but for the time before `when` that the clause explains.
    """
    explained = [t for t in times if _before_when(text, t, clause)]
    if explained:
        return tuple(replace(t, when=_of_its_own(t)) for t in explained)
    pool = linked or times
    dated = [t for t in pool if t.when is not None and t.type in ("DATE", "TIME")]
    inside = [t for t in dated if clause.overlaps(t.span)]
    apart = {t.span: _apart(text, t.span, clause, act) for t in inside}
    lone = bool(linked) and len(dated) == 1
    strange = [t for t in inside if apart[t.span] >= _ANOTHER and not (lone and t.span.start > act.start)]
    own = [t for t in inside if t not in strange]
    if own and linked:
        strange += [t for t in dated if t not in inside]
    if len(own) > 1:
        best = min(own, key=lambda t: (apart[t.span], _gap(t.span, act)))
        listed = listed_with(text, own, best)
        strange += [t for t in own if t not in listed]
    return tuple(t for t in pool if t not in strange)


def listed_with(text: str, times: Sequence[TimeExpression], one: TimeExpression) -> list[TimeExpression]:
    """The times that are told in one list with `one`, in order, itself among them: `on Monday, Tuesday and Friday`."""
    ordered = sorted(times, key=lambda t: t.span)
    at = ordered.index(one)
    first = last = at
    while first > 0 and _listed(text, ordered[first - 1], ordered[first]):
        first -= 1
    while last + 1 < len(ordered) and _listed(text, ordered[last], ordered[last + 1]):
        last += 1
    return ordered[first : last + 1]


def _listed(text: str, a: TimeExpression, b: TimeExpression) -> bool:
    alike = a.type == b.type and len(a.value) == len(b.value)
    link = LINKS.fullmatch(text[a.span.end : b.span.start].lower()) if alike and a.span.end <= b.span.start else None
    return link is not None and link["and"] is not None


def _all_of_a_list(text: str, times: Sequence[TimeExpression], one: TimeExpression) -> When | None:
    """The days of a time with those listed with it: what is told of several days was on some of them."""
    when = one.when
    listed = [t.when for t in listed_with(text, times, one) if t.when]
    starts, ends = [w.earliest for w in listed if w.earliest], [w.latest for w in listed if w.latest]
    if when is None or len(listed) < 2 or len(starts) < len(listed) or len(ends) < len(listed):
        return when
    words = ", ".join(w.text for w in listed if w.text)
    return replace(when, earliest=min(starts), latest=max(ends), every=False, text=words)


def _before_when(text: str, time: TimeExpression, clause: Span) -> bool:
    """Whether the clause says what was at that time: `…since 2014, when the group took the town`."""
    opening = _WHEN.match(text, clause.start)
    start = opening.end() if opening else clause.start
    return time.when is not None and _TO_WHEN.fullmatch(text, time.span.end, start) is not None


def _of_its_own(time: TimeExpression) -> When | None:
    """The days of a time without the words that bind it (`since 2014`), as far as its value tells them."""
    when = time.when
    if when is None or when.text == time.text:
        return when
    try:
        bare = parse_edtf(time.value.partition("T")[0])
    except ValueError:
        return when
    return replace(when, earliest=bare.earliest, latest=bare.latest, every=bare.every, text=time.text)


def _apart(text: str, time: Span, clause: Span, act: Span) -> int:
    """How many commas lie between a time and an act; a clause within the clause counts for more."""
    low, high = min(time.end, act.end), max(time.start, act.start)
    between = text[low:high]
    if act.start < time.start:
        between = _SET_IN.sub(" ", _LEAD_AT_END.sub("", between))
        return len(_COMMA.findall(between)) + _ANOTHER * len(_OPENS.findall(between))
    between = _SET_IN.sub(" ", between)
    head = _LEAD_AT_END.sub("", text[clause.start : time.start])
    opened = [m.end() for m in _OPENS.finditer(head)]
    set_in = bool(opened) and bool(head[opened[-1] :].strip()) and "," not in head[opened[-1] :]
    ended = head.strip() != "" and len(_COMMA.findall(between)) > 0
    return len(_COMMA.findall(between)) + _ANOTHER * (len(_OPENS.findall(between)) + set_in + ended)


def _gap(time: Span, act: Span) -> int:
    return max(time.start - act.end, act.start - time.end, 0)


def _adjoining(text: str, time: TimeExpression, clause: Span) -> When | None:
    """The days that a time right before or behind a clause gives it."""
    when = time.when
    if when is None:
        return None
    if clause.end <= time.span.start:
        return when if _TRAILING.fullmatch(text, clause.end, time.span.start) else None
    if _before_when(text, time, clause):
        return when
    if _FRONTED.fullmatch(text, time.span.end, clause.start) is None:
        return None
    start = max(0, time.span.start - _PHRASE_REACH)
    begins = _BEGINS.search(text[start : time.span.start] if start == 0 else "x" + text[start : time.span.start])
    if begins is None:
        return None
    if begins["after"] and when.earliest:
        return replace(when, latest=None, every=False)
    return replace(when, earliest=None, every=False) if begins["before"] and when.latest else when


def _fronting(text: str, time: TimeExpression, clause: Span) -> When | None:
    """The days of a time that opens the sentence, for what somebody then sought or began to do: `In 2014, the group
    also sought *to take the town*`."""
    if time.when is None or _TO_DO.match(text, clause.start, clause.end) is None:
        return None
    if _WHO_SOUGHT.fullmatch(text, time.span.end, clause.start) is None:
        return None
    opening = _SENTENCE_OPENS.search(text, max(0, time.span.start - _PHRASE_REACH), time.span.start)
    return time.when if opening else None


_TO_DO = re.compile(r"to\s", re.IGNORECASE)
_WHO_SOUGHT = re.compile(r",\s(?:[^\s,;:.!?“”\"()]+\s+){2,9}")
_SENTENCE_OPENS = re.compile(r"(?:^|[\n.!?]\s*)(?:(?:in|on|during|since)\s+(?:the\s+)?)?$", re.IGNORECASE)


def _rank(time: TimeExpression) -> int:
    if time.value.endswith("_REF"):
        return 2
    return 1 if time.type == "DURATION" else 0
