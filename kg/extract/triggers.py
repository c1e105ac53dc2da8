"""Which words express events: the lexicon matched against the parse, ambiguous ones decided by their arguments.

"The army fired rockets at the town" is a missile strike, "the company fired its director" none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from kg.extract import lexicons, phrases, syntax
from kg.extract.conditions import holds
from kg.extract.launches import fired_in_war, laid
from kg.extract.lexicons import BLOWS, LightVerb, TriggerRow, rows_of
from kg.extract.names import is_deed
from kg.extract.noun_slots import event_noun_slots, with_light_verb
from kg.extract.parse import has, near_below, tokens_of
from kg.extract.roles import Mentions
from kg.extract.slots import Slots, adjective_slots, shared_objects, verb_slots
from kg.extract.spans import HYPHENS, is_hyphened
from kg.extract.syntax import Filler
from kg.extract.time_words import TIMES

_NAMES = frozenset({"PER", "PERSON", "ORG", "LOC", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART"})
_WHERE, _DURING = frozenset({"in", "near", "along", "around", "outside"}), frozenset({"on", "during", "in"})
_WHOLE = frozenset({"power", "hostage"})
_CALLS = frozenset(
    "call describe term denounce see condemn brand label portray characterise characterize dismiss reject decry regard"
    " view criticise criticize praise hail slam treat".split()
)
_STAYS = frozenset({"remain", "stay", "be", "keep"})
_NEAR = 10  # words from a trigger to its further words at most
_BESIDE = 3  # words from a verb to the one that it shares its object with
_TOWARDS = frozenset({"at", "against", "towards", "toward"})  # how something goes towards a target
_WAYS = {  # of one verb alone
    **{"blame": frozenset({"on"}), "come": frozenset({"by", "from"}), "say": frozenset({"to"})},
    **dict.fromkeys(("receive", "buy", "obtain", "import", "repatriate", "steal"), frozenset({"from"})),
    **dict.fromkeys(("airdrop", "deploy", "dispatch", "order", "send", "ship"), frozenset({"to", "into"})),
}
_TALKS = frozenset(
    "talk negotiation meeting consultation discussion dialogue agreement deal treaty pact accord memorandum truce"
    " ceasefire contract".split()
)
_CHIEFS = frozenset({"chief", "head", "director", "commander", "minister", "leader", "deputy"})
_PARTS = frozenset({"at", "for", "from", "in", "into", "of", "on", "to", "upon", "with"})
_PREFIXES = frozenset({"co", "non", "pre", "ex", "anti", "counter"})
_CLASSES = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}  # part of speech -> that of a row
_QUOTES = frozenset("\"'“”‘’«»")
_DEMAND = TriggerRow("must", "VERB", "demand", {"target": ("subj",)}, cameo="100")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that expresses an event, with the row that says which."""

    token: Token
    row: TriggerRow
    slots: Slots
    rule: str
    carrier: Token | None = None  # the light verb: "carried out" of "carried out an airstrike"
    rejected: tuple[str, ...] = ()  # rows that did not fit, for the trace


def find_triggers(words: Sequence[Token], table: Mentions) -> list[Trigger]:
    """All triggers among the tokens, in order of the text; the noun of a light verb carries the event."""
    found: dict[int, Trigger] = {}
    carried: dict[int, tuple[Token, LightVerb]] = {}
    words = [token for token in words if token.pos_ in _CLASSES or token.pos_ == "AUX"]
    for verb in [token for token in words if token.pos_ in {"VERB", "AUX"}]:
        for noun, light in _light(verb):
            again = noun.i in carried and light.noun_slot == "subj"  # "strikes hit a unit and destroyed a truck"
            if not again and (noun.i not in carried or noun not in verb.ancestors):
                # "launched war games, to be joined by two navies"
                carried[noun.i] = verb, light
    known = lexicons.triggers()
    for token in words:
        lemma = token.lemma_.lower()
        rows = known.get((lemma, _CLASSES.get(token.pos_, "")))
        states = known.get((lemma, "ADJ")) if token.pos_ == "NOUN" else None
        trigger = _state(token, states) if states else None
        if rows and trigger is None:
            trigger = _match(token, rows, carried.get(token.i), table)
        if trigger is not None:
            found[token.i] = trigger
    for index, (verb, _) in carried.items():
        own = found.get(verb.i)
        if index in found and own is not None:
            del found[index if own.row.needs or " " in own.row.trigger else verb.i]
    _join_means(found)
    found.update((index, replace(each, row=fired_in_war(each.token, each.row))) for index, each in found.items())
    inner = {word.i for trigger in found.values() for word in _other_words(trigger)}
    return [trigger for index, trigger in sorted(found.items()) if index not in inner]


