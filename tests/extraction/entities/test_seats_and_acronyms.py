"""Seats of power as places or organizations, acronyms of common nouns, and organizations before a role."""

import pytest

from app.extraction import extract_entities
from app.extraction.entities.common_acronyms import common_acronyms

SEATS = [
    ("tr", "Başkan Trump dün Beyaz Saray'da gazetecilerle görüştü.", "Beyaz Saray", "location"),
    ("tr", "Beyaz Saray'daki toplantı üç saat sürdü, sonuç çıkmadı.", "Beyaz Saray", "location"),
    ("tr", "Dün akşam Beyaz Saray yeni yaptırımları duyurdu.", "Beyaz Saray", "organization"),
    ("tr", "Beyaz Saray'ın açıklaması dün akşam geldi.", "Beyaz Saray", "organization"),
    ("en", "The two leaders met at the White House on Monday.", "White House", "location"),
    ("en", "On Monday the White House announced new sanctions.", "White House", "organization"),
    ("de", "Die beiden trafen sich am Montag im Weißen Haus.", "Weißen Haus", "location"),
    ("fr", "Le président a été reçu lundi à la Maison Blanche.", "Maison Blanche", "location"),
    ("es", "Los dos se reunieron el lunes en la Casa Blanca.", "Casa Blanca", "location"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "kind"), SEATS)
def test_a_seat_of_government_is_an_organization_only_if_it_acts(
    language: str, text: str, name: str, kind: str
) -> None:
    found = {mention.text.split("'")[0]: entity.type for entity in extract_entities(text, language)
             for mention in entity.mentions}  # fmt: skip
    assert found.get(name) == kind


COMMON = [
    ("Ordu iki insansız hava aracı (İHA) düşürdü.", {"İHA"}),
    ("Dün insansız hava araçlarının (İHA) uçuşu yasaklandı.", {"İHA"}),
    ("The unmanned aerial vehicle (UAV) crashed.", {"UAV"}),
    ("Le produit intérieur brut (PIB) recule.", {"PIB"}),
    ("Das Bundesamt meldet, die künstliche Intelligenz (KI) wachse.", {"KI"}),
    ("İhlas Haber Ajansı (İHA) duyurdu.", set[str]()),
    ("Die Europäische Zentralbank (EZB) zögert.", set[str]()),
    ("the World Health Organization (WHO)", set[str]()),
    ("(UAV) at the start, and an opened (UAV", set[str]()),
]


@pytest.mark.parametrize(("text", "acronyms"), COMMON)
def test_an_acronym_that_abbreviates_common_nouns_is_not_a_name(text: str, acronyms: set[str]) -> None:
    assert common_acronyms(text) == acronyms


def test_a_repeated_acronym_of_common_nouns_is_not_an_entity() -> None:
    found = extract_entities("Ordu bir insansız hava aracı (İHA) düşürdü. İHA denize indi.", "tr")
    assert "İHA" not in {entity.name for entity in found}


ROLES = [
    ("Toplantıya HAVELSAN Genel Müdür Yardımcısı Muhittin Solmaz katıldı.", "HAVELSAN"),
    ("HAVELSAN Yönetim Kurulu Başkan Vekili Ali Kaya konuştu.", "HAVELSAN"),
    ("Dün Senato Çoğunluk Lideri John Thune konuştu.", "Senato"),
    ("AK Parti Genel Başkan Yardımcısı Ali Kaya konuştu.", "AK Parti"),
    ("İYİ Parti Genel Başkanı Ayşe Demir konuştu.", "İYİ Parti"),
]


@pytest.mark.parametrize(("text", "name"), ROLES)
def test_the_name_of_an_organization_excludes_a_job_title_after_it(text: str, name: str) -> None:
    assert name in {entity.name for entity in extract_entities(text, "tr") if entity.type == "organization"}


def test_a_firm_is_not_joined_to_the_country_named_before_it() -> None:
    names = {entity.name for entity in extract_entities("Rapora göre İsrail'in NSO firması yazılım sattı.", "tr")}
    assert not any(" " in name and "NSO" in name for name in names)
