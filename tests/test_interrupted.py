"""A build that is cut off leaves no graph; the same command goes on from it, to the same bytes."""

import json
import signal
import subprocess
import sys

import pytest

TEXT = "date 2021-03-21\nKARSA (Example Wire) – Rebel fighters shelled the town of Karsa on {day}, the mayor said.\n"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
KG = [sys.executable, "-c", "from kg.cli import main; main()"]


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "reports.jsonl"
    rows = ({"id": f"{i}", "text": TEXT.format(day=DAYS[i % 5])} for i in range(300))
    path.write_text("\n".join(map(json.dumps, rows)), "utf8")
    return path


def listen():
    """Ctrl-C reaches the build even where the tests themselves run in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def cut_off(arguments, after, how):
    """Sends a signal to all processes of the build, as a terminal does; returns its exit code and last words."""
    process = subprocess.Popen(
        [*KG, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf8",
        start_new_session=True,
        preexec_fn=listen,
    )
    for _ in range(after):
        process.stderr.readline()
    process.send_signal(how)
    rest = process.stderr.read()
    return process.wait(timeout=60), rest.splitlines()[-1:]


def test_the_same_bytes_after_a_kill_and_ctrl_c(reports, tmp_path):
    whole, cut = tmp_path / "whole.trig", tmp_path / "cut.trig"
    subprocess.run([*KG, "build", reports, "-q", "-o", whole, "--workers", "2"], check=True, timeout=300)

    command = ["build", str(reports), "-v", "-o", str(cut)]
    assert cut_off(command, 3, signal.SIGKILL)[0] == -signal.SIGKILL
    partial = tmp_path / "cut.trig.partial"
    kept = partial.stat().st_size
    assert not cut.exists() and kept

    code, (words,) = cut_off(command, 10, signal.SIGINT)
    assert code == 130 and "interrupted" in words and str(partial) in words
    assert not cut.exists() and partial.stat().st_size > kept

    done = subprocess.run([*KG, *command], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and "300 documents" in done.stdout
    assert cut.read_bytes() == whole.read_bytes()
    assert not partial.exists()
