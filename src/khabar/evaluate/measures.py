"""Readings against labels: how much was found, how much of that is right, and what was missed or invented."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from khabar.evaluate.labelled import LabelledClaim, LabelledReport
from khabar.model import Attribution, Claim, Mention, Reading, Span

_TOKEN = re.compile(r"\w+")
_TITLES = re.compile(r"\b(?:the|a|an|mr|mrs|dr|gen|maj|col|lt|brig|brigadier|general|colonel|major|sheikh|al|el)\b")
A = TypeVar("A")
B = TypeVar("B")
_NEAR = 0.4  # a claim is found where it shares this much of the words (their union) with a labelled one
_SAME_CONTENT = 0.5


@dataclass
class Count:
    """Of `n` labelled things, `right` were found, among `given` that were proposed (None: a share of `n`)."""

    right: int = 0
    n: int = 0
    given: int | None = None

    @property
    def value(self) -> float | None:
        """F1 where things are proposed, else the share that is right; None where there is nothing to find."""
        whole = self.n + self.given if self.given is not None else self.n
        if not whole:
            return None
        return (2 if self.given is not None else 1) * self.right / whole


@dataclass
class Score:
    """Counts by measure, and the misses as lines: report, what, its words."""

    counts: dict[str, Count] = field(default_factory=dict)
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, name: str, right: int, n: int, given: int | None = None) -> None:
        """Add to a measure."""
        count = self.counts.setdefault(name, Count(given=None if given is None else 0))
        count.right += right
        count.n += n
        if given is not None:
            count.given = (count.given or 0) + given


def score(pairs: Iterable[tuple[LabelledReport, Reading]]) -> Score:
    """All measures over labelled reports and their readings."""
    total = Score()
    for report, reading in pairs:
        _claims(report, reading.claims, total)
        if report.attributions:
            _attributions(report, reading.attributions, total)
        _names(report, reading.mentions, total)
    return total


# ---------------------------------------------------------------- small measures


def _words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The words inside spans, each by where it starts."""
    return frozenset(m.start() for s in spans for m in _TOKEN.finditer(text, s.start, s.end))


