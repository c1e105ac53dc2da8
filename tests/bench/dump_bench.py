"""How fast `kg kb build --wikidata` reads a dump: items in the dump's form, of the size that real ones have, as .bz2.

python tests/bench/dump_bench.py [ITEMS]
"""

import bz2
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from kg.link.build import build_wikidata

LANGUAGES = [f"l{i}" for i in range(60)]


def item(number: int, dice: random.Random) -> dict[str, object]:
    """One item: labels and descriptions in many languages, statements with references, links to wikis."""
    name = "".join(dice.choices("abcdefghiklmnoprstuvz", k=9)).title()
    words = {code: {"language": code, "value": f"{name} {code}"} for code in ("en", *LANGUAGES)}
    return {
        "type": "item", "id": f"Q{9_000_000 + number}",
        "labels": words,
        "descriptions": {k: {"language": k, "value": f"place in the {k} test region, number {number}"} for k in words},
        "aliases": {"en": [{"language": "en", "value": f"{name} {i}"} for i in range(3)]},
        "claims": {f"P{p}": [statement(f"P{p}", dice)] for p in (17, 31, 131, 625, 1566, 2046, 1082, 18, 373, 421)},
        "sitelinks": {f"{c}wiki": {"site": f"{c}wiki", "title": name, "badges": []} for c in LANGUAGES[:20]},
    }  # fmt: skip


def statement(prop: str, dice: random.Random) -> dict[str, object]:
    """One statement with a qualifier-sized hash and a reference."""
    value: object = {"entity-type": "item", "numeric-id": dice.randrange(10**7), "id": f"Q{dice.randrange(10**7)}"}
    if prop == "P625":
        value = {"latitude": dice.uniform(-60, 60), "longitude": dice.uniform(-180, 180), "precision": 0.001}
    if prop == "P1566":
        value = str(dice.randrange(10**7))
    if prop == "P1082":
        value = {"amount": f"+{dice.randrange(10**6)}", "unit": "1"}
    snak = {
        "snaktype": "value",
        "property": prop,
        "hash": f"{dice.getrandbits(160):040x}",
        "datavalue": {"value": value},
    }
    reference = {"hash": f"{dice.getrandbits(160):040x}", "snaks": {"P143": [snak]}, "snaks-order": ["P143"]}
    return {"mainsnak": snak, "type": "statement", "id": f"s{dice.getrandbits(128):032x}", "rank": "normal",
            "references": [reference]}  # fmt: skip


def main(items: int) -> None:
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        dump, size = Path(folder) / "dump.json.bz2", 0
        with bz2.open(dump, "wt", encoding="utf-8") as file:
            file.write("[\n")
            for number in range(items):
                line = json.dumps(item(number, dice), ensure_ascii=False)
                size += len(line)
                file.write(line + ",\n")
            file.write("]\n")
        start = time.process_time()
        built = build_wikidata(dump, Path(folder) / "wd.sqlite")
        print(f"{built.entries} items of {size / items / 1000:.1f} kB, {dump.stat().st_size / 1e6:.1f} MB of bz2")
        cpu = time.process_time() - start
        rates = f"{items / cpu:.0f} items/s, {size / 1e6 / cpu:.1f} MB/s of JSON"
        print(f"{built.seconds:.1f} s, {cpu:.1f} s of one core: {rates}")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
