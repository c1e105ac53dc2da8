"""One convention for entity spans, whatever the corpus: bare names, without titles, articles and possessives.

The sources of training and evaluation data disagree: GMB writes `[Prime Minister Tony Blair]`, the others
`Prime Minister [Tony Blair]`. Training on both teaches neither, so all are brought to the second form.
"""

LABELS = ("PER", "ORG", "LOC", "MISC")
"""Entity labels, in the order of the model's BIO head."""

TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
"""BIO tags, in the order of the model's BIO head: O, B-PER, I-PER, B-ORG, ..."""

_TITLE_WORDS = (
    "mr mr. mrs mrs. ms ms. miss mister dr dr. drs. doctor prof prof. professor sir madam dame lord lady baron"
    " count countess duke duchess earl king queen prince princess emperor empress sultan sheikh shaikh emir"
    " ayatollah imam mullah pope cardinal archbishop bishop reverend rev. rev father prophet judge justice"
    " president vice-president ex-president minister premier chancellor governor gov. gov senator sen. sen"
    " senators congressman congresswoman representative rep. rep mayor secretary secretary-general ambassador"
    " commissioner spokesman spokeswoman spokesperson chairman chairwoman director speaker leader envoy"
    " general gen. gen lieutenant lt. lt colonel col. col major maj. maj captain capt. capt sergeant sgt. sgt"
    " corporal cpl. private pvt. admiral adm. commander cmdr. marshal brigadier brig. officer attorney"
    " coach actor actress singer hon. mp"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_QUALIFIER_WORDS = (
    "prime vice foreign interior defense defence finance deputy former state crown first attorney chief us u.s."
    " british israeli russian under assistant acting late the of and lieutenant major secretary general"
)
_QUALIFIERS = frozenset(_QUALIFIER_WORDS.split())


def is_title_word(word: str) -> bool:
    """Whether a word is a title, or the last word of one: "Envoy" of "Special Envoy"."""
    return word.lower() in _TITLES


def only_titles(words: list[str]) -> bool:
    """Whether all words belong to an office, so that no name is among them: "Prime", "Foreign Minister"."""
    return all(word.lower() in _TITLES or word.lower() in _QUALIFIERS for word in words)


def name_start(words: list[str]) -> int:
    """Number of words of titles and their qualifiers (`former Foreign Minister`) at the start of a person."""
    end = 0
    for index, word in enumerate(words[:-1]):
        low = word.lower()
        if low in _TITLES or (low == "state" and index >= 2 and words[index - 1].lower() == "of"):
            end = index + 1
        elif low not in _QUALIFIERS:
            break
    return 0 if words[end].lower() == "of" else end


def normal_spans(words: list[str], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans (start, end, label) over words brought to the convention; a span with nothing left is dropped."""
    result = []
    for start, end, label in spans:
        if end - start > 1 and words[end - 1].lower() in ("'s", "’s", "'", "’"):
            end -= 1
        if label == "PER":
            start += name_start(words[start:end])
            if end - start == 1 and words[start].lower() in _TITLES:
                continue
        if end - start > 1 and words[start].lower() == "the":
            start += 1
        result.append((start, end, label))
    return result


def to_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """BIO tags as spans (start, end, label); an I- that continues nothing starts a span."""
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        label = tag[2:]
        if tag[0] == "I" and spans and spans[-1][1] == index and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], index + 1, label)
        else:
            spans.append((index, index + 1, label))
    return spans


def to_tags(length: int, spans: list[tuple[int, int, str]]) -> list[str]:
    """Spans as BIO tags over `length` words."""
    tags = ["O"] * length
    for start, end, label in spans:
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags
