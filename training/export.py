"""Trained weights to what khabar ships: two ONNX files in int8, the word pieces, thresholds, and their hashes.

`python training/export.py --weights stage2.pt --encoder … --vocabulary … --out src/khabar/reader/tagger/weights`
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from model import MINILM, Tagger, from_minilm

OPSET = 17
FILES = ("first.onnx", "pieces.txt", "second.onnx")


class _FirstPass(nn.Module):
    """One window without padding: `ids`, `cases` and `quotes` [1, L]."""

    def __init__(self, base: nn.Module) -> None:
        super().__init__()
        self.base = base

    def forward(self, ids: Tensor, cases: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        return self.base(ids, cases, quotes, torch.ones_like(ids))


class _SecondPass(nn.Module):
    """Without factuality, which only teaches."""

    def __init__(self, second: nn.Module) -> None:
        super().__init__()
        self.second = second

    def forward(self, states: Tensor, marks: Tensor, at: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        return self.second(states, marks, at, mask)[:5]


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--thresholds", type=json.loads, default={}, help='JSON, such as {"cue": 0.4}')
    parser.add_argument("--name", default="khabar-tagger 2")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tagger = from_minilm(options.encoder)
    tagger.load_state_dict(torch.load(options.weights), strict=False)
    tagger.eval()
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    _export_first(tagger, out / "first.onnx")
    _export_second(tagger, out / "second.onnx")
    (out / "pieces.txt").write_bytes(options.vocabulary.read_bytes())
    files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out / name for name in FILES)}
    card = {"name": options.name, "thresholds": options.thresholds, "sha256": files}
    (out / "tagger.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    for path in sorted(out / name for name in (*FILES, "tagger.json")):
        print(f"{path.name:14} {path.stat().st_size / 1e6:7.2f} MB")


def _export_first(tagger: Tagger, path: Path) -> None:
    rows, length = torch.ones((1, 12), dtype=torch.long), {1: "length"}
    axes = {"ids": length, "cases": length, "quotes": length}
    _export(_FirstPass(tagger.base), (rows, rows, rows), axes, ["states", "mention", "cue", "trigger"], path)


def _export_second(tagger: Tagger, path: Path) -> None:
    rows, region = torch.ones((2, 9), dtype=torch.long), {0: "marked", 1: "region"}
    given = (torch.zeros((2, 9, MINILM.width)), rows, torch.ones(2, dtype=torch.long), rows)
    axes = {"states": region, "marks": region, "at": {0: "marked"}, "mask": region}
    _export(_SecondPass(tagger.second), given, axes, ["roles", "types", "modalities", "valid", "carried"], path)


def _export(
    module: nn.Module, given: tuple[Tensor, ...], axes: dict[str, dict[int, str]], out: list[str], path: Path
) -> None:
    """Write a pass in int8: `given` is an example of its inputs, `axes` names each and its sizes that vary."""
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            module,
            given,
            str(full),
            input_names=list(axes),
            output_names=out,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)


if __name__ == "__main__":
    main()
