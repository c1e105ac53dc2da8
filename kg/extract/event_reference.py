"""Which event mentions are one event by their words: means and results, and definite nouns that refer back.

"Ten people were killed in a raid. The raid ..." tells one event three times: the raid is the means of the killing, and
"the raid" is the raid told before.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.event_types import plover_type
from kg.extract import lexicons, phrases, syntax
from kg.extract.lexicons import TriggerRow
from kg.extract.parse import sentence
from kg.extract.triggers import Trigger
from kg.ids import event_mention_id
from kg.model import EventMention, Modality, Reference, Span

_BACK = frozenset({"the", "this", "that", "these", "those"})
_CAUSE = frozenset({"when", "after", "as"})
_PARTS = frozenset({"phase", "stage", "part", "leg"})
_IT = frozenset({"this", "that", "it"})
_OTHER = frozenset(
    "another other second third fourth fifth further similar separate more additional different previous earlier"
    " later subsequent past next several some many few any each every such various numerous repeated frequent".split()
)
_MEANS = frozenset({"subj", "obl:in", "obl:by", "obl:during", "obl:with", "obl:through", "obl:via", "obl:of"})
_RESULTS = frozenset({"killed", "injured", "detained"})  # what an attack or a raid does to people
_VIOLENT = frozenset({"18", "19", "20"})  # CAMEO roots
_COMPLETE = frozenset({"of", "on", "against", "between", "by", "with", "to"})  # what makes a noun say more
_WIDE = {  # nouns of these types name events of these PLOVER types
    "armed-attack": frozenset({"ASSAULT"}),
    "military-operation": frozenset({"ASSAULT", "COERCE"}),
}
_VICTIMS = frozenset({"acl", "nmod", "obl", "obj", "nsubj"})
_BARE = 0.5  # confidence of a noun that only refers back

Told = tuple[Trigger, EventMention]


def reference(token: Token, pos: str) -> Reference:
    """How an event's word refers to events told before, by its determiner and modifiers."""
    words = [child for child in token.children if child.i < token.i]
    if pos == "VERB":
        return Reference.OPEN
    if any(word.lower_ in _OTHER or (word.pos_ == "NUM" and not _is_year(word)) for word in words):
        return Reference.OTHER
    if syntax.children(token, "acl:relcl"):
        return Reference.OPEN  # "the deal that Ankara signed in May" says itself which one
    return Reference.BACK if any(word.lower_ in _BACK for word in words) else Reference.OPEN


def _is_year(word: Token) -> bool:
    return word.ent_type_ == "DATE" or (word.text.isdigit() and len(word.text) == 4)


def bare(sent: Sequence[Token], told: Sequence[Told], here: Sequence[Told]) -> list[Told]:
    """Definite event nouns that say nothing but which event is meant: "the operation killed ten", "during the attack".

    `told` are the mentions of the sentences before, `here` those of this one.
    """
    taken = {trigger.token.i for trigger, _ in here}
    found = []
    for token in sent:
        if token.pos_ != "NOUN" or token.i in taken or (token.lemma_.lower(), "NOUN") not in lexicons.triggers():
            continue
        if reference(token, "NOUN") is not Reference.BACK and not _is_said_of_it(token):
            continue
        rows = _plain_rows(token)
        whole = [(trigger, each) for trigger, each in reversed(told) if not _is_part(trigger.token)]
        named = [
            each
            for trigger, each in whole
            if any(_may_name(row, each) for row in rows)
            and _tells_of(sentence(trigger.token), syntax.children(token, "compound"))
        ]
        same = [each for each in named if each.event_type in {row.type for row in rows}]
        named = [each for each in named if not _is_earlier(token, each, here)]
        same = [each for each in same if each in named]
        if named:
            before = (same or named)[0]
            found.append((Trigger(token, rows[0], {}, "noun-back"), _again(token, before, before.event_type)))
    return found


