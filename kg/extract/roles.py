"""Who fills a role: from grammatical slots and a frame to mentions.

A filler that is neither actor nor place stands for the actor inside it: "hideouts used by the Islamic
State" has the Islamic State as target, and "hideouts" is kept as the object.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Protocol

from spacy.tokens import Token

from kg.extract import lexicons, phrases, syntax
from kg.extract.lexicons import HARM, MEASURES, rows_of, tells
from kg.extract.noun_classes import is_unlisted, lemma_classes
from kg.extract.parse import has, once_a_word, tokens_of, whole_text
from kg.extract.slots import Slots
from kg.extract.spans import HYPHENS
from kg.extract.syntax import Filler
from kg.extract.time_words import MONTHS, WEEKDAYS
from kg.model import Kind, Mention, Role

STAND_IN = "-actor"  # ends the id of a mention that stands for the people of a place
_OWNED = frozenset({"of", "by", "from", "to", "belonging to", "with", "among", "for"})
_OF = frozenset({"of", "by", "from"})
_ROADS = frozenset({"road", "highway", "route", "street", "way", "bridge", "railway", "track"})
_NUMBERS = frozenset({"dozen", "score", "hundred", "thousand", "million", "ten"})
_MEASURES = _NUMBERS | frozenset(  # "hundreds of families", "300 tonnes of wheat": what counts is what they measure
    "ton tonne pound gram kilogram kilo litre liter sack bag box crate truckload load shipment consignment package"
    " convoy barrage salvo volley hail wave series some many most several half part majority % percent bulk".split()
)
_SUFFERS, _CARRIERS = frozenset({"of", "on", "against"}), frozenset({"vehicle", "aircraft", "weapon"})
VAGUE = frozenset({"country", "nation", "state", "emergency", "capital", "world"})  # nobody, unless named
_ADDRESSED = frozenset({"obl:on", "obl:to", "obl:upon"})
_UNITS = frozenset(  # "a three-day siege" is of nobody, "on the anniversary of the coup" on nothing
    {"hour", "day", "week", "month", "year", "decade", "anniversary", "eve", "occasion"}
)
_SPEAKERS = frozenset({"it", "he", "she", "they"})
_FIRST_PERSON = frozenset({"i", "we"})  # whoever speaks: kg.extract.attribution finds out
STATIC_PLACES = frozenset({"in", "at", "near", "outside", "inside"})  # prepositions of a setting
_HIT = frozenset({"comp.target", "obj", "obl:on", "obl:at", "obl:against", "obl:of", "obl:into"})
_HOLDS = frozenset(  # participles that say whose a thing is: "a school used by the militia", not "taken by the militia"
    "use own hold control run operate occupy inhabit man guard defend staff populate keep manage back lead head"
    " belong issue draft make write publish sign sponsor support propose adopt commission"
    " stage organise organize call plan fire launch drop plant lay place hide bury attach emplace".split()
)
_SORTS = frozenset({"girl", "boy", "woman", "man", "child", "people", "student", "worker", "farmer"})
_MODIFIERS = ("compound", "amod", "nmod", "nmod:desc", "flat")
_LED = frozenset({"lead", "head"})
_PERSONAL = frozenset({Kind.PERSON, Kind.PEOPLE, Kind.UNNAMED})
_HOLD = frozenset({"hold", "control", "occupy", "rule", "run", "dominate", "administer"})
_GROUP = frozenset(
    "member group dozen hundred thousand score number one some many several majority part rest million handful pair"
    " couple unit element wing faction supporter leader third half quarter all most any both each lot wave string"
    " series convoy column team fleet contingent crowd family relative".split()
)
FREED = frozenset({"release", "extradition"})  # types
_SENDS = frozenset("send deploy dispatch station launch establish create form set found convene lead command".split())
_AROUND = frozenset("supporter follower relative family loyalist associate aide ally opponent critic crowd".split())


class Mentions(Protocol):
    """Where actors and places stand in a text (kg.extract.mentions.MentionTable)."""

    def at(self, token: Token) -> Mention | None: ...
    def actor_at(self, token: Token) -> Mention | None: ...
    def place_at(self, token: Token) -> Mention | None: ...
    def state_at(self, token: Token) -> Mention | None: ...
    def community_at(self, token: Token) -> Mention | None: ...
    def thing_at(self, token: Token) -> Mention | None: ...
    def owner_at(self, token: Token) -> Mention | None: ...
    def both_at(self, token: Token) -> tuple[Mention, ...]: ...
    def chain_of(self, mention: Mention) -> str: ...


@dataclass(slots=True)
class Roles:
    """The filled roles of one event."""

    mentions: dict[Role, list[Mention]] = field(default_factory=dict)
    tokens: dict[Role, list[Token]] = field(default_factory=dict)
    object: str | None = None
    weapon: str | None = None
    trace: list[str] = field(default_factory=list)

    def add(self, role: Role, mention: Mention, filler: Filler) -> None:
        """Fill the role once more; the same mention fills it only once."""
        known = self.mentions.setdefault(role, [])
        if mention.id not in {each.id for each in known}:
            known.append(mention)
            self.tokens.setdefault(role, []).append(filler.token)
            self.trace.append(f"{role.value}: {mention.text} ({filler.path or 'direct'})")

    def has(self, mention: Mention) -> bool:
        """Whether the mention, what it refers back to, or a phrase around it is the source already."""
        sources = self.mentions.get(Role.SOURCE, [])
        names = {each.id for each in sources} | {each.antecedent_id for each in sources}
        around = any(each.span.start <= mention.span.start and mention.span.end <= each.span.end for each in sources)
        states = {each.country for each in sources if each.kind is Kind.COUNTRY and each.country}
        around = around or (mention.kind is Kind.COUNTRY and mention.country in states)
        return around or mention.id in names or (mention.antecedent_id or "") in names

    def drop_places(self, role: Role, *, states: bool = True) -> None:
        """Take places that stand for their people, or for a state, out of a role."""
        self.keep(
            role,
            lambda each, _: not each.id.endswith(STAND_IN) or (each.kind is Kind.COUNTRY and not states),
        )

    def drop_beside_places(self, role: Role, table: Mentions) -> None:
        """Take out of a role what is coordinated with a place, and so is one: "captured Kunduz and Taloqan"."""
        self.keep(role, lambda _, word: word.dep_ != "conj" or table.place_at(word.head) is None)

    def drop_things(self, role: Role) -> None:
        """Take things that only stand for whom they carry out of a role: nobody demands anything of a ship."""
        states = role is Role.SOURCE  # "backed by Russian warplanes"
        self.keep(role, lambda each, word: each.named or (states and each.country is not None) or not _is_carrier(word))

    def drop_trigger(self, trigger: Token) -> None:
        """Nobody whose name the event's own word is part of does it: "will face a court martial"."""
        if trigger.pos_ == "NOUN":
            self.keep(Role.SOURCE, lambda each, _: not each.span.start <= trigger.idx < each.span.end)

    def drop_craft(self) -> None:
        """Take craft that nobody is said to own out of the targets, to keep them as the object: "downed a drone"."""
        for mention, word in self.filled(Role.TARGET):
            if not mention.named and mention.country is None and _is_craft(word):
                self.object = self.object or phrase(word)
        self.keep(Role.TARGET, lambda each, word: each.named or each.country is not None or not _is_craft(word))

    def drop_relations(self, role: Role, table: Mentions) -> None:
        """Take those out of a role who only stand beside its word: "killed a councillor of the party"."""
        self.keep(role, lambda _, word: table.actor_at(word) is not None or not _is_somebody(word))

    def drop_opposed(self, role: Role) -> None:
        """Take those out of a role whom something is against: "agreed on sanctions against Russia"."""
        self.keep(role, lambda _, word: not is_opposed(word))

    def drop_own(self, role: Role) -> None:
        """Take the forces of whom the sentence is about out of a role."""
        self.keep(role, lambda _, word: not is_own(word))

    def keep(self, role: Role, wanted: Callable[[Mention, Token], bool]) -> None:
        """Leave only those in a role whose mention and word are wanted."""
        pairs = self.filled(role)
        kept = [pair for pair in pairs if wanted(*pair)]
        if len(kept) < len(pairs):
            self.mentions[role], self.tokens[role] = [each for each, _ in kept], [token for _, token in kept]

    def clear(self, role: Role) -> None:
        """Leave nobody in the role."""
        self.mentions[role], self.tokens[role] = [], []

    def filled(self, role: Role) -> list[tuple[Mention, Token]]:
        """The mentions in the role, each with the word that filled it."""
        return list(zip(self.mentions.get(role, []), self.tokens.get(role, []), strict=True))

    def ids(self, role: Role) -> set[str]:
        """Mention ids in the role."""
        return {mention.id for mention in self.mentions.get(role, [])}


