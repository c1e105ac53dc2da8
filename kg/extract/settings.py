"""Where an event happened: from the phrases of its clause, nearest first, to place mentions.

"Troops in the north searched a compound in Sirwa while looking for a smuggler" places the search in Sirwa; without
those words it would be placed by "in the north".
"""

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Token

from kg.extract import lexicons, nationalities, phrases, syntax
from kg.extract.lexicons import BLOWS, FORCE, rows_of, tells
from kg.extract.names import place_noun
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import dependents
from kg.extract.roles import STAND_IN, Mentions, Roles, slots_for
from kg.extract.slots import Slots
from kg.extract.syntax import Filler
from kg.model import Kind, Role

_OF = frozenset(
    f"{way} of" for way in "north south east west northeast northwest southeast southwest outside inside".split()
)
_PREPOSITIONS = frozenset(
    "in at near on outside inside around across along through throughout within into from toward towards to over"
    " between above beyond off against".split()
) | {*_OF, "close to", "next to", "in front of"}
STATIC = (
    frozenset(
        {"in", "at", "near", "outside", "inside", "around", "across", "along", "throughout", "within", "off", "on"}
    )
    | _OF
)
_AS = frozenset({"as", "known as"})
_DEALS = frozenset({"sign", "broker", "agree", "reach", "negotiate", "mediate"})
_INNER = STATIC | _AS | {"of", "between"}
_DOWN = frozenset(
    {
        "obl:unmarked",
        "obl:tmod",
        "obj",
        "obl",
        "nmod",
        "xcomp",
        "advcl",
        "acl",
        "prep",
        "pobj",
        "pcomp",
        "iobj",
        "nsubj:pass",
    }
)
_UP = frozenset({"advcl", "xcomp", "conj", "obj", "nsubj", "nsubj:pass", "obl", "nmod", "acl", "prep", "pobj", "pcomp"})
_HAPPENS = frozenset({"take", "happen", "occur"})  # "an attack, which took place in X"
_CONTRAST = frozenset({"while", "whereas", "although", "though", "because", "since", "if", "unless", "until", "before"})
_ASIDE = frozenset(
    {"despite", "because of", "due to", "over", "ahead of", "in spite of", "pending", "before", "since", "about"}
)
_EARLIER = frozenset({"after", "following", "for"})  # before an event: "pardoned after the attack in X"
_FOR = frozenset({"for", "over", "because of", "despite", "of"})  # what somebody is charged with was done elsewhere
_ALLEGED = frozenset({"suspect", "accuse", "charge", "convict", "want"})
_JUDGED = frozenset({"09", "11", "17"})  # CAMEO roots of inquiries, accusations and penalties
_TOPICAL = frozenset({"on", "over", "about"})
_TALKS_OVER = frozenset({"discuss", "debate", "address", "review", "consider"})
_STAYS = frozenset("gather live stay stand shelter queue wait camp assemble sit sleep".split())
_OF_STATES = frozenset({"citizen", "national", "subject", "ambassador", "envoy"})  # who may be anywhere
_DWELLS = frozenset({"live", "reside", "remain", "work", "stay"})
_DEPTH = 5  # levels below the trigger; what stands deeper is seldom about it
_WORDS = frozenset({"01", "02", "03", "05", "10", "11", "12", "13"})  # CAMEO roots of words, not of deeds
_GIVEN = frozenset({"06", "07"})  # CAMEO roots of what one side gives the other
_TALK = frozenset({"03", "04", "05"})  # CAMEO roots
_PROMISES = frozenset({"03", "05"})  # CAMEO roots
_TIES = "16"  # CAMEO root of sanctions and broken ties


