"""A reading for people: each layer in a form one can check against the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from khabar.answers.rows import NAMES_OF_LAYERS
from khabar.answers.safe import one_line
from khabar.cli.show_claims import block
from khabar.cli.view import BLANK, Line, Piece, Styled, line
from khabar.cli.words import MADE_UP, because, days, kind
from khabar.model import Claim, Reading, Span

_LARGEST_BLOCK = 80

Shown = Callable[[Reading, bool], Iterator[Line]]


def reading(found: Reading, given: str, layers: frozenset[str], why: bool) -> Iterator[Line]:
    """The document's name and day, then each layer asked for; `why` adds reasons."""
    outlet = f" · {one_line(found.document.outlet)}" if found.document.outlet else ""
    yield line(Styled(given, "title"), f" · published {days(found.published)}{outlet}")
    if why or "published" in layers:
        for reason in found.published.reasons:
            yield line(Styled(because(reason), "dim"), indent=2)
    for layer in dict.fromkeys(NAMES_OF_LAYERS.values()):
        if layer in layers and layer in _SHOWN:
            yield BLANK
            yield line(Styled(layer, "title"))
            yield from _SHOWN[layer](found, why)


def _blocks(found: Reading, why: bool) -> Iterator[Line]:
    for part in found.document.blocks:
        words = one_line(part.span.of(found.document.text))
        short = words if len(words) <= _LARGEST_BLOCK else f"{words[: _LARGEST_BLOCK - 1]}…"
        reason = f" ({one_line(part.reason)})" if part.reason else ""
        yield line(f"{part.kind.value}{reason}: ", Styled(short, "dim"), indent=2)


def _mentions(found: Reading, why: bool) -> Iterator[Line]:
    for mention in found.mentions:
        known = mention.entity is not None and not mention.entity.startswith(MADE_UP)
        meant = f" = {mention.name or mention.entity} [{mention.entity}]" if known else ""
        yield line(Styled(mention.text, "quote"), f" {kind(mention.kind)}{meant}", indent=2)
        yield from _because(mention.reason, why)


def _attributions(found: Reading, why: bool) -> Iterator[Line]:
    text = found.document.text
    for said in found.attributions:
        source, cue, content = (_pieces(text, spans) for spans in (said.source, said.cue, said.content))
        yield line(Styled(source or "(nobody named)", "title"), " · ", Styled(cue or "(no cue)", "cue"), indent=2)
        yield line(f"“{content}”", indent=4)


def _places(found: Reading, why: bool) -> Iterator[Line]:
    for place in found.places:
        on_map = place.lat is not None and place.lon is not None
        where = f"{place.lat:.4f}, {place.lon:.4f}" if on_map else "a line" if place.line else "not on the map"
        long = f"{place.length_km:.0f} km" if place.length_km else ""
        facts = filter(None, (place.name or "", place.country or "", where, place.precision or "", long))
        yield line(Styled(place.text, "quote"), f" {' · '.join(facts)}", indent=2)
        yield from _because(place.reason, why)


def _times(found: Reading, why: bool) -> Iterator[Line]:
    for time in found.times:
        meant = f" · {days(time.when)}" if time.when else ""
        yield line(Styled(time.text, "quote"), f" {time.type} {time.value}{meant}", indent=2)
        for reason in time.when.reasons if time.when else ():
            yield from _because(reason, why)


def _claims(found: Reading, why: bool) -> Iterator[Line]:
    """The text that is read for claims, and under each paragraph the claims that begin in it."""
    text = found.document.text
    ordered = sorted(found.claims, key=lambda claim: claim.span)
    starts = [claim.span.start for claim in ordered]
    for part in found.document.readable():
        for within in _paragraphs(text, part.span):
            inside = ordered[bisect_left(starts, within.start) : bisect_left(starts, within.end)]
            yield BLANK
            yield line(*_marked(text, within, inside), indent=2)
            for claim in inside:
                yield from block(claim, 6)


def _paragraphs(text: str, part: Span) -> Iterator[Span]:
    """Stretches between blank lines."""
    start = end = part.start
    for row in part.of(text).splitlines(keepends=True):
        if row.strip():
            end += len(row)
            continue
        if start < end:
            yield Span(start, end)
        start = end = end + len(row)
    if start < end:
        yield Span(start, end)


def _marked(text: str, within: Span, claims: Sequence[Claim]) -> Iterator[Piece]:
    """The words of a paragraph, those that a claim quotes marked."""
    at = within.start
    for span in (claim.span for claim in claims):
        start, end = max(span.start, at), min(span.end, within.end)
        if start < end:
            yield text[at:start]
            yield Styled(text[start:end], "quote")
            at = end
    yield text[at : within.end]


def _because(reason: str, why: bool) -> Iterator[Line]:
    if why and reason:
        yield line(Styled(f"because {one_line(reason)}", "dim"), indent=4)


def _pieces(text: str, spans: tuple[Span, ...]) -> str:
    return one_line(" … ".join(span.of(text) for span in spans))


_SHOWN: dict[str, Shown] = {
    "blocks": _blocks,
    "mentions": _mentions,
    "attributions": _attributions,
    "places": _places,
    "times": _times,
    "claims": _claims,
}
