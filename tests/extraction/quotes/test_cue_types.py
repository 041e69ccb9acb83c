"""What a speaker does by a cue, in every language with a pack."""

import pytest

from app.extraction.quotes import extract_quotes
from app.extraction.quotes.cue_types import cue_type

TYPES = [
    ("tr", "dedi", "say"),
    ("tr", "diye sordu", "ask"),
    ("tr", "yanıtını verdi", "answer"),
    ("tr", "iddiasını yalanladı", "deny"),
    ("tr", "uyarısında bulundu", "warn"),
    ("tr", "çağrısı yaptı", "demand"),
    ("tr", "sözü verdi", "say"),
    ("tr", "taahhüt etti", "promise"),
    ("tr", "sözleriyle eleştirdi", "criticise"),
    ("tr", "ifadesiyle övdü", "praise"),
    ("tr", "duyurdu", "announce"),
    ("tr", "ileri sürdü", "claim"),
    ("tr", "paylaştı", "write"),
    ("en", "said", "say"),
    ("en", "Asked", "ask"),
    ("en", "replied", "answer"),
    ("en", "denied", "deny"),
    ("en", "denounced", "criticise"),
    ("en", "called for", "demand"),
    ("en", "vowed", "promise"),
    ("en", "wrote", "write"),
    ("de", "fragte", "ask"),
    ("de", "wies zurück", "deny"),
    ("de", "forderte", "demand"),
    ("de", "twitterte", "write"),
    ("fr", "a-t-elle répondu", "answer"),
    ("fr", "s’indigne", "criticise"),
    ("fr", "a promis", "promise"),
    ("es", "preguntó", "ask"),
    ("es", "denunció", "criticise"),
    ("es", "prometió", "promise"),
    ("it", "ha risposto", "answer"),
    ("qw", "said", "say"),
]


@pytest.mark.parametrize(("language", "cue", "kind"), TYPES)
def test_the_type_of_a_cue_is_the_one_listed_in_the_pack(language: str, cue: str, kind: str) -> None:
    assert cue_type(cue, language) == kind


def test_a_quote_has_the_type_of_its_cue() -> None:
    quotes = extract_quotes('"When will the bridge open?" asked Laura Finch.', "en")
    assert [quote.cue.type for quote in quotes if quote.cue] == ["ask"]
