"""The time of an event whose sentence may give none: carried over from what was told before, else the publication.

"Troops entered the village on Sunday. They arrested five men." tells of one Sunday. A time that is carried over, or
that is only the day on which somebody said so, is flagged as inherited; the day of publication is flagged as such.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import calendar_days as cal
from kg.extract import syntax
from kg.extract.lexicons import BLOWS, light_verbs, rows_of
from kg.extract.parse import ends_line, once_a_word, sentence, sentence_text, sentences, words_of
from kg.extract.time_attachment import (
    DAYS,
    SHIFTING,
    at_edge,
    cost_to,
    is_before_noun,
    is_charge,
    is_event_noun,
    is_main,
    is_of_cause,
    is_saying,
    is_tried,
    located,
    shares_time,
    speaks,
    time_in_sentence,
)
from kg.extract.time_offsets import Located, days_before, long_before, moved
from kg.extract.time_words import TimeExpression
from kg.model import Precision, When

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "may", "might", "could"})
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})
_FOLLOWING = frozenset({"after", "following", "since", "once"})
_ASIDE = frozenset({"similar", "earlier", "previous", "prior", "past"})  # "Similar strikes hit the area on March 17"
_OTHER = _ASIDE | {"another"}
_LASTS = frozenset(  # verbs whose subject happens when they do: "the raid began", "the blast killed ten"
    "be begin start end take happen occur come follow last continue kill wound injure leave hit strike destroy damage"
    " target involve erupt break cause displace claim target result".split()
)
_SPANS = frozenset({"unit", "month", "ago", "year"})  # kinds of times that end a story without dating its sentences
_LOOK_BACK = 6  # sentences
_LEAD = 4  # sentences with a verb, the headline included
_FRESH = 7  # days before publication within which a step and the next fall on one day
_PERFORMED = frozenset(
    "accuse call commend condemn congratulate demand denounce deny express extend offer praise reject thank urge warn"
    " welcome".split()
)
_SETS = frozenset({"call", "announce", "plan", "schedule", "set", "declare"})
_REACTIONS = frozenset("condemn denounce deny mourn criticise criticize deplore blame accuse reject".split())
_OLD = 10  # days before publication from which a time in the sentence makes it background


def when_for(
    trigger: Token,
    expressions: Sequence[TimeExpression],
    published: date | None,
    *,
    said: bool = False,
    heading: TimeExpression | None = None,
) -> When:
    """The time of the trigger's event; the day of publication, flagged, where the text gives none.

    An event that is told as background (present or perfect tense, or beside an older time) and has no time of its own
    is known only to lie before publication; one that is still to come, after it. What is only `said` (a statement, a
    reaction) begins a story of its own with each paragraph. A `heading` dates the steps of its paragraph.
    """
    told = [each for each in expressions if each.kind != "dateline"]
    if day := _set_day(trigger, told):
        return day.when
    here = [pair for pair in located(told, sentence(trigger)) if not _is_end_to_come(pair[0], published)]
    here = [*_heading(sentence(trigger), told), *here]
    if found := time_in_sentence(trigger, here):
        return found.ahead if found.ahead and _is_coming(trigger, found, here) else found.when
    if not here and (found := _broken_off(sentence(trigger), told)):
        return found.when
    if before := long_before(trigger, here, published):
        return before
    if heading and (is_narrative(trigger) or _is_told_as_present(trigger)):
        first, days = heading.when.earliest, days_before(trigger, here)
        return replace(moved(first, -days) if first and days else heading.when, inherited=True)
    spoken = [pair for pair in here if _is_said(pair, trigger)]
    asides = all(pair in spoken or _is_aside(pair, trigger) for pair in here)
    if asides and is_narrative(trigger) and not _is_background(trigger):
        day = next((each for each, _ in spoken), None)
        if carried := _carried(trigger, told, day, published, said=said):
            return carried
    when = _fallback(trigger, here, published, said=said)
    if when.from_publication and when.earliest == when.latest and not said and _goes_on_about_past(trigger, told, when):
        return When(None, when.latest, Precision.INTERVAL, from_publication=True)
    return when


def _goes_on_about_past(trigger: Token, told: Sequence[TimeExpression], when: When) -> bool:
    """Whether one of the sentences before tells of a time long past, so that nobody knows whether this one does."""
    doc, start = trigger.doc, sentence(trigger).start
    for _ in range(_LEAD):
        if start == 0:
            return False
        before = sentence(doc[start - 1])
        day = None if _is_of_another(before, _ASIDE) else _main_day(before, told)
        if day and day.when.latest and when.latest and (when.latest - day.when.latest).days > _OLD:
            return True
        start = before.start
    return False


def _is_coming(trigger: Token, found: TimeExpression, here: Sequence[Located]) -> bool:
    """Whether a time is that of something still to come."""
    ahead = bool(_FUTURE & set(_auxiliaries(trigger))) or _is_to_be(trigger)
    return ahead or _is_scheduled(trigger) or _is_called(trigger, found, here)


def _carried(
    trigger: Token, told: Sequence[TimeExpression], day: TimeExpression | None, published: date | None, *, said: bool
) -> When | None:
    """The time carried over from the sentences before, or `day`, on which somebody spoke of it."""
    carried = day if not syntax.is_verbal(trigger) else None  # "claimed the strike on Monday"
    carried = carried or _of_paragraph(trigger, told, said=said)
    carried = None if said and carried and carried.kind == "night" else carried  # who answers has slept
    lead = None if carried or said else _of_lead(trigger, told)
    if lead and day:
        return _between(lead, day)
    found = carried or day or lead
    if found and found is carried and _reacts(trigger) and _is_of_blow(found, trigger):
        return _since(found.when, published)
    # not of "will go on trial on Monday. Police fired in the air"
    return replace(found.when, inherited=True) if found and not _is_after(found.when, published) else None


def _reacts(trigger: Token) -> bool:
    """Whether the word tells what somebody says to what was done, that day or later: "Paris condemned the attack"."""
    return trigger.pos_ == "VERB" and trigger.lemma_.lower() in _REACTIONS


def _is_of_blow(found: TimeExpression, trigger: Token) -> bool:
    """Whether a day is that of a blow."""
    tokens = trigger.doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
    verb = syntax.clause(tokens.root) if tokens is not None else trigger
    rows = rows_of(verb, "VERB")
    return verb != trigger and any(row.root in BLOWS and row.trigger == verb.lemma_.lower() for row in rows)


def _since(when: When, published: date | None) -> When:
    if not published or not when.earliest or when.earliest >= published:
        return replace(when, inherited=True)
    return replace(cal.between(when.earliest, published), text=when.text, inherited=True)


def _heading(sent: Tokens, told: Sequence[TimeExpression]) -> list[Located]:
    """The day that a parser cut off as a sentence of its own: "17 September: | In Sirwa, troops shot a man"."""
    if not sent.start or ends_line(sent.doc[sent.start - 1]) or sent.doc[sent.start - 1].text != ":":
        return []
    before = sentence(sent.doc[sent.start - 1])
    return [pair for pair in located(told, before) if pair[1].start == before.start and pair[1].end == before.end - 1]


def _is_after(when: When, published: date | None) -> bool:
    return bool(published and when.earliest and when.earliest > published)


def _between(lead: TimeExpression, said: TimeExpression) -> When:
    """After the day of the story and before somebody spoke of it: "wounded 12, the mayor said on Saturday"."""
    first, last = lead.when.earliest, said.when.latest
    if not first or not last or first >= last:
        return replace(said.when, inherited=True)
    return replace(cal.between(first, last), text=said.when.text, inherited=True)


def _is_background(trigger: Token) -> bool:
    """Whether a relative clause tells of somebody what he once did: "which freed a hundred men in a swap"."""
    verb = syntax.clause(trigger)
    return syntax.relation(verb) == "acl:relcl" and not is_event_noun(verb.head)


def _is_scheduled(trigger: Token) -> bool:
    """Whether the present tense tells what is to come: "who leaves office in August"."""
    present = trigger.tag_ in {"VBZ", "VBP"} and not _auxiliaries(trigger)
    aside = present and syntax.relation(trigger) in {"acl:relcl", "advcl"}
    return aside and sentence_text(trigger).rstrip()[-1:] == "."


def _is_to_be(verb: Token) -> bool:
    """Whether the verb tells what is agreed: "is to visit the capital at the weekend"."""
    return syntax.is_infinitive(verb) and bool({"is", "are"} & set(syntax.auxiliaries(verb)))


def _set_day(noun: Token, told: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day for which somebody set what is to come: "called a strike for Friday", "a march is planned for May"."""
    if syntax.relation(noun) not in {"obj", "nsubj:pass"} or noun.head.lemma_ not in _SETS:
        return None
    planned = [each for each in told if each.kind == "planned"]
    set_ = (each for each, tokens in located(planned, sentence(noun)) if noun.head in tokens.root.ancestors)
    return next(set_, None)


