"""Which of the time expressions of its sentence tells the time of an event.

"An officer held since Monday said rebels left on Friday" has two times and three predicates; each expression belongs to
the nearest predicate above it in the parse. Where the sentence gives none, `time_narrative` looks at those before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import calendar_days as cal
from kg.extract import syntax
from kg.extract.lexicons import light_verbs, tells, triggers, word_set
from kg.extract.parse import once_a_word, sentence, word_before
from kg.extract.phrases import is_charged
from kg.extract.time_offsets import Located, counted_from, is_inside, moved
from kg.extract.time_words import TimeExpression
from kg.model import Precision, When

DAYS = frozenset({"date", "day", "weekday", "night", "anchored", "range", "day-after"})  # kinds that tell days
_OWN_TIME = frozenset({"ccomp", "acl:relcl", "csubj", "csubj:pass"})  # clauses that the governing clause does not date
SHIFTING = frozenset(
    {"after", "before", "since", "until", "till", "if", "unless", "once", "following", "despite", "from"}
)
_LATER = frozenset(  # verbs whose own time is not that of the event they speak of
    {"condemn", "confirm", "discuss", "investigate", "mourn", "mark", "remember", "denounce", "blame", "probe"}
)
_PLANS = frozenset("expect due set schedule plan intend hope want likely slate".split())
_NOW = frozenset({"is", "are", "'s"})
_AHEAD = frozenset({"will", "would", "shall", "'ll", "’ll"})
_PERFECT = frozenset({"has", "have", "'ve", "’ve"})
_OCCUR = frozenset({"take", "occur", "happen", "come", "begin", "start", "end"})  # "the raid, which took place Monday"
_HARM = frozenset({"kill", "wound", "injure", "displace", "claim", "leave", "destroy", "damage"})
_BEGIN = frozenset({"begin", "start"})
_FREE = frozenset({"case", "obl", "advmod", "nmod:tmod", "obl:tmod"})
_HOURS = frozenset("dawn daybreak sunrise noon midday sunset dusk nightfall midnight".split())
_ASIDE = frozenset({"since", "until", "till", "before"})  # clauses whose days no later day counts from
_ABOUT = frozenset({"for", "over", "about"})
_RANKS = frozenset({"first", "second", "third", "last", "latest"})
_WISHES = frozenset({"call", "propose", "urge", "demand", "seek"})
_DUE = frozenset({"due", "set", "expect", "schedule"})
_AFTERWARDS = frozenset(
    "release free find die return expire escape rescue recover bury sentence lapse appear execute hang".split()
)
_TRIES = frozenset("accuse charge convict sentence jail imprison indict try acquit prosecute arrest detain".split())
_OF_DEED = frozenset({"of", "for", "over", "with", "about"})
_PENALTIES, _PLANNED = frozenset({"17"}), frozenset({"plan", "plot", "prepare", "try", "attempt"})
_EDGE = 4  # tokens from either end of a sentence


def time_in_sentence(trigger: Token, here: Sequence[Located]) -> TimeExpression | None:
    """The expression of the trigger's sentence that dates its event."""
    found = _on_which(trigger, here) or _day_after(trigger, here) or _in_clauses(trigger, here)
    rest = [pair for pair in here if pair[0].offset_days is None]
    earlier = is_told_earlier(trigger)
    found = found or (None if earlier else _heading(rest))
    if not found and not earlier:
        found = _beyond_speech(trigger, rest) or _only_one(trigger, rest)
    return found and _to_its_end(trigger, found, here)


def is_told_earlier(trigger: Token) -> bool:
    """Whether a clause tells what came before the day: "the men, who had been seized, were found on Monday"."""
    own = syntax.clause(trigger)
    if is_charge(own) or is_tried(trigger):
        return True
    return syntax.relation(own) == "acl:relcl" and "had" in syntax.auxiliaries(own)


def is_charge(clause: Token) -> bool:
    """Whether a clause tells for what somebody is punished: "jailed a man on Monday for killing a guard"."""
    punished = clause.tag_ == "VBG" and syntax.marks(clause) == ["for"] and clause.head != clause
    return punished and clause.lemma_ not in _PLANNED and tells(clause.head, "VERB", _PENALTIES)


def is_tried(noun: Token) -> bool:
    """Whether a noun is the deed for which somebody is tried or punished: "was jailed on Monday for the murder"."""
    return noun.pos_ == "NOUN" and noun.head.lemma_ in _TRIES and syntax.preposition(noun) in _OF_DEED


