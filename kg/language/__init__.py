"""The language pipeline that ships with kg: `load()` gives spaCy's English tokenizer, kg's encoder and lemmas."""

from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language

from . import tokenizer
from .component import THREADS
from .encoder import WORDS_PER_WINDOW
from .lemmas import KgLemmatizer

__all__ = ["load"]

MOST_CHARACTERS = 1_000_000_000
"""spaCy refuses texts over a million characters for the sake of memory; windows need little of it."""


def load(
    weights: Path | None = None, *, threads: int = THREADS, words: int = WORDS_PER_WINDOW, lemmas: bool = True
) -> Language:
    """The pipeline `en_kg`, ready to use.

    weights: folder of the weights, None for the shipped ones (WeightsError if damaged); threads: of the encoder,
    1 where processes share the cores; words: longest window; lemmas: whether to add the rule lemmatizer.
    """
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    nlp.max_length = MOST_CHARACTERS
    nlp.meta["name"] = "kg"
    config = {"weights": None if weights is None else str(weights), "threads": threads, "words": words}
    nlp.add_pipe("kg_encoder", config=config)
    if lemmas:
        cast(KgLemmatizer, nlp.add_pipe("kg_lemmatizer")).initialize(lambda: [], nlp=nlp)
    return nlp
