"""The tagger's network: MiniLM-L6's layers, the last two twice over, and a head for each layer of labels.

In the shapes N counts windows, or marked cues and triggers; L is the rows of a window, M those of a region.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from khabar.reader.tagger.scheme import KINDS, MODALITIES, ROLES, TYPES

WIDTH, HEADS, INNER = 384, 12, 1536
LAYERS, SHARED = 6, 4  # both passes build on the shared layers, each with its own copy of the rest
CASES, QUOTES, MARKS = 6, 3, 7  # as in `windows` and `scheme`; mark 0 is padding
DROPPED = 0.1  # of what the heads see, while training


class Layer(nn.Module):
    """One transformer layer (BERT: norm after)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [N, L, 384]; `bias` [N, 1, 1, L] is added to the attention's scores: 0, or very low for padding."""
        n, length, _ = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():  # in plain steps
            scores = (q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + bias
            mixed = torch.softmax(scores, -1) @ v
        else:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(n, length, WIDTH)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


def attention_bias(mask: Tensor) -> Tensor:
    """[N, L] of 1 (read) and 0 (padding) to what is added to the scores, [N, 1, 1, L]."""
    return (1.0 - mask[:, None, None, :].float()) * -10000.0


class Base(nn.Module):
    """The first pass: pieces to states after the shared layers, and the tags of names, cues and triggers."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.cases = nn.Embedding(CASES, WIDTH)
        self.quotes = nn.Embedding(QUOTES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.dropped = nn.Dropout(DROPPED)
        self.mention = nn.Linear(WIDTH, 1 + 2 * len(KINDS))
        self.cue = nn.Linear(WIDTH, 3)
        self.trigger = nn.Linear(WIDTH, 3)

    def forward(
        self, ids: Tensor, cases: Tensor, quotes: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """All [N, L]; gives states [N, L, 384] and each row's logits: of names' tags [N, L, 15], of cues' and of
        triggers' [N, L, 3]."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.segment
        x = self.norm(x + self.cases(cases) + self.quotes(quotes))
        bias = attention_bias(mask)
        for layer in self.layers[:SHARED]:
            x = layer(x, bias)
        states = x
        for layer in self.layers[SHARED:]:
            x = layer(x, bias)
        x = self.dropped(x)
        return states, self.mention(x), self.cue(x), self.trigger(x)


class Second(nn.Module):
    """The second pass: the states around a marked cue or trigger to its roles, type, modality, and if it is one."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = nn.Embedding(MARKS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS - SHARED)])
        self.dropped = nn.Dropout(DROPPED)
        self.roles = nn.Linear(WIDTH, len(ROLES))
        self.pooled = nn.Linear(WIDTH, WIDTH)
        self.kind = nn.Linear(WIDTH, len(TYPES))
        self.modality = nn.Linear(WIDTH, len(MODALITIES))
        self.fact = nn.Linear(WIDTH, 1)
        self.carried = nn.Linear(WIDTH, 1)
        self.valid = nn.Linear(WIDTH, 1)

    def forward(self, states: Tensor, marks: Tensor, at: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """`states` [N, M, 384], `marks` and `mask` [N, M], `at` [N] the marked row; gives logits of roles [N, M, 8],
        types [N, 24], modalities [N, 10], whether it is one [N] and whether it is carried [N]; and factuality [N]."""
        x = self.norm(states + self.marks(marks))
        bias = attention_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropped(x)
        index = at[:, None, None].expand(-1, 1, WIDTH)
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

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.base = Base(vocabulary)
        self.second = Second()


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
            _fill(layer, weights, f"encoder.layer.{i}.")
        for i, layer in enumerate(tagger.second.layers):
            _fill(layer, weights, f"encoder.layer.{SHARED + i}.")
    base.pieces.weight.requires_grad_(False)
    return tagger


def _fill(layer: nn.Module, weights: dict[str, Tensor], prefix: str) -> None:
    """Copy MiniLM's weights of one layer; query, key and value are one matrix here."""
    ours = {
        "attention.output.dense": layer.out,
        "attention.output.LayerNorm": layer.norm1,
        "intermediate.dense": layer.up,
        "output.dense": layer.down,
        "output.LayerNorm": layer.norm2,
    }
    for kind in ("weight", "bias"):
        parts = [weights[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        getattr(layer.qkv, kind).copy_(torch.cat(parts))
        for name, module in ours.items():
            getattr(module, kind).copy_(weights[f"{prefix}{name}.{kind}"])
