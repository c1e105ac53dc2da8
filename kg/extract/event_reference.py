"""Which event mentions are one event by their words: means and results, and definite nouns that refer back.

"Ten people were killed in a raid. The raid ..." tells one event three times: the raid is the means of the killing, and
"the raid" is the raid told before.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.event_types import plover_type
from kg.extract import lexicons, phrases, syntax
from kg.extract.actors import agent_noun
from kg.extract.launches import weapons_met
from kg.extract.lexicons import BLOWS, HARM, HURT, TriggerRow, rows_of, tells
from kg.extract.modality import judge
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import ends_line, has, sentence
from kg.extract.roles import STAND_IN
from kg.extract.syntax import DEFINITE
from kg.extract.triggers import Trigger
from kg.extract.victims import has_victims
from kg.ids import event_mention_id
from kg.model import EventMention, Modality, Reference, Role, Span, When

_ANNOUNCES = frozenset({"announce", "declare"})
_CAUSE = frozenset({"when", "after", "as"})
_PARTS = frozenset({"phase", "stage", "part", "leg"})
_THEY = frozenset({"they", "he", "she", "it"})
_IT = frozenset({"this", "that", "it"})
_SOME = frozenset({"those", "ones", "others", "one"})  # of several: "attacks, including those in which six died"
_OTHER = frozenset(
    "another other second third fourth fifth further similar separate more additional different previous earlier"
    " later subsequent past next several some many few any each every such various numerous repeated frequent".split()
)
_ALSO = frozenset({"also", "another", "more", "later"})
_MORE = frozenset({"more", "another", "other", "further", "additional"})
_MEANS = frozenset({"subj", "obl:in", "obl:by", "obl:during", "obl:with", "obl:through", "obl:via", "obl:of"})
_RESULTS = frozenset({"killed", "injured", "detained"})  # what an attack or a raid does to people
_NARROW = frozenset({"armed-clash", "cyber-attack"})  # what a bare noun hardly ever means
_CUSTODY = frozenset({"arrest", "detention"})
_COMPLETE = frozenset({"of", "on", "against", "between", "by", "with", "to"})  # what makes a noun say more
_WIDE = {  # nouns of these types name events of these PLOVER types
    "armed-attack": frozenset({"ASSAULT"}),
    "military-operation": frozenset({"ASSAULT", "COERCE"}),
}
_AKIN = {  # nouns of these types also name events of these: "the strikes" may be those of drones, never a shooting
    "airstrike": frozenset({"missile-strike", "drone-strike", "bombing", "shelling", "armed-attack"}),
    "bombing": frozenset({"car-bombing", "suicide-bombing", "ied-attack", "airstrike", "drone-strike"}),
    "killing": frozenset({"assassination", "execution", "massacre"}),
}
_UNLIKE = {  # types that nouns of these name all the same: an operation is the work of troops
    "armed-attack": frozenset({"armed-clash"}),
    "military-operation": frozenset(
        "armed-clash assassination suicide-bombing car-bombing ied-attack kidnapping execution shooting".split()
    ),
}
CAMPAIGNS = frozenset({"military-operation", "ground-offensive", "joint-operation"})
_DEBRIS = frozenset({"debris", "shrapnel", "wreckage", "fragment", "splinter", "bullet"})
_SPOILS = frozenset({"arson", "destruction-of-property"})  # what comes along with an attack
_NEAR = 3  # sentences with events in which a wide noun may have its event
_WORDS = 3  # of a trigger before its last
_VICTIMS = frozenset({"acl", "nmod", "obl", "obj", "nsubj"})
_STATES = frozenset({"hostility", "war", "violence"})  # what goes on, not one event of it
_HISTORY = timedelta(days=365)
_BARE = 0.5  # confidence of a noun that only refers back

Told = tuple[Trigger, EventMention]


def reference(token: Token, pos: str, quantity: str | None = None) -> Reference:
    """How an event's word refers to events told before, by its determiner and modifiers.

    Verbs of harm (`quantity`) may count further victims: "two more were killed".
    """
    words = [child for child in token.children if child.i < token.i]
    if pos == "VERB":
        also = syntax.children(token, "advmod")
        more = (child for each in syntax.children(token, "nsubj:pass", "nsubj") for child in each.children)
        adds = any(each.lower_ == "also" for each in also) or any(each.lower_ in _MORE for each in more)
        return Reference.OTHER if adds and quantity in HURT else Reference.OPEN
    if any(word.lower_ in _OTHER or (word.pos_ == "NUM" and not _is_year(word)) for word in words):
        return Reference.OTHER
    if syntax.children(token, "acl:relcl") or (pos == "NOUN" and _says_of_whom(token)):
        return Reference.OPEN  # "the deal that Ankara signed in May" says itself which one
    return Reference.BACK if any(word.lower_ in DEFINITE for word in words) else Reference.OPEN


def _says_of_whom(noun: Token) -> bool:
    """Whether a deed is told with its own victims: "the massacre of 180 pilgrims" is no massacre told before."""
    of = [whom for prep, whom in syntax.obliques(noun) if prep == "of" and whom.tag_ not in {"NNP", "CD"}]
    return tells(noun, "NOUN", HARM) and any(has(each, ("nummod",)) for each in of)


def _is_year(word: Token) -> bool:
    return word.ent_type_ == "DATE" or (word.text.isdigit() and len(word.text) == 4)


def bare(
    sent: Sequence[Token], told: Sequence[Told], here: Sequence[Told], *, before: Sequence[Told] = ()
) -> list[Told]:
    """Definite event nouns that say nothing but which event is meant: "the operation killed ten", "during the attack".

    `told` are the mentions of the sentences before, `here` those of this one, `before` those of other entries of a
    chronicle, over which only campaigns go on.
    """
    campaigns = [each for each in before if each[1].event_type in CAMPAIGNS]
    taken = {trigger.token.i for trigger, _ in here}
    found = []
    for token in sent:
        if token.pos_ != "NOUN" or token.i in taken or not lexicons.may_be_event(token.lemma_):
            continue
        if reference(token, "NOUN") is not Reference.BACK and not _is_said_of_it(token):
            continue
        meant = _meant(token, campaigns, here, worst=0) or _meant(token, told, here)
        if meant and (meant.trigger_text.lower() == token.lower_ or not agent_noun(token)):  # "the mission" is a body
            rows = _plain_rows(token)
            found.append((Trigger(token, rows[0], {}, "noun-back"), _again(token, meant, meant.event_type)))
    return found


def is_announced_again(trigger: Trigger, told: Sequence[Told]) -> bool:
    """Whether somebody only announces what was told before: "a truce was agreed. The minister announced the truce"."""
    spoken = trigger.carrier is not None and trigger.carrier.lemma_ in _ANNOUNCES
    if not spoken or reference(trigger.token, "NOUN") is not Reference.BACK:
        return False
    return any(mention.event_type == trigger.row.type for _, mention in told)


def _is_earlier(noun: Token, mention: EventMention, here: Sequence[Told]) -> bool:
    """Whether what is done about an event was done before the one in question: "left the talks in 2021"."""
    whens = (each.when for trigger, each in here if trigger.token in noun.ancestors)
    days = [when.latest for when in whens if when.latest and not when.inherited and not when.from_publication]
    return mention.when.earliest is not None and any(day < mention.when.earliest for day in days)


def _last_day(told: Sequence[Told]) -> date | None:
    """The last of the days that events have of their own."""
    whens = [each.when for _, each in told if not each.when.inherited and not each.when.from_publication]
    return max((when.latest for when in whens if when.latest), default=None)


def _is_history(when: When, last: date | None) -> bool:
    """Whether a time lies long before the `last` day that is told."""
    day = when.latest if not when.from_publication else None
    return last is not None and day is not None and day < last - _HISTORY


def _meant(noun: Token, told: Sequence[Told], here: Sequence[Told], worst: int = 9) -> EventMention | None:
    """The event told before that a definite noun means: that of the same word, else of its type, else a like one.

    `worst` is the worst rank that will do (see _rank).
    """
    rows = _plain_rows(noun)
    if not rows or judge(noun).modality is not Modality.ASSERTED:
        return None
    recent = sorted({sentence(trigger.token).start for trigger, _ in told})[-_NEAR:]
    parts, last = syntax.children(noun, "compound"), _last_day(told)
    best: tuple[int, EventMention] | None = None
    main = _opens_recap(noun)
    for trigger, mention in told if main else reversed(told):
        rank = _rank(noun, rows, trigger, mention)
        near = main or _adjoins(sentence(trigger.token), sentence(noun))
        if rank == 2 and near and mention.event_type not in CAMPAIGNS:
            rank = 1  # the blow of the sentence before is nearer than one of the very type
        if rank is None or rank > worst or (best and rank >= best[0]) or _is_part(trigger.token):
            continue
        if mention.modality is Modality.HYPOTHETICAL or _is_earlier(noun, mention, here):
            continue
        if noun.head.lemma_ == "blame" and any(each.role is Role.SOURCE for each in mention.arguments):
            continue  # whoever did that one, another is blamed for this one
        if _is_history(mention.when, last) and sentence(trigger.token).end < sentence(noun).start:
            continue  # "his role in the 1983 bombing. ... . Iran condemned the attack"
        far = rank and (
            mention.modality is not Modality.ASSERTED or (sentence(trigger.token).start < recent[0] and not main)
        )
        if not far and _agrees(noun, trigger) and _tells_of(sentence(trigger.token), parts):
            best = rank, mention
    return best[1] if best else None


def _opens_recap(noun: Token) -> bool:
    """Whether the sentence says when the blow of the whole report fell: "The attack came as envoys met in Cairo"."""
    verb = noun.head
    if syntax.relation(noun) != "nsubj" or verb.lemma_ not in {"come", "follow"}:
        return False
    before = sentence(noun)
    return before.start > 0 and ends_line(before.doc[before.start - 1])


def _rank(noun: Token, rows: Sequence[TriggerRow], trigger: Trigger, mention: EventMention) -> int | None:
    """How well a noun names an event, 0 best; None where it cannot."""
    kind, first = mention.event_type, rows[0].type
    wide = plover_type(kind) in _WIDE.get(first, ()) and kind not in _UNLIKE[first]
    wide = wide and not (first == "military-operation" and noun.tag_ == "NNS")  # more than one deed
    if kind not in {row.type for row in rows} | _AKIN.get(first, frozenset()) and not wide:
        return None
    if trigger.token.lemma_.lower().endswith(noun.lemma_.lower()):
        return 0
    if trigger.row.quantity in HURT or (plover_type(first) == "ASSAULT" and kind in _SPOILS):
        return 3  # rather what had the result
    return 1 if kind == first else 2


def _agrees(noun: Token, trigger: Trigger) -> bool:
    """Whether both tell of one event, or both of several: "the operations" are not the downing of a drone."""
    several = noun.tag_ == "NNS"
    if trigger.row.pos == "NOUN":
        return several == (trigger.token.tag_ == "NNS")
    others = [fillers for slot, fillers in trigger.slots.items() if slot != "subj"]
    return not several or any(len(each) > 1 or each[0].token.tag_ in {"NNS", "NNPS", "CD"} for each in others)


def _is_part(noun: Token) -> bool:
    """Whether the event is a part of the one that its noun names: "another phase of the operation"."""
    return syntax.preposition(noun) == "of" and noun.head.lemma_.lower() in _PARTS


def _again(noun: Token, mention: EventMention, event_type: str) -> EventMention:
    """A mention by a noun that adds nothing to what another mention of the event says."""
    span = Span(noun.idx, noun.idx + len(noun))
    return replace(
        mention,
        id=event_mention_id(mention.document_id, span.start, span.end, event_type),
        trigger=span,
        trigger_text=noun.text,
        sentence=Span(sentence(noun).start_char, sentence(noun).end_char),
        event_type=event_type,
        arguments=(),
        quantities=(),
        rule="noun-back",
        confidence=_BARE,
        reference=Reference.BACK,
        same_as=mention.id,
        why=(f"trigger {noun.lower_} NOUN -> the event of {mention.trigger_text!r} (noun-back)",),
    )


def _is_said_of_it(noun: Token) -> bool:
    """Whether the noun says what "this" was: "This was a cowardly attack"."""
    copula = syntax.children(noun, "cop")
    return bool(copula) and any(each.lower_ in _IT for each in syntax.children(noun, "nsubj"))


def _plain_rows(token: Token) -> list[TriggerRow]:
    """The rows of a noun that stands by itself: "the operation", not "the operation against X" or "operation room"."""
    if token.lemma_.lower() in _STATES or syntax.relation(token) in {"compound", "amod"}:
        return []
    if {prep for prep, _ in syntax.obliques(token)} & _COMPLETE:
        return []
    rows = [row for row in rows_of(token, "NOUN") if row.type not in _NARROW]
    before = [each.lower_ for each in token.doc[max(0, token.i - _WORDS) : token.i]]
    longer = [row for row in rows if (words := row.trigger.split()[:-1]) and before[-len(words) :] == words]
    return longer or [row for row in rows if row.trigger == token.lemma_.lower()]  # "the general strike" is no blow


def _tells_of(sent: Iterable[Token], parts: Sequence[Token]) -> bool:
    """Whether a sentence has the words before the noun: "the rocket attacks" are no raid without rockets."""
    lemmas = {word.lemma_.lower() for word in sent}
    return all(part.lemma_.lower() in lemmas for part in parts)


def linked(here: Sequence[Told]) -> list[Told]:
    """The mentions of one sentence, each result tied to its means: "killed in a raid", "attacked, killing ten"."""
    mentions = {trigger.token.i: mention for trigger, mention in here}
    triggers = {trigger.token.i: trigger for trigger, _ in here}
    results = {index for index, trigger in triggers.items() if trigger.row.quantity in _RESULTS}
    for index in list(triggers):
        words = list(_means(triggers[index], results))
        for word in words:
            row = None if word.i in mentions else _violent(word)
            if row is not None and mentions[index].modality is Modality.ASSERTED:
                triggers[word.i] = Trigger(word, row, {}, "noun-back")
                mentions[word.i] = _again(word, mentions[index], row.type)
        for word in words:
            if word.i not in triggers or not _is_deed_beside(triggers[index].token, triggers[word.i]):
                _tie(mentions, index, word.i)
    for index, trigger in triggers.items():
        if (other := _told_by_two_verbs(trigger, triggers, mentions)) is not None:
            _tie(mentions, index, other)
    return [(triggers[index], mentions[index]) for index in sorted(triggers)]


def _is_deed_beside(verb: Token, other: Trigger) -> bool:
    """Whether a word of harm is a deed beside a fire, not what the fire did: "burned 20 houses and killed a couple"."""
    beside = syntax.relation(verb) == "conj" and verb.head == other.token
    return beside and other.row.type == "arson" and bool(syntax.children(verb, "obj"))


def _told_by_two_verbs(
    trigger: Trigger, triggers: Mapping[int, Trigger], mentions: Mapping[int, EventMention]
) -> int | None:
    """Position of the verb before it that tells the same deed: "boarded and seized the ship", "set fire, burning"."""
    token, head = trigger.token, trigger.token.head
    other = triggers.get(head.i)
    if other is None or other is trigger or trigger.row.pos != "VERB" or other.row.type != trigger.row.type:
        return None
    if syntax.relation(token) not in {"conj", "advcl"} or syntax.children(token, "nsubj", "nsubj:pass", "mark"):
        return None
    both = mentions[token.i], mentions[head.i]
    sides = [{a.mention_id for a in each.arguments if a.role is Role.TARGET} for each in both]
    things = {each.object for each in both if each.object}
    alike = len(things) < 2 or syntax.relation(token) == "advcl"  # what came of it may be named apart
    return head.i if alike and len({frozenset(each) for each in sides if each}) < 2 else None


def _tie(mentions: dict[int, EventMention], one: int, two: int) -> None:
    """Make two mentions one event, by whichever of them is free to say so."""
    if two not in mentions or mentions[one].modality is not mentions[two].modality:
        return
    for here, there in ((one, two), (two, one)):
        if mentions[here].same_as is None and mentions[there].same_as != mentions[here].id:
            line = f"same event as {mentions[there].trigger_text!r}"
            mentions[here] = replace(mentions[here], same_as=mentions[there].id, why=(*mentions[here].why, line))
            return


def of_the_blow_before(told: Sequence[Told], here: Sequence[Told]) -> list[Told]:
    """The mentions of one sentence, its victims tied to the one blow that the sentence before told.

    "A shell hit a school in Kersa. Two pupils were killed" is one event.
    """
    blow = _lone_blow(told, here)
    if blow is None or any(trigger.row.root in BLOWS and not _is_bare_result(trigger) for trigger, _ in here):
        return list(here)
    counted = {quantity.what for quantity in blow.quantities}
    if any(argument.role is Role.SOURCE for argument in blow.arguments) and any(map(_are_armed, here)):
        return list(here)  # "troops shelled a hideout. Five soldiers were wounded": of either side
    line = f"same event as {blow.trigger_text!r}, told before"
    return [
        (trigger, replace(mention, same_as=blow.id, why=(*mention.why, line)))
        if _is_bare_result(trigger) and trigger.row.quantity not in counted and _is_open(mention)
        else (trigger, mention)
        for trigger, mention in here
    ]


def of_violence(death: Told, told: Sequence[Told], here: Sequence[Told]) -> bool:
    """Whether who is only said to have died did so of a blow: told beside it, or right before it without its dead."""
    beside = [trigger.row for trigger, _ in here if trigger is not death[0]]
    if death[0].row.pos == "NOUN" and any(row.quantity == "killed" for row in beside):
        return False  # "killing three herders; 3 fatalities"
    if any(row.root in BLOWS or row.type in _SPOILS | {"crackdown"} for row in beside):
        return True
    sent = sentence(death[0].token)
    if _is_of_weapon(death[0].token):
        return True
    if not told or not _adjoins(sentence(told[-1][0].token), sent):
        return False
    near = [each for trigger, each in told if sentence(trigger.token).end == sent.start]
    near = [each for each in near if plover_type(each.event_type) == "ASSAULT" and each.modality is Modality.ASSERTED]
    also = any(token.lower_ in _ALSO for token in sent)
    return bool(near) and (also or not any(q.what == "killed" for each in near for q in each.quantities))


def _is_of_weapon(death: Token) -> bool:
    """Whether a clause says that a weapon did it: "died when debris from a rocket set a building on fire"."""
    if weapons_met(death):
        return True
    clauses = [each for each in syntax.children(death, "advcl") if _CAUSE & set(syntax.marks(each))]
    nouns = (noun for each in clauses for noun in syntax.children(each, "nsubj"))
    return any(noun.lemma_ in _DEBRIS or "weapon" in lemma_classes(noun) for noun in nouns)


def _adjoins(before: Tokens, sent: Tokens) -> bool:
    """Whether a sentence stands right behind another in its paragraph."""
    return before.end == sent.start and "\n" not in before[-1].whitespace_ + before[-1].text


def _lone_blow(told: Sequence[Told], here: Sequence[Told]) -> EventMention | None:
    """The blow of the sentence right before, in the same paragraph, where it is the only one and on nobody in words."""
    if not told or not here:
        return None
    before = sentence(told[-1][0].token)
    adjoins = _adjoins(before, sentence(here[0][0].token))
    near = [each for each in told if sentence(each[0].token) is before and each[0].row.root in BLOWS]
    if not adjoins or len(near) != 1:
        return None
    trigger, mention = near[0]
    counts = all(each.row.trigger == "fatality" for each, _ in here)
    owners = mention.object is not None  # "shelled an army base" says of no man whom it hit
    hit = (each for each in mention.arguments if each.role is Role.TARGET)
    aimed = not counts and any(not (owners and each.mention_id.endswith(STAND_IN)) for each in hit)
    free = mention.modality is Modality.ASSERTED and mention.same_as is None and trigger.row.quantity not in _RESULTS
    return mention if free and not aimed else None


def _is_bare_result(trigger: Trigger) -> bool:
    """Whether a verb tells whom something hit and not what: "two pupils were killed", "six died"."""
    passive = syntax.is_passive(trigger.token) or trigger.token.lemma_ == "die"
    told = syntax.children(trigger.token, "advcl")  # "were wounded when their car ran over a mine"
    bare = passive and not told and not _causes(trigger)
    counted = trigger.row.trigger == "fatality"  # "Herders clashed with farmers. 11 fatalities."
    return (trigger.row.pos == "VERB" or counted) and trigger.row.quantity in HURT and (bare or counted)


def _are_armed(told: Told) -> bool:
    """Whether the victims may be of those who struck the blow."""
    return any(
        "force" in lemma_classes(filler.token) for slot in ("obj", "subj") for filler in told[0].slots.get(slot, [])
    )


def _causes(trigger: Trigger) -> list[str]:
    agent = ["subj"] if syntax.is_passive(trigger.token) and "subj" in trigger.slots else []
    return agent + [slot for slot in trigger.slots if slot in _MEANS - {"subj", "obl:in"}]


def _is_open(mention: EventMention) -> bool:
    """Whether a mention gives neither doer, place nor day of its own."""
    placed = any(argument.role in {Role.SOURCE, Role.PLACE} for argument in mention.arguments)
    dated = not mention.when.inherited and not mention.when.from_publication and mention.when.text != ""
    plain = mention.modality is Modality.ASSERTED and mention.reference is Reference.OPEN
    return plain and mention.same_as is None and not placed and not dated


def _violent(noun: Token) -> TriggerRow | None:
    """The row of an event noun that can be the means of a killing and needs no arguments to be one."""
    rows = [row for row in _plain_rows(noun) if row.root in BLOWS] if noun.pos_ == "NOUN" else []
    return next((row for row in rows if not row.needs or row.type in _WIDE), None)


def _means(trigger: Trigger, results: Container[int]) -> Iterator[Token]:
    """Words whose event may have had this one as its result, or is told by a verb beside it."""
    token = trigger.token
    if trigger.row.quantity not in _RESULTS:
        return
    if trigger.row.pos == "VERB":
        for slot, fillers in trigger.slots.items():
            if slot in _MEANS:
                for filler in fillers:
                    yield from (each for each in phrases.through_parts(filler.token) if not _is_of_agents(each))
        for other in _beside(token, results):
            if trigger.row.type in _CUSTODY and tells(other, "VERB", BLOWS):
                continue  # "was arrested after his men attacked a town"
            yield other
            nouns = [noun for prep, noun in syntax.obliques(other) if f"obl:{prep}" in _MEANS]
            yield from (each for noun in nouns for each in phrases.through_parts(noun) if each.pos_ == "NOUN")
    label = syntax.relation(token)
    if label == "acl:relcl" and _tells_result(token) and token.head.lower_ not in _SOME:
        yield from _blows_above(token.head)
    if label == "parataxis" and _has_number(token):
        yield token.head  # "blew himself up at a market; 14 killed, 32 wounded"
    if label == "acl" and syntax.relation(token.head).split(":")[0] in _VICTIMS:  # "an attack, with ten people killed"
        if syntax.preposition(token.head) == "with":
            yield token.head.head
    elif label in {"advcl", "acl"} and "with" in syntax.marks(token):
        yield token.head
    elif label in {"advcl", "acl"} and token.tag_ == "VBG" and not syntax.marks(token):  # "attacked, killing ten"
        verbs = syntax.with_conjuncts(token.head) if syntax.is_verbal(token.head) else [token.head]
        yield from verbs
        light = (verb for verb in verbs if verb.lemma_.lower() in lexicons.light_verbs())
        yield from (noun for verb in light for noun in syntax.children(verb, "obj"))  # "launched strikes, killing ten"


def _tells_result(verb: Token) -> bool:
    """Whether a relative clause says what came of a blow: "an attack that killed six", "in which six died"."""
    things = [each for each in syntax.children(verb, "nsubj") if each.lower_ in {"that", "which"}]
    return bool(things) or any(noun.tag_ == "WDT" for noun in syntax.nouns_behind(verb, "in"))


def _blows_above(noun: Token) -> Iterator[Token]:
    """The nouns of blows in whose phrase a noun stands: "an attack on a post in Sirwa that"."""
    while syntax.relation(noun) in {"nmod", "obl"} and noun.head.pos_ == "NOUN":
        noun = noun.head
        if tells(noun, "NOUN", HARM):
            yield noun


def _is_of_agents(noun: Token) -> bool:
    """Whether a noun means those who act as well as what they do: "a patrol killed ten" is not one event told twice."""
    return noun.lemma_.lower() in lexicons.word_set("agent_nouns")


def _has_number(token: Token) -> bool:
    """Whether only a number stands before the word: "14 killed"."""
    return (
        token.i > sentence(token).start
        and token.nbor(-1).pos_ == "NUM"
        and not syntax.children(token, "obj", "aux:pass")
    )


def _beside(verb: Token, told: Container[int]) -> Iterator[Token]:
    """Verbs beside it that tell the same: "two died and ten were hurt", "died when rebels fired"."""
    if syntax.is_passive(verb) or verb.lemma_ == "die":
        clauses = [each for one in syntax.with_conjuncts(verb) for each in syntax.children(one, "advcl")]
        yield from (each for each in clauses if _CAUSE & set(syntax.marks(each)) and not has_victims(each))
    elif clauses := [each for each in syntax.children(verb, "advcl") if "when" in syntax.marks(each)]:
        same = [each for each in clauses if any(c.lower_ in _THEY for c in syntax.children(each, "nsubj"))]
        yield from same  # "militants killed dozens when they attacked a station"
    if syntax.relation(verb) == "conj" and verb.head.pos_ == "ADJ":  # "left four people dead and ten wounded"
        yield from (each for each in verb.ancestors if each.i in told)
    coordinated = syntax.relation(verb) == "conj" and syntax.is_verbal(verb.head) and verb.lemma_ != verb.head.lemma_
    if coordinated and (verb.head.i in told or not syntax.children(verb, "nsubj", "nsubj:pass")):
        yield verb.head