def _join_means(found: dict[int, Trigger]) -> None:
    """A weapon that does harm is one event with it: "a car bomb exploded", "a bomb planted by rebels went off"."""
    for index, trigger in list(found.items()):
        armed = "subj" in trigger.row.frame.get("weapon", ()) or trigger.row.type == "drone-strike"
        for filler in trigger.slots.get("subj", []) if armed else []:
            own = found.get(filler.token.i)
            if own is not None and own.row.root in BLOWS:
                row = replace(found[index].row, type=own.row.type, cameo=own.row.cameo)
                found[index] = replace(found[index], row=row)
                del found[filler.token.i]
            for verb in syntax.children(filler.token, "acl"):
                sent = found.get(verb.i)
                if sent is not None and sent.row.root in BLOWS | {"15"} and syntax.is_passive(verb):
                    del found[verb.i]
    for verb in [clause for each in found.values() for clause in laid(each.token)]:
        found.pop(verb.i, None)


def obligations(tokens: Sequence[Token]) -> Iterator[Trigger]:
    """Verbs of which somebody says that their subject must do it."""
    heads = {word.head.i for word in tokens if word.lower_ == "must" and syntax.relation(word) == "aux"}
    for token in tokens if heads else ():
        if token.i in heads and token.pos_ == "VERB" and not syntax.is_passive(token):
            yield Trigger(token, _DEMAND, verb_slots(token), "obligation")


def _state(noun: Token, rows: Sequence[TriggerRow]) -> Trigger | None:
    """A phrase that says in what state somebody is: "are on strike", "remains under house arrest"."""
    stays = syntax.relation(noun) == "obl" and noun.head.lemma_ in _STAYS
    subject_of = noun if has(noun, ("cop",)) else noun.head if stays else None
    for row in rows if subject_of is not None else ():
        words = row.trigger.split()[:-1]
        if words and [word.lower_ for word in noun.doc[max(0, noun.i - len(words)) : noun.i]] == words:
            slots: Slots = {"subj": syntax.surface_subjects(subject_of)} if subject_of is not None else {}
            for prep, each in syntax.obliques(noun):
                slots.setdefault(f"obl:{prep}", []).append(Filler(each, f"obl:{prep}"))
            return Trigger(noun, row, slots, "adjective")
    return None


def _light(verb: Token) -> Iterator[tuple[Token, LightVerb]]:
    """The event nouns that a light verb carries: "carried out [strikes]"."""
    slots: Slots = {}
    for light in lexicons.light_verbs().get(verb.lemma_.lower(), ()):
        if light.particle and not _has_particle(verb, light.particle):
            continue
        if light.claim and (syntax.is_negated(verb) or any(map(syntax.is_negated, syntax.children(verb, "nsubj")))):
            continue
        if any(
            each.pos_ in {"ADJ", "NOUN"} and not syntax.is_infinitive(each) and each.lower_ != light.particle
            for each in syntax.children(verb, "xcomp")
        ):
            continue  # "called the raid a mistake"
        if (light.verb == "call" and light.particle is None and _names(verb)) or _declares(verb):
            continue
        slots = slots or verb_slots(verb)
        for filler in slots.get(light.noun_slot, []) + _beyond(verb, light):
            for noun in phrases.through_parts(filler.token):
                if lexicons.may_be_event(noun.lemma_):
                    yield noun, light
                    break