def _shared(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _paired(
    gold: Sequence[A], given: Sequence[B], weight: Callable[[A, B], float], least: float
) -> list[tuple[int, int]]:
    """One-to-one, the best first; pairs below `least` are left out."""
    ranked = sorted(
        ((weight(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(given)),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for w, i, j in ranked:
        if w >= least and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return pairs


def plain(name: str) -> str:
    """A name for comparison: no accents, titles, articles, brackets or possessives."""
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"\([^)]*\)", " ", name).replace("'s", "")
    return re.sub(r"\s+", " ", _TITLES.sub(" ", re.sub(r"[^a-z0-9 ]", " ", name))).strip()


def _same_name(a: str, b: str, forms: dict[str, str]) -> bool:
    a, b = plain(a), plain(b)
    if not a or not b:
        return a == b
    if a == b or forms.get(a, a) == forms.get(b, b):
        return True
    x, y = set(a.split()), set(b.split())
    if len(x & y) / len(x | y) >= 0.6:
        return True
    short = min(x, y, key=len)
    return len(short) == 1 and (x <= y or y <= x) and len(next(iter(short))) > 3


# ---------------------------------------------------------------- claims


def _claims(report: LabelledReport, claims: Sequence[Claim], total: Score) -> None:
    text = report.text
    forms = {plain(n): plain(e.names[0]) for e in report.entities for n in e.names}
    gold = [(c, _words(text, [c.span])) for c in report.claims]
    given = [(c, _words(text, [c.span])) for c in claims]

    def weight(g: tuple[LabelledClaim, frozenset[int]], p: tuple[Claim, frozenset[int]]) -> float:
        shared = _shared(g[1], p[1])
        return (
            shared + 0.01 * (g[0].type == p[0].type) + 0.005 * (g[0].modality == p[0].modality)
            if shared >= _NEAR
            else 0
        )

    pairs = _paired(gold, given, weight, _NEAR)
    total.add("claims found", len(pairs), len(gold), len(given))
    right = 0
    for i, j in pairs:
        label, claim = gold[i][0], given[j][0]
        checks = _checks(label, claim, forms)
        right += checks["type"] and checks["modality"] and checks["speaker"]
        for name, ok in checks.items():
            total.add(f"of those: {name}", ok, 1)
        if len(label.chain) > 1:
            total.add("of those: speaker, attributed", checks["speaker"], 1)
        if len(label.chain) > 2:
            total.add("of those: chain of three or more", checks["chain"], 1)
        wrong = [n for n, ok in checks.items() if not ok]
        if wrong:
            total.misses.append((report.name, f"wrong {', '.join(wrong)}", label.span.of(text)))
    total.add("claims right in type, modality and speaker", right, len(gold), len(given))
    hit = {i for i, _ in pairs}, {j for _, j in pairs}
    total.misses += [
        (report.name, f"missed {c.type}", c.span.of(text)) for i, (c, _) in enumerate(gold) if i not in hit[0]
    ]
    total.misses += [(report.name, f"invented {c.type}", c.quote) for j, (c, _) in enumerate(given) if j not in hit[1]]


def _checks(label: LabelledClaim, claim: Claim, forms: dict[str, str]) -> dict[str, bool]:
    chain = [h.agent.name for h in claim.chain.hops]
    checks = {
        "type": label.type == claim.type,
        "modality": label.modality == claim.modality,
        "speaker": _same_name(label.chain[0], chain[0], forms) or (len(label.chain) == 1 and len(chain) == 1),
        "chain": len(chain) == len(label.chain)
        and all(_same_name(a, b, forms) for a, b in zip(label.chain[:-1], chain[:-1], strict=True)),
    }
    for name, wanted, found in (
        ("subject", label.subjects, claim.subjects),
        ("object", label.objects, claim.objects),
        ("place", label.places, claim.places),
    ):
        if wanted:
            checks[name] = any(_same_name(w.name, found[0].name if found else "", forms) for w in wanted)
    if label.quantities:
        have = {str(q.value) for q in claim.quantities}
        checks["quantities"] = all(str(q.value) in have for q in label.quantities if isinstance(q.value, float | int))
    if label.time and (label.time.earliest or label.time.latest):
        checks["event time"] = _meets(label.time.earliest, label.time.latest, claim)
    return checks


def _meets(earliest: str | None, latest: str | None, claim: Claim) -> bool:
    """Whether the claim's interval meets the labelled one and has its open ends."""
    when = claim.event_time
    if when is None or (when.earliest is None and when.latest is None):
        return False
    first, last = (
        when.earliest.isoformat() if when.earliest else None,
        when.latest.isoformat() if when.latest else None,
    )
    open_ends = (first is None) == (earliest is None) and (last is None) == (latest is None)
    return open_ends and (first or "") <= (latest or "9999") and (earliest or "") <= (last or "9999")


# ---------------------------------------------------------------- attributions


def _attributions(report: LabelledReport, found: Sequence[Attribution], total: Score) -> None:
    text = report.text
    parts = ("source", "cue", "content")
    gold = [{p: _words(text, getattr(a, p)) for p in parts} for a in report.attributions]
    given = [{p: _words(text, getattr(a, p)) for p in parts} for a in found]
    for p in parts:
        g, f = frozenset().union(*(x[p] for x in gold)), frozenset().union(*(x[p] for x in given))
        total.add(f"attribution: {p} words", len(g & f), len(g), len(f))

    def same(g: dict[str, frozenset[int]], f: dict[str, frozenset[int]]) -> float:
        if not (g["cue"] & f["cue"]) and (g["cue"] or f["cue"]):
            return 0.0
        if bool(g["source"]) != bool(f["source"]) or (
            g["source"] and _shared(g["source"], f["source"]) < _SAME_CONTENT
        ):
            return 0.0
        return _shared(g["content"], f["content"])

    pairs = _paired(gold, given, same, _SAME_CONTENT)
    total.add("attribution: whole", len(pairs), len(gold), len(given))
    hit = {i for i, _ in pairs}
    for i, a in enumerate(report.attributions):
        if i not in hit:
            words = " | ".join(" … ".join(s.of(text) for s in getattr(a, p)) for p in parts)
            total.misses.append((report.name, "missed attribution", words))


# ---------------------------------------------------------------- names


def _names(report: LabelledReport, mentions: Sequence[Mention], total: Score) -> None:
    seen: dict[str, Mention] = {}
    for m in mentions:
        seen.setdefault(plain(m.text), m)
    meant: dict[str, str] = {}
    for entity in report.entities:
        for form in entity.names:
            if not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", report.text):
                continue  # a full name that the text does not use
            meant[plain(form)] = entity.names[0]
            hit = seen.get(plain(form))
            total.add("names seen", hit is not None, 1)
            if hit is None:
                total.misses.append((report.name, f"unseen {entity.kind}", form))
            elif entity.kind != "other":
                total.add("of those: kind", hit.kind == entity.kind, 1)
                if hit.kind != entity.kind:
                    total.misses.append((report.name, f"{entity.kind} taken for {hit.kind}", form))
    groups: dict[str | None, set[str]] = defaultdict(set)
    for name in set(meant) & set(seen):
        groups[seen[name].entity].add(name)
    common = sorted(set(meant) & set(seen))
    wanted = {(a, b) for a in common for b in common if a < b and meant[a] == meant[b]}
    joined = {(a, b) for e, names in groups.items() if e for a in names for b in names if a < b}
    total.add("names joined", len(wanted & joined), len(wanted), len(joined))
