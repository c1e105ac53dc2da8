"""Mistakes that parsers of news make time after time, set right before anything is read off the parse.

The rules stand where what they mend is told: `misreadings` (a word taken for another sort of word), `misjoined` (a noun
on the wrong word), `unjoined` (a verb without its subject or object), `reattachment` (a clause on the wrong word),
`speeches` (a verb of speech without its speaker or what is said). All look at the parse as it came.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

from spacy.attrs import DEP, HEAD, POS, TAG
from spacy.tokens import Doc, Token

from kg.extract import misjoined, misreadings, reattachment, speeches, unjoined
from kg.extract.parse import forget, tokens_of
from kg.extract.repair_rules import Changes, Repair

_POS = {
    "H": "PUNCT",
    "I": "ADP",
    "J": "ADJ",
    "N": "NOUN",
    "V": "VERB",
}  # of a tag that a rule gives, by its first letter
_MODULES = (misreadings, misjoined, unjoined, reattachment, speeches)  # of two changes of a word the later one holds
_RULES = tuple(rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Repair))


def repaired(doc: Doc) -> Doc:
    """The Doc itself, with the heads, labels and tags that the rules set right changed in place."""
    changes = [change for token in tokens_of(doc) for rule in _rules(token.tag_, token.label) for change in rule(token)]
    if not changes:
        return doc
    attributes = [HEAD, DEP, TAG, POS]
    values = doc.to_array(attributes)
    heads = {index: head for index, head, _, _ in changes}
    for index, head, label, tag in changes:
        if _is_ring(doc, heads, index):
            continue  # two repairs of one phrase would hang it on itself
        values[index, 0] = (head - index) % 2**64  # two's complement, as spaCy wants it
        values[index, 1] = doc.vocab.strings.add(label)
        if tag:
            values[index, 2] = doc.vocab.strings.add(tag)
            values[index, 3] = doc.vocab.strings.add(_POS[tag[0]])
    forget(doc)
    return doc.from_array(attributes, cast(Any, values))


def _is_ring(doc: Doc, heads: Mapping[int, int], index: int) -> bool:
    """Whether the words above a word lead back to it, where `heads` are the new heads of some."""
    at, seen = index, {index}
    while (above := heads.get(at, doc[at].head.i)) != at:
        if above in seen:
            return True
        seen.add(above)
        at = above
    return False


@cache
def _rules(tag: str, label: str) -> tuple[Callable[[Token], Changes], ...]:
    """The rules that may apply to a word with this tag and this label, in their order."""
    return tuple(rule.changes for rule in _RULES if rule.may_apply(tag, label))
