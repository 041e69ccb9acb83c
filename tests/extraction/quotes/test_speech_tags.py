"""A speech tag inside the quotation marks says who speaks: fr `« Je viendrai, dit Anne. »`."""

import pytest

from app.extraction.quotes import extract_quotes

BEFORE = {
    "fr": "Anne Leroy et Paul Girard se sont vus. « Cela ne peut plus durer », a dit Paul Girard aux voisins.",
    "es": "Ana Ruiz y Pedro Salas se vieron en Lugo. «Esto no puede seguir así», dijo Pedro Salas a los vecinos.",
    "it": "Anna Bruni e Paolo Neri si sono visti. «Così non si va avanti», ha detto Paolo Neri ai vicini.",
}
TAGS = [  # language, quotation with a speech tag, speaker
    ("fr", "« Je viendrai demain, explique la maire, Anne Leroy. Avec les papiers. »", "Anne Leroy"),
    ("fr", "« Je viendrai demain, explique la maire Anne Leroy. Avec les papiers. »", "Anne Leroy"),
    ("fr", "« Je viendrai demain, explique-t-elle. Avec tous les papiers. »", "Anne Leroy"),
    ("fr", "« Je viendrai demain, a-t-elle expliqué. Avec tous les papiers. »", "Anne Leroy"),
    ("fr", "« Je viendrai demain, explique-t-il. Avec tous les papiers. »", "Paul Girard"),
    ("fr", "« Je viendrai demain, a déclaré à l’AFP Anne Leroy. Avec les papiers. »", "Anne Leroy"),
    ("fr", "« Je viendrai demain, raconte Lucie Morel, 34 ans, infirmière. Avec les papiers. »", "Lucie Morel"),
    ("fr", "« Je viendrai demain, a expliqué un riverain. Avec tous les papiers. »", "riverain"),
    ("fr", "« Je viendrai demain, confie un proche de la maire. Avec les papiers. »", "proche"),
    ("fr", "« Je viendrai demain, indique le parquet de Lyon. Avec les papiers. »", "parquet"),
    ("fr", "« Je viendrai demain, soupire une habitante du quartier. Avec les papiers. »", "habitante"),
    ("es", "«Vendré mañana, explica la alcaldesa, Ana Ruiz. Con todos los papeles».", "Ana Ruiz"),
    ("it", "«Verrò domani, spiega la sindaca, Anna Bruni. Con tutte le carte».", "Anna Bruni"),
]


@pytest.mark.parametrize(("language", "sentence", "speaker"), TAGS)
def test_the_subject_of_a_speech_tag_speaks(language: str, sentence: str, speaker: str) -> None:
    quote = extract_quotes(f"{BEFORE[language]}\n\n{sentence}", language)[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


def test_an_epithet_in_a_speech_tag_may_mean_somebody_named_before() -> None:
    text = "Pour la défense, Lucie Morel dénonce un dossier « bâti sur du sable ». « On ne condamne pas un homme "
    text += "parce qu’il se tait, a lancé la pénaliste lyonnaise. Le doute a un nom. »"
    assert {quote.speaker.name for quote in extract_quotes(text, "fr") if quote.speaker} == {"Lucie Morel"}


NO_TAGS = [  # language, sentence, speaker
    ("fr", "« Le temps, disait Hugo, passe et ne revient pas », a rappelé Anne Leroy.", "Anne Leroy"),
    ("fr", "« Ce sont des mots, qui sont contraires à ce qu’il pense, et rien d’autre », dit-elle.", "Anne Leroy"),
    ("es", "«El tiempo, decía Machado, pasa y no vuelve», recordó Ana Ruiz.", "Ana Ruiz"),
]


@pytest.mark.parametrize(("language", "sentence", "speaker"), NO_TAGS)
def test_a_cue_after_the_quotation_counts_more_than_a_clause_inside(language: str, sentence: str, speaker: str) -> None:
    quote = extract_quotes(f"{BEFORE[language]}\n\n{sentence}", language)[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == speaker