def _is_called(noun: Token, found: TimeExpression, here: Sequence[Located]) -> bool:
    """Whether somebody set the day of what is to come: "called a strike from Sunday"."""
    set_ = syntax.relation(noun) in {"obj", "nsubj:pass"} and noun.head.lemma_ in _SETS
    return set_ and any(each is found and syntax.preposition(tokens.root) in {"from", "for"} for each, tokens in here)


def _is_told_as_present(trigger: Token) -> bool:
    """Whether the verb of an event is a simple present, active or passive, which tells steps of a chronicle."""
    verb = trigger if syntax.is_verbal(trigger) else syntax.clause(trigger)
    while verb.tag_ in {"VBG", "VB"} and verb.head != verb:
        verb = syntax.clause(verb.head)
    auxiliaries = set(syntax.auxiliaries(verb))
    passive = verb.tag_ in {"VBN", "VBD"} and bool(auxiliaries) and auxiliaries <= {"is", "are"}
    return passive or (verb.tag_ in {"VBZ", "VBP"} and not (_PERFECT | _FUTURE) & auxiliaries)


def _is_end_to_come(each: TimeExpression, published: date | None) -> bool:
    """Whether a time only says how long something lasts that has begun: "closed the border until March"."""
    ends = each.kind == "until" and bool(published and each.when.latest and each.when.latest > published)
    return ends or each.kind == "planned"


