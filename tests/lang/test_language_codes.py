"""Language tags as the codes that articles are stored under."""

import pytest

from app.lang.language_codes import language_code


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("tr", "tr"),
        ("TR", "tr"),
        ("tr-TR", "tr"),
        ("tr_TR", "tr"),
        ("tur", "tr"),
        ("tr-Latn-TR-x-news", "tr"),
        ("deu", "de"),
        ("ger", "de"),
        ("zh-Hant", "zh"),
        ("chi", "zh"),
        ("nb", "no"),
        ("nob", "no"),
        ("nb-NO", "no"),
        ("nn", "no"),
        ("x" * 99, None),
        ("iw", "he"),
        ("ckb", "ckb"),
        ("und", "und"),
        (" en ", "en"),
        ("xx", None),
        ("zz-ZZ", None),
        ("t", None),
        ("Turkish", None),
        ("türkçe", None),
        ("tr-", None),
        ("tr TR", None),
        ("tr\n", "tr"),
        ("", None),
        ("١٢", None),
    ],
)
def test_a_language_tag_is_reduced_to_its_code(tag: str, code: str | None) -> None:
    assert language_code(tag) == code
