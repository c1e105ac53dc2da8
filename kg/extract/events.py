"""One EventMention per trigger: type, roles, places, time, modality, attribution, quantities, confidence and trace.

"Warplanes of the Coalition struck hideouts used by the Islamic State, a source said" yields an airstrike with the
Coalition as source, the Islamic State as target, the hideouts as object and the source as reporter.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.extract import event_reference, lexicons, modality, syntax
from kg.extract.attribution import Attribution, Speaker
from kg.extract.event_reference import Told
from kg.extract.place_narrative import with_carried_places
from kg.extract.quantities import victims_of
from kg.extract.roles import Mentions, Roles, add_remote_target, fill, is_a
from kg.extract.settings import add_places
from kg.extract.syntax import Filler
from kg.extract.times import TimeExpression, time_expressions, when_for
from kg.extract.triggers import Trigger, find_triggers, obligations
from kg.ids import event_mention_id
from kg.model import Argument, Document, EventMention, Kind, Mention, Modality, Quantity, Role, Span

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
_SPEECH = frozenset({"02", "03", "05", "10", "11", "12", "13"})  # CAMEO roots whose content is part of the event itself
_VOICED = frozenset({"02", "10", "11", "14"})  # CAMEO roots that a purpose fulfils: "marched to demand"
_ANSWERED = frozenset({"08", "12"})  # CAMEO roots of answers to demands, offers and proposals
_SAID = frozenset(f"{root:02}" for root in range(1, 14))  # CAMEO roots of words and gestures: nothing without a source
_OF_PERSONS, _OF_BODIES = frozenset({"he", "she"}), frozenset({"it", "they"})
_POWERS = frozenset({"GOV", "MIL", "REB"})  # sectors of whom something is demanded
_KIND = frozenset({"04", "05", "06", "07", "08"})
_HARSH = frozenset({"15", "16", "17", "18", "19", "20"})
_BLOWS = frozenset({"17", "18", "19", "20"})  # what hurts; on a patrol men come under fire of others
_MEANS = frozenset({"obl:with", "obl:in", "obl:by", "obl:during", "obl:through", "obl:using"})
_OF_PLACES = frozenset({"capture-of-territory", "occupation"})  # what is taken is the place, not a target
_OFTEN = frozenset("generally usually often always typically regularly routinely commonly frequently normally".split())
_ON_PLACES = frozenset({"armed-attack", "ground-offensive"})  # on a town that somebody holds, as a rule not its people
_INTO = frozenset({"invade", "invasion", "incursion"})  # on a land and its people
_ONGOING = frozenset({"continue", "welcome", "condemn", "follow", "come", "show", "mark", "say", "remain"})
_JOINTLY = frozenset({"coordination", "cooperation", "collaboration", "conjunction", "partnership", "support", "reply"})
_AIMED = frozenset({"military-operation", "ground-offensive", "joint-operation"})  # whose purpose names the target
_ABOUT = frozenset({"in", "over", "for", "against", "on", "about", "to", "with", "at", "from", "between"})


@dataclass(frozen=True, slots=True)
class _Context:
    document: Document
    table: Mentions
    speakers: Attribution
    times: list[TimeExpression]
    roles: dict[int, Roles] = field(default_factory=dict)  # of the events told so far, by token index of the trigger


def event_mentions(document: Document, doc: Doc, table: Mentions) -> list[EventMention]:
    """All event mentions of a text, in order of their triggers."""
    times = list(time_expressions(document.text, document.published, body_start=document.body_start))
    context = _Context(document, table, Attribution(doc, table), times)
    found: list[Told] = []
    for sent in doc.sents:
        if sent.end_char <= document.body_start:
            continue
        triggers = find_triggers(iter(sent), table)
        here = [
            (trigger, event)
            for trigger in triggers
            if trigger.token.idx >= document.body_start and (event := _event(trigger, triggers, context))
        ]
        told = any(event.event_type == "demand" for _, event in here)
        demands = [
            (trigger, event) for trigger in obligations(sent) if not told and (event := _demand(trigger, context))
        ]
        demanded = {trigger.token.i for trigger, _ in demands}
        here = [*(told for told in here if told[0].token.i not in demanded), *demands]
        found += event_reference.linked([*here, *event_reference.bare(list(sent), found, here)])
    return with_carried_places(found, context.roles, doc.sents, table)


def _event(trigger: Trigger, triggers: list[Trigger], context: _Context) -> EventMention | None:
    judgement = modality.judge(trigger.token, trigger.carrier)
    if judgement.reason.startswith(modality.TOPIC):
        return None
    if judgement.reason.startswith(modality.PURPOSE):
        if trigger.row.cameo[:2] not in _VOICED | {"09"}:
            return None
        judgement = modality.ASSERTED if trigger.row.cameo[:2] in _VOICED else judgement
    if _is_content(trigger, triggers, judgement.modality) or (
        judgement.modality is Modality.ASSERTED and _is_habit(trigger)
    ):
        return None
    roles = fill(trigger.row.frame, trigger.slots, context.table)
    speaker = context.speakers.reporter(trigger.token)
    _first_person(roles, trigger, context)
    _reciprocal(roles, trigger)
    _from_governor(roles, trigger, triggers, context.table)
    _from_means(roles, trigger, triggers, context.table)
    _moves_itself(roles, trigger)
    if trigger.row.type in _OF_PLACES:
        roles.drop_places(Role.TARGET)
        _from_holder(roles, trigger, triggers, context.table)
    elif trigger.row.type in _ON_PLACES and trigger.row.trigger not in _INTO:
        _on_place(roles, context.table)
    _from_claim(roles, trigger, context.table)
    if not roles.mentions.get(Role.TARGET) and trigger.row.frame.get("target") and roles.mentions.get(Role.SOURCE):
        add_remote_target(roles, _remote(trigger), context.table, topics=trigger.row.cameo[:2] not in _KIND)
    add_places(roles, trigger.token, trigger.row.frame, trigger.slots, context.table, cameo=trigger.row.cameo)
    others = frozenset(each.token.i for each in triggers if each.row.quantity and each is not trigger)
    quantities = victims_of(trigger.token, trigger.row, context.table, others)
    if not _enough(trigger, roles, quantities, context.table):
        return None
    announced = _announced(trigger, roles, judgement, speaker)
    if announced is not trigger:
        trigger, judgement, quantities = announced, modality.ASSERTED, ()
    context.roles[trigger.token.i] = roles
    return _record(trigger, roles, judgement, (context, speaker, quantities))


def _demand(trigger: Trigger, context: _Context) -> EventMention | None:
    """What somebody says that another must do is a demand: "The militia must disarm, the envoy said"."""
    speaker = context.speakers.reporter(trigger.token)
    roles = fill(trigger.row.frame, trigger.slots, context.table)
    addressed = roles.mentions.get(Role.TARGET, [])
    if speaker is None or not addressed:
        return None
    who = speaker.mention
    known = (who.named or who.sector) and all(each.named or each.sector in _POWERS for each in addressed)
    if not known or any(who.head == each.head for each in addressed):
        return None
    roles.add(Role.SOURCE, who, Filler(speaker.token, f"says what {trigger.token.lower_} must be"))
    return _record(trigger, roles, modality.ASSERTED, (context, None, ()))


def _record(
    trigger: Trigger,
    roles: Roles,
    judgement: modality.Judgement,
    rest: tuple[_Context, Speaker | None, tuple[Quantity, ...]],
) -> EventMention:
    context, speaker, quantities = rest
    token, document = trigger.token, context.document
    span = _trigger_span(trigger)
    if speaker is not None and trigger.row.cameo[:2] in _SAID and speaker.mention.id in roles.ids(Role.SOURCE):
        speaker = None  # to speak is the event itself; a deed that its own doer reports is a claim
    arguments = tuple(Argument(role, mention.id) for role in Role for mention in roles.mentions.get(role, []))
    return EventMention(
        id=event_mention_id(document.id, span.start, span.end, trigger.row.type),
        document_id=document.id,
        trigger=span,
        trigger_text=document.text[span.start : span.end],
        sentence=Span(token.sent.start_char, token.sent.end_char),
        event_type=trigger.row.type,
        arguments=arguments,
        when=when_for(token, context.times, document.published),
        modality=judgement.modality,
        rule=trigger.rule,
        confidence=_confidence(trigger, roles),
        reported_by=speaker.mention.id if speaker else None,
        quantities=quantities,
        weapon=roles.weapon,
        object=roles.object,
        reference=event_reference.reference(token, trigger.row.pos),
        why=_why(trigger, roles, judgement, speaker),
    )


def _trigger_span(trigger: Trigger) -> Span:
    """The trigger's words as they stand together ("opened fire"), else the head alone."""
    token, count = trigger.token, len(trigger.row.trigger.split()) - 1
    if count and trigger.row.pos != "VERB":
        return Span(token.doc[token.i - count].idx, token.idx + len(token))
    if count and token.i + count < len(token.doc):
        last = token.doc[token.i + count]
        if last.lemma_.lower() == trigger.row.trigger.split()[-1] and last.sent == token.sent:
            return Span(token.idx, last.idx + len(last))
    return Span(token.idx, token.idx + len(token))


