"""Many documents: local worker processes, and a journal from which an interrupted build goes on."""

from kg.corpus.journal import Finished, Journal
from kg.corpus.pool import Failure, ordered_map
from kg.corpus.stages import StageFiles

__all__ = ["Failure", "Finished", "Journal", "StageFiles", "ordered_map"]
