"""The Turkish frames, each with a sentence of its own."""

import pytest

from app.extraction.entities import find_entities
from app.extraction.quotes import extract_quotes, find_quotes
from app.extraction.text.read_text import read_fields
from app.lang.pack import language_pack
from app.schemas.quote import QuoteDraft, Span

PACK = language_pack("tr")


def only(text: str) -> QuoteDraft:
    (quote,) = extract_quotes(text, "tr")
    return quote


def name(quote: QuoteDraft) -> str | None:
    return quote.speaker.name if quote.speaker else None


FRAMES = {
    "T1": ('Kenan Demir, "Yeni hattı nisanda açıyoruz." dedi.', "Kenan Demir", "dedi"),
    "T2": ('Sulama sorununa değinen Kenan Demir, "Kuyular kurudu." diye konuştu.', "Kenan Demir", "diye konuştu"),
    "T3": (
        'Kenan Demir, ihracatın arttığını belirterek, "Hedef büyük." ifadesini kullandı.',
        "Kenan Demir",
        "ifadesini kullandı",
    ),
    "T4": (
        'Kenan Demir, sözlerini şöyle sürdürdü:\n\n"Depolar doldu, yük bekliyor."',
        "Kenan Demir",
        "sürdürdü",
    ),
    "T5": ('"Yol kapanmadı." diyen Kenan Demir, aracın çekildiğini söyledi.', "Kenan Demir", "diyen"),
    "T6": ('Kenan Demir\'in "Biz hazırız" sözleri tepki çekti.', "Kenan Demir", "sözleri"),
    "T7": (
        'Ulaştırma Bakanlığından yapılan açıklamada, "Köprü açıktır." ifadesine yer verildi.',
        "Ulaştırma Bakanlığı",
        "ifadesine yer verildi",
    ),
    "T8": ('Vali Can Er ise "Önlem aldık." değerlendirmesini yaptı.', "Can Er", "değerlendirmesini yaptı"),
    "T9": ('Ayşe Kaya, esnaf: "Satış yok."', "Ayşe Kaya", None),
    "T11": ('"Hazırız" dedi Kenan Demir.', "Kenan Demir", "dedi"),
    "addressee": ('Kenan Demir, Ayşe Kaya\'ya "Gelme artık." dedi.', "Kenan Demir", "dedi"),
    "title": ('Ticaret Bakanı Can Er, "Kota kalktı." dedi.', "Can Er", "dedi"),
}


@pytest.mark.parametrize("frame", FRAMES)
def test_each_turkish_form_of_attribution_credits_the_speaker(frame: str) -> None:
    text, speaker, cue = FRAMES[frame]
    quote = only(text)
    assert name(quote) == speaker
    assert (quote.cue.text.split()[-1] if quote.cue else None) == (cue.split()[-1] if cue else None)
    assert quote.kind in ("direct", "partial")


def test_a_quoted_sentence_without_a_cue_is_credited_to_the_previous_speaker() -> None:
    text = 'Kenan Demir, "Depo doldu." dedi.\n\n"Yük bekliyor, gemi yok."'
    assert [name(quote) for quote in extract_quotes(text, "tr")] == ["Kenan Demir", "Kenan Demir"]


def test_a_surname_resolves_to_the_full_name() -> None:
    first, second = extract_quotes('Kenan Demir, "Depo doldu." dedi. Demir, "Gemi yok." diye konuştu.', "tr")
    assert name(first) == name(second) == "Kenan Demir"
    assert second.speaker
    assert second.speaker.mention
    assert second.speaker.mention.text == "Demir"


def test_a_title_alone_refers_to_the_person_who_was_named_with_it() -> None:
    text = 'Ticaret Bakanı Can Er kente geldi. Bakan, "Kota kalktı." dedi.'
    assert name(only(text)) == "Can Er"


def test_words_of_a_document_are_credited_to_the_organization_that_issued_it() -> None:
    text = 'Merkez Bankası açıklama yayımladı.\n\nAçıklamada, "Faiz sabit kaldı." denildi.'
    quote = only(text)
    assert name(quote) == "Merkez Bankası"
    assert quote.speaker
    assert quote.speaker.resolved_by == "document_frame"


