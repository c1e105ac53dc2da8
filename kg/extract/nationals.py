"""People by their nation: "two Indians and a Pakistani", "the Americans", "Syrian Kurds"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.actors import agent_noun, country_of_words
from kg.extract.parse import capitalised, tokens_of
from kg.extract.spans import Candidate, Name, phrase, text_of, trim
from kg.extract.syntax import children, relation
from kg.model import Kind


def peoples(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Nationals and members of a people: "Sunnis", "the Americans", "Syrian Kurds"."""
    taken = {i for name in names if name.label in {"PER", "ORG", "LOC"} for i in range(name.start, name.end)}
    for token in capitalised(doc):
        if token.i in taken:
            continue
        if relation(token) in {"amod", "compound", "nmod:desc"} or agent_noun(token):
            continue
        forms = nationalities.forms_of(token.text)
        one = _is_one(token)
        some = one or token.tag_ in {"NNS", "NNPS"} or (token.tag_ in {"NNP", "NN", "JJ"} and _has_article(token))
        counted = "adjective" in forms and bool(children(token, "nummod"))  # "two Chinese"
        if counted or (some and {"demonym", "people"} & set(forms)):
            start, end = trim(doc, *phrase(token))
            country = country_of_words(tokens_of(doc)[start:end])
            text = text_of(doc, start, end)
            yield Candidate(start, end, token.i, Kind.PEOPLE, text, not one, country, "CVL", "people")


def _is_one(token: Token) -> bool:
    """Whether one of a people is meant, who has no name: "a Kenyan", "at least one Kenyan"."""
    return any(child.lower_ in {"a", "an", "another", "one"} for child in children(token, "det", "nummod"))


def _has_article(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "the" and relation(token) not in {"amod", "compound"}
