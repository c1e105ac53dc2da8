"""The component `kg_lemmatizer`: spaCy's English rule lemmatizer, and what it lacks for UD's parts of speech."""

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Token

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

_CLOSED = {
    (part, form): lemma for part, lemmas in _FORMS.items() for lemma, forms in lemmas.items() for form in forms.split()
}


class KgLemmatizer(EnglishLemmatizer):
    """spaCy's rules and exceptions (spacy-lookups-data), after closed classes and base forms by tag."""

    def rule_lemmatize(self, token: Token) -> list[str]:
        """Lemma of a token, in a list as spaCy wants it; spaCy remembers it per form, POS and morphology."""
        low = token.lower_
        part = token.pos_
        closed = _CLOSED.get((part, low))
        if closed is not None and token.tag_ != "PRP$":
            return [closed]
        if part in ("VERB", "AUX") and token.tag_ in ("VB", "VBP"):
            return [low]
        found: list[str] = super().rule_lemmatize(token)
        return found if part in ("PROPN", "X", "NUM") else [found[0].lower()]


@Language.factory("kg_lemmatizer", assigns=["token.lemma"], requires=["token.pos"], default_config={"overwrite": False})
def create(nlp: Language, name: str, overwrite: bool) -> KgLemmatizer:
    """Factory; the tables of the rules are read at `initialize`."""
    return KgLemmatizer(nlp.vocab, None, name, mode="rule", overwrite=overwrite)