def add_places(
    roles: Roles,
    trigger: Token,
    frame: Mapping[str, tuple[str, ...]],
    slots: Slots,
    table: Mentions,
    *,
    cameo: str = "",
) -> None:
    """The place role: the frame's slots, the trigger's own phrases, those below it, around it, and of its sides.

    Words have only a place of their own: who demands a ceasefire in Sirwa need not be there;
    who marches in Sirwa demanding one is.
    """
    root = cameo[:2]
    for slot in frame.get("place", ()):
        for filler in slots_for(slots, slot):
            _add(roles, filler, table)
    slots = _placing(roles, trigger, slots, cameo)
    if root in BLOWS:
        _hit(roles, table)
    for step in _steps(trigger, cameo):
        if roles.mentions.get(Role.PLACE):
            break
        step(roles, trigger, slots, table)
    if root in FORCE:
        _inside_fronted(roles, trigger, table)
        _of_weapon(roles, frame, slots, table)


def _placing(roles: Roles, trigger: Token, slots: Slots, cameo: str) -> Slots:
    """The slots that may say where: not what talks are on, whom a march is against, or who gives and takes."""
    root = cameo[:2]
    talk = root in _PROMISES or (root == "04" and trigger.pos_ == "NOUN")
    if talk or cameo.startswith("046"):
        slots = {name: each for name, each in slots.items() if name not in {"obl:on", "obl:over"}}
    if root == "14":
        slots = {name: each for name, each in slots.items() if name != "obl:against"}
    if root in _WORDS | _GIVEN:  # "bought wheat from Chad", "put the blame on Chad"
        sides = {word.i for role in (Role.SOURCE, Role.TARGET) for word in roles.tokens.get(role, [])}
        slots = {name: [each for each in fillers if each.token.i not in sides] for name, fillers in slots.items()}
    return slots


def _steps(trigger: Token, cameo: str) -> list[Callable[[Roles, Token, Slots, Mentions], None]]:
    """Where to look for a place, the nearest first."""
    root = cameo[:2]
    if cameo.startswith("057"):
        return [_at, _of_agreement]
    if root == _TIES:
        return [_own, _below]  # "closed its embassy in X and recalled its envoy from Y"
    if root in _WORDS:
        return [_at, _above] if syntax.relation(trigger) == "advcl" else [_at]
    return [_own, _below, _above, *([_of_source, _of_target] if root in FORCE else [])]


def _of_weapon(roles: Roles, frame: Mapping[str, tuple[str, ...]], slots: Slots, table: Mentions) -> None:
    """Where the weapon was, if nothing else says where: "a car bomb in Tel Aviv killed two"."""
    if roles.mentions.get(Role.PLACE) or "subj" not in frame.get("weapon", ()):
        return
    for filler in slots.get("subj", []):
        for noun in syntax.nouns_behind(filler.token, *STATIC):
            _add(roles, Filler(noun, f"where the {filler.token.lower_} was"), table)


def _inside_fronted(roles: Roles, trigger: Token, table: Mentions) -> None:
    """The nearer place of whom it befell: "In Cameroon, rebels held ten men in Bamenda", "hit the airports of Gao"."""
    told = roles.tokens.get(Role.PLACE, [])
    if not told or any(each.head != trigger or each.i > trigger.i or not _opens(each) for each in told):
        return
    for noun in syntax.children(trigger, "obj", "nsubj:pass"):
        for prep, inner in syntax.obliques(noun):
            if prep in STATIC or (prep == "of" and place_noun(noun)):
                for each in syntax.conjuncts(inner):
                    if place := table.place_at(each):
                        roles.add(Role.PLACE, place, Filler(each, f"{prep} below {noun.lower_}"))


def _opens(noun: Token) -> bool:
    """Whether a phrase opens its sentence: "In the north of Mali, ..."."""
    return bool(noun.left_edge.is_sent_start)


def _add(roles: Roles, filler: Filler, table: Mentions) -> None:
    """Add the place of a filler, or those in its phrase."""
    if phrases.is_ground(filler.token):
        return
    place = table.place_at(filler.token)
    if place is not None:
        roles.add(Role.PLACE, place, filler)
    elif table.actor_at(filler.token) is None:
        _of_phrase(roles, filler.token, table)


def _hit(roles: Roles, table: Mentions) -> None:
    """What was hit, where it is a place: "shelled Juba from the hills"; a state is hit somewhere."""
    for mention, token in roles.filled(Role.TARGET):
        place = table.place_at(token)
        town = mention.id.endswith(STAND_IN) and mention.kind is not Kind.COUNTRY
        if place is not None and place.named and town:
            roles.add(Role.PLACE, place, Filler(token, "what was hit"))


