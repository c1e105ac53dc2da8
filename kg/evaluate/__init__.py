"""Measurements of kg on public data, by name: `kg evaluate NAME PATH`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import unreadable


def _language(path: Path) -> dict[str, Any]:
    from kg.evaluate.language import evaluate

    try:
        return evaluate(path)
    except OSError as error:
        raise unreadable(error.filename or path, error) from error


EVALUATIONS: dict[str, Callable[[Path], dict[str, Any]]] = {"language": _language}
