"""Train the tagger, one stage of four: stage 1 learns from the corpora of others, the next two from all and our own,
the last also from a teacher. A teacher is trained by stage 2 alone, with MPNet's folder as the encoder.

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
from torch import nn

import data
import distil
from data import Doc
from distil import Teacher
from examples import Example, examples
from gum import gum
from khabar.evaluate.labelled import LabelledReport
from khabar.reader.tagger.windows import Windows
from losses import loss
from model import Tagger, from_minilm, from_mpnet
from swap import Names, swapped

BATCH = 12  # windows
NEW_RATE = {False: 1e-3, True: 5e-4}  # of what is new, for MiniLM and for a teacher
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
    pieces = vocabulary(options.vocabulary)
    windows = Windows(pieces)
    tagger = from_mpnet(options.encoder, pieces) if options.encoder.is_dir() else from_minilm(options.encoder)
    if options.start:
        tagger.load_state_dict(torch.load(options.start), strict=False)
    others = Others(options.data, windows, options)
    ours = Ours(windows, options) if options.stage > 1 else None
    teacher = _teacher(options, pieces) if options.teacher else None
    run(tagger, others, ours, teacher, options, rng)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(tagger.state_dict(), options.out / f"stage{options.stage}.pt")


def _teacher(options: argparse.Namespace, pieces: dict[str, int]) -> Teacher:
    tagger = from_mpnet(options.teacher_encoder, pieces)
    tagger.load_state_dict(torch.load(options.teacher))
    return Teacher(tagger)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add(
        "--data",
        type=Path,
        required=True,
        help="folder with polnear, factuality, coreference; for stage 2 times, places",
    )
    add("--encoder", type=Path, required=True, help="MiniLM's weights, or for a teacher MPNet's folder")
    add("--vocabulary", type=Path, required=True)
    add("--out", type=Path, required=True)
    add("--stage", type=int, choices=(1, 2, 3, 4), required=True)
    add("--start", type=Path, help="weights to start from (stages 2 to 4)")
    add("--teacher", type=Path, help="a teacher's weights (stage 4)")
    add("--teacher-encoder", type=Path, help="MPNet's folder (stage 4)")
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

    def __init__(self, folder: Path, windows: Windows, options: argparse.Namespace) -> None:
        polnear, silver = not options.without_polnear, options.stage > 1
        self._is_taught = options.teacher is not None
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
        silver = [*chosen, *self.silver]
        if self._is_taught:
            distil.without_silver(silver)
        return [*silver, *labelled, *self.gum, *self.factuality]


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


def run(
    tagger: Tagger,
    others: Others,
    ours: Ours | None,
    teacher: Teacher | None,
    options: argparse.Namespace,
    rng: random.Random,
) -> None:
    """Train in place; with a teacher on what one epoch sees, which it is shown once."""
    bridge = nn.Linear(tagger.base.shape.width, teacher.width) if teacher else None
    optimizer = _optimizer(tagger, bridge, options)
    pool = lambda: [*others.epoch(rng, options.share), *(ours.epoch(rng, options.repeats) if ours else [])]
    first = pool()
    if teacher:
        teacher.teach(first, rng)
    steps = int(len(first) * options.epochs / BATCH)
    # up in 60 steps, then down to nearly nothing
    rate = lambda step: min(1.0, (step + 1) / 60) * max(0.02, 1 - step / max(1, steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    tagger.train()
    begun, seen = time.monotonic(), defaultdict(list)
    print(f"{len(first)} windows an epoch, {steps} steps", flush=True)
    again = (lambda: first) if teacher else pool
    for step, batch in enumerate(islice(_endless(first, again, rng), steps), 1):
        for name, value in _step(tagger, bridge, optimizer, batch, rng).items():
            seen[name].append(value)
        schedule.step()
        if step % 50 == 0:
            told = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in sorted(seen.items()))
            print(f"{step}/{steps} {time.monotonic() - begun:.0f} s  {told}", flush=True)
            seen.clear()


def _step(
    tagger: Tagger,
    bridge: nn.Linear | None,
    optimizer: torch.optim.Optimizer,
    batch: list[Example],
    rng: random.Random,
) -> dict[str, float]:
    """Learn from one batch; gives its losses by name."""
    with torch.autocast("cpu", torch.bfloat16):
        losses, soft = loss(tagger, bridge, batch, rng)
        hard = distil.HARD if bridge else 1.0
        weighed = [hard * WEIGHTS[name] * value for name, value in losses.items()]
        total = sum([*weighed, *(distil.WEIGHTS[name] * value for name, value in soft.items())], torch.zeros(()))
    losses |= {f"soft {name}": value for name, value in soft.items()}
    optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    optimizer.step()
    return {name: float(value.detach()) for name, value in losses.items()}


def _optimizer(tagger: Tagger, bridge: nn.Linear | None, options: argparse.Namespace) -> torch.optim.Optimizer:
    """What is new learns faster than what the encoder knows already; both more slowly after stage 1."""
    trained = [(name, p) for name, p in tagger.named_parameters() if p.requires_grad]
    new = [p for name, p in trained if _is_new(name)] + (list(bridge.parameters()) if bridge else [])
    old = [p for name, p in trained if not _is_new(name)]
    factor = 1.0 if options.stage == 1 else 0.7
    groups = [
        {"params": old, "lr": options.rate * factor},
        {"params": new, "lr": NEW_RATE[options.encoder.is_dir()] * factor},
    ]
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


if __name__ == "__main__":
    main()
