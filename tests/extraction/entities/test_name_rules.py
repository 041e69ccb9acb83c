"""Names that rules settle: apostrophes, capitals, words that open a sentence, dashes, titles, unsupported languages."""

import pytest

from app.extraction.entities import extract_entities

Pairs = set[tuple[str, str]]


def found(text: str, language: str = "tr") -> Pairs:
    return {(entity.type, entity.name) for entity in extract_entities(text, language)}


APOSTROPHES = [
    ("en", "Sinéad O'Connor sang with Paul O’Grady in Dublin.", {"Sinéad O'Connor", "Paul O’Grady", "Dublin"}),
    ("en", "“We lost everything,” said Conor O'Brien's sister.", {"Conor O'Brien"}),
    ("en", "Eve D’Ambrosio lives in Coeur d'Alene, the police said.", {"Eve D’Ambrosio", "Coeur d'Alene"}),
    ("en", "The president of Côte d'Ivoire met Samuel Eto'o.", {"Côte d'Ivoire", "Samuel Eto'o"}),
    ("en", "N'Golo Kanté was born in Paris.", {"N'Golo Kanté", "Paris"}),
    ("tr", "Samuel Eto'o ve N'Golo Kanté İstanbul'a geldi.", {"Samuel Eto'o", "N'Golo Kanté", "İstanbul"}),
    ("tr", "Conor O'Brien'ın sözlerini Gideon Sa'ar yanıtladı.", {"Conor O'Brien", "Gideon Sa'ar"}),
    ("fr", "Il a parlé d'Emmanuel Macron et de l'Ukraine.", {"Emmanuel Macron", "Ukraine"}),
    ("fr", "Jeanne d'Arc est née à Domrémy.", {"Jeanne d'Arc"}),
]


@pytest.mark.parametrize(("language", "text", "names"), APOSTROPHES)
def test_a_name_is_not_cut_at_its_apostrophe(language: str, text: str, names: set[str]) -> None:
    assert {name for _, name in found(text, language)} >= names


CAPITALS = [
    ("tr", "CUMHURBAŞKANI ERDOĞAN İZMİR'DE KONUŞTU", {("person", "Erdoğan"), ("location", "İzmir")}),
    ("tr", "İSTANBUL VALİSİ ALİ YILMAZ AÇIKLADI", {("location", "İstanbul"), ("person", "Ali Yılmaz")}),
    ("tr", "ANKARA'DA BÜYÜK YANGIN: AFAD UYARDI", {("location", "Ankara"), ("organization", "AFAD")}),
    (
        "tr",
        "DİYARBAKIR'DA DEPREM: AFAD BAŞKANI OKAY MEMİŞ AÇIKLADI",
        {("location", "Diyarbakır"), ("organization", "AFAD"), ("person", "Okay Memiş")},
    ),
]


@pytest.mark.parametrize(("language", "text", "names"), CAPITALS)
def test_names_in_a_headline_in_capitals_are_found(language: str, text: str, names: Pairs) -> None:
    assert found(text, language) == names


@pytest.mark.parametrize(("language", "text"), [case[:2] for case in CAPITALS])
def test_a_mention_in_capitals_keeps_its_printed_text(language: str, text: str) -> None:
    for entity in extract_entities(text, language):
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert mention.text.isupper()


@pytest.mark.parametrize("label", ["KILIÇDAROĞLU", "ERDOĞAN", "YILMAZ", "DEMİR"])
def test_a_surname_in_capitals_before_a_colon_is_a_person(label: str) -> None:
    assert ("person", label[0] + label[1:].replace("I", "ı").replace("İ", "i").lower()) in found(
        f"{label}: Karar doğru"
    )


@pytest.mark.parametrize("label", ["TFF", "AFAD", "MEB"])
def test_an_acronym_before_a_colon_is_not_taken_for_a_person(label: str) -> None:
    assert {kind for kind, name in found(f"{label}: Maç ertelendi") if name == label} <= {"organization"}


@pytest.mark.parametrize(
    "text", ["Kaya, dün Ankara'da konuştu.", "Kaya'nın sözleri duyuldu.", "Demir'in sözleri duyuldu."]
)
def test_a_surname_that_is_also_a_word_is_found_at_the_start_of_a_sentence(text: str) -> None:
    assert ("person", text.partition(",")[0].partition("'")[0]) in found(text)


