"""External ids: countries, the 81 provinces of Turkey, cities."""

import re

import pytest

from app.extraction.entities import extract_entities
from app.extraction.entities.gazetteer import is_country, linked_ids, place_ids
from app.lang.gazetteers import place_links, places, places_by_link, with_links
from app.lang.pack import language_pack, languages
from app.text.identity import entity_id

COUNTRIES = {
    "Almanya": "DE", "Arjantin": "AR", "Arnavutluk": "AL", "Avustralya": "AU", "Avusturya": "AT", "Azerbaycan": "AZ",
    "Belçika": "BE", "Brezilya": "BR", "Bulgaristan": "BG", "Cezayir": "DZ", "Danimarka": "DK", "Endonezya": "ID",
    "Ermenistan": "AM", "Estonya": "EE", "Etiyopya": "ET", "Fas": "MA", "Finlandiya": "FI", "Fransa": "FR",
    "Gürcistan": "GE", "Güney Kore": "KR", "Hindistan": "IN", "Hırvatistan": "HR", "Irak": "IQ", "İran": "IR",
    "İrlanda": "IE", "İspanya": "ES", "İsrail": "IL", "İsveç": "SE", "İsviçre": "CH", "İtalya": "IT", "Japonya": "JP",
    "Kanada": "CA", "Kazakistan": "KZ", "Kuzey Kore": "KP", "Lübnan": "LB", "Macaristan": "HU", "Meksika": "MX",
    "Mısır": "EG", "Norveç": "NO", "Pakistan": "PK", "Polonya": "PL", "Portekiz": "PT", "Romanya": "RO", "Rusya": "RU",
    "Sırbistan": "RS", "Türkiye": "TR", "Ukrayna": "UA", "Yunanistan": "GR", "Çin": "CN", "Ürdün": "JO",
    "ABD": "US", "İngiltere": "GB", "BAE": "AE", "Filistin": "PS", "Suriye": "SY", "Kosova": "XK", "Çekya": "CZ",
}  # fmt: skip
CITIES = {
    "Moskova": "524901", "Seul": "1835848", "Pyongyang": "1871859", "Londra": "2643743", "Paris": "2988507",
    "Berlin": "2950159", "Madrid": "3117735", "Roma": "3169070", "Viyana": "2761369", "Kiev": "703448",
    "Kahire": "360630", "Bağdat": "98182", "Tahran": "112931", "Pekin": "1816670", "Atina": "264371",
    "Lizbon": "2267057", "Varşova": "756135", "Prag": "3067696", "Budapeşte": "3054643", "Bükreş": "683506",
    "Sofya": "727011", "Belgrad": "792680", "Brüksel": "2800866", "Amsterdam": "2759794", "Stockholm": "2673730",
    "Oslo": "3143244", "Helsinki": "658225", "Kopenhag": "2618425", "Dublin": "2964574", "Beyrut": "276781",
    "Bakü": "587084", "Tiflis": "611717", "Taşkent": "1512569", "Kabil": "1138958",
}  # fmt: skip
PROVINCES = [
    "Adana", "Adıyaman", "Afyonkarahisar", "Ağrı", "Amasya", "Ankara", "Antalya", "Artvin", "Aydın",
    "Balıkesir", "Bilecik", "Bingöl", "Bitlis", "Bolu", "Burdur", "Bursa", "Çanakkale", "Çankırı",
    "Çorum", "Denizli", "Diyarbakır", "Edirne", "Elazığ", "Erzincan", "Erzurum", "Eskişehir", "Gaziantep",
    "Giresun", "Gümüşhane", "Hakkâri", "Hatay", "Isparta", "Mersin", "İstanbul", "İzmir", "Kars",
    "Kastamonu", "Kayseri", "Kırklareli", "Kırşehir", "Kocaeli", "Konya", "Kütahya", "Malatya", "Manisa",
    "Kahramanmaraş", "Mardin", "Muğla", "Muş", "Nevşehir", "Niğde", "Ordu", "Rize", "Sakarya",
    "Samsun", "Siirt", "Sinop", "Sivas", "Tekirdağ", "Tokat", "Trabzon", "Tunceli", "Şanlıurfa",
    "Uşak", "Van", "Yozgat", "Zonguldak", "Aksaray", "Bayburt", "Karaman", "Kırıkkale", "Batman",
    "Şırnak", "Bartın", "Ardahan", "Iğdır", "Yalova", "Karabük", "Kilis", "Osmaniye", "Düzce",
]  # fmt: skip
ENGLISH = {"Germany": "DE", "France": "FR", "South Korea": "KR", "Norway": "NO", "UK": "GB", "U.S.": "US", "Iran": "IR"}
GERMAN = {"Deutschland": "DE", "Frankreich": "FR", "USA": "US", "Tschechien": "CZ", "Österreich": "AT", "Japan": "JP"}


