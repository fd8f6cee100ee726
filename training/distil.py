"""What a larger tagger knows, as losses for the small one: its chances for every tag, role, type and modality, on all
texts, also where their corpora label nothing.

In the shapes N counts windows, or marked cues and triggers; L is the rows of a window, M those of a region.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from examples import IGNORED, Example, Marked, Taught, mark
from khabar.reader.tagger.scheme import BEGIN, CLAIM_ROLES, CUE, CUE_ROLES, OUT
from model import Tagger

HARD = 0.5  # what the corpora's own labels weigh beside the teacher
WEIGHTS = {  # of the losses, by name
    "mention": 1.0,
    "cue": 2.0,
    "trigger": 2.0,
    "roles": 8.0,
    "type": 1.0,
    "modality": 1.0,
    "valid": 0.5,
    "carried": 0.5,
    "states": 1.0,
}
WARMTH = 2.0  # of types and modalities: how far the teacher's second choices count
SURE = 0.4  # how sure the teacher is of a cue or trigger that its corpus does not label
SHOWN = 4  # of these, and of each, a window shows the second pass at most so many
TAUGHT = 16  # windows that the teacher is shown at once
CHUNK = 96  # cues and triggers that the teacher is shown at once


class Teacher:
    """A larger tagger that has learnt and learns no more."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger.eval()
        self.width = tagger.base.shape.width

    def teach(self, pool: list[Example], rng: random.Random) -> None:
        """Write down what it makes of each window, once, and of what is marked there: with what is marked by the
        corpora also the cues and triggers that it sees where they label none."""
        ordered = sorted(pool, key=lambda e: len(e.window.ids))
        begun = time.monotonic()
        for done, low in enumerate(range(0, len(ordered), TAUGHT), 1):
            batch = ordered[low : low + TAUGHT]
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
                states, *tags = self._tagger.base(*inputs(batch))
                marked = [(n, m) for n, e in enumerate(batch) for m in e.marked] + seen(batch, tags, rng)
                for first in range(0, len(marked), CHUNK):
                    self._second(states, marked[first : first + CHUNK])
            for n, m in marked:
                if m not in batch[n].marked:
                    batch[n].marked.append(m)
            joined = torch.cat([t.float() for t in tags], -1)
            for n, e in enumerate(batch):
                rows = len(e.window.ids)
                e.taught = Taught(states[n, :rows].bfloat16().clone(), joined[n, :rows].clone())
            if done % 100 == 0:
                print(f"taught {low + len(batch)}/{len(pool)} {time.monotonic() - begun:.0f} s", flush=True)

    def _second(self, states: Tensor, marked: list[tuple[int, Marked]]) -> None:
        at = regions(marked)
        found = [x.float() for x in self._tagger.second(states[at[0], at[1]], *at[2:])]
        for k, (_, m) in enumerate(marked):
            roles, *rest = (x[k].clone() for x in found)
            m.taught = (roles[: len(m.marks)].clone(), *rest[:4])


def inputs(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What the first pass is given: pieces, cases and quotes of the windows, and the mask, all [N, L]."""
    ids, cases, quotes = (padded([getattr(e.window, x) for e in batch]) for x in ("ids", "cases", "quotes"))
    return ids, cases, quotes, padded([[1] * len(e.window.ids) for e in batch])


def regions(marked: list[tuple[int, Marked]]) -> tuple[Tensor, ...]:
    """What the second pass is given, of K marked words each with the number of its window: windows [K, 1] and rows
    [K, M] to take the states from, marks [K, M], the marked row [K], and the mask [K, M]."""
    found = [m for _, m in marked]
    return (
        torch.tensor([n for n, _ in marked])[:, None],
        padded([list(range(*m.rows)) for m in found]),
        padded([m.marks for m in found]),
        torch.tensor([m.at for m in found]),
        padded([[1] * (m.rows[1] - m.rows[0]) for m in found]),
    )


def padded(rows: list[list[int]]) -> Tensor:
    """Rows of numbers to one length, with noughts."""
    length = max(len(r) for r in rows)
    return torch.tensor([r + [0] * (length - len(r)) for r in rows])


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


def of_window(bridge: nn.Linear, batch: Sequence[Example], states: Tensor, tags: Sequence[Tensor]) -> dict[str, Tensor]:
    """How far the states and the tags of all words are from the teacher's; states [N, L, 384], which `bridge` makes as
    wide as the teacher's, and logits [N, L, …] of names, cues and triggers. All windows are taught."""
    taught = [e.taught for e in batch if e.taught is not None]
    own = [(n, w.row) for n, e in enumerate(batch) for w in e.window.words[e.window.own :]]
    rows = torch.tensor(own)
    theirs = torch.stack([taught[n].tags[row] for n, row in own]).split([t.shape[-1] for t in tags], -1)
    names = ("mention", "cue", "trigger")
    found = {
        name: _apart(ours[rows[:, 0], rows[:, 1]].float(), soft)
        for name, ours, soft in zip(names, tags, theirs, strict=True)
    }
    all_rows = torch.tensor([(n, row) for n, e in enumerate(batch) for row in range(len(e.window.ids))])
    wide = bridge(states[all_rows[:, 0], all_rows[:, 1]]).float()
    wanted = torch.cat([t.states for t in taught]).float()
    found["states"] = (wide - functional.layer_norm(wanted, wanted.shape[-1:])).square().mean()
    return found


def of_marked(ours: Sequence[Tensor], marked: Sequence[Marked]) -> dict[str, Tensor]:
    """How far what the second pass says of the marked words is from the teacher's, as far as it was shown them; as
    `model.Second` gives it."""
    lessons = [(n, m, m.taught) for n, m in enumerate(marked) if m.taught is not None]
    if not lessons:
        return {}
    roles, types, modalities, valid, carried, _ = (x[[n for n, _, _ in lessons]].float() for x in ours)
    soft_types, soft_modalities, soft_valid, soft_carried = (
        torch.stack([taught[k] for _, _, taught in lessons]) for k in range(1, 5)
    )
    weight, soft_roles = torch.zeros(roles.shape), torch.zeros(roles.shape)
    for n, (_, m, taught) in enumerate(lessons):
        known = CUE_ROLES if _is_cue(m) else CLAIM_ROLES
        weight[n, m.heads, known.start : known.stop] = 1.0
        soft_roles[n, : len(m.marks)] = taught[0]
    each = _bernoulli(roles, soft_roles, reduction="none") - _bernoulli(soft_roles, soft_roles, reduction="none")
    found = {
        "roles": (each * weight).sum() / weight.sum(),
        "valid": _bernoulli(valid, soft_valid),
        "carried": _bernoulli(carried, soft_carried),
    }
    claims = torch.tensor([not _is_cue(m) for _, m, _ in lessons])
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