def actors_in(token: Token, table: Mentions, depth: int = 0) -> list[Mention]:
    """The actors that a filler stands for: itself, else members, owners, users, modifiers of it."""
    if pair := table.both_at(token):
        return list(pair)
    direct = table.actor_at(token)
    means = token.lemma_.lower() in _GROUP or bool({"aircraft", "drone"} & lemma_classes(token))  # somebody's jets
    if direct is not None and not (direct.kind is Kind.UNNAMED and means):
        return [direct]
    if depth > 3:
        return [direct] if direct else []
    named = [mention for each in syntax.children(token, "appos") if (mention := table.actor_at(each)) and mention.named]
    if found := _called_so(token, table) or ([] if direct else named[:1]):  # "his counterpart, Nobuo Kishi"
        return found
    if direct is None and (owners := _owning_states(token, table)):
        return owners
    within = [each for each in _inside(token) if not _is_scene(each, token, table)]
    inner = [mention for each in within for mention in actors_in(each, table, depth + 1) if mention != direct]
    if token.lemma_.lower() in _AROUND:  # nor do supporters of the president act for him
        inner = [mention for mention in inner if mention.kind not in {Kind.PERSON, Kind.UNNAMED}]
    inner = [mention for mention in inner if mention.named or mention.head.lower() not in VAGUE]
    inner = inner or ([] if direct else _states_before(token, table))
    if not inner and not _names_harm(token):  # "the terrorist group Daesh"
        inner = [m for each in syntax.children(token, "appos") for m in actors_in(each, table, depth + 1)]
    return inner or ([direct] if direct else [])