def located(expressions: Sequence[TimeExpression], sent: Tokens) -> Iterator[Located]:
    """The expressions of a sentence, with their tokens."""
    for each in expressions:
        if sent.start_char < each.span.end <= sent.end_char:  # a parser may cut "9 | May: Rebels took the town"
            start = max(each.span.start, sent.start_char)
            tokens = sent.doc.char_span(start, each.span.end, alignment_mode="expand")
            if tokens is not None:
                yield each, tokens


@once_a_word
def speaks(word: Token) -> bool:
    """Whether a word can tell of an event that has a time of its own: "claimed", "news"; not "carried out"."""
    lemma, particle = word.lemma_.lower(), syntax.particle(word)
    return lemma in _LATER or (f"{lemma} {particle}" if particle else lemma) in word_set("reporting")


def is_saying(verb: Token) -> bool:
    """Whether a predicate only speaks of an event: "said that ...", "confirmed the death"; not "found a cache"."""
    if verb.lemma_.lower() in _LATER:
        return True
    return speaks(verb) and bool(syntax.children(verb, "ccomp", "parataxis") or not syntax.children(verb, "obj"))


def _on_which(trigger: Token, here: Sequence[Located]) -> TimeExpression | None:
    """ "Since June 3, when rebels attacked": on June 3."""
    since = [(each, tokens) for each, tokens in here if each.inner and each.kind == "since"]
    for node in shares_time(trigger) if since else ():
        when = any(child.lower_ == "when" for child in node.children)
        for each, tokens in since if when and syntax.relation(node) in {"acl:relcl", "advcl", "acl"} else ():
            if each.inner and node.doc[tokens.end].text == "," and tokens.end < node.i:
                close = all(
                    token.lower_ == "when" or token.text == "," for token in node.doc[tokens.end : tokens.end + 2]
                )
                return replace(each, when=replace(each.inner, text=each.when.text), ahead=None) if close else None
    return None


def _day_after(trigger: Token, here: Sequence[Located]) -> TimeExpression | None:
    """ "The day after X": X has its day, and what the phrase dates has the next."""
    for each, tokens in here:
        region = counted_from(tokens) if each.offset_days is not None else None
        if region is None:
            continue
        inside = is_inside(trigger, region)
        main = region.root.head
        while main.head != main and (not syntax.is_verbal(main) or main.i in range(tokens.start, region.end)):
            main = main.head
        if not inside and main not in (trigger, *shares_time(trigger)):
            continue
        days = (each.when, each.inner) if each.inner else _counted(each, region, [e for e in here if e[0] != each])
        if days:
            return replace(each, when=replace(days[inside], text=each.when.text), ahead=None)
    return None


def _counted(each: TimeExpression, region: Tokens, others: Sequence[Located]) -> tuple[When, When] | None:
    """The days of main event and X where one of the two has a day of its own."""
    offset = each.offset_days or 0
    known = [(e.when.earliest, t) for e, t in others if e.kind in DAYS and e.when.precision is Precision.DAY]
    inner = next((day for day, t in known if day and region.start <= t.start < region.end), None)
    outer = next((day for day, t in known if day and not region.start <= t.start < region.end and is_main(t)), None)
    if inner:
        return moved(inner, offset), cal.on(inner)
    return (cal.on(outer), moved(outer, -offset)) if outer else None


def _in_clauses(trigger: Token, here: Sequence[Located]) -> TimeExpression | None:
    """The nearest expression of the trigger's own clause, else of the clauses that share its time."""
    for node in shares_time(trigger):
        owned = [
            (cost, abs(tokens.root.i - trigger.i), n)
            for n, (each, tokens) in enumerate(here)
            if (cost := cost_to(tokens, node)) is not None
            and each.when.precision is not Precision.UNKNOWN
            and not _is_of_content(each, tokens, node)
            and not _is_of_ground(tokens, node)
            and not (node == trigger and _is_wished(tokens, node))
        ]
        if owned:
            return _narrowest(here[min(owned)[2]][0], [here[n][0] for _, _, n in owned])
    return None


def _narrowest(found: TimeExpression, others: Sequence[TimeExpression]) -> TimeExpression:
    """The day within a longer time: "for a second time this week on Wednesday"."""
    first, last = found.when.earliest, found.when.latest
    if found.kind in DAYS or not first or not last:
        return found
    days = [e for e in others if e.kind in DAYS and e.when.precision is Precision.DAY and e.when.earliest]
    return next((each for each in days if each.when.earliest and first <= each.when.earliest <= last), found)


