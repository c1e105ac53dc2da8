"""Scores of the language pipeline on annotated corpora: syntax, sentences, entities, capitals, speed.

Syntax and entities are scored on gold words, sentences on raw text. Entities of corpus and pipeline are brought
to one convention first (kg.language.conventions): no titles, articles and possessives in names.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kg.language import load
from kg.language.component import KgEncoder
from kg.language.conventions import LABELS, normal_spans, to_spans
from kg.language.train.data import Sentence, read_conllu, read_entities

Document = list[Sentence]
ROUNDS = 3
"""Timings: the median of so many rounds, the pipelines by turns."""


def evaluate(corpora: Path, speed: bool = True, nlp: Language | None = None) -> dict[str, Any]:
    """All scores in percent, speeds in words per second.

    corpora: folder with syntax/ and entities/; speed: also time the pipeline next to spaCy's small architecture
    and measure its load; nlp: another pipeline with kg_encoder than the shipped one.
    """
    nlp = nlp or load()
    test = read_conllu(corpora / "syntax/test.conllu.gz")
    dev = read_conllu(corpora / "syntax/dev.conllu.gz")
    names = read_entities(corpora / "entities/dev.jsonl.gz")
    result: dict[str, Any] = {
        "test": syntax(nlp, test) | sentences(nlp, test),
        "test, own sentences": syntax(nlp, test, given=False),
        "dev": syntax(nlp, dev) | sentences(nlp, dev),
        "dev, capitals": syntax(nlp, dev, upper=True),
        "entities": entities(nlp, names),
        "entities by source": {
            source: entities(nlp, [s for s in names if s.source == source])["PER ORG LOC"]
            for source in sorted({s.source for s in names})
        },
        "entities, capitals": entities(nlp, names, upper=True),
    }
    if speed:
        train = read_conllu(corpora / "syntax/train.conllu.gz")
        result["speed"] = speeds(nlp, small(train), [raw_text(d) for d in test]) | cost()
    return result


def syntax(nlp: Language, documents: Iterable[Document], given: bool = True, upper: bool = False) -> dict[str, float]:
    """UAS, LAS and accuracy of UPOS, XPOS and features, on gold words, punctuation included.

    given: gold sentence starts, otherwise the pipeline's own; upper: all words in capitals.
    """
    right: Counter[str] = Counter()
    total = 0
    for document in documents:
        words = [word.upper() if upper else word for s in document for word in s.words]
        starts: list[bool | int | None] | None = None
        if given:
            starts = [not position for s in document for position in range(len(s.words))]
        doc = _annotate(nlp, words, starts)
        first = 0
        for sentence in document:
            for position, token in enumerate(doc[first : first + len(sentence.words)]):
                head = 0 if token.head.i == token.i else token.head.i - first + 1
                attached = head == sentence.heads[position]
                right["UAS"] += attached
                right["LAS"] += attached and token.dep_.lower() == sentence.deprel[position]
                right["UPOS"] += token.pos_ == sentence.upos[position]
                right["XPOS"] += token.tag_ == sentence.xpos[position]
                right["FEATS"] += (str(token.morph) or "_") == sentence.feats[position]
            first += len(sentence.words)
        total += first
    return {name: round(100 * right[name] / total, 2) for name in ("LAS", "UAS", "UPOS", "XPOS", "FEATS")}


def entities(nlp: Language, gold: Iterable[Sentence], upper: bool = False) -> dict[str, float]:
    """F1 of exact spans per label, and of persons, organisations and places together; sentences stand alone."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for sentence in gold:
        doc = _annotate(nlp, [word.upper() if upper else word for word in sentence.words], None)
        ours = set(normal_spans(sentence.words, [(e.start, e.end, e.label_) for e in doc.ents]))
        theirs = set(to_spans(sentence.tags))
        for counts, spans in ((right, ours & theirs), (found, ours), (wanted, theirs)):
            counts.update(label for _, _, label in spans)
            counts["PER ORG LOC"] += sum(label != "MISC" for _, _, label in spans)
    return {name: _f1(right[name], found[name], wanted[name]) for name in ("PER ORG LOC", *LABELS)}