def _called_so(noun: Token, table: Mentions) -> list[Mention]:
    """The persons of whom a plural noun tells: "two leaders of the movement, Omar Said and Ana Ruiz"."""
    many = noun.tag_ == "NNS" and noun.lemma_.lower() in lexicons.word_set("agent_nouns")
    names = [one for each in syntax.children(noun, "appos") for one in syntax.conjuncts(each)] if many else []
    found = [mention for each in names if (mention := table.actor_at(each)) and mention.kind is Kind.PERSON]
    return found if len(found) > 1 and all(mention.named for mention in found) else []


def _states_before(token: Token, table: Mentions) -> list[Mention]:
    """States among the modifiers: "US offer", "Israel's proposal", "Palestinian homes"."""
    before = syntax.all_children(token, "nmod:poss", "compound", "amod")
    before = [each for each in before if not phrases.lends_name(each) and not phrases.is_flag(each)]
    return [state for each in before if not _is_scene(each, token, table) and (state := table.state_at(each))]


def _owning_states(token: Token, table: Mentions) -> list[Mention]:
    """The states whose doing a noun is: "Qatar's treatment of workers" is not the workers', "an offer by Chad"."""
    beside = [(prep, noun) for prep, noun in syntax.obliques(token) if prep in {"of", "by"}]
    owners = [noun for prep, noun in beside if prep == "by"]
    if any(prep == "of" for prep, _ in beside):
        owners += syntax.all_children(token, "nmod:poss")
    owners = [each for each in owners if table.actor_at(each) is None and not _is_victim(each)]
    return [state for each in owners if (state := table.state_at(each)) is not None]


def states_of(token: Token, table: Mentions) -> list[Mention]:
    """The states of which one plural noun tells: "Iranian and Saudi envoys", "the presidents of Chad and Niger"."""
    if token.tag_ not in {"NNS", "NNPS"}:
        return []
    before = syntax.all_children(token, "amod", "compound")
    after = syntax.nouns_behind(token, "of", "from")
    return [state for each in (before, after) if len(each) > 1 for one in each if (state := table.state_at(one))]


def _is_scene(word: Token, noun: Token, table: Mentions) -> bool:
    """Whether a place before the noun of a blow says where: "the Nairobi attack" is none by Nairobi."""
    named = word.pos_ == "PROPN" and syntax.relation(word) == "compound" and not word.text.isupper()
    return named and table.place_at(word) is not None and _names_harm(noun)


def _names_harm(noun: Token) -> bool:
    """Whether a noun may tell of harm: "attack", "arrest"."""
    return tells(noun, "NOUN", HARM)


@once_a_word
def _inside(token: Token) -> tuple[Token, ...]:
    """The nouns of the phrase of a noun that may be who acts in it: owners, users, members, modifiers."""
    return tuple(_owners(token))


