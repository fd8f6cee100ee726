"""Who copied whom, as a tree for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from khabar.answers.safe import one_line
from khabar.cli.view import BLANK, Line, Piece, Styled, line
from khabar.cli.words import counted, days
from khabar.model import Claim
from khabar.weigh import Interest, Link, Spread, Trunk

_MOST = 12
"""Reports shown of one outlet that carries the same again and again."""


def tree(told: Spread, asked: str, titles: Mapping[str, str]) -> Iterator[Line]:
    """Every root with all who carried it; `asked` is the id of the claim that was asked for, `titles` those of the
    packs' sources, by id."""
    yield BLANK
    roots = counted(len(told.trunks), "root")
    yield line(Styled(f"Told by {counted(told.reports, 'report')}, {roots}", "title"))
    for trunk in told.trunks:
        yield from _trunk(trunk, asked, titles)


def _trunk(trunk: Trunk, asked: str, titles: Mapping[str, str]) -> Iterator[Line]:
    weak = ", an echo: nobody answers for it" if trunk.root.weak else ""
    for number, link in enumerate(trunk.links):
        yield from _link(link, "● ", f" (root{weak})" if number == 0 else " (the same root)", asked, 2)
        if number == 0 and trunk.interest:
            yield from _interest(trunk.interest, titles)
        yield from _below(link.links, asked, 4)


def _interest(found: Interest, titles: Mapping[str, str]) -> Iterator[Line]:
    yield line(f"{found.bearing}: {one_line(found.words)}", indent=6)
    if found.sources:
        cited = "; ".join(titles.get(source, source) for source in found.sources)
        yield line(Styled(f"according to {one_line(cited)}", "dim"), indent=6)


def _below(links: tuple[Link, ...], asked: str, indent: int) -> Iterator[Line]:
    for link in links:
        near = f" (near-copy, {link.likeness:.0%} alike)" if link.likeness is not None else ""
        yield from _link(link, "← ", near, asked, indent)
        yield from _below(link.links, asked, indent + 2)


def _link(link: Link, mark: str, marks: str, asked: str, indent: int) -> Iterator[Line]:
    """The name, and the reports that end with it: beside it, or, where there are several, below."""
    name = (Styled(mark, "id"), one_line(link.hop.agent.name), Styled(one_line(marks) and f" {one_line(marks)}", "dim"))
    if len(link.claims) == 1:
        yield line(*name, " · ", *_report(link.claims[0], asked), indent=indent)
        return
    yield line(*name, indent=indent)
    for claim in link.claims[:_MOST]:
        yield line("· ", *_report(claim, asked), indent=indent + 2)
    if len(link.claims) > _MOST:
        yield line(f"· and {len(link.claims) - _MOST:,} more", indent=indent + 2)


def _report(claim: Claim, asked: str) -> list[Piece]:
    here: Piece = Styled(" (this claim)", "title") if claim.id == asked else ""
    return [Styled(f"{days(claim.reported)} · ", "dim"), Styled(claim.id, "id"), here]
