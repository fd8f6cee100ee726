"""Train the tagger, one stage of three: stage 1 learns from the corpora of others, the next two from all and our own.

`python training/train.py --stage 1 --data FOLDER --encoder model.safetensors --vocabulary vocab.txt --out FOLDER`

The same seed gives the same weights: what is drawn, and in which order, is part of the training.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

import data
from data import Doc
from examples import IGNORED, Example, Marked, examples, mark
from gum import gum
from khabar.evaluate.labelled import LabelledReport
from khabar.reader.tagger.scheme import INSIDE, OUT
from khabar.reader.tagger.windows import Windows
from model import Tagger, from_minilm
from swap import Names, swapped

BATCH = 12  # windows
MOST = 110  # cues and triggers that a batch shows to the second pass at most
INVENTED = 3  # cues that are none, and as many triggers, that a window shows to it
MASK, MASKED = 103, 0.08  # the piece [MASK], and the share of pieces that it hides
WEIGHTS = {  # of the losses, by name
    "mention": 1.5,
    "cue": 3.0,
    "trigger": 3.0,
    "roles": 8.0,
    "type": 1.5,
    "modality": 1.5,
    "fact": 0.1,
    "valid": 0.5,
    "carried": 0.5,
}


def main() -> None:
    """Parse the command line and train."""
    options = _options()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    windows = Windows(vocabulary(options.vocabulary))
    tagger = from_minilm(options.encoder)
    if options.start:
        tagger.load_state_dict(torch.load(options.start), strict=False)
    others = Others(options.data, windows, polnear=not options.without_polnear, silver=options.stage > 1)
    ours = Ours(windows, options) if options.stage > 1 else None
    run(tagger, others, ours, options, rng)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(tagger.state_dict(), options.out / f"stage{options.stage}.pt")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add(
        "--data",
        type=Path,
        required=True,
        help="folder with polnear, factuality, coreference; for stage 2 times, places",
    )
    add("--encoder", type=Path, required=True)
    add("--vocabulary", type=Path, required=True)
    add("--out", type=Path, required=True)
    add("--stage", type=int, choices=(1, 2, 3), required=True)
    add("--start", type=Path, help="weights to start from (stages 2 and 3)")
    add("--in-pieces", type=float, default=0.35, help="share of our reports seen in pieces of a few sentences")
    add("--epochs", type=float, default=2.0)
    add("--repeats", type=int, default=2, help="how often our reports are seen per epoch, with other names")
    add("--share", type=float, default=1.0, help="share of PolNeAR that an epoch sees")
    add("--rate", type=float, default=1.5e-4)
    add("--seed", type=int, default=7)
    add("--hold-out", nargs="*", default=[], help="conflicts that are not trained on")
    add("--without-polnear", action="store_true")
    return parser.parse_args()


def vocabulary(path: Path) -> dict[str, int]:
    """Word pieces, one a line, to their numbers."""
    return {piece: number for number, piece in enumerate(path.read_text(encoding="utf-8").splitlines())}


# ---------------------------------------------------------------- what is learnt from


class Others:
    """The windows of the corpora of others."""

    def __init__(self, folder: Path, windows: Windows, *, polnear: bool, silver: bool) -> None:
        cut = lambda docs: [e for d in docs for e in examples(d, windows)]
        self.polnear = cut(data.polnear(folder / "polnear/train", with_silver=silver)) if polnear else []
        self.silver = cut(data.silver(folder)) if silver else []
        self.news = list(data.news(folder)) if silver else []
        self._windows = windows
        self.gum = cut(gum(folder / "coreference/dep"))
        self.factuality = cut(_by_four(data.factuality(folder / "factuality/train.jsonl")))

    def epoch(self, rng: random.Random, share: float) -> list[Example]:
        """What one epoch sees of them: a share of PolNeAR, by far the largest, and all of the rest; the news that we
        labelled twice, the second time in pieces."""
        chosen = rng.sample(self.polnear, int(share * len(self.polnear)))
        news = [*self.news, *(p for d in self.news for p in data.pieces_of(d, rng))]
        labelled = [e for d in news for e in examples(d, self._windows)]
        return [*chosen, *self.silver, *labelled, *self.gum, *self.factuality]


def _by_four(docs: Iterator[Doc]) -> Iterator[Doc]:
    """Four sentences in a text, each its own paragraph; the last three or fewer are left out."""
    held: list[Doc] = []
    for doc in docs:
        held.append(doc)
        if len(held) == 4:
            yield _join(held)
            held = []


def _join(docs: list[Doc]) -> Doc:
    text, sentences, facts = "", [], []
    for doc in docs:
        base = len(text)
        text += doc.text + "\n\n"
        sentences += [(s.shifted(base), b.shifted(base)) for s, b in doc.sentences]
        facts += [(s.shifted(base), v) for s, v in doc.factuality]
    return Doc(text, sentences, factuality=facts)


class Ours:
    """The windows of our own reports, under other names each time."""

    def __init__(self, windows: Windows, options: argparse.Namespace) -> None:
        self._windows = windows
        self._reports = [r for conflict, r in data.reports() if conflict not in options.hold_out]
        self._in_pieces = options.in_pieces
        self._names = Names()

    def epoch(self, rng: random.Random, repeats: int) -> list[Example]:
        """`repeats` times every report, the first time under its own names."""
        told = [(r, data.from_report(r)) for r in self._reports]
        told += [(r, swapped(r, self._names, rng)) for _ in range(repeats - 1) for r in self._reports]
        return [e for r, doc in told for part in self._parts(r, doc, rng) for e in examples(part, self._windows)]

    def _parts(self, report: LabelledReport, doc: Doc, rng: random.Random) -> Iterable[Doc]:
        if report.header["register"] == "drills":
            return data.paragraphs_of(doc)
        return data.pieces_of(doc, rng) if rng.random() < self._in_pieces else [doc]


# ---------------------------------------------------------------- the loop


def run(tagger: Tagger, others: Others, ours: Ours | None, options: argparse.Namespace, rng: random.Random) -> None:
    """Train in place."""
    optimizer = _optimizer(tagger, options)
    pool = lambda: [*others.epoch(rng, options.share), *(ours.epoch(rng, options.repeats) if ours else [])]
    first = pool()
    steps = int(len(first) * options.epochs / BATCH)
    # up in 60 steps, then down to nearly nothing
    rate = lambda step: min(1.0, (step + 1) / 60) * max(0.02, 1 - step / max(1, steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    tagger.train()
    begun, seen = time.monotonic(), defaultdict(list)
    print(f"{len(first)} windows an epoch, {steps} steps", flush=True)
    for step, batch in enumerate(islice(_endless(first, pool, rng), steps), 1):
        for name, value in _step(tagger, optimizer, batch, rng).items():
            seen[name].append(value)
        schedule.step()
        if step % 50 == 0:
            told = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in sorted(seen.items()))
            print(f"{step}/{steps} {time.monotonic() - begun:.0f} s  {told}", flush=True)
            seen.clear()


def _step(
    tagger: Tagger, optimizer: torch.optim.Optimizer, batch: list[Example], rng: random.Random
) -> dict[str, float]:
    """Learn from one batch; gives its losses by name."""
    with torch.autocast("cpu", torch.bfloat16):
        losses = loss(tagger, batch, rng)
        total = sum((WEIGHTS[name] * value for name, value in losses.items()), torch.zeros(()))
    optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    optimizer.step()
    return {name: float(value.detach()) for name, value in losses.items()}


def _optimizer(tagger: Tagger, options: argparse.Namespace) -> torch.optim.Optimizer:
    """What is new learns faster than what MiniLM knows already; both more slowly after stage 1."""
    trained = [(name, p) for name, p in tagger.named_parameters() if p.requires_grad]
    new = [p for name, p in trained if _is_new(name)]
    old = [p for name, p in trained if not _is_new(name)]
    factor = 1.0 if options.stage == 1 else 0.7
    groups = [{"params": old, "lr": options.rate * factor}, {"params": new, "lr": 1e-3 * factor}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _is_new(name: str) -> bool:
    return not (
        "layers." in name
        or "pieces" in name
        or "positions" in name
        or name.endswith(("segment", "base.norm.weight", "base.norm.bias"))
    )


def _endless(first: list[Example], pool: Callable[[], list[Example]], rng: random.Random) -> Iterator[list[Example]]:
    """The batches of one epoch after the other; each after the first is drawn anew when it begins."""
    epoch = first
    while True:
        yield from _batches(epoch, rng)
        epoch = pool()


def _batches(pool: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order."""
    order = list(range(len(pool)))
    rng.shuffle(order)
    chunks = [order[i : i + BATCH * 20] for i in range(0, len(order), BATCH * 20)]
    batches = []
    for chunk in chunks:
        chunk.sort(key=lambda i: len(pool[i].window.ids))
        batches += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    rng.shuffle(batches)
    for batch in batches:
        yield [pool[i] for i in batch]


