"""Conflicts and occurrences for people: a sentence each, and under it the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.answers.safe import one_line
from khabar.cli.show_claims import brief_block
from khabar.cli.view import Line, Styled, line
from khabar.cli.words import counted
from khabar.model import Conflict, Event

_SHOWN = 3
"""How many claims stand under each side, or each occurrence, unless all are asked for."""


def conflict(found: Conflict, settled: bool = False) -> Iterator[Line]:
    """The sentence, each side with its roots and first claims, and what would settle it, or who settled it."""
    yield line(Styled(found.id, "id"), f" {found.kind.value}")
    yield line(Styled(one_line(found.words), "flag"), indent=2)
    for side in found.sides:
        roots = "; ".join(side.roots) or "the map"
        yield line(f"{one_line(side.words)}: {one_line(roots)}", indent=4)
        for claim in side.claims[:_SHOWN]:
            yield from brief_block(claim, 6)
        yield from _rest(len(side.claims), _SHOWN, "khabar conflicts --json shows them")
    if found.settle:
        lead = "" if settled else "would settle it: "
        yield line(Styled(f"{lead}{one_line(found.settle)}", "held" if settled else "dim"), indent=4)


def event(found: Event, everything: bool) -> Iterator[Line]:
    """The sentence, its roots, its claims, and its denials."""
    most = None if everything else _SHOWN
    yield line(Styled(found.id, "id"), f" {found.family.value}")
    yield line(Styled(one_line(found.words), "title"), indent=2)
    roots = one_line("; ".join(found.roots))
    yield line(f"{counted(len(found.roots), 'independent root')}: {roots}", indent=4)
    for claim in found.claims[:most]:
        yield from brief_block(claim, 6)
    yield from _rest(len(found.claims), most, "--all shows them")
    for denial in found.denials[:most]:
        yield line(Styled("denied:", "denied"), indent=4)
        yield from brief_block(denial, 6)


def _rest(number: int, most: int | None, how: str) -> Iterator[Line]:
    if most is not None and number > most:
        yield line(Styled(f"… and {number - most} more; {how}", "dim"), indent=6)
