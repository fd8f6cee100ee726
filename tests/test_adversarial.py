"""The adversarial sets: one test a case, told by phenomenon in tests/adversarial and tests/adversarial/second.

Cases that the reader is known to get wrong are listed in tests/known_misses.txt and, by kind, in docs/quality.md. They
are run like all others: one that comes right must leave the list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khabar.model import Claim, Document, Reading, Span
from khabar.model.when import parse_edtf

FOLDER = Path(__file__).parent / "adversarial"
CASES = [
    pytest.param(case, id="-".join((*path.relative_to(FOLDER).with_suffix("").parts, case["name"])))
    for path in sorted(FOLDER.rglob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
LEAST = 120


@pytest.mark.parametrize("case", CASES)
def test_the_reader_is_not_misled(case: dict[str, Any], read_document: Callable[[Document], Reading]) -> None:
    wrong = faults(case, read_document)
    assert not wrong, "; ".join(wrong)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= LEAST


# ---------------------------------------------------------------- what a case expects


def faults(case: dict[str, Any], read: Callable[[Document], Reading]) -> list[str]:
    """What is wrong in the reading of a case, in words."""
    stated = parse_edtf(case["published"]) if case.get("published") else None
    reading = read(Document("0" * 64, case["name"], case["text"], outlet=case.get("outlet"), stated=stated))
    wrong = []
    for want in case.get("claim", ()):
        near = [c for c in reading.claims if _near(c, want["words"], case["text"])]
        checked = [_unlike(c, want) for c in near]
        if not checked:
            wrong.append(f"no claim of {want['words']!r}")
        elif all(checked):
            wrong.append(f"{want['words']!r}: {min(checked, key=len)}")
    for unwanted in case.get("none", ()):
        for c in reading.claims:
            if _near(c, unwanted["words"], case["text"]) and _is(c, unwanted):
                wrong.append(f"claims {c.quote!r} ({c.type}, {c.modality})")
    for mention in case.get("mention", ()):
        seen = [m for m in reading.mentions if m.text == mention["text"] and m.kind in mention.get("kind", [m.kind])]
        if bool(seen) is bool(mention.get("absent", False)):
            wrong.append(f"mention {mention['text']!r}")
    return wrong


def _near(claim: Claim, words: str, text: str) -> bool:
    at = text.index(words)
    span = Span(at, at + len(words))
    shared = min(claim.span.end, span.end) - max(claim.span.start, span.start)
    return 2 * shared >= min(len(span), len(claim.span)) and 4 * shared >= len(span)


def _is(claim: Claim, want: dict[str, Any]) -> bool:
    return claim.type in want.get("type", [claim.type]) and claim.modality in want.get("modality", [claim.modality])


def _unlike(claim: Claim, want: dict[str, Any]) -> list[str]:
    names = [h.agent.name for h in claim.chain.hops]
    wrong = []
    if claim.type not in want.get("type", [claim.type]):
        wrong.append(f"type {claim.type}")
    if claim.modality not in want.get("modality", [claim.modality]):
        wrong.append(f"modality {claim.modality}")
    if "speaker" in want and not (_in(want["speaker"], names[:1]) if want["speaker"] else len(names) == 1):
        wrong.append(f"chain {names}")
    if "chain" in want and not (
        len(want["chain"]) == len(names) and all(_in(w, [n]) for w, n in zip(want["chain"], names, strict=True))
    ):
        wrong.append(f"chain {names}")
    for role, refs in (("subject", claim.subjects), ("object", claim.objects), ("place", claim.places)):
        if role in want and not _in(want[role], [w for r in refs for w in (r.name, r.text)]):
            wrong.append(f"{role} {[r.name for r in refs]}")
    if "number" in want and want["number"] not in [q.value for q in claim.quantities]:
        wrong.append(f"numbers {[q.value for q in claim.quantities]}")
    if "time" in want and not _on(claim, want["time"]):
        wrong.append(f"time {claim.event_time}")
    return wrong


def _in(words: str, names: list[str]) -> bool:
    return any(words.lower() in n.lower() for n in names)


def _on(claim: Claim, day: str) -> bool:
    want, when = parse_edtf(day), claim.event_time
    if when is None or when.earliest is None or when.latest is None or want.latest is None or want.earliest is None:
        return False
    return when.earliest <= want.latest and want.earliest <= when.latest and (when.latest - when.earliest).days <= 40