def test_a_document_whose_issuer_is_unknown_is_the_speaker() -> None:
    quote = only('Raporda, "Su seviyesi düştü." ifadesine yer verildi.')
    assert quote.speaker
    assert quote.speaker.type == "document"


@pytest.mark.parametrize("text", ['Kentte "Mavi Ada" adlı film gösterildi.', 'Sergi "Rehber"in ilk bölümüdür.'])
def test_the_title_of_a_work_in_quotation_marks_is_no_quote(text: str) -> None:
    assert extract_quotes(text, "tr") == ()


@pytest.mark.parametrize(
    "text",
    [
        'Savcı "tefecilik" suçundan dava açtı.',
        'Sanıklara "tehdit", "hakaret" ve "yağma" suçlarından dava açıldı.',
    ],
)
def test_the_name_of_a_crime_in_quotation_marks_is_no_quote(text: str) -> None:
    assert extract_quotes(text, "tr") == ()


def test_an_ironic_word_in_quotation_marks_is_no_quote() -> None:
    assert extract_quotes('Bu "mucize" uzun sürmedi.', "tr") == ()


def test_a_quoted_fragment_is_partial_and_a_quoted_sentence_is_direct() -> None:
    assert only('Kenan Demir, "hattın gecikeceğini" söyledi.').kind == "partial"
    assert only('Kenan Demir, "Hat gecikecek." dedi.').kind == "direct"


def test_two_fragments_in_a_sentence_are_two_quotes_of_one_speaker() -> None:
    quotes = extract_quotes('Kenan Demir, "hattın gecikeceğini" ve "paranın bittiğini" söyledi.', "tr")
    assert [name(quote) for quote in quotes] == ["Kenan Demir"] * 2


def test_a_headline_quote_after_a_colon_is_credited_to_the_name_before_it() -> None:
    body = "Dün akşam yolu Kenan Demir gezdi."
    texts = read_fields("Demir: Yol bitti", None, body, PACK)
    quote = find_quotes(texts, (), find_entities(texts))[0]
    assert (name(quote), quote.text) == ("Kenan Demir", "Yol bitti")
    assert quote.speaker is not None
    assert quote.speaker.mention == Span(text="Demir", start=0, end=5)


def test_a_dash_or_colon_followed_only_by_punctuation_opens_no_quote() -> None:
    texts = read_fields("Ali Kaya: . ", None, "Ali Kaya geldi.\n— ¿, dijo Ali Kaya.", PACK)
    assert find_quotes(texts, (), find_entities(texts)) == ()
    assert extract_quotes("— ¿, dijo Ana Ruiz.", "es") == ()


def test_the_speaker_of_a_headline_quote_gets_the_full_name_from_the_body() -> None:
    body = 'Kenan Demir, "Yol bitti, köprü açık." dedi.'
    texts = read_fields('Demir: "Yol bitti"', None, body, PACK)
    quotes = find_quotes(texts, (), find_entities(texts))
    assert [(quote.field, name(quote), quote.in_heading) for quote in quotes] == [
        ("headline", "Kenan Demir", True),
        ("body", "Kenan Demir", False),
    ]


VERBS = [
    '"Müşteri kalmadı" diye özetliyor Kenan Demir.',
    'Kenan Demir, "Müşteri kalmadı" diye ekliyor.',
    'Kenan Demir, "Müşteri kalmadı" diye bağırınca salon sustu.',
    'Kenan Demir, "Müşteri kalmadı" deyince salon sustu.',
    'Kenan Demir, "Müşteri kalmadı" diyebildi.',
    'Kenan Demir, "Müşteri kalmadı" derdi.',
    'Kenan Demir, hesabından şu notu düştü: "Müşteri kalmadı."',
    'Kenan Demir söze giriyor: "Müşteri kalmadı."',
]


@pytest.mark.parametrize("text", VERBS)
def test_each_form_of_a_verb_of_speech_credits_the_speaker(text: str) -> None:
    quote = only(f"Ayşe Kaya dükkâna geldi.\n\n{text}")
    assert name(quote) == "Kenan Demir"
    assert quote.cue is not None
