"""The tagger's network: an encoder's layers, the last two twice over, and a head for each layer of labels.

In the shapes N counts windows, or marked cues and triggers; L is the rows of a window, M those of a region.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from khabar.reader.tagger.scheme import KINDS, MODALITIES, ROLES, TYPES

CASES, QUOTES, MARKS = 6, 3, 7  # as in `windows` and `scheme`; mark 0 is padding
DROPPED = 0.1  # of what the heads see, while training


@dataclass(frozen=True)
class Shape:
    """An encoder's measures: both passes build on the `shared` layers, each with its own copy of the rest. `buckets` of
    distances have a bias of attention each, where there are any."""

    width: int
    heads: int
    inner: int
    layers: int
    shared: int
    epsilon: float
    buckets: int = 0


MINILM = Shape(384, 12, 1536, 6, 4, 1e-12)
MPNET = Shape(768, 12, 3072, 9, 7, 1e-5, 32)


class Layer(nn.Module):
    """One transformer layer (BERT: norm after)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.epsilon)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [N, L, 384]; `bias` [N, 1, 1, L] is added to the attention's scores: 0, or very low for padding."""
        n, length, width = x.shape
        each = width // self.shape.heads
        q, k, v = self.qkv(x).view(n, length, 3, self.shape.heads, each).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():  # in plain steps
            scores = (q @ k.transpose(-1, -2)) * each**-0.5 + bias
            mixed = torch.softmax(scores, -1) @ v
        else:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(n, length, width)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


def attention_bias(mask: Tensor) -> Tensor:
    """[N, L] of 1 (read) and 0 (padding) to what is added to the scores, [N, 1, 1, L]."""
    return (1.0 - mask[:, None, None, :].float()) * -10000.0


class Distances(nn.Module):
    """What the distance of two rows adds to the scores of their attention, as in MPNet (and T5)."""

    def __init__(self, buckets: int, heads: int) -> None:
        super().__init__()
        self.bias = nn.Embedding(buckets, heads)
        self.bias.weight.requires_grad_(False)

    def forward(self, length: int) -> Tensor:
        """[1, heads, L, L]."""
        at = torch.arange(length)
        apart = at[:, None] - at[None, :]
        half = self.bias.num_embeddings // 2
        exact = half // 2
        far = apart.abs().clamp(min=1).float()
        more = exact + (torch.log(far / exact) / math.log(128 / exact) * (half - exact)).long()
        bucket = torch.where(apart.abs() < exact, apart.abs(), more.clamp(max=half - 1))
        return self.bias(bucket + half * (apart < 0)).permute(2, 0, 1)[None]