def _is_of_ground(tokens: Tokens, verb: Token) -> bool:
    """Whether a time is that of what is answered, or of what a perfect, which has none, is over.

    "Have charged two men over a death in April", "imposed sanctions in answer to an attack on 13 April".
    """
    if not syntax.preposition(tokens.root):
        return False
    before = [(prep, noun) for prep, noun in syntax.obliques(verb) if verb.i < noun.i < tokens.start]
    perfect = _PERFECT & set(syntax.auxiliaries(verb))
    return any(syntax.answers(noun) or (perfect and prep in _ABOUT) for prep, noun in before)


def _heading(here: Sequence[Located]) -> TimeExpression | None:
    """The day that heads an entry of a list: "14 May: Soldiers freed two men and arrested five"."""
    for each, tokens in here:
        after = tokens.doc[tokens.end].text if tokens.end < len(tokens.doc) else ""
        if each.kind in DAYS and after == ":" and tokens.start <= sentence(tokens[0]).start + 1:
            return replace(each, ahead=None)
    return None


def _is_wished(tokens: Tokens, verb: Token) -> bool:
    """Whether a day right behind an event noun is that of what somebody wants: "called for strikes on Tuesday"."""
    last = tokens.start - 1 - bool(tokens.start > 1 and tokens.doc[tokens.start - 1].tag_ == "IN")
    return verb.lemma_ in _WISHES and verb.i < last and is_event_noun(tokens.doc[last])


def _is_of_content(time: TimeExpression, tokens: Tokens, verb: Token) -> bool:
    """Whether an expression follows what a verb of speech says: "accused rebels of firing rockets overnight"."""
    if not speaks(verb):
        return False
    content = syntax.children(verb, "ccomp", "advcl", "xcomp")
    if verb.tag_ in {"VBZ", "VBP"} or time.kind == "date":  # "condemns the killings of May 3"
        nouns = [each for each in verb.subtree if each.pos_ == "NOUN" and is_event_noun(each)]
        content += [each for each in nouns if not _is_done_by_saying(each, verb)]
    return any(verb.i < clause.i < tokens.start for clause in content)


def _is_done_by_saying(noun: Token, verb: Token) -> bool:
    """Whether to say it is the event: "declared a truce on 3 May"."""
    whole = f"{verb.lemma_.lower()} {noun.lemma_.lower()}"
    rows = triggers().get((verb.lemma_.lower(), "VERB"), ())
    return noun.head == verb and any(row.trigger == whole for row in rows)


def cost_to(tokens: Tokens, node: Token) -> int | None:
    """How many words lie between an expression and the word that owns it; None where the word does not own it."""
    word, cost = tokens.root, 0
    before = tokens.doc[tokens.start - 1] if tokens.start else node
    if before.tag_ in {"VBD", "VBZ"} and speaks(before) and is_saying(before):  # "said on Sunday there was no plan"
        return 0 if before == node else None
    while word.head != word:
        head = word.head
        if head == node:
            aside = tokens[0].lower_ == "since" and syntax.relation(word).startswith("nsubj")
            return None if aside else cost  # "the president, in power since 1986, vowed to stay"
        if head.i in range(tokens.start, tokens.end):
            word = head
            continue
        predicate = syntax.is_verbal(head) or head.pos_ == "VERB" or syntax.relation(head) == "acl:relcl"
        if predicate and not _tells_when(head, node):
            return None
        if tokens.root == word and is_before_noun(tokens) and not _is_course(head, node):
            return None  # "the September 2017 referendum": the date is the noun's
        if head.pos_ in {"NOUN", "PROPN"} and head.lower_ not in _HOURS and syntax.preposition(head) in SHIFTING:
            return None  # "following the emergence of the group in 2014"
        if syntax.relation(word) == "appos" and (_is_rank(word) or _is_office(word, tokens)):
            return None  # "a drone, the seventh since March", "the ruler from 1990 to 2000"
        if syntax.answers(head) or _is_cause(head, tokens):
            return None  # "in retaliation for the attack of last week", "sanctions for the killing of 20 men in 2017"
        word, cost = head, cost + 1
    return None


