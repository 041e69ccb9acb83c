"""First names that stand for a full name, and short surnames before a full stop."""

import pytest

from app.extraction import extract_entities

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