def _broken_off(sent: Tokens, told: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day at which a parser cut the sentence in two: "... in Helmand | Wednesday during the pursuit"."""
    last = sent[-1]
    if last.is_punct or ends_line(last):
        return None
    return next((each for each in told if each.span.start == sent.end_char + 1 and each.kind in DAYS), None)


def _is_said(pair: Located, trigger: Token) -> bool:
    """Whether a day is that of the verb which reports the trigger: "..., officials said Friday"."""
    each, tokens = pair
    owner = syntax.clause(tokens.root)
    says = is_saying(owner) or (speaks(owner) and not syntax.is_verbal(trigger))
    return each.kind in DAYS and owner != trigger and says and owner in trigger.ancestors


def _is_aside(pair: Located, trigger: Token) -> bool:
    """Whether a time is that of a relative or conditional clause: "X, which left in April, called on ..."."""
    owner = syntax.clause(pair[1].root)
    aside = syntax.relation(owner) == "acl:relcl" or bool({"if", "unless", "until", "till"} & set(syntax.marks(owner)))
    return aside and owner != trigger and owner not in trigger.ancestors


def _of_paragraph(
    trigger: Token, expressions: Sequence[TimeExpression], *, said: bool = False
) -> TimeExpression | None:
    """The day of the sentences before, in the same paragraph; what is `said` takes none of what others told."""
    doc, start = trigger.doc, sentence(trigger).start
    for _ in range(_LOOK_BACK):
        if start == 0 or ends_line(doc[start - 1]):
            return None
        before = sentence(doc[start - 1])
        if not _is_of_another(before, _ASIDE) and (found := _main_day(before, expressions, said=said)):
            return found if _is_short(found.when) else None
        start = before.start
    return None


def _of_lead(trigger: Token, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day of the lead: a report goes on telling what its first sentences date, until it names another day."""
    seen = 0
    for sent in sentences(trigger.doc):
        if sent.end > sentence(trigger).start or seen >= _LEAD:
            return None
        if not _is_of_another(sent, _OTHER) and (found := _main_day(sent, expressions)):
            return None if _is_left(found, trigger, expressions) or not _is_short(found.when) else found
        seen += syntax.is_verbal(sent.root)
    return None


def _is_short(when: When) -> bool:
    """Whether a time is no longer than a story goes on."""
    if when.precision not in (Precision.DAY, Precision.INTERVAL) or not when.earliest or not when.latest:
        return False
    return (when.latest - when.earliest).days < _FRESH


def _is_left(lead: TimeExpression, trigger: Token, expressions: Sequence[TimeExpression]) -> bool:
    """Whether a report has named another day since its lead, so that nobody knows which of the two it goes on with."""
    doc, reach = trigger.doc, range(lead.span.end, sentence(trigger).start_char)
    between = [each for each in expressions if each.kind in DAYS and each.span.start in reach]
    other = [e for e in between if e.when.precision is Precision.DAY and e.when.earliest != lead.when.earliest]
    spans = [doc.char_span(each.span.start, each.span.end, alignment_mode="expand") for each in other]
    return any(tokens is not None and is_main(tokens) for tokens in spans)


def _is_of_another(sent: Tokens, words: frozenset[str]) -> bool:
    """Whether the subject of a sentence says that it tells of another event than the report."""
    subjects = [sent.root, *syntax.children(sent.root, "nsubj", "nsubj:pass")]
    return any(child.lower_ in words for each in subjects if is_event_noun(each) for child in each.children)


def _main_day(sent: Tokens, expressions: Sequence[TimeExpression], *, said: bool = False) -> TimeExpression | None:
    """The day that a sentence gives to what it tells in the past; that of a mere saying is none."""
    if heading := _heading(sent, expressions):
        return heading[0][0]
    main = _main_verbs(sent[0])
    if not main:
        return None
    here = [
        (each, tokens)
        for each, tokens in located(expressions, sent)
        if each.kind in DAYS | _SPANS and each.when.precision is not Precision.UNKNOWN
    ]
    if not here and (found := _broken_off(sent, expressions)):
        return found
    if is_saying(main[0]) and said:
        return next((each for each, tokens in here if tokens.root.head == main[0]), None)
    if is_saying(main[0]):
        return _content_day(main[0], here)
    owned = [each for each, tokens in here if any(cost_to(tokens, node) is not None for node in main)]
    alone = [
        each
        for each, tokens in here
        if len(here) == 1
        and not _is_of_object(tokens)
        and ((at_edge(tokens) and is_main(tokens)) or syntax.clause(tokens.root) in main)
    ]
    days = owned or alone
    return days[-1 if said else 0] if days else None


def _is_of_object(tokens: Tokens) -> bool:
    """Whether a day is only that of an event spoken of: "followed a May 3 attack", not "carried out a Monday raid"."""
    noun = tokens.root.head
    spoken = syntax.relation(noun) in {"obj", "obl", "nmod"} and syntax.preposition(noun) not in {"in", "during"}
    return is_before_noun(tokens) and spoken and noun.head.lemma_.lower() not in light_verbs()


@once_a_word
def _main_verbs(first: Token) -> tuple[Token, ...]:
    """The verbs of the story in the sentence that a word begins, with those that say how it went on."""
    # A headline or dateline may stand at the root of the parse: its first verbs are the main ones then.
    verbs = [t for t in words_of(sentence(first)) if syntax.is_verbal(t)]
    tops = [t for t in verbs if not any(syntax.is_verbal(above) for above in t.ancestors)]
    main = [t for top in tops if is_narrative(top) for t in (top, *syntax.conjuncts(top))]
    further = [each for verb in main for each in syntax.children(verb, "advcl") if each.tag_ == "VBG"]
    return (*main, *further)


def _content_day(saying: Token, here: Sequence[Located]) -> TimeExpression | None:
    """The day of what is said: "confirmed today the arrest of a man on Sunday" (not today)."""
    own = [each for each, tokens in here if tokens.root.head == saying]
    for each, tokens in here:
        owner = syntax.clause(tokens.root)
        if owner == saying and tokens.root.head != saying and not is_before_noun(tokens):
            return each
        if (
            saying not in owner.ancestors
            or syntax.relation(owner) == "acl:relcl"
            or SHIFTING & set(syntax.marks(owner))
        ):
            continue
        noun = tokens.root.head
        if is_before_noun(tokens) and noun.head != saying:
            continue  # "said it answered the May 8 explosion"
        if is_narrative(owner) or is_event_noun(noun):
            return each
    return own[-1] if len(own) > 1 else None


def _auxiliaries(trigger: Token) -> list[str]:
    return syntax.auxiliaries(trigger if syntax.is_verbal(trigger) else syntax.clause(trigger))


@once_a_word
def is_narrative(trigger: Token) -> bool:
    """Whether the event is told in the simple past, as one step of a story."""
    verb = trigger if syntax.is_verbal(trigger) else syntax.clause(trigger)
    auxiliaries = set(_auxiliaries(trigger))
    if not auxiliaries and syntax.relation(verb) == "conj" and not syntax.children(verb, "nsubj", "nsubj:pass"):
        auxiliaries = set(syntax.auxiliaries(verb.head))  # "has sent troops and imposed a curfew"
    if "had" in auxiliaries and syntax.relation(verb) == "ccomp" and is_saying(verb.head):
        return True  # "said it had killed two": the past of what was said
    if auxiliaries & (_PERFECT | _FUTURE) or is_tried(trigger):
        return False
    if verb != trigger and any(slot == "subj" and head.lemma_.lower() not in _LASTS for head, slot in _above(trigger)):
        return False  # "the arrest drew criticism": of the arrest it says nothing
    spoken = is_saying(verb.head) or verb.head.lemma_.lower() in _PERFORMED
    if (verb.tag_ == "VBG" and syntax.relation(verb) == "advcl" and spoken and syntax.marks(verb)) or is_charge(verb):
        return False  # "accused them of shelling the town"
    if verb.tag_ == "VBG" and auxiliaries & {"was", "were"}:
        return True
    if verb.tag_ in {"VBG", "VB"} and verb.head != verb and not auxiliaries:
        return is_narrative(syntax.clause(verb.head)) if verb.head.i != verb.i else False
    # The tagger takes "forces detained two men" for a participle now and then: one with an object is none.
    past = auxiliaries & {"was", "were"} or (not auxiliaries and syntax.children(verb, "obj", "nsubj"))
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(past))


