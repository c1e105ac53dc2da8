"""Sides of an event that its own frame leaves open: those that its means, its verb, a holder or a claim names.

"Killed in a raid by US forces" has no agent of its own; the raid's is that of the killing.
"""

from spacy.tokens import Token

from kg.extract import lexicons, phrases, syntax
from kg.extract.attribution import Attribution
from kg.extract.launches import laid
from kg.extract.lexicons import EASED, HARM, HARSH, HURT, OF_PLACES, SAID, rows_of
from kg.extract.named_elsewhere import add_named_elsewhere, whose_fight
from kg.extract.noun_classes import is_unlisted, lemma_classes
from kg.extract.parse import sentence
from kg.extract.remote import add_remote_target
from kg.extract.roles import (
    FREED,
    STAND_IN,
    STATIC_PLACES,
    Mentions,
    Roles,
    actors_in,
    fill,
    is_a,
    lends_state,
    phrase,
    states_of,
)
from kg.extract.slots import verb_slots
from kg.extract.syntax import Filler
from kg.extract.things_hit import add_things_hit
from kg.extract.triggers import Trigger
from kg.model import Kind, Mention, Role

_OF_PERSONS, _OF_BODIES = frozenset({"he", "she"}), frozenset({"it", "they"})
_MANY = frozenset({"they", "we", "both"})
_ACCUSES = frozenset({"accuse", "suspect", "convict", "acquit"})
_BURSTS = frozenset({"explode", "detonate", "collapse", "crash", "burst", "erupt"})
_MEANS = frozenset({"obl:with", "obl:in", "obl:by", "obl:during", "obl:through", "obl:using"})
_ON_PLACES = frozenset(
    {"armed-attack", "ground-offensive", "troop-movement"}
)  # on a town that somebody holds, as a rule not its people
_OPERATIONS = frozenset({"military-operation", "search-operation", "patrol"})
_OF_STATES = frozenset({None, "GOV", "MIL", "COP"})  # sectors of those who act for their states
_PROTEST = "14"  # CAMEO root
_TALKS = "04"  # CAMEO root
_AFTER_TALKS = frozenset({"obl:after", "obl:following", "obl:during"})
_INTO = frozenset({"invade", "invasion", "incursion"})  # on a land and its people


