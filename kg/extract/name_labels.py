"""Labels that a recogniser gave a name wrong and that the words around it, or what everybody knows, put right.

"gangs, including Los Lobos" makes a body of what looks like a town, "the government of Aung San Suu Kyi" a person of
what looks like a place, and "sent troops to Bunagana" a place of what looks like a person.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.known_names import IsKnown, known_names
from kg.extract.lexicons import word_set
from kg.extract.spans import Name, is_capitalised, root_of, text_of
from kg.extract.syntax import children, preposition, relation

_SUCH_AS = frozenset({"including", "like", "such as", "as", "among"})
_GROUPS = frozenset(
    "gang group cartel militia faction movement organisation organization network clan syndicate mob brigade party"
    " outfit guerrilla".split()
)
_SENDS = frozenset("send deploy dispatch redeploy rush airlift fly move despatch".split())
_WEAPONS = frozenset({"battery", "launcher", "interceptor", "missile", "howitzer"})
_FORCES = frozenset(
    "troop soldier force policeman police mission peacekeeper reinforcement contingent battalion brigade convoy"
    " delegation envoy aid warship aircraft plane unit officer guard army navy marine guardsman".split()
)
_PEOPLES = frozenset({"tribe", "clan", "tribesman", "clansman"})
_OFFICES = frozenset(
    "envoy ambassador minister president spokesman spokeswoman lawyer adviser advisor deputy secretary general chairman"
    " commander governor mayor leader wife husband brother sister daughter son widow".split()
)
_CALLED = frozenset({"know", "call", "style", "name"})
_TAKES = frozenset("seize retake raid shell storm overrun loot bombard".split())
_VISITS = frozenset({"visit", "reach", "enter", "seize", "capture", "shell"})
_ARTICLES = frozenset("la le les el los las al il the".split())
_DEEDS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "conj", "appos", "root"})


def is_mere_article(words: Sequence[str]) -> bool:
    """Whether what was marked is only the article of a name: "La" of "La Regional"."""
    return all(word.lower() in _ARTICLES for word in words) and not any(word.isupper() for word in words)


def is_creed(doc: Doc, name: Name) -> bool:
    """Whether a name only tells whose house the common noun behind it is: "a [Serbian Orthodox] monastery"."""
    if name.end >= len(doc) or is_capitalised(doc[name.end]) or name.label == "PER":
        return False
    words = [doc[i].text for i in range(name.start, name.end)]
    forms = [set(nationalities.forms_of(word)) for word in words]
    told = [bool({"adjective", "people"} & found) or word in CREEDS for word, found in zip(words, forms, strict=True)]
    house = doc[name.end].lemma_.lower() in word_set("place_nouns")
    return len(words) > 1 and all(told) and house and root_of(doc, name.start, name.end).head == doc[name.end]


CREEDS = frozenset("Orthodox Catholic Roman Greek Coptic Baptist Anglican Evangelical Lutheran Methodist".split())


def with_labels(doc: Doc, names: list[Name], is_person: IsKnown) -> list[Name]:
    """The names of a text with the labels that its lists and the persons whom everybody knows prove."""
    letters = {doc[n.end + 1].text for n in names if n.label == "ORG" and _has_letters(doc, n.end)}
    lower = {text.lower() for n in names if n.label == "ORG" and (text := text_of(doc, n.start, n.end)).isupper()}
    parts = {doc[i].text for n in names if n.label == "PER" and n.end - n.start > 1 for i in range(n.start, n.end)}
    members = {text_of(doc, n.start, n.end) for n in names if _is_member(doc, n)}
    found = []
    for name in names:
        text = text_of(doc, name.start, name.end)
        if name.label == "MISC" or _is_of_people(doc, name) or _is_of_weapon(doc, name):
            found.append(name.labelled("MISC"))
        elif _is_dateline(doc, name) or (_is_taken(doc, name) and not (is_person(text) or text in parts)):
            found.append(name.labelled("LOC"))
        elif name.label == "PER":
            body = name.end - name.start == 1 and not text.isupper() and text.lower() in lower  # "CARICOM ... Caricom"
            found.append(name.labelled("ORG") if body or text in members else name)
        elif text in members or text in letters:
            found.append(name.labelled("ORG"))
        elif _is_holder(doc, name) or (_may_be_person(doc, name) and is_person(text)):
            found.append(name.labelled("PER"))
        else:
            found.append(name)
    return found


def _is_of_weapon(doc: Doc, name: Name) -> bool:
    """Whether a weapon goes by a name that was taken for a place: "an [Iron Dome] battery"."""
    if name.label != "LOC":
        return False
    noun = doc[name.end] if name.end < len(doc) else doc[name.start]
    known = nationalities.forms_of(doc[name.end - 1].text)
    return noun.lemma_.lower() in _WEAPONS and relation(noun) != "flat" and not known


def _has_letters(doc: Doc, end: int) -> bool:
    """Whether a body's letters stand in brackets right behind its name: "Sirwa Defence Forces (SDF)"."""
    inside = doc[end : end + 3].text.replace(" ", "")
    return inside.startswith("(") and inside.endswith(")") and len(inside) > 3 and inside[1:-1].isupper()


