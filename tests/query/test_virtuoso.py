"""The stored queries on a real Virtuoso, where virtuoso-opensource-7 is installed; elsewhere a loud warning."""

import json
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import await_port, free_port

from kg.endpoint import Credentials
from kg.query import run
from kg.store import load, retract
from kg.table import Table

HERE = Path(__file__).parent
GRAPH = HERE / "graph.ttl"
EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
VIRTUOSO = shutil.which("virtuoso-t") or shutil.which("virtuoso-t", path="/usr/bin:/usr/lib/virtuoso-opensource-7/bin")
LOGIN = Credentials("dba", "dba")  # of every new database; the server listens on loopback and lives for the test

INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query endpoint of a Virtuoso that holds the graph, loaded by the Graph Store Protocol."""
    if VIRTUOSO is None:
        warnings.warn(
            "virtuoso-t is not installed: the stored queries were NOT run on Virtuoso "
            "(apt-get install virtuoso-opensource-7)",
            stacklevel=1,
        )
        pytest.skip("virtuoso-t is not installed")
    folder, http = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, http=http, sql=free_port()))
    process = subprocess.Popen([VIRTUOSO, "-f", "-c", str(folder / "virtuoso.ini")], cwd=folder)
    try:
        await_port(http, 120)
        address = f"http://127.0.0.1:{http}"
        kind = {"endpoint": f"{address}/sparql-auth", "graph_store": f"{address}/sparql-graph-crud-auth"}
        load([GRAPH], login=LOGIN, **kind)
        yield kind["endpoint"]
    finally:
        process.terminate()
        process.wait(60)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_rows_from_virtuoso(name: str, virtuoso: str) -> None:
    answer = run(name, EXPECTED[name]["params"], endpoint=virtuoso, login=LOGIN)
    assert isinstance(answer, Table)
    rows = [[_point(value) for value in row] for row in answer.values()]
    assert (list(answer.columns), rows) == (EXPECTED[name]["columns"], EXPECTED[name]["rows"])


def _point(value: str | None) -> str | None:
    """A point as the expected rows write it: Virtuoso keeps coordinates in 32 bits."""
    if value is None or not value.startswith("POINT("):
        return value
    return f"POINT({' '.join(str(round(float(number), 4)) for number in value[6:-1].split())})"


def test_replace_and_retract(virtuoso: str) -> None:
    graph_store = virtuoso.replace("sparql-auth", "sparql-graph-crud-auth")
    again = load([GRAPH], endpoint=virtuoso, graph_store=graph_store, login=LOGIN)
    assert (again.added, again.replaced) == (0, 0)
    assert retract(["d3"], endpoint=virtuoso, login=LOGIN) == ["https://example.org/kg/graph/d3"]
    assert load([GRAPH], endpoint=virtuoso, graph_store=graph_store, login=LOGIN).added == 1
