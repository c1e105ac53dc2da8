"""One EventMention per trigger: type, roles, places, time, modality, attribution, quantities, confidence and trace.

"Warplanes of the Coalition struck hideouts used by the Islamic State, a source said" yields an airstrike with the
Coalition as source, the Islamic State as target, the hideouts as object and the source as reporter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc, Token

from kg.extract import event_reference, lexicons, modality
from kg.extract.admission import enough, is_accident, is_attribute, is_content, is_habit, is_mere_death
from kg.extract.attribution import Attribution, Speaker
from kg.extract.campaigns import with_lasting_times
from kg.extract.entries import entries, headings
from kg.extract.event_reference import Told
from kg.extract.lexicons import FRIENDLY, HARSH, MEASURES, SAID, SPEECH, VOICED
from kg.extract.own_losses import without_own_losses
from kg.extract.parse import sentence, sentences, tokens_of
from kg.extract.place_narrative import with_carried_places
from kg.extract.quantities import victims_of
from kg.extract.quotations import is_claimed
from kg.extract.roles import VAGUE, Mentions, Roles, fill
from kg.extract.settings import add_places
from kg.extract.sides import complete, own_words
from kg.extract.syntax import Filler
from kg.extract.times import TimeExpression, time_expressions, when_for
from kg.extract.triggers import Trigger, find_triggers, obligations
from kg.ids import event_mention_id
from kg.model import Argument, Document, EventMention, Modality, Precision, Quantity, Role, Span, When

_CONFIDENCE = {  # by rule: shares of correct events read from the development texts
    "verb-active": 0.85,
    "verb-passive": 0.85,
    "light-verb": 0.85,
    "verb-relative": 0.8,
    "verb-participle": 0.8,
    "participle": 0.7,
    "noun-of": 0.75,
    "obligation": 0.6,
    "adjective": 0.6,
    "noun": 0.5,
}
_POWERS = frozenset({"GOV", "MIL", "REB"})  # sectors of whom something is demanded
_YEAR = 364  # days from the first to the last
_ENACTED = frozenset({"announced obj", "approved obj", "adopted obj", "passed obj"})  # reasons of a judgement


@dataclass(frozen=True, slots=True)
class _Context:
    document: Document
    table: Mentions
    speakers: Attribution
    times: list[TimeExpression]
    headings: Mapping[int, TimeExpression] = field(default_factory=dict)  # by the first token of a sentence
    roles: dict[int, Roles] = field(default_factory=dict)  # of the events told so far, by token index of the trigger


def event_mentions(document: Document, doc: Doc, table: Mentions) -> list[EventMention]:
    """All event mentions of a text, in order of their triggers."""
    times = list(time_expressions(document.text, document.published, body_start=document.body_start, doc=doc))
    context = _Context(document, table, Attribution(table), times, headings(doc, times))
    found: list[Told] = []
    starts, entry = entries(doc, times), 0
    for sent in sentences(doc):
        if sent.end_char <= document.body_start:
            continue
        if sent.start in starts:
            entry = len(found)
        words = tokens_of(doc)[sent.start : sent.end]
        triggers = find_triggers(words, table)
        here = [
            (trigger, event)
            for trigger in triggers
            if trigger.token.idx >= document.body_start and (event := _event(trigger, triggers, context))
        ]
        here = [each for each in here if not is_mere_death(each[0]) or event_reference.of_violence(each, found, here)]
        here = [each for each in here if not event_reference.is_announced_again(each[0], found)]
        told = any(event.event_type == "demand" for _, event in here)
        demands = [
            (trigger, event) for trigger in obligations(words) if not told and (event := _demand(trigger, context))
        ]
        demanded = {trigger.token.i for trigger, _ in demands}
        here = [*(told for told in here if told[0].token.i not in demanded), *demands]
        of_entry = found[entry:]
        nouns = event_reference.bare(words, of_entry, here, before=found[:entry])
        here = event_reference.linked([*here, *nouns])
        here = without_own_losses(here, context.roles, table, _counting(triggers))
        found += event_reference.of_the_blow_before(of_entry, here)
    found = with_lasting_times(found, times)
    return with_carried_places(found, context.roles, sentences(doc), table, entries=starts)


def _event(trigger: Trigger, triggers: list[Trigger], context: _Context) -> EventMention | None:
    """The event of a trigger; None where its sentence tells none, or too little of it."""
    if is_accident(trigger) or is_attribute(trigger):
        return None
    judgement = modality.judge(trigger.token, trigger.carrier)
    if judgement.reason.startswith(modality.TOPIC):
        return None
    if judgement.reason.startswith(modality.PURPOSE):
        voiced = trigger.row.root in VOICED or trigger.row.trigger == "show support"
        if not voiced and trigger.row.root != "09":
            return None
        judgement = modality.ASSERTED if voiced else judgement
    enacted = _is_enacted(trigger, judgement)
    judgement = modality.ASSERTED if enacted else judgement
    if is_content(trigger, triggers, judgement.modality) or (
        judgement.modality is Modality.ASSERTED and _heading(trigger, context) is None and is_habit(trigger)
    ):
        return None
    roles = fill(trigger.row.frame, trigger.slots, context.table)
    speaker = context.speakers.reporter(trigger.token)
    if speaker is None and judgement.modality is Modality.ASSERTED and is_claimed(trigger.token):
        judgement = modality.Judgement(Modality.HYPOTHETICAL, "claimed by nobody that is known")
    if speaker is not None and trigger.row.root in HARSH:
        _not_both_themselves(roles, trigger, speaker, context.table)
    own_words(roles, trigger, context.speakers, context.table)
    complete(roles, trigger, triggers, context.table)
    add_places(roles, trigger.token, trigger.row.frame, trigger.slots, context.table, cameo=trigger.row.cameo)
    others = _counting([each for each in triggers if each is not trigger])
    quantities = victims_of(trigger.token, trigger.row, context.table, others)
    if not enough(trigger, roles, quantities, context.table):
        return None
    if enacted and speaker is not None and roles.has(speaker.mention):
        speaker = None
    announced = _announced(trigger, roles, judgement, speaker)
    if announced is not trigger:
        trigger, judgement, quantities = announced, modality.ASSERTED, ()
    context.roles[trigger.token.i] = roles
    return _record(trigger, roles, judgement, (context, speaker, quantities))


def _counting(triggers: list[Trigger]) -> frozenset[int]:
    """Positions of the triggers that count their victims for themselves."""
    return frozenset(each.token.i for each in triggers if each.row.quantity or each.row.pos == "VERB")


def _not_both_themselves(roles: Roles, trigger: Trigger, speaker: Speaker, table: Mentions) -> None:
    """Who says that both sides broke a truce is neither: "Chad and Niger, saying both sides had broken the truce"."""
    pairs = [table.both_at(filler.token) for filler in trigger.slots.get("subj", [])]
    if any(speaker.mention.id in {each.id for each in pair} for pair in pairs):
        roles.clear(Role.SOURCE)


def _is_enacted(trigger: Trigger, judgement: modality.Judgement) -> bool:
    """Whether to announce it is to do it: "announced visa restrictions on six generals"."""
    return trigger.row.root in MEASURES and judgement.reason in _ENACTED


def _demand(trigger: Trigger, context: _Context) -> EventMention | None:
    """What somebody says that another must do is a demand: "The militia must disarm, the envoy said"."""
    speaker = context.speakers.reporter(trigger.token)
    roles = fill(trigger.row.frame, trigger.slots, context.table)
    addressed = roles.mentions.get(Role.TARGET, [])
    if speaker is None or not addressed:
        return None
    who = speaker.mention
    known = (who.named or who.sector) and all(each.named or each.sector in _POWERS for each in addressed)
    own = any(each.head.lower() in VAGUE and not each.named for each in addressed)  # "said the country must apply"
    if not known or own or any(who.head == each.head for each in addressed):
        return None
    roles.add(Role.SOURCE, who, Filler(speaker.token, f"says what {trigger.token.lower_} must be"))
    return _record(trigger, roles, modality.ASSERTED, (context, None, ()))


def _record(
    trigger: Trigger,
    roles: Roles,
    judgement: modality.Judgement,
    rest: tuple[_Context, Speaker | None, tuple[Quantity, ...]],
) -> EventMention:
    """The event mention with its time, its reporter and the reasons for all of it."""
    context, speaker, quantities = rest
    token, document = trigger.token, context.document
    span = _trigger_span(trigger)
    when = _when(trigger, judgement, context)
    if judgement.modality is Modality.ASSERTED and _is_to_come(when, document):
        judgement = modality.Judgement(Modality.FUTURE, f"{when.text} is still to come")
    if speaker is not None and _speaks_itself(trigger, roles, speaker):
        speaker = None  # to speak is the event itself; a deed that its own doer reports is a claim
    arguments = tuple(Argument(role, mention.id) for role in Role for mention in roles.mentions.get(role, []))
    if speaker is not None:
        arguments += tuple(Argument(Role.REPORTER, each.id) for each in speaker.beside)
    return EventMention(
        id=event_mention_id(document.id, span.start, span.end, trigger.row.type),
        document_id=document.id,
        trigger=span,
        trigger_text=document.text[span.start : span.end],
        sentence=Span(sentence(token).start_char, sentence(token).end_char),
        event_type=trigger.row.type,
        arguments=arguments,
        when=when,
        modality=judgement.modality,
        rule=trigger.rule,
        confidence=_confidence(trigger, roles),
        reported_by=speaker.mention.id if speaker else None,
        quantities=quantities,
        weapon=roles.weapon,
        object=roles.object,
        reference=event_reference.reference(token, trigger.row.pos, trigger.row.quantity),
        why=_why(trigger, roles, judgement, speaker),
    )


def _speaks_itself(trigger: Trigger, roles: Roles, speaker: Speaker) -> bool:
    """Whether to speak is the event: nobody reports his own threat, whatever pronoun stands for him."""
    root = trigger.row.root
    own = speaker.mention.id in roles.ids(Role.SOURCE)
    return (own and root in SAID) or (root in SPEECH and roles.has(speaker.mention))


def _heading(trigger: Trigger, context: _Context) -> TimeExpression | None:
    return context.headings.get(sentence(trigger.token).start)


def _is_to_come(when: When, document: Document) -> bool:
    """Whether a time lies after the day of publication: "who leaves office in August"."""
    return bool(when.earliest and document.published and when.earliest > document.published)


def _when(trigger: Trigger, judgement: modality.Judgement, context: _Context) -> When:
    """The time of the event; of what is planned in the past, from then on: "arrested in May for planning an attack"."""
    said = trigger.row.root in SAID
    heading = _heading(trigger, context)
    when = when_for(trigger.token, context.times, context.document.published, said=said, heading=heading)
    published = context.document.published
    if judgement.modality is not Modality.FUTURE or not published or when.latest is None:
        return _until(when, published) if judgement.modality is Modality.ASSERTED else when
    if when.earliest is None and when.from_publication:
        return When(published, None, Precision.INTERVAL, from_publication=True)
    if when.latest > published or (when.latest == published and not when.from_publication):
        return when  # "will meet later on Monday"
    return replace(when, latest=None, precision=Precision.INTERVAL) if when.earliest else when


def _until(when: When, published: date | None) -> When:
    """A year that is not over, up to the day of publication: "700 people have been killed this year"."""
    if not published or not when.earliest or not when.latest or not when.earliest <= published < when.latest:
        return when
    whole = (when.latest - when.earliest).days >= _YEAR
    return replace(when, latest=published, precision=Precision.INTERVAL) if whole else when


def _trigger_span(trigger: Trigger) -> Span:
    """The trigger's words as they stand together ("opened fire"), else the head alone."""
    token, count = trigger.token, len(trigger.row.trigger.split()) - 1
    if count and trigger.row.pos != "VERB":
        return Span(token.doc[token.i - count].idx, token.idx + len(token))
    if count and token.i + count < len(token.doc):
        last = token.doc[token.i + count]
        if last.lemma_.lower() == trigger.row.trigger.split()[-1] and sentence(last) is sentence(token):
            return Span(token.idx, last.idx + len(last))
    return Span(token.idx, token.idx + len(token))


