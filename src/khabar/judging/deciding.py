"""From judgements to what they decide: the last word of each person, and which of several persons' words is applied.

Nothing depends on the order in which judgements were added: only on when they were made, and on their ids where that
was at one moment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from khabar.judging.values import checked, unpacked
from khabar.model import Judgement, JudgementKind, Ref, UsageError
from khabar.model.nodes import node
from khabar.model.rows import Row

ACCEPTED, REJECTED, CORRECTED = "accepted", "rejected", "corrected"
_OF_CLAIMS = frozenset({JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT})


@dataclass(frozen=True, slots=True)
class Word:
    """What one person, or all together, decided of a claim: a verdict, and the fields that were corrected."""

    verdict: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def after(self, judgement: Judgement) -> Word:
        """This word with a later judgement: to reject or accept speaks of all, to correct of the fields given."""
        if judgement.kind == JudgementKind.CORRECT:
            given = unpacked(judgement.value)
            before = self.fields if self.verdict == CORRECTED else {}
            return Word(CORRECTED, {**_without(before, given), **given})
        return Word(REJECTED if judgement.kind == JudgementKind.REJECT else ACCEPTED)


def _without(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The earlier fields that later ones leave: a new chain or speaker stands for the old one of either."""
    gone = {"chain", "speaker"} if given.keys() & {"chain", "speaker"} else set()
    gone |= {"quote", "prefix", "suffix"} if "span" in given else set()
    return {name: value for name, value in before.items() if name not in gone}


_UNJUDGED = Word("")


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided of a claim: the word that is applied, the judgement that decided last, each person's own word."""

    word: Word
    last: Judgement
    persons: Mapping[str, Word]

    @property
    def others(self) -> tuple[str, ...]:
        """The persons whose own word is another one."""
        return tuple(sorted(by for by, word in self.persons.items() if word != self.word))


class Decisions:
    """What all judgements together decide. `order` names persons whose word goes before others', whenever it was said,
    first the one who has the last word; else the latest word is applied."""

    def __init__(self, judgements: Iterable[Judgement], order: Sequence[str] = ()) -> None:
        self._ranks = {by: rank for rank, by in enumerate(reversed(order), 1)}
        every = {j.id: j for j in judgements if _understood(j)}
        undone = _undone(every)
        standing = (j for j in every.values() if j.id not in undone)
        self.undone = undone
        self.standing = tuple(sorted(standing, key=lambda j: (j.made, j.id)))

    def __bool__(self) -> bool:
        return bool(self.standing)

    def of(self, *kinds: JudgementKind) -> list[Judgement]:
        """The standing judgements of these kinds; the one that is applied last comes last."""
        wanted = frozenset(kinds)
        found = [j for j in self.standing if j.kind in wanted]
        return sorted(found, key=lambda j: self._ranks.get(j.by, 0))  # stable: else by time

    @cached_property
    def claims(self) -> dict[str, Decided]:
        """What is decided of each claim, by the id that was judged."""
        by_claim: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.of(*_OF_CLAIMS):
            by_claim[judgement.target].append(judgement)
        return {id_: _decided(found) for id_, found in by_claim.items()}

    @cached_property
    def joined(self) -> frozenset[tuple[str, str]]:
        """Pairs of claims of one event."""
        return frozenset(pair for pair, kind in self._pairs.items() if kind == JudgementKind.MERGE)

    @cached_property
    def parted(self) -> frozenset[tuple[str, str]]:
        """Pairs of claims of two events."""
        return frozenset(pair for pair, kind in self._pairs.items() if kind == JudgementKind.SPLIT)

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for judgement in self.of(JudgementKind.MERGE, JudgementKind.SPLIT):
            other = unpacked(judgement.value).get("with")
            if other:
                one, two = sorted((judgement.target, other))
                found[one, two] = judgement.kind
        return found

    @cached_property
    def grades(self) -> dict[str, str]:
        """The letter that people gave, by the key of who was graded."""
        values = ((j.target, unpacked(j.value)) for j in self.of(JudgementKind.GRADE))
        return {target: value["letter"] for target, value in values if "letter" in value}

    @cached_property
    def speaking(self) -> dict[tuple[str, str], tuple[bool, Row]]:
        """Of somebody and a party, by their keys, whether the first speaks for the second; and the party's name."""
        values = ((j.target, unpacked(j.value)) for j in self.of(JudgementKind.GRADE))
        pairs = ((target, value["speaks_for"], value["so"]) for target, value in values if "speaks_for" in value)
        return {(target, key(party)): (so, party) for target, party, so in pairs}

    @cached_property
    def settled(self) -> dict[str, Judgement]:
        """What settles a conflict, by the conflict's id."""
        return {j.target: j for j in self.of(JudgementKind.SETTLE)}

    @cached_property
    def overruled(self) -> dict[str, Judgement]:
        """The claims against which a conflict was settled, by id, with what settles it."""
        return {id_: j for j in self.settled.values() for id_ in unpacked(j.value)["against"]}

    def about(self, targets: Collection[str]) -> tuple[Judgement, ...]:
        """The standing judgements about these ids or keys, by time."""
        return tuple(j for j in self.standing if j.target in targets or _mentions(j, targets))


def key(named: Row) -> str:
    """The key (as of `model.nodes`) of somebody in a judgement's value."""
    return node(Ref(named["name"], named["name"], named["entity"]))


def _mentions(judgement: Judgement, targets: Collection[str]) -> bool:
    value = unpacked(judgement.value)
    return any(id_ in targets for id_ in (value.get("with"), value.get("for"), *value.get("against", ())))


def _decided(judgements: Sequence[Judgement]) -> Decided:
    word, persons = _UNJUDGED, dict[str, Word]()
    for judgement in judgements:
        word = word.after(judgement)
        persons[judgement.by] = persons.get(judgement.by, _UNJUDGED).after(judgement)
    return Decided(word, judgements[-1], persons)


def _understood(judgement: Judgement) -> bool:
    """Whether it is one that this khabar can apply: what a newer one wrote is kept, and left out."""
    try:
        checked(judgement.kind, unpacked(judgement.value))
    except UsageError:
        return False
    return True


def _undone(every: Mapping[str, Judgement]) -> frozenset[str]:
    """The ids of judgements that their own authors took back, and whose taking back was not taken back."""
    against: dict[str, list[str]] = defaultdict(list)
    for id_, judgement in every.items():
        target = every.get(judgement.target) if judgement.kind == JudgementKind.UNDO else None
        if target is not None and target.by == judgement.by:
            against[target.id].append(id_)
    undone: dict[str, bool] = {}
    for first in against:
        waiting, begun = [first], set[str]()
        while waiting:
            id_ = waiting[-1]
            before = [a for a in against.get(id_, ()) if a not in undone and a not in begun]
            if before and id_ not in begun:
                begun.add(id_)
                waiting += before
            else:
                undone[id_] = any(not undone.get(a, False) for a in against.get(id_, ()))
                waiting.pop()
    return frozenset(id_ for id_, so in undone.items() if so)
