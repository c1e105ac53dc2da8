"""Who does and suffers what a noun tells: its possessor, its modifiers and the clauses that hang on it.

"Syria sanctions" are against Syria, a "Kabul blast" was there, "US sanctions" are those of the United States.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import phrases, syntax
from kg.extract.lexicons import BLOWS, HARM, LightVerb, TriggerRow, nouns, tells
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import PERSONS
from kg.extract.roles import Mentions, actors_in
from kg.extract.slots import Slots, noun_slots
from kg.extract.syntax import Filler

_AIMED = frozenset(
    {"obl:on", "obl:against", "obl:of", "obl:to", "obl:with"}
)  # slots that leave a modifier to the agent
_TOWARDS = ("obl:to", "obl:against", "obl:for")
_VOICED = frozenset({"11", "14"})  # CAMEO roots of complaints and protests
_AIMS = frozenset({"target", "aim", "direct"})
_HITS = frozenset({"hit", "strike", "target", "destroy", "flatten"})
_OPERATES = frozenset({"operation", "offensive", "patrol", "counteroffensive"})
_LENDS = frozenset({"sponsor", "broker", "mediate", "host", "facilitate", "chair", "moderate"})
_TELLS = frozenset(
    "announce report document record confirm verify condemn denounce investigate describe film monitor".split()
)
_HAPPENS = frozenset({"take", "happen", "occur", "begin", "start", "come", "erupt", "break"})
BURSTS = frozenset({"erupt", "break", "flare", "rage"})
_AMONG = frozenset({"between", "in", "near", "at", "around", "along", "across", "outside", "inside"})


def event_noun_slots(token: Token, table: Mentions) -> Slots:
    """The fillers of an event noun by slot; none is empty."""
    slots = dict(noun_slots(token))
    suffered = [filler for filler in slots.get("subj", []) if _is_person(filler)]
    if suffered and token.lemma_.lower() in nouns("suffered") and "obj" not in slots:
        slots["obj"], slots["subj"] = suffered, [each for each in slots["subj"] if each not in suffered]
    on_what = [each.token for each in slots.get("obl:on", [])]
    if tells(token, "NOUN", HARM) and any("platform" in lemma_classes(each) for each in on_what):
        slots.pop("obl:on")  # "claimed the attack on Telegram"
    if token.head.lemma_ == "blame":  # "blamed the raid on the rebels"
        slots.pop("obl:on", None)
    if "subj" not in slots and _is_by_force(token, slots, table):
        slots["subj"] = slots.pop("obj")
    _fill_from_modifiers(slots, table)
    _fill_from_clauses(slots, token)
    return {name: fillers for name, fillers in slots.items() if fillers}


def with_light_verb(noun: Slots, verb: Slots, light: LightVerb, rows: Sequence[TriggerRow]) -> Slots:
    """The noun's slots with those of its light verb behind them."""
    shared = dict(noun)
    own_source = noun.get(light.source) if light.source and light.source != "subj" else None  # "praise from Chad"
    told = light.verb in _TELLS and any(row.root in BLOWS and row.quantity for row in rows)
    if light.source and not told and (doers := own_source or verb.get(light.source)):
        shared["subj"] = list(doers)  # who announced a killing need not have done it
    if light.noun_slot == "obj" and not shared.get("subj") and verb.get("obl:by"):
        shared["subj"] = list(verb["obl:by"])  # "faces shelling by the army"
    mutual = all(row.reciprocal or row.root in _VOICED for row in rows)
    own = {word for row in rows for word in row.trigger.split()[:-1]}  # an "air strike" strikes no air
    for slot in light.target:
        if slot == "obl:in" and mutual:
            continue  # "held a strike in Athens"
        aimed = [  # not "in Syria, jets carried out strikes"
            each for each in verb.get(slot, []) if slot != "obl:in" or each.token.i > each.token.head.i
        ]
        if not aimed or not all(each.token.lemma_.lower() in own for each in shared.get("obj", ())):
            continue
        shared["obj"] = aimed
        for name in _TOWARDS if slot == "subj" else ():  # "received threats", "drew praise"
            shared.setdefault(name, aimed)
    if light.noun_slot == "subj" and mutual:
        shared["obl:in"] = shared.pop("obj", [])  # "the town was rocked by clashes" was no side of them
    elif light.noun_slot == "subj":  # "airstrikes hit the depot" are airstrikes on the depot
        shared["obl:on"] = [*shared.get("obj", []), *noun.get("obl:on", [])]
        shared.setdefault("obl:against", shared["obl:on"])
    for name, fillers in verb.items():
        if name.startswith(("obl:", "iobj")) and not (name == "obl:on" and light.noun_slot == "subj"):
            shared[name] = list(shared.get(name, [])) + [
                filler for filler in fillers if filler not in shared.get(name, [])
            ]
    return shared