def _own(roles: Roles, trigger: Token, slots: Slots, table: Mentions) -> None:
    """Prepositional phrases of the trigger itself."""
    for name, fillers in slots.items():
        sides = {word.i for role in (Role.SOURCE, Role.TARGET) for word in roles.tokens.get(role, [])}
        between = [each for each in fillers if name == "obl:between"]
        if any(each.token.i in sides or table.place_at(each.token) is None for each in between):
            continue  # "clashes between Afar and Issa militias", "talks between Chad and Niger"
        if name.startswith("obl:") and name[4:] in _PREPOSITIONS:
            for filler in fillers:
                _add(roles, filler, table)
    for above in (trigger, *(noun for _, noun in syntax.obliques(trigger))):  # a convoy does not take place
        for verb in syntax.children(above, "acl:relcl"):
            for prep, noun in syntax.obliques(verb) if verb.lemma_ in _HAPPENS else ():
                if prep in STATIC:
                    _add(roles, Filler(noun, f"where it {verb.lower_}"), table)


def _at(roles: Roles, trigger: Token, slots: Slots, table: Mentions) -> None:
    """Static phrases of the trigger itself: words have a place, but no way."""
    _own(roles, trigger, {name: each for name, each in slots.items() if name.removeprefix("obl:") in STATIC}, table)


def _of_phrase(roles: Roles, token: Token, table: Mentions) -> None:
    """Places inside a phrase: "an area known as X", "a school in Y", "villages near Z"."""
    inner = syntax.nouns_behind(token, *_INNER)
    for verb in syntax.children(token, "acl"):
        if _is_suffered(verb) or verb.lemma_ in _DEALS:
            continue  # "freed a priest kidnapped in X", "broke the truce signed in X"
        inner += syntax.nouns_behind(verb, *(STATIC | _AS))
    for verb in syntax.children(token, "acl:relcl"):
        if verb.lemma_ in _STAYS:  # "fired near a crowd that had gathered in X"
            inner += syntax.nouns_behind(verb, *STATIC)
    names = ("appos",) if table.actor_at(token) else ("compound", "appos", "nmod:poss")  # "US forces" are anywhere
    inner += syntax.all_children(token, *names)
    areas = [each for each in inner if table.place_at(each) is None and place_noun(each) is not None]
    inner += [name for each in areas for name in syntax.children(each, "compound")]  # "a village in Kayah state"
    for each in inner:
        if syntax.relation(each) == "compound" and each.is_upper:
            continue  # "stormed the US embassy in X"
        if place := table.place_at(each):
            roles.add(Role.PLACE, place, Filler(each, f"in the phrase of {token.lower_}"))


def _below(roles: Roles, trigger: Token, slots: Slots, table: Mentions) -> None:
    """Places of what the event was part of: "captured during an operation in X", "killed while searching X for Y"."""
    for name, fillers in slots.items():
        if name.startswith("obl:"):
            for filler in fillers:
                if name == "obl:with" and filler.token.pos_ == "NOUN" and lexicons.may_be_event(filler.token.lemma_):
                    continue  # "with the mediation of Qatar"
                near = table.actor_at(filler.token) is None or name.removeprefix("obl:") in STATIC
                if near and not _is_elsewhere(filler.token, trigger):
                    _of_phrase(roles, filler.token, table)
    if not roles.mentions.get(Role.PLACE):
        _nearest(roles, [trigger], table)


def _nearest(
    roles: Roles, level: list[Token], table: Mentions, *, without: Token | None = None, beside: bool = False
) -> None:
    """The places that stand in static phrases below these words, on the highest level that has any.

    What another verb only intends ("refused to go to X and called for Y") lends no place to a neighbour: where the
    words are `beside` the event's, and where those below one of them are left out.
    """
    for _ in range(_DEPTH):
        for word in level:
            for prep, noun in syntax.obliques(word):
                named = _called(noun)
                if _is_about(prep, word, named, table):
                    continue
                if prep in STATIC and (place := table.place_at(named)) and not _inside(named, without):
                    roles.add(Role.PLACE, place, Filler(named, f"{prep} below {word.lower_}"))
        if roles.mentions.get(Role.PLACE):
            return
        below = [each for word in level for each in _deeper(word) if each != without]
        level = [each for each in below if not (beside or without) or not syntax.is_infinitive(each)]