DASHES = ["Ankara - Konya hattı açıldı.", "Ankara – Konya hattı açıldı.", "Ankara/Konya hattı.", "Ankara-Konya hattı."]


@pytest.mark.parametrize("text", DASHES)
def test_a_dash_or_slash_separates_the_names_of_two_places(text: str) -> None:
    assert found(text) == {("location", "Ankara"), ("location", "Konya")}


TITLES = [
    ("Tuğgeneral Ali Kaya açıklama yaptı.", "Ali Kaya"),
    ("Dün Üsteğmen Selim Ak törene geldi.", "Selim Ak"),
    ("Galatasaraylı Mauro Icardi gol attı.", "Mauro Icardi"),
    ("Ankaralı Selin Ak yarışı kazandı.", "Selin Ak"),
    ("Baba Hasan Kaya konuştu.", "Hasan Kaya"),
    ("Dün Anne Hathaway geldi.", "Anne Hathaway"),
    ("Müdür Yardımcısı Veli Koç geldi.", "Veli Koç"),
    ("Dün Ali Bey geldi.", "Ali Bey"),
    ("Dün Ayşe Hanım'a sordum.", "Ayşe Hanım"),
]


@pytest.mark.parametrize(("text", "name"), TITLES)
def test_the_name_of_a_person_excludes_ranks_and_demonyms_but_not_honorifics(text: str, name: str) -> None:
    assert ("person", name) in found(text)


@pytest.mark.parametrize("text", ["Bosna Hersekli futbolcu gol attı.", "Suudi Arabistanlı bakan geldi."])
def test_a_turkish_demonym_is_not_part_of_a_name(text: str) -> None:
    assert not {name for _, name in found(text) if name.endswith(("lı", "li"))}


@pytest.mark.parametrize("word", ["TV", "DNA", "KDV", "GPS", "ÖTV"])
def test_an_abbreviation_such_as_tv_or_dna_is_not_an_entity(word: str) -> None:
    assert found(f"Dün {word} konusu konuşuldu. Bugün {word} yok. Yarın {word} var.") == set()