def _announced(trigger: Trigger, roles: Roles, judgement: modality.Judgement, speaker: Speaker | None) -> Trigger:
    """An announced kindness is a promise, an announced or conditional blow a threat (PLOVER codes the announcement)."""
    row, root = trigger.row, trigger.row.root
    if trigger.row.pos == "ADJ" or not roles.mentions.get(Role.SOURCE) or root in SPEECH - {"05"}:
        return trigger
    verb = trigger.carrier or trigger.token
    if judgement.modality is Modality.FUTURE and modality.has_condition(verb):
        return replace(trigger, row=replace(row, type="threat", cameo="130"), rule=f"{trigger.rule}, conditional")
    own = speaker is not None and (roles.has(speaker.mention) or speaker.mention.country in _countries(roles))
    own = own or (trigger.carrier is not None and trigger.carrier.lemma_ == "announce")
    kind = root in FRIENDLY - {"04", "06"} and row.type != "resignation"
    if judgement.modality is Modality.FUTURE and kind and (own or row.pos == "VERB"):
        return replace(trigger, row=replace(row, type="promise", cameo="030"), rule=f"{trigger.rule}, announced")
    ordered = judgement.reason.startswith("order")
    meant = root != "15" or bool(roles.mentions.get(Role.TARGET))  # to send observers threatens nobody
    if judgement.modality is Modality.FUTURE and root in HARSH and own and meant and not ordered:
        return replace(trigger, row=replace(row, type="threat", cameo="130"), rule=f"{trigger.rule}, announced")
    return trigger


