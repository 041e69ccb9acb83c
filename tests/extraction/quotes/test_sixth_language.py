"""A new language with a known grammar needs only a pack."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.extraction.quotes import extract_quotes
from app.lang.pack import use_pack
from tests.builders.packs import packs_restored

# Italian enough for three frames.
TOY = """
language = "qz"
[quotes]
cues = ["ha aggiunto", "ha detto", "dice"]
sources = ["secondo"]
pronouns = ["lui", "lei"]
role_nouns = ["sindaco"]
not_names = ["il", "la", "un", "una"]
[grammar]
type = "verb_adjacent"
definite_determiners = ["il", "la"]
indefinite_determiners = ["un", "uno", "una"]
prepositions = ["di", "a", "da", "in", "con", "su", "per"]
"""


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[None]:
    path = tmp_path / "qz.toml"
    path.write_text(TOY, "utf-8")
    with packs_restored():
        use_pack(path)
        yield


@pytest.mark.usefixtures("toy")
def test_a_pack_for_a_new_language_is_enough_to_credit_quotes() -> None:
    body = (
        "«Il ponte riapre lunedì», ha detto il sindaco Luca Bruni. Secondo Anna Sala, il cantiere è “in ritardo”.\n\n"
        "«Non abbiamo fretta», ha aggiunto il sindaco."
    )
    told = [(quote.speaker.name if quote.speaker else None, quote.kind) for quote in extract_quotes(body, "qz")]
    assert told == [("Luca Bruni", "direct"), ("Anna Sala", "partial"), ("Luca Bruni", "direct")]


def test_without_a_pack_no_quote_has_a_speaker() -> None:
    quotes = extract_quotes("«Il ponte riapre lunedì mattina alle sei.», ha detto il sindaco Luca Bruni.", "qw")
    assert [quote.speaker for quote in quotes] in ([], [None])


def test_a_cue_without_a_subject_credits_the_person_named_in_the_sentence_before() -> None:
    body = (
        "«El puente sigue cerrado», dijo Ana Ruiz.\n\n"
        "El alcalde Juan Gil firmó la orden el lunes. «Nadie se quedará solo», aseguró."
    )
    assert [quote.speaker.name for quote in extract_quotes(body, "es") if quote.speaker] == ["Ana Ruiz", "Juan Gil"]
