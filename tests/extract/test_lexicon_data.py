"""The lexicon's rows: sorted, unique, known types, slots and classes, and examples that show the trigger."""

import gzip
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import spacy_lookups_data

from kg.extract import lexicon_repair
from kg.extract.lexicon_repair import COMMAND, FIELDS, FOLDER
from kg.resources import ontology_path

SLOT = re.compile(r"subj|obj|iobj|comp|purpose\.obj|comp\.(subj|obj|target)|obl:[a-z]+( of)?")
ROLES = {"source", "target", "place", "weapon", "object"}
QUANTITIES = {None, "killed", "injured", "detained", "displaced"}
SECTORS = {"GOV", "MIL", "REB", "CVL", "IGO", "NGO", "MED", "BUS"} | {
    *("COP", "JUD", "LEG", "OPP", "SPY", "CRM", "EDU", "REF")
}
CLASSES = {"actor", "person", "people", "place", "territory", "weapon", "event", "infinitive", "obligation", "past"} | {
    *("armed", "blow", "organisation", "several", "state")
}
MODALITIES = {"asserted", "negated", "future", "hypothetical"}
LEAST = {
    **{"triggers": 2000, "agent_nouns": 600, "embedding": 200, "reporting": 120, "light_verbs": 100},
    **{"class_nouns": 500, "modifiers": 70, "place_nouns": 200, "target_objects": 200, "titles": 200, "weapons": 150},
}


