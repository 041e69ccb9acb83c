"""A language whose grammar is known needs nothing but a pack."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.extraction.quotes import cues, extract_quotes, grammars, interviews, name_index, noun_phrases
from app.extraction.quotes.attribution import resolve, subjects, verb_adjacent
from app.lang import pack

# Italian enough for three frames.
TOY = """
language = "it"
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
CACHED = (
    *(pack.language_pack, pack.languages, pack.all_packs, cues.patterns, noun_phrases.words_of, grammars.grammar),
    *(subjects._grammar, verb_adjacent.owners, resolve.role_nouns, interviews._labels, name_index._stem),
)


@pytest.fixture
def italian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for path in pack.PACKS.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "it.toml").write_text(TOY, "utf-8")
    monkeypatch.setattr(pack, "PACKS", tmp_path)
    for function in CACHED:
        function.cache_clear()
    yield
    monkeypatch.undo()
    for function in CACHED:
        function.cache_clear()


@pytest.mark.usefixtures("italian")
def test_three_frames() -> None:
    body = (
        "«Il ponte riapre lunedì», ha detto il sindaco Luca Bruni. Secondo Anna Sala, il cantiere è “in ritardo”.\n\n"
        "«Non abbiamo fretta», ha aggiunto il sindaco."
    )
    told = [(quote.speaker.name if quote.speaker else None, quote.kind) for quote in extract_quotes(body, "it")]
    assert told == [("Luca Bruni", "direct"), ("Anna Sala", "partial"), ("Luca Bruni", "direct")]


def test_without_a_pack_the_words_are_found_and_nobody_is_guessed() -> None:
    quotes = extract_quotes("«Il ponte riapre lunedì mattina alle sei.», ha detto il sindaco Luca Bruni.", "it")
    assert [quote.speaker for quote in quotes] in ([], [None])
