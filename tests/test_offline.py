"""With the network unplugged everything but `--online` works."""

import subprocess
import sys
from pathlib import Path

import pytest

UNPLUGGED = """
import socket, sys
def refuse(*a, **k): raise OSError("the network is unplugged")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = refuse
from kg.cli import main
main()
"""
REPORT = "date 2021-03-21\nIraqi jets bombed an Islamic State convoy near Makhmour on Friday, a security source said.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("offline")
    (path / "report.txt").write_text(REPORT, "utf-8")
    assert run(path, "build", "report.txt", "-o", "graph.trig").returncode == 0
    return path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command without sockets."""
    return subprocess.run(
        [sys.executable, "-c", UNPLUGGED, *arguments], capture_output=True, text=True, timeout=180, cwd=folder
    )


@pytest.mark.parametrize(
    "command",
    [
        "show report.txt",
        "query who-attacked-whom --graph graph.trig",
        "validate graph.trig",
        "load graph.trig --store db",
        "link graph.trig",
        "split armed-group/islamic-state --overrides decided.jsonl",
    ],
)
def test_a_command_needs_no_network(folder: Path, command: str) -> None:
    done = run(folder, *command.split())
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_online_says_that_the_service_is_away(folder: Path) -> None:
    command = (
        "link graph.trig --online -o linked.trig --endpoint http://127.0.0.1:9/sparql --api http://127.0.0.1:9/api"
    )
    done = run(folder, *command.split())
    assert done.returncode in (0, 3), done.stderr
    assert "Traceback" not in done.stderr and (folder / "linked.trig").exists()
