"""First names that stand for a full name, and short surnames before a full stop."""

import pytest

from app.extraction import extract_entities
from app.extraction.entities.same_people import same_people
from app.lang.pack import language_pack

FIRST_NAMES = [
    ("es", "La actriz Carmen Machi llegó tarde. Carmen se disculpó.", "Carmen Machi", "Carmen"),  # also a town
    ("es", "Cristóbal Paz Matte habló. A don Cristóbal lo conocí en misa.", "Cristóbal Paz Matte", "Cristóbal"),
    ("en", "The singer Kimberley Walsh arrived late. Later Kimberley apologised.", "Kimberley Walsh", "Kimberley"),
    ("tr", "Dün Nevzat Hacıoğlu geldi. Nevzat Hacıoğlu'nun evi yandı, Nevzat üzgün.", "Nevzat Hacıoğlu", "Nevzat"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "first"), FIRST_NAMES)
def test_a_first_name_that_a_list_has_as_a_place_or_a_word_means_the_person(
    language: str, text: str, name: str, first: str
) -> None:
    found = extract_entities(text, language)
    assert [(one.type, one.name, first in one.aliases) for one in found] == [("person", name, True)]


PLACES = [
    ("en", "The actor Austin Butler arrived late. He left for Austin, Texas, on Monday.", "Austin"),
    ("fr", "Florence Parly est arrivée lundi. Elle repart demain à Florence.", "Florence"),
]


@pytest.mark.parametrize(("language", "text", "place"), PLACES)
def test_a_well_known_place_is_no_first_name(language: str, text: str, place: str) -> None:
    assert place in {one.name for one in extract_entities(text, language) if one.type == "location"}


SENTENCES = [
    ("es", "El juez citó a Pepa Páez Luna. Páez negó todo.", "Pepa Páez Luna"),
    ("en", "The judge fined Amy Lee. Lee said nothing.", "Amy Lee"),
    ("tr", "Hakim Oya Kaya. Kaya sustu.", "Oya Kaya"),
    ("en", "On Monday Prof. Emma Holm spoke.", "Emma Holm"),
    ("en", "On Monday Sen. Emma Holm spoke.", "Emma Holm"),
    ("en", "On Monday John F. Holm spoke.", "John F. Holm"),
]


@pytest.mark.parametrize(("language", "text", "name"), SENTENCES)
def test_a_full_stop_ends_a_name_after_a_short_surname_but_not_after_an_abbreviation(
    language: str, text: str, name: str
) -> None:
    assert [one.name for one in extract_entities(text, language)] == [name]


SURNAMES = [
    ("es", "Gabriel García Márquez nació ayer. García Márquez escribió.", "García Márquez"),
    ("es", "Ayer habló Pilar Páez Luna. Ayer Páez Luna calló.", "Páez Luna"),
    ("en", "David De Gea saved the shot. After that De Gea won.", "De Gea"),
    ("en", "Ruairí Ó Maoldomhnaigh said no. Then Ó Maoldomhnaigh left.", "Ó Maoldomhnaigh"),
    ("fr", "Maëlle Van Hooydonck-Leclercq a gagné. Van Hooydonck-Leclercq rit.", "Van Hooydonck-Leclercq"),
    ("tr", "Turan Taşkın Özer konuştu. Sonra Taşkın Özer gitti.", "Taşkın Özer"),
]


@pytest.mark.parametrize(("language", "text", "surname"), SURNAMES)
def test_a_surname_of_several_words_means_the_full_name(language: str, text: str, surname: str) -> None:
    assert [(one.aliases, len(one.mentions)) for one in extract_entities(text, language)] == [((surname,), 2)]


TWO_PEOPLE = [
    ("tr", "Yusuf Kaya geldi. Sonra Hüseyin Yusuf Kaya gitti."),
    ("es", "Pilar Páez Luna llegó con Ana Páez Luna. Ayer Páez Luna calló."),
    ("en", "On Monday Mary Ann Holm spoke. Then Ann Holm left."),
]


@pytest.mark.parametrize(("language", "text"), TWO_PEOPLE)
def test_a_name_that_may_be_of_somebody_else_stays_apart(language: str, text: str) -> None:
    assert len(extract_entities(text, language)) >= 2


HONORIFICS = [
    ("Çay üreticisi Emine Fındıkoğlu konuştu. Emine Teyze çayını satamadı.", "Emine Fındıkoğlu"),
    ("Hasan Usta, yani Hasan Demirci, güldü.", "Hasan Demirci"),
    ("İsmet İnönü geldi. İsmet Paşa konuştu.", "İsmet İnönü"),
    ("Dün Nevzat Hacıoğlu geldi. Nevzat Bey'in eşi de oradaydı.", "Nevzat Hacıoğlu"),
]


@pytest.mark.parametrize(("text", "name"), HONORIFICS)
def test_a_first_name_with_an_honorific_means_the_full_name(text: str, name: str) -> None:
    assert [(one.name, len(one.mentions)) for one in extract_entities(text, "tr")] == [(name, 2)]


def test_a_first_name_with_an_honorific_that_two_people_have_stays_apart() -> None:
    found = extract_entities("Ali Kaya ve Ali Demir geldi. Toplantıda Ali Bey konuştu.", "tr")
    assert [one.name for one in found] == ["Ali Kaya", "Ali Demir", "Ali Bey"]


TITLES = [
    ("en", "On Monday Coun Neil Oxtoby said no.", "Neil Oxtoby"),
    ("en", "On Monday Cr Sue-Ellen Marsh said no.", "Sue-Ellen Marsh"),
    ("en", "On Monday Alhaji Mutiu Lawal said no.", "Mutiu Lawal"),
    ("en", "On Monday Jonathan Pym KC said no.", "Jonathan Pym"),
    ("en", "On Monday Dame Mary Hall OBE said no.", "Mary Hall"),
    ("tr", "Toplantıda Muhtar Erdinç Sivaslı konuştu.", "Erdinç Sivaslı"),
    ("fr", "Lundi, Maître Claire Duval a dit non.", "Claire Duval"),
    ("es", "El lunes, Monseñor Luis Plata dijo que no.", "Luis Plata"),
]


@pytest.mark.parametrize(("language", "text", "name"), TITLES)
def test_a_title_or_an_honour_is_no_part_of_a_name(language: str, text: str, name: str) -> None:
    assert [one.name for one in extract_entities(text, language)] == [name]


def test_a_surname_after_initials_without_full_stops_means_the_person() -> None:
    found = extract_entities("P K Raveendran and Anil Kumar ruled. Justice Raveendran spoke.", "en")
    assert [one.aliases for one in found] == [("Raveendran",), ()]


def test_a_compound_that_ends_in_a_common_noun_is_no_surname() -> None:
    pack = language_pack("de")
    assert same_people(["Yuki Tsunoda", "Yuki Tsunoda Renn-Statistiken"], pack) == {}
    assert same_people(["Emma Holm", "Emma Holm Weber-Lang"], pack) == {"emma holm": "emma holm weber-lang"}
