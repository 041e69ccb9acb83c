"""An object pronoun opens the cue (es `le dijo`, fr `lui a dit`), so that the name after it is the subject."""

import pytest

from app.extraction.quotes import extract_quotes

BEFORE = {
    "es": "Ana Ruiz y Pedro Salas se reunieron en Lugo. «Esto no puede seguir así», dijo Pedro Salas.",
    "fr": "Anne Leroy et Paul Girard se sont vus à Lyon. « Cela ne peut plus durer », a dit Paul Girard.",
    "it": "Anna Bruni e Paolo Neri si sono visti a Pavia. «Così non si va avanti», ha detto Paolo Neri.",
}
SUBJECT_AFTER_PRONOUN = [  # language, sentence after `BEFORE`, its cue; the speaker is the first person of `BEFORE`
    ("es", "«Vendré mañana con los papeles», le contestó Ana Ruiz.", "le contestó"),
    ("es", "«Vendré mañana con los papeles», le ha dicho Ana Ruiz.", "le ha dicho"),
    ("es", "«Vendré mañana con los papeles», nos cuenta Ana Ruiz.", "nos cuenta"),
    ("es", "«Vendré mañana con los papeles», les respondió ella.", "les respondió"),
    ("fr", "« Je viendrai demain avec les papiers », lui répond Anne Leroy.", "lui répond"),
    ("fr", "« Je viendrai demain avec les papiers », nous confie Anne Leroy.", "nous confie"),
    ("fr", "« Je viendrai demain avec les papiers », m’a dit Anne Leroy.", "m’a dit"),
    ("it", "«Verrò domani con le carte», gli ha detto Anna Bruni.", "gli ha detto"),
]
FIRST = {"es": "Ana Ruiz", "fr": "Anne Leroy", "it": "Anna Bruni"}


@pytest.mark.parametrize(("language", "sentence", "cue"), SUBJECT_AFTER_PRONOUN)
def test_the_name_after_an_object_pronoun_and_a_cue_speaks(language: str, sentence: str, cue: str) -> None:
    quote = extract_quotes(f"{BEFORE[language]}\n\n{sentence}", language)[-1]
    assert (quote.speaker and quote.speaker.name, quote.kind) == (FIRST[language], "direct")
    assert quote.cue is not None
    assert quote.cue.text == cue


SUBJECT_BEFORE_PRONOUN = [  # language, sentence, speaker
    ("es", "Pedro Salas le dijo a Ana Ruiz: «Vendré mañana con los papeles».", "Pedro Salas"),
    ("es", "«Vendré mañana», le dijo a Ana Ruiz el notario, Pedro Salas.", "Pedro Salas"),
    ("fr", "Paul Girard lui a répondu : « Je viendrai demain avec les papiers. »", "Paul Girard"),
    ("fr", "Paul Girard nous a dit : « Je viendrai demain avec les papiers. »", "Paul Girard"),
]


@pytest.mark.parametrize(("language", "sentence", "speaker"), SUBJECT_BEFORE_PRONOUN)
def test_the_name_before_an_object_pronoun_and_a_cue_speaks(language: str, sentence: str, speaker: str) -> None:
    quote = extract_quotes(f"{BEFORE[language]}\n\n{sentence}", language)[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == speaker
