"""What a larger tagger knows, as losses for the small one: its chances for every tag, role, type and modality, on all
texts, also where their corpora label nothing.

In the shapes N counts windows, or marked cues and triggers; L is the rows of a window, M those of a region.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from examples import IGNORED, Example, Marked, mark
from khabar.reader.tagger.scheme import BEGIN, CLAIM_ROLES, CUE, CUE_ROLES, OUT
from model import Tagger

HARD = 0.5  # what the corpora's own labels weigh beside the teacher
WEIGHTS = {  # of the losses, by name
    "mention": 1.0,
    "cue": 2.0,
    "trigger": 2.0,
    "roles": 6.0,
    "type": 1.0,
    "modality": 1.0,
    "valid": 0.5,
    "carried": 0.5,
}
WARMTH = 2.0  # of types and modalities: how far the teacher's second choices count
SURE = 0.4  # how sure the teacher is of a cue or trigger that its corpus does not label
SHOWN = 4  # of these, and of each, a window shows the second pass at most so many


class Teacher:
    """A larger tagger that has learnt and learns no more."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger.eval()

    def first(self, ids: Tensor, cases: Tensor, quotes: Tensor, mask: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Its states and its logits of names, cues and triggers, as `model.Base`."""
        with torch.no_grad():
            states, *tags = self._tagger.base(ids, cases, quotes, mask)
        return states, tags

    def second(self, states: Tensor, marks: Tensor, at: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Its logits for what is marked, as `model.Second`."""
        with torch.no_grad():
            return self._tagger.second(states, marks, at, mask)


def seen(batch: Sequence[Example], tags: list[Tensor], rng: random.Random) -> list[tuple[int, Marked]]:
    """The cues and triggers that the teacher sees in windows whose corpus labels none, each with its window."""
    found = []
    for n, example in enumerate(batch):
        for is_cue, logits, labels in ((True, tags[1], example.cues), (False, tags[2], example.triggers)):
            if labels is not None:
                continue
            chance, best = 1 - logits[n].float().softmax(-1)[:, OUT], logits[n].argmax(-1)
            rows = [(i, w.row) for i, w in enumerate(example.window.words) if i >= example.window.own]
            begins = [i for i, row in rows if chance[row] > SURE and best[row] in (OUT, BEGIN)]
            for i in rng.sample(begins, min(SHOWN, len(begins))):
                one = mark(example.window, [i], cue=is_cue)
                one.known = range(0)
                found.append((n, one))
    return found


def without_silver(found: list[Example]) -> list[Example]:
    """Examples without the names and claims that the first reader guessed: the teacher knows better."""
    for example in found:
        claims = [m for m in example.marked if not _is_cue(m)]
        if example.triggers is not None and all(m.type == IGNORED for m in claims):
            example.triggers, example.mentions = None, None
            example.marked[:] = [m for m in example.marked if _is_cue(m)]
    return found


def of_tags(batch: Sequence[Example], ours: Sequence[Tensor], theirs: Sequence[Tensor]) -> dict[str, Tensor]:
    """How far the tags of all words are from the teacher's; logits [N, L, …] of names, cues and triggers."""
    rows = torch.tensor([(n, w.row) for n, e in enumerate(batch) for w in e.window.words[e.window.own :]])
    at = lambda logits: logits[rows[:, 0], rows[:, 1]].float()
    names = ("mention", "cue", "trigger")
    return {name: _apart(at(a), at(b)) for name, a, b in zip(names, ours, theirs, strict=True)}


def of_marked(ours: Sequence[Tensor], theirs: Sequence[Tensor], marked: Sequence[Marked]) -> dict[str, Tensor]:
    """How far what the second pass says of the marked words is from the teacher's; both as `model.Second` gives it."""
    roles, types, modalities, valid, carried, _ = (x.float() for x in ours)
    soft_roles, soft_types, soft_modalities, soft_valid, soft_carried, _ = (x.float() for x in theirs)
    weight = torch.zeros(roles.shape)
    for n, m in enumerate(marked):
        known = CUE_ROLES if _is_cue(m) else CLAIM_ROLES
        weight[n, m.heads, known.start : known.stop] = 1.0
    each = _bernoulli(roles, soft_roles, reduction="none") - _bernoulli(soft_roles, soft_roles, reduction="none")
    found = {
        "roles": (each * weight).sum() / weight.sum(),
        "valid": _bernoulli(valid, soft_valid),
        "carried": _bernoulli(carried, soft_carried),
    }
    claims = torch.tensor([not _is_cue(m) for m in marked])
    if claims.any():
        sure = soft_valid[claims].sigmoid()  # what is no claim has no type
        found["type"] = _apart(types[claims], soft_types[claims], WARMTH, sure)
        found["modality"] = _apart(modalities[claims], soft_modalities[claims], WARMTH, sure)
    return found


def _is_cue(marked: Marked) -> bool:
    return marked.marks[marked.at] == CUE


def _bernoulli(ours: Tensor, theirs: Tensor, reduction: str = "mean") -> Tensor:
    return functional.binary_cross_entropy_with_logits(ours, theirs.sigmoid(), reduction=reduction)


def _apart(ours: Tensor, theirs: Tensor, warmth: float = 1.0, weight: Tensor | None = None) -> Tensor:
    """The divergence of logits [N, classes] from the teacher's."""
    soft = (theirs / warmth).softmax(-1)
    each = (soft * ((theirs / warmth).log_softmax(-1) - (ours / warmth).log_softmax(-1))).sum(-1) * warmth**2
    return each.mean() if weight is None else (each * weight).sum() / weight.sum().clamp(min=1e-3)
