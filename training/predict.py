"""Read texts with weights that are not exported yet, as lines for the scorer.

`python training/predict.py --weights stage2.pt --encoder … --vocabulary … TEXT...`
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import torch

import data
from backend import TorchNetwork
from khabar.model import Span
from khabar.reader.tagger.decode import Thresholds, tag_window
from khabar.reader.tagger.tagged import Tagged, TaggedClaim, TaggedSaid
from khabar.reader.tagger.windows import Windows
from model import from_minilm
from train import vocabulary


def main() -> None:
    """Parse the command line and print one line a text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--cue", type=float, default=0.5)
    parser.add_argument("--valid", type=float, default=0.5)
    parser.add_argument("--role", type=float, default=0.5)
    parser.add_argument("texts", nargs="+", type=Path)
    options = parser.parse_args()
    tagger = from_minilm(options.encoder)
    tagger.load_state_dict(torch.load(options.weights), strict=False)
    network, windows = TorchNetwork(tagger), Windows(vocabulary(options.vocabulary))
    limits = Thresholds(cue=options.cue, valid=options.valid, role=options.role)
    for path in options.texts:
        text = path.read_bytes().decode("utf-8")
        cut = windows.cut(text, data.sentences_of(text))
        print(json.dumps(_line(path, text, [tag_window(w, network, limits) for w in cut])))


def _line(path: Path, text: str, parts: list[Tagged]) -> dict[str, Any]:
    """What the scorer reads of one text."""
    return {
        "document": str(path),
        "attributions": [_said(s) for part in parts for s in part.said],
        "claims": [_claim(c, part.said, text) for part in parts for c in part.claims],
        "mentions": [
            {"span": _pair(n.span), "text": n.span.of(text), "kind": n.kind} for part in parts for n in part.names
        ],
    }


def _said(said: TaggedSaid) -> dict[str, Any]:
    pairs = lambda spans: [_pair(s) for s in spans]
    return {"source": pairs(said.source), "cue": pairs(said.cue), "content": pairs(said.content)}


def _claim(claim: TaggedClaim, said: tuple[TaggedSaid, ...], text: str) -> dict[str, Any]:
    name = lambda spans: {"name": spans[0].of(text)} if spans else None
    return {
        "span": _pair(claim.extent),
        "quote": claim.extent.of(text),
        "trigger": claim.trigger.of(text),
        "type": claim.type,
        "modality": claim.modality,
        "chain": _chain(said, claim.trigger, text),
        "subject": name(claim.subjects),
        "object": name(claim.objects),
        "place": name(claim.places),
    }


def _chain(said: tuple[TaggedSaid, ...], at: Span, text: str) -> list[dict[str, str]]:
    """Who says it, from the innermost content that holds it outwards, the author last."""
    over = [s for s in said if any(c.holds(at) for c in s.content)]
    over.sort(key=lambda s: sum(len(c) for c in s.content))
    return [*({"name": s.source[0].of(text)} for s in over if s.source), {"name": "[author]"}]


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


if __name__ == "__main__":
    main()
