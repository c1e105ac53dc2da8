"""The shipped weights: where they lie, and that they are what was shipped."""

import hashlib
import json
from pathlib import Path

from kg.errors import WeightsError

FOLDER = Path(__file__).parent / "weights"
MODEL, TOKENIZER, LABELS, SUMS = "model.int8.onnx", "tokenizer.json", "labels.json", "SHA256SUMS"


def _checksum(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_checksums(folder: Path) -> None:
    """Write SHA256SUMS (the format of sha256sum) of the files that `verify` checks."""
    lines = [f"{_checksum(folder / name)}  {name}\n" for name in (MODEL, TOKENIZER, LABELS)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def verify(folder: Path) -> None:
    """Raise WeightsError unless every file of the weights is there and matches SHA256SUMS."""
    way_out = "install kg again, or train the weights: make train CORPORA=DIR"
    try:
        sums = (folder / SUMS).read_text(encoding="utf-8")
    except OSError as error:
        raise WeightsError(f"no language weights in {folder} (no readable {SUMS}); {way_out}") from error
    wanted = {name: digest for digest, _, name in (line.partition("  ") for line in sums.splitlines())}
    for name in (MODEL, TOKENIZER, LABELS):
        path = folder / name
        if not path.is_file():
            raise WeightsError(f"the language weights lack {path}; {way_out}")
        if _checksum(path) != wanted.get(name):
            raise WeightsError(f"{path} differs from its checksum in {SUMS}: damaged or changed; {way_out}")


def read_labels(folder: Path) -> dict[str, list[str]]:
    """Label lists of the model's layers (xpos, upos, feats, deprel, tags), in the order of its outputs."""
    labels: dict[str, list[str]] = json.loads((folder / LABELS).read_text(encoding="utf-8"))
    return labels
