"""Names of people, organizations and places: each rule of the design, on short texts of our own."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction import extract_entities
from app.extraction.entities import find_entities
from app.extraction.entities.gazetteer import place_ids
from app.lang.pack import language_pack
from app.schemas.entity import EntityDraft
from app.text.identity import entity_id
from app.text.tokens import tokens


def found(text: str, language: str = "tr") -> dict[str, str]:
    return {entity.name: entity.type for entity in extract_entities(text, language)}


def one(text: str, name: str, language: str = "tr") -> EntityDraft:
    return next(entity for entity in extract_entities(text, language) if entity.name == name)


def spans(text: str, name: str, language: str = "tr") -> list[str]:
    return [mention.text for mention in one(text, name, language).mentions]


PERSON_TEXTS = [
    ("Toplantıya Elif Korkmaz katıldı.", "tr", "Elif Korkmaz"),
    ("Rusya Devlet Başkanı Vladimir Putin geldi.", "tr", "Vladimir Putin"),
    ("Kararı Ticaret Bakanı Can Er açıkladı.", "tr", "Can Er"),
    ("Prof. Dr. Ayşe Demir konuştu.", "tr", "Ayşe Demir"),
    ("Konuyu Bakan Selim Aras anlattı.", "tr", "Selim Aras"),
    ("Kuzey Kore lideri Kim Jong-un gitti.", "tr", "Kim Jong-un"),
    ("Güney Kore'den Chang Ho-jin aradı.", "tr", "Chang Ho-jin"),
    ("Konya Ziraat Odası Başkanı Mehmet Uçar sevindi.", "tr", "Mehmet Uçar"),
    ("The answer came from Margaret Oyelaran on Monday.", "en", "Margaret Oyelaran"),
    ("It was said by Prime Minister Keir Starmer in London.", "en", "Keir Starmer"),
    ("They met Dr. Hannah Lee and left.", "en", "Hannah Lee"),
    ("Das sagte Oberbürgermeisterin Heike Brandt am Montag.", "de", "Heike Brandt"),
    ("C'est ce que dit Mme Hélène Vidal ce lundi.", "fr", "Hélène Vidal"),
    ("Lo dijo la alcaldesa Pilar Montes ayer.", "es", "Pilar Montes"),
]


@pytest.mark.parametrize(("text", "language", "name"), PERSON_TEXTS)
def test_people(text: str, language: str, name: str) -> None:
    assert found(text, language).get(name) == "person"


ORGANIZATION_TEXTS = [
    ("Açıklama Dışişleri Bakanlığından geldi.", "tr", "Dışişleri Bakanlığı"),
    ("Kararı Güney Kore Dışişleri Bakanlığına iletti.", "tr", "Güney Kore Dışişleri Bakanlığı"),
    ("Bu karar Körfez İşbirliği Konseyinin toplantısında alındı.", "tr", "Körfez İşbirliği Konseyi"),
    ("Rusya'nın Seul Büyükelçiliği açıkladı.", "tr", "Rusya'nın Seul Büyükelçiliği"),
    ("Tarım ve Orman Bakanlığı duyurdu.", "tr", "Tarım ve Orman Bakanlığı"),
    ("Öğrenciler Ankara Üniversitesinde toplandı.", "tr", "Ankara Üniversitesi"),
    ("Toplantı NATO'da yapıldı.", "tr", "NATO"),
    ("Haberi Yonhap duyurdu.", "tr", "Yonhap"),
    ("Maçı Galatasaray kazandı.", "tr", "Galatasaray"),
    ("The Ministry of Defence denied it.", "en", "Ministry of Defence"),
    ("He works for Acme Corporation in town.", "en", "Acme Corporation"),
    ("The report came from Stanford University yesterday.", "en", "Stanford University"),
    ("Der Fall liegt bei der Musterbau GmbH in Köln.", "de", "Musterbau GmbH"),
    ("El informe es de la Universidad de Granada.", "es", "Universidad de Granada"),
]


@pytest.mark.parametrize(("text", "language", "name"), ORGANIZATION_TEXTS)
def test_organizations(text: str, language: str, name: str) -> None:
    assert found(text, language).get(name) == "organization"


PLACES = [
    ("Rusya", "iso3166", "RU"),
    ("Güney Kore", "iso3166", "KR"),
    ("Kuzey Kore", "iso3166", "KP"),
    ("ABD", "iso3166", "US"),
    ("İngiltere", "iso3166", "GB"),
    ("Almanya", "iso3166", "DE"),
    ("Fransa", "iso3166", "FR"),
    ("İspanya", "iso3166", "ES"),
    ("İtalya", "iso3166", "IT"),
    ("Yunanistan", "iso3166", "GR"),
    ("Bulgaristan", "iso3166", "BG"),
    ("Romanya", "iso3166", "RO"),
    ("Ukrayna", "iso3166", "UA"),
    ("Polonya", "iso3166", "PL"),
    ("Macaristan", "iso3166", "HU"),
    ("Avusturya", "iso3166", "AT"),
    ("İsviçre", "iso3166", "CH"),
    ("Belçika", "iso3166", "BE"),
    ("Hollanda", "iso3166", "NL"),
    ("Norveç", "iso3166", "NO"),
    ("İsveç", "iso3166", "SE"),
    ("Finlandiya", "iso3166", "FI"),
    ("Danimarka", "iso3166", "DK"),
    ("Portekiz", "iso3166", "PT"),
    ("Mısır", "iso3166", "EG"),
    ("İran", "iso3166", "IR"),
    ("Irak", "iso3166", "IQ"),
    ("Suriye", "iso3166", "SY"),
    ("Lübnan", "iso3166", "LB"),
    ("İsrail", "iso3166", "IL"),
    ("Filistin", "iso3166", "PS"),
    ("Katar", "iso3166", "QA"),
    ("Suudi Arabistan", "iso3166", "SA"),
    ("BAE", "iso3166", "AE"),
    ("Çin", "iso3166", "CN"),
    ("Japonya", "iso3166", "JP"),
    ("Hindistan", "iso3166", "IN"),
    ("Pakistan", "iso3166", "PK"),
    ("Azerbaycan", "iso3166", "AZ"),
    ("Gürcistan", "iso3166", "GE"),
    ("Brezilya", "iso3166", "BR"),
    ("Arjantin", "iso3166", "AR"),
    ("Meksika", "iso3166", "MX"),
    ("Kanada", "iso3166", "CA"),
    ("Türkiye", "iso3166", "TR"),
    ("Moskova", "geonames", "524901"),
    ("Pyongyang", "geonames", "1871859"),
    ("Seul", "geonames", "1835848"),
    ("Londra", "geonames", "2643743"),
    ("Pekin", "geonames", "1816670"),
    ("İstanbul", "iso3166_2", "TR-34"),
    ("Ankara", "iso3166_2", "TR-06"),
    ("Iğdır", "iso3166_2", "TR-76"),
    ("Şanlıurfa", "iso3166_2", "TR-63"),
    ("Kocaeli", "iso3166_2", "TR-41"),
    ("Zonguldak", "iso3166_2", "TR-67"),
]


@pytest.mark.parametrize(("name", "system", "identity"), PLACES)
def test_places_have_ids(name: str, system: str, identity: str) -> None:
    entity = one(f"Toplantı geçen hafta {name}'da yapıldı.", name)
    assert (entity.type, entity.external_ids) == ("location", {system: identity})


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Russia", "en", "RU"),
        ("South Korea", "en", "KR"),
        ("UK", "en", "GB"),
        ("U.S.", "en", "US"),
        ("Deutschland", "de", "DE"),
        ("Südkorea", "de", "KR"),
        ("Allemagne", "fr", "DE"),
        ("États-Unis", "fr", "US"),
        ("Alemania", "es", "DE"),
        ("Estados Unidos", "es", "US"),
    ],
)
def test_countries_in_five_languages(name: str, language: str, code: str) -> None:
    assert place_ids(name, language) == {"iso3166": code}


@pytest.mark.parametrize("name", ["Avrupa", "Orta Doğu", "Gazze", "Karadeniz", "KKTC"])
def test_places_without_a_code(name: str) -> None:
    entity = one(f"Durum {name}'de değişiyor.", name)
    assert (entity.type, entity.external_ids) == ("location", {})


def test_the_suffix_stands_outside_the_mention() -> None:
    text = "Rusya'nın ve Rusya’ya, sonra Rusya'dan. Kulik'e değil, Andrey Kulik'i aradı."
    assert spans(text, "Rusya") == ["Rusya"] * 3
    assert spans(text, "Andrey Kulik") == ["Kulik", "Andrey Kulik"]


def test_a_role_stands_between_a_country_and_a_person() -> None:
    names = found("Toplantıda Rusya Devlet Başkanı Vladimir Putin ile ABD Dışişleri Bakanı Antony Blinken vardı.")
    assert names == {"Rusya": "location", "Vladimir Putin": "person", "ABD": "location", "Antony Blinken": "person"}


def test_a_surname_is_the_person_named_before_or_after() -> None:
    entity = one("Kulik'in sözleri tartışıldı. Büyükelçi Andrey Kulik konuştu. Kulik sonra gitti.", "Andrey Kulik")
    assert entity.mention_count == 3
    assert entity.aliases == ("Kulik",)


def test_a_first_part_is_the_person_too() -> None:
    assert spans("Kuzey Kore lideri Kim Jong-un geldi. Bunun üzerine Kim'in uçağı kalktı.", "Kim Jong-un") == [
        "Kim Jong-un",
        "Kim",
    ]


def test_a_definite_institution_is_the_one_named_before() -> None:
    text = "Güney Kore Dışişleri Bakanlığı açıkladı. Büyükelçi dün Bakanlığa çağrıldı."
    assert spans(text, "Güney Kore Dışişleri Bakanlığı") == ["Güney Kore Dışişleri Bakanlığı", "Bakanlığa"]


def test_an_acronym_is_the_institution_it_shortens() -> None:
    text = "Yardımı Türkiye Diyanet Vakfı (TDV) gönderdi. Bugün TDV ekipleri yola çıktı."
    entity = one(text, "Türkiye Diyanet Vakfı")
    assert [mention.text for mention in entity.mentions] == ["Türkiye Diyanet Vakfı", "TDV", "TDV"]
    assert entity.aliases == ("TDV",)


def test_one_name_has_one_type() -> None:
    names = [entity.name for entity in extract_entities("Bakan Can Er geldi. Can Er konuştu. Can Er gitti.", "tr")]
    assert names == ["Can Er"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Pazartesi günü, 13 Eylül'de ve Ramazan'da buluşacaklar.", "tr"),
        ("Türk ve Alman öğrenciler, Ruslar ile tanıştı.", "tr"),
        ("Ancak bugün hava güzel. Öte yandan yollar açık.", "tr"),
        ("Açıklamada bu ifade edildi. Raporda da geçti.", "tr"),
        ("On Monday in March the American and the German met.", "en"),
        ("However, they left. But he stayed.", "en"),
        ("Am Montag im März war alles ruhig.", "de"),
        ("", "tr"),
        ("1 2 3 . , !", "tr"),
    ],
)
def test_what_is_no_name(text: str, language: str) -> None:
    assert found(text, language) == {}


def test_a_word_at_the_start_of_a_sentence_is_no_name_if_it_is_a_common_word() -> None:
    assert found("Yol kapandı. Sonra yol açıldı.") == {}
    assert "Yol" not in found("Yol kapalıydı, bu yol uzun.")


def test_a_full_stop_ends_a_name() -> None:
    assert found("Kararı Murat Şahin. Van ise bekliyor.") == {"Murat Şahin": "person", "Van": "location"}


def test_fields_keep_their_own_offsets() -> None:
    headline, lede, body = "Putin: Hazırız", "Rusya açıkladı.", "Rusya Devlet Başkanı Vladimir Putin konuştu."
    texts = {"headline": headline, "lede": lede, "body": body}
    entities = find_entities(headline, lede, body, language_pack("tr"))
    for entity in entities:
        for mention in entity.mentions:
            assert texts[mention.field][mention.start : mention.end] == mention.text
    putin = next(entity for entity in entities if entity.name == "Vladimir Putin")
    assert [mention.field for mention in putin.mentions] == ["headline", "body"]
    assert [entity.name for entity in entities] == ["Vladimir Putin", "Rusya"]


def test_ids_are_those_of_type_and_name() -> None:
    assert one("Dün Elif Korkmaz geldi.", "Elif Korkmaz").id == entity_id("person", "ELİF KORKMAZ")


LETTERS = st.text(alphabet="AaBbİıIiŞşĞğ'’.\"“” ,-()\nRusyaKimAABD", max_size=150)


@settings(max_examples=200)
@given(LETTERS, st.sampled_from(["tr", "en", "de", "fr", "es", "xx"]))
def test_any_text_gives_sound_entities(text: str, language: str) -> None:
    entities = extract_entities(text, language)
    assert entities == extract_entities(text, language)
    for entity in entities:
        assert entity.mention_count == len(entity.mentions) > 0
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)
        places = [m.start for m in entity.mentions]
        assert places == sorted(places)
    assert len({entity.id for entity in entities}) == len(entities)


@settings(max_examples=200)
@given(LETTERS)
def test_tokens_stand_where_they_say(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= last
        last = token.end


def test_time_is_linear_in_the_number_of_names() -> None:
    def seconds(count: int) -> float:
        text = " ".join(
            f"Dün Ad{chr(97 + n % 26)}o Soyad{chr(97 + n // 26 % 26)}e Kurumu{n % 7} geldi." for n in range(count)
        )
        start = time.process_time()
        extract_entities(text, "tr")
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) <= 8 * max(seconds(2_000), 0.01)
