"""Whether a trigger's sentence tells an event at all: not a habit, not the mere content of another, with enough said.

"The rebels attack convoys on this road every week." tells what they always do, and "a fatal accident" of no actor.
"""

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicons import BLOWS, EASED, FORCE, HURT, MEASURES, SAID, SPEECH, verbs, word_set
from kg.extract.noun_classes import lemma_classes
from kg.extract.noun_slots import BURSTS
from kg.extract.parse import is_capitalised, sentence_text, word_before
from kg.extract.roles import VAGUE, Mentions, Roles, is_a
from kg.extract.syntax import Filler
from kg.extract.triggers import Trigger
from kg.model import Modality, Quantity, Role

_AID = "07"  # CAMEO root of aid
_ANSWERED = frozenset({EASED, "12"})  # CAMEO roots of answers to demands, offers and proposals
_OFTEN = frozenset("generally usually often always typically regularly routinely commonly frequently normally".split())
_CRASHES = frozenset({"collide", "crash", "sink", "capsize", "derail", "overturn", "collapse"})
_TRAFFIC = frozenset({"train", "tram", "bus", "minibus", "ferry", "barge", "lorry"})
_ALIKE = frozenset({"beat", "cut", "hit", "hurt", "put", "set", "shut", "split"})  # past and present are one form
_STATES = frozenset({"occupation", "siege"})  # "controls the town" tells what is, not what is always done
_DISARMS = frozenset(
    "defuse remove find discover dismantle seize disarm detect recover uncover locate neutralise".split()
)
_WEAPONS = frozenset({"bomb", "ied", "vbied", "mine", "explosive", "device"})
_ALLOWS = frozenset({"authorise", "authorize", "permit", "allow", "empower"})
_TALKS = frozenset({"talk", "speak", "comment", "brief", "discuss", "disclose", "divulge", "address", "release"})
_FREIGHT = frozenset({"shipment", "consignment", "cargo", "load", "truckload", "delivery"})
_CAUSES = ("subj", "obj", "obl:in", "obl:from", "obl:by", "obl:during")  # slots of what did it
_OUTBREAKS = frozenset({"outbreak", "incident", "disaster", "strain"})
_FAILS = frozenset({"collapse", "expire", "fail", "crumble", "unravel", "lapse", "break", "end"})
_SCENES = frozenset(
    {"capital", "city", "town", "village", "camp", "region", "district", "north", "south", "east", "west"}
)
_FRINGES = frozenset({"margin", "margins", "sideline", "sidelines", "fringe", "fringes"})
_ENDS = frozenset({"lose", "break"})
_ONGOING = frozenset({"continue", "welcome", "condemn", "follow", "come", "show", "mark", "say", "remain"})


def is_content(trigger: Trigger, triggers: list[Trigger], modal: Modality) -> bool:
    """Whether the event is only what another one demands, promises, refuses or answers."""
    roots = {each.token.i: each.row.root for each in triggers if each.token != trigger.token}
    above = [
        (label, next((roots[each.i] for each in syntax.conjuncts(head) if each.i in roots), None))
        for _, label, head in syntax.chain(trigger.token)
        if label != "conj"  # "was indicted and will resign"
    ]
    denied = modal is Modality.NEGATED and any(_denies(head) for _, _, head in syntax.chain(trigger.token))
    if modal is not Modality.ASSERTED and not denied and any(root in SPEECH for _, root in above):
        return True
    taken = {each.token.i for each in triggers if each.row.type == "capture-of-territory"}
    described = any(label == "acl:relcl" for _, label, _ in syntax.chain(trigger.token))
    held = trigger.row.type == "occupation" and described
    if held and any(head.i in taken for _, _, head in syntax.chain(trigger.token)):
        return True  # "took back the towns that the group once held"
    if trigger.row.trigger == "protest" and _is_manner(trigger.token) and above and above[0][1]:
        return True
    if trigger.row.pos == "NOUN" and _is_part_of(trigger, triggers):
        return True
    whose = (trigger.token.head, trigger.token.head.head)  # parsers hang the gerund on who is banned, too
    if "from" in syntax.marks(trigger.token) and any(roots.get(each.i) in MEASURES for each in whose):
        return True  # "banned them from flying to the capital"
    stopped = trigger.row.pos == "NOUN" and modal is Modality.NEGATED and not denied
    if stopped and trigger.row.type == "military-operation" and above and above[0][0] in {"obj", "nsubj:pass"}:
        return True  # "the company suspended its operations"
    if stopped and any(label in {"obj", "nsubj:pass"} and root for label, root in above[:1]):
        return True  # "halted aid"
    speech_noun = trigger.row.pos == "NOUN" and trigger.row.root in SPEECH
    return speech_noun and bool(above) and above[0][0] in {"obj", "nsubj:pass"} and above[0][1] in _ANSWERED


