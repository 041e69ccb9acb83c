"""Sources named by a common noun without article, issuers of statements, and adjectives made from places."""

import pytest

from app.extraction.quotes import extract_quotes

SOURCES = [
    ("de", "Laut Staatsanwaltschaft habe die Firma „in großem Umfang“ betrogen.", "Staatsanwaltschaft"),
    ("de", "„Der Zugverkehr ist unterbrochen“, heißt es in einer Mitteilung der Bahn.", "Bahn"),
    ("de", "In einer Mitteilung der Bahn heißt es, die Strecke sei „bis Montag gesperrt“.", "Bahn"),
    ("de", "Wie das Landratsamt mitteilte, sei die Lage „unter Kontrolle“.", "Landratsamt"),
    ("de", "„Wir prüfen den Vorgang“, hieß es aus dem Verkehrsministerium.", "Verkehrsministerium"),
]


@pytest.mark.parametrize(("language", "text", "source"), SOURCES)
def test_a_source_named_by_a_common_noun_is_credited(language: str, text: str, source: str) -> None:
    (quote,) = extract_quotes(text, language)
    assert quote.speaker is not None
    assert quote.speaker.name == source


YIELDING = [
    ('Selin Akça, soru üzerine "Yargıya güveniyoruz" demekle yetindi.', "Yargıya güveniyoruz"),
    ('Mert Kural, iddialara "Gündemimde yok" sözleriyle karşılık verdi.', "Gündemimde yok"),
]


@pytest.mark.parametrize(("text", "words"), YIELDING)
def test_quoted_words_before_a_rare_turkish_cue_are_a_quote(text: str, words: str) -> None:
    assert [quote.text for quote in extract_quotes(text, "tr")] == [words]


ADJECTIVES = [
    'Vali Can Er dün konuştu.\n\nKöprünün "mayısta açılacağını" söyleyen Ankaralı esnaf, bekliyor.',
    'Vali Can Er dün konuştu.\n\nPazarda konuşan Ankaralı esnaf, "Satış yok, kepenk kapatacağız." dedi.',
]


@pytest.mark.parametrize("text", ADJECTIVES)
def test_a_turkish_adjective_made_from_a_place_name_is_not_a_speaker(text: str) -> None:
    quote = extract_quotes(text, "tr")[-1]
    assert quote.speaker is None or quote.speaker.name.endswith("esnaf")


def test_a_turkish_name_in_the_genitive_is_a_speaker_only_before_a_participle() -> None:
    nominalised = extract_quotes('Kenan Demir\'in "hayal" olarak nitelendirdiği plan onaylandı.', "tr")
    finite = extract_quotes('Ayşe Kaya, Kenan Demir\'in planını "büyük bir hayal" olarak nitelendirdi.', "tr")
    assert [quote.speaker.name for quote in (*nominalised, *finite) if quote.speaker] == ["Kenan Demir", "Ayşe Kaya"]