def _is_earlier(noun: Token, mention: EventMention, here: Sequence[Told]) -> bool:
    """Whether what is done about an event was done before the one in question: "left the talks in 2021"."""
    whens = (each.when for trigger, each in here if trigger.token in noun.ancestors)
    days = [when.latest for when in whens if when.latest and not when.inherited and not when.from_publication]
    return mention.when.earliest is not None and any(day < mention.when.earliest for day in days)


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
    if syntax.relation(token) in {"compound", "amod"} or {prep for prep, _ in syntax.obliques(token)} & _COMPLETE:
        return []
    rows = lexicons.triggers().get((token.lemma_.lower(), "NOUN"), ())
    return [row for row in rows if row.trigger == token.lemma_.lower() and row.type != "armed-clash"]


def _tells_of(sent: Iterable[Token], parts: Sequence[Token]) -> bool:
    """Whether a sentence has the words before the noun: "the rocket attacks" are no raid without rockets."""
    lemmas = {word.lemma_.lower() for word in sent}
    return all(part.lemma_.lower() in lemmas for part in parts)


def _may_name(row: TriggerRow, mention: EventMention) -> bool:
    """Whether a row's noun can name the event: of its type, or a word as wide as "attack" and "operation"."""
    wide = row.type in _WIDE and plover_type(mention.event_type) in _WIDE[row.type]
    return row.type == mention.event_type or (wide and mention.event_type != "armed-clash")


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
            _tie(mentions, index, word.i)
    return [(triggers[index], mentions[index]) for index in sorted(triggers)]


def _tie(mentions: dict[int, EventMention], one: int, two: int) -> None:
    """Make two mentions one event, by whichever of them is free to say so."""
    if two not in mentions or mentions[one].modality is not mentions[two].modality:
        return
    for here, there in ((one, two), (two, one)):
        if mentions[here].same_as is None and mentions[there].same_as != mentions[here].id:
            line = f"same event as {mentions[there].trigger_text!r}"
            mentions[here] = replace(mentions[here], same_as=mentions[there].id, why=(*mentions[here].why, line))
            return


def _violent(noun: Token) -> TriggerRow | None:
    """The row of an event noun that can be the means of a killing and needs no arguments to be one."""
    rows = [row for row in _plain_rows(noun) if row.cameo[:2] in _VIOLENT] if noun.pos_ == "NOUN" else []
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
                    yield from phrases.through_parts(filler.token)
        for other in _beside(token, results):
            yield other
            nouns = [noun for prep, noun in syntax.obliques(other) if f"obl:{prep}" in _MEANS]
            yield from (each for noun in nouns for each in phrases.through_parts(noun) if each.pos_ == "NOUN")
    label = syntax.relation(token)
    if label == "parataxis" and _has_number(token):
        yield token.head  # "blew himself up at a market; 14 killed, 32 wounded"
    if label == "acl" and syntax.relation(token.head).split(":")[0] in _VICTIMS:  # "an attack, with ten people killed"
        if syntax.preposition(token.head) == "with":
            yield token.head.head
    elif label in {"advcl", "acl"} and "with" in syntax.marks(token):
        yield token.head
    elif label in {"advcl", "acl"} and token.tag_ == "VBG" and not syntax.marks(token):  # "attacked, killing ten"
        yield from syntax.with_conjuncts(token.head) if syntax.is_verbal(token.head) else [token.head]


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
        yield from (each for each in clauses if _CAUSE & set(syntax.marks(each)))
    if syntax.relation(verb) == "conj" and verb.head.pos_ == "ADJ":  # "left four people dead and ten wounded"
        yield from (each for each in verb.ancestors if each.i in told)
    coordinated = syntax.relation(verb) == "conj" and syntax.is_verbal(verb.head)
    if coordinated and (verb.head.i in told or not syntax.children(verb, "nsubj", "nsubj:pass")):
        yield verb.head