def sentences(nlp: Language, documents: Iterable[Document]) -> dict[str, float]:
    """F1 of sentences in raw text: of those that begin and end where the gold ones do, and of their starts alone."""
    counts: Counter[str] = Counter()
    for document in documents:
        gold, end = set(), 0
        for sentence in document:
            gold.add((end, end + len(sentence.text)))
            end += len(sentence.text) + 1
        doc = nlp.get_pipe("kg_encoder")(nlp.make_doc(raw_text(document)))
        ours = {(s.start_char, s.start_char + len(s.text.rstrip())) for s in doc.sents}
        counts["right"] += len(ours & gold)
        counts["right starts"] += len({start for start, _ in ours} & {start for start, _ in gold})
        counts["found"] += len(ours)
        counts["wanted"] += len(gold)
    names = {"sentences": "right", "sentence starts": "right starts"}
    return {name: _f1(counts[right], counts["found"], counts["wanted"]) for name, right in names.items()}


def raw_text(document: Document) -> str:
    """A document as running text: its sentences with a space between."""
    return " ".join(sentence.text for sentence in document)


def small(train: list[Document]) -> Language:
    """A pipeline of the architecture of spaCy's small models, trained just enough to behave like one.

    Hash embeddings and a CNN (spaCy's defaults, as in en_core_web_sm) under tagger and parser, another under the
    entity recogniser, and the rule lemmatizer.
    """
    nlp = spacy.blank("en")
    source = {"model": {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}}}
    nlp.add_pipe("tok2vec")
    for name in ("tagger", "parser"):
        nlp.add_pipe(name, config=source)
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.add_pipe("ner")
    examples = []
    for sentence in [s for d in train[:60] for s in d]:
        heads = [position if not h else h - 1 for position, h in enumerate(sentence.heads)]
        doc = Doc(
            nlp.vocab,
            words=sentence.words,
            tags=sentence.xpos,
            pos=sentence.upos,
            heads=heads,
            deps=sentence.deprel,
            ents=sentence.tags or ["O"] * len(heads),
        )
        examples.append(Example(nlp.make_doc(doc.text), doc))
    examples[0].reference.ents = [spacy.tokens.Span(examples[0].reference, 0, 1, "PER")]
    optimizer = nlp.initialize(lambda: examples)
    for start in range(0, len(examples), 32):
        nlp.update(examples[start : start + 32], sgd=optimizer)
    return nlp


def speeds(ours: Language, theirs: Language, texts: list[str]) -> dict[str, float]:
    """Words per second from text to finished Doc of both, their ratio, and the share of processor time that is
    spent around kg's encoder."""
    encoder = ours.get_pipe("kg_encoder")
    assert isinstance(encoder, KgEncoder)
    measured: dict[str, list[float]] = {"kg": [], "small": [], "around": []}
    for _ in range(ROUNDS):
        inside, processor = encoder.encoder.seconds, time.process_time()
        seconds, words = _time(ours, texts)
        measured["kg"].append(words / seconds)
        inside, processor = encoder.encoder.seconds - inside, time.process_time() - processor
        measured["around"].append(100 * (1 - inside / processor))
        seconds, words = _time(theirs, texts)
        measured["small"].append(words / seconds)
    middle = {name: median(values) for name, values in measured.items()}
    return {
        "words/s": round(middle["kg"]),
        "words/s, small CNN": round(middle["small"]),
        "ratio": round(middle["kg"] / middle["small"], 2),
        "around the encoder %": round(middle["around"], 1),
    }


def cost() -> dict[str, float]:
    """Seconds to load the pipeline in a fresh process (imports apart), and its memory afterwards in MB (Linux)."""
    code = (
        "import time, spacy, kg.language as l; t = time.perf_counter(); l.load()('Kofi Annan met them.');"
        "s = time.perf_counter() - t;"
        "m = [x.split()[1] for x in open('/proc/self/status') if x.startswith('VmRSS')][0]; print(s, m)"
    )
    seconds, kilobytes = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    return {"load s": round(float(seconds), 2), "resident MB": round(int(kilobytes) / 1024)}


def _time(nlp: Language, texts: list[str]) -> tuple[float, int]:
    began = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return time.perf_counter() - began, words


def _annotate(nlp: Language, words: list[str], starts: list[bool | int | None] | None) -> Doc:
    doc: Doc = nlp.get_pipe("kg_encoder")(Doc(nlp.vocab, words=words, sent_starts=starts))
    return doc


def _f1(right: int, found: int, wanted: int) -> float:
    return round(200 * right / (found + wanted), 2) if found + wanted else 0.0