def _names(verb: Token) -> bool:
    """Whether "called" says what something is: "in what he called an attack", "strikes that he called murder"."""
    relative = syntax.relation(verb) == "acl:relcl"
    subjects = syntax.children(verb, "nsubj", "nsubj:pass") if relative else []
    relative = any(each.tag_ not in {"WDT", "WP"} for each in subjects) or (relative and verb.head.lower_ == "what")
    return relative or any(each.lower_ == "what" for each in syntax.children(verb, "obj"))


def _declares(verb: Token) -> bool:
    """Whether a second object says what the first one is: "declared the takeover a coup"."""
    objects = [each for each in syntax.children(verb, "obj", "iobj") if each.pos_ == "NOUN"]
    return len(objects) > 1 and objects[0].right_edge.i + 1 == objects[-1].left_edge.i


def _beyond(verb: Token, light: LightVerb) -> list[Filler]:
    """Fillers that hang on the fixed object of the light verb: "claimed responsibility for the blast"."""
    fixed = [each for each in syntax.children(verb, "obj") if each.lower_ == light.particle]
    found = [(prep, noun) for each in fixed for prep, noun in syntax.obliques(each)]
    return [Filler(noun, f"obl:{prep}") for prep, noun in found if f"obl:{prep}" == light.noun_slot]


def _has_particle(verb: Token, particle: str) -> bool:
    own = syntax.children(verb, "compound:prt", "advmod", "prep", "case")
    return any(child.lower_ == particle for child in own) or (
        verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == particle
    )


def _match(
    token: Token, rows: Sequence[TriggerRow], carrier: tuple[Token, LightVerb] | None, table: Mentions
) -> Trigger | None:
    """The trigger that the first fitting row makes of a word."""
    pos = _CLASSES[token.pos_]
    if not _may_trigger(token) or (pos == "NOUN" and carrier is None and (_is_agent(token) or _is_called(token))):
        return None
    near, prefix = _near(token, pos), _prefix(token)
    fitting = [row for row in rows if _words_fit(token, row, near)]
    if prefix:
        fitting = [row for row in fitting if prefix in row.trigger.split()]
    if not fitting:
        return None
    slots = _slots(token, pos, table)
    if pos == "VERB" and any(row.quantity and row.frame.get("target", ())[:1] == ("obj",) for row in fitting):
        slots = _suffered(token, slots, fitting)
    verb = None
    if carrier is not None and pos == "NOUN":
        verb, light = carrier
        slots = with_light_verb(slots, verb_slots(verb), light, fitting)
        for prep, noun in phrases.beside_part(token):
            slots.setdefault(f"obl:{prep}", []).append(Filler(noun, f"{prep} beside {token.head.lower_}"))
    rejected: list[str] = []
    for row in fitting:
        failed = next((need for need in row.needs if not holds(need, token, slots, table)), None)
        if failed is None:
            rule = "light-verb" if verb is not None else _rule(token, pos, slots)
            return Trigger(token, row, slots, rule, verb, tuple(rejected))
        rejected.append(f"{row.type}: needs {failed}")
    return None


def _is_called(noun: Token) -> bool:
    """Whether an operation is only named: "the spokesman of Operation Desert Wind"."""
    named = noun.text == "Operation" and noun.i + 1 < len(noun.doc)
    return named and noun.nbor(1).text[0].isupper()


def _is_agent(noun: Token) -> bool:
    """Whether a noun of those who act means them: "a patrol killed two", not "during a patrol", "a patrol in X"."""
    acts = noun.lemma_.lower() in lexicons.word_set("agent_nouns")
    if not acts or syntax.relation(noun) == "root" or syntax.preposition(noun) in _DURING:
        return False
    wheres = [noun, *syntax.children(noun, "acl")]
    return not any(prep in _WHERE for each in wheres for prep, _ in syntax.obliques(each))


