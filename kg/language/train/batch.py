"""Windows to tensors, and the loss of a batch over every layer that it has."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ..pieces import WordPieces
from .data import MISSING, Window
from .network import Network

WEIGHTS = {"arcs": 1.0, "deprel": 1.0, "xpos": 0.5, "starts": 0.8, "upos": 0.3, "feats": 0.2, "tags": 1.2}


@dataclass
class Batch:
    """Tensors of padded windows; b windows, p word pieces, w words."""

    pieces: Tensor
    cases: Tensor
    mask: Tensor | None
    pool: Tensor
    """[b, w, p]: the share of every piece in every word."""
    targets: dict[str, Tensor]
    """[b, w] per layer, MISSING where not annotated; `arcs`: column of the head, 0 for the root."""
    sentence: Tensor
    """[b, w]: number of the word's sentence in its window, -1 for padding."""


class Batcher:
    """Makes batches; knows the label lists and the special word pieces."""

    def __init__(self, pieces: WordPieces, labels: dict[str, list[str]]) -> None:
        """`labels`: the labels of every layer."""
        self._pieces = pieces
        self._ids = {layer: {label: i for i, label in enumerate(names)} for layer, names in labels.items()}

    def __call__(self, windows: list[Window]) -> Batch:
        """The batch of these windows."""
        longest = max(w.length for w in windows)
        most = max(len(w.pieces) for w in windows)
        pieces = torch.zeros(len(windows), longest, dtype=torch.long)
        cases = torch.zeros_like(pieces)
        mask = torch.zeros(len(windows), longest, dtype=torch.bool)
        pool = np.zeros((len(windows), most, longest), np.float32)
        targets = {name: torch.full((len(windows), most), MISSING) for name in WEIGHTS}
        sentence = torch.full((len(windows), most), -1)
        for row, window in enumerate(windows):
            flat = [self._pieces.start]
            classes = [0]
            for index, (ids, case) in enumerate(zip(window.pieces, window.cases, strict=True)):
                pool[row, index, len(flat) : len(flat) + len(ids)] = 1 / len(ids)
                flat.extend(ids)
                classes.extend([case] * len(ids))
            flat.append(self._pieces.end)
            pieces[row, : len(flat)] = torch.tensor(flat)
            cases[row, : len(classes)] = torch.tensor(classes)
            mask[row, : len(flat)] = True
            self._fill(window, {name: t[row] for name, t in targets.items()}, sentence[row])
        return Batch(pieces, cases, None if mask.all() else mask, torch.from_numpy(pool), targets, sentence)

    def _fill(self, window: Window, targets: dict[str, Tensor], sentence: Tensor) -> None:
        start = 0
        for number, one in enumerate(window.sentences):
            end = start + len(one.words)
            sentence[start:end] = number
            for layer, ids in self._ids.items():
                values: list[str] = getattr(one, layer)
                if values:
                    targets[layer][start:end] = torch.tensor([ids.get(v, MISSING) for v in values])
            if one.heads:
                targets["arcs"][start:end] = torch.tensor([head and head + start for head in one.heads])
                targets["starts"][start:end] = 0
                targets["starts"][start] = 1
            start = end


def masked_arcs(arcs: Tensor, sentence: Tensor) -> Tensor:
    """Arcs [b, w, 1 + w] with all heads outside of the word's sentence, and the word itself, ruled out."""
    same = sentence[:, :, None] == sentence[:, None, :]
    same = same & ~torch.eye(sentence.shape[1], dtype=torch.bool)
    allowed = functional.pad(same, (1, 0), value=True)
    return arcs.masked_fill(~allowed, -1e4)


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Mean loss per layer over the words that have it; layers that no word has are left out."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, arcs, dependent, head = network(batch.pieces, batch.cases, batch.mask, batch.pool)
    result = {}
    for layer, target in batch.targets.items():
        known = target != MISSING
        if not known.any():
            continue
        gold = target[known]
        if layer == "starts":
            result[layer] = functional.binary_cross_entropy_with_logits(
                scores[layer].float()[known].squeeze(1), gold.float()
            )
        elif layer == "arcs":
            result[layer] = functional.cross_entropy(masked_arcs(arcs.float(), batch.sentence)[known], gold)
        elif layer == "deprel":
            rows = known.nonzero()[:, 0]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                pairs = network.biaffine.label_scores(dependent[known], head[rows, batch.targets["arcs"][known]])
            result[layer] = functional.cross_entropy(pairs.float(), gold)
        else:
            result[layer] = functional.cross_entropy(scores[layer].float()[known], gold)
    return result