def _is_office(noun: Token, tokens: Tokens) -> bool:
    """Whether a noun says what somebody was at a time."""
    return noun != tokens.root and noun.lemma_.lower() in word_set("agent_nouns")


def _is_rank(noun: Token) -> bool:
    """Whether a noun counts events up to now: "the third in a week"."""
    low = noun.lower_
    return low in _RANKS or (low.endswith("th") and noun.tag_ in {"JJ", "NN"} and low[:-2] != "")


def is_of_cause(tokens: Tokens) -> bool:
    """Whether a time is that of what is answered, punished or spoken of: "sanctions over the killings of 2017"."""
    return any(syntax.answers(word) or _is_cause(word, tokens) for word in tokens.root.ancestors)


def _is_cause(noun: Token, tokens: Tokens) -> bool:
    about = syntax.preposition(noun) in _ABOUT and is_event_noun(noun)
    of_noun = bool(syntax.preposition(tokens.root)) or is_charged(noun.head)
    return about and of_noun  # "convicted for the attack last week" is of the verb


def is_before_noun(tokens: Tokens) -> bool:
    """Whether an expression stands before the noun that it dates: "the Aug. 7 attack", "an overnight raid"."""
    word = tokens.root
    return word.i < word.head.i and syntax.relation(word) not in _FREE and word.head.pos_ in {"NOUN", "PROPN"}


def _is_course(noun: Token, verb: Token) -> bool:
    """Whether the event was part of a noun, or harm that it did: "during the Monday raid", "the 2017 attack killed"."""
    preposition = syntax.preposition(noun)
    if preposition in {"during", "in"}:
        return preposition == "during" or any(child.lower_ in {"a", "an"} for child in noun.children)
    return noun.head == verb and syntax.relation(noun) == "nsubj" and verb.lemma_.lower() in _HARM


@once_a_word
def is_event_noun(noun: Token) -> bool:
    """Whether a noun by itself can name an event."""
    lemma = noun.lemma_.lower()
    return any(row.trigger == lemma for row in triggers().get((lemma, "NOUN"), ()))


def _tells_when(verb: Token, node: Token) -> bool:
    """Whether a clause only says when its noun took place: "the raid, which came on Monday", "talks held in 2014"."""
    if syntax.relation(verb) not in {"acl:relcl", "acl"}:
        return False
    if verb.lemma_.lower() in _BEGIN and _PERFECT & set(syntax.auxiliaries(node)):
        return False  # "the war, which began in May, has killed thousands"
    if verb.lemma_.lower() in _OCCUR:
        return is_event_noun(verb.head) and verb.tag_ in {"VBD", "VBN", "VBG"}
    if verb.lemma_.lower() in _HARM and syntax.children(verb, "nsubj"):
        return verb.head == node and is_event_noun(node)  # "an attack that killed three on Sunday"
    made = syntax.is_passive(verb) or any(each.tag_ == "WDT" for each in syntax.children(verb, "obj"))
    within = verb.head == node or syntax.preposition(verb.head) in {"in", "during"}  # "died in a raid they launched"
    return within and made and verb.lemma_.lower() in light_verbs()


def shares_time(trigger: Token) -> Iterator[Token]:
    """The trigger and the predicates above and beside it that share its time."""
    yield trigger
    if is_tried(trigger):
        return
    for word, label, head in syntax.chain(trigger):
        if label == "acl:relcl" and is_event_noun(head) and not speaks(word):
            yield head  # "the May bombings, in which ten died"
        beside = label == "parataxis" and (is_saying(head) or is_saying(word))
        if (label in _OWN_TIME and not _goes_on(word)) or beside:
            break
        if label == "conj" and _is_of_now(word, head):
            break  # "left in May and has asked a court to decide"
        if is_charge(word):
            break
        if label in {"advcl", "acl"} and (
            SHIFTING & set(syntax.marks(word)) or (label == "acl" and word.tag_ == "VBN")
        ):
            break
        if not syntax.is_verbal(word) and (syntax.preposition(word) in SHIFTING | {"about"} or syntax.answers(head)):
            break  # "will brief the council on Thursday about the killing of ten men"
        if (label == "advcl" or not syntax.is_verbal(word)) and speaks(head):
            break
        result = label == "advcl" and word.tag_ == "VBG"  # "rammed a tug and seized ships on Sunday, wounding six"
        series = [each for each in syntax.with_conjuncts(head) if each.i < word.i] if result else []
        yield from reversed(series or [head])
    later = [each for each in syntax.with_conjuncts(trigger)[1:] if _is_of_one_deed(each, trigger)]
    yield from (each for each in (*syntax.conjuncts(trigger), *later[-1:]) if not _is_ahead(each, trigger))