@cache
def rows(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{file}.jsonl").read_text("utf-8").splitlines()]


@cache
def types() -> frozenset[str]:
    """Local names of the concepts of the ontology, by plain regex."""
    text = ontology_path("event-types.ttl").read_text("utf-8")
    return frozenset(re.findall(r"(?:evt:|event-type/)([A-Za-z][\w-]*)", text))


@cache
def lemmas() -> dict[str, set[str]]:
    """Form -> lemmas, from spaCy's tables of exceptions; regular forms are left to `shows`."""
    found: dict[str, set[str]] = {}
    folder = files(spacy_lookups_data) / "data"
    for part in json.loads(gzip.decompress((folder / "en_lemma_exc.json.gz").read_bytes())).values():
        for form, base in part.items():
            found.setdefault(form, set()).update(base)
    return found


def regular(form: str, word: str) -> bool:
    """Whether a form can be an inflection of a word by spelling alone."""
    stem = word[:-1] if word[-1] in "ey" else word
    endings = rf"e|y|s|es|ies|ed|ied|d|ing|ying|{word[-1]}(ing|ed)"
    return form == word or (form.startswith(stem) and bool(re.fullmatch(endings, form[len(stem) :])))


def shows(example: str, word: str) -> bool:
    """Whether a sentence contains a form of a lemma (a possessive or plural, an irregular past)."""
    forms = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", example.lower())
    forms += [part for form in forms for part in re.split("[-']", form)]
    return any(regular(form, word) or word in lemmas().get(form, ()) for form in forms)


def repair(file: str, number: int, text: str) -> str:
    return f"lexicon/{file}.jsonl:{number}: {text}; mend the row, then run: {COMMAND}"


def failures(file: str, check: Any) -> list[str]:
    return [repair(file, number, text) for number, row in enumerate(rows(file), 1) if (text := check(row))]


@pytest.mark.parametrize("file", sorted(FIELDS))
def test_files_are_as_the_repair_command_would_write_them(file: str) -> None:
    before = (FOLDER / f"{file}.jsonl").read_text("utf-8")
    after, problems = lexicon_repair.tidy(file, before)
    assert [str(each) for each in problems] == []
    assert before == after, f"lexicon/{file}.jsonl is not sorted and normalised; run: {COMMAND}"


def test_every_file_has_its_rows() -> None:
    assert {file: len(rows(file)) for file in LEAST if len(rows(file)) < LEAST[file]} == {}


def test_types_are_in_the_ontology() -> None:
    assert failures("triggers", lambda row: row["type"] not in types() and f"unknown type {row['type']!r}") == []


def test_every_concrete_type_has_a_trigger() -> None:
    concrete = {name for name in types() if name.islower()}
    assert concrete - {row["type"] for row in rows("triggers")} == set()


def test_frames_and_conditions_use_known_names() -> None:
    classes = CLASSES | {row["class"] for row in rows("class_nouns")}

    def check(row: dict[str, Any]) -> str | bool:
        slots = [slot for each in row["frame"].values() for slot in each]
        for condition in (each for need in row["needs"] for each in need.split("|")):
            slot, _, name = condition.removeprefix("!").partition("=")
            slots.append(slot)
            if name and name not in classes:
                return f"unknown class {name!r}"
        if set(row["frame"]) != ROLES:
            return f"roles {sorted(row['frame'])}"
        wrong = [slot for slot in slots if not SLOT.fullmatch(slot)]
        return wrong != [] and f"unknown slots {wrong}"

    assert failures("triggers", check) == []


def test_values_are_in_range() -> None:
    def check(row: dict[str, Any]) -> str | bool:
        return (
            (row["pos"] not in {"VERB", "NOUN", "ADJ"} and f"pos {row['pos']!r}")
            or (row["quantity"] not in QUANTITIES and f"quantity {row['quantity']!r}")
            or (not re.fullmatch(r"\d{2,4}", row["cameo"]) and f"CAMEO code {row['cameo']!r}")
            or (row["trigger"] != row["trigger"].lower().strip() and "the trigger is not a lower-case lemma")
        )

    assert failures("triggers", check) == []


def test_rows_of_a_trigger_are_numbered_and_only_the_last_is_a_default() -> None:
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows("triggers"):
        groups.setdefault((row["trigger"], row["pos"], row["particle"]), []).append(row)
    order = {name: [row["priority"] for row in each] for name, each in groups.items()}
    wrong = [name for name, each in order.items() if each != list(range(1, len(each) + 1))]
    hidden = [name for name, each in groups.items() if any(not row["needs"] for row in each[:-1])]
    assert wrong == [], f"number the priorities of these from 1, then run: {COMMAND}"
    assert hidden == [], f"a row without needs hides those after it; move it to the end, then run: {COMMAND}"


def test_examples_show_their_trigger() -> None:
    def check(row: dict[str, Any]) -> str | bool:
        words = row["trigger"].split() + (row["particle"].split() if row["particle"] else [])
        missing = [word for word in words if not shows(row["example"], word)]
        return missing != [] and f"the example of {row['trigger']!r} has no form of {missing}"

    assert failures("triggers", check) == []


def test_particles_are_single_words() -> None:
    wrong = failures("triggers", lambda row: " " in (row["particle"] or "") and "name further words in the trigger")
    assert wrong == []


@pytest.mark.parametrize("file", ["embedding", "modifiers", "reporting"])
def test_examples_of_the_other_files_show_their_word(file: str) -> None:
    def check(row: dict[str, Any]) -> str | bool:
        if row["lemma"] in {"n't", "'ll"}:
            return row["lemma"] not in row["example"] and f"no {row['lemma']!r}"
        missing = [word for word in row["lemma"].split() if not shows(row["example"], word)]
        return missing != [] and f"the example has no form of {missing}"

    assert failures(file, check) == []


def test_examples_are_sentences() -> None:
    for file in ("triggers", "embedding", "modifiers", "reporting"):
        assert failures(file, lambda row: not re.fullmatch(r"[A-Z].{8,}[.?]", row["example"]) and "no sentence") == []


def test_sectors_and_modalities_are_known() -> None:
    for file in ("agent_nouns", "titles"):
        assert failures(file, lambda row: row["sector"] not in SECTORS and f"sector {row['sector']!r}") == []
    assert failures("embedding", lambda row: row["modality"] not in MODALITIES | {"purpose"} and row["modality"]) == []
    assert failures("modifiers", lambda row: row["modality"] not in MODALITIES | {None} and row["modality"]) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"lemma": "town"}\n', "place_nouns.jsonl:1: no field 'place_type'; add it"),
        ('{"lemma": "town", "place_type": "city"\n', "place_nouns.jsonl:1: Expecting"),
        (
            '{"lemma": "town", "place_type": "city"}\n{"lemma": "town", "place_type": "region"}\n',
            "place_nouns.jsonl:2: a second row for ['town']; merge them",
        ),
    ],
)
def test_the_repair_command_names_what_it_cannot_mend(text: str, message: str) -> None:
    _, problems = lexicon_repair.tidy("place_nouns", text)
    assert len(problems) == 1
    assert str(problems[0]).startswith(message)


def test_the_repair_command_sorts_orders_fields_and_drops_doubles() -> None:
    town = '{"lemma":"town","place_type":"city"}\n'
    text = '{"place_type": "city", "lemma": "town"}\n\n{"lemma": "dam", "place_type": "water"}\n' + town
    after, problems = lexicon_repair.tidy("place_nouns", text)
    assert problems == []
    assert after == '{"lemma": "dam", "place_type": "water"}\n{"lemma": "town", "place_type": "city"}\n'