def _is_member(doc: Doc, name: Name) -> bool:
    """Whether a list tells that a name is one of several groups: "gangs, including [Los Choneros] and [Los Lobos]"."""
    text = text_of(doc, name.start, name.end)
    if name.label in {"ORG", "MISC"} or nationalities.forms_of(text) or text.lower() in known_names():
        return False
    root = root_of(doc, name.start, name.end)
    while relation(root) == "conj" and root.head.ent_type_:
        root = root.head
    noun = root.head
    if _is_what_they_are_called(root):
        return True
    listed = preposition(root) in _SUCH_AS and relation(root) in {"nmod", "obl", "conj"}
    called = relation(root) in {"appos", "flat"} and noun.i == root.i - 1  # "the gang [Los Lobos]"
    return (listed or called) and noun.pos_ == "NOUN" and noun.lemma_.lower() in _GROUPS


def _is_dateline(doc: Doc, name: Name) -> bool:
    """Whether a text begins with the name in capitals and its country: "[PATTANI], Thailand, Aug 17"."""
    if name.start or name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return False
    return text_of(doc, 0, name.end).isupper() and nationalities.is_country(doc[name.end + 1].text)


def _is_what_they_are_called(root: Token) -> bool:
    """Whether a name is that of several: "militiamen known as [Fano]", "[Los Lobos], sons of a smuggler"."""
    called = relation(root) == "obl" and preposition(root) == "as" and root.head.lemma_ in _CALLED
    if called and relation(root.head) == "acl":
        return _are_people(root.head.head)
    return not children(root, "conj") and any(_are_people(each) for each in children(root, "appos"))


def _are_people(noun: Token) -> bool:
    return noun.tag_ == "NNS" and noun.lemma_.lower() in word_set("agent_nouns")


def _is_taken(doc: Doc, name: Name) -> bool:
    """Whether a name of one word is taken or visited as a town is: nobody is brought in by one bare word."""
    word = doc[name.start]
    if name.end - name.start > 1 or name.label == "LOC" or relation(word) not in {"obj", "nsubj:pass"} or word.is_upper:
        return False
    if name.label == "ORG" and (word.lower_ in known_names() or nationalities.forms_of(word.text)):
        return False
    bare = not any(child.i < word.i for child in children(word, "det", "amod", "compound", "nmod:desc", "nmod:poss"))
    verbs = _TAKES if name.label == "PER" else _VISITS
    verb = word.head.lemma_.lower()
    took = verb == "take" and not children(
        word.head, "obl", "xcomp", "compound:prt", "advcl"
    )  # nor "took Ruiz to jail"
    return bare and not children(word, "appos", "flat") and (verb in verbs or took)


def _is_of_people(doc: Doc, name: Name) -> bool:
    """Whether a name is that of a people: "the [Ambulin] and [Sikin] tribes"."""
    if name.label == "ORG" or name.end - name.start > 1:
        return False
    word = doc[name.start]
    while relation(word) == "conj":
        word = word.head
    return relation(word) in {"compound", "amod", "nmod"} and word.head.lemma_.lower() in _PEOPLES and (
        name.start < word.head.i and not preposition(word)
    )  # fmt: skip


def _is_holder(doc: Doc, name: Name) -> bool:
    """Whether a name of several words says who holds somebody's office: "the king's envoy, [Ismael Wague], called"."""
    root = root_of(doc, name.start, name.end)
    office = root.head
    if name.end - name.start == 1 or relation(root) != "appos" or office.tag_ != "NN" or name.start < office.i:
        return False
    return office.lemma_.lower() in _OFFICES and bool(children(office, "nmod:poss"))


def _may_be_person(doc: Doc, name: Name) -> bool:
    """Whether a name that was marked as a body or a place stands alone, as a person's may."""
    text = text_of(doc, name.start, name.end)
    if text.isupper() or text.lower() in known_names() or nationalities.forms_of(text):
        return False
    root = root_of(doc, name.start, name.end)
    if relation(root) not in _DEEDS or children(root, "appos") or _has_article(doc, name):
        return False
    if name.end - name.start > 1:
        return True
    return name.label != "LOC" and preposition(root) not in {"in", "at", "near", "outside", "of", "from"}


def _has_article(doc: Doc, name: Name) -> bool:
    return name.start > 0 and doc[name.start - 1].lower_ in {"the", "a", "an"}


GOES = frozenset(
    "leave head go come return withdraw retreat pull flee travel fly move advance march drive arrive sail".split()
)
"""What one does to a place or from it: leaves for it, withdraws from it."""


def is_sent(word: Token) -> bool:
    """Whether somebody is sent to what a word names: "deployed a force to [Pemba]", "sent troops to [Soledar]"."""
    if preposition(word) not in {"to", "into"}:
        return False
    above = word.head
    if relation(word) == "nmod" and above.lemma_.lower() in _FORCES:
        above, force = above.head, relation(above) in {"obj", "nsubj:pass"}
    else:
        force = any(each.lemma_.lower() in _FORCES for each in children(above, "obj", "nsubj:pass"))
    return force and above.lemma_.lower() in _SENDS
