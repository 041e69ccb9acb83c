"""The surname of a person of the article that is also the name of a place."""

import pytest

from app.extraction.entities import extract_entities

SURNAMES = [
    ("tr", "Gülle'nin avukatı Oya Denizli, karara itiraz etti. Denizli, «Müvekkilim konuştu» dedi.", "Oya Denizli"),
    ("tr", "Başkan Necmettin Aydın geldi. Aydın, Çalışma Bakanlığı'na dilekçe verdi.", "Necmettin Aydın"),
    ("tr", "Belediye Başkanı Selim Konya geldi. Ödülünü eşine veren Konya, “Suyunu verdim” dedi.", "Selim Konya"),
    ("tr", "Emre Tokat yarışı kazandı. Tokat ise ikinci oldu.", "Emre Tokat"),
    ("en", "Emma Milwaukee lives in Ohio. Milwaukee said she was glad.", "Emma Milwaukee"),
    ("de", "Anna Hamburg gewann das Rennen. Hamburg sagte, sie sei froh.", "Anna Hamburg"),
    ("fr", "Anne Toulouse est partie. Toulouse a dit adieu à tous.", "Anne Toulouse"),
    ("es", "Luis Toledo ganó la carrera. Toledo dijo que volverá.", "Luis Toledo"),
]  # fmt: skip

PLACES = [
    ("tr", "Avukat Oya Denizli konuştu. Denizli'de yağmur var.", "Denizli"),
    ("tr", "Avukat Oya Denizli geldi. Denizli, Muğla ve Aydın'da yağmur var.", "Denizli"),
    ("tr", "Belediye Başkanı Hızır Ordu, Ordu'da konuştu. Ordu ise bekledi.", "Ordu"),
    ("de", "Anna Hamburg gewann das Rennen. Sie lebt in Hamburg.", "Hamburg"),
    ("en", "Emma Milwaukee won the race. She lives in Milwaukee.", "Milwaukee"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "full"), SURNAMES)
def test_a_place_that_speaks_is_the_person_with_this_surname(language: str, text: str, full: str) -> None:
    short = full.split()[-1]
    found = {entity.name: entity for entity in extract_entities(text, language)}
    assert found[full].type == "person"
    assert [mention.text for mention in found[full].mentions] == [full, short]
    assert short not in found


@pytest.mark.parametrize(("language", "text", "name"), PLACES)
def test_a_place_with_a_surname_of_the_article_stays_a_place(language: str, text: str, name: str) -> None:
    assert ("location", name) in {(entity.type, entity.name) for entity in extract_entities(text, language)}
