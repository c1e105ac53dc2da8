"""The events of one document as a person reads them: who did what to whom, where, when, who says so, how certain."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from kg.model import Entity, Event, EventMention, Graph, Modality, Span, When

_STYLE = {
    Modality.ASSERTED: "bold green",
    Modality.NEGATED: "bold red",
    Modality.FUTURE: "bold cyan",
    Modality.HYPOTHETICAL: "bold yellow",
    Modality.HISTORICAL: "bold blue",
}


def event_texts(graph: Graph, *, why: bool = False) -> Iterator[Text]:
    """One block of lines for each event, in the order of the text; with `why` also how it was found."""
    entities = {e.key: e for e in graph.entities}
    links = {link.entity_key: link for link in graph.links}
    mentions = {m.id: m for m in graph.event_mentions}
    for event in graph.events:
        told = [mentions[i] for i in event.event_mention_ids]
        block = Text()
        block.append(event.event_type, _STYLE[event.modality])
        block.append(f"  {event.modality}, confidence {event.confidence:.2f}\n", "dim")
        for name, value in _facts(event, entities):
            block.append(f"  {name:<8} ", "bold").append(value + "\n")
        for sentence in dict.fromkeys(mention.sentence for mention in told):
            here = [mention for mention in told if mention.sentence == sentence]
            block.append("  says     ", "bold").append_text(_sentence(graph, sentence, here)).append("\n")
            for mention in here if why else ():
                block.append(f"  why      {mention.rule}\n", "dim")
                for step in mention.why:
                    block.append(f"           {step}\n", "dim")
        if why:
            for key in dict.fromkeys((*event.sources, *event.targets, *event.places)):
                link = links.get(key)
                if link:
                    found = f"{link.qid} ({link.score:.2f}, {link.method})" if link.qid else f"no item: {link.reason}"
                    block.append(f"  link     {entities[key].label}: {found}\n", "dim")
        yield block


def coreference_text(graph: Graph) -> Text:
    """What each name or phrase was taken to refer to, and by which rule."""
    by_id = {m.id: m for m in graph.mentions}
    block = Text()
    for mention in graph.mentions:
        if mention.antecedent_id in by_id:
            antecedent = by_id[mention.antecedent_id].text
            block.append(f"  {mention.text!r} is {antecedent!r} ({mention.antecedent_rule})\n", "dim")
    return Text("refers to\n", "bold").append_text(block) if block else block


def _facts(event: Event, entities: dict[str, Entity]) -> Iterator[tuple[str, str]]:
    def labels(keys: tuple[str, ...]) -> str:
        return "; ".join(entities[k].label for k in keys)

    yield "who", labels(event.sources) or "not said"
    if event.targets:
        yield "to whom", labels(event.targets) + (f" ({event.object})" if event.object else "")
    elif event.object:
        yield "to what", event.object
    if event.places:
        yield "where", labels(event.places)
    yield "when", describe_when(event.when)
    if event.weapon:
        yield "with", event.weapon
    for q in event.quantities:
        high = "or more" if q.high is None else f"to {q.high}" if q.high != q.low else ""
        yield q.what, f"{q.low} {high}".strip() + f' ("{q.text}")'
    if event.reported_by:
        yield "source", labels(event.reported_by)


def describe_when(when: When) -> str:
    """A time as a person writes it; says so where only the publication date is known."""
    if not when.earliest and not when.latest:
        return "not said"
    one_day = when.earliest == when.latest
    days = str(when.earliest) if one_day else f"{when.earliest or '…'} to {when.latest or '…'}"
    if when.from_publication:
        return days + " (the day of publication; the text gives none)"
    return days + (" (from the context; the sentence gives none)" if when.inherited else "")


def _sentence(graph: Graph, sentence: Span, told: Sequence[EventMention]) -> Text:
    """The sentence with the triggers and the arguments of its event mentions highlighted."""
    start, end = sentence.start, sentence.end
    text = Text(graph.document.text[start:end].replace("\n", " ").rstrip())
    by_id = {m.id: m for m in graph.mentions}
    for argument in (a for mention in told for a in mention.arguments):
        span = by_id[argument.mention_id].span
        if start <= span.start and span.end <= end:
            text.stylize("underline", span.start - start, span.end - start)
    for mention in told:
        text.stylize("bold reverse", mention.trigger.start - start, mention.trigger.end - start)
    return text