class Base(nn.Module):
    """The first pass: pieces to states after the shared layers, and the tags of names, cues and triggers."""

    def __init__(self, vocabulary: int, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.shape = shape
        self.pieces = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.segment = nn.Parameter(torch.zeros(width))
        self.cases = nn.Embedding(CASES, width)
        self.quotes = nn.Embedding(QUOTES, width)
        self.norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.distances = Distances(shape.buckets, shape.heads) if shape.buckets else None
        self.layers = nn.ModuleList([Layer(shape) for _ in range(shape.layers)])
        self.dropped = nn.Dropout(DROPPED)
        self.mention = nn.Linear(width, 1 + 2 * len(KINDS))
        self.cue = nn.Linear(width, 3)
        self.trigger = nn.Linear(width, 3)

    def forward(
        self, ids: Tensor, cases: Tensor, quotes: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """All [N, L]; gives states [N, L, 384] and each row's logits: of names' tags [N, L, 15], of cues' and of
        triggers' [N, L, 3]."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.segment
        x = self.norm(x + self.cases(cases) + self.quotes(quotes))
        bias = attention_bias(mask)
        if self.distances is not None:
            bias = bias + self.distances(ids.shape[1])
        for layer in self.layers[: self.shape.shared]:
            x = layer(x, bias)
        states = x
        for layer in self.layers[self.shape.shared :]:
            x = layer(x, bias)
        x = self.dropped(x)
        return states, self.mention(x), self.cue(x), self.trigger(x)


class Second(nn.Module):
    """The second pass: the states around a marked cue or trigger to its roles, type, modality, and if it is one."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.marks = nn.Embedding(MARKS, width)
        self.norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.distances = Distances(shape.buckets, shape.heads) if shape.buckets else None
        self.layers = nn.ModuleList([Layer(shape) for _ in range(shape.layers - shape.shared)])
        self.dropped = nn.Dropout(DROPPED)
        self.roles = nn.Linear(width, len(ROLES))
        self.pooled = nn.Linear(width, width)
        self.kind = nn.Linear(width, len(TYPES))
        self.modality = nn.Linear(width, len(MODALITIES))
        self.fact = nn.Linear(width, 1)
        self.carried = nn.Linear(width, 1)
        self.valid = nn.Linear(width, 1)

    def forward(self, states: Tensor, marks: Tensor, at: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """`states` [N, M, 384], `marks` and `mask` [N, M], `at` [N] the marked row; gives logits of roles [N, M, 8],
        types [N, 24], modalities [N, 10], whether it is one [N] and whether it is carried [N]; and factuality [N]."""
        x = self.norm(states + self.marks(marks))
        bias = attention_bias(mask)
        if self.distances is not None:
            bias = bias + self.distances(marks.shape[1])
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropped(x)
        index = at[:, None, None].expand(-1, 1, states.shape[2])
        pooled = functional.gelu(self.pooled(x.gather(1, index).squeeze(1)))  # [N, 384]
        number = lambda head: head(pooled).squeeze(-1)
        return (
            self.roles(x),
            self.kind(pooled),
            self.modality(pooled),
            number(self.valid),
            number(self.carried),
            number(self.fact),
        )


class Tagger(nn.Module):
    """Both passes."""

    def __init__(self, vocabulary: int, shape: Shape = MINILM) -> None:
        super().__init__()
        self.base = Base(vocabulary, shape)
        self.second = Second(shape)


def from_minilm(path: Path) -> Tagger:
    """A tagger whose layers come from MiniLM-L6's `model.safetensors`; the rest is new. The pieces' embeddings are
    not trained."""
    weights = {name.removeprefix("bert."): values for name, values in load_file(path).items()}
    tagger = Tagger(weights["embeddings.word_embeddings.weight"].shape[0])
    base = tagger.base
    with torch.no_grad():
        base.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        base.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
        base.segment.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        base.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        base.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for embedding in (base.cases, base.quotes, tagger.second.marks):
            embedding.weight.normal_(0, 0.02)
        for i, layer in enumerate(base.layers):
            _fill(layer, weights, f"encoder.layer.{i}.", _BERT)
        for i, layer in enumerate(tagger.second.layers):
            _fill(layer, weights, f"encoder.layer.{MINILM.shared + i}.", _BERT)
    base.pieces.weight.requires_grad_(False)
    return tagger


def from_mpnet(folder: Path, vocabulary: dict[str, int]) -> Tagger:
    """A teacher whose layers come from MPNet's `model.safetensors`; it reads the pieces by MiniLM's numbers."""
    weights = load_file(folder / "model.safetensors")
    theirs = {piece: i for i, piece in enumerate((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())}
    same = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    rows = [theirs[same.get(piece, piece)] for piece in vocabulary]
    tagger = Tagger(len(vocabulary), MPNET)
    base = tagger.base
    with torch.no_grad():
        base.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"][rows])
        base.positions.weight.copy_(weights["embeddings.position_embeddings.weight"][2:])
        base.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        base.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for embedding in (base.cases, base.quotes, tagger.second.marks):
            embedding.weight.normal_(0, 0.02)
        for part in (base, tagger.second):
            part.distances.bias.weight.copy_(weights["encoder.relative_attention_bias.weight"])
        for i, layer in enumerate(base.layers):
            _fill(layer, weights, f"encoder.layer.{i}.", _MPNET)
        for i, layer in enumerate(tagger.second.layers):
            _fill(layer, weights, f"encoder.layer.{MPNET.shared + i}.", _MPNET)
    base.pieces.weight.requires_grad_(False)
    return tagger


_BERT = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "attention.output.LayerNorm",
)
_MPNET = ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "attention.LayerNorm")


def _fill(layer: nn.Module, weights: dict[str, Tensor], prefix: str, names: tuple[str, ...]) -> None:
    """Copy an encoder's weights of one layer; query, key and value are one matrix here."""
    *qkv, out, norm = names
    ours = {
        out: layer.out,
        norm: layer.norm1,
        "intermediate.dense": layer.up,
        "output.dense": layer.down,
        "output.LayerNorm": layer.norm2,
    }
    for kind in ("weight", "bias"):
        getattr(layer.qkv, kind).copy_(torch.cat([weights[f"{prefix}{part}.{kind}"] for part in qkv]))
        for name, module in ours.items():
            getattr(module, kind).copy_(weights[f"{prefix}{name}.{kind}"])
