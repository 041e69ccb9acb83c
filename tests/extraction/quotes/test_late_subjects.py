"""The subject may end the clause after the quotation: es `«…», contó a este diario Ana Ruiz`."""

import pytest

from app.extraction.quotes import extract_quotes

BEFORE = {
    "es": "Ana Ruiz y Pedro Salas se vieron en Lugo. «Esto no puede seguir así», dijo Pedro Salas a los vecinos.",
    "fr": "Anne Leroy et Paul Girard se sont vus. « Cela ne peut plus durer », a dit Paul Girard aux voisins.",
    "it": "Anna Bruni e Paolo Neri si sono visti. «Così non si va avanti», ha detto Paolo Neri ai vicini.",
}
LATE = [  # language, sentence after `BEFORE`, speaker
    ("es", "«Vendré mañana con los papeles», contó a este diario Ana Ruiz.", "Ana Ruiz"),
    ("es", "«Vendré mañana con los papeles», ha explicado a los medios Ana Ruiz.", "Ana Ruiz"),
    ("es", "«Vendré mañana con los papeles», apunta por su parte Ana Ruiz.", "Ana Ruiz"),
    ("es", "«Vendré mañana con los papeles», dijo en la sede del partido Ana Ruiz.", "Ana Ruiz"),
    ("fr", "« Je viendrai demain avec les papiers », a déclaré à la presse Anne Leroy.", "Anne Leroy"),
    ("fr", "« Je viendrai demain avec les papiers », note de son côté Anne Leroy.", "Anne Leroy"),
    ("fr", "« Je viendrai demain avec les papiers », explique dans un communiqué Anne Leroy.", "Anne Leroy"),
    ("it", "«Verrò domani con le carte», ha spiegato a questo giornale Anna Bruni.", "Anna Bruni"),
]
NOT_THE_LATE_NAME = [
    ("es", "«Vendré mañana con los papeles», le dijo a la periodista Ana Ruiz.", "Pedro Salas"),
    ("es", "«Vendré mañana con los papeles», dijo un vecino de la calle Ana Ruiz.", "vecino"),
    ("es", "«Vendré mañana con los papeles», dijo él en la tumba de su madre Ana Ruiz.", "Pedro Salas"),
    ("es", "«Vendré mañana con los papeles», dijo sobre la muerte de Ana Ruiz.", "Pedro Salas"),
    ("fr", "« Je viendrai demain avec les papiers », a-t-il dit à la maire Anne Leroy.", "Paul Girard"),
    ("fr", "« Je viendrai demain avec les papiers », dit un voisin de la rue Anne Leroy.", "voisin"),
]


@pytest.mark.parametrize(("language", "sentence", "speaker"), [*LATE, *NOT_THE_LATE_NAME])
def test_a_name_that_ends_the_clause_speaks_unless_it_has_its_own_preposition(
    language: str, sentence: str, speaker: str
) -> None:
    quote = extract_quotes(f"{BEFORE[language]}\n\n{sentence}", language)[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == speaker