@pytest.mark.parametrize(("name", "code"), COUNTRIES.items())
def test_a_turkish_name_of_a_country_gives_the_iso_code(name: str, code: str) -> None:
    assert place_ids(name, "tr") == {"iso3166": code}
    assert is_country(name, language_pack("tr"))


@pytest.mark.parametrize(("name", "code"), ENGLISH.items())
def test_an_english_name_of_a_country_gives_the_iso_code(name: str, code: str) -> None:
    assert place_ids(name, "en") == {"iso3166": code}


@pytest.mark.parametrize(("name", "code"), GERMAN.items())
def test_a_german_name_of_a_country_gives_the_iso_code(name: str, code: str) -> None:
    assert place_ids(name, "de") == {"iso3166": code}


SPELLINGS = [
    ("de", "Vereinigten Staaten", "US"), ("de", "Niederlanden", "NL"), ("en", "Bosnia and Herzegovina", "BA"),
    ("en", "Trinidad and Tobago", "TT"), ("fr", "Egypte", "EG"), ("fr", "Égypte", "EG"), ("fr", "Etats-Unis", "US"),
    ("es", "República Checa", "CZ"), ("tr", "Birleşik Devletler", "US"), ("tr", "Bosna Hersek", "BA"),
    ("en", "Bolivarian Republic of Venezuela", "VE"), ("en", "Swiss Confederation", "CH"), ("en", "Singapura", "SG"),
    ("de", "Italienische Republik", "IT"), ("fr", "République française", "FR"), ("es", "Reino de España", "ES"),
    ("tr", "Brezilya Federal Cumhuriyeti", "BR"), ("en", "Antarctica", "AQ"), ("tr", "Antarktika", "AQ"),
    ("fr", "Salvador", "SV"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "name", "code"), SPELLINGS)
def test_a_country_is_found_by_every_spelling_that_news_use(language: str, name: str, code: str) -> None:
    assert place_ids(name, language) == {"iso3166": code}


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fr", "Seul"), ("de", "Inde"), ("en", "Roma"), ("en", "Island"), ("en", "Katar"),
        ("de", "Butan"), ("en", "Maurice"),
    ],
)  # fmt: skip
def test_a_place_name_used_only_in_other_languages_gives_no_id(language: str, name: str) -> None:
    assert place_ids(name, language)
    assert linked_ids(name, language) == {}


@pytest.mark.parametrize(
    ("language", "name", "code"),
    [
        ("tr", "Seul", "1835848"), ("fr", "Inde", "IN"), ("it", "Roma", "3169070"), ("de", "Island", "IS"),
        ("de", "Germany", "DE"), ("en", "Deutschland", "DE"), ("fr", "Singapore", "SG"), ("en", "Myanmar", "MM"),
        ("en", "Kiev", "703448"), ("es", "Hong Kong", "1819729"), ("de", "ABD", ""), ("en", "Londyn", "2643743"),
        ("de", "USA", "US"), ("da", "Inde", "IN"),
    ],
)  # fmt: skip
def test_the_english_or_local_name_of_a_place_gives_its_id_in_any_language(language: str, name: str, code: str) -> None:
    assert "".join(linked_ids(name, language).values()) == code