def _above(noun: Token) -> Iterator[tuple[Token, str]]:
    return syntax.governors(noun) if noun.pos_ == "NOUN" else iter(())


def _fallback(trigger: Token, here: Sequence[Located], published: date | None, *, said: bool) -> When:
    """The time where no expression gives one: bounded by other events, else by the publication."""
    if bound := _after_another(trigger, here, published) or _of_what_followed(trigger, here, published):
        return bound
    if published is None:
        return When(None, None, Precision.UNKNOWN)
    if days := days_before(trigger, here):
        return When(None, published - timedelta(days=days), Precision.INTERVAL, from_publication=True)
    if _FUTURE & set(_auxiliaries(trigger)) and syntax.preposition(trigger) != "about":
        return When(published, None, Precision.INTERVAL, from_publication=True)
    if _is_performed(trigger):
        return When(published, published, Precision.DAY, from_publication=True)
    own = [each for each, tokens in here if not is_of_cause(tokens)]
    old = any(each.when.latest and (published - each.when.latest).days > _OLD for each in own)
    if is_narrative(trigger) and (said or not old) and not _is_background(trigger):
        return When(published, published, Precision.DAY, from_publication=True)
    return When(None, published, Precision.INTERVAL, from_publication=True)


def _after_another(trigger: Token, here: Sequence[Located], published: date | None) -> When | None:
    """ "Following the rise of the group in 2014, they held the line": not before the time of what it followed."""
    line = set(shares_time(trigger))
    for each, tokens in here:
        word = tokens.root
        while word.head != word:
            follows = _FOLLOWING & {syntax.preposition(word), *syntax.marks(word)}
            if (follows or syntax.answers(word)) and word.head in line and each.when.earliest:
                if "since" in {syntax.preposition(word), *syntax.marks(word)}:
                    return When(each.when.earliest, published, Precision.INTERVAL, each.when.text)
                if published and each.kind in DAYS and (published - each.when.earliest).days <= _FRESH:
                    return each.when  # "arrested a man after finding arms yesterday": one day's work
                last = published if published and published >= each.when.earliest else None
                return When(each.when.earliest, last, Precision.INTERVAL, each.when.text)
            word = word.head
    return None


def _of_what_followed(trigger: Token, here: Sequence[Located], published: date | None) -> When | None:
    """ "Signed on Sunday after two days of talks": the talks were over by Sunday; a clause tells of the same day."""
    for word, _, head in syntax.chain(trigger):
        if word.tag_ == "VBG" and syntax.marks(word) == ["before"]:  # "shelled it on Sunday before withdrawing"
            before = time_in_sentence(head, here)
            return replace(before.when, inherited=True) if before and before.kind in DAYS else None
        if _FOLLOWING & {syntax.preposition(word), *syntax.marks(word)}:
            found = time_in_sentence(head, here)
            last = found.when.latest if found else None
            if found is None or last is None:
                return None
            if syntax.is_verbal(word) and published and found.kind in DAYS and (published - last).days <= _FRESH:
                return replace(found.when, inherited=True)
            return When(None, last, Precision.INTERVAL, found.when.text, inherited=True)
    return None


def _is_performed(trigger: Token) -> bool:
    """Whether to say it is to do it: "we condemn the attack", "the minister welcomes the deal"."""
    return trigger.tag_ in {"VBZ", "VBP"} and not _auxiliaries(trigger) and trigger.lemma_.lower() in _PERFORMED
