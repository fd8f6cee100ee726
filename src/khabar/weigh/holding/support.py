"""How far to believe a holding: one line for each root, a sum, and which roots it hangs on.

The sum is about one statement: that the fluent holds on the day asked for. What says so adds, what denies or ends it
takes away, both in log-odds that `grades` fixes. Weights are rounded before they are added, so that every sum can be
checked with pencil and paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import exp
from typing import NamedTuple

from khabar.model import Modality, Standing, Support, SupportLine
from khabar.weigh.holding.fluents import DENIES, ENDS, STARTS
from khabar.weigh.holding.ledger import Piece, Weight, against_interest
from khabar.weigh.holding.standing import STALE_AFTER, Verdict
from khabar.weigh.sources.grades import (
    AGAINST_INTEREST,
    DOUBTFUL_AT_MOST,
    FADES_BY,
    GRADES,
    MODALITIES,
    WEIGHTS,
    Grader,
)
from khabar.weigh.sources.interest import OWN
from khabar.weigh.wording import named

PHRASES: tuple[tuple[float, str, str], ...] = (
    (0.05, "almost no chance", "1–5 %"),
    (0.20, "very unlikely", "5–20 %"),
    (0.45, "unlikely", "20–45 %"),
    (0.55, "roughly even chance", "45–55 %"),
    (0.80, "likely", "55–80 %"),
    (0.95, "very likely", "80–95 %"),
    (1.00, "almost certain", "95–99 %"),
)
"""The probability words of ICD 203: each up to (not with) its first number."""

_CERTAIN = 0.99
"""No report makes anything surer than this, or its opposite."""

_EVEN = (0.45, 0.55)
_LEANS_AGAINST = frozenset({Standing.ENDED, Standing.DENIED})
_DOWN = frozenset({ENDS, DENIES})
_TOLD_AS = {Modality.SPECULATED: "only supposed", Modality.RUMOURED: "told as a rumour"}
_RULE = f"echo, guess and rumour: together at most {DOUBTFUL_AT_MOST:.2f}, and never across zero"


class Rival(NamedTuple):
    """Somebody else who is said to hold the same site, and how that stands."""

    name: str
    told: tuple[Piece, ...]

    @classmethod
    def of(cls, name: str, verdict: Verdict) -> Rival:
        """The rival with what firmly says so."""
        return cls(name, tuple(p for p in _told(verdict) if p.weight > Weight.WEAK))


class _Worth(NamedTuple):
    """What a piece weighs on either side, and why."""

    letter: str
    what: str
    amount: float


class Part(NamedTuple):
    """One root's part in a sum, for (`side` 1) or against (-1). `firm` is more than echo, guess or rumour; only what
    `counts` confirms or contradicts."""

    line: SupportLine
    side: int
    firm: bool
    counts: bool
    order: tuple[object, ...] = ()

    @property
    def key(self) -> str:
        """What makes it one root."""
        return self.line.key

    @property
    def amount(self) -> float:
        """What it adds."""
        return self.line.log_odds


class Scales:
    """Weighs pieces for one day, each once."""

    def __init__(self, grader: Grader, on: date) -> None:
        self._grader, self.on = grader, on
        self._known: dict[
            int, tuple[Piece, _Worth]
        ] = {}  # by identity; the piece is kept, so that its id stays its own

    def weigh(self, piece: Piece, side: int, says: str) -> Part:
        """The piece with its part in a sum, for or against."""
        known = self._known.get(id(piece))
        if known is None:
            known = self._known[id(piece)] = (piece, _worth(piece, self._grader, self.on))
        worth = known[1]
        amount = side * worth.amount + 0.0  # no minus zero
        words = f"{says}; {worth.what}"
        line = SupportLine(piece.root.name, piece.root.key, worth.letter, words, amount, piece.claim.id)
        counts = piece.weight is Weight.COUNTED and amount != 0
        return Part(line, side, piece.weight > Weight.WEAK, counts, piece.order())


def support(verdict: Verdict, scales: Scales, rivals: Sequence[Rival] = ()) -> Support:
    """The sum behind a verdict, line by line.

    One root is one line on each side, with the weightiest of its claims: copies and repetitions add nothing.
    """
    told = _told(verdict)
    shared = {p.claim.id for p in told}  # who says that both hold it speaks against neither
    said = [(p, 1, "says so") for p in told] + [(p, -1, _objection(p)) for p in _against(verdict, scales.on)]
    for rival in rivals:
        words = f"says that {named(rival.name)} held it"
        said += [(p, -1, words) for p in rival.told if p.claim.id not in shared]
    parts = [scales.weigh(piece, side, says) for piece, side, says in said]
    return summed(parts, -1 if verdict.standing in _LEANS_AGAINST else 1)


def summed(parts: Iterable[Part], side: int = 1) -> Support:
    """The sum of the parts, one for each root on each side; the Admiralty letter is for the answer that leans to
    `side`."""
    weighed = one_a_root(parts)
    total = _Tally(weighed).total
    chance = probability(total)
    letter = _admiralty(weighed, chance, side)
    return Support(_lines(weighed, total), total, chance, phrase(chance), letter, _flips(weighed, total))


def total(parts: Iterable[Part]) -> float:
    """What the parts come to, one for each root on each side."""
    return _Tally(one_a_root(parts)).total


def probability(total: float) -> float:
    """Log-odds as a probability from .01 to .99."""
    chance = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    return round(max(1 - _CERTAIN, min(_CERTAIN, chance)), 2)


def phrase(chance: float) -> str:
    """The word of ICD 203 for a probability, with its range: `likely (55–80 %)`."""
    word, range_ = next((w, r) for below, w, r in PHRASES if chance < below)
    return f"{word} ({range_})"


# ---------------------------------------------------------------- what belongs into the sum


def _told(verdict: Verdict) -> list[Piece]:
    """What says that it holds, as far as its end or a denial of it has not overtaken it."""
    closed = max((p.last for p in verdict.pieces if p.effect.does == ENDS and p.weight > Weight.WEAK), default=None)
    kept = [p for p in verdict.pieces if p.effect.does not in _DOWN and (closed is None or p.last > closed)]
    if verdict.standing in _LEANS_AGAINST:
        return [p for p in kept if p.weight is Weight.WEAK]
    figures = {p.effect.measure.value for p in verdict.decided if p.effect.measure}
    return [p for p in kept if not p.effect.measure or p in verdict.decided or _weakly(p, figures)]


def _weakly(piece: Piece, figures: set[float]) -> bool:
    return piece.weight is Weight.WEAK and piece.effect.measure is not None and piece.effect.measure.value in figures


def _against(verdict: Verdict, on: date) -> list[Piece]:
    """What ends it, denies it or gives another figure, of the day or near enough."""
    against = list(verdict.decided if verdict.standing in _LEANS_AGAINST else verdict.against)
    told = [p for p in verdict.pieces if p.effect.does not in _DOWN and p.weight > Weight.WEAK]
    weak = [p for p in verdict.pieces if p.effect.does in _DOWN and p.weight is Weight.WEAK]
    return against + [p for p in weak if not _overtaken(p, told) and (p.effect.does == ENDS or not _spans(p, on))]


def _overtaken(piece: Piece, told: Sequence[Piece]) -> bool:
    """Whether it is told later that it holds (after an end), or that it began (after a denial)."""
    if piece.effect.does == ENDS:
        return any(p.last > piece.last for p in told)
    return any(p.effect.does == STARTS and p.moment.earliest and p.moment.earliest > piece.last for p in told)


def _objection(piece: Piece) -> str:
    if piece.effect.does == DENIES:
        return "denies it"
    return "says that it ended" if piece.effect.does == ENDS else "gives another figure"


# ---------------------------------------------------------------- what each weighs


def _worth(piece: Piece, grader: Grader, on: date) -> _Worth:
    letter, kind = grader.grade(piece.root, piece.claim, piece.interest)
    words = [f"{letter}, {GRADES[letter]} ({kind})"]
    amount = WEIGHTS[letter]
    if against_interest(piece):
        amount += AGAINST_INTEREST
        words.append(f"against its own interest, +{AGAINST_INTEREST:.2f}")
    if piece.claim.modality in MODALITIES:
        amount *= MODALITIES[piece.claim.modality]
        words.append(f"{_TOLD_AS[piece.claim.modality]}, ×{MODALITIES[piece.claim.modality]:.2f}")
    spans = 0 if piece.effect.does == ENDS else _spans(piece, on)
    if spans:
        amount *= FADES_BY**spans
        words.append(f"old, ×{FADES_BY:.2f}" + (f" {spans} times" if spans > 1 else ""))
    if piece.interest is not None and piece.interest.bearing == OWN:
        amount = 0.0
        words.append("in its own interest, ×0")
    return _Worth(letter, "; ".join(words), round(amount, 2))


def _spans(piece: Piece, on: date) -> int:
    """How many full spans after which such a thing is stale lie between the word and the day."""
    limit = STALE_AFTER[piece.effect.fluent]
    return 0 if limit is None else max(0, ((on - piece.last).days - 1) // limit)


def one_a_root(parts: Iterable[Part]) -> list[Part]:
    """The weightiest line of each root on each side, ties to the earliest words; those for it first, then by weight."""
    best: dict[tuple[int, str], Part] = {}
    for one in sorted(parts, key=lambda p: (p.order, p.line.what)):
        side = (one.side, one.key)
        if side not in best or _rank(one) > _rank(best[side]):
            best[side] = one
    return sorted(best.values(), key=lambda p: (-p.side, -abs(p.amount), p.key, p.line.root))


def _rank(part: Part) -> tuple[bool, float]:
    return part.firm, abs(part.amount)


# ---------------------------------------------------------------- the sum, and what it comes to


class _Tally:
    """The sum, from which roots can be taken away. Echo, guess and rumour can bring it to zero, never across."""

    def __init__(self, weighed: Iterable[Part]) -> None:
        self._firm = self._doubtful = 0.0
        self._sides = {1: 0, -1: 0}
        for one in weighed:
            self._add(one, 1)

    def take(self, weighed: Iterable[Part]) -> None:
        """Leave these lines out."""
        for one in weighed:
            self._add(one, -1)

    def _add(self, one: Part, times: int) -> None:
        if one.firm:
            self._firm = round(self._firm + times * one.amount, 2)
            self._sides[one.side] += times
        else:
            self._doubtful = round(self._doubtful + times * one.amount, 2)

    @property
    def total(self) -> float:
        """What it comes to."""
        total = round(self._firm + max(-DOUBTFUL_AT_MOST, min(DOUBTFUL_AT_MOST, self._doubtful)), 2)
        if self._firm > 0 or (self._firm == 0 and self._sides[1] and not self._sides[-1]):
            return max(0.0, total)
        if self._firm < 0 or (self._firm == 0 and self._sides[-1] and not self._sides[1]):
            return min(0.0, total)
        return total


def _lines(weighed: Sequence[Part], total: float) -> tuple[SupportLine, ...]:
    """The lines as shown; what the rule for echo and rumour changes is a line of its own, so that they add up."""
    shown = [w.line for w in weighed]
    rest = round(total - sum(w.amount for w in weighed), 2)
    return (*shown, SupportLine("", "", "", _RULE, rest)) if rest else tuple(shown)


def _flips(weighed: Sequence[Part], total: float) -> tuple[str, ...]:
    """The fewest roots without which the sum would no longer lean as it does: the weightiest on its side, in turn."""
    lean = (total > 0) - (total < 0)
    of: dict[str, list[Part]] = {}
    for one in weighed:
        of.setdefault(one.key, []).append(one)
    net = {key: round(sum(one.amount for one in lines) * lean, 2) for key, lines in of.items()}
    tally, gone = _Tally(weighed), []
    for key in sorted((k for k in net if net[k] > 0), key=lambda k: (-net[k], k)):
        tally.take(of[key])
        gone.append(min(one.line.root for one in of[key]))
        if tally.total * lean <= 0:
            return tuple(gone)
    return ()


def _admiralty(weighed: Sequence[Part], chance: float, side: int) -> str:
    """The letter of the best root on the side of the answer's sentence, and a digit from what confirms and contradicts
    it. Only roots that count confirm or contradict."""
    letter = min((w.line.grade for w in weighed if w.side == side), default="F")
    confirm = sum(w.counts for w in weighed if w.side == side)
    contradict = any(w.counts for w in weighed if w.side != side)
    chance = chance if side > 0 else 1 - chance
    if not confirm and not contradict:
        return f"{letter}6"
    if contradict:
        digit = 3 if chance >= _EVEN[1] else 4 if chance >= _EVEN[0] else 5
    else:
        digit = 3 if chance < _EVEN[1] else 1 if confirm > 1 else 2
    return f"{letter}{digit}"