SENTENCES = [
    "Dünya Sağlık Örgütü dün uyardı.",
    "Türkiye Kalkınma ve Yatırım Bankası kredi verdi.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_an_institution_at_the_start_of_a_sentence_is_found_with_its_first_word(text: str) -> None:
    names = {name for kind, name in found(text) if kind == "organization"}
    assert any(text.startswith(name) and name.count(" ") >= 2 for name in names)


@pytest.mark.parametrize("language", ["sv", "pl", "xx"])
def test_only_known_names_are_found_in_a_language_without_a_pack(language: str) -> None:
    text = "Donald Trump att Ukraina får hjälp. Den Svenska Kyrkan och Volvo vann i Stockholm."
    assert found(text, language) == {("person", "Donald Trump"), ("location", "Stockholm")}


OPENINGS = [("es", "Para Gil, el cierre es malo.", "Gil"), ("en", "After Smith left, it rained.", "Smith")]


@pytest.mark.parametrize(("language", "text", "name"), OPENINGS)
def test_a_name_excludes_a_function_word_that_begins_the_sentence(language: str, text: str, name: str) -> None:
    assert {each for _, each in found(text, language)} <= {name}


WHOLE_NAMES = [
    (
        "en",
        "Prince Harry met King Charles and Pope Francis in London.",
        {"Prince Harry", "King Charles", "Pope Francis"},
    ),
    ("tr", "Törene Prens William ile Prenses Kate katıldı.", {"Prens William", "Prenses Kate"}),
    ("de", "Prinz Harry sprach mit Königin Camilla.", {"Prinz Harry", "Königin Camilla"}),
    ("tr", "Polis, Mehmet K. ile konuştu. Kazada ölen Sinan G.", {"Mehmet K.", "Sinan G."}),
    ("fr", "Le ministère de la Santé a répondu au tribunal de Paris.", {"ministère de la Santé", "tribunal de Paris"}),
    ("fr", "Des renforts vont dans la bande de Gaza.", {"bande de Gaza"}),
    ("es", "El líder del cártel de Sinaloa fue detenido.", {"cártel de Sinaloa"}),
    ("es", "Habló su hermano Juan Antonio “Tony” Hernández.", {"Juan Antonio Hernández"}),
    ("es", 'Llegó Eduardo "Wado" de Pedro al acto.', {"Eduardo de Pedro"}),
    (
        "tr",
        "Kararı Çevre, Şehircilik ve İklim Değişikliği Bakanlığı açıkladı.",
        {"Çevre, Şehircilik ve İklim Değişikliği Bakanlığı"},
    ),
]


@pytest.mark.parametrize(("language", "text", "names"), WHOLE_NAMES)
def test_a_name_of_several_words_is_found_whole(language: str, text: str, names: set[str]) -> None:
    assert {name for _, name in found(text, language)} >= names


TWO_NAMES = [
    ("Antalya Kaş'ta yangın çıktı.", {("location", "Antalya"), ("location", "Kaş")}),
    ("İngiltere'nin Manchester kentinde konser var.", {("location", "İngiltere"), ("location", "Manchester")}),
    ("Rusya Etiyopya'da santral kuruyor.", {("location", "Rusya"), ("location", "Etiyopya")}),
]


@pytest.mark.parametrize(("text", "names"), TWO_NAMES)
def test_two_turkish_place_names_in_a_row_are_two_names(text: str, names: Pairs) -> None:
    assert found(text) == names


ENDS_OF_SENTENCES = [
    ("es", "Lo dijo la jefa del Ejecutivo comunitario. Bruselas se lava las manos.", "Bruselas"),
    ("es", "Lo dijo el jefe de Gobierno polaco. Bruselas le ha recordado la ley.", "Bruselas"),
    ("en", "He moved to St. Louis last year.", "St. Louis"),
]


@pytest.mark.parametrize(("language", "text", "name"), ENDS_OF_SENTENCES)
def test_a_name_does_not_continue_into_the_next_sentence(language: str, text: str, name: str) -> None:
    texts = [mention.text for entity in extract_entities(text, language) for mention in entity.mentions]
    assert name in texts
    assert not any("comunitario. " in each or "polaco. " in each for each in texts)


def test_a_region_of_a_continent_is_one_place() -> None:
    assert ("location", "Batı Afrika") in found("Salgın Batı Afrika'da yayıldı.")


def test_a_german_genitive_refers_to_the_same_person() -> None:
    entities = extract_entities(
        "Donald Trump lobte Nicolás Maduro. Die Anhänger Maduros jubelten Trumps Rede zu.", "de"
    )
    assert {entity.name for entity in entities} == {"Donald Trump", "Nicolás Maduro"}
    assert {mention.text for entity in entities for mention in entity.mentions} >= {"Maduros", "Trumps"}


def test_a_german_genitive_of_a_country_refers_to_the_country() -> None:
    assert ("location", "Russland") in found("Russlands Präsident reist nach Israel.", "de")


def test_an_acronym_that_is_also_a_word_is_found_only_in_capitals() -> None:
    assert ("organization", "İYİ") in found("Seçimi İYİ kazandı.")
    assert not any(name == "İyi" for _, name in found("İyi bir takıma karşı oynadılar."))


@pytest.mark.parametrize("text", ["Laut Polizei starb der Fahrer.", "Laut Staatsanwaltschaft war es Betrug."])
def test_a_preposition_is_not_part_of_the_name_after_it(text: str) -> None:
    assert not [entity.name for entity in extract_entities(text, "de") if entity.name.startswith("Laut")]


def test_in_german_the_title_premier_is_no_part_of_a_name() -> None:
    assert found("Premier Zaev kam. Zoran Zaev sprach, dann ging der Premier.", "de") == {("person", "Zoran Zaev")}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("As Vermont's Josh Holm told reporters, it is late.", "Josh Holm"),
        ("According to the Post’s Abha Holm, it is late.", "Abha Holm"),
        ("Conor O'Brien told reporters that it is late.", "Conor O'Brien"),
    ],
)
def test_a_possessive_before_a_person_is_no_part_of_the_name(text: str, person: str) -> None:
    assert {name for kind, name in found(text, "en") if kind == "person"} == {person}
