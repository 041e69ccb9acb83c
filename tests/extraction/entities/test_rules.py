"""Every rule of the entity recogniser, on sentences written for the test."""

import pytest

from app.extraction.entities import extract_entities, find_entities
from app.extraction.entities.candidates import Named
from app.extraction.entities.coreference import merge_entities
from app.extraction.text.read_text import read_fields
from app.lang.pack import language_pack
from app.schemas.entity import EntityDraft

Pairs = set[tuple[str, str]]


def found(text: str, language: str = "tr") -> Pairs:
    return {(entity.type, entity.name) for entity in extract_entities(text, language)}


def one(text: str, name: str, language: str = "tr") -> EntityDraft:
    return next(entity for entity in extract_entities(text, language) if entity.name == name)


def spans(text: str, name: str, language: str = "tr") -> list[str]:
    return [mention.text for mention in one(text, name, language).mentions]


SUFFIXES = ["Ankara'nın", "Ankara'ya", "Ankara'da", "Ankara'dan", "Ankara’nın", "Ankara’daki", "Ankara"]


@pytest.mark.parametrize("word", SUFFIXES)
def test_a_case_suffix_after_an_apostrophe_is_outside_the_mention(word: str) -> None:
    assert spans(f"Yolcular {word} bekledi.", "Ankara") == ["Ankara"]


AFTER_POSSESSIVE = ["Van Gölü'nde", "Van Gölü'nden", "Van Gölü'ndeki", "Van Gölü’nde", "Van Gölü'nü", "Van Gölü"]


@pytest.mark.parametrize("words", AFTER_POSSESSIVE)
def test_a_turkish_case_suffix_after_a_possessive_suffix_is_outside_the_mention(words: str) -> None:
    assert spans(f"Ekipler {words} aradı.", "Van Gölü") == ["Van Gölü"]


