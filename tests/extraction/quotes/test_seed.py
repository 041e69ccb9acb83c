"""The sample article: the six quotes that must be found."""

from app.extraction.entities import find_entities
from app.extraction.quotes import find_quotes
from app.extraction.text.read_text import read_fields
from app.lang.pack import language_pack
from app.schemas.quote import QuoteDraft

HEADLINE = 'Rusya, "Moskova ve Pyongyang arasında askeri işbirliği görüşmeleri yapıldığı" iddialarını yalanladı'
LEDE = (
    "Rusya'nın Seul Büyükelçiliği, \"Moskova ve Pyongyang'ın geçen haftaki ikili zirvesinde askeri "
    'işbirliğinin görüşüldüğü" yönündeki haberleri yalanladı.'
)
PARAGRAPHS = (
    (
        "Yonhap'ın haberine göre, Rusya'nın Seul Büyükelçiliği, Kuzey Kore lideri Kim Jong-un ve Rusya Devlet"
        " Başkanı Vladimir Putin'in 13 Eylül'de yaptığı görüşme hakkında açıklama yayımladı."
    ),
    (
        'Açıklamada, "(Güney) Koreli ortaklarımıza Amerikan ve Güney Kore medyasındaki askeri işbirliği '
        'görüşüldüğüne ilişkin spekülasyonların asılsız olduğunu doğrudan bildirdik." ifadesine yer verildi.'
    ),
    (
        'Rusya\'nın "iyi komşu ve uzun süredir ortak" olarak nitelendirdiği Kuzey Kore ile "karşılıklı fayda '
        "sağlayan ilişkilerin geliştirilmesi de dahil olmak üzere üstlendiği tüm uluslararası taahhütlere "
        'tutarlı şekilde bağlı kaldığı" vurgulandı.'
    ),
    (
        "Açıklamada, Kore Yarımadası'ndaki güvenlik tehdidinin, \"Güney Kore ve ABD'nin Pyongyang'ı zor "
        'kullanarak kontrol altına almayı amaçlayan yoğun ve orantısız askeri faaliyetlerinden" kaynaklandığı'
        " ifade edildi."
    ),
    ("Rusya'nın Seul Büyükelçisi'nin, Güney Kore Dışişleri Bakanlığına çağrılması"),
    (
        "Güney Kore Dışişleri Bakanlığı, dün, Kuzey Kore lideri Kim'in, Rusya Devlet Başkanı Vladimir Putin "
        'ile "silah tedariki ve askeri işbirliği" konularını görüşmesinden duydukları rahatsızlığı dile '
        "getirmek için Rusya'nın Seul Büyükelçisi Andrey Kulik'i Bakanlığa çağırmıştı."
    ),
    (
        "Dışişleri Bakan yardımcılarından Chang Ho-jin, Kulik'e şikayetlerini ileterek Rusya'ya Kuzey Kore "
        'ile askeri bağlar kurma girişimlerine "derhal" son vermesi çağrısında bulunmuştu.'
    ),
)
EMBASSY = "Rusya'nın Seul Büyükelçiliği"


def found() -> tuple[QuoteDraft, ...]:
    texts = read_fields(HEADLINE, LEDE, "\n\n".join(PARAGRAPHS), language_pack("tr"))
    return find_quotes(texts, (), find_entities(texts))


def quote_of(beginning: str) -> QuoteDraft:
    return next(quote for quote in found() if quote.text.startswith(beginning))


def speaker_and_cue(quote: QuoteDraft) -> tuple[str | None, str | None]:
    return quote.speaker.name if quote.speaker else None, quote.cue.text if quote.cue else None


def test_a_claim_credited_to_unnamed_reports_has_no_speaker() -> None:
    quote = quote_of("Moskova ve Pyongyang'ın")
    assert (quote.field, quote.kind, quote.speaker) == ("lede", "partial", None)


def test_a_quoted_press_statement_is_credited_to_the_organization_that_issued_it() -> None:
    quote = quote_of("(Güney) Koreli")
    assert quote.kind == "direct"
    assert speaker_and_cue(quote) == (EMBASSY, "ifadesine yer verildi")


def test_a_quote_with_a_passive_verb_is_credited_to_the_issuer_of_the_press_statement() -> None:
    quote = quote_of("karşılıklı fayda")
    assert quote.kind == "partial"
    assert speaker_and_cue(quote) == (EMBASSY, "vurgulandı")


def test_a_fragment_of_a_press_statement_is_credited_to_the_organization_that_issued_it() -> None:
    quote = quote_of("Güney Kore ve ABD'nin")
    assert quote.kind == "partial"
    assert speaker_and_cue(quote) == (EMBASSY, "ifade edildi")


def test_a_quote_of_one_word_is_credited_to_its_speaker() -> None:
    quote = quote_of("derhal")
    assert quote.kind == "partial"
    assert speaker_and_cue(quote) == ("Chang Ho-jin", "çağrısında bulunmuştu")


def test_a_topic_of_talks_in_quotation_marks_is_not_a_quote() -> None:
    quotes = found()
    assert not [quote for quote in quotes if quote.text.startswith(("silah tedariki", "UAEA"))]
    assert [quote.field for quote in quotes][:2] == ["headline", "lede"]