def _fill_from_modifiers(slots: Slots, table: Mentions) -> None:
    """Share the modifiers out: those whom it is against, where it was, who did it, what it hit."""
    modifiers = slots.get("mod", [])
    if opposed := [filler for filler in modifiers if _is_opposed(filler.token)]:
        modifiers = [filler for filler in modifiers if filler not in opposed]
        slots["obl:against"] = [*slots.get("obl:against", []), *opposed]
    inner = [Filler(word, "modifier") for each in modifiers for word in syntax.children(each.token, "compound")]
    if against := [
        each for each in (*modifiers, *inner) if phrases.is_struck(each.token)
    ]:  # "Syria sanctions listings"
        modifiers = [
            each for each in modifiers if each not in against and each.token not in {f.token.head for f in against}
        ]
        slots["obl:against"] = [*slots.get("obl:against", []), *against]
    if not _AIMED & slots.keys():
        settings = [filler for filler in modifiers if _names_place(filler.token, table)]
        modifiers = [filler for filler in modifiers if filler not in settings]
        if settings:
            slots["obl:in"] = [*slots.get("obl:in", []), *settings]
    actors = [filler for filler in modifiers if actors_in(filler.token, table) or table.place_at(filler.token)]
    if "subj" not in slots and actors:
        slots["subj"] = actors
    elif "obj" not in slots and modifiers:
        slots["obj"] = [filler for filler in modifiers if filler.token.pos_ in {"NOUN", "PROPN"}]
    if "obj" not in slots and (
        plain := [each for each in modifiers if each not in actors and each.token.pos_ == "NOUN"]
    ):
        slots["obj"] = plain


def _fill_from_clauses(slots: Slots, token: Token) -> None:
    """Add what clauses and predicates around the noun tell: "a raid targeting X", "X was behind the raid"."""
    for verb in syntax.children(token, "acl:relcl"):
        if verb.lemma_ in _HAPPENS:  # "the attack, which took place in the north"
            for prep, noun in syntax.obliques(verb):
                slots.setdefault(f"obl:{prep}", []).append(Filler(noun, f"obl:{prep} of {verb.lower_}"))
    goal = token.head
    if syntax.preposition(token) == "of" and goal.lemma_ == "target" and syntax.children(goal, "cop"):
        hit = syntax.all_children(goal, "nsubj")
        slots.setdefault("obl:against", [Filler(each, "who is the target") for each in hit])
    if doers := _responsible(token):
        slots.setdefault("subj", [Filler(each, "who is responsible") for each in doers])
    if syntax.preposition(token) == "behind" and syntax.children(token, "cop"):  # "said it was behind the bombing"
        slots.setdefault("subj", [Filler(each, "who is behind") for each in syntax.children(token, "nsubj")])
    if syntax.relation(token) == "nsubj" and token.head.lemma_ in BURSTS:  # "clashes erupted between both in Sirwa"
        for prep, noun in syntax.obliques(token.head):
            if prep in _AMONG:
                slots.setdefault(f"obl:{prep}", []).append(Filler(noun, f"obl:{prep} of {token.head.lower_}"))
    for verb in syntax.children(token, "acl"):
        if verb.lemma_.lower() in _AIMS and not syntax.is_infinitive(verb):  # "a raid targeting the cell"
            aim = syntax.all_children(verb, "obj") + syntax.nouns_behind(verb, "at", "against")
            slots.setdefault("obl:against", []).extend(Filler(noun, f"acl {verb.lower_}") for noun in aim)
        elif syntax.is_passive(verb):
            for prep, noun in syntax.obliques(verb):
                does = prep == ("on" if verb.lemma_ == "blame" else "by")  # "attacks blamed on the rebels"
                if does and verb.lemma_.lower() in _LENDS | _TELLS:
                    continue  # "talks sponsored by the Vatican" are between others
                name = "subj" if does else f"obl:{prep}"
                slots.setdefault(name, []).append(Filler(noun, f"acl {verb.lower_}"))


def _is_by_force(noun: Token, slots: Slots, table: Mentions) -> bool:
    """Whether those of whom it is do it: "an airstrike of the air force hit a market", "an operation of the army"."""
    hits = syntax.relation(noun) == "nsubj" and noun.head.lemma_ in _HITS and syntax.children(noun.head, "obj")
    words = [each.token for each in slots.get("obj", [])]
    if noun.lemma_.lower() in _OPERATES and "obl:of" in slots:  # whatever it does, nobody suffers "of" it
        return all(actors_in(each, table) for each in words)
    return bool(hits and words) and all("force" in lemma_classes(each) for each in words)


def _responsible(noun: Token) -> list[Token]:
    """Who is said to be responsible for a deed: "the group was responsible for the attack", "those responsible for"."""
    word = noun.head
    if word.lower_ != "responsible" or syntax.preposition(noun) != "for" or syntax.is_negated(word):
        return []
    if syntax.relation(word) in {"amod", "acl"}:
        return [word.head]
    subjects = syntax.children(word, "nsubj") if syntax.children(word, "cop") else []
    return [one for each in subjects for one in syntax.conjuncts(syntax.resolve_relative(each))]


def _is_person(owner: Filler) -> bool:
    """Whether a possessor is one person: "his arrest", "the senator's murder" (not "Israel's" or "the militia's")."""
    word = owner.token
    if owner.path != "possessor":
        return False
    one = word.tag_ == "NN" and "individual" in lemma_classes(word)
    return one or word.lower_ in {"his", "her"} or word.ent_type_ in PERSONS


def _is_opposed(token: Token) -> bool:
    """Whether "anti-" or "counter-" stands before the modifier: anti-ISIS operations are operations against it."""
    before = [token.doc[i].lower_ for i in range(max(0, token.i - 2), token.i)]
    return before in (["anti", "-"], ["counter", "-"]) or token.lower_.startswith(("anti-", "counter-"))


def _names_place(token: Token, table: Mentions) -> bool:
    """Whether a modifier says where or about what: "Syria talks", "a Kabul blast"; "Syrian" and "US" would say who."""
    return token.pos_ == "PROPN" and not token.text.isupper() and table.place_at(token) is not None
