"""The sum behind an answer, for people who want to check it."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.answers.safe import one_line
from khabar.cli.view import Line, Styled, line
from khabar.model import Support


def support(found: Support, what: str = "it was so") -> Iterator[Line]:
    """The sum, line by line, so that a reader can add it up; `what` is the statement that it is about."""
    verdict = f"that {what} on the day is {found.phrase} · Admiralty {found.admiralty}"
    yield line(Styled("why: ", "dim"), verdict, indent=4)
    for one in found.lines:
        words = one_line(f"{one.root}: {one.what}" if one.root else one.what)
        source = (Styled(f" · {one.claim}", "id"),) if one.claim else ()
        yield line(f"{_signed(one.log_odds)}  ", words, *source, indent=6)
    yield line(f"{_signed(found.total)}  the sum, in log-odds: {found.probability:.0%}", indent=6)
    yield line(Styled(_hangs(found), "dim"), indent=6)


def _signed(log_odds: float) -> str:
    return f"{log_odds:+.2f}".replace("-", "−") if log_odds else " 0.00"


def _hangs(found: Support) -> str:
    if not found.total:
        return "nothing tips it either way"
    lean = "for it" if found.total > 0 else "against it"
    return f"without {one_line(' and '.join(found.flips))} the sum would no longer speak {lean}"