def _may_trigger(token: Token) -> bool:
    """Whether the word is no part of a name, no participle before a noun, and meant as it stands."""
    if token.pos_ == "VERB":
        before = token.nbor(-1) if token.i else None
        joined = is_hyphened(token) and token.tag_ == "VBN"  # "a rebel-held town"
        beside = before is not None and before.tag_ == "IN" and before.head.i >= token.i  # "in occupied Sirwa"
        beside = beside and token.tag_ in {"VBN", "VBD"}
        joined = joined and not syntax.children(token, "nsubj", "nsubj:pass")  # "a missile was test-fired"
        nominal = token.tag_ == "VBN" and any(each.i < token.i for each in syntax.children(token, "det"))
        # "investigating judges", "the displaced", but: 'had "neutralised" ten rebels'
        attribute = syntax.relation(token) in {"amod", "compound"} or nominal
        return not attribute and not joined and not beside
    within = token.is_title and token.head.is_title and syntax.relation(token) == "compound"  # "Rapid Support Forces"
    named = token.ent_type_ in _NAMES and not is_deed(token)
    return not named and not within and not _scare_quoted(token) and not _is_name_given(token)


def _prefix(token: Token) -> str:
    """What the tokenizer cut off the word, where it changes its sense: "co-operation" is no operation."""
    before = token.nbor(-2).lower_ if is_hyphened(token) else ""
    return before if before in _PREFIXES else ""


def _is_name_given(noun: Token) -> bool:
    """Whether a noun only says what somebody calls something: "denounced the vote as an invasion"."""
    return syntax.preposition(noun) == "as" and noun.head.pos_ == "VERB" and noun.head.lemma_ in _CALLS


def _scare_quoted(token: Token) -> bool:
    """Whether the word stands alone between quotation marks: the writer keeps away from it (his "war" on crime)."""
    around = range(token.i - 1, token.i + 2, 2)
    return all(0 <= i < len(token.doc) and token.doc[i].text in _QUOTES for i in around)


def _slots(token: Token, pos: str, table: Mentions) -> Slots:
    if pos == "VERB":
        return _lifted(token, _with_object(token, verb_slots(token)))
    return adjective_slots(token) if pos == "ADJ" else event_noun_slots(token, table)


def _suffered(token: Token, slots: Slots, rows: Sequence[TriggerRow]) -> Slots:
    """The slots of a bare participle that a parser took for a verb: "the rebels killed in May", "activists held there".

    Who kills, kills somebody: without an object or an auxiliary its subject is the one who suffers.
    """
    bare = token.tag_ in {"VBN", "VBD"} and not syntax.auxiliaries(token) and not syntax.is_passive(token)
    subjects = syntax.children(token, "nsubj")
    hit = {slot for row in rows for slot in row.frame.get("target", ())} - {"subj"}  # "shot at the fighters"
    if not bare or slots.keys() & ({"obj", "iobj", "comp"} | hit) or not subjects or subjects[0].tag_ in {"WP", "WDT"}:
        return slots  # "soldiers, who shot back"
    if any(syntax.relation(child) == "conj" for child in token.children) or syntax.relation(token) == "conj":
        return slots  # "shot and killed two men"
    return {**{name: each for name, each in slots.items() if name != "subj"}, "obj": slots.get("subj", [])}


