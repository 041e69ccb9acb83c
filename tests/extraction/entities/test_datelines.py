"""Places in datelines have the name and id that they have in the text, and some places have one id in all languages."""

import pytest

from app.extraction import extract_entities

Place = tuple[str, str, str]  # name, text of the first mention, first external id


def places(text: str, language: str) -> list[Place]:
    found = [one for one in extract_entities(text, language) if one.type == "location"]
    return [(one.name, one.mentions[0].text, next(iter(one.external_ids.values()), "")) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "name", "printed"),
    [
        ("tr", "ANKARA (AA) - Yangın çıktı.", "Ankara", "ANKARA"),
        ("tr", "İSTANBUL, 3 Kasım (DHA) - Yangın çıktı.", "İstanbul", "İSTANBUL"),
        ("tr", "İZMİR - Yangın çıktı.", "İzmir", "İZMİR"),
        ("tr", "DIYARBAKIR (AA) - Yangın çıktı.", "Diyarbakir", "DIYARBAKIR"),
        ("en", "PARIS (AP) — A fire burned on Monday.", "Paris", "PARIS"),
        ("en", "LONDON, Nov 3 (Reuters) - A fire burned.", "London", "LONDON"),
        ("en", "NEW YORK — A fire burned.", "New York", "NEW YORK"),
        ("en", "WASHINGTON, D.C. — A fire burned.", "Washington", "WASHINGTON"),
        ("en", "PORT-AU-PRINCE, Haiti (AP) — A fire burned.", "Port-au-Prince", "PORT-AU-PRINCE"),
        ("en", "It rained.\n\nKYIV, Ukraine (AP) — The army said so.", "Kyiv", "KYIV"),
        ("de", "BERLIN (dpa) - Es brannte.", "Berlin", "BERLIN"),
        ("de", "KÖLN. Es brannte in der Nacht.", "Köln", "KÖLN"),
        ("fr", "PARIS (AFP) - Un incendie a brûlé.", "Paris", "PARIS"),
        ("es", "BUENOS AIRES (EFE).- Un incendio ardió.", "Buenos Aires", "BUENOS AIRES"),
    ],
)
def test_a_place_in_a_dateline_is_linked_although_it_is_in_capitals(
    language: str, text: str, name: str, printed: str
) -> None:
    first, *_ = places(text, language)
    assert first[:2] == (name, printed)
    assert first[2]


@pytest.mark.parametrize(
    "text", ["Ağrı (AA) - Kaza oldu.", "BATMAN (DHA) - Kaza oldu.", "Van, 3 Mayıs (AA) - Kaza oldu."]
)
def test_a_place_that_is_also_a_turkish_word_is_found_before_an_agency(text: str) -> None:
    assert [printed for _, printed, number in places(text, "tr") if number.startswith("TR-")] == [
        text.replace(",", " ").split()[0]
    ]


def test_both_places_of_a_dateline_with_a_slash_are_found() -> None:
    found = places("HAKKARİ/YÜKSEKOVA - Yangın çıktı.", "tr")
    assert [(name, printed) for name, printed, _ in found] == [("Hakkari", "HAKKARİ"), ("Yüksekova", "YÜKSEKOVA")]


@pytest.mark.parametrize("text", ["NATO (AP) — The army came.", "BREAKING (AP) — A fire burned.", "USA - A fire."])
def test_an_acronym_or_the_word_breaking_stays_in_capitals_before_a_dash(text: str) -> None:
    assert not [name for name, printed, _ in places(text, "en") if name != printed]


def test_a_place_in_a_dateline_and_in_the_text_is_one_entity() -> None:
    (paris,) = places("PARIS (AP) — A fire burned. The mayor of Paris spoke.", "en")
    assert paris[0] == "Paris"


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Israel attacked Gaza.", ["Israel", "Gaza"]),
        ("tr", "İsrail, Gazze'yi vurdu.", ["İsrail", "Gazze"]),
        ("de", "Israel griff den Gazastreifen an.", ["Israel", "Gazastreifen"]),
        ("fr", "Israël attaque la bande de Gaza.", ["Israël", "bande de Gaza"]),
        ("es", "Israel atacó la Franja de Gaza.", ["Israel", "Franja de Gaza"]),
    ],
)
def test_gaza_has_one_id_in_all_languages(language: str, text: str, names: list[str]) -> None:
    (israel, gaza) = places(text, language)
    assert [israel[0], gaza[0]] == names
    assert gaza[2] == "PS-GZA"


@pytest.mark.parametrize(("language", "name"), [("en", "Manhattan"), ("de", "Manhattan"), ("tr", "Mekke")])
def test_a_place_has_an_id_because_no_pack_lists_it_without_one(language: str, name: str) -> None:
    (found,) = places({"tr": f"Dün {name}'de yangın çıktı."}.get(language, f"Fire in {name}."), language)
    assert found[0] == name
    assert found[2]
