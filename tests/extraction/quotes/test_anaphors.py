"""Words that stand for somebody named before and show the gender, such as fr `l'intéressée`, es `este último`."""

import pytest

from app.extraction.quotes import extract_quotes

TEXTS = {
    "fr": "Anne Leroy et Paul Girard se sont vus. « Cela ne peut plus durer », a dit Paul Girard. {} est en retard.",
    "es": "Ana Ruiz y Pedro Salas se vieron en Lugo. «Esto no puede seguir», dijo Pedro Salas. {} llegó tarde.",
    "it": "Anna Bruni e Paolo Neri si sono visti. «Così non va», ha detto Paolo Neri. {} è in ritardo.",
}
WOMEN, MEN = (
    {"fr": "Anne Leroy", "es": "Ana Ruiz", "it": "Anna Bruni"},
    {"fr": "Paul Girard", "es": "Pedro Salas", "it": "Paolo Neri"},
)
ANAPHORS = [  # language, sentence, people of this gender
    ("fr", "« Je ne fais pas de politique », élude l’intéressée.", WOMEN),
    ("fr", "« Je ne fais pas de politique », répond l'intéressé.", MEN),
    ("fr", "« Je ne fais pas de politique », a déclaré cette dernière.", WOMEN),
    ("fr", "« Je ne fais pas de politique », assure celui-ci.", MEN),
    ("fr", "Interrogée, l’intéressée a répondu : « Je ne fais pas de politique. »", WOMEN),
    ("fr", "Celle-ci a répondu : « Je ne fais pas de politique. »", WOMEN),
    ("fr", "Elle a répondu : « Je ne fais pas de politique. »", WOMEN),
    ("es", "«No hago política», responde la interesada.", WOMEN),
    ("es", "«No hago política», zanjó el interesado.", MEN),
    ("es", "«No hago política», aseguró esta última.", WOMEN),
    ("es", "Este último aseguró: «No hago política».", MEN),
    ("it", "«Non faccio politica», risponde l’interessata.", WOMEN),
    ("it", "«Non faccio politica», ha detto quest’ultimo.", MEN),
]


@pytest.mark.parametrize("last", [WOMEN, MEN])
@pytest.mark.parametrize(("language", "sentence", "people"), ANAPHORS)
def test_an_anaphor_means_somebody_of_its_gender(
    language: str, sentence: str, people: dict[str, str], last: dict[str, str]
) -> None:
    quote = extract_quotes(f"{TEXTS[language].format(last[language])}\n\n{sentence}", language)[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == people[language]


OWNED = [  # language, sentence in which the anaphor is no subject, speaker
    ("fr", "« Tout ira bien », assure l’avocat de l’intéressée.", "avocat"),
    ("fr", "« Tout ira bien », a dit Paul Girard à cette dernière.", "Paul Girard"),
    ("es", "«Todo irá bien», dijo Pedro Salas a esta última.", "Pedro Salas"),
]


@pytest.mark.parametrize(("language", "sentence", "speaker"), OWNED)
def test_an_anaphor_after_a_preposition_does_not_speak(language: str, sentence: str, speaker: str) -> None:
    quote = extract_quotes(f"{TEXTS[language].format(WOMEN[language])}\n\n{sentence}", language)[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == speaker
