"""Where the files that ship beside the code are: ontology/ and queries/, in a checkout and in an installed wheel."""

from pathlib import Path

from kg.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parent


def resource(folder: str, name: str = "") -> Path:
    """Return the path of `name` in a shipped folder ("ontology", "queries"); of the folder where `name` is empty.

    A wheel holds the folders inside the package (kg/ontology), a checkout beside it.

    >>> resource("ontology", "kg.ttl").name
    'kg.ttl'
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root / folder / name
        if path.exists():
            return path
    raise ConfigError(f"{folder}/{name} is missing from this installation of kg: install it again")


def ontology_path(name: str) -> Path:
    """Return the path of a file of the ontology, such as "kg.ttl", "shapes.ttl" or "context.jsonld"."""
    return resource("ontology", name)
