"""Values written as TOML are read back unchanged, whatever their strings contain."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.toml import toml_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,10}", fullmatch=True), TEXTS | st.lists(TEXTS)))
def test_written_toml_is_read_back(values: dict[str, str | list[str]]) -> None:
    assert tomllib.loads(toml_text(values)) == values


def test_toml_has_one_line_per_value() -> None:
    written = toml_text({"url": 'https://x.example/"a"\\\n', "cases": ["tr/bir", "tr/iki"]})
    assert written == 'url = "https://x.example/\\"a\\"\\\\\\n"\ncases = ["tr/bir", "tr/iki"]\n'


def test_control_characters_are_escaped() -> None:
    assert tomllib.loads(toml_text({"name": "\x00\x1f\x7f\u0085\u2028"})) == {"name": "\x00\x1f\x7f\u0085\u2028"}


def test_a_lone_surrogate_in_toml_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        toml_text({"name": "\ud83d"})