def _is_of_one_deed(verb: Token, first: Token) -> bool:
    """Whether what follows a second verb holds for both: "killed ten men and held a third during overnight raids"."""
    own = syntax.children(verb, "nsubj", "nsubj:pass", "advmod", "cop")
    return verb.tag_ == first.tag_ == "VBD" and not own and not speaks(verb) and not speaks(first)


def _is_of_now(verb: Token, first: Token) -> bool:
    """Whether a coordinated verb tells how things stand, and the one before it a step or a plan."""
    perfect = _PERFECT & {child.lower_ for child in syntax.children(verb, "aux")}
    planned = syntax.is_infinitive(first) and bool(syntax.children(verb, "nsubj", "nsubj:pass"))
    return bool(perfect and first.tag_ == "VBD") or (planned and not syntax.is_infinitive(verb))


def _goes_on(verb: Token) -> bool:
    """Whether a clause tells what the same people did next: "flew to Cairo, where he met the king"."""
    where = any(child.lower_ == "where" for child in syntax.children(verb, "advmod"))
    return where and verb.tag_ == "VBD" and any(each.tag_ == "PRP" for each in syntax.children(verb, "nsubj"))


def _is_ahead(other: Token, trigger: Token) -> bool:
    """Whether a coordinated verb tells what comes later: "were held and would be tried on Tuesday"."""
    plan = other
    while syntax.is_infinitive(plan) and syntax.relation(plan) in {"xcomp", "advcl"} and plan.head != plan:
        plan = plan.head
    now = plan.tag_ in {"VBZ", "VBP"} or not _NOW.isdisjoint(syntax.auxiliaries(plan))
    if plan != other and now and plan.lemma_.lower() in _PLANS and plan not in (trigger, *trigger.ancestors):
        return True  # "rejected the bill and is expected to speak on Thursday"
    return bool(_AHEAD & set(syntax.auxiliaries(other))) and not _AHEAD & set(syntax.auxiliaries(trigger))


def _beyond_speech(trigger: Token, here: Sequence[Located]) -> TimeExpression | None:
    """ "Officials confirmed today that a man was held Friday": of two times, the later in the text is the event's."""
    after = [
        (tokens.start, n) for n, (each, tokens) in enumerate(here) if each.kind in DAYS and tokens.start > trigger.i
    ]
    before = [each for each, tokens in here if tokens.start < trigger.i]
    if not after:
        return None
    each, tokens = here[min(after)[1]]
    owner = syntax.clause(tokens.root)
    if owner == trigger or (before and not any(syntax.clause(t.root) == owner for _, t in here if t.start < trigger.i)):
        return None
    of_either = not cost_to(tokens, owner) and not _is_of_content(each, tokens, owner)
    if not before and of_either:  # "confirmed the arrest on Monday"
        return None
    return each if speaks(owner) else None


def _only_one(trigger: Token, here: Sequence[Located]) -> TimeExpression | None:
    """A day at the edge of the sentence, where it is the only time and no verb of saying has it."""
    if len(here) != 1 or here[0][0].kind not in DAYS:
        return None
    each, tokens = here[0]
    if not at_edge(tokens):
        return None
    owner = syntax.clause(tokens.root)
    if (
        speaks(owner)
        or (owner != trigger and is_saying(trigger))
        or _is_described(trigger, owner, tokens)
        or _is_wished(tokens, trigger)
        or _is_of_ground(tokens, trigger)
    ):
        return None
    if owner != trigger and syntax.relation(owner) == "ccomp" and owner not in trigger.ancestors:
        return None  # "Petro, who denies it, said that he would leave on Monday"
    if owner != trigger and (_is_elsewhere(owner, trigger) or _is_ahead(owner, trigger)):
        return None
    if any(word.text == ";" for word in trigger.doc[min(trigger.i, tokens.start) : max(trigger.i, tokens.start)]):
        return None
    to_do = trigger in owner.ancestors and syntax.is_infinitive(owner)
    if to_do and syntax.preposition(tokens.root) == "by":
        return None  # "ordered them to leave by Monday"
    own = syntax.clause(trigger)
    if _PERFECT & set(syntax.auxiliaries(own)):
        return None  # "have arrested six over the attack at a parade on Saturday"
    if owner != trigger and syntax.relation(owner) == "parataxis" and syntax.children(owner, "nsubj", "nsubj:pass"):
        return None  # "The blast killed one; a second man died on Tuesday"
    if SHIFTING & set(syntax.marks(owner)) or SHIFTING & set(syntax.marks(syntax.clause(trigger))):
        return None
    if _is_told_apart(owner, trigger):
        return None
    return None if is_of_cause(tokens) and owner != trigger else each


