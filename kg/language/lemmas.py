"""The component `kg_lemmatizer`: spaCy's English rule lemmatizer, and what it lacks for UD's parts of speech."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Token
from spacy.training import Example

_FORMS = {
    "AUX": {
        "be": "am is are was were been being 'm 's 're m s re ai ’m ’s ’re",
        "have": "has had having 've 'd ve ’ve",
        "do": "does did done doing d du",
        "will": "wo 'll ll ’ll",
        "can": "ca",
        "shall": "sha",
        "get": "got getting gets",
    },
    "PART": {"not": "n't nt n’t", "'s": "s ’s '"},
    "VERB": {"be": "am are 'm 're 's ’s ’m ’re", "have": "'ve ’ve"},
    "DET": {"a": "an", "this": "these", "that": "those"},
    "PRON": {"I": "i me", "he": "him", "she": "her", "we": "us 's", "they": "them", "who": "whom", "this": "these"}
    | {"that": "those"},
}
"""Part of speech to lemma to forms: closed classes, which the rules leave as they are; lemmas as in UD English."""

_CLOSED_SYLLABLE = re.compile(r"(?<![aeiou])[aeiou][bcdfgklmnpstvz]$")
"""One vowel and one consonant that would be doubled."""

_COMPLETE = re.compile(r"(?:[^aeiou][bdhkmnprtw]|[aeio][nrwxy])$")
"""Endings of verbs that rarely take an -e: `waterboard`, `cordon`."""

_DOUBLED = re.compile(r"([bdglmnprt])\1$")
"""A consonant that an unknown verb doubled before -ed and -ing: `airdropped`, `martialled`."""

_CLOSED = {
    (part, form): lemma for part, lemmas in _FORMS.items() for lemma, forms in lemmas.items() for form in forms.split()
}


class KgLemmatizer(EnglishLemmatizer):
    """spaCy's rules and exceptions (spacy-lookups-data), after closed classes and base forms by tag."""

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]] | None = None,
        *,
        nlp: Language | None = None,
        lookups: Lookups | None = None,
    ) -> None:
        """Read the tables; the known lemmas, which come as lists, become dictionaries: a list is searched word by
        word, and that took a tenth of the whole pipeline's time."""
        super().initialize(get_examples, nlp=nlp, lookups=lookups)
        index = self.lookups.get_table("lemma_index")
        for part, lemmas in list(index.items()):
            index.set(part, dict.fromkeys(lemmas, True))

    @cached_property
    def _irregular_past(self) -> dict[str, str]:
        """Lemmas of forms such as `retook`, never a present whatever the tagger says; `found` and `hit` are both."""
        known = self.lookups.get_table("lemma_index")["verb"]
        exceptions = self.lookups.get_table("lemma_exc")["verb"]
        return {f: found[0] for f, found in exceptions.items() if f not in known and not f.endswith(("s", "ing"))}

    def rule_lemmatize(self, token: Token) -> list[str]:
        """Lemma of a token, in a list as spaCy wants it; spaCy remembers it per form, POS and morphology."""
        low = token.lower_
        part = token.pos_
        closed = _CLOSED.get((part, low))
        if closed is not None and token.tag_ != "PRP$":
            return [closed]
        if part in ("VERB", "AUX") and token.tag_ in ("VB", "VBP"):
            return [self._irregular_past.get(low, low)]
        if token.tag_ == "NNPS":
            return [self._singular(token.text)]
        found: list[str] = super().rule_lemmatize(token)
        if part == "VERB" and token.tag_ in ("VBD", "VBN", "VBG"):
            return [self._with_e(low, found[0].lower())]
        return found if part in ("PROPN", "X", "NUM") else [found[0].lower()]

    def _with_e(self, form: str, lemma: str) -> str:
        """`rape`, not `rap`, for `raped`: a short verb doubles its consonant before -ed and -ing (`rapped`)."""
        stem = form.removesuffix("ing") if form.endswith("ing") else form.removesuffix("ed")
        known = self.lookups.get_table("lemma_index")["verb"]
        if lemma not in known and stem != form and _DOUBLED.search(stem):
            return stem[:-1]
        if lemma not in known and lemma == f"{stem}e" and _COMPLETE.search(stem):
            return stem  # the rules guess `cordone` where they know neither
        single = len(stem) > 2 and stem == lemma and _CLOSED_SYLLABLE.search(stem) is not None
        return f"{lemma}e" if single and f"{lemma}e" in known else lemma

    def _singular(self, form: str) -> str:
        """`Warplane` for `Warplanes` that begins a sentence; a plural name stays where no such noun is known."""
        low = form.lower()
        known = self.lookups.get_table("lemma_index")["noun"]
        for ending, instead in (("ies", "y"), ("s", ""), ("es", "")):
            if low.endswith(ending) and low[: -len(ending)] + instead in known:
                return form[: -len(ending)] + (instead.upper() if form.isupper() else instead)
        return form


@Language.factory("kg_lemmatizer", assigns=["token.lemma"], requires=["token.pos"], default_config={"overwrite": False})
def create(nlp: Language, name: str, overwrite: bool) -> KgLemmatizer:
    """Factory; the tables of the rules are read at `initialize`."""
    return KgLemmatizer(nlp.vocab, None, name, mode="rule", overwrite=overwrite)
