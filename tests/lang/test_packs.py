"""Language packs are complete and valid, and refused if a key is misspelt."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.lang.agency_table import by_form, wire_services
from app.lang.pack import PACKS, LanguagePack, added, known_languages, language_pack, languages

WANTED = ("tr", "en", "de", "fr", "es")


def test_packs_of_five_languages_exist() -> None:
    assert set(WANTED) <= languages()


@pytest.mark.parametrize("language", WANTED)
def test_a_pack_has_months_weekdays_and_common_words(language: str) -> None:
    pack = language_pack(language)
    assert pack.language == language
    assert len(pack.common_words) >= 40
    assert len(pack.dates.months) == 12
    assert len(pack.dates.weekdays) >= 7
    assert pack.dates.published
    assert pack.dates.modified
    assert pack.credits.by
    assert pack.credits.desks
    assert pack.noise.end_marks
    assert pack.navigation.home
    assert pack.pages.error
    assert pack.quotes.cues
    assert pack.entities.titles


@pytest.mark.parametrize("language", WANTED)
def test_no_month_name_of_a_language_is_listed_twice(language: str) -> None:
    months = [{name.lower() for name in names} for names in language_pack(language).dates.months]
    assert sum(map(len, months)) == len(set().union(*months))


def test_the_pack_of_an_unknown_language_has_no_common_words() -> None:
    pack = language_pack("xx")
    assert pack.language == "xx"
    assert not pack.common_words


def test_a_language_code_that_looks_like_a_path_does_not_load_a_file() -> None:
    assert language_pack("../packs/tr").common_words == frozenset()


def test_a_misspelt_key_in_a_pack_is_refused() -> None:
    with pytest.raises(ValidationError, match="monhts"):
        LanguagePack.model_validate({"language": "tr", "dates": {"monhts": []}})


@pytest.mark.parametrize("path", sorted(PACKS.glob("[a-z]*.toml")), ids=lambda path: path.stem)
def test_a_pack_file_is_named_after_its_language(path: Path) -> None:
    assert f'language = "{path.stem}"' in path.read_text("utf-8")


def test_a_pack_with_an_invalid_pattern_is_refused() -> None:
    grammar = {"type": "verb_final", "evidential_pattern": "mış("}
    with pytest.raises(ValidationError, match="not a regular expression"):
        LanguagePack.model_validate({"language": "tr", "grammar": grammar})


def test_a_pack_is_refused_if_a_key_belongs_to_another_grammar_type() -> None:
    with pytest.raises(ValidationError, match="quotatives"):
        LanguagePack.model_validate({"language": "it", "grammar": {"type": "verb_adjacent", "quotatives": ["diye"]}})


@pytest.mark.parametrize("language", sorted(known_languages()))
def test_lists_of_a_pack_are_added_to_those_of_the_shared_pack(language: str) -> None:
    shared, pack = language_pack("xx"), language_pack(language)
    for section in ("dates", "noise", "credits", "images", "navigation"):
        for key, words in getattr(shared, section):
            if key not in ("months", "weekdays", "month_first"):
                assert set(words) <= set(getattr(getattr(pack, section), key)), (section, key)
    for name in ("months", "weekdays"):
        for mine, others in zip(getattr(pack.dates, name), getattr(shared.dates, name), strict=True):
            assert set(others) <= set(mine)


def test_a_pack_extends_shared_tables_and_replaces_single_values() -> None:
    table = {"zone": "UTC", "words": ["a", "b"], "months": [["jan"], ["feb"]], "deep": {"x": ["1"]}}
    more = {"zone": "Europe/Rome", "words": ["c", "a"], "months": [["gen"]], "deep": {"y": ["2"]}}
    assert added(table, more) == {
        "zone": "Europe/Rome",
        "words": ["c", "a", "b"],
        "months": [["gen", "jan"], ["feb"]],
        "deep": {"x": ["1"], "y": ["2"]},
    }


def test_no_code_or_name_of_an_agency_is_listed_twice() -> None:
    codes = [service.code for service in wire_services()]
    assert len(codes) == len(set(codes)) >= 20
    assert by_form()["Anadolu Ajansı"].code == "AA"
    forms = [form for service in wire_services() for form in service.forms]
    assert len(forms) == len(set(forms))