def _is_described(trigger: Token, owner: Token, tokens: Tokens) -> bool:
    """Whether a clause only says of whom or what is told: "on Sunday leaders warned the soldiers who ousted him"."""
    own = syntax.clause(trigger)
    above = [each for each in (owner, owner.head) if each in own.ancestors]
    if any(word.lemma_.lower() in _DUE for each in above for word in (each, *each.lefts)):
        return True  # "the truce, brokered by Riyadh, was due to end on Monday"
    if owner in own.ancestors and own.tag_ == "VBN" and own.i < owner.i and owner.lemma_ in _AFTERWARDS:
        return syntax.relation(own) == "acl"  # "men arrested in Kersa were released on Friday"
    if owner not in own.ancestors or own.head.pos_ not in {"NOUN", "PROPN", "PRON"} or is_event_noun(own.head):
        return False
    restrictive = syntax.relation(own) == "acl:relcl" and word_before(own.left_edge).text != ","
    if syntax.relation(own) == "acl:relcl" and own.i < owner.i < tokens.start:
        return True  # "the union, whose members blocked the port, called a meeting on Tuesday"
    return tokens.end <= own.i and restrictive and own.tag_ == "VBD"


def _is_elsewhere(owner: Token, trigger: Token) -> bool:
    """Whether a predicate tells something else: "held ten men, most of whom were freed on Monday"."""
    for each in (owner, *owner.ancestors):
        if each == trigger or each in trigger.ancestors:
            return False
        if syntax.relation(each) == "acl:relcl" and (each.lemma_ not in _OCCUR or each.tag_ not in {"VBD", "VBN"}):
            return True  # nor "sent observers to the talks, which are due to end on Friday"
        if syntax.relation(each) == "acl" and each.tag_ == "VBN" and not is_event_noun(each.head):
            return True  # "are holding men seized on Friday"
    return False


def _is_told_apart(owner: Token, trigger: Token) -> bool:
    """Whether a verb of speech stands between: "Two were held, the mayor said, and the hunt went on on Monday"."""
    between = trigger.doc[trigger.i + 1 : owner.left_edge.i]
    second = syntax.relation(owner) == "conj" and bool(syntax.children(owner, "nsubj"))
    return second and any(word.tag_ == "VBD" and speaks(word) for word in between)


def is_main(tokens: Tokens) -> bool:
    """Whether a day is that of something told, from which later days count: not of an aside or of a mere saying."""
    owner = syntax.clause(tokens.root)
    above = [owner, *owner.ancestors]
    aside = any(syntax.relation(each) == "acl:relcl" or _ASIDE & set(syntax.marks(each)) for each in above)
    after = any(syntax.preposition(word) in SHIFTING for word in tokens.root.ancestors if owner in word.ancestors)
    return not aside and not after and not is_saying(owner)


def at_edge(tokens: Tokens) -> bool:
    """Whether an expression opens or closes its sentence."""
    after = tokens.doc[tokens.end : sentence(tokens[0]).end]
    return tokens.start - sentence(tokens[0]).start <= _EDGE or sum(not token.is_space for token in after) <= _EDGE


def _to_its_end(trigger: Token, found: TimeExpression, here: Sequence[Located]) -> TimeExpression:
    """ "Began their assault on 5 May and had cleared the city four days later": from the one day to the other."""
    begin = trigger.head
    if syntax.relation(trigger) not in {"obj", "xcomp", "nsubj"} or begin.lemma_.lower() not in _BEGIN:
        return found
    ends = [
        each.when.latest
        for each, tokens in here
        if each.kind == "anchored" and each.when.latest and syntax.clause(tokens.root) in syntax.with_conjuncts(begin)
    ]
    first, last = found.when.earliest, max(ends, default=None)
    if not first or not last or last <= first:
        return found
    return replace(found, when=replace(cal.between(first, last), text=found.when.text), ahead=None)