def _denies(word: Token) -> bool:
    """Whether a word tells that something is said not to have happened: "denied that", "rejected claims that"."""
    claim = "comment" in lemma_classes(word) and not syntax.children(word, "nmod:poss")  # "the rebels' claim"
    dismissed = syntax.relation(word) == "obj" and word.head.lemma_ in verbs("reject")
    return word.lemma_ in verbs("deny") or (claim and dismissed)


def _is_part_of(trigger: Trigger, triggers: list[Trigger]) -> bool:
    """Whether the verb above tells the noun's event: "lifted the restrictions", "arrived for a two-day visit"."""
    above = next((each.row for each in triggers if each.token == trigger.token.head), None)
    label = syntax.relation(trigger.token)
    if label == "nmod" and syntax.preposition(trigger.token) == "in":
        held = next((each.row for each in triggers if each.token in trigger.token.head.ancestors), None)
        return held is not None and held.type == "suspension-of-aid"  # "blocked 50 million euros in aid"
    if above is None:
        return False
    if label in {"obj", "nsubj:pass"} or (above.pos == "NOUN" and syntax.preposition(trigger.token) == "of"):
        stopped = above.type == "suspension-of-aid" and trigger.row.root == _AID
        return stopped or (above.root == EASED and trigger.row.root in MEASURES)
    purpose = label == "obl" and syntax.preposition(trigger.token) == "for"
    return above.pos == "VERB" and purpose and above.type == trigger.row.type


def _is_manner(noun: Token) -> bool:
    """Whether a noun only says in what spirit something was done: "resigned in protest"."""
    return syntax.preposition(noun) == "in" and noun.tag_ == "NN" and not syntax.children(noun, "det")


def is_habit(trigger: Trigger) -> bool:
    """Whether the sentence tells what somebody always does ("coordinates attacks in the district"), headlines apart."""
    if sentence_text(trigger.token).rstrip()[-1:] not in {".", "”", '"'}:
        return False
    verbs = [trigger.token] if trigger.row.pos == "VERB" else [verb for verb, _ in syntax.governors(trigger.token)]
    simple = [verb for verb in verbs if _is_present(verb) and not syntax.auxiliaries(verb)]
    if not simple or verbs[0].pos_ != "VERB" or verbs[0].lemma_ in _ONGOING:
        return False
    if _narrows(verbs[0]):
        return trigger.row.type not in _STATES  # "an amnesty for fighters who lay down their arms"
    often = any(child.lower_ in _OFTEN for child in syntax.children(simple[0], "advmod"))
    return often or (trigger.row.root in BLOWS and trigger.row.type not in _STATES)


def _narrows(verb: Token) -> bool:
    """Whether a relative clause without a comma says which of many are meant."""
    if syntax.relation(verb) != "acl:relcl" or word_before(verb.left_edge).text == ",":
        return False
    anyone = any(child.lower_ in {"any", "no", "every", "each"} for child in verb.head.children)
    return (verb.tag_ == "VBP" and verb.head.tag_ == "NNS") or (verb.tag_ == "VBZ" and anyone)


def _is_present(verb: Token) -> bool:
    """Whether the form of a verb is a present: "drones hit a refinery" is as much a past."""
    return verb.tag_ == "VBZ" or (verb.tag_ == "VBP" and verb.lemma_.lower() not in _ALIKE)


def is_accident(trigger: Trigger) -> bool:
    """Whether nature or chance did it: "the flood killed ten", "died in a car accident", "when their boat sank"."""
    if trigger.row.root not in BLOWS:
        return False
    if trigger.row.pos == "NOUN" and "hazard" in lemma_classes(trigger.token):
        return True  # "a gas explosion"
    fillers = [each for slot in _CAUSES for each in trigger.slots.get(slot, [])]
    plagues = [each.token for each in fillers if each.token.lemma_ in _OUTBREAKS]  # "a cholera outbreak killed ten"
    fillers += [Filler(each, "of what") for plague in plagues for each in syntax.children(plague, "compound")]
    crashed = any(
        each.lemma_.lower() in _CRASHES and set(syntax.marks(each)) & {"when", "after", "as"}
        for each in syntax.children(trigger.token, "advcl")
    )
    if trigger.token.tag_ == "VBG" and syntax.relation(trigger.token) == "advcl":
        crashed = crashed or _is_crash(trigger.token.head)
    causes = [word for each in fillers for word in (each.token, *_parts_of_name(each.token))]
    return crashed or any("hazard" in lemma_classes(each) and not _is_jet(each) for each in causes)


