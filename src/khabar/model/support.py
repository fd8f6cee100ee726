"""How far to believe an answer: a sum in log-odds, line by line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SupportLine:
    """What one root adds to a sum: `root` is its name and `key` what makes it one; `grade` its letter, `what` says
    where the number comes from; `claim` is the id of the claim that carries it. A line without a key is a rule's."""

    root: str
    key: str
    grade: str
    what: str
    log_odds: float
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """How well it is supported that a fluent holds, or that a stretch can be passed, on the day asked for.

    `total` is the sum of the `lines`, in natural log-odds: above 0 for it, below 0 against it, 0 for even odds.
    `probability` and `phrase` (ICD 203) say the same; `admiralty` is letter and digit for what the answer's sentence
    says; `flips` the fewest roots without which the sum would no longer lean that way.
    """

    lines: tuple[SupportLine, ...]
    total: float
    probability: float
    phrase: str
    admiralty: str
    flips: tuple[str, ...]
