"""Numbers that stand behind what they count: "put the toll at 40", "the number of attempts rose to 400 a day"."""

from __future__ import annotations

import re

from khabar.reader.numbers import singular

_REACH = 90  # code points before a number in which what it counts is told of
_AT = (
    r"\b[^.;]{0,60}?\b(?:to|at|of|is|was|reached|exceeded|hit|than)\s+"
    r"(?:(?:now|already|about|some|nearly|almost|over|at|least|more|than)\s+)*\Z"
)
_DEAD = re.compile(
    r"\b(?:toll|tally|number of (?:dead|deaths|casualties|victims)|(?:put|puts|putting) the (?:dead|casualties))" + _AT,
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\bnumber of ((?:[a-z-]+\s)??(?:[a-z-]+\s)??(?:[a-z-]{3,}(?<!s)s|people|personnel|police))" + _AT, re.IGNORECASE
)


def told_before(text: str, at: int) -> tuple[str, str] | None:
    """What the number at an offset counts, as a unit and in the text's words, where the words before it tell."""
    start = max(0, at - _REACH)
    if _DEAD.search(text, start, at):
        return "person", "dead"
    counted = _NUMBER.search(text, start, at)
    return (singular(counted[1].split()[-1].lower()), counted[1]) if counted else None
