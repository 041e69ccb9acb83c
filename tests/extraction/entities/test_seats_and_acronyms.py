"""Seats of power as places or organizations, acronyms of common nouns, and organizations before a role."""

import pytest

from app.extraction import extract_entities
from app.extraction.entities.common_acronyms import common_acronyms
from app.extraction.entities.long_forms import long_form_start

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


SPELT_OUT = [  # the acronym leaves out words, stands for parts of a word, or is written with one capital
    ("tr", "Bilgi Teknolojileri ve İletişim Kurumu (BTK) karar aldı. BTK'nın kararı dün yayımlandı.", "BTK"),
    ("tr", "TÜİK (Türkiye İstatistik Kurumu) dün açıkladı. TÜİK verileri yarın çıkacak.", "TÜİK"),
    ("en", "The Department for Work and Pensions (DWP) said no. Later the DWP declined to comment.", "DWP"),
    ("en", "Scientists of the Japan Aerospace Exploration Agency (Jaxa) said no. Jaxa had lost it.", "Jaxa"),
    ("de", "Die Deutsche Krankenhausgesellschaft (DKG) klagt. Die DKG fordert mehr Geld.", "DKG"),
    ("de", "Ein Bericht des Bundesamtes für Verfassungsschutz (BfV) liegt vor. Das BfV schweigt.", "BfV"),
    ("fr", "La Caisse des dépôts et consignations (CDC) investit. La CDC a signé lundi.", "CDC"),
    ("es", "La Universidad Industrial de Santander (UIS) dijo que sí. Luego la UIS calló.", "UIS"),
]


@pytest.mark.parametrize(("language", "text", "acronym"), SPELT_OUT)
def test_an_acronym_in_brackets_is_an_alias_of_the_organization_beside_it(
    language: str, text: str, acronym: str
) -> None:
    found = [entity for entity in extract_entities(text, language) if entity.type == "organization"]
    assert [(len(entity.mentions), acronym in entity.aliases) for entity in found] == [(3, True)]


OTHERS_IN_BRACKETS = [
    ("en", "Senator Mary Pratt (MP) spoke to the Health Ministry (Reuters). Later Reuters called.", "Health Ministry"),
    ("de", "Die Deutsche Krankenhausgesellschaft (Berlin) klagt. Das sagte sie in Berlin.", "Berlin"),
    ("es", "La Universidad Industrial de Santander (PSOE) dijo que no. Luego el PSOE calló.", "PSOE"),
]


@pytest.mark.parametrize(("language", "text", "name"), OTHERS_IN_BRACKETS)
def test_another_name_in_brackets_is_no_alias(language: str, text: str, name: str) -> None:
    found = next(entity for entity in extract_entities(text, language) if name in (entity.name, *entity.aliases))
    assert not found.aliases


LONG_FORMS = [
    ("tr", "Dün Para Politikası Kurulu'nun (PPK) karar metni yayımlandı.", "Para Politikası Kurulu"),
    ("tr", "Türkiye Büyük Millet Meclisi’nde (TBMM) bütçe görüşüldü.", "Türkiye Büyük Millet Meclisi"),
    ("tr", "Türkiye Odalar ve Borsalar Birliğinin (TOBB) raporu çıktı.", "Türkiye Odalar ve Borsalar Birliği"),
    ("en", "The Animal Welfare Board of India (AWBI) objected.", "Animal Welfare Board of India"),
    ("de", "Der Bund für Umwelt und Naturschutz (BUND) klagt.", "Bund für Umwelt und Naturschutz"),
    ("fr", "La Caisse des dépôts et consignations (CDC) investit.", "Caisse des dépôts et consignations"),
    ("fr", "L'Office français de la biodiversité (OFB) enquête.", "Office français de la biodiversité"),
    ("es", "La Secretaría de Hacienda y Crédito Público (SHCP) negó.", "Secretaría de Hacienda y Crédito Público"),
]


@pytest.mark.parametrize(("language", "text", "name"), LONG_FORMS)
def test_the_letters_of_an_acronym_tell_where_the_name_before_it_begins(language: str, text: str, name: str) -> None:
    assert [(e.type, e.name) for e in extract_entities(text, language)] == [("organization", name)]


WITHOUT_LONG_FORM = [
    ("drop-down menu", "DDM"),  # the first word of a name has a capital
    ("World, Health Organization", "WHO"),  # a comma ends a name
    ("World Blue Health Organization", "WHO"),  # a long word gives a letter
    ("Health Organization", "WHO"),
    ("Den Jagdgeschwadern", "JG"),  # the first word gives the first letter
    ("World Health Organization", "W"),
    ("Fluorchlorkohlenwasserstoffe", "FCKW"),  # one word is rather a noun
    ("World Health Organization", "W-O"),
]


@pytest.mark.parametrize(("words", "acronym"), WITHOUT_LONG_FORM)
def test_words_that_do_not_spell_an_acronym_are_no_long_form(words: str, acronym: str) -> None:
    assert long_form_start(acronym, words, len(words)) is None


def test_a_person_is_not_part_of_a_long_form() -> None:
    found = extract_entities("On Monday Donald Trump of Chicago (DTC) said no. Then DTC was sold.", "en")
    assert "Donald Trump" in {entity.name for entity in found if entity.type == "person"}


@pytest.mark.parametrize("spaces", [" ", "  ", " \u00a0 "])
@pytest.mark.parametrize("language", ["de", "en", "fr", "es"])
def test_no_space_before_the_bracket_of_an_acronym_belongs_to_the_name(language: str, spaces: str) -> None:
    text = f"Autonomous Tenant Unions{spaces}(ATU) — Berlin, 2024."
    for entity in extract_entities(text, language):
        assert entity.name == entity.name.strip()
        assert all(mention.text == mention.text.strip() for mention in entity.mentions)