def _owners(token: Token) -> Iterator[Token]:
    """Owners, holders, users, members and modifiers of a noun; see `_inside`."""
    own = [each for each in syntax.children(token, "nmod:poss") if not _is_victim(each) and not is_user(each)]
    for each in own:  # not "demanded Kovac's release", "a girls' school"
        yield from syntax.conjuncts(each)
    owned = frozenset({"by", "from"}) if any(each.tag_ != "PRP$" for each in own) else _OWNED
    if _names_harm(token) or "right" in lemma_classes(token) or token.lemma_.lower() in _ROADS:
        owned = _OF  # not of "access to the detainee", nor of "the road to Sirwa"
    for prep, noun in syntax.obliques(token):
        if prep in owned and not (prep == "with" and "weapon" in lemma_classes(noun)) and not _is_victim(noun):
            yield from [] if phrases.is_measured(noun) else [noun]
    for verb in syntax.children(token, "acl"):
        led = verb.lemma_ in _LED and token.lemma_.lower() in lexicons.word_set("agent_nouns")  # by one of them
        if verb.lemma_ in _HOLDS and syntax.is_passive(verb) and not led:
            yield from syntax.nouns_behind(verb, "by")
        elif verb.lemma_ == "belong":
            yield from syntax.nouns_behind(verb, "to")
    yield from holders(token)
    for label in _MODIFIERS if has(token, _MODIFIERS) else ():
        for each in syntax.children(token, label):
            if each.pos_ in {"PROPN", "ADJ", "NOUN"} and not (label == "nmod" and syntax.preposition(each)):
                yield from (inner for inner in syntax.conjuncts(each) if not phrases.is_flag(inner))


def is_user(noun: Token) -> bool:
    """Whether a possessive only says for whom a building is: "a girls' school" is not the girls'."""
    sort = noun.tag_ == "NNS" and noun.lemma_.lower() in _SORTS
    return sort and "building" in lemma_classes(noun.head)


def is_opposed(word: Token) -> bool:
    """Whether something is against whom a noun names: "sanctions against Russia", "an end to the embargo on Chad"."""
    first = syntax.first_of_list(word)
    return syntax.preposition(first) == "against" or _is_victim(first, HARM | MEASURES)


def _is_victim(noun: Token, roots: Set[str] = HARM) -> bool:
    """Whether a blow that is spoken of fell on the noun: who condemns "the killing of nuns" does not condemn nuns."""
    if syntax.relation(noun) == "nmod:poss":
        return noun.head.lemma_.lower() in lexicons.nouns("suffered")
    if syntax.preposition(noun) not in _SUFFERS:
        return False
    head = syntax.first_of_list(noun).head  # "the release of Barro and of his wife"
    if head.pos_ == "VERB":  # parsers hang "halted the attacks on the town" on the verb
        head = next((each for each in syntax.children(head, "obj") if each.i < noun.i), head)
    if "mistreatment" in lemma_classes(head):
        return syntax.preposition(noun) == "of"  # "concern at the treatment of migrants"
    rows = rows_of(head, "NOUN")
    slots = {slot for row in rows if row.root in roots or row.type in FREED for slot in row.frame.get("target", ())}
    return ("obj" if syntax.preposition(noun) == "of" else f"obl:{syntax.preposition(noun)}") in slots


def below_victim(token: Token, start: Token | None = None) -> bool:
    """Whether a noun stands in the phrase of such a victim: "condemned the attack on a convoy of the army"."""
    return any(_is_victim(each) for each in (token, *token.ancestors) if start is None or start in each.ancestors)


def _is_carrier(token: Token) -> bool:
    return bool(_CARRIERS & lemma_classes(token))


def _is_craft(token: Token) -> bool:
    """Whether a noun is a vehicle or an aircraft, not a patrol or a convoy of people."""
    classes = lemma_classes(token)
    return bool({"vehicle", "aircraft", "drone"} & classes) and "unit" not in classes and "target" in classes


def _is_somebody(token: Token) -> bool:
    """Whether a noun that no list knows names one person: "a councillor of the party"; things have their owners."""
    known = token.lemma_.lower() in _GROUP | _MEASURES or lemma_classes(token)
    his = any(
        each.lower_ in {"his", "her"} for each in syntax.children(token, "nmod:poss")
    )  # "a monk and his assistant"
    return token.tag_ == "NN" and not known and (his or bool(syntax.nouns_behind(token, "of")))