def _called(noun: Token) -> Token:
    """The name in "an area known as X", which counts as the place itself; else the noun."""
    for verb in syntax.children(noun, "acl"):
        for prep, name in syntax.obliques(verb):
            if prep in _AS:
                return name
    return noun


def _deeper(word: Token) -> Iterator[Token]:
    """The words below one that share its setting; "talks on a cut of [forces in X]" go no deeper than their topic."""
    for child in () if _is_topic(word) else dependents(word):
        label = child.label
        if label not in _DOWN and not (label == "conj" and not syntax.is_verbal(child)):
            continue
        if label == "obj" and word.lemma_ in _TALKS_OVER:
            continue  # "met to discuss the fighting in X"
        if syntax.answers(child) or (label == "acl" and word.pos_ != "VERB" and _is_suffered(child)):
            continue  # "struck a depot in retaliation for an attack in X"
        if not _is_elsewhere(child, word):
            yield child


def _is_elsewhere(word: Token, head: Token) -> bool:
    """Whether a phrase or a clause has a scene of its own: "raided the port over a blast in X", "while Y met in X"."""
    if _is_apart(word) or (word.lemma_ in _ALLEGED and syntax.relation(word) == "acl"):
        return True  # "detained a man suspected of blowing up a station in X"
    if _has_subject(word):
        return "after" in syntax.marks(word) and (not _of_victims(head) or _of_victims(word))
    prep = syntax.preposition(word)
    return prep in _ASIDE or (prep in _EARLIER and lexicons.may_be_event(word.lemma_) and not _of_victims(head))


def _is_apart(word: Token) -> bool:
    """Whether a ground or a clause of contrast neither gives nor takes a place."""
    return phrases.is_ground(word) or (_has_subject(word) and bool(_CONTRAST & set(syntax.marks(word))))


def _has_subject(word: Token) -> bool:
    clause = syntax.relation(word) in {"advcl", "conj"} and syntax.is_verbal(word)
    return clause and bool(syntax.children(word, "nsubj", "nsubj:pass"))


def _of_victims(word: Token) -> bool:
    """Whether the word counts victims, who suffer where the cause of it was: "died after a blast in X"."""
    pos = "VERB" if word.pos_ in {"VERB", "AUX"} else word.pos_
    return any(row.quantity for row in rows_of(word, pos))


def _is_about(prep: str, word: Token, noun: Token, table: Mentions) -> bool:
    """Whether a place is what a noun is about, not where it is: "eased restrictions on X", "talks on the X dam"."""
    if syntax.relation(word) == "acl" and "agreement" in lemma_classes(word.head):
        return True  # "exchanged prisoners under a deal signed in X"
    return prep == "on" and not syntax.is_verbal(word) and (table.state_at(noun) is not None or _is_talk(word))


def _is_topic(noun: Token) -> bool:
    """Whether a phrase below talks or their verb says what they are on."""
    if syntax.preposition(noun) not in _TOPICAL:
        return False
    return any(map(_is_talk, (noun.head, *syntax.children(noun.head, "obj"))))


def _is_talk(noun: Token) -> bool:
    return tells(noun, "NOUN", _TALK)


def _is_suffered(verb: Token) -> bool:
    """Whether a participle tells what somebody suffered another time: "a priest kidnapped in X"."""
    rows = rows_of(verb, "VERB")
    return verb.tag_ == "VBN" and any(row.root in BLOWS and " " not in row.trigger for row in rows)


def _inside(token: Token, top: Token | None) -> bool:
    return top is not None and (token == top or top in token.ancestors)


