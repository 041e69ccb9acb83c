"""Language packs: whole, valid, and refused when misspelt."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.lang.agency_table import by_form, wire_services
from app.lang.pack import PACKS, LanguagePack, added, known_languages, language_pack, languages

WANTED = ("tr", "en", "de", "fr", "es")


def test_the_five_languages_are_there() -> None:
    assert set(WANTED) <= languages()


@pytest.mark.parametrize("language", WANTED)
def test_a_pack_is_whole(language: str) -> None:
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
def test_months_of_a_language_are_told_apart(language: str) -> None:
    months = [{name.lower() for name in names} for names in language_pack(language).dates.months]
    assert sum(map(len, months)) == len(set().union(*months))


def test_an_unknown_language_has_an_empty_pack() -> None:
    pack = language_pack("xx")
    assert pack.language == "xx"
    assert not pack.common_words


def test_a_language_cannot_lead_out_of_the_folder() -> None:
    assert language_pack("../packs/tr").common_words == frozenset()


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="monhts"):
        LanguagePack.model_validate({"language": "tr", "dates": {"monhts": []}})


@pytest.mark.parametrize("path", sorted(PACKS.glob("[a-z]*.toml")), ids=lambda path: path.stem)
def test_a_pack_is_named_after_its_language(path: Path) -> None:
    assert f'language = "{path.stem}"' in path.read_text("utf-8")


def test_a_pattern_that_does_not_compile_is_refused() -> None:
    grammar = {"type": "verb_final", "evidential_pattern": "mış("}
    with pytest.raises(ValidationError, match="not a regular expression"):
        LanguagePack.model_validate({"language": "tr", "grammar": grammar})


def test_a_key_of_the_other_grammar_is_refused() -> None:
    with pytest.raises(ValidationError, match="quotatives"):
        LanguagePack.model_validate({"language": "it", "grammar": {"type": "verb_adjacent", "quotatives": ["diye"]}})


@pytest.mark.parametrize("language", sorted(known_languages()))
def test_a_pack_adds_to_the_shared_one(language: str) -> None:
    shared, pack = language_pack("xx"), language_pack(language)
    for section in ("dates", "noise", "credits", "images", "navigation"):
        for key, words in getattr(shared, section):
            if key not in ("months", "weekdays", "month_first"):
                assert set(words) <= set(getattr(getattr(pack, section), key)), (section, key)
    for name in ("months", "weekdays"):
        for mine, others in zip(getattr(pack.dates, name), getattr(shared.dates, name), strict=True):
            assert set(others) <= set(mine)


def test_tables_are_joined_key_by_key_and_single_values_replaced() -> None:
    table = {"zone": "UTC", "words": ["a", "b"], "months": [["jan"], ["feb"]], "deep": {"x": ["1"]}}
    more = {"zone": "Europe/Rome", "words": ["c", "a"], "months": [["gen"]], "deep": {"y": ["2"]}}
    assert added(table, more) == {
        "zone": "Europe/Rome",
        "words": ["c", "a", "b"],
        "months": [["gen", "jan"], ["feb"]],
        "deep": {"x": ["1"], "y": ["2"]},
    }


def test_agencies_are_told_apart() -> None:
    codes = [service.code for service in wire_services()]
    assert len(codes) == len(set(codes)) >= 20
    assert by_form()["Anadolu Ajansı"].code == "AA"
    forms = [form for service in wire_services() for form in service.forms]
    assert len(forms) == len(set(forms))
