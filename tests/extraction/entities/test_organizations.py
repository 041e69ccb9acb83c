"""Names of organizations: which words belong to them, and how they differ from people and places."""

import pytest

from app.extraction import extract_entities

Pairs = set[tuple[str, str]]


def found(language: str, text: str) -> Pairs:
    return {(entity.type, entity.name) for entity in extract_entities(text, language)}


def organizations(language: str, text: str) -> set[str]:
    return {name for kind, name in found(language, text) if kind == "organization"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anayasa Mahkemesi kararı iptal etti.", "Anayasa Mahkemesi"),
        ("Anayasa Mahkemesi'ne başvurdu.", "Anayasa Mahkemesi"),
        ("Merkez Bankası faiz kararını açıkladı.", "Merkez Bankası"),
        ("Merkez Bankası'nın kararı bekleniyor.", "Merkez Bankası"),
        ("Devlet Tiyatrosu perdelerini açtı.", "Devlet Tiyatrosu"),
        ("Cumhuriyet Başsavcılığı soruşturma başlattı.", "Cumhuriyet Başsavcılığı"),
    ],
)
def test_a_turkish_institution_that_opens_a_sentence_keeps_its_first_word(text: str, name: str) -> None:
    assert organizations("tr", text) == {name}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Das Landgericht Köln hat den Angeklagten verurteilt.", "Landgericht Köln"),
        ("de", "Ein Sprecher des Landgerichts Köln bestätigte das.", "Landgericht Köln"),
        ("de", "Gegen ihn ermittelt die Kripo Weilheim.", "Kripo Weilheim"),
        ("de", "Laut Staatsanwaltschaft Bremen war es Betrug.", "Staatsanwaltschaft Bremen"),
        ("de", "Die Feuerwehr Hamburg löschte den Brand.", "Feuerwehr Hamburg"),
        ("fr", "Elle comparaît devant la cour d’assises du Hainaut.", "cour d’assises du Hainaut"),
        ("fr", "La cour d'appel de Rennes a confirmé la peine.", "cour d'appel de Rennes"),
        ("fr", "Un équipage de la police municipale de Nice est arrivé.", "police municipale de Nice"),
        ("fr", "Il a été transporté à l’hôpital de Brest.", "hôpital de Brest"),
        ("es", "La fiscalía de Sevilla investiga el caso.", "fiscalía de Sevilla"),
        ("es", "La policía local de Getafe acudió al lugar.", "policía local de Getafe"),
        ("es", "Lo llevaron al hospital de Cáceres.", "hospital de Cáceres"),
    ],
)
def test_a_noun_of_an_institution_before_a_place_is_part_of_the_name(language: str, text: str, name: str) -> None:
    assert organizations(language, text) == {name}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("de", "Die Staatsanwaltschaft hat Anklage erhoben.", set()),
        ("de", "Gestern nahm die Polizei Thomas Holm fest.", {("person", "Thomas Holm")}),
        ("de", "Die Polizei nahm in Köln zwei Männer fest.", {("location", "Köln")}),
        ("de", "Der Flughafen Köln bleibt zu.", {("location", "Köln")}),
        ("fr", "L'hôpital de sa mère est loin.", set()),
        ("fr", "Le commissariat de Jean Dupont est fermé.", {("person", "Jean Dupont")}),
        ("es", "El hospital de Juan Gómez está lejos.", {("person", "Juan Gómez")}),
    ],
)
def test_a_noun_of_an_institution_before_other_words_is_no_part_of_a_name(
    language: str, text: str, names: Pairs
) -> None:
    assert found(language, text) == names