def _is_crash(verb: Token) -> bool:
    """Whether a verb tells of traffic: "a bus collided with a lorry, killing ten", "a train hit a car"."""
    ran = verb.lemma_ in {"hit", "strike"} and any(each.lemma_ in _TRAFFIC for each in syntax.children(verb, "nsubj"))
    return ran or verb.lemma_ in _CRASHES


def _parts_of_name(name: Token) -> list[Token]:
    """The other words of a name: those of "Hurricane Nadia"."""
    parts = syntax.children(name, "compound", "flat", "nmod:desc") if name.pos_ == "PROPN" else []
    return [each for each in parts if is_capitalised(each)]


def _is_jet(noun: Token) -> bool:
    """Whether the name of a storm is that of aircraft: "Royal Air Force Typhoons", "an RAF Tornado"."""
    return noun.tag_ == "NNPS" or any(each.ent_type_ == "ORG" for each in syntax.children(noun, "compound"))


def is_mere_death(trigger: Trigger) -> bool:
    """Whether the words say that people died and not of what: "two guards died at the scene"."""
    bare = {"die": "!obl:of", "fatality": "!obl:in"}.get(trigger.row.trigger)
    return bare is not None and bare in trigger.row.needs


def is_attribute(trigger: Trigger) -> bool:
    """Whether the words say what somebody is like, not what he did: "companies supporting the government"."""
    token = trigger.token
    own = [each for each in syntax.all_children(token, "obj") if each.lower_.endswith(("self", "selves"))]
    if own and own == syntax.all_children(token, "obj"):  # "voted to dissolve itself", "before killing himself"
        return trigger.row.root in MEASURES or trigger.row.quantity in HURT or trigger.row.type == "shooting"
    if trigger.row.pos == "ADJ" and trigger.row.type == "promise" and syntax.relation(token) == "ccomp":
        return token.head.lemma_.lower() not in word_set("reporting")  # "proves that both are willing to talk"
    if _is_leave(token) or (syntax.relation(token) == "xcomp" and _is_leave(token.head)):
        return True  # "was not authorised to speak to reporters"
    given_up = [each for each in syntax.children(token, "advcl", "obl") if syntax.marks(each) == ["from"]]
    if trigger.row.type == "withdrawal" and any(each.tag_ == "VBG" for each in given_up):
        return True  # "pulled back from launching them"
    if trigger.row.type == "ceasefire" and token.head.lemma_ in _FAILS and syntax.relation(token) in {"nsubj", "nmod"}:
        return True  # "the truce collapsed", "the collapse of the truce"
    freight = [each for each in syntax.children(token, "obj", "nsubj:pass") if each.lemma_ in _FREIGHT]
    if trigger.row.trigger == "intercept" and freight and trigger.row.type == "shooting":
        return True  # nobody shoots at "a shipment of missiles"
    if _is_one_of_many(token):
        return True
    if trigger.row.trigger == "contact" and syntax.relation(token) == "obj" and token.head.lemma_ in _ENDS:
        return True  # "lost contact with the crew"
    if token.tag_ == "VBN" and "as" in (syntax.marks(token) or [syntax.preposition(token)]):
        return not syntax.children(token, "nsubj", "nsubj:pass", "aux", "aux:pass")  # "as mutually agreed"
    if trigger.row.type in {"return", "patrol"} and syntax.relation(token) == "acl" and token.tag_ == "VBG":
        return True  # "students returning from exams", "a guard protecting the office"
    if trigger.row.type == "sanctions" and trigger.row.pos == "NOUN" and syntax.preposition(token) == "under":
        return True  # "a trader under US sanctions"
    planted = syntax.relation(token) == "acl" and token.head.lemma_ in _WEAPONS
    if planted and syntax.relation(token.head) in {"obj", "nsubj:pass"} and token.head.head.lemma_ in _DISARMS:
        return True  # "a bomb planted under a bridge was removed"
    undone = syntax.relation(token) in {"obj", "nsubj:pass"} and token.head.lemma_ in _DISARMS
    if undone and trigger.row.pos == "NOUN" and not _WEAPONS.isdisjoint(trigger.row.trigger.split()):
        return True  # "a car bomb was defused"
    if trigger.row.type == "meeting" and _is_of_meeting(token):
        return True
    beside = syntax.relation(token) in {"acl", "amod"} and token.head.pos_ == "NOUN"
    return trigger.row.type == "endorsement" and beside and token.tag_ in {"VBG", "JJ"}


