"""A checkpoint to the shipped weights: ONNX, int8 encoder, tokenizer, labels and checksums.

python -m kg.language.train.export --out DIR [--weights DIR]
"""

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from ..shipped import FOLDER, LABELS, MODEL, TOKENIZER, write_checksums
from .network import Network
from .train import minilm

OPSET = 17
OUTPUTS = ("xpos", "upos", "feats", "tags", "starts", "arcs", "label_left", "label_head")

LARGE_HEADS = ("/label/MatMul", "/biaffine/arc_head/MatMul", "/biaffine/arc_dependent/MatMul", "/feats/MatMul")
"""Heads that int8 makes faster without a loss."""


class Runtime(nn.Module):
    """The network as it runs: one window, no padding, layers that need no decoding as label numbers."""

    def __init__(self, network: Network) -> None:
        """Wrap a trained network; its word embeddings become int8 with one scale per row."""
        super().__init__()
        self.network = network
        table = network.encoder.words.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.rows: Tensor
        self.scale: Tensor
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, pieces: Tensor, cases: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        """pieces, cases: [p]; pool: [w, p]. Returns OUTPUTS.

        xpos, upos, feats: label numbers [w]; tags: log probabilities [w, 9]; starts: logits [w];
        arcs: [w, 1 + w]; label_left: [w, labels, 97]; label_head: [1 + w, 97].
        """
        network = self.network
        encoder = network.encoder
        words = self.rows[pieces].float() * self.scale[pieces]
        x = encoder.norm(words + encoder.positions.weight[: pieces.shape[0]] + encoder.cases(cases))[None]
        for block in encoder.blocks:
            x = block(x, None)
        vectors = (pool @ x[0])[None]
        scores = {name: head(vectors)[0] for name, head in network.heads.items()}
        arcs, dependent, head = network.biaffine(vectors)
        left = network.biaffine.label(dependent[0]).view(-1, network.biaffine.labels, head.shape[2])
        chosen = (scores[name].argmax(1) for name in ("xpos", "upos", "feats"))
        return (*chosen, scores["tags"].log_softmax(1), scores["starts"][:, 0], arcs[0], left, head[0])


def export_fp32(network: Network, path: Path) -> None:
    """Write the network as ONNX, its encoder in full precision (word embeddings in int8 rows)."""
    network.eval()
    example = (torch.arange(7), torch.zeros(7, dtype=torch.long), torch.rand(5, 7))
    axes = {"pieces": {0: "p"}, "cases": {0: "p"}, "pool": {0: "w", 1: "p"}}
    axes |= {name: {0: "w"} for name in OUTPUTS}
    axes["arcs"] = {0: "w", 1: "w1"}
    axes["label_head"] = {0: "w1"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch announces the end of its first exporter, which needs no onnxscript
        torch.onnx.export(
            Runtime(network),
            example,
            str(path),
            input_names=["pieces", "cases", "pool"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 of the large matrices, one scale per output channel; the small heads stay as they are."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
        names = [n.name for n in onnx.load(str(ready)).graph.node if n.op_type in ("MatMul", "Gemm")]
        heads = [name for name in names if "blocks" not in name and name not in LARGE_HEADS]
        quantize_dynamic(
            str(ready),
            str(target),
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=heads,
            per_channel=True,
            weight_type=QuantType.QInt8,
        )


def export(checkpoint: Path, weights: Path) -> None:
    """Write all files of the weights folder, and model.fp32.onnx next to the checkpoint."""
    state = torch.load(checkpoint)
    network = Network(state["config"], state["labels"])
    network.load_state_dict(state["network"])
    full = checkpoint.parent / "model.fp32.onnx"
    export_fp32(network, full)
    weights.mkdir(parents=True, exist_ok=True)
    quantise(full, weights / MODEL)
    shutil.copyfile(minilm() / "tokenizer.json", weights / TOKENIZER)
    (weights / LABELS).write_text(json.dumps(state["labels"], indent=1) + "\n", encoding="utf-8")
    write_checksums(weights)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.train.export", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoint.pt")
    parser.add_argument("--weights", type=Path, default=FOLDER, help="folder to write; default: the shipped one")
    options = parser.parse_args()
    torch.set_num_threads(1)
    export(options.out / "checkpoint.pt", options.weights)


if __name__ == "__main__":
    main()
