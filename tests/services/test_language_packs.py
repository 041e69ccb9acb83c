"""The examples of a pack are tried when it is checked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.lang.pack import PACKS, languages
from app.services.language_packs import check_pack, failing_examples
from tests.builders.packs import packs_restored

PACK = """
language = "{code}"
[quotes]
cues = [
  "ha detto",
]
not_names = [
  "il",
]
[grammar]
type = "verb_adjacent"
[[examples]]
text = "«Il ponte riapre lunedì», ha detto Luca Bruni."
words = "{words}"
speaker = "{speaker}"
kind = "{kind}"
"""


@pytest.fixture(autouse=True)
def forget_packs() -> Iterator[None]:
    with packs_restored():
        yield


def told(path: Path, words: str, speaker: str, kind: str) -> list[str]:
    path.write_text(PACK.format(code=path.stem, words=words, speaker=speaker, kind=kind), "utf-8")
    return [complaint.text for complaint in check_pack(path) if complaint.key == "examples"]


@pytest.mark.parametrize(
    ("code", "words", "speaker", "kind", "fault"),
    [
        ("qa", "Il ponte riapre lunedì", "Luca Bruni", "direct", None),
        ("qb", "Il ponte", "Luca Bruni", "direct", "no quotation `Il ponte`; found: `Il ponte riapre lunedì`"),
        ("qc", "Il ponte riapre lunedì", "Anna Sala", "direct", "speaker `Anna Sala` expected, `Luca Bruni` found"),
        ("qd", "Il ponte riapre lunedì", "Luca Bruni", "partial", "kind `partial` expected, `direct` found"),
    ],
)
def test_a_failing_example_of_a_pack_is_reported(
    tmp_path: Path, code: str, words: str, speaker: str, kind: str, fault: str
) -> None:
    found = told(tmp_path / f"{code}.toml", words, speaker, kind)
    assert (fault in found[0]) if fault else not found


def test_examples_of_an_invalid_pack_are_not_run(tmp_path: Path) -> None:
    path = tmp_path / "qe.toml"
    path.write_text(PACK.replace("cues", "cuse").format(code="qe", words="x", speaker="x", kind="direct"), "utf-8")
    assert [complaint.key for complaint in check_pack(path) if complaint.stops] == ["quotes.cuse"]
    assert not [complaint for complaint in check_pack(path) if complaint.key == "examples"]


@pytest.mark.parametrize("language", sorted(languages()))
def test_all_examples_of_the_packs_pass(language: str) -> None:
    assert PACKS.joinpath(f"{language}.toml").exists()
    assert [complaint.text for complaint in failing_examples(language)] == []
