"""Quick scores of the network in training: gold words and sentences, greedy heads, unconstrained tags."""

import torch

from ..conventions import to_spans
from .batch import Batcher, masked_arcs
from .data import MISSING, Window
from .network import Network


def f1(right: int, found: int, gold: int) -> float:
    """F1 of `right` matches among `found` and `gold`, in percent."""
    return 200 * right / (found + gold) if found + gold else 0.0


def score(network: Network, batcher: Batcher, windows: list[Window], labels: dict[str, list[str]]) -> dict[str, float]:
    """UAS, LAS, UPOS, XPOS, feature accuracy, sentence F1 and entity F1 (PER, ORG, LOC), in percent."""
    with torch.no_grad():
        return _score(network.eval(), batcher, windows, labels)


def _score(network: Network, batcher: Batcher, windows: list[Window], labels: dict[str, list[str]]) -> dict[str, float]:
    right = dict.fromkeys(("UAS", "LAS", "UPOS", "XPOS", "FEATS"), 0)
    starts, spans, total = [0, 0, 0], [0, 0, 0], 0
    for window in windows:
        batch = batcher([window])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores, arcs, dependent, head = network(batch.pieces, batch.cases, None, batch.pool)
        if window.sentences[0].heads:
            gold = {name: target[0] for name, target in batch.targets.items()}
            heads = masked_arcs(arcs.float(), batch.sentence)[0].argmax(1)
            deprel = network.biaffine.label_scores(dependent[0].float(), head[0, heads].float()).argmax(1)
            good = heads == gold["arcs"]
            total += len(good)
            right["UAS"] += int(good.sum())
            right["LAS"] += int((good & (deprel == gold["deprel"])).sum())
            for layer in ("upos", "xpos", "feats"):
                right[layer.upper()] += int((scores[layer][0].argmax(1) == gold[layer]).sum())
            found = scores["starts"][0, :, 0] > 0
            wanted = gold["starts"] > 0
            starts[0] += int((found & wanted).sum())
            starts[1] += int(found.sum())
            starts[2] += int(wanted.sum())
        if (batch.targets["tags"] != MISSING).any():
            tags = [labels["tags"][i] for i in scores["tags"][0].argmax(1).tolist()]
            named = {s for s in to_spans(tags) if s[2] != "MISC"}
            known = {s for s in to_spans([t for x in window.sentences for t in x.tags]) if s[2] != "MISC"}
            spans[0] += len(named & known)
            spans[1] += len(named)
            spans[2] += len(known)
    result = {name: 100 * value / max(total, 1) for name, value in right.items()}
    result |= {"sentences": f1(*starts), "entities": f1(*spans)}
    return {name: round(value, 2) for name, value in result.items()}
