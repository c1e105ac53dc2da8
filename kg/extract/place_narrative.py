"""The place of an event whose sentence gives none: carried over from what the text told before.

"Soldiers surrounded a compound in Sirwa on Sunday. The soldiers arrested five men." tells of one operation. A place is
carried over only along a story of force in the past, to an event with somebody who was spoken of before, and up to
the sentence that begins another story ("Elsewhere", "a separate patrol"). What stands in the paragraphs below a heading
("Helmand province:") happened there.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.event_reference import Told
from kg.extract.lexicons import FORCE, OF_PLACES
from kg.extract.names import place_noun
from kg.extract.parse import ends_line, sentence, tokens_of, whole_text, words_of
from kg.extract.roles import Mentions, Roles
from kg.extract.settings import STATIC
from kg.extract.time_narrative import is_narrative
from kg.extract.triggers import Trigger
from kg.model import Argument, EventMention, Mention, Modality, Reference, Role, When

INHERITED = "inherited place"  # part of the rule's name
_CAUTION = 0.1  # confidence that an event with a carried place loses
_STORY = timedelta(days=7)  # a story may go on for so long
_LOOK_BACK = 6  # sentences from the one that names the place
_ELSEWHERE = frozenset({"elsewhere", "meanwhile", "separately", "earlier", "previously"})
_OTHER = frozenset({"separate", "another", "similar", "different", "other", "second", "third"})
_KNOWN = frozenset({"this", "that", "these", "those", "both", "its", "their", "his", "her"})
_AREAS = frozenset({"country", "nation", "state", "province", "region", "governorate", "district", "area"})
_HEADING = 8  # tokens of a heading at most, its colon and the end of its line included
_RELATIVE = "verb-relative"  # "vowed revenge for the men whom it killed" tells of another time and place
_NO_OFFICE = frozenset({None, "CVL"})  # sectors of crowds and men; "the army" is not spoken of before


@dataclass(frozen=True, slots=True)
class _Setting:
    place: Mention
    when: When | None  # the day that its own words give it
    nouns: frozenset[str]  # lemmas of those who were spoken of since
    heading: bool = False  # whether it heads the paragraph: "Shan State - Troops ..."


@dataclass(frozen=True, slots=True)
class _Step:
    """An event mention with the words that it was made of."""

    trigger: Trigger
    event: EventMention
    roles: Roles


def with_carried_places(
    told: Sequence[Told],
    roles: Mapping[int, Roles],
    sents: Iterable[Tokens],
    table: Mentions,
    *,
    entries: Container[int] = (),
) -> list[EventMention]:
    """The event mentions in the order of the text, those of a story with the place where it happens.

    `roles` are the filled ones by token index of the trigger; a noun that only refers back has none. `entries` are the
    token indices at which another story begins (kg.extract.entries).
    """
    by_sentence: dict[int, list[_Step]] = {}
    for trigger, event in told:
        step = _Step(trigger, event, roles.get(trigger.token.i, Roles()))
        by_sentence.setdefault(sentence(trigger.token).start, []).append(step)
    result: list[EventMention] = []
    setting, age, top = None, 0, None
    for sent in sents:
        here = by_sentence.get(sent.start, [])
        if _is_line(sent):
            top = _line_place(sent, table)
        if sent.start in entries or _begins_another(sent):
            setting = None
        if _begins_paragraph(sent) and (top is not None or (setting is not None and setting.heading)):
            setting, age = _Setting(top, None, frozenset(), heading=True) if top else None, 0
        if setting is not None and age < _LOOK_BACK and not any(_named_places(sent, table)):
            fresh = {actor.id: actor for token in words_of(sent) if (actor := table.actor_at(token))} if here else {}
            goes_on = setting.heading or any(_goes_on(step, setting, fresh) for step in here)
            result += [_carried(step, setting) if goes_on else step.event for step in here]
            setting, age = replace(setting, nouns=setting.nouns | _nouns(sent)), age + 1
            continue
        result += [step.event for step in here]
        if place := _place_of(sent, here, table):
            setting, age = _Setting(place, _day_of(here), _nouns(sent)), 0
        elif area := _headed(sent, table):
            setting, age = _Setting(area, None, frozenset(), heading=True), 0
        elif any(_named_places(sent, table)):
            setting = None
    return sorted(result, key=lambda mention: mention.trigger)


def _begins_another(sent: Tokens) -> bool:
    """Whether the sentence says that it tells of something else."""
    if any(token.lower_ in _ELSEWHERE for token in words_of(sent)[:2]):
        return True
    root = sent.root
    fronted = [noun for _, noun in syntax.obliques(root) if noun.i < root.i]
    subjects = syntax.children(root, "nsubj", "nsubj:pass")
    return any(child.lower_ in _OTHER for noun in [*fronted, *subjects] for child in noun.children)


def _named_places(sent: Tokens, table: Mentions) -> Iterator[Mention]:
    """The places that a sentence names, those inside the name of an actor left out."""
    for token in words_of(sent):
        place = table.place_at(token)
        if place is not None and place.named and table.actor_at(token) is None:
            yield place


def _headed(sent: Tokens, table: Mentions) -> Mention | None:
    """The area that heads a paragraph: "Shan State -"."""
    if not whole_text(sent.doc)[sent.start_char : sent.end_char].rstrip().endswith(("-", "–", "—")):
        return None
    area = any(place_noun(token) == "region" for token in words_of(sent))  # a town is where it was written
    return next(_named_places(sent, table), None) if area and not syntax.is_verbal(sent.root) else None


def _is_line(sent: Tokens) -> bool:
    """Whether a sentence is a heading: a line of its own without a verb."""
    short = _begins_paragraph(sent) or sent.start == 0
    words = words_of(sent)
    return short and len(words) <= _HEADING and ends_line(words[-1]) and not syntax.is_verbal(sent.root)


def _line_place(sent: Tokens, table: Mentions) -> Mention | None:
    """The one place that a heading names and nothing else: "Helmand province:"; all paragraphs below it tell of it."""
    words = [word for word in words_of(sent) if not word.is_punct and not word.is_space and word.lower_ != "the"]
    found = {place.id: place for word in words if (place := table.place_at(word)) is not None}
    if len(found) != 1 or any(table.place_at(word) is None for word in words):
        return None
    (place,) = found.values()
    opens = sent.start == 0 and not any(word.text == ":" for word in words_of(sent))  # the title, or a dateline
    return None if opens or not place.named else place


def _begins_paragraph(sent: Tokens) -> bool:
    return sent.start > 0 and ends_line(tokens_of(sent.doc)[sent.start - 1])


def _nouns(sent: Tokens) -> frozenset[str]:
    return frozenset(token.lemma_.lower() for token in words_of(sent) if token.pos_ in {"NOUN", "PROPN"})


def _place_of(sent: Tokens, here: Sequence[_Step], table: Mentions) -> Mention | None:
    """Where the sentence sets its story: the one place of its events of force, else that of its main verb."""
    found = [m for step in here if _is_story(step) for m in step.roles.mentions.get(Role.PLACE, [])]
    if not here and syntax.is_verbal(sent.root) and is_narrative(sent.root):
        found = [p for noun in syntax.nouns_behind(sent.root, *STATIC) if (p := table.place_at(noun))]
    return found[0] if found and len({m.id for m in found}) == 1 else None


def _is_story(step: _Step) -> bool:
    if step.trigger.token.tag_ == "VBG" and syntax.marks(step.trigger.token):
        return False  # "accused the police of torturing detainees"
    force = step.trigger.row.root in FORCE and step.event.event_type not in OF_PLACES
    return force and step.event.modality is Modality.ASSERTED and is_narrative(step.trigger.token)


def _carried(step: _Step, setting: _Setting) -> EventMention:
    """The event with the place of the story."""
    event = step.event
    if (
        _is_of_another_day(event.when, setting.when)
        or event.reference is Reference.BACK
        or step.roles.mentions.get(Role.PLACE)
        or not _is_story(step)
        or step.event.rule == _RELATIVE
        or _has_area(step.trigger.token)
    ):
        return event
    return replace(
        event,
        arguments=(*event.arguments, Argument(Role.PLACE, setting.place.id)),
        rule=f"{event.rule}, {INHERITED}",
        confidence=round(event.confidence - _CAUTION, 2),
        why=(*event.why, f"place: {setting.place.text} (carried over from a sentence before)"),
    )


def _has_area(trigger: Token) -> bool:
    """Whether an event has an area of its own that no name tells: "arrested ten across the province"."""
    words = [word for word in trigger.subtree if word.lower_ in {"across", "throughout"}]
    return any(word.head.lemma_ in _AREAS for word in words)


def _day_of(here: Sequence[_Step]) -> When | None:
    days = [step.event.when for step in here if _is_story(step) and step.event.when.text]
    return days[0] if days else None


def _is_of_another_day(one: When, two: When | None) -> bool:
    """Whether words give both their days, and one ended before the other began: "linked to the May 28 bombing"."""
    if two is None or one.inherited or not one.text:
        return False
    ends = one.latest and two.earliest and one.latest < two.earliest - _STORY
    return bool(ends or (two.latest and one.earliest and two.latest < one.earliest - _STORY))


def _goes_on(step: _Step, setting: _Setting, fresh: Mapping[str, Mention]) -> bool:
    """Whether somebody of the event was spoken of before; `fresh` are the actors of its own sentence, by id."""
    told = [each for role in (Role.SOURCE, Role.TARGET) for each in step.roles.filled(role)]
    if not told and any(filler.token.pos_ == "PRON" for filler in step.trigger.slots.get("subj", [])):
        return False  # nobody knows who "it" is
    return not told or any(_is_known(mention, token, setting, fresh) for mention, token in told)


def _is_known(mention: Mention, token: Token, setting: _Setting, fresh: Mapping[str, Mention]) -> bool:
    """A pronoun, "these men", "the crowd" or a noun of those sentences; "the parliament" every country has."""
    words = {child.lower_ for child in token.children}
    itself = mention.id if mention.span.start != token.idx else ""  # a speaker, whom the pronoun means
    if token.pos_ == "PRON" and (meant := fresh.get(mention.antecedent_id or itself)) is not None:
        return meant.head.lower() in setting.nouns  # "the mission said it had sent help"
    if (
        token.pos_ == "PRON"
        or not _KNOWN.isdisjoint(words)
        or ("the" in words and not mention.named and mention.sector in _NO_OFFICE)
    ):
        return True
    return token.lemma_.lower() in setting.nouns