def _with_object(token: Token, slots: Slots) -> Slots:
    """The slots with an object that a later verb names, or a clause: "looted and burned shops", "what they call X"."""
    if slots.keys().isdisjoint({"obj", "comp"}) and not syntax.is_passive(token):
        for verb in syntax.children(token, "conj"):
            own = syntax.all_children(verb, "obj")
            if own and verb.i - token.i <= _BESIDE and _takes_object(token):
                return {**slots, "obj": [Filler(noun, f"obj of {verb.lower_}") for noun in own]}
        if (shared := shared_objects(token)) and _takes_object(token):
            return {**slots, "obj": [Filler(noun, f"obj of {token.head.lower_}") for noun in shared]}
    called = [
        noun
        for filler in slots.get("obj", [])
        if filler.token.lower_ == "what"
        for verb in syntax.children(filler.token, "acl:relcl")
        if verb.lemma_ in _CALLS
        for noun in syntax.children(verb, "obj", "xcomp")
        if noun.pos_ == "NOUN"
    ]
    return {**slots, "obj": [Filler(noun, "what they call so") for noun in called]} if called else slots


def _takes_object(verb: Token) -> bool:
    rows = rows_of(verb, "VERB")
    return any("obj" in slots for row in rows for slots in row.frame.values())


def _lifted(token: Token, slots: Slots) -> Slots:
    """The slots with what a parser hangs on the object: "launched a barrage of rockets at the port"."""
    struck = slots.get("obl:under", []) if token.lemma_ == "come" else []  # "came under attack by rebels"
    objects = [noun for each in (*slots.get("obj", []), *struck) for noun in (each.token, *_measured(each.token))]
    talks = [each for each in objects if each.lemma_ in _TALKS]
    if partners := [noun for each in talks for noun in syntax.nouns_behind(each, "with")]:
        slots = {"obl:with": [Filler(noun, "with of the object") for noun in partners], **slots}
    if sides := [noun for each in talks for noun in syntax.nouns_behind(each, "between")]:
        slots = {"obl:between": [Filler(noun, "between of the object") for noun in sides], **slots}
    ways = _TOWARDS | _WAYS.get(token.lemma_, frozenset())
    found = [(f"obl:{prep}", noun) for each in objects for prep, noun in syntax.obliques(each) if prep in ways]
    more: Slots = {}
    for name, noun in found:
        if name not in slots:
            more.setdefault(name, []).append(Filler(noun, f"{name} of the object"))
    return {**slots, **more}


def _measured(noun: Token) -> Iterator[Token]:
    return (inner for prep, inner in syntax.obliques(noun) if prep == "of" or (prep == "in" and noun.tag_ == "$"))


def _words_fit(token: Token, row: TriggerRow, near: frozenset[str]) -> bool:
    if row.pos == "NOUN" and " " not in row.trigger:
        return True
    words = row.trigger.split()
    if row.pos == "VERB":
        if row.particle and not _has_particle(token, row.particle):
            return False
        if not row.particle and len(words) == 1 and (found := syntax.particle(token)):
            return found in {"up", "down", "off", "back", "away"} or False
        if not row.particle and words[-1] in _PARTS and syntax.particle(token) not in {None, *words}:
            return False  # "called off the meeting for the week" calls for none
        return len(words) == 1 or near.issuperset(words[1:])
    if row.pos == "ADJ":
        return len(words) == 1
    if not near.issuperset(words[:-1]):
        return False
    before = [token.doc[index] for index in range(max(0, token.i - len(words) + 1), token.i)]
    return [word.lemma_.lower() for word in before] == words[:-1] or [word.lower_ for word in before] == words[:-1]


@cache
def _further_words(lemma: str, pos: str) -> frozenset[str]:
    """The words that the triggers with this head have beside it."""
    words = [row.trigger.split() for row in lexicons.triggers()[lemma, pos]]
    return frozenset(word for each in words for word in (each[1:] if pos == "VERB" else each[:-1]))


