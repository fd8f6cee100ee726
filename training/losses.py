"""The losses of a batch: N counts windows, or marked words; L is the rows of a window, M those of a region."""

from __future__ import annotations

import random
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

import distil
from distil import inputs, regions
from examples import IGNORED, Example, Marked, mark
from khabar.reader.tagger.scheme import INSIDE, OUT
from model import Tagger

MOST = 110  # cues and triggers that a batch shows to the second pass at most
INVENTED = 3  # cues that are none, and as many triggers, that a window shows to it
MASK, MASKED = 103, 0.08  # the piece [MASK], and the share of pieces that it hides

Losses = dict[str, Tensor]
"""Losses by name."""


def loss(tagger: Tagger, bridge: nn.Linear | None, batch: list[Example], rng: random.Random) -> tuple[Losses, Losses]:
    """The losses by the corpora's labels, and with a `bridge` to the states of a teacher by what it makes of them; cues
    and triggers that the first pass invents are shown to the second as such."""
    ids, cases, quotes, mask = inputs(batch)
    ids = torch.where((torch.rand(ids.shape) < MASKED) & (ids > 0), torch.tensor(MASK), ids)
    states, *tags = tagger.base(ids, cases, quotes, mask)
    hard, soft = _tag_losses(batch, tags), distil.of_window(bridge, batch, states, tags) if bridge else {}
    marked = [(n, m) for n, example in enumerate(batch) for m in example.marked]
    marked += _invented(batch, tags[1], tags[2], rng)
    if len(marked) > MOST:
        marked = rng.sample(marked, MOST)
    if not marked:
        return hard, soft
    at = regions(marked)
    shown = [m for _, m in marked]
    ours = tagger.second(states[at[0], at[1]], *at[2:])
    hard |= _second(ours, shown)
    if bridge:
        soft |= distil.of_marked(ours, shown)
    return hard, soft


def _tag_losses(batch: list[Example], tags: list[Tensor]) -> dict[str, Tensor]:
    """Of the layers that any window has labels for; `tags` are the logits [N, L, …] of names, cues and triggers."""
    layers = {
        "mention": [e.mentions for e in batch],
        "cue": [e.cues for e in batch],
        "trigger": [e.triggers for e in batch],
    }
    out: dict[str, Tensor] = {}
    for (name, labels), logits in zip(layers.items(), tags, strict=True):
        target = torch.full(logits.shape[:2], IGNORED)
        for n, (example, row) in enumerate(zip(batch, labels, strict=True)):
            if row is not None:
                target[n, [w.row for w in example.window.words]] = torch.tensor(row)
        if (target != IGNORED).any():
            out[name] = functional.cross_entropy(logits.float().flatten(0, 1), target.flatten(), ignore_index=IGNORED)
    return out


def _invented(batch: list[Example], cues: Tensor, triggers: Tensor, rng: random.Random) -> list[tuple[int, Marked]]:
    """What the first pass takes for a cue or a trigger and is none, each with the number of its window."""
    found = []
    for n, example in enumerate(batch):
        for is_cue, logits, labels in ((True, cues, example.cues), (False, triggers, example.triggers)):
            if labels is None:
                continue
            best = logits[n].argmax(-1)
            words = enumerate(example.window.words)
            wrong = [i for i, w in words if labels[i] == OUT and best[w.row] not in (OUT, INSIDE)]
            for i in rng.sample(wrong, min(INVENTED, len(wrong))):
                one = mark(example.window, [i], cue=is_cue)
                one.valid, one.known = 0.0, range(0)
                found.append((n, one))
    return found


def _second(ours: tuple[Tensor, ...], regions: list[Marked]) -> Losses:
    """The second pass's losses; `ours` as `model.Second` gives it for what is marked."""
    roles, types, modalities, valid, carried, fact = ours
    labels_of = lambda name: [getattr(m, name) for m in regions]
    found = {
        "roles": _role_loss(roles, regions),
        "type": _class_loss(types, labels_of("type")),
        "modality": _class_loss(modalities, labels_of("modality")),
        "fact": _number_loss(fact, labels_of("fact"), functional.smooth_l1_loss),
        "carried": _number_loss(carried, labels_of("carried"), functional.binary_cross_entropy_with_logits),
        "valid": _number_loss(valid, labels_of("valid"), functional.binary_cross_entropy_with_logits),
    }
    return {name: value for name, value in found.items() if value is not None}


def _role_loss(logits: Tensor, marked: list[Marked]) -> Tensor | None:
    """Over the words' own rows and the roles that the corpus of each labels; `logits` [N, M, 8]."""
    target, weight = torch.zeros(logits.shape), torch.zeros(logits.shape)
    for n, m in enumerate(marked):
        if m.known:
            weight[n, m.heads, m.known.start : m.known.stop] = 1.0
        for role, rows in m.roles.items():
            target[n, rows, role] = 1.0
    if not weight.any():
        return None
    each = functional.binary_cross_entropy_with_logits(logits.float(), target, reduction="none")
    return (each * weight).sum() / weight.sum()


def _class_loss(logits: Tensor, labels: list[int]) -> Tensor | None:
    """`logits` [N, classes]; None where no label is known."""
    if all(label == IGNORED for label in labels):
        return None
    return functional.cross_entropy(logits.float(), torch.tensor(labels), ignore_index=IGNORED)


def _number_loss(
    numbers: Tensor, labels: list[float | None], measure: Callable[[Tensor, Tensor], Tensor]
) -> Tensor | None:
    """`numbers` [N]; None where no label is known."""
    known = [n for n, label in enumerate(labels) if label is not None]
    if not known:
        return None
    return measure(numbers.float()[known], torch.tensor([labels[n] for n in known]))