def _is_content(trigger: Trigger, triggers: list[Trigger], modal: Modality) -> bool:
    """Whether the event is only what another one demands, promises, refuses or answers."""
    roots = {each.token.i: each.row.cameo[:2] for each in triggers if each.token != trigger.token}
    above = [
        (label, next((roots[each.i] for each in syntax.conjuncts(head) if each.i in roots), None))
        for _, label, head in syntax.chain(trigger.token)
    ]
    denied = modal is Modality.NEGATED and any(head.lemma_ == "deny" for _, _, head in syntax.chain(trigger.token))
    if modal is not Modality.ASSERTED and not denied and any(root in _SPEECH for _, root in above):
        return True
    speech_noun = trigger.row.pos == "NOUN" and trigger.row.cameo[:2] in _SPEECH
    return speech_noun and bool(above) and above[0][0] in {"obj", "nsubj:pass"} and above[0][1] in _ANSWERED


def _from_governor(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """The means of a verb shares its sides: "engaged the insurgents with an airstrike", "killed in a raid"."""
    if trigger.row.pos != "NOUN" or trigger.carrier is not None or trigger.row.cameo[:2] not in _HARSH:
        return
    for verb, slot in syntax.governors(trigger.token):
        if slot not in _MEANS or (verb.lemma_.lower(), "VERB") not in lexicons.triggers():
            continue
        above = fill({"source": ("subj",), "target": ("obj",)}, syntax.verb_slots(verb), table)
        harsh = all(other.row.cameo[:2] in _HARSH for other in triggers if other.token == verb)
        for role in (Role.SOURCE, Role.TARGET) if harsh else (Role.SOURCE,):
            if not roles.mentions.get(role):
                for mention, token in zip(above.mentions.get(role, []), above.tokens.get(role, []), strict=False):
                    if not roles.has(mention):
                        roles.add(role, mention, Filler(token, f"{slot} of {verb.lower_}"))


def _moves_itself(roles: Roles, trigger: Trigger) -> None:
    """Who is deployed or withdraws does so: "the deployment of troops", "the withdrawal of Serbian forces"."""
    intransitive = trigger.row.cameo.startswith("15") or trigger.row.type in {"withdrawal", "return", "surrender"}
    if trigger.row.pos == "NOUN" and intransitive and not roles.mentions.get(Role.SOURCE):
        roles.drop_places(Role.TARGET)
        roles.mentions[Role.SOURCE] = roles.mentions.pop(Role.TARGET, [])
        roles.tokens[Role.SOURCE] = roles.tokens.pop(Role.TARGET, [])


def _from_means(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """A verb without a source takes that of its means: "killed in a raid by US forces", "the attacks killed ten"."""
    if trigger.row.pos != "VERB" or roles.mentions.get(Role.SOURCE) or trigger.row.cameo[:2] not in _HARSH:
        return
    for other in triggers:
        slots = {slot for verb, slot in syntax.governors(other.token) if trigger.token in syntax.with_conjuncts(verb)}
        if other.row.pos == "NOUN" and other.row.cameo[:2] in _BLOWS and slots & (_MEANS | {"subj"}):
            inner = fill(other.row.frame, other.slots, table)
            for mention, token in zip(
                inner.mentions.get(Role.SOURCE, []), inner.tokens.get(Role.SOURCE, []), strict=False
            ):
                if mention.id not in roles.ids(Role.TARGET):
                    roles.add(Role.SOURCE, mention, Filler(token, f"source of {other.token.lower_}"))


def _on_place(roles: Roles, table: Mentions) -> None:
    """A town that is attacked is where it happens; a state that is attacked is the target."""
    tokens = list(roles.tokens.get(Role.TARGET, []))
    roles.drop_places(Role.TARGET, states=False)
    for token in tokens:
        if token not in roles.tokens[Role.TARGET] and (place := table.place_at(token)):
            roles.add(Role.PLACE, place, Filler(token, "what is attacked"))


def _from_holder(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """Who held what is taken suffers the loss: "Sirwa was freed after its occupation by the rebels"."""
    if roles.mentions.get(Role.TARGET):
        return
    for other in triggers:
        own = any(child.lower_ == "its" for child in syntax.children(other.token, "nmod:poss"))
        if other.row.type in _OF_PLACES and own and trigger.token in other.token.ancestors:
            held = fill({"source": other.row.frame.get("source", ())}, other.slots, table)
            for mention, token in zip(
                held.mentions.get(Role.SOURCE, []), held.tokens.get(Role.SOURCE, []), strict=False
            ):
                if not roles.has(mention):
                    roles.add(Role.TARGET, mention, Filler(token, f"source of {other.token.lower_}"))


def _from_claim(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Who claims responsibility for a deed is its source: "the bombing, for which the group claimed responsibility"."""
    if trigger.row.pos != "NOUN" or roles.mentions.get(Role.SOURCE) or trigger.row.cameo[:2] not in _HARSH:
        return
    verbs = [each for each in syntax.children(trigger.token, "acl:relcl") if _claims(each)]
    above = trigger.token.head
    if above.lemma_.lower() == "responsibility" and _claims(above.head):
        verbs.append(above.head)
    for verb in verbs:
        claim = fill({"source": ("subj",)}, syntax.verb_slots(verb), table)
        for mention, token in zip(claim.mentions.get(Role.SOURCE, []), claim.tokens.get(Role.SOURCE, []), strict=False):
            roles.add(Role.SOURCE, mention, Filler(token, "claims responsibility"))


def _claims(verb: Token) -> bool:
    objects = syntax.children(verb, "obj")
    return verb.lemma_.lower() == "claim" and any(each.lemma_.lower() == "responsibility" for each in objects)


def _is_habit(trigger: Trigger) -> bool:
    """Whether the sentence tells what somebody always does ("coordinates attacks in the district"), headlines apart."""
    if trigger.token.sent.text.rstrip()[-1:] not in {".", "”", '"'}:
        return False
    verbs = [trigger.token] if trigger.row.pos == "VERB" else [verb for verb, _ in syntax.governors(trigger.token)]
    simple = [verb for verb in verbs if verb.tag_ in {"VBZ", "VBP"} and not syntax.auxiliaries(verb)]
    if not simple or verbs[0].pos_ != "VERB" or verbs[0].lemma_ in _ONGOING:
        return False
    often = any(child.lower_ in _OFTEN for child in syntax.children(simple[0], "advmod"))
    return often or trigger.row.cameo[:2] in {"18", "19", "20"}


def _remote(trigger: Trigger) -> list[Token]:
    """Where a target may hide that no slot of the frame names."""
    names = ["obj", "comp"] + [name for name in trigger.slots if name.startswith("obl:") and name[4:] in _ABOUT]
    fillers = [filler.token for name in names for filler in trigger.slots.get(name, [])]
    starts = [each for each in fillers if not each.ent_type_ and each.lemma_.lower() not in _JOINTLY]
    if trigger.row.cameo[:2] in _VOICED or trigger.row.type in _AIMED:
        starts += syntax.purposes(trigger.carrier or trigger.token)
    return starts


def _announced(trigger: Trigger, roles: Roles, judgement: modality.Judgement, speaker: Speaker | None) -> Trigger:
    """An announced kindness is a promise, an announced or conditional blow a threat (PLOVER codes the announcement)."""
    row, root = trigger.row, trigger.row.cameo[:2]
    if trigger.row.pos == "ADJ" or not roles.mentions.get(Role.SOURCE) or root in _SPEECH - {"05"}:
        return trigger
    verb = trigger.carrier or trigger.token
    if judgement.modality is Modality.FUTURE and syntax.has_condition(verb):
        return replace(trigger, row=replace(row, type="threat", cameo="130"), rule=f"{trigger.rule}, conditional")
    own = speaker is not None and (roles.has(speaker.mention) or speaker.mention.country in _countries(roles))
    if judgement.modality is Modality.FUTURE and root in _KIND - {"04", "06"} and (own or row.pos == "VERB"):
        return replace(trigger, row=replace(row, type="promise", cameo="030"), rule=f"{trigger.rule}, announced")
    if judgement.modality is Modality.FUTURE and root in _HARSH and own:
        return replace(trigger, row=replace(row, type="threat", cameo="130"), rule=f"{trigger.rule}, announced")
    return trigger


def _countries(roles: Roles) -> set[str]:
    return {each.country for each in roles.mentions.get(Role.SOURCE, []) if each.country}


def _first_person(roles: Roles, trigger: Trigger, context: _Context) -> None:
    for slot in trigger.row.frame.get("source", ()):
        for filler in trigger.slots.get(slot, []):
            mention = context.speakers.first_person(filler.token) or _own_words(filler.token, context)
            if mention is not None and not roles.mentions.get(Role.SOURCE):
                roles.add(Role.SOURCE, mention, Filler(filler.token, "speaker"))


def _own_words(pronoun: Token, context: _Context) -> Mention | None:
    """Who is meant by a pronoun that nothing else explains, in what its speaker says: "The army said it had left"."""
    if pronoun.tag_ != "PRP" or context.table.actor_at(pronoun) is not None:
        return None
    speaker = context.speakers.reporter(pronoun)
    if speaker is None or speaker.token.sent != pronoun.sent or speaker.token.i > pronoun.i:
        return None
    person = speaker.mention.kind is Kind.PERSON
    return speaker.mention if pronoun.lower_ in (_OF_PERSONS if person else _OF_BODIES) else None


def _reciprocal(roles: Roles, trigger: Trigger) -> None:
    """Both sides of a meeting, an agreement or a clash are its sources and its targets."""
    if not trigger.row.reciprocal:
        return
    sources, targets = roles.mentions.get(Role.SOURCE, []), roles.mentions.get(Role.TARGET, [])
    if len(sources) >= 2 and not targets:
        for mention, token in list(zip(sources, roles.tokens[Role.SOURCE], strict=False)):
            roles.add(Role.TARGET, mention, Filler(token, "reciprocal"))
    elif len(targets) >= 2 and not sources:
        for mention, token in list(zip(targets, roles.tokens[Role.TARGET], strict=False)):
            roles.add(Role.SOURCE, mention, Filler(token, "reciprocal"))


def _enough(trigger: Trigger, roles: Roles, quantities: tuple[Quantity, ...], table: Mentions) -> bool:
    """Whether the sentence says enough for an event: somebody who acts or suffers, victims, or a place."""
    if trigger.rule == "noun" and not trigger.slots.keys() - {"mod"}:
        return False
    if (
        trigger.rule in {"participle", "verb-participle"}
        and trigger.row.cameo[:2] in _SAID
        and not roles.mentions.get(Role.SOURCE)
    ):
        return False
    if roles.mentions.get(Role.SOURCE) or roles.mentions.get(Role.TARGET) or quantities:
        return True
    harsh = trigger.row.cameo[:2] in {"18", "19", "20", "14", "17", "15"}
    return harsh and bool(roles.mentions.get(Role.PLACE) or _hits_object(trigger, table))


def _hits_object(trigger: Trigger, table: Mentions) -> bool:
    """Whether a thing that can be hit is named where nobody is: "the attack on an aid convoy"."""
    if trigger.row.cameo[:2] not in {"18", "19", "20"}:
        return False
    slots = [slot for slot in trigger.row.frame.get("target", ()) if slot != "comp.target"]
    fillers = [filler.token for slot in slots for filler in trigger.slots.get(slot, [])]
    return any(is_a(each, name, table) for each in fillers for name in ("building", "vehicle", "territory"))


def _confidence(trigger: Trigger, roles: Roles) -> float:
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