@pytest.mark.parametrize(
    ("language", "name"), [("tr", "Kudüs"), ("de", "Jerusalem"), ("en", "Jerusalem"), ("fr", "Jérusalem")]
)
def test_jerusalem_is_one_city_in_all_languages(language: str, name: str) -> None:
    assert place_ids(name, language) == {"geonames": "281184"}


@pytest.mark.parametrize(("name", "identity"), CITIES.items())
def test_a_city_name_gives_the_id_of_the_city(name: str, identity: str) -> None:
    assert place_ids(name, "tr") == {"geonames": identity}
    assert not is_country(name, language_pack("tr"))


@pytest.mark.parametrize(("plate", "name"), list(enumerate(PROVINCES, 1)))
def test_the_id_of_a_turkish_province_contains_its_plate_number(plate: int, name: str) -> None:
    assert place_ids(name, "tr") == {"iso3166_2": f"TR-{plate:02}"}


def test_all_81_turkish_provinces_are_known() -> None:
    assert len(PROVINCES) == len(set(PROVINCES)) == 81


@pytest.mark.parametrize("name", ["", "Bilinmezköy", "ankara", "rusya", "Ayten Kaya", "Bakanlık"])
def test_names_that_are_not_places_have_no_id(name: str) -> None:
    assert place_ids(name, "tr") is None


@pytest.mark.parametrize("name", ["Avrupa", "Ege", "Balkanlar", "Orta Doğu", "Kapadokya", "KKTC"])
def test_regions_are_known_places_without_an_id(name: str) -> None:
    assert place_ids(name, "tr") == {}


@pytest.mark.parametrize("name", ["Cornwall", "Bali"])
@pytest.mark.parametrize("language", ["tr", "de", "fr"])
def test_a_region_does_not_get_the_id_of_a_small_city_elsewhere(name: str, language: str) -> None:
    assert place_ids(name, language) == {}


REGIONS = {
    "US-CA": ("tr Kaliforniya", "tr California", "en California", "de Kalifornien", "fr Californie", "es California"),
    "DE-BY": ("tr Bavyera", "en Bavaria", "de Bayern", "fr Bavière", "es Baviera"),
    "ES-CT": ("tr Katalonya", "en Catalonia", "de Katalonien", "fr Catalogne", "es Cataluña", "es Catalunya"),
    "ES-AN": ("tr Endülüs", "de Andalusien", "de Andalucía"),
    "IT-52": ("en Tuscany", "de Toskana", "fr Toscane", "es Toscana", "tr Toskana"),  # no part of Calgary
    "FR-20R": ("en Corsica", "de Korsika", "fr Corse", "es Córcega", "tr Korsika"),
}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in REGIONS.items() for name in names])
def test_a_region_has_one_id_in_all_languages(code: str, name: str) -> None:
    language, _, form = name.partition(" ")
    assert linked_ids(form, language) == {"iso3166_2": code}


ABBREVIATIONS = [
    ("He lives in Lansing, Mich., and sings.", "US-MI"),
    ("The boy from Boston, Mass., left on Monday.", "US-MA"),
    ("HARTFORD, Conn. (AP) — The mayor said on Monday that the bridge would close.", "US-CT"),
    ("Police in Albany, N.Y. said nothing. The bridge stayed open.", "US-NY"),
    ("The mayor of Jackson, Miss., said no.", "US-MS"),
    ("The fire brigade of Vancouver, B.C., said no.", "CA-BC"),
]


@pytest.mark.parametrize(("text", "code"), ABBREVIATIONS)
def test_an_abbreviation_after_a_place_and_a_comma_is_a_region(text: str, code: str) -> None:
    ids = [entity.external_ids.get("iso3166_2") for entity in extract_entities(text, "en")]
    assert ids.count(code) == 1