def holders(token: Token) -> Iterator[Token]:
    """Who holds a place: "rebel-held Sirwa", "territory the rebels once controlled"."""
    for verb in syntax.children(token, "acl:relcl"):
        if verb.lemma_.lower() in _HOLD and all(each.tag_ == "WDT" for each in syntax.children(verb, "obj")):
            yield from syntax.children(verb, "nsubj")
    held = [noun for each in syntax.children(token, "acl") if each.lemma_ in _HOLD for noun in syntax.obliques(each)]
    yield from (noun for prep, noun in held if prep == "by")
    first = min([token.i, *(child.i for child in syntax.children(token, "compound", "flat"))])
    before = tokens_of(token.doc)[max(0, first - 3) : first]
    if len(before) == 3 and before[2].lemma_.lower() in _HOLD and before[1].text in HYPHENS:
        yield before[0]


def is_a(token: Token, name: str, table: Mentions) -> bool:
    """Whether a filler is of a class that a trigger's `needs` names."""
    counted = token.pos_ == "NUM" or token.lemma_.lower() in _MEASURES
    if counted and (inner := syntax.nouns_behind(token, "of")):
        return any(is_a(noun, name, table) for noun in inner)  # "26 of the 34 provincial capitals" are towns
    if name == "aid" and any(prep == "in" and is_a(noun, name, table) for prep, noun in syntax.obliques(token)):
        return True  # "received $8 million in aid"
    classes = lemma_classes(token)
    actor = table.actor_at(token)
    if name == "place":
        return table.place_at(token) is not None
    if name == "territory":
        return table.place_at(token) is not None or "territory" in classes
    if name == "actor" and actor is None and _names_harm(token):
        return False  # "a coalition airstrike hit the port"
    if name == "actor":
        if token.lower_ in _FIRST_PERSON or _is_speaker(token):
            return True
        return bool(actors_in(token, table)) and not _thing(token, classes, actor)
    if name == "state":
        state = actor or table.state_at(token)
        return state is not None and state.kind in {Kind.COUNTRY, Kind.GOVERNMENT}
    if name == "person":
        return token.lower_ in {"he", "she", "him", "her"} or (actor is not None and actor.kind is Kind.PERSON)
    if name == "people":
        if token.lower_ in {"it", "its", "this", "that", "which", "anybody", "anyone"}:
            return False
        counted = token.pos_ in {"NUM", "PRON"} or token.lemma_.lower() in _NUMBERS
        return counted or (actor is not None and (actor.kind in _PERSONAL or not actor.named))
    if name == "event":
        return (lexicons.may_be_event(token.lemma_) or token.pos_ == "VERB") and actor is None
    if name == "building" and "target" in classes:
        return True
    return name in classes


def _is_speaker(token: Token) -> bool:
    """Whether a pronoun may be who speaks: "the commission said it had barred two men"."""
    told = syntax.relation(token) == "nsubj" and syntax.relation(token.head) == "ccomp"
    return told and token.lower_ in _SPEAKERS


def _thing(token: Token, classes: frozenset[str], actor: Mention | None) -> bool:
    return actor is None and bool(classes & {"weapon", "document", "money"}) and token.pos_ == "NOUN"


def fill(frame: Mapping[str, tuple[str, ...]], slots: Slots, table: Mentions) -> Roles:
    """The roles of a frame: for each the first slot with a filler that resolves; coordinated fillers all count."""
    roles = Roles()
    for slot in frame.get("object", ()):
        for filler in slots_for(slots, slot):
            roles.object = roles.object or phrase(filler.token)
    for role in (Role.SOURCE, Role.TARGET):
        for slot in frame.get(role.value, ()):
            fillers = [each for each in slots_for(slots, slot) if not phrases.is_ground(each.token)]
            found = [
                (mention, filler)
                for filler in fillers
                if role is Role.TARGET or not _is_nobody_elsewhere(filler)
                for mention in argument(filler.token, table, role, slot)
                if role is Role.SOURCE or not roles.has(mention)
            ]
            if slot == "comp.target" and found:
                alike = syntax.conjuncts(found[0][1].token)
                found = [pair for pair in found if pair[1].token in alike]
            for mention, filler in found:
                roles.add(role, mention, filler)
            if role is Role.TARGET:  # those named among the dead are not among the wounded
                _add_included(roles, [each.token for _, each in found if not each.path.startswith("conj<")], table)
                _keep_object(roles, fillers, table)
            if found or (slot in _ADDRESSED and any(is_vague(each.token) for each in fillers)):
                break
            if slot == "obj" and "comp" in slots and any(each.token.pos_ == "PROPN" for each in fillers):
                break  # "urged the West to stop buying Belarusian oil" urges no Belarusians
    for slot in frame.get("weapon", ()):
        for filler in slots_for(slots, slot):
            if roles.weapon is None and "weapon" in lemma_classes(filler.token):
                roles.weapon = phrase(filler.token)
    return roles