def _is_one_of_many(noun: Token) -> bool:
    """Whether a noun only ranks what was told: "killed ten, one of the worst massacres of the war"."""
    one = noun.head
    ranked = syntax.preposition(noun) == "of" and one.lower_ == "one" and noun.tag_ == "NNS"
    return ranked and (syntax.relation(one) in {"appos", "parataxis"} or bool(syntax.children(one, "cop")))


def _is_of_meeting(noun: Token) -> bool:
    """Whether a noun only tells more of a meeting: "met on the sidelines of a summit", "..., their first meeting"."""
    if syntax.preposition(noun) == "of" and noun.head.lemma_ in _FRINGES:
        return True
    theirs = any(each.lower_ == "their" for each in syntax.children(noun, "nmod:poss"))
    return theirs and syntax.relation(noun) in {"appos", "parataxis"}


def _is_leave(verb: Token) -> bool:
    """Whether somebody has no leave to speak: what reporters say of those who will not be named."""
    allowed = verb.lemma_.lower() in _ALLOWS and syntax.is_negated(verb)
    return allowed and any(each.lemma_.lower() in _TALKS for each in syntax.children(verb, "xcomp", "advcl"))


def enough(trigger: Trigger, roles: Roles, quantities: tuple[Quantity, ...], table: Mentions) -> bool:
    """Whether the sentence says enough for an event: somebody who acts or suffers, victims, or a place."""
    if trigger.rule == "noun" and not trigger.slots.keys() - {"mod"} and not (is_mere_death(trigger) and quantities):
        return False
    if (
        trigger.rule in {"participle", "verb-participle"}
        and trigger.row.root in SAID
        and not roles.mentions.get(Role.SOURCE)
    ):
        return False
    own = trigger.slots.get("comp.subj", []) if trigger.row.type == "accusation" else []
    wished = trigger.row.type == "demand" and any("obligation" in need for need in trigger.row.needs)
    if wished and _is_own_state(roles):
        return False  # "the Polish minister said that Poland should not pay"
    if any(_is_of_speaker(each.token) for each in own):
        return False  # "claimed that it had shot down a drone" accuses nobody
    if roles.mentions.get(Role.SOURCE) or roles.mentions.get(Role.TARGET) or quantities:
        return True
    harsh = trigger.row.root in FORCE
    return harsh and bool(roles.mentions.get(Role.PLACE) or _hits_object(trigger, table) or _breaks_out(trigger))


def _is_of_speaker(noun: Token) -> bool:
    """Whether a pronoun stands for the subject of a claim, or says whose it is: "claimed that its forces took it"."""
    return noun.pos_ == "PRON" or any(each.tag_ == "PRP$" for each in syntax.children(noun, "nmod:poss"))


def _breaks_out(trigger: Trigger) -> bool:
    """Whether fighting is told to have begun at some place: "Clashes erupted in the capital"."""
    verb = trigger.token.head
    begun = syntax.relation(trigger.token) == "nsubj" and verb.lemma_ in BURSTS and verb.tag_ == "VBD"
    return begun and any(each.token.lemma_ in _SCENES for each in trigger.slots.get("obl:in", []))


def _is_own_state(roles: Roles) -> bool:
    """Whether both sides are one state."""
    if any(each.head.lower() in VAGUE and not each.named for each in roles.mentions.get(Role.TARGET, [])):
        return True  # "the Finnish president said the country must apply"
    sources, targets = ({m.country for m in roles.mentions.get(role, [])} for role in (Role.SOURCE, Role.TARGET))
    return len(targets) == 1 and sources == targets and None not in sources


def _hits_object(trigger: Trigger, table: Mentions) -> bool:
    """Whether a thing that can be hit is named where nobody is: "the attack on an aid convoy"."""
    if trigger.row.root not in BLOWS:
        return False
    slots = [slot for slot in trigger.row.frame.get("target", ()) if slot != "comp.target"]
    fillers = [filler.token for slot in slots for filler in trigger.slots.get(slot, [])]
    return any(is_a(each, name, table) for each in fillers for name in ("building", "vehicle", "territory"))
