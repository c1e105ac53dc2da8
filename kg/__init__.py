"""kg: news reports in, a graph of who did what to whom, where, when and who says so out.

    files --read--> Document --extract--> Extraction --resolve--> Entity, Event --link--> Link --rdf--> quads

`Pipeline(load_settings()).graphs(kg.read.read(["report.txt"]))` yields a `Graph` of records for each document, or a
`Skipped` with its reason; `build` writes them. Names are imported on first use, so that `import kg` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.config import load_settings
    from kg.pipeline import Pipeline, Summary, build

_HOME = {
    "Pipeline": "kg.pipeline",
    "Summary": "kg.pipeline",
    "build": "kg.pipeline",
    "load_settings": "kg.config",
}

__all__ = ["Pipeline", "Summary", "build", "load_settings"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOME[name]), name)