def is_vague(token: Token) -> bool:
    """Whether states without a name are addressed: "appealed to both countries to let it in"."""
    return token.lemma_.lower() in VAGUE and syntax.preposition(token) != ""


def _is_nobody_elsewhere(filler: Filler) -> bool:
    """Whether the subject of a clause above names nobody: "ensured no civilians were present before engaging"."""
    return "<" in filler.path and syntax.is_negated(filler.token)


def _add_included(roles: Roles, tokens: list[Token], table: Mentions) -> None:
    """Who is named among the targets is one: "killed five men, including a commander"."""
    for token in tokens:
        for above in (token, token.head):
            for prep, noun in syntax.obliques(above):
                mention = table.actor_at(noun) if prep == "including" and noun.i > token.i else None
                if mention is not None and not roles.has(mention):
                    roles.add(Role.TARGET, mention, Filler(noun, f"including, of {token.lower_}"))


def is_own(token: Token) -> bool:
    """Whether forces belong to whom the sentence is about: "refused to withdraw its troops"."""
    return "force" in lemma_classes(token) and any(each.tag_ == "PRP$" for each in syntax.children(token, "nmod:poss"))


def slots_for(slots: Slots, name: str) -> list[Filler]:
    """The fillers of a slot; `comp.target` are the nouns inside the complement or the object, topics apart."""
    if name != "comp.target":
        return [each for each in slots.get(name, []) if not name.startswith("comp.") or not is_own(each.token)]
    return [
        each
        for filler in slots.get("comp") or slots.get("obj", [])
        for each in phrases.inner_nominals(filler.token)
        if not is_subject_matter(each.token) and not is_own(each.token) and not below_victim(each.token)
        if not (syntax.preposition(each.token) == "to" and "right" in lemma_classes(each.token.head))
    ]


def is_subject_matter(noun: Token) -> bool:
    """Whether a noun is what something is about: "refused to sign a law on judges"."""
    prep = syntax.preposition(noun)
    return prep == "about" or (prep in {"on", "over"} and not lemma_classes(noun.head).isdisjoint({"document", "law"}))


def undergoes(token: Token) -> bool:
    """Whether others are to do it to them: "demanded that he be freed", "offered to send police"."""
    token = token.head if syntax.relation(token) in {"amod", "compound"} else token
    sent = syntax.relation(token) == "obj" and token.head.lemma_ in _SENDS
    return sent or (syntax.relation(token) == "nsubj:pass" and "force" not in lemma_classes(token))


def argument(token: Token, table: Mentions, role: Role, slot: str) -> list[Mention]:
    """The mentions that a filler of a slot puts into a role."""
    found = actors_in(token, table)
    if role is Role.SOURCE and slot == "subj" and is_unlisted(token) and token.lemma_.lower() not in _GROUP:
        found = [each for each in found if not lends_state(each, token)]
    if slot in {"comp.obj", "comp.target"} and undergoes(token):
        return []
    if slot == "comp.target" and syntax.preposition(token) in STATIC_PLACES:  # "to host talks in Istanbul"
        return [mention for mention in found if not mention.id.endswith(STAND_IN)]
    if not found and (state := table.state_at(token)):
        return [state]
    whole = syntax.relation(token) not in {"compound", "amod", "nmod:poss"} and token.lemma_ not in {"home", "house"}
    if not found and role is Role.TARGET and slot in _HIT and whole:
        community = table.community_at(token)
        return [community] if community else []
    return found


def lends_state(mention: Mention, token: Token) -> bool:
    """Whether a state only says where a doer is at home: "China's largest meat processor apologised"."""
    return mention.kind is Kind.COUNTRY and not mention.span.start <= token.idx < mention.span.end


def _keep_object(roles: Roles, fillers: list[Filler], table: Mentions) -> None:
    for filler in fillers:
        word = filler.token
        thing = word.pos_ in {"NOUN", "PROPN"} and word.text not in {*WEEKDAYS, *MONTHS}
        thing = thing and word.lemma_.lower() not in _NUMBERS | _UNITS  # "killed 17 soldiers and wounded dozens"
        if roles.object is None and table.at(filler.token) is None and thing:
            roles.object = phrase(filler.token)


def phrase(token: Token) -> str:
    """The words of a noun phrase, on one line."""
    span = phrases.phrase_span(token)
    return " ".join(whole_text(token.doc)[span.start : span.end].split())
