"""Speed and memory of `kg build`: time per stage, and memory against the number of documents. Run by `make bench`.

Prints a table; a figure is only comparable with figures of the same run, since machines differ and are shared.
"""

import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from kg.config import load_settings
from kg.model import Document
from kg.pipeline import Pipeline
from kg.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"
COPIES = (50, 1000)  # the bar: the larger number stays within 1.2 times the memory of the smaller


def main() -> None:
    print(f"{date.today()} {platform.processor() or platform.machine()} Python {platform.python_version()}")
    stages()
    memory = {n: peak_memory(n) for n in COPIES}
    few, many = memory[COPIES[0]], memory[COPIES[1]]
    print(f"memory: {COPIES[0]} documents {few:.0f} MiB, {COPIES[1]} documents {many:.0f} MiB, ratio {many / few:.2f}")


def stages() -> None:
    """Words a second of the language pipeline, and what everything after it costs in proportion."""
    documents = [d for d in read([str(EXAMPLES)]) if isinstance(d, Document)] * 10
    pipeline = Pipeline(load_settings())
    list(pipeline.graphs(documents[:2]))  # loads weights and knowledge base
    start = time.perf_counter()
    parsed = list(pipeline.nlp.pipe(d.text for d in documents))
    language = time.perf_counter() - start
    start = time.perf_counter()
    for document, doc in zip(documents, parsed, strict=True):
        pipeline.graph(document, doc)
    rest = time.perf_counter() - start
    words = sum(map(len, parsed))
    print(f"language: {words / language:.0f} words/s; extract, resolve and link: {rest / language:.0%} of its time")


def peak_memory(copies: int) -> float:
    """Peak resident MiB of a build of that many documents, in a process of its own."""
    documents = [d for d in read([str(EXAMPLES)]) if isinstance(d, Document)]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        with source.open("w", encoding="utf8") as file:
            for i in range(copies):
                document = documents[i % len(documents)]
                row = {"id": f"{i}", "text": document.text, "published": str(document.published or "2024-01-01")}
                file.write(json.dumps(row) + "\n")
        subprocess.run([sys.executable, __file__, str(source), str(Path(folder) / "out.ttl")], check=True)
        return float((Path(folder) / "out.ttl.memory").read_text())


def build_alone(source: str, output: str) -> None:
    from kg.pipeline import build

    build([source], Path(output), settings=load_settings())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Path(output + ".memory").write_text(f"{peak}")


if __name__ == "__main__":
    build_alone(*sys.argv[1:]) if len(sys.argv) == 3 else main()
