"""The subject of a cue: whose words a quotation is if the sentence names several people."""

import pytest

from app.extraction.quotes import extract_quotes


def speakers(text: str, language: str) -> list[str | None]:
    return [quote.speaker and quote.speaker.name for quote in extract_quotes(text, language)]


CLAUSES = [  # language, sentence with two clauses, speaker of the quotation in the first
    ("en", 'Ann Lee wrote: "We will strike", while the manager Paul Kern added that talks would go on.', "Ann Lee"),
    ("en", 'Ann Lee called the plan "a disaster", but Paul Kern said it was necessary.', "Ann Lee"),
    ("en", 'Ann Lee told us it was "a long night" and Paul Kern said he was happy.', "Ann Lee"),
    ("de", "Claudia Neumann schrieb: „Wir streiken morgen“, während Paul Kern hinzufügte, man rede.", "Claudia Neumann"),
    ("de", "Claudia Neumann nannte den Plan „eine Katastrophe“, doch Paul Kern sagte das nicht.", "Claudia Neumann"),
    ("fr", "Anne Morel a écrit : « Nous partons demain », tandis que Paul Girard a ajouté un mot.", "Anne Morel"),
    ("es", "Ana Ruiz escribió: «Nos vamos mañana», mientras que Pablo Mora añadió que seguiría.", "Ana Ruiz"),
]
ONE_CLAUSE = [  # sentences whose cue after the quotation is the quotation's
    ("en", '"We will strike," the teacher Ann Lee said, while Paul Kern waited.', "Ann Lee"),
    ("en", 'Paul Kern resigned, but "the fight is on," Ann Lee said.', "Ann Lee"),
    ("de", "„Wir streiken morgen“, sagte Claudia Neumann, während Paul Kern wartete.", "Claudia Neumann"),
    ("fr", "« Nous partons demain », a ajouté Anne Morel, tandis que Paul Girard attendait.", "Anne Morel"),
    ("es", "«Nos vamos mañana», añadió Ana Ruiz, mientras Pablo Mora esperaba.", "Ana Ruiz"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), CLAUSES + ONE_CLAUSE)
def test_the_cue_of_another_clause_does_not_give_the_speaker(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]
