"""A state for people: each holding in a sentence, and under it the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from khabar.answers.safe import one_line
from khabar.cli.show_claims import brief_block, flags, quoted
from khabar.cli.show_geography import border, route
from khabar.cli.show_support import support
from khabar.cli.view import BLANK, Line, Styled, line
from khabar.cli.words import chain, counted, day, days
from khabar.model import Claim, Evidence, Holding, State

SHOWN = 5
"""How many claims stand under a heading unless all are asked for."""


def state(found: State, everything: bool, why: bool = False, recorded_by: date | None = None) -> Iterator[Line]:
    """The answer: holdings with their evidence (for `why` also the sums), what is expected, what does not add up, what
    else was said. `recorded_by` is the day as of which the record was read."""
    most = None if everything else SHOWN
    known = f", as known by {day(found.known_by)}" if found.known_by != found.on else ""
    recorded = f", in the record as it was on {day(recorded_by)}" if recorded_by else ""
    yield line(Styled(f"{found.name} on {day(found.on)}", "title"), known, recorded)
    if found.note:
        yield BLANK
        yield line(one_line(found.note), indent=2)
    if found.route:
        yield from route(found.route, everything, why)
    if found.border:
        yield from border(found.border)
    for holding in found.holdings:
        yield BLANK
        yield from _holding(holding, most)
        if why and holding.support is not None:
            yield from support(holding.support)
    yield from _listed("Expected", found.expected, most)
    if found.flags:
        yield BLANK
        yield line(Styled("Does not add up", "title"))
        yield from flags(found.flags)
    yield from _listed("Also said", found.said, most)


def _holding(holding: Holding, most: int | None) -> Iterator[Line]:
    standing = holding.standing.value
    yield line(Styled(f"{standing}: ", standing), Styled(one_line(holding.words), standing))
    roots = counted(len(holding.roots), "independent root")
    named = f": {'; '.join(holding.roots)}" if holding.roots else ""
    since = "" if holding.since.open else f" · since {days(holding.since)}"
    yield line(roots, named, since, indent=2)
    for evidence in holding.evidence[:most]:
        yield from _evidence(evidence)
    yield from _rest(len(holding.evidence), most)


def _evidence(evidence: Evidence) -> Iterator[Line]:
    claim = evidence.claim
    yield line(f"{evidence.effect} ", *quoted(claim), indent=4)
    yield line(chain(claim.chain), Styled(f" · {days(evidence.valid)} · ", "dim"), Styled(claim.id, "id"), indent=6)
    counts = "counts" if evidence.counts else "does not count"
    yield line(Styled(f"{counts}: {one_line(evidence.why)}" if evidence.why else counts, "dim"), indent=6)


def _listed(heading: str, claims: Sequence[Claim], most: int | None) -> Iterator[Line]:
    if not claims:
        return
    yield BLANK
    yield line(Styled(heading, "title"))
    for claim in claims[:most]:
        yield line(Styled(f"{claim.type.value} · {claim.modality.value}", "dim"), indent=2)
        yield from brief_block(claim, 4)
    yield from _rest(len(claims), most)


def _rest(number: int, most: int | None) -> Iterator[Line]:
    if most is not None and number > most:
        yield line(Styled(f"… and {number - most} more; --all shows them", "dim"), indent=4)
