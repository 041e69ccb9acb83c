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


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Shares in Harlan Pryce & Sons fell on Thursday.", "Harlan Pryce & Sons"),
        ("en", "He joined Johnson & Johnson in 2011.", "Johnson & Johnson"),
        ("en", "He bought Jennings Feed & Seed from his uncle.", "Jennings Feed & Seed"),
        ("en", "The band plays with the Rhythm & Blues Orchestra.", "Rhythm & Blues Orchestra"),
        ("es", "El estudio Arquitectura Lasheras & Pinto diseñó la obra.", "Arquitectura Lasheras & Pinto"),
        ("fr", "Elle travaille chez Rothschild & Co, à Paris.", "Rothschild & Co"),
        ("de", "Der Vertrag ging an Wulfhorst & Söhne in Bremen.", "Wulfhorst & Söhne"),
    ],
)
def test_an_ampersand_joins_the_parts_of_an_organization_s_name(language: str, text: str, name: str) -> None:
    assert name in organizations(language, text)
    assert not {each for kind, each in found(language, text) if kind == "person"}


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("en", "Emma & Jonas Holm live in Leeds.", {"Emma", "Jonas Holm"}),
        ("en", "Holm & Berg met. Emma Holm left. Jonas Berg stayed.", {"Emma Holm", "Jonas Berg"}),
        ("de", "Holm & Co. wollen das ändern. Emma Holm schweigt.", {"Emma Holm"}),
    ],
)
def test_an_ampersand_between_people_makes_no_organization(language: str, text: str, people: set[str]) -> None:
    assert {name for kind, name in found(language, text) if kind == "person"} >= people
    assert not organizations(language, text)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "A spokesman for Barnaby Freight said the firm was delighted.", "Barnaby Freight"),
        ("en", "Wyndham Locke LLP is the main sponsor.", "Wyndham Locke LLP"),
        ("es", "Pagó a Constructora Benito Juárez por las obras.", "Constructora Benito Juárez"),
        ("es", "El material pertenecía a Hermanos Cazorla SL, de Níjar.", "Hermanos Cazorla SL"),
        ("fr", "Le groupe reprend les Biscuiteries Saint-Michel.", "Biscuiteries Saint-Michel"),
        ("tr", "Kaya Tarım'ın sahibi Gülsüm Kaya konuştu.", "Kaya Tarım"),
        ("tr", "Kazada Kemal Bozkurt Turizm otobüsü devrildi.", "Kemal Bozkurt Turizm"),
    ],
)
def test_a_company_word_at_an_end_of_a_name_shows_an_organization(language: str, text: str, name: str) -> None:
    assert name in organizations(language, text)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The law firm Baker McKenzie declined to comment.", "Baker McKenzie"),
        ("de", "Der Autobauer Porsche hält am Umbau fest.", "Porsche"),
        ("de", "Das Möbelhaus Ludwig Beckmann gibt auf.", "Ludwig Beckmann"),
        ("de", "Die Schüler des Gymnasiums Max Planck streiken.", "Max Planck"),
        ("fr", "Le groupe Delhaye-Martinon grandit. Delhaye-Martinon embauche.", "Delhaye-Martinon"),
        ("fr", "Les élèves du lycée Jean Moulin manifestent.", "Jean Moulin"),
        ("es", "Fue trasladado al hospital Josep Trueta.", "Josep Trueta"),
        ("it", "Gli studenti del liceo Giuseppe Verdi protestano.", "Giuseppe Verdi"),
    ],
)
def test_a_noun_before_a_name_shows_an_organization(language: str, text: str, name: str) -> None:
    assert found(language, text) == {("organization", name)}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The firm Emma Holm founded made pumps.", "Emma Holm"),
        ("en", "The startup Emma Holm founded made pumps.", "Emma Holm"),
        ("fr", "Le patron du groupe Luca de Meo s'exprime.", "Luca de Meo"),
        ("es", "El presidente del grupo Juan Pérez dimitió.", "Juan Pérez"),
        ("de", "Der Chef der Firma Thomas Holm schweigt.", "Thomas Holm"),
        ("tr", "Ali Yılmaz Tarım Bakanı oldu.", "Ali Yılmaz"),
        ("tr", "Kültür ve Turizm Bakanı Mehmet Ersoy konuştu.", "Mehmet Ersoy"),
    ],
)
def test_a_full_name_beside_a_noun_for_a_company_may_be_a_person(language: str, text: str, name: str) -> None:
    assert found(language, text) == {("person", name)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tidepool AI raised money. Tidepool has ten customers.", "Tidepool AI"),
        ("They bought Strathearn Bakeries. Why buy Strathearn now?", "Strathearn Bakeries"),
        ("He joins Brightwater Logistics. Brightwater runs 61 sites.", "Brightwater Logistics"),
    ],
)
def test_the_first_word_of_a_company_stands_for_the_company(text: str, name: str) -> None:
    assert found("en", text) == {("organization", name)}


