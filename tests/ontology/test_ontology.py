import json
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from kg import ids, vocab
from kg.model import Kind, Modality
from kg.rdf.shacl import validate
from kg.resources import ontology_path

FILES = sorted(ontology_path("").glob("*.ttl"))
EXAMPLES = sorted(ontology_path("examples").glob("broken-*.ttl"))
TOPS = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST"}
TOPS |= {"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(ontology_path("kg.ttl"))


@pytest.fixture(scope="module")
def types() -> Graph:
    return Graph().parse(ontology_path("event-types.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology_path("shapes.ttl"))


def own(graph: Graph) -> set[str]:
    return {str(s).removeprefix(ids.ONTOLOGY) for s in graph.subjects() if str(s).startswith(ids.ONTOLOGY)}


def test_vocabulary_is_the_ontology(terms):
    assert own(terms) == {name for name in vocab.KG.__annotations__ if not name.startswith("_")}


def test_a_misspelt_term_is_an_error():
    for namespace in (vocab.KG, vocab.SEM, vocab.PROV, vocab.SCHEMA, vocab.DCTERMS, vocab.SKOS, vocab.TIME):
        with pytest.raises(AttributeError):
            _ = namespace.sorceActor


def test_every_kind_and_modality_has_its_term(terms):
    assert set(vocab.CLASS_OF_KIND) == set(Kind)
    for found in vocab.CLASS_OF_KIND.values():
        assert (found, RDF.type, OWL.Class) in terms
    for modality in Modality:
        assert (vocab.MODALITIES[modality], RDF.type, vocab.KG.Modality) in terms


def test_every_term_is_documented(terms):
    for name in own(terms):
        term = URIRef(ids.ONTOLOGY + name)
        for needed in (RDFS.label, SKOS.definition, SKOS.example):
            assert len(list(terms.objects(term, needed))) == 1, (name, needed)
        assert str(terms.value(term, SKOS.definition)).endswith((".", ").")), name


def test_every_term_is_written_or_asked_for(terms):
    root = Path(vocab.__file__).parent.parent
    files = [*root.glob("kg/**/*.py"), *root.glob("queries/**/*.rq"), *ontology_path("").glob("*.ttl")]
    text = "\n".join(f.read_text("utf-8") for f in files if f.name not in ("kg.ttl",))
    abstract = {"Modality", *Modality}
    for name in own(terms):
        assert len(re.findall(rf"(?:KG\.|kg:){name}\b", text)) >= 1 or name in abstract, name


def test_properties_have_no_domain_and_no_range(terms):
    assert not list(terms.subject_objects(RDFS.domain)) + list(terms.subject_objects(RDFS.range))


def test_sixteen_types_of_plover_are_the_top(types):
    scheme = URIRef(ids.EVENT_TYPE)
    assert {str(t).removeprefix(ids.EVENT_TYPE) for t in types.subjects(SKOS.topConceptOf, scheme)} == TOPS
    assert len(TOPS) == 16


def test_every_event_type_is_documented(types):
    concepts = set(types.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) >= 16 + 60
    for concept in concepts:
        assert ids.event_type_iri(str(concept).removeprefix(ids.EVENT_TYPE)) == str(concept)
        for needed in (SKOS.prefLabel, SKOS.definition, SKOS.example):
            assert len(list(types.objects(concept, needed))) == 1, (concept, needed)
        codes = [str(c) for c in types.objects(concept, SKOS.notation)]
        assert codes and all(re.fullmatch(r"(0[2-9]|1\d|20)\d{0,2}", c) for c in codes), concept
        matches = [str(m) for m in types.objects(concept, SKOS.closeMatch)]
        assert len(matches) + len(list(types.objects(concept, SKOS.note))) == 1, concept
        assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", m) for m in matches)


def test_labels_and_wikidata_classes_are_unique(types):
    for predicate in (SKOS.prefLabel, SKOS.closeMatch, SKOS.example):
        values = list(types.objects(None, predicate))
        values = [v for v in values if isinstance(v, Literal | URIRef)]
        assert len(values) == len(set(values)), predicate


def test_concrete_types_are_one_step_below_a_top(types):
    for concept in types.subjects(RDF.type, SKOS.Concept):
        above = [str(b).removeprefix(ids.EVENT_TYPE) for b in types.objects(concept, SKOS.broader)]
        assert (above and above[0] in TOPS and len(above) == 1) or not above
        assert bool(above) != bool(list(types.objects(concept, SKOS.topConceptOf)))


def test_codes_lie_in_the_categories_of_their_top(types):
    strays = {"RETREAT": {"08"}, "CONCEDE": {"05"}, "MOBILIZE": set(), "COERCE": {"18", "19", "20"}, "ACCUSE": set()}
    for concept, top in types.subject_objects(SKOS.broader):
        name = str(top).removeprefix(ids.EVENT_TYPE)
        roots = {str(c)[:2] for c in types.objects(top, SKOS.notation)} | strays.get(name, set())
        if name == "ASSAULT":
            roots |= {"17"}
        assert {str(c)[:2] for c in types.objects(concept, SKOS.notation)} <= roots, concept


def test_alignments_speak_of_known_terms(terms):
    known = own(terms)
    for path in FILES:
        if path.name.startswith("align-"):
            for triple in Graph().parse(path):
                for node in triple:
                    if str(node).startswith(ids.ONTOLOGY):
                        assert str(node).removeprefix(ids.ONTOLOGY) in known, (path.name, node)


def test_shapes_speak_of_known_terms_and_say_what_to_do(terms, shapes):
    used = {str(o).removeprefix(ids.ONTOLOGY) for o in shapes.objects() if str(o).startswith(ids.ONTOLOGY)}
    assert used <= own(terms)
    for property_shape in shapes.objects(None, SH.property):
        message = str(shapes.value(property_shape, SH.message))
        assert len(message) > 40 and message.endswith("."), message


def test_good_example_conforms():
    assert validate(ontology_path("examples/good.ttl")) == []


def test_every_shape_has_an_example_that_breaks_it(shapes):
    names = {str(s).rsplit("/", 1)[-1].lower() for s in shapes.subjects(RDF.type, SH.NodeShape)}
    assert {path.stem.removeprefix("broken-") for path in EXAMPLES} == names


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_broken_example_breaks_its_shape_and_only_it(path):
    broken = {violation.shape.rsplit("/", 1)[-1].lower() for violation in validate(path)}
    assert broken == {path.stem.removeprefix("broken-")}


def test_context_knows_every_property(terms):
    context = json.loads(ontology_path("context.jsonld").read_text("utf-8"))["@context"]
    defined = {entry["@id"].removeprefix("kg:") for entry in context.values() if isinstance(entry, dict)}
    properties = set(terms.subjects(RDF.type, OWL.ObjectProperty)) | set(terms.subjects(RDF.type, OWL.DatatypeProperty))
    assert {str(p).removeprefix(ids.ONTOLOGY) for p in properties} <= defined


def test_files_parse_and_name_valid_iris():
    assert len(FILES) >= 9
    for path in FILES:
        for term in {t for triple in Graph().parse(path) for t in triple if isinstance(t, URIRef)}:
            NamedNode(str(term))


def test_every_file_states_its_terms_once(terms, types):
    kgn = Namespace(ids.ONTOLOGY)
    assert (URIRef(ids.ONTOLOGY[:-1]), RDF.type, OWL.Ontology) in terms
    assert types.value(URIRef(ids.EVENT_TYPE), DCTERMS.license)
    assert terms.value(kgn.sourceActor, RDFS.subPropertyOf) == vocab.SEM.hasActor