def complete(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """Fill source and target of one event of a sentence from the words around it; `triggers` are all of its events."""
    root = trigger.row.root
    roles.drop_trigger(trigger.token)
    _drop_himself(roles, table)
    if root == _PROTEST or trigger.row.type == "agreement":
        roles.drop_places(Role.TARGET, states=False)  # nobody protests against a road, or agrees with it
    if trigger.row.type == "agreement":
        roles.drop_opposed(Role.TARGET)
    _reciprocal(roles, trigger, table)
    if root in HARM:
        _part_states(roles, table)
    _from_governor(roles, trigger, triggers, table)
    _from_means(roles, trigger, triggers, table)
    _from_journey(roles, trigger, triggers, table)
    _from_accused(roles, trigger, table)
    _from_owner(roles, trigger, table)
    _from_layer(roles, trigger, table)
    _to_partner(roles, trigger, table)
    _drop_burst(roles, trigger, table)
    _moves_itself(roles, trigger, table)
    if trigger.row.type in OF_PLACES:
        roles.drop_places(Role.TARGET)
        roles.drop_beside_places(Role.TARGET, table)
    add_named_elsewhere(roles, trigger, triggers, table)
    if trigger.row.type in _ON_PLACES and trigger.row.trigger not in _INTO:
        _on_place(roles, table)
    open_ = not roles.mentions.get(Role.TARGET) and trigger.row.type != "resignation" and not _is_counted(trigger)
    if open_ and trigger.row.frame.get("target") and roles.mentions.get(Role.SOURCE):
        add_remote_target(roles, trigger, table)
    if root in SAID:
        if root != EASED:
            _drop_struck(roles)
        roles.drop_things(Role.TARGET)
        roles.drop_things(Role.SOURCE)
    else:
        roles.drop_craft()
        add_things_hit(roles, trigger, table)
    _only_the_struck(roles, trigger, triggers, table)


def _only_the_struck(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """Take out of the sides of what befell people those who are not they, nor did it."""
    if trigger.row.quantity is not None or trigger.row.type in FREED:  # "freed a Dutch birdwatcher" frees no state
        roles.keep(Role.TARGET, lambda each, word: not _only_lends_state(each, word))
    if trigger.row.quantity in HURT:
        roles.drop_relations(Role.TARGET, table)
        _not_by_the_struck(roles, trigger, triggers)


def _only_lends_state(mention: Mention, word: Token) -> bool:
    noun = word.head if word.pos_ != "NOUN" and syntax.relation(word) in {"amod", "compound", "nmod:poss"} else word
    return is_unlisted(noun) and lends_state(mention, noun)


def _is_counted(trigger: Trigger) -> bool:
    """Whether only a number says whom it befell: "captured two in a shootout with the cartel"."""
    return trigger.row.quantity is not None and any(each.token.pos_ == "NUM" for each in trigger.slots.get("obj", []))


def _drop_himself(roles: Roles, table: Mentions) -> None:
    """Nobody holds talks with himself, whatever "the president" goes back to."""
    chains = {table.chain_of(each) for each in roles.mentions.get(Role.SOURCE, [])}
    roles.keep(Role.TARGET, lambda each, _: table.chain_of(each) not in chains)


def _drop_struck(roles: Roles) -> None:
    """Who welcomes "Syria sanctions" does not welcome Syria."""
    pairs = roles.filled(Role.TARGET)
    struck = {each.idx for _, word in pairs for each in (word, *word.lefts) if phrases.is_struck(each)}
    roles.keep(Role.TARGET, lambda mention, _: mention.span.start not in struck)


def _not_by_the_struck(roles: Roles, trigger: Trigger, triggers: list[Trigger]) -> None:
    """Who was struck did not do what came of it: "a convoy hit a mine, killing two", "a raid that killed two"."""
    word = trigger.token
    if syntax.relation(word) == "conj" and syntax.relation(word.head) == "acl:relcl" and trigger.row.pos == "VERB":
        word = word.head
    things = [each for each in syntax.children(word, "nsubj") if each.lower_ in {"that", "which"}]
    if things and syntax.relation(word) == "acl:relcl":
        blows = [each for each in triggers if each.row.root in HARM and each.token in word.ancestors]
        if any(each.row.pos == "VERB" and word.head in (each.token, *each.token.subtree) for each in blows):
            roles.clear(Role.SOURCE)
        return
    if word.tag_ != "VBG" or syntax.relation(word) not in {"advcl", "acl"}:
        return
    frames = [other.row.frame for other in triggers if other.token == word.head]
    if any("subj" in frame.get("target", ()) and "subj" not in frame.get("source", ()) for frame in frames):
        roles.clear(Role.SOURCE)


def own_words(roles: Roles, trigger: Trigger, speakers: Attribution, table: Mentions) -> None:
    """Who speaks of himself is the source: "The army said it had left"."""
    for slot in trigger.row.frame.get("source", ()):
        for filler in trigger.slots.get(slot, []):
            mention = _own_words(filler.token, speakers, table)
            if mention is not None and not roles.mentions.get(Role.SOURCE):
                roles.add(Role.SOURCE, mention, Filler(filler.token, "speaker"))


def _own_words(pronoun: Token, speakers: Attribution, table: Mentions) -> Mention | None:
    """Who is meant by a pronoun that nothing else explains, in what its speaker says: "The army said it had left"."""
    if pronoun.tag_ != "PRP" or table.actor_at(pronoun) is not None:
        return None
    speaker = speakers.reporter(pronoun)
    if speaker is None or sentence(speaker.token) is not sentence(pronoun) or speaker.token.i > pronoun.i:
        return None
    person = speaker.mention.kind is Kind.PERSON
    if speaker.token.tag_ == "NNS" and pronoun.lower_ != "they":
        return None
    one = speaker.token.tag_ == "NN" and speaker.mention.kind is Kind.UNNAMED
    if pronoun.lower_ == "they" and one and speaker.token.lemma_.lower() not in lexicons.word_set("organisation_words"):
        return None  # "an official said they had killed ten"
    return speaker.mention if pronoun.lower_ in (_OF_PERSONS if person else _OF_BODIES) else None


def _part_states(roles: Roles, table: Mentions) -> bool:
    """Put the states in the place of those who act for several: "Iranian and Saudi envoys met"; whether there are."""
    sources = roles.filled(Role.SOURCE)
    if len(sources) != 1 or sources[0][0].sector not in _OF_STATES:
        return False
    token = sources[0][1]
    states = states_of(token, table)
    if len(states) > 1:
        roles.clear(Role.SOURCE)
        for state in states:
            roles.add(Role.SOURCE, state, Filler(token, f"whose {token.lower_}"))
    return len(states) > 1


def _is_scene(mention: Mention, word: Token) -> bool:
    """Whether the state of a town is only where others meet: "met in Doha"."""
    return mention.id.endswith(STAND_IN) and syntax.preposition(word) in STATIC_PLACES


def _reciprocal(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Both sides of a meeting, an agreement or a clash are its sources and its targets."""
    if _each_other(trigger):
        roles.clear(Role.TARGET)
    elif not trigger.row.reciprocal:
        return
    others = [word for each, word in roles.filled(Role.TARGET) if not _is_scene(each, word)]
    if not others and _part_states(roles, table):
        roles.clear(Role.TARGET)
    sources, targets = roles.mentions.get(Role.SOURCE, []), roles.mentions.get(Role.TARGET, [])
    scenes = [each for each, word in roles.filled(Role.TARGET) if _is_scene(each, word)]
    if len(sources) >= 2 and targets and not any(each.named or each.country for each in targets if each not in scenes):
        roles.clear(Role.TARGET)  # "the two states agreed to exchange prisoners"
        targets = []
    many = len(sources) == 1 and (
        sources[0].sector == "IGO" or (sources[0].kind is Kind.UNNAMED and _are_many(roles.tokens[Role.SOURCE][0]))
    )
    if scenes and many:
        roles.clear(Role.TARGET)  # "envoys of the two met in Brussels", "the union met in Abuja"
    if len(sources) >= 2 and not targets:
        for mention, token in roles.filled(Role.SOURCE):
            roles.add(Role.TARGET, mention, Filler(token, "reciprocal"))
    elif len(targets) == 1 and not sources and (found := trigger.slots.get("obl:between")):
        if found[0].token.tag_ in {"NNS", "NNPS"}:  # "talks between rival leaders"
            roles.add(Role.SOURCE, targets[0], Filler(found[0].token, "reciprocal"))
    elif len(targets) >= 2 and not sources and trigger.slots.keys().isdisjoint({"subj", "obl:with"}):
        for mention, token in roles.filled(Role.TARGET):
            roles.add(Role.SOURCE, mention, Filler(token, "reciprocal"))


def _are_many(word: Token) -> bool:
    return word.tag_ == "NNS" or word.lower_ in _MANY


def _each_other(trigger: Trigger) -> bool:
    """Whether both sides do it to each other: "they accuse each other of backing rebels"."""
    objects = [filler.token for slot in ("obj", "iobj") for filler in trigger.slots.get(slot, [])]
    each = [side for filler in trigger.slots.get("subj", []) for side in syntax.children(filler.token, "det")]
    if any(side.lower_ == "each" for side in each) and any(other.lower_ == "other" for other in objects):
        return True  # "each side blamed the other"
    pairs = [
        (each, each.nbor(1)) if each.lower_ in {"each", "one"} else (each.nbor(-1), each) for each in objects if each.i
    ]
    return any((one.lower_, two.lower_) in {("each", "other"), ("one", "another")} for one, two in pairs)


def _from_governor(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """The means of a verb shares its sides: "engaged the insurgents with an airstrike", "killed in a raid"."""
    if trigger.row.pos != "NOUN" or trigger.row.root not in HARSH:
        return
    if trigger.carrier is not None and trigger.carrier.head != trigger.token:  # "an operation targeting the cell"
        return
    _of_fallen(roles, trigger, table)
    for token, mention in whose_fight(trigger, triggers, table):
        if not roles.mentions.get(Role.SOURCE) and mention.id not in roles.ids(Role.TARGET):
            roles.add(Role.SOURCE, mention, Filler(token, "whose fight"))
    for verb, slot in syntax.governors(trigger.token):
        rows = rows_of(verb, "VERB")
        told = any(other.token == verb and other.row.root in SAID for other in triggers)
        if slot not in _MEANS or not rows or told or syntax.children(trigger.token, "nmod:poss"):
            continue  # "helped the army in its war" is the war of the army; who charges with murder murders nobody
        if all("subj" in row.frame.get("target", ()) for row in rows):
            frame: dict[str, tuple[str, ...]] = {"target": ("subj",)}  # "died in an ambush"
        else:
            frame = {"source": ("subj",), "target": ("obj",)}
            does = any("subj" in row.frame["source"] for row in rows)  # who lose men may have been raided
            if not does or any(row.quantity == "displaced" for row in rows):
                frame = {}  # fighting drives out others than those who fight
        above = fill(frame, verb_slots(verb), table)
        harsh = any(row.root in HARSH for row in rows)  # not "supported by airstrikes"
        harsh = harsh and all(other.row.root in HARSH for other in triggers if other.token == verb)
        for role in (Role.SOURCE, Role.TARGET) if harsh else (Role.SOURCE,):
            if not roles.mentions.get(role) and trigger.row.frame.get(role.value):
                for mention, token in above.filled(role):
                    if role is Role.SOURCE and is_a(token, "building", table):
                        continue  # "a house used by officials caught fire in an attack"
                    if not roles.has(mention) and not (role is Role.TARGET and _is_of_own(trigger, mention)):
                        roles.add(role, mention, Filler(token, f"{slot} of {verb.lower_}"))


def _of_fallen(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Fighters who fell in a clash with others were its other side: "two soldiers died in clashes with rebels"."""
    if not trigger.row.reciprocal or roles.mentions.get(Role.SOURCE) or "obl:with" not in trigger.slots:
        return
    for verb, slot in syntax.governors(trigger.token):
        rows = [row for row in rows_of(verb, "VERB") if row.quantity in HURT] if slot in _MEANS else []
        for row in rows[:1]:
            for mention, token in fill({"target": row.frame.get("target", ())}, verb_slots(verb), table).filled(
                Role.TARGET
            ):
                if "force" in lemma_classes(token) and mention.id not in roles.ids(Role.TARGET):
                    roles.add(Role.SOURCE, mention, Filler(token, f"{verb.lower_} in it"))


def _is_of_own(trigger: Trigger, mention: Mention) -> bool:
    """Whether those whom something befalls in an operation are its own men: "troops were fired at during a raid"."""
    return trigger.row.type in _OPERATIONS and mention.sector in {"MIL", "GOV", "COP"}


def _from_journey(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """Who travels for talks holds them, and who does something after them: "said after talks with the king"."""
    if trigger.row.pos != "NOUN" or trigger.row.root != _TALKS or roles.mentions.get(Role.SOURCE):
        return
    for verb, slot in syntax.governors(trigger.token):
        journey = slot == "obl:for" and any(
            other.token == verb and other.row.root == _TALKS and "subj" in other.row.frame["source"]
            for other in triggers
        )
        held = slot in _AFTER_TALKS and "obl:with" in trigger.slots
        who = fill({"source": ("subj",)}, verb_slots(verb), table) if journey or held else Roles()
        for mention, token in who.filled(Role.SOURCE):
            if mention.id not in roles.ids(Role.TARGET):
                roles.add(Role.SOURCE, mention, Filler(token, f"{slot} of {verb.lower_}"))


def _from_accused(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Who is accused of a deed is said to have done it: "accused Russia of an attack on its network"."""
    noun, above = trigger.token, trigger.token.head
    verb = above if above.lemma_ in _ACCUSES else above.head
    if noun.pos_ != "NOUN" or roles.mentions.get(Role.SOURCE) or syntax.preposition(noun) != "of":
        return
    for whom in syntax.children(verb, "obj", "nsubj:pass") if verb.lemma_ in _ACCUSES else ():
        for each in syntax.conjuncts(whom):
            accused = table.actor_at(each) or table.state_at(each)
            if accused is not None and accused.id not in roles.ids(Role.TARGET):
                roles.add(Role.SOURCE, accused, Filler(each, f"{verb.lower_} of it"))


def _to_partner(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """The state that works with the one which extradites somebody is a side too: "Chad extradited him to Mali"."""
    if trigger.row.type != "extradition" or not roles.mentions.get(Role.SOURCE):
        return
    for filler in trigger.slots.get("obl:to", []):
        state = table.state_at(filler.token)
        if state is not None and not roles.has(state):
            roles.add(Role.TARGET, state, Filler(filler.token, "to whom"))


def _from_owner(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Whose weapon it was: "Ukraine's rockets struck the bridge", "rockets fired by the militia hit the port"."""
    if roles.mentions.get(Role.SOURCE) or "subj" not in trigger.row.frame.get("weapon", ()):
        return
    for filler in trigger.slots.get("subj", []):
        owners = syntax.all_children(filler.token, "nmod:poss")
        named = [mention for each in owners if (mention := table.actor_at(each) or table.state_at(each))]
        craft = table.actor_at(filler.token)  # "Israeli jets struck a truck, killing two"
        named = named or ([craft] if craft is not None and (craft.country or craft.named) else [])
        for mention in named or [each for each in actors_in(filler.token, table) if each != craft]:
            if not roles.has(mention) and mention.id not in roles.ids(Role.TARGET):
                roles.add(Role.SOURCE, mention, Filler(filler.token, "whose weapon"))


def _from_layer(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Who laid the mine that others met: "died when their truck hit a mine planted by rebels"."""
    for clause in () if roles.mentions.get(Role.SOURCE) or trigger.row.pos != "VERB" else laid(trigger.token):
        doers = (noun for prep, noun in syntax.obliques(clause) if prep == "by")
        for mention in (each for noun in doers for each in actors_in(noun, table)):
            roles.add(Role.SOURCE, mention, Filler(clause, "who laid it"))


def _drop_burst(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Whose things blew up is not who did it: "the group's pagers exploded, killing 39"; whose weapon did, is."""
    line = [trigger.token, *(head for _, label, head in syntax.chain(trigger.token) if label in {"advcl", "conj"})]
    tokens = roles.tokens.get(Role.SOURCE, [])
    known = any(table.actor_at(token) for token in tokens)
    inner = [each for token in tokens for each in (token, *(noun for _, noun in syntax.obliques(token)))]
    armed = any("weapon" in lemma_classes(each) for each in inner)
    if not known and not armed and any(verb.lemma_ in _BURSTS for verb in line):
        roles.clear(Role.SOURCE)


def _moves_itself(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Who is deployed or withdraws does so: "the deployment of troops", "the withdrawal of Serbian forces"."""
    intransitive = (trigger.row.root == "15" and trigger.row.type != "recruitment") or trigger.row.type in {
        "withdrawal",
        "return",
        "surrender",
    }
    if trigger.row.pos == "NOUN" and intransitive and not roles.mentions.get(Role.SOURCE):
        roles.drop_places(Role.TARGET)
        roles.mentions[Role.SOURCE] = roles.mentions.pop(Role.TARGET, [])
        roles.tokens[Role.SOURCE] = roles.tokens.pop(Role.TARGET, [])
    elif trigger.row.type == "withdrawal":  # "completed the withdrawal of its troops" withdraws from no troops
        roles.drop_own(Role.TARGET)
    elif trigger.row.type == "deployment" and syntax.is_passive(trigger.token) and not roles.mentions.get(Role.SOURCE):
        sent = fill({"source": ("obj",)}, trigger.slots, table)  # "security forces were deployed"
        for mention, token in sent.filled(Role.SOURCE):
            roles.add(Role.SOURCE, mention, Filler(token, "who was deployed"))


def _from_means(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """A verb without a source takes that of its means: "killed in a raid by US forces", "the attacks killed ten"."""
    if trigger.row.pos != "VERB" or roles.mentions.get(Role.SOURCE) or trigger.row.root not in HARSH:
        return
    for other in triggers:
        slots = {slot for verb, slot in syntax.governors(other.token) if trigger.token in syntax.with_conjuncts(verb)}
        if other.row.pos == "NOUN" and other.row.root in HARM and slots & (_MEANS | {"subj"}):
            inner = fill(other.row.frame, other.slots, table)
            for mention, token in inner.filled(Role.SOURCE):
                if mention.id not in roles.ids(Role.TARGET):
                    roles.add(Role.SOURCE, mention, Filler(token, f"source of {other.token.lower_}"))


def _on_place(roles: Roles, table: Mentions) -> None:
    """A town that is attacked is where it happens; a state that is attacked is the target."""
    tokens = list(roles.tokens.get(Role.TARGET, []))
    roles.drop_places(Role.TARGET, states=False)
    for token in tokens:
        if token not in roles.tokens[Role.TARGET] and (place := table.place_at(token)):
            roles.add(Role.PLACE, place, Filler(token, "what is attacked"))
            roles.object = roles.object or phrase(token)
