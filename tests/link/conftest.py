"""The shipped knowledge base, and a real SPARQL server on loopback that holds Wikidata-shaped data."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.link.kb import KnowledgeBase

DATA = """
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix schema: <http://schema.org/> . @prefix geo: <http://www.opengis.net/ont/geosparql#> .
wd:Q900001 wdt:P1566 "448149" ; schema:description "town of the test"@en, "Stadt"@de ;
  wdt:P625 "Point(41.86 36.32)"^^geo:wktLiteral .
wd:Q900002 wdt:P1566 "77" . wd:Q900003 wdt:P1566 "77" .
wd:Q900005 wdt:P1566 "173230" .
wd:Q900004 wdt:P297 "IQ" ; schema:description "country of the test"@en .
"""


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return KnowledgeBase.open()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`oxigraph serve` with Wikidata-shaped data."""
    program = Path(sys.executable).parent / "oxigraph"
    if not program.exists():
        pytest.skip("the oxigraph server is not installed: the online client is NOT tested against a real endpoint")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    folder = tmp_path_factory.mktemp("store")
    server = subprocess.Popen(
        [str(program), "serve", "--location", str(folder), "--bind", address], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            try:
                httpx.post(f"http://{address}/store?default", content=DATA, headers={"Content-Type": "text/turtle"})
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://{address}/query"
    finally:
        server.terminate()
        server.wait(10)
