"""Where runs of capitalised words are cut, and what is left out."""

import pytest

from app.extraction.entities import extract_entities
from app.extraction.entities.candidates import Named, find_by_rules
from app.extraction.entities.entity_numbers import SHARED_RUN
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack


def by_rules(text: str, language: str) -> list[Named]:
    return find_by_rules(ReadText("body", text, language_pack(language)))


def texts(text: str, language: str = "tr") -> list[str]:
    return [named.text for named in by_rules(text, language) if named.kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dün Japonya ve Norveç konuştu", ["Japonya", "Norveç"]),
        ("dün Japonya ile Norveç konuştu", ["Japonya", "Norveç"]),
        ("dün Japonya, Norveç konuştu", ["Japonya", "Norveç"]),
        ("dün Japonya\nNorveç konuştu", ["Japonya", "Norveç"]),
        ("dün Japonya'dan Norveç'e gitti", ["Japonya", "Norveç"]),
        ("dün “Japonya” dedi", ["Japonya"]),
        ("dün (Japonya) dedi", ["Japonya"]),
        ("dün Japonya/Norveç maçı", ["Japonya", "Norveç"]),
    ],
)
def test_separators_between_capitalised_words_separate_names(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize("text", ["Prof of A", "of Prof of", "A of", "The of Mr of Mrs of"])
def test_no_mention_begins_or_ends_with_a_lower_case_word(text: str) -> None:
    for found in texts(text, "en"):
        assert found[0].isupper()
        assert found.split()[-1][0].isupper()


@pytest.mark.parametrize("word", ["BEN", "BU", "YENİ", "HER", "SON"])
def test_a_common_word_in_capitals_is_not_taken_for_an_acronym(word: str) -> None:
    assert texts(f"dün {word} dedi") == []


@pytest.mark.parametrize("word", ["NATO", "MÇV", "TBMM", "AB", "UEFA"])
def test_an_acronym_is_an_organization(word: str) -> None:
    entities = extract_entities(f"Maden Çalışanları Vakfı (MÇV) dün {word} ile görüştü.", "tr")
    assert {entity.type for entity in entities} == {"organization"}
    assert word in {name for entity in entities for name in (entity.name, *entity.aliases)}


@pytest.mark.parametrize("part", ["Ak ve ", "Lale Vakfı ", "Bakan ", "Japonya ", "Ayten "])
def test_a_name_never_has_more_words_than_the_limit(part: str) -> None:
    for named in by_rules(part * 3_000, "tr"):
        assert len(named.text.split()) <= SHARED_RUN


@pytest.mark.parametrize("language", ["tr", "en", "de", "es", "fr"])
@pytest.mark.parametrize("name", ["Thomas Holm", "Elena Brandt", "Peter Lang"])
def test_given_names_of_one_language_are_recognised_in_others(name: str, language: str) -> None:
    entities = extract_entities(f"x y {name} z.", language)
    assert [(entity.type, entity.name) for entity in entities] == [("person", name)]


@pytest.mark.parametrize("language", ["", "xx", "zz"])
def test_a_person_whose_names_are_in_lists_is_found_without_a_pack(language: str) -> None:
    entities = extract_entities("x y Thomas Holm z.", language)
    assert [entity.name for entity in entities] == ["Thomas Holm"]
