"""Many documents: local worker processes, and a manifest that lets an interrupted run go on where it stopped."""

from kg.corpus.manifest import Done, Manifest
from kg.corpus.pool import Failure, ordered_map

__all__ = ["Done", "Failure", "Manifest", "ordered_map"]
