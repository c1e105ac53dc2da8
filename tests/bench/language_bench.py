"""Memory of the language pipeline over many documents and over a very long one. Run by `make bench`.

Every document has words of its own, as new names come with every day of news.
"""

import random
import time
from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import kg.language
from kg.model import Document
from kg.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"
DOCUMENTS, LOOK, BATCH = 10_000, 1_000, 50
LONG = 5_000_000


def main() -> None:
    nlp = kg.language.load()
    print(f"{date.today()} loaded: {resident():.0f} MiB")
    stream = texts(DOCUMENTS)
    for number in range(BATCH, DOCUMENTS + 1, BATCH):
        with nlp.memory_zone():  # as kg build does: else spaCy keeps every new word
            deque(nlp.pipe(islice(stream, BATCH)), maxlen=0)
        if number % LOOK == 0:
            print(f"{number} documents: {resident():.0f} MiB", flush=True)
    text = " ".join(texts(20_000))[:LONG]
    before, start = resident(), time.perf_counter()
    words = len(nlp(text))
    print(
        f"{len(text)} characters, {words} words: {time.perf_counter() - start:.0f} s, {before:.0f} MiB before,", end=" "
    )
    print(f"{resident():.0f} MiB after")


def texts(count: int) -> Iterator[str]:
    """Paragraphs of the examples, each with a few invented words."""
    bodies = [d.text for d in read([str(EXAMPLES)]) if isinstance(d, Document)]
    paragraphs = [p for body in bodies for p in body.split("\n\n") if len(p) > 200]
    rng = random.Random(1)
    for _ in range(count):
        names = ["".join(rng.choices("abdeiklmnorstuz", k=8)).title() for _ in range(3)]
        yield f"{rng.choice(paragraphs)} {names[0]} {names[1]} met {names[2]}."


def resident() -> float:
    """Resident memory of this process in MiB (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