def _above(roles: Roles, trigger: Token, slots: Slots, table: Mentions) -> None:
    """Places of the clauses around: a participle, an event noun and coordinated verbs share one setting."""
    _after(roles, trigger, table)
    for word, label, head in syntax.chain(trigger):
        if roles.mentions.get(Role.PLACE) or not (label in _UP or _happens_in(word, label)):
            return
        if label == "conj" and word.pos_ == head.pos_ == "NOUN" and any(syntax.obliques(word)):
            continue  # "the bombing of a hall in X and the kidnapping of a priest": each has a place of its own
        if _is_apart(word) or _is_charge(word, head) or (label == "conj" and _has_named_subject(word)):
            return
        _nearest(roles, [head], table, without=word)
        if label in {"advcl", "conj"} and word.tag_ == "VBG" and not roles.mentions.get(Role.PLACE):
            _struck(roles, head, table)
        if not roles.mentions.get(Role.PLACE):
            _after(roles, head, table)


def _struck(roles: Roles, verb: Token, table: Mentions) -> None:
    """The town that a verb of force has as its object: "raided Kersa, killing ten"."""
    if tells(verb, "VERB", BLOWS):
        for noun in syntax.children(verb, "obj"):
            place = table.place_at(noun)
            if place is not None and place.named and not nationalities.is_country(noun.text):
                roles.add(Role.PLACE, place, Filler(noun, f"object of {verb.lower_}"))


def _happens_in(verb: Token, label: str) -> bool:
    """Whether a relative clause tells what its noun led to: "the strike on a market in X, in which ten died"."""
    return label == "acl:relcl" and any(noun.tag_ == "WDT" for noun in syntax.nouns_behind(verb, "in"))


def _has_named_subject(verb: Token) -> bool:
    """Whether a coordinated clause is about another body: "tried a man in X, and the bureau arrested two others"."""
    return any(each.pos_ == "PROPN" for each in syntax.children(verb, "nsubj", "nsubj:pass"))


def _is_charge(word: Token, head: Token) -> bool:
    """Whether a deed is what people are tried or blamed for elsewhere: "went on trial in X for the murder of Y"."""
    mark = next(iter(syntax.marks(word)), syntax.preposition(word))
    return mark in _FOR and (tells(head, "VERB", _JUDGED) or tells(head, "NOUN", _JUDGED))


def _after(roles: Roles, verb: Token, table: Mentions) -> None:
    """The place at the end of a series of verbs with one subject: "killed two men and held a third in X".

    A verb with a setting of its own ("left in May and shut its office in X") shares none.
    """
    if any(prep in STATIC and noun.i > verb.i for prep, noun in syntax.obliques(verb)):
        return
    later = [each for each in syntax.with_conjuncts(verb)[1:] if not syntax.children(each, "nsubj", "nsubj:pass")]
    later = [each for each in later if each.lemma_ not in _DWELLS]  # "was sentenced in May and lives in X"
    if later:
        _nearest(roles, later, table, beside=True)


def _of_agreement(roles: Roles, trigger: Token, slots: Slots, table: Mentions) -> None:
    """Where it is signed: parsers hang "signed a truce in X" on the truce."""
    for filler in slots.get("obj", []):
        for prep, noun in syntax.obliques(filler.token):
            if prep in STATIC and (place := table.place_at(noun)):
                roles.add(Role.PLACE, place, Filler(noun, f"{prep} after {filler.token.lower_}"))


def _of_source(roles: Roles, trigger: Token, slots: Slots, table: Mentions) -> None:
    """Where those who act stand: "a patrol in X found a cache"."""
    for token in roles.tokens.get(Role.SOURCE, []):
        for prep, noun in syntax.obliques(token):
            if prep in STATIC and (place := table.place_at(noun)):
                roles.add(Role.PLACE, place, Filler(noun, f"{prep} with {token.lower_}"))


def _of_target(roles: Roles, trigger: Token, slots: Slots, table: Mentions) -> None:
    """Where those who suffer stand: "villagers of X"."""
    for token in roles.tokens.get(Role.TARGET, []):
        if token.lemma_.lower() not in _OF_STATES:
            _of_phrase(roles, token, table)
