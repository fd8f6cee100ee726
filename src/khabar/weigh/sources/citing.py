"""A report that cites another is not older than it: what other reports of a record tell of one report's day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from khabar.model import Document, When
from khabar.model.names import plain
from khabar.model.when import CLASH

_WORD = re.compile(r"\w+")
_WORDS = 5  # that a headline must have to be one report's alone


def after_cited(report: Document, published: When, others: Iterable[tuple[Document, When]]) -> When:
    """The bounds on a report's day: not before any other that it cites by its address or whole headline, with a reason.

    A stated day stays as it is; a report that it cites and that is younger speaks against it.
    """
    words = f" {_bare(report.text)} "
    own = _bare(report.headline())
    cited = [
        (when.earliest, other)
        for other, when in others
        if other.id != report.id and when.earliest is not None and _cites(report, words, own, other)
    ]
    for earliest, other in sorted(cited, key=lambda c: (c[0], c[1].id), reverse=True)[:1]:
        if published.earliest is not None and published.earliest >= earliest:
            continue
        fact = f"it cites “{other.headline() or other.address}”, which did not appear before {earliest}"
        if published.latest is not None and published.latest < earliest:
            return replace(published, reasons=(*published.reasons, f"{CLASH}that {fact}."))
        reasons = (*published.reasons, f"{fact[0].upper()}{fact[1:]}.")
        return replace(published, earliest=earliest, reasons=reasons)
    return published


def _cites(report: Document, words: str, own: str, other: Document) -> bool:
    if other.address and other.address != report.address and other.address in report.text:
        return True
    headline = _bare(other.headline())
    return len(headline.split()) >= _WORDS and headline != own and f" {headline} " in words


def _bare(text: str) -> str:
    """The words alone, folded, one space between."""
    return " ".join(_WORD.findall(plain(text)))
