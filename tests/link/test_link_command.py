"""`kg link`, `kg split` and `kg kb build` in real processes, against a real SPARQL server and a service that fails."""

import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

REPORT = "date 2015-01-27\nKurdish fighters recaptured Amuda from the Qwertz Front on Monday, a monitor said.\n"


def kg(*arguments: object, home: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command with its own home for answers, but the shared knowledge base."""
    cache = home / "kg"
    cache.mkdir(parents=True, exist_ok=True)
    shared = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg"
    for index in shared.glob("kb-*.sqlite"):
        if not (cache / index.name).exists():
            (cache / index.name).symlink_to(index)
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)],
        capture_output=True, text=True, timeout=180, cwd=cwd, env=os.environ | {"XDG_CACHE_HOME": str(home)},
    )  # fmt: skip


class Service(ThreadingHTTPServer):
    """A search API: `replies` are sent first, then names of the test get one item and others none."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.replies: list[tuple[int, dict[str, str]]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/api"


class Handler(BaseHTTPRequestHandler):
    """Answers as wbsearchentities does."""

    def do_GET(self) -> None:
        """One search."""
        service = self.server
        assert isinstance(service, Service)
        name = parse_qs(urlsplit(self.path).query)["search"][0]
        service.asked.append(name)
        service.agents.add(self.headers["User-Agent"])
        status, headers = service.replies.pop(0) if service.replies else (200, {})
        rows = [{"id": "Q900009", "label": "Qwertz Front", "description": "of the test"}] if "Qwertz" in name else []
        body = json.dumps({"search": rows}).encode()
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def service() -> Iterator[Service]:
    server = Service()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    done = kg("build", "report.txt", "-o", "graph.ttl", home=tmp_path / "home", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "graph.ttl"


def link(graph: Path, endpoint: str, api: str, *more: object) -> subprocess.CompletedProcess[str]:
    return kg(
        "link", graph.name, "--online", "--endpoint", endpoint, "--api", api,
        "--contact", "mailto:t@example.org", *more,
        home=graph.parent / "home", cwd=graph.parent,
    )  # fmt: skip


def test_identifiers_become_the_same_and_names_close(graph: Path, endpoint: str, service: Service) -> None:
    done = link(graph, endpoint, service.url, "-o", "linked.ttl")
    assert (done.returncode, done.stderr) == (0, ""), done
    text = (graph.parent / "linked.ttl").read_text("utf-8")
    assert "owl:sameAs wd:Q900005" in text  # Amuda, by its GeoNames id
    assert "skos:closeMatch wd:Q900009" in text and "the one item of that name" in text
    assert "wd:Q9000" not in graph.read_text("utf-8")
    assert all("mailto:t@example.org" in agent for agent in service.agents)


def test_a_second_pass_asks_nothing_and_changes_nothing(graph: Path, endpoint: str, service: Service) -> None:
    link(graph, endpoint, service.url, "-o", "first.ttl")
    asked = len(service.asked)
    assert asked
    assert link(graph, "http://127.0.0.1:9/none", service.url, "-o", "other.ttl").returncode == 3
    done = link(graph, endpoint, service.url, "-o", "second.ttl")
    assert done.returncode == 0 and len(service.asked) == asked
    first, second = (graph.parent / name for name in ("first.ttl", "second.ttl"))
    assert first.read_bytes() == second.read_bytes()


def test_a_service_that_stays_away_loses_nothing_and_the_next_run_goes_on(
    graph: Path, endpoint: str, service: Service
) -> None:
    before = graph.read_text("utf-8")
    service.replies = [(503, {"Retry-After": "0"})] * 4
    done = link(graph, endpoint, service.url)
    assert done.returncode == 3 and "not linked: service unavailable" in done.stderr
    down = graph.read_text("utf-8")
    assert down.count("not linked: service unavailable") >= 1
    kept = [x for x in before.splitlines() if "kg:link" not in x and "sameAs" not in x]
    assert set(kept) <= set(down.splitlines())
    service.replies = [(429, {"Retry-After": "0"})]
    assert link(graph, endpoint, service.url).returncode == 0
    assert "unavailable" not in graph.read_text("utf-8")


def test_without_online_nothing_is_sent(graph: Path) -> None:
    done = kg("link", graph.name, home=graph.parent / "home", cwd=graph.parent)
    assert done.returncode == 0 and "with none" in done.stdout


def test_links_of_named_graphs_stay_in_their_graphs(graph: Path, endpoint: str, service: Service) -> None:
    kg("build", "report.txt", "-o", "graph.trig", home=graph.parent / "home", cwd=graph.parent)
    done = link(graph.with_suffix(".trig"), endpoint, service.url, "-o", "linked.nq")
    assert done.returncode == 0, done.stderr
    (line,) = [x for x in (graph.parent / "linked.nq").read_text("utf-8").splitlines() if "Q900005" in x]
    assert "/graph/" in line


def test_split_is_obeyed_by_the_next_build(graph: Path) -> None:
    home, folder = graph.parent / "home", graph.parent
    assert kg("split", "city/173230", home=home, cwd=folder).returncode == 0
    again = kg("split", "city/173230", home=home, cwd=folder)
    assert "already" in again.stdout
    assert (folder / "kg-overrides.jsonl").read_text("utf-8") == '{"split": "city/173230"}\n'
    kg("build", "report.txt", "-o", "graph.ttl", home=home, cwd=folder)
    assert "city/173230-text-" in graph.read_text("utf-8") and "the user split it" in graph.read_text("utf-8")


def test_a_built_knowledge_base_is_used(tmp_path: Path) -> None:
    mountain = ["7", "Qarbelan", "Qarbelan", "Mount Qarbelan", "35.7", "43.6", "T", "MT", "IQ"]
    row = "\t".join([*mountain, "", "", "", "", "", "0", "", "", "", "2020-01-01"])
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("IQ.txt", f"{row}\n")
    done = kg("kb", "build", "--geonames", "IQ.zip", "-o", "iq.sqlite", home=tmp_path / "home", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith("1 entries of 1 lines"), done
    (tmp_path / "r.txt").write_text("date 2021-03-21\nIraqi jets bombed Mount Qarbelan in Iraq on Friday.\n", "utf-8")
    command = ("build", "r.txt", "-o", "graph.ttl", "--knowledge", "iq.sqlite")
    assert kg(*command, home=tmp_path / "home", cwd=tmp_path).returncode == 0
    assert "geonames/7" in (tmp_path / "graph.ttl").read_text("utf-8")


def test_kb_build_needs_one_source(tmp_path: Path) -> None:
    done = kg("kb", "build", "-o", "x.sqlite", home=tmp_path / "home", cwd=tmp_path)
    assert done.returncode == 2 and "--wikidata" in done.stderr
