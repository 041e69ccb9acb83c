"""Verbs that report speech only directly after a quotation, comma or dash: fr `rit`, es `recuerda`."""

import pytest

from app.extraction.quotes import extract_quotes

BEFORE = {
    "es": "Ana Ruiz y Pedro Salas se vieron en Lugo. «Esto no puede seguir así», dijo Pedro Salas a los vecinos.",
    "fr": "Anne Leroy et Paul Girard se sont vus. « Cela ne peut plus durer », a dit Paul Girard aux voisins.",
    "it": "Anna Bruni e Paolo Neri si sono visti. «Così non si va avanti», ha detto Paolo Neri ai vicini.",
    "de": "Anna Klein und Paul Gerber trafen sich. „So geht es nicht weiter“, sagte Paul Gerber den Nachbarn.",
    "en": "Ann Lee and Paul Grant met in May. “This cannot go on,” said Paul Grant to the neighbours.",
}
TRAILING = [  # language, sentence after `BEFORE`, which the first person of `BEFORE` says
    ("es", "«Vendré mañana», recuerda Ruiz."),
    ("es", "«Vendré mañana», confiesa la alcaldesa Ana Ruiz."),
    ("es", "«Vendré mañana», disparó Ruiz."),
    ("es", "«Vendré mañana», se ríe Ruiz, «con los papeles»."),
    ("fr", "« Je viendrai demain », élude Leroy."),
    ("fr", "« Je viendrai demain, répète Leroy. Avec les papiers. »"),
    ("fr", "« Je viendrai demain », s’énerve Leroy."),
    ("fr", "« Je viendrai demain », pestait Leroy."),
    ("fr", "« Je viendrai demain », a nuancé Leroy."),
    ("it", "«Verrò domani», sorride Bruni."),
    ("de", "„Ich komme morgen“, schmunzelt Klein."),
    ("en", "“I will come tomorrow,” laughs Lee."),
]


@pytest.mark.parametrize(("language", "sentence"), TRAILING)
def test_a_verb_after_a_quotation_is_a_cue(language: str, sentence: str) -> None:
    quotes = extract_quotes(f"{BEFORE[language]}\n\n{sentence}", language)[1:]
    first = " ".join(BEFORE[language].split()[:2])
    assert {quote.speaker.name if quote.speaker else None for quote in quotes} == {first}


NO_CUES = [  # language, sentence in which a verb or noun of `trailing_cues` does not report the words in marks
    ("es", "El museo recuerda la obra «El viento» de Ana Ruiz."),
    ("fr", "La ville propose le spectacle « Le vent » à Lyon."),
    ("fr", "La mairie garantit le prix du spectacle « Le vent »."),
    ("de", "Anna Klein lacht in der Komödie „Der Wind“."),
    ("en", "Ann Lee smiles in the film “The Wind”."),
]


@pytest.mark.parametrize(("language", "sentence"), NO_CUES)
def test_such_a_verb_elsewhere_is_no_cue(language: str, sentence: str) -> None:
    assert extract_quotes(sentence, language) == ()