@pytest.mark.parametrize("text", ["Good morning, Miss. Come in.", "Thanks, Pa. Come in.", "In the rain, Mass. began."])
def test_an_abbreviation_after_another_word_is_no_region(text: str) -> None:
    assert extract_entities(text, "en") == ()


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_region_has_an_iso_code_and_one_meaning(language: str) -> None:
    words = language_pack(language).entities
    assert all(re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", code) for code in words.regions.values())
    assert not words.regions.keys() & words.places.keys()


def test_a_country_before_a_region_is_a_town() -> None:
    found = extract_entities("The fire in Lebanon, Indiana, was put out on Monday.", "en")
    assert {entity.name for entity in found if entity.external_ids.get("iso3166")} == set()


@pytest.mark.parametrize(
    "name", ["New York", "Granada", "Valencia", "Córdoba", "Teruel", "Cuenca", "Hamburg", "Odessa"]
)
def test_a_name_that_a_city_shares_with_a_region_gives_an_id(name: str) -> None:
    assert place_ids(name, "de")


OWN = {
    "Philadelphia": "4560349", "Liverpool": "2644210", "Delhi": "1273294", "Odessa": "698740", "León": "3998655",
    "St. Petersburg": "498817", "Los Ángeles": "5368361", "Bombay": "1275339", "Riad": "108410", "Pekin": "1816670",
    "Şam": "170654", "Halep": "170063",
}  # fmt: skip


@pytest.mark.parametrize(("name", "identity"), OWN.items())
def test_the_current_name_of_a_city_wins_over_the_old_name_of_another_city(name: str, identity: str) -> None:
    assert place_ids(name, "en") == {"geonames": identity}


AMBIGUOUS = ["Salisbury", "Tremont", "Victoria", "Hamilton", "Plymouth"]  # Harare, Boston, capitals of small states


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_a_name_that_means_two_places_equally_often_has_no_id(name: str) -> None:
    assert place_ids(name, "en") == {}


@pytest.mark.parametrize("name", ["Kitas", "Wirtshaus", "Kaira", "Ben", "Elif", "Arif", "Terminus", "Molotov"])
def test_a_rare_second_name_of_a_city_has_no_id(name: str) -> None:
    assert not place_ids(name, "de")


NATIONS = [
    ("en", "England", "ENG"), ("en", "Scotland", "SCT"), ("de", "Schottland", "SCT"), ("fr", "Pays de Galles", "WLS"),
    ("es", "Irlanda del Norte", "NIR"), ("tr", "İskoçya", "SCT"), ("it", "Inghilterra", "ENG"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "name", "code"), NATIONS)
def test_each_country_of_the_united_kingdom_has_its_own_id(language: str, name: str, code: str) -> None:
    assert place_ids(name, language) == {"iso3166_2": f"GB-{code}"}
    assert is_country(name, language_pack(language))


@pytest.mark.parametrize("name", ["Vine", "Sam", "Log", "Lion"])
def test_common_words_and_names_of_people_are_not_taken_for_nicknames_of_cities(name: str) -> None:
    assert not place_ids(name, "en")


@pytest.mark.parametrize("language", sorted(languages()))
def test_the_list_of_places_without_an_id_contains_no_country(language: str) -> None:
    listed = {name for name in language_pack(language).entities.other_places if ":" in places().get(name, "")}
    countries = {name for name in listed if places()[name].startswith("iso3166:")}
    assert countries <= {"Georgia"}  # a state of the United States, too


def test_in_german_salvador_is_not_the_country_el_salvador() -> None:
    assert not place_ids("Salvador", "de")


def test_a_foreign_city_name_that_is_an_ordinary_word_gives_no_id() -> None:
    """`Rim`, Slovene for Rome, is also an English word. `Londyn`, Polish for London, is no word."""
    assert place_ids("Londyn", "en") == place_ids("London", "en")
    assert not place_ids("Rim", "en")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Die Bundesrepublik Deutschland zahlt. Deutschland hilft, und Deutschland wartet.", "Deutschland"),
        ("tr", "Amerika Birleşik Devletleri açıkladı. ABD bekliyor, ABD ödüyor.", "ABD"),
        ("en", "The Swiss Confederation pays. Switzerland helps, and Switzerland waits.", "Switzerland"),
        ("fr", "Les États-Unis paient. Les USA attendent.", "États-Unis"),
    ],
)
def test_a_place_with_several_names_has_the_name_with_most_mentions(language: str, text: str, name: str) -> None:
    assert [one.name for one in extract_entities(text, language)] == [name]


