"""Real servers for tests: Oxigraph's, and a proxy before it that misbehaves."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store.remote import RemoteStore

SERVER = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
needs_server = pytest.mark.skipif(SERVER is None, reason="the oxigraph server is not installed: pip install oxigraph")
PROXY = Path(__file__).parent / "faulty_proxy.py"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_port(port: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nobody listens on port {port}")


@contextmanager
def oxigraph(where: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Run Oxigraph's server on a port of loopback."""
    command = [str(SERVER), "serve", "--location", str(where), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_port(port)
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def faulty(target: int, fault: str, way: str) -> Iterator[int]:
    """Run the proxy before the server on port `target`; give its port."""
    process = subprocess.Popen([sys.executable, PROXY, str(target), fault, way], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()


def graphs_of(port: int) -> dict[str, set[str]]:
    """Graph -> its triples, without kg's own fingerprints."""
    store = RemoteStore(f"http://127.0.0.1:{port}/query")
    return {graph.name: {str(t) for t in graph.triples} for graph in store.graphs()}
