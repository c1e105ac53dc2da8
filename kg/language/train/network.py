"""The multi-task network: MiniLM's encoder, word vectors as means of word pieces, and a head per layer."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

CASES = 5
ARC_SIZE, LABEL_SIZE = 256, 96


class Block(nn.Module):
    """One transformer layer of BERT (normalised after each half)."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        """Layer of `size` dimensions, `heads` attention heads and `inner` dimensions between."""
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: [batch, pieces, size]; mask: [batch, 1, 1, pieces], True where there is a piece."""
        batch, length, size = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: torch's fused attention takes three times as long in bfloat16 on a CPU.
        scores = (q * (size // self.heads) ** -0.5) @ k.transpose(2, 3)
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        attended = scores.softmax(3).to(v.dtype) @ v
        attended = attended.transpose(1, 2).reshape(batch, length, size)
        x = self.norm1(x + self.dropout(self.out(attended)))
        inner: Tensor = functional.gelu(self.up(x))
        normed: Tensor = self.norm2(x + self.dropout(self.down(inner)))
        return normed


class Encoder(nn.Module):
    """BERT's encoder with case classes in place of token types."""

    def __init__(self, config: dict[str, int], dropout: float) -> None:
        """Sizes as in a Hugging Face BERT config."""
        super().__init__()
        size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.positions = nn.Embedding(config["max_position_embeddings"], size)
        self.cases = nn.Embedding(CASES, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(
            Block(size, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor | None) -> Tensor:
        """pieces, cases: [batch, pieces]; mask: [batch, pieces] or None; returns [batch, pieces, size]."""
        positions = self.positions.weight[: pieces.shape[1]]
        x: Tensor = self.dropout(self.norm(self.words(pieces) + positions + self.cases(cases)))
        wide = None if mask is None else mask[:, None, None, :]
        for block in self.blocks:
            x = block(x, wide)
        return x


class Biaffine(nn.Module):
    """Scores of head-dependent pairs of words: the two vectors of arcs and the two of labels."""

    def __init__(self, size: int, labels: int, dropout: float) -> None:
        """`labels` dependency labels over word vectors of `size` dimensions."""
        super().__init__()
        self.root = nn.Parameter(torch.zeros(size))
        self.arc_dependent = nn.Linear(size, ARC_SIZE)
        self.arc_head = nn.Linear(size, ARC_SIZE)
        self.arc = nn.Linear(ARC_SIZE + 1, ARC_SIZE, bias=False)
        self.label_dependent = nn.Linear(size, LABEL_SIZE)
        self.label_head = nn.Linear(size, LABEL_SIZE)
        self.label = nn.Linear(LABEL_SIZE + 1, labels * (LABEL_SIZE + 1), bias=False)
        self.labels = labels
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.arc.weight, std=0.01)
        nn.init.normal_(self.label.weight, std=0.01)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """words: [batch, words, size] to arcs [batch, words, 1 + words] (column 0: the root) and label vectors."""
        root = self.root.expand(words.shape[0], 1, -1)
        heads = torch.cat([root, words], 1)
        act = functional.leaky_relu
        arc_dependent = self.dropout(act(self.arc_dependent(words), 0.1))
        arc_head = self.dropout(act(self.arc_head(heads), 0.1))
        arcs = self.arc(with_one(arc_dependent)) @ arc_head.transpose(1, 2)
        label_dependent = self.dropout(act(self.label_dependent(words), 0.1))
        label_head = self.dropout(act(self.label_head(heads), 0.1))
        return arcs, with_one(label_dependent), with_one(label_head)

    def label_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """dependent, head: [n, LABEL_SIZE + 1] of n pairs of words; returns [n, labels]."""
        left = self.label(dependent).view(-1, self.labels, LABEL_SIZE + 1)
        scores: Tensor = (left @ head.unsqueeze(2)).squeeze(2)
        return scores


class Network(nn.Module):
    """Encoder and heads; sizes come from `labels`, the label lists per layer."""

    def __init__(self, config: dict[str, int], labels: dict[str, list[str]], dropout: float = 0.2) -> None:
        """Heads for the layers xpos, upos, feats, tags, sentence starts, arcs and their labels."""
        super().__init__()
        size = config["hidden_size"]
        self.encoder = Encoder(config, 0.1)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(size, len(labels[name])) for name in ("xpos", "upos", "feats")})
        self.heads["tags"] = nn.Linear(size, len(labels["tags"]))
        self.heads["starts"] = nn.Linear(size, 1)
        self.biaffine = Biaffine(size, len(labels["deprel"]), dropout)

    def forward(
        self, pieces: Tensor, cases: Tensor, mask: Tensor | None, pool: Tensor
    ) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
        """Scores per layer, arcs and the label vectors of words.

        pieces, cases, mask: [batch, pieces]; pool: [batch, words, pieces], the shares of pieces in words.
        """
        words = self.dropout(pool @ self.encoder(pieces, cases, mask))
        scores = {name: head(words) for name, head in self.heads.items()}
        return scores, *self.biaffine(words)


def with_one(vectors: Tensor) -> Tensor:
    """Vectors with a constant 1 as their last dimension: the bias of a bilinear form."""
    return functional.pad(vectors, (0, 1), value=1.0)


def pretrained(network: Network, folder: Path) -> None:
    """Load MiniLM's weights (Hugging Face BERT format) into the encoder."""
    old = load_file(folder / "model.safetensors")
    old = {name.removeprefix("bert."): tensor for name, tensor in old.items()}
    encoder = network.encoder
    new = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"],
        # Every case class starts as token type 0, with a little noise to tell them apart.
        "cases.weight": old["embeddings.token_type_embeddings.weight"][:1]
        + 0.01 * torch.randn(CASES, encoder.words.embedding_dim),
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for index in range(len(encoder.blocks)):
        layer = f"encoder.layer.{index}."
        for part in ("weight", "bias"):
            qkv = [old[f"{layer}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            new[f"blocks.{index}.qkv.{part}"] = torch.cat(qkv)
            for ours, theirs in names.items():
                new[f"blocks.{index}.{ours}.{part}"] = old[f"{layer}{theirs}.{part}"]
    encoder.load_state_dict(new)


def read_config(folder: Path) -> dict[str, int]:
    """The sizes in config.json of a Hugging Face BERT."""
    config: dict[str, int] = json.loads((folder / "config.json").read_text())
    return config
