"""Nationalities: "Iraqi troops" and "Baghdad said" name a country; this yields its ISO 3166-1 alpha-3 code.

>>> country_of("Iraqi"), country_of("Kurdish"), sorted(forms_of("Kurdish"))
('IRQ', None, ['adjective'])
"""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from kg.errors import KnowledgeBaseError

FORMS = frozenset({"adjective", "demonym", "people", "country", "capital", "seat"})
"""`people` is a group without a state of its own ("Kurds"), `seat` a house that stands for a government."""


@cache
def _rows() -> tuple[Mapping[str, str | None], ...]:
    """The lexicon's rows; raises KnowledgeBaseError at a row with an unknown form."""
    rows = []
    source = files("kg.extract") / "lexicon" / "nationalities.jsonl"
    for number, line in enumerate(source.read_text("utf8").splitlines(), 1):
        row = json.loads(line)
        if row["form"] not in FORMS:
            raise KnowledgeBaseError(
                f"nationalities.jsonl:{number}: form {row['form']!r} is none of {', '.join(sorted(FORMS))}"
            )
        rows.append(row)
    return tuple(rows)


@cache
def _table() -> Mapping[str, Mapping[str, str | None]]:
    """word -> form -> country."""
    table: dict[str, dict[str, str | None]] = {}
    for row in _rows():
        table.setdefault(str(row["word"]), {})[str(row["form"])] = row["country"]
    return table


@cache
def _in_lower_case() -> Mapping[str, Mapping[str, str | None]]:
    """The words with a hyphen in lower case -> form -> country."""
    return {word.lower(): forms for word, forms in _table().items() if "-" in word}


@cache
def _country_names() -> Mapping[str, str]:
    """alpha-3 -> the country's usual name."""
    return {str(row["country"]): str(row["word"]) for row in _rows() if row.get("main")}


@cache
def shared_words() -> frozenset[str]:
    """The words that two states share: "Congolese"."""
    return frozenset(str(row["word"]) for row in _rows() if row.get("shared"))


@cache
def sharing(code: str) -> str | None:
    """Alpha-3 of the smaller state that shares words with a state; None for most."""
    return next((row["shared"] for row in _rows() if row["country"] == code and row.get("shared")), None)


def own_names(code: str) -> tuple[str, ...]:
    """Names of a state and of its capital, without those that it shares."""
    named = (row for row in _rows() if row["country"] == code and row["form"] in {"country", "capital"})
    return tuple(str(row["word"]) for row in named if row["word"] not in shared_words())


@lru_cache(maxsize=4096)
def forms_of(word: str) -> Mapping[str, str | None]:
    """Each form in which the lexicon knows the word, with its country or None; empty where it does not know it."""
    word = word.replace("’", "'")
    table = _table()
    found = table.get(word) or table.get(word.removeprefix("the ").removeprefix("The "))
    if found is None and word.isupper() and len(word) > _ACRONYM:
        found = table.get(word.title()) or _in_lower_case().get(word.lower())  # BAGHDAD, PORT-AU-PRINCE in a dateline
    return found or {}


_ACRONYM = 4  # letters; a word of so few in capitals may be one


def place_names() -> frozenset[str]:
    """All names of states, capitals and seats of government."""
    return frozenset(word for word, forms in _table().items() if {"country", "capital", "seat"} & set(forms))


def country_of(word: str) -> str | None:
    """Alpha-3 of a nationality word, country or capital; None where the word names none."""
    forms = forms_of(word)
    return next((forms[f] for f in ("country", "adjective", "demonym", "capital", "seat") if forms.get(f)), None)


def country_in(words: list[str]) -> str | None:
    """Alpha-3 of the first nationality or country among the words; "US-backed" counts for nobody, two words go first.

    >>> country_in(["South", "Korean", "troops"]), country_in(["Iran-backed", "militias"])
    ('KOR', None)
    >>> country_in(["president", "of", "Guinea", "-", "Bissau"])  # as the tokenizer cuts it
    'GNB'
    """
    for i in range(len(words)):
        for size in (3, 2, 1):
            forms = forms_of(" ".join(words[i : i + size]).replace(" - ", "-"))
            if code := forms and (
                forms.get("adjective") or forms.get("country") or forms.get("demonym") or forms.get("seat")
            ):
                return code
    return None


def name_of(code: str) -> str:
    """English name of the country with this alpha-3 code; the code itself where it is unknown.

    >>> name_of("IRN"), name_of("USA")
    ('Iran', 'United States')
    """
    return _country_names().get(code, code)


def is_country(text: str) -> bool:
    """Whether the text is a name of a state: "Iraq", "the UK"."""
    return "country" in forms_of(text)


def is_capital(text: str) -> bool:
    """Whether the text is a capital or a seat of government: "Baghdad", "the Kremlin"."""
    forms = forms_of(text)
    return "capital" in forms or "seat" in forms
