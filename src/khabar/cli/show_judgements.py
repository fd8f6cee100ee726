"""Judgements for people: what was decided, by whom, when and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from khabar.answers.safe import one_line
from khabar.cli.view import Line, Styled, line
from khabar.cli.words import counted, day, days, names, numbers
from khabar.judging import Agreement, Disagreement, Progress, Word, judgement_row
from khabar.model import Claim, Judgement, Review

_NAMED = "name:"
"""What the key of a name that no pack knows begins with."""
_STYLES = {"accepted": "held", "rejected": "denied", "corrected": "contested"}


def judgement(made: Judgement, note: str = "") -> Line:
    """One judgement on a line, with a note on what became of it."""
    said = f" {_value(judgement_row(made)['value'])}" if made.value else ""
    why = f": {one_line(made.reason)}" if made.reason else ""
    target = f"“{made.target.removeprefix(_NAMED)}”" if made.target.startswith(_NAMED) else made.target
    words = f" {made.kind} {one_line(target)}{said} · {one_line(made.by)}, {day(made.made.date())}{why}"
    return line(Styled(made.id, "id"), Styled(words, "dim") if note else words, f" ({note})" if note else "")


def reviewed(claim: Claim, indent: int) -> Iterator[Line]:
    """What people decided of a claim, and how the machine had read what they changed; nothing where nobody did."""
    review = claim.review
    if review is None:
        return
    yield line(Styled(_signed(review), _STYLES.get(review.verdict, "dim")), indent=indent)
    for name in review.changed:
        read = _field(review.machine, name) if review.machine else ""
        yield line(Styled(f"{name}: {_field(claim, name)} (machine: {read})", "dim"), indent=indent + 2)
    if review.others:
        yield line(Styled(f"otherwise: {', '.join(map(one_line, review.others))}", "flag"), indent=indent + 2)


def disagreement(found: Disagreement) -> Iterator[Line]:
    """A claim on which persons decided differently, and whose word is applied."""
    yield line(Styled(found.claim.id, "id"), f" “{one_line(found.claim.quote)}”")
    for by, word in found.words:
        applied = " (applied)" if word == found.applied else ""
        yield line(f"{one_line(by)}: {_word(word)}{applied}", indent=2)


def agreed(rows: Sequence[Agreement], one: str, other: str) -> Iterator[Line]:
    """How far two persons agree, field by field."""
    yield line(f"{one_line(one)} and {one_line(other)}: {counted(rows[0].claims, 'claim')} both read")
    for row in (row for row in rows if row.claims):
        share = f"{row.alike} of {row.claims} alike"
        yield line(f"{row.field}: {share}, kappa {_number(row.kappa)}, alpha {_number(row.alpha)}", indent=2)
    none = [row.field for row in rows if not row.claims]
    if none:
        yield line(
            Styled(f"no claim that both accepted or corrected, so nothing on {', '.join(none)}", "dim"), indent=2
        )


def progress(found: Progress) -> Line:
    """`38 of 112 claims read …`."""
    parts = (f"{found.accepted} accepted", f"{found.corrected} corrected", f"{found.rejected} rejected")
    gone = f"; {counted(found.orphaned, 'decision')} on claims that no present reading makes" if found.orphaned else ""
    reports = f"{found.read} of {counted(found.documents, 'report')} wholly"
    return line(f"{found.judged} of {counted(found.claims, 'claim')} read ({', '.join(parts)}); {reports}{gone}")


def _signed(review: Review) -> str:
    why = f": {one_line(review.reason)}" if review.reason else ""
    return f"{review.verdict} by {one_line(review.by)}, {day(review.made.date())}{why}"


def _word(word: Word) -> str:
    return f"{word.verdict}{f' {_value(word.fields)}' if word.fields else ''}"


def _value(value: Mapping[str, Any]) -> str:
    if "speaks_for" in value:
        return f"{'speaks' if value['so'] else 'does not speak'} for {_plain(value['speaks_for'])}"
    if "letter" in value:
        return str(value["letter"])
    shown = {name: each for name, each in value.items() if name not in ("prefix", "suffix", "document")}
    where = f", in {value['document'][:8]}" if "document" in value else ""
    return ", ".join(f"{name} {_plain(each)}" for name, each in shown.items()) + where


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return one_line(str(value.get("name") or value.get("text") or value.get("unit") or value))
    if isinstance(value, list):
        return "; ".join(map(_plain, value)) or "nothing"
    return "nothing" if value is None else one_line(str(value))


def _field(claim: Claim, name: str) -> str:
    shown = {
        "span": f"“{one_line(claim.quote)}”",
        "type": claim.type.value,
        "modality": claim.modality.value,
        "subjects": names(claim.subjects),
        "objects": names(claim.objects),
        "places": names(claim.places),
        "event_time": days(claim.event_time) if claim.event_time else "",
        "quantities": numbers(claim),
        "chain": str(claim.chain),
        "speaker": claim.chain.root.agent.name,
    }
    return one_line(shown[name]) or "nothing"


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}".replace("-", "−")