ROLES = [
    ("Törende Rusya Devlet Başkanı Vladimir Putin konuştu.", {("location", "Rusya"), ("person", "Vladimir Putin")}),
    ("Törende Japonya Başbakanı Haruki Tanaka konuştu.", {("location", "Japonya"), ("person", "Haruki Tanaka")}),
    ("Dün Fransa Maliye Bakanı Marc Dubois konuştu.", {("location", "Fransa"), ("person", "Marc Dubois")}),
    ("Dün Almanya Savunma Bakanı Heike Brandt geldi.", {("location", "Almanya"), ("person", "Heike Brandt")}),
    ("Dün Ankara Valisi Selin Ak geldi.", {("location", "Ankara"), ("person", "Selin Ak")}),
    ("Dün Norveç Büyükelçisi Kari Dahl geldi.", {("location", "Norveç"), ("person", "Kari Dahl")}),
    ("Dün Hatay Milletvekili Ayten Kaya geldi.", {("location", "Hatay"), ("person", "Ayten Kaya")}),
    ("Dün İsveç Kralı Anders Holm geldi.", {("location", "İsveç"), ("person", "Anders Holm")}),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_a_title_separates_the_name_of_a_country_from_that_of_a_person(text: str, expected: Pairs) -> None:
    assert found(text) == expected


TITLES = ["Bakan", "Başkan", "Prof. Dr.", "Dr.", "Av.", "Vali", "Rektör", "Savcı", "Sayın", "Yazar"]


@pytest.mark.parametrize("title", TITLES)
def test_the_name_of_a_person_excludes_the_title_before_it(title: str) -> None:
    assert found(f"Toplantıda {title} Perran Tozluova konuştu.") == {("person", "Perran Tozluova")}


ENDINGS = ["Bakanlığı", "Bakanlığına", "Bakanlığından", "Bakanlığının", "Bakanlığınca", "Bakanlığında"]


@pytest.mark.parametrize("head", ENDINGS)
def test_an_institution_name_omits_the_case_ending_of_the_mention(head: str) -> None:
    text = f"Dosya dün Almanya Dışişleri {head} ulaştı."
    assert spans(text, "Almanya Dışişleri Bakanlığı") == [f"Almanya Dışişleri {head}"]


HEADS = [
    ("organization", "Lale Üniversitesi"), ("organization", "Lale Belediyesi"), ("organization", "Lale Vakfı"),
    ("organization", "Lale Derneği"), ("organization", "Lale Bankası"), ("organization", "Lale Holding"),
    ("organization", "Lale Enstitüsü"), ("organization", "Lale Partisi"), ("organization", "Lale Federasyonu"),
    ("organization", "Lale Hastanesi"), ("organization", "Lale Ajansı"), ("location", "Lale Müzesi"),
    ("location", "Lale Gölü"), ("location", "Lale Dağı"), ("location", "Lale Caddesi"), ("location", "Lale Köprüsü"),
    ("location", "Lale Meydanı"), ("location", "Lale Havalimanı"), ("location", "Lale Vadisi"),
    ("event", "Lale Festivali"), ("event", "Lale Kupası"), ("event", "Lale Zirvesi"), ("event", "Lale Savaşı"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), HEADS)
def test_the_head_noun_decides_the_type_of_an_entity(kind: str, name: str) -> None:
    assert found(f"Bugün {name} konuşuldu.") == {(kind, name)}


def test_an_institution_with_a_conjunction_in_its_name_is_one_entity() -> None:
    assert found("Dün Tarım ve Orman Bakanlığı karar aldı.") == {("organization", "Tarım ve Orman Bakanlığı")}


@pytest.mark.parametrize("ending", ["Bakanlığa", "Bakanlığın", "Bakanlıktan"])
def test_the_word_ministry_alone_refers_to_the_ministry_named_before(ending: str) -> None:
    text = f"Haberi Japonya Savunma Bakanlığı duyurdu. Sonra {ending} soru geldi."
    entity = one(text, "Japonya Savunma Bakanlığı")
    assert entity.mention_count == 2


APART = [
    ("de", "Der Deutsche Bundestag tagt. Der Bundesrat stimmt zu.", "Bundesrat"),
    ("de", "Die Demokratische Partei tagt. Parteien wie die Union warten.", "Parteien"),
    ("de", "Die Technische Universität Dresden forscht. Das Universum wächst.", "Universum"),
    ("en", "The Rider Company grew. Companies like Alphabet did not.", "Companies"),
    ("en", "The United Nations met. The Nation reported it.", "Nation"),
    ("de", "Die Continental AG wuchs. Eine AG wie diese zahlt gut.", "AG"),
]


@pytest.mark.parametrize(("language", "text", "word"), APART)
def test_a_noun_does_not_refer_to_an_institution_whose_name_has_a_different_noun(
    language: str, text: str, word: str
) -> None:
    aliases = {alias for entity in extract_entities(text, language) for alias in entity.aliases}
    assert word not in aliases


def test_a_first_name_refers_to_the_most_recently_named_person_with_that_name() -> None:
    text = "Jason Goldman spoke in Boston. Jason Furman disagreed. Then Jason left the room."
    assert spans(text, "Jason Furman", "en") == ["Jason Furman", "Jason"]


@pytest.mark.parametrize(
    ("full", "longer", "records"),
    [
        ("Cathleen Holloway", "Lead Designer Cathleen Holloway", ["Cathleen Holloway"]),
        ("Kutluk Özgüven", "Muttalip Kutluk Özgüven", ["Muttalip Kutluk Özgüven"]),
        ("Shui Qianheng", "King Shui Qianheng", ["Shui Qianheng"]),
        ("Elizabeth II", "Queen Elizabeth II", ["Elizabeth II"]),
        ("Stephen Jones", "John Stephen Jones", ["John Stephen Jones", "Stephen Jones"]),
        ("Stephen Jones", "J. Stephen Jones", ["J. Stephen Jones", "Stephen Jones"]),
    ],
)
def test_a_full_name_with_and_without_a_title_before_it_is_one_person(
    full: str, longer: str, records: list[str]
) -> None:
    names = enumerate((longer, full))
    mentions = [Named("body", n * 50, n * 50 + len(name), name, name, "person", False) for n, name in names]
    assert sorted(entity.name for entity in merge_entities([mentions], language_pack("en"))) == records


SURNAMES = [("Ayten Kaya", "Kaya'nın"), ("Andrey Kulik", "Kulik'e"), ("Kim Jong-un", "Kim'in"), ("Selin Ak", "Ak'tan")]


@pytest.mark.parametrize(("name", "short"), SURNAMES)
def test_a_short_form_joins_the_entity_of_the_full_name(name: str, short: str) -> None:
    text = f"Dün {name} konuştu. Bugün {short} sözlerini duydu."
    assert spans(text, name) == [name, short.split("'")[0]]
    assert one(text, name).aliases == (short.split("'")[0],)


def test_an_acronym_in_parentheses_joins_the_entity_before_it() -> None:
    text = "Dün Mavi Çevre Vakfı (MÇV) rapor yazdı. Sonra MÇV konuştu."
    assert spans(text, "Mavi Çevre Vakfı") == ["Mavi Çevre Vakfı", "MÇV", "MÇV"]
    assert found(text) == {("organization", "Mavi Çevre Vakfı")}


OWNERS = ["Norveç'in Paris Büyükelçiliği", "Rusya'nın Seul Büyükelçiliği", "Japonya’nın Ankara Büyükelçiliği"]


@pytest.mark.parametrize("name", OWNERS)
def test_a_place_name_in_the_genitive_belongs_to_the_institution_name_after_it(name: str) -> None:
    assert found(f"Açıklamayı {name} yayımladı.") == {("organization", name)}


NO_NAMES = [
    "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
    "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar",
    "Türk", "Fransız", "İtalyan", "Alman", "Rus", "İngiliz", "Yunan", "Japon", "Ermeni", "İspanyol",
]  # fmt: skip


@pytest.mark.parametrize("word", NO_NAMES)
def test_months_weekdays_and_nationalities_are_not_found_as_names(word: str) -> None:
    assert found(f"{word} sabahı geldi.") == set()
    assert found(f"geçen {word} sabahı geldi.") == set()


ENGLISH_NO_NAMES = ["Monday", "Friday", "January", "August", "French", "German", "Russian", "Turkish", "Chinese", "The"]


@pytest.mark.parametrize("word", ENGLISH_NO_NAMES)
def test_english_stop_words_are_not_found_as_names(word: str) -> None:
    assert found(f"{word} people came.", "en") == set()
    assert found(f"people came on {word} again.", "en") == set()


OPENERS = ["Toplantıya", "Bildiriyi", "Heyet", "Yolcular", "Türklerin", "Destek", "Medyada", "Uzmanlar"]


@pytest.mark.parametrize("opener", OPENERS)
def test_the_name_of_a_place_excludes_a_capitalised_word_that_begins_the_sentence(opener: str) -> None:
    assert found(f"{opener} Japonya hazırdı.") == {("location", "Japonya")}
    assert found(f"yol bitti. {opener} Japonya hazırdı.") == {("location", "Japonya")}


@pytest.mark.parametrize("opener", OPENERS)
def test_the_name_of_a_person_excludes_a_capitalised_word_that_begins_the_sentence(opener: str) -> None:
    assert found(f"{opener} Ayşe Tozluova gördü.") == {("person", "Ayşe Tozluova")}


@pytest.mark.parametrize("opener", OPENERS)
def test_a_common_word_with_a_capital_at_the_start_of_a_sentence_is_not_a_name(opener: str) -> None:
    assert found(f"{opener} geldi.") == set()


@pytest.mark.parametrize("name", ["Güney Kore", "Kuzey Kore", "Kuzey Irak", "Batı Şeria", "Orta Doğu"])
def test_a_place_name_of_two_words_is_found_whole_at_a_sentence_start(name: str) -> None:
    assert found(f"{name} sessizdi.") == {("location", name)}


def test_a_capitalised_word_is_no_person_if_it_also_occurs_in_lower_case() -> None:
    assert found("dün Gece Bahçeciliği konuşuldu, her gece sürdü.") == set()


def test_a_name_has_one_type_in_the_whole_text() -> None:
    text = "Bakan Ayten Lale geldi. Ayten Lale konuştu. Ayten Lale gitti."
    assert found(text) == {("person", "Ayten Lale")}
    assert one(text, "Ayten Lale").mention_count == 3


def test_mentions_in_headline_and_body_are_merged_into_one_entity() -> None:
    pack = language_pack("tr")
    entities = find_entities(read_fields("Kaya konuştu", "Lale Üniversitesi açıldı.", "Dün Ayten Kaya konuştu.", pack))
    person = next(entity for entity in entities if entity.type == "person")
    assert person.name == "Ayten Kaya"
    assert {mention.field for mention in person.mentions} == {"headline", "body"}


def test_entities_are_sorted_by_first_mention() -> None:
    names = [entity.name for entity in extract_entities("Dün Japonya ile Norveç, sonra İsveç konuştu.", "tr")]
    assert names == ["Japonya", "Norveç", "İsveç"]


def test_only_a_location_has_an_external_id() -> None:
    text = "Dün Ayten Kaya Lale Vakfı için Japonya'ya gitti."
    assert one(text, "Japonya").external_ids == {"iso3166": "JP", "geonames": "1861060", "wikidata": "Q17"}
    assert all(not entity.external_ids for entity in extract_entities(text, "tr") if entity.type != "location")


GERMAN = [
    ("Die Reaktion der Leitung kam.", set()),
    ("Negative Folgen und Millionen Einwohner.", set()),
    ("Das Ziel der Initiative ist klar.", set()),
    ("Gestern sprach Heike Brandt.", {("person", "Heike Brandt")}),
    ("Gestern sprach Ministerin Brandt.", {("person", "Brandt")}),
    ("Gestern sprach der Schweizer Peter Lang.", {("person", "Peter Lang")}),
    ("Gestern sprach Nachbar Thomas Holm.", {("person", "Thomas Holm")}),
    ("Er lebt in Wien.", {("location", "Wien")}),
]


@pytest.mark.parametrize(("text", "expected"), GERMAN)
def test_german_names_are_distinguished_from_capitalised_nouns(text: str, expected: Pairs) -> None:
    assert found(text, "de") == expected


ENGLISH = [
    ("Then Mr Holm spoke.", {("person", "Holm")}),
    ("Then President Emma Stone spoke.", {("person", "Emma Stone")}),
    ("They asked the Ministry of Finance.", {("organization", "Ministry of Finance")}),
    ("They asked the University of Oslo.", {("organization", "University of Oslo")}),
    ("They crossed Willow River at dawn.", {("location", "Willow River")}),
    ("They left for Norway.", {("location", "Norway")}),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_names_are_found_with_their_types(text: str, expected: Pairs) -> None:
    assert found(text, "en") == expected


def test_two_people_with_one_surname_are_two_entities() -> None:
    text = "Ayten Kaya geldi. Kaya konuştu. Sonra Mehmet Kaya geldi. Kaya sustu. Ayten Kaya güldü. Kaya gitti."
    assert [m.start for m in one(text, "Ayten Kaya").mentions] == [
        0,
        text.index("Kaya konuştu"),
        text.index("Ayten Kaya güldü"),
        text.index("Kaya gitti"),
    ]
    assert [m.start for m in one(text, "Mehmet Kaya").mentions] == [text.index("Mehmet"), text.index("Kaya sustu")]
