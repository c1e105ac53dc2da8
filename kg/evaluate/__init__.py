"""Measurements of kg on public data, by name: `kg evaluate NAME PATH`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def _language(path: Path) -> dict[str, Any]:
    from kg.evaluate.language import evaluate

    return evaluate(path)


EVALUATIONS: dict[str, Callable[[Path], dict[str, Any]]] = {"language": _language}
