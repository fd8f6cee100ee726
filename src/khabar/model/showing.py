"""A claim for whoever works in Python: in a line, and as a notebook shows it. Whatever a report says is harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.model.claim import Claim

# Control characters, lone surrogates, and what reorders or hides text: overrides, isolates, tags, BOM.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u180e\u200b\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")


def spelt_out(words: str) -> str:
    """Words on one line, with invisible and reordering marks spelt out."""
    return _UNSAFE.sub(_spelt, _BLANKS.sub(" ", words))


def _spelt(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def line(claim: Claim) -> str:
    """`“quote” – root ← outlet · capture, asserted · 2017-11-03`."""
    return spelt_out(f"“{claim.quote}” – {claim.chain} · {claim.type}, {_standing(claim)} · {_day(claim)}")


def card(claim: Claim) -> str:
    """A claim as a piece of HTML: quote, chain, standing, day."""
    told = " · ".join((_text(claim.type), _text(_standing(claim)), _text(_day(claim))))
    chain = " ← ".join(_text(hop.agent.name) for hop in claim.chain.hops)
    return (
        f'<div class="khabar-claim"><blockquote dir="auto">{_text(claim.quote)}</blockquote>'
        f'<p><b dir="auto">{chain}</b><br>{told}<br><small>{_text(claim.id)}</small></p></div>'
    )


def page(claims: Iterable[Claim], *, more: bool = False) -> str:
    """Claims as a table of HTML; `more` says that there are others."""
    rows = "".join(map(_row, claims))
    if not rows:
        return "<p>no claims</p>"
    heads = "".join(f"<th>{head}</th>" for head in ("quote", "chain", "standing", "day"))
    rest = "<p>and more</p>" if more else ""
    return f'<table class="khabar-claims"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{rest}'


def _row(claim: Claim) -> str:
    cells = claim.quote, str(claim.chain), f"{claim.type}, {_standing(claim)}", _day(claim)
    return "<tr>" + "".join(f'<td dir="auto">{_text(cell)}</td>' for cell in cells) + "</tr>"


def _standing(claim: Claim) -> str:
    return f"{claim.modality}, {claim.review.verdict}" if claim.review else claim.modality.value


def _day(claim: Claim) -> str:
    if claim.event_time and not claim.event_time.open:
        return claim.event_time.edtf()
    return "no day given" if claim.reported.open else f"reported {claim.reported.edtf()}"


def _text(words: str) -> str:
    return escape(spelt_out(words), quote=True)
