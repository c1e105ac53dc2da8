"""spaCy's English tokenizer with the few changes that bring it to the words of Universal Dependencies.

Registered as `kg.Tokenizer.v1`. On the raw sentences of UD English dev it agrees better than spaCy's own
(see the model card); what is left are typing errors that UD splits (`its` as `it` `s`).
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

NAME = "kg.Tokenizer.v1"

_RUNS = [r"[!?]{2,}", r"\*{2,}", r"={2,}", r"_{2,}", r"\${2,}", r"<{2,}", r">{2,}", r"~{2,}", r"\+{2,}"]
"""Runs of one sign are one word; spaCy makes each sign a word."""

_INFIXES = [
    r"(?<=[A-Za-z])-(?=[0-9])",  # F-16, Sector-37
    r"(?<=[a-z]{2})/(?=[a-z]{2})",  # and/or
    r"(?<=\w)\)(?=\()",
    r"(?<=\))\((?=\w)",
    r"(?<=[\w)\"”’])[.,;:](?=\[\w)",  # a footnote's mark right after a word: Army.[4]
    r"(?<=[\w.,;:)\]\"”’])\[(?=\w)",
    r"(?<=\w)\](?=\[\w)",  # two of them: [4][5]
]
_ABBREVIATIONS = (
    "etc. al. Capt. capt. Sgt. Lt. Col. Maj. Cpl. Pvt. Brig. Cmdr. Adm. Hon. Amb. Gens. Cols. Drs. Reps. Sens."
    " Govs. Pres. Supt. Insp. Dept. Govt. Min. Sec. Fr. Ste. Ft. Op. Fig. fig. Nos. Vol. vol. pp. p.m. a.m."
    " e-mail E-mail e-mails E-mails"
)


def create() -> Callable[[Language], Tokenizer]:
    """Factory of the registry: makes the tokenizer of a blank English pipeline."""

    def make(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        rules = dict(defaults.tokenizer_exceptions or {})
        rules.pop("and/or", None)
        rules |= {word: [{"ORTH": word}] for word in _ABBREVIATIONS.split()}
        return Tokenizer(
            nlp.vocab,
            rules=rules,
            prefix_search=compile_prefix_regex([*_RUNS, *(defaults.prefixes or ())]).search,
            suffix_search=compile_suffix_regex([*_RUNS, *(defaults.suffixes or ())]).search,
            infix_finditer=compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )

    return make


registry.tokenizers(NAME, func=create)
