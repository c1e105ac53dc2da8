"""The exception tree of kg. Every message names the offending value and the way out.

KgError
├── InputError          a document that cannot be read (file, line, what to do)
├── ConfigError         an unknown key or a value out of range
├── WeightsError        the shipped weights are missing or differ from their checksum
├── LanguageError       an installed spaCy pipeline was asked for and is not there
├── KnowledgeBaseError  a broken entry of the knowledge base, lexicon or gazetteer
├── OutputError         a graph that cannot be written (folder, permission, disk)
├── QueryError          an unknown stored query, a missing or ill-typed parameter
└── StoreError          a triple store that refuses, is unreachable or answers nonsense
"""


class KgError(Exception):
    """The root: what a caller of kg may catch."""


class InputError(KgError):
    """A document that cannot be read."""


def unreadable(path: object, error: OSError) -> InputError:
    """What to say of a file that cannot be opened or read."""
    if isinstance(error, FileNotFoundError):
        return InputError(f"{path}: no such file: check the path")
    return InputError(f"{path}: cannot be read ({error.strerror or error}): check the path and its permissions")


class ConfigError(KgError):
    """An unknown configuration key, or a value out of its range."""


class WeightsError(KgError):
    """Language weights that are missing, or that differ from their checksum."""


class LanguageError(KgError):
    """A spaCy pipeline that is not installed."""


class KnowledgeBaseError(KgError):
    """A broken row in a lexicon, in the knowledge base or in the gazetteer."""


class OutputError(KgError):
    """A file that cannot be written."""


class QueryError(KgError):
    """A stored query that does not exist, or a parameter that does not fit."""


class StoreError(KgError):
    """A triple store that is unreachable, refuses or answers nonsense."""
