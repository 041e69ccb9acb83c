"""A country or place has one mention and its id, even if its name has several words or a full stop."""

import pytest

from app.extraction import extract_entities


def found(text: str, language: str) -> dict[str, str]:
    """Map each name in a text to its first external id, or to its type if it has no id."""
    return {one.name: next(iter(one.external_ids.values()), one.type) for one in extract_entities(text, language)}


@pytest.mark.parametrize(
    ("language", "text", "name", "code"),
    [
        ("en", "The president of Trinidad and Tobago spoke.", "Trinidad and Tobago", "TT"),
        ("en", "On Monday, Antigua & Barbuda signed it.", "Antigua & Barbuda", "AG"),
        ("en", "On Monday, the president of Côte d’Ivoire spoke.", "Côte d'Ivoire", "CI"),
        ("en", "On Monday, the president of St. Kitts and Nevis spoke.", "St. Kitts and Nevis", "KN"),
        ("es", "El presidente de Bosnia y Herzegovina habló.", "Bosnia y Herzegovina", "BA"),
        ("es", "La guerra en la República Democrática del Congo sigue.", "República Democrática del Congo", "CD"),
        ("fr", "Lundi, un accord avec l’Arabie saoudite a été signé.", "Arabie saoudite", "SA"),
        ("fr", "Selon la presse, la Côte d’Ivoire a refusé.", "Côte d'Ivoire", "CI"),
        ("de", "Der Präsident von Saint Kitts und Nevis sprach.", "Saint Kitts und Nevis", "KN"),
        ("de", "Der Krieg in Vereinigten Arabischen Emiraten geht weiter.", "Vereinigten Arabischen Emiraten", "AE"),
        ("tr", "Pazartesi günü Trinidad ve Tobago ile anlaşma imzalandı.", "Trinidad ve Tobago", "TT"),
    ],
)
def test_a_country_with_a_name_of_several_words_is_one_place(language: str, text: str, name: str, code: str) -> None:
    assert found(text, language).get(name) == code


def test_an_institution_keeps_the_country_in_its_name() -> None:
    names = found("The Central Bank of Trinidad and Tobago raised rates.", "en")
    assert names == {"Central Bank of Trinidad and Tobago": "organization"}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Ian St. John spoke in St. Louis.", ["Ian St. John", "St. Louis"]),
        ("de", "Er lebt in St. Gallen. Der FC St. Pauli gewann.", ["St. Gallen", "FC St. Pauli"]),
        ("de", "Die Firma Holm GmbH & Co. KG wächst.", ["Holm GmbH & Co. KG"]),
    ],
)
def test_no_space_stands_before_a_full_stop_in_a_name(language: str, text: str, names: list[str]) -> None:
    assert list(found(text, language)) == names
