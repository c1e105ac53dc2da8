"""The dependents of a word and their labels in the UD scheme, read once for a text: what kg.extract.syntax is made of.

Whoever asks for them through spaCy makes new tokens and label strings each time, which takes longer than all else.
"""

import numpy as np
from spacy.tokens import Doc, Token

_UD = {  # ClearNLP label -> Universal Dependencies label
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "dative": "iobj",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "acomp": "xcomp",
    "neg": "advmod",
    "npadvmod": "obl:npmod",
    "nn": "compound",
    "ROOT": "root",
}
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_DEPENDENTS = "kg.extract.dependents"  # key of Doc.user_data
_PREPOSITIONS = "kg.extract.prepositions"  # key of Doc.user_data


def relation(token: Token) -> str:
    """The word's dependency label in the UD scheme."""
    found = _RELATIONS.get(token.dep)
    if found is None:
        found = _RELATIONS[token.dep] = _UD.get(token.dep_, token.dep_)
    return found


_RELATIONS: dict[int, str] = {}  # spaCy's number of a label, the same in every process, to the label


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents with one of these labels, in order of the text."""
    return [child for label, child in dependents(token.doc)[token.i] if label in labels]


def dependents(doc: Doc) -> list[list[tuple[str, Token]]]:
    """For each token its dependents with their labels, made once a text: to make tokens takes longest of all."""
    known: list[list[tuple[str, Token]]] | None = doc.user_data.get(_DEPENDENTS)
    if known is None:
        known = [[] for _ in doc]
        offsets = doc.to_array("HEAD").astype(np.int64, copy=False).tolist()
        for token, offset in zip(doc, offsets, strict=True):
            if offset:
                known[token.i + offset].append((relation(token), token))
        doc.user_data[_DEPENDENTS] = known
    return known


def forget(doc: Doc) -> None:
    """Drop what was made for the text: its tokens hold the Doc, which would wait for the garbage collector."""
    for key in (_DEPENDENTS, _PREPOSITIONS):
        doc.user_data.pop(key, None)


def preposition(token: Token) -> str:
    """The preposition of a UD oblique, compound ones joined by a space ("because of"); empty where it has none.

    Parsers hang the preposition of "in Deh-e Now district" on the first word of the name: it serves the phrase.
    """
    known: dict[int, str] = token.doc.user_data.setdefault(_PREPOSITIONS, {})
    found = known.get(token.i)
    if found is None:
        found = known[token.i] = " ".join(word.lower_ for word in sorted(_case(token), key=lambda word: word.i))
    return found


def _case(token: Token) -> list[Token]:
    words: list[Token] = []
    for child in children(token, "case"):
        if child.lower_ not in _POSSESSIVE:
            words.extend([child, *children(child, "fixed")])
    if words:
        return words
    label, first = next(iter(dependents(token.doc)[token.i]), ("", token))
    if first.i < token.i and label in {"nmod", "compound", "flat"}:
        return [child for child in children(first, "case") if child.i < first.i]
    return []
