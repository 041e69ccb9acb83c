"""Language packs: whole, valid, and refused when misspelt."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.lang.agency_table import by_form, wire_services
from app.lang.pack import PACKS, LanguagePack, language_pack, languages

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
    assert pack.quotes.words or pack.quotes.stems
    assert pack.entities.titles


@pytest.mark.parametrize("language", WANTED)
def test_every_pattern_of_a_pack_compiles(language: str) -> None:
    for name, value in language_pack(language).quotes:
        for pattern in [value] if isinstance(value, str) else value if isinstance(value, tuple) else ():
            if isinstance(pattern, str):
                assert re.compile(pattern), name


@pytest.mark.parametrize("language", WANTED)
def test_months_of_a_language_are_told_apart(language: str) -> None:
    names = [name.lower() for names in language_pack(language).dates.months for name in names]
    assert len(names) == len(set(names))


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


def test_agencies_are_told_apart() -> None:
    codes = [service.code for service in wire_services()]
    assert len(codes) == len(set(codes)) >= 20
    assert by_form()["Anadolu Ajansı"].code == "AA"
    forms = [form for service in wire_services() for form in service.forms]
    assert len(forms) == len(set(forms))
