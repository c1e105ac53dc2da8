"""A random sample of the links that are stated as the same, to be judged by eye: kg/link/checked-links.tsv is one.

python tests/bench/sample_links.py --seed 1123 --size 200 reports/*.jsonl > sample.tsv
"""

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.config import load_settings
from kg.model import Document, Graph
from kg.pipeline import Pipeline
from kg.read import read

COLUMNS = ("number", "source", "name", "kind", "item", "label", "verdict", "note", "text")
_BESIDE = 60  # characters of the text on either side of a name


def links(paths: list[str]) -> Iterator[tuple[str, ...]]:
    """Source, name as written, kind, item, label, two empty cells for the judge, and the text around the name."""
    pipeline = Pipeline(load_settings(None))
    for path in paths:
        documents = [d for d in read([path]) if isinstance(d, Document)]
        for graph in (g for g in pipeline.graphs(documents) if isinstance(g, Graph)):
            entities = {e.key: e for e in graph.entities}
            mentions = {m.id: m for m in graph.mentions}
            text = graph.document.text
            for link in graph.links:
                entity = entities[link.entity_key]
                mention = next((mentions[i] for i in entity.mention_ids if i in mentions), None)
                if not link.same or mention is None:
                    continue
                around = text[max(0, mention.span.start - _BESIDE) : mention.span.end + _BESIDE]
                cells = (Path(path).stem, mention.text, entity.kind.value, str(link.qid), entity.label, "", "", around)
                yield tuple(" ".join(cell.split()) for cell in cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--seed", type=int, default=1123)
    parser.add_argument("--size", type=int, default=200)
    told = parser.parse_args()
    rows = list(links(told.paths))
    random.Random(told.seed).shuffle(rows)
    table = csv.writer(sys.stdout, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows((str(number), *row) for number, row in enumerate(rows[: told.size], 1))


if __name__ == "__main__":
    main()