def test_the_surname_of_a_founder_does_not_stand_for_the_company() -> None:
    text = "Emma Brightwater left Brightwater Logistics. Brightwater was tired."
    assert ("person", "Emma Brightwater") in found("en", text)
    assert "Brightwater" not in organizations("en", text)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The National President of ASUU, Prof. Emma Holm, spoke.", {"ASUU"}),
        ("en", "He is the Commissioner for Local Government.", set()),
        ("en", "He was the Director of the World Bank.", {"World Bank"}),
        ("de", "Emma Holm, Geschäftsführer der Gruppe Wolf Schweiz, mahnt.", {"Wolf Schweiz"}),
    ],
)
def test_an_office_is_no_organization(language: str, text: str, names: set[str]) -> None:
    assert organizations(language, text) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Taoiseach rejected the claim."),
        ("en", '"Ah, okay," the Dutchman replied.'),
        ("de", "Nach der Pause kam Joker Lukas zum Zug."),
        ("de", "«Mami, da ist ein Hund!», rief sie."),
        ("es", "Árbitro: el de siempre."),
        ("es", "P. ¿Volverá? R. Vuelvo cada mes."),
        ("fr", "Apprenti chez un tailleur, il monte vite."),
        ("fr", "Tél : 01 44 00 00 00"),
        ("tr", "90+3 GOL! Top ağlarda."),
    ],
)
def test_a_title_label_or_listed_noun_is_no_name(language: str, text: str) -> None:
    assert not {name for _, name in found(language, text)} - {"Lukas"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "El Juzgado de Instrucción número 3 de Almería decretó la libertad.", "Instrucción número 3 de Almería"),
        ("es", "El Juzgado de lo Social nº 2 de Vigo le dio la razón.", "lo Social nº 2 de Vigo"),
        ("tr", "Kararı Konya 4'üncü Ağır Ceza Mahkemesi verdi.", "4'üncü Ağır Ceza Mahkemesi"),
        ("tr", "Kararı Bakırköy 13’üncü Asliye Ceza Mahkemesi verdi.", "13’üncü Asliye Ceza Mahkemesi"),
    ],
)
def test_the_number_and_the_place_of_a_court_are_part_of_its_name(language: str, text: str, name: str) -> None:
    (court,) = found(language, text)
    assert court[0] == "organization"
    assert court[1].endswith(name)
    assert court[1].split()[0] in ("Juzgado", "Konya", "Bakırköy")


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("es", "España es el número 3 de Europa.", {"España", "Europa"}),
        ("tr", "Yarışta Ankara 4'üncü İstanbul 5'inci oldu.", {"Ankara", "İstanbul"}),
    ],
)
def test_a_rank_before_a_place_is_no_part_of_a_name(language: str, text: str, names: set[str]) -> None:
    assert {name for _, name in found(language, text)} == names