# ---------------------------------------------------------------- the losses of a batch of N windows, L rows long


def loss(tagger: Tagger, batch: list[Example], rng: random.Random) -> dict[str, Tensor]:
    """The losses by name; cues and triggers that the first pass invents are shown to the second as such."""
    ids, cases, quotes = (_padded([getattr(e.window, x) for e in batch]) for x in ("ids", "cases", "quotes"))
    mask = _padded([[1] * len(e.window.ids) for e in batch])
    ids = torch.where((torch.rand(ids.shape) < MASKED) & (ids > 0), torch.tensor(MASK), ids)
    states, *tags = tagger.base(ids, cases, quotes, mask)
    out = _tag_losses(batch, tags)
    marked = [(n, m) for n, example in enumerate(batch) for m in example.marked]
    marked += _invented(batch, tags[1], tags[2], rng)
    if len(marked) > MOST:
        marked = rng.sample(marked, MOST)
    return out | _second(tagger, states, marked) if marked else out


def _padded(rows: list[list[int]]) -> Tensor:
    length = max(len(r) for r in rows)
    return torch.tensor([r + [0] * (length - len(r)) for r in rows])


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


def _second(tagger: Tagger, states: Tensor, marked: list[tuple[int, Marked]]) -> dict[str, Tensor]:
    """The second pass's losses; `states` [N, L, 384], `marked` each with the number of its window."""
    regions = [m for _, m in marked]
    index = _padded([list(range(*m.rows)) for m in regions])
    marks = _padded([m.marks for m in regions])
    mask = _padded([[1] * (m.rows[1] - m.rows[0]) for m in regions])
    where = torch.tensor([n for n, _ in marked])
    at = torch.tensor([m.at for m in regions])
    roles, types, modalities, valid, carried, fact = tagger.second(states[where[:, None], index], marks, at, mask)
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


if __name__ == "__main__":
    main()