def test_every_row_of_the_list_of_places_is_complete() -> None:
    rows = [row.split(":") for row in places().values()]
    assert all(len(row) == 3 and row[2] in ("1", "2") and bool(row[0]) == bool(row[1]) for row in rows)
    assert {row[0] for row in rows} == {"iso3166", "iso3166_2", "geonames", ""}


LINKS = [
    ({"iso3166": "RU"}, {"geonames": "2017370", "wikidata": "Q159"}),
    ({"iso3166": "XK"}, {"geonames": "831053", "wikidata": "Q1246"}),
    ({"iso3166_2": "TR-34"}, {"wikidata": "Q534799"}),
    ({"geonames": "524901"}, {"wikidata": "Q649"}),
    ({"geonames": "3128760"}, {"wikidata": "Q1492"}),
    ({"geonames": "1"}, {}),
    ({}, {}),
]


@pytest.mark.parametrize(("ids", "others"), LINKS)
def test_the_external_id_that_decides_the_entity_id_is_listed_first(
    ids: dict[str, str], others: dict[str, str]
) -> None:
    linked = with_links(ids)
    assert list(linked.items()) == [*ids.items(), *others.items()]
    assert with_links(linked) == linked
    assert entity_id("location", "", linked) == entity_id("location", "", ids)


def test_every_country_and_province_has_an_id_in_wikidata() -> None:
    codes = {code for one in languages() for code in language_pack(one).entities.places.values()}
    of_packs = {f"iso3166_2:{code}" for code in codes if "-" in code}
    listed = {place.rpartition(":")[0] for place in places().values()} | of_packs
    linked = {number for number, ids in place_links().items() if re.fullmatch(r"Q[1-9][0-9]*", ids["wikidata"])}
    assert linked == set(place_links()) <= listed
    assert {number for number in listed if number.startswith("iso")} <= linked


def test_an_additional_external_id_belongs_to_only_one_place() -> None:
    assert len(places_by_link()) == sum(map(len, place_links().values()))
    assert not places_by_link().keys() & {place.rpartition(":")[0] for place in places().values()}


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("tr", "Sağlık ekipleri KDC'ye gitti.", "CD"),
        ("tr", "Görüşmeler GKRY'de sürüyor.", "CY"),
        ("tr", "Fildişi Sahili seçime gidiyor.", "CI"),
        ("en", "Fighting in DR Congo has spread.", "CD"),
        ("de", "Die Elfenbeinküste hat gewählt.", "CI"),
        ("fr", "La RDC a voté hier.", "CD"),
        ("es", "El presidente de EE.UU. viajó ayer.", "US"),
        ("es", "El presidente de EE. UU. viajó ayer.", "US"),
        ("es", "El ministro llegó ayer a EE. UU.", "US"),
        ("es", "El ministro llegó ayer a EE.UU.\n\nHabló con la prensa.", "US"),
        ("es", "La República Checa votó ayer.", "CZ"),
    ],
)
def test_an_abbreviated_or_alternative_name_of_a_country_gives_its_code(language: str, text: str, code: str) -> None:
    found = extract_entities(text, language)
    assert [(each.type, each.external_ids["iso3166"]) for each in found] == [("location", code)]


def test_a_word_that_is_no_name_in_a_language_is_not_linked_to_a_place() -> None:
    """`Humus`, German for soil, is an old name of Homs in Syria."""
    assert linked_ids("Humus", "de") == {}
    assert linked_ids("Homs", "de") == {"geonames": "169577"}


def test_the_quarter_manhattanville_is_not_linked_to_the_district_manhattan() -> None:
    """A name that is only longer by `ville` or `town` is no other name of a place."""
    assert linked_ids("Manhattanville", "de") == {}
    assert linked_ids("Manhattan", "de") == {"geonames": "5125771"}


def test_the_city_in_a_listed_trade_fair_name_is_no_place() -> None:
    (found,) = extract_entities("Sie reisten nach einer erfolgreichen Art Cologne.", "de")
    assert (found.name, found.type) == ("Art Cologne", "organization")