def _near(token: Token, pos: str) -> frozenset[str]:
    """Which of its further words stand below a verb and close to it, or close before any other word."""
    further = _further_words(token.lemma_.lower(), pos)
    if not further:
        return further
    around = tokens_of(token.doc)[max(0, token.i - _NEAR) : token.i + (_NEAR + 1 if pos == "VERB" else 0)]
    words = [each for each in around if each.lower_ in further or each.lemma_.lower() in further]
    if pos == "VERB" and words:
        below = near_below(token, _NEAR)
        words = [each for each in words if each in below and not _is_compounded(each) and not _is_apart(each, token)]
        words = [each for each in words if each.pos_ != "NOUN" or _hangs_on(each, token, further)]
    own = {each.lower_ for each in words}  # no "taking vessels to rebel controlled areas" for "take control"
    return frozenset(own | {each.lemma_.lower() for each in words if each.tag_ != "VBN"})


def _hangs_on(noun: Token, verb: Token, further: frozenset[str]) -> bool:
    """Whether no phrase keeps a noun from a verb: "opened fire on a post along the border" opens none."""
    prep, above = syntax.preposition(noun), noun.head
    if prep in {"", "as"} or further & set(prep.split()):
        return True
    if above == verb:  # "opened an inquiry into the fire" opens no fire
        return syntax.relation(noun) != "obl" or not syntax.children(verb, "obj")
    return prep == "of" and (above.pos_ != "NOUN" or syntax.relation(above) in {"obj", "nsubj:pass"})


def _is_apart(word: Token, verb: Token) -> bool:
    """Whether a word says how a verb is joined, or belongs to the next: "ordered them out and closed the office"."""
    marked = word.tag_ in {"IN", "TO"} or (word.head == verb and syntax.relation(word) == "mark")
    if (word.lower_ == "free" and word.tag_ == "VB") or (word.i < verb.i and marked):
        return True  # "was set to free them", "doctors close to the rebels put the death toll at ten"
    if word.tag_ == "IN" and word.lower_ != "of" and verb not in (word.head, word.head.head):
        return True  # "gave blankets to people in the town" gives in to nobody
    if word.lower_ == "for" and word.head.lemma_ in TIMES:
        return True  # "called a strike for next week" calls for none
    if syntax.relation(word) == "acl:relcl" or (syntax.preposition(word) == "of" and word.head.lemma_ in _CHIEFS):
        return True  # "fired at the ship, which shot it down", "suspended its chief of operations"
    while word not in (verb, word.head):
        if word.head == verb and syntax.relation(word) == "conj" and word.i > verb.i:
            return word.pos_ == "VERB"
        word = word.head
    return False


def _is_compounded(token: Token) -> bool:
    """Whether a word is only part of the next: who held "live-fire drills" held no fire, nor power a "power plant"."""
    if token.lower_ in _WHOLE and syntax.relation(token) == "compound":
        return True
    if token.pos_ not in {"NOUN", "ADJ"}:
        return False
    words = tokens_of(token.doc)
    around = [words[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(words)]
    if syntax.relation(token) in {"obl:unmarked", "obl:npmod"} and token.i + 2 == token.head.i:
        return False  # "test-fired"
    return any(each.text in HYPHENS and not (each if each.i < token.i else token).whitespace_ for each in around)


def _rule(token: Token, pos: str, slots: Slots) -> str:
    if pos == "VERB":
        label = syntax.relation(token)
        if label == "acl:relcl":
            return "verb-relative"
        if syntax.is_passive(token):
            return "verb-passive" if label not in {"acl", "amod"} else "participle"
        return "verb-participle" if label in {"acl", "advcl"} else "verb-active"
    return "adjective" if pos == "ADJ" else "noun-of" if "obj" in slots or "subj" in slots else "noun"


def _other_words(trigger: Trigger) -> list[Token]:
    """The further words of a trigger of several words: none is an event of its own."""
    words = set(trigger.row.trigger.split()[1:] if trigger.row.pos == "VERB" else trigger.row.trigger.split()[:-1])
    if not words:
        return []
    near = (each for each in near_below(trigger.token, _NEAR) if each.i != trigger.token.i)
    return [each for each in near if each.lemma_.lower() in words or each.lower_ in words]
