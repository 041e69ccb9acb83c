"""Speakers without a name: common nouns as subjects, and documents that a news medium passes on."""

import pytest

from app.extraction.quotes import extract_quotes
from app.extraction.quotes.attribution.linear_model import shift_probability
from app.schemas.quote import Speaker


def speaker(text: str, language: str) -> Speaker | None:
    return extract_quotes(text, language)[-1].speaker


UNNAMED = {
    "tr": (
        'Vali Can Er dün ilçede esnafla görüştü.\n\nİlçede oturan bir çiftçi, "Üç yıldır su bekliyoruz." dedi.',
        "çiftçi",
    ),
    "tr participle": (
        'Vali Can Er dün ilçede esnafla görüştü.\n\n"Yol yıllardır kapalı." diyen esnaf, yardım bekliyor.',
        "esnaf",
    ),
    "en": ('Mayor Ann Lee visited the harbour.\n\n"We heard the wall crack at night," said a neighbour.', "neighbour"),
    "de": (
        "Bürgermeister Jan Kohl besuchte den Hafen.\n\n„Wir haben den Knall gehört“, sagte eine Nachbarin.",
        "Nachbarin",
    ),
    "fr": ("Le maire Jean Morel a visité le port.\n\n« Nous avons tout entendu », raconte une voisine.", "voisine"),
    "es": ("El alcalde Juan Mora visitó el puerto.\n\n«Lo oímos todo desde casa», contó una vecina.", "vecina"),
}


@pytest.mark.parametrize("case", UNNAMED)
def test_a_quote_said_by_a_common_noun_is_not_credited_to_a_named_person(case: str) -> None:
    text, noun = UNNAMED[case]
    found = speaker(text, case[:2])
    assert found is None or (found.type == "unnamed" and found.name.endswith(noun))


ISSUERS = [
    ("tr", 'Kulüpten yapılan açıklamada, "Futbolcumuzun tedavisine başlanmıştır" denildi.', "Kulüp"),
    ("tr", 'Hastaneden yapılan açıklamada, "Hastamızın durumu iyidir" denildi.', "Hastane"),
    ("tr", 'Savcılıktan yapılan açıklamada, "Soruşturma sürmektedir" denildi.', "Savcılık"),
    ("de", "Nach Angaben der Polizei habe der Fahrer „nicht mehr reagiert“. Er starb.", "Polizei"),
]


@pytest.mark.parametrize(("language", "text", "issuer"), ISSUERS)
def test_the_name_of_a_credited_institution_has_no_case_ending_or_preposition(
    language: str, text: str, issuer: str
) -> None:
    found = speaker(text, language)
    assert found is not None
    assert found.name == issuer
    assert found.type != "person"


def test_a_quote_from_a_media_report_is_not_credited_to_an_earlier_speaker() -> None:
    text = (
        "CNN'in haberine göre ordu, füzelerin yarısını kullandı.\n\n"
        'Bakan Can Er, yaptığı açıklamada, "Depolar dolu." dedi.\n\nHaberde, "Depolar boşaldı." denildi.'
    )
    found = speaker(text, "tr")
    assert found is not None
    assert found.name != "Can Er"


def test_quoted_words_are_not_credited_to_the_person_who_reacts_to_them() -> None:
    text = 'Parti Sözcüsü Ömer Kaya, Genel Başkan Özgür Demir\'in "Hesap soracağız" sözlerine tepki gösterdi.'
    found = speaker(text, "tr")
    assert found is not None
    assert found.name == "Özgür Demir"


def test_a_heading_in_capitals_is_not_taken_for_a_signature() -> None:
    text = 'Lise öğrencisi olan çocuklar anlattı:\n\n"Hesabım çalındı, çok korktum."\n\nŞİFRENİZİ PAYLAŞMAYIN'
    found = speaker(text, "tr")
    assert found is None or not found.name.isupper()


@pytest.mark.parametrize("probability", [0.0, 0.2, 0.8, 1.0])
def test_shifting_log_odds_up_never_lowers_a_probability(probability: float) -> None:
    higher, same = shift_probability(probability, 0.5), shift_probability(probability, 0.0)
    assert 0 < same <= higher < 1
    assert same == pytest.approx(probability, abs=1e-6)
