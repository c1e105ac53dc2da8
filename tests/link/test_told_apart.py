"""Links where two things share a name: towns, provinces, states, bodies and those who left them."""

from datetime import date

import pytest

from kg.config import load_settings
from kg.model import Document, Entity, Graph, Kind
from kg.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(load_settings())


def graph(pipeline: Pipeline, text: str) -> Graph:
    found = pipeline.graph_of(Document("d", text, published=date(2023, 6, 1)))
    assert isinstance(found, Graph)
    return found


def called(found: Graph, text: str, kind: Kind | None = Kind.PLACE) -> Entity:
    """The entity of the mention with this text."""
    by_key = {e.key: e for e in found.entities}
    keys = (found.entity_of[m.id] for m in found.mentions if m.text == text and m.id in found.entity_of)
    return next(by_key[key] for key in keys if kind is None or by_key[key].kind is kind)


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Fighters torched a school near Mambasa, the Congolese army said.", "Mambasa", "place/mambasa"),
        ("Police detained six men in Mambasa, Kenya's government said.", "Mambasa", "city/186301"),
        ("Soldiers killed two men in Lubiri territory, Ituri, on Monday.", "Ituri", "region/cod-ituri"),
        ("Sudanese soldiers attacked a convoy near Leer, Unity State.", "Unity State", "region/ssd-unity"),
        ("President Mahamat Deby of Chad visited Abeche and Faya.", "Faya", "city/2432678"),
        ("Peacekeepers withdrew from South Kivu in May.", "South Kivu", "region/cod-south-kivu"),
        ("A governor of Georgia met voters in Atlanta.", "Georgia", "region/usa-georgia"),
        ("Police in San Jose, California, detained a man.", "California", "region/usa-california"),
        ("Dominican police detained a man in Santiago.", "Santiago", "city/3492914"),
        ("Houthi fighters shelled the port of Hodeidah.", "port of Hodeidah", "city/79415"),
        ("Police killed two rebels in Herat City, Afghanistan.", "Herat City", "city/1140026"),
        ("Sudanese soldiers killed three men in El Geneina.", "El Geneina", "city/379303"),
        ("Somali troops clashed with rebels in Ras Kamboni.", "Ras Kamboni", "place/ras-kamboni"),
        ("Police in Perth, Western Australia, beat a man.", "Western Australia", "region/aus-western-australia"),
        ("Fighters clashed near Manbij and Tal Rifaat, Syrian police said.", "Tal Rifaat", "city/163476"),
        ("Israel bombed Nabatieh and Baalbek, Lebanese police said.", "Nabatieh", "city/278913"),
        ("Pakistani fighters attacked a camp in Uri.", "Uri", "place/uri"),
        ("Police in Agadez detained smugglers, Niger's army said.", "Agadez", "city/2448085"),
    ],
)  # fmt: skip
def test_the_place_that_is_meant(pipeline: Pipeline, text: str, name: str, key: str) -> None:
    assert called(graph(pipeline, text), name).key == key


def test_a_province_is_not_its_capital_that_stands_beside_it(pipeline: Pipeline) -> None:
    found = graph(pipeline, "Rebels shelled troops in Aleppo province and the city of Aleppo, Syrian police said.")
    keys = called(found, "Aleppo province").key, called(found, "city of Aleppo").key
    assert keys == ("region/syr-aleppo", "city/170063")
    near = graph(pipeline, "Gunmen killed a guard in Mosul district south of Mosul, Iraqi police said.")
    assert called(near, "Mosul").key == "city/99072" != called(near, "Mosul district").key


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Congolese police beat a man in Goma.", "Congolese police", "COD"),
        ("Congolese police beat a man in Brazzaville.", "Congolese police", "COG"),
        ("The DRC sent troops; Congolese police beat a man. Brazzaville protested.", "Congolese police", "COD"),
        ("Dominican police beat Haitian migrants.", "Dominican police", "DOM"),
        ("Dominican police beat two men in Roseau.", "Dominican police", "DMA"),
    ],
)
def test_two_states_of_one_adjective(pipeline: Pipeline, text: str, name: str, country: str) -> None:
    assert called(graph(pipeline, text), name, kind=None).country == country


def test_who_left_a_body_is_not_the_body(pipeline: Pipeline) -> None:
    for who in ("FARC dissidents", "Former FARC rebels", "A FARC splinter group"):
        found = graph(pipeline, f"{who} attacked a patrol in Cauca, Colombian police said.")
        assert all(link.qid != "Q155801" for link in found.links)
    loyal = graph(pipeline, "FARC rebels attacked a patrol in Cauca, Colombian police said.")
    assert any(link.qid == "Q155801" for link in loyal.links)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Armed Forces of the Philippines pursued the rebels.", "military/armed-forces-of-the-philippines"),
        ("Barrio 18 gang members beat a man in San Salvador.", "armed-group/18th-street-gang"),
        ("The Communist Party of India (Maoist) killed a guard.", "armed-group/communist-party-of-india-maoist"),
        ("FARC dissidents attacked a patrol.", "armed-group/farc-dissidents"),
        ("Burundian troops clashed with M23 rebels.", "armed-group/march-23-movement"),
        ("The Armed Forces of Cameroon shelled a village.", "military/cameroonian-armed-forces"),
        (
            "The African Court on Human and Peoples' Rights condemned Tanzania.",
            "organisation/african-court-on-human-and-peoples-rights",
        ),
    ],
)
def test_bodies_are_named_whole(pipeline: Pipeline, text: str, key: str) -> None:
    assert key in {e.key for e in graph(pipeline, text).entities}