def _countries(roles: Roles) -> set[str]:
    return {each.country for each in roles.mentions.get(Role.SOURCE, []) if each.country}


def _confidence(trigger: Trigger, roles: Roles) -> float:
    """The share of correct events of a rule, more where both sides are known, less where none is."""
    base = _CONFIDENCE.get(trigger.rule.split(",")[0], 0.5)
    both = roles.mentions.get(Role.SOURCE) and roles.mentions.get(Role.TARGET)
    return round(base + (0.1 if both else 0.0) - (0.15 if not roles.mentions else 0.0), 2)


def _why(trigger: Trigger, roles: Roles, judgement: modality.Judgement, speaker: Speaker | None) -> tuple[str, ...]:
    row = trigger.row
    lines = [f"trigger {row.trigger} {row.pos} -> {row.type} ({trigger.rule})"]
    if trigger.carrier is not None:
        lines.append(f"light verb {trigger.carrier.lower_}")
    lines += roles.trace
    if judgement.reason:
        lines.append(f"{judgement.modality.value}: {judgement.reason}")
    if speaker is not None:
        lines.append(f"reported by {speaker.mention.text}: {speaker.reason}")
    lines += [f"rejected {each}" for each in trigger.rejected]
    return tuple(lines)


def trigger_words(tokens: Iterator[Token]) -> list[str]:
    """The words that could be triggers, each once; for the reason why a document has no event."""
    keys = lexicons.triggers().keys()
    return list(dict.fromkeys(token.lower_ for token in tokens if (token.lemma_.lower(), token.pos_) in keys))
