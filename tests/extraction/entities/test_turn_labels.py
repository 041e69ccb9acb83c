"""Labels of questions and answers in an interview are no parts of names: es `P. Ana Ruiz dice …`."""

import pytest

from app.extraction.entities import find_entities
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack

INTERVIEWS = [  # language, interview, names of its people
    (
        "es",
        "P. El libro habla de Ana Ruiz.\n\nR. Vuelvo a ella cada mes.\n\n"
        "P. Belén Gopegui lo elogia.\n\nR. Belén Gopegui es generosa.",
        {"Ana Ruiz", "Belén Gopegui"},
    ),
    (
        "es",
        "P.- Luis Vega ha hablado.\n\nR.- Vega siempre habla.\n\nP.- Y Ana Ruiz?\n\nR.- Nunca.",
        {"Luis Vega", "Ana Ruiz"},
    ),
    (
        "en",
        "Q. John Carr says so.\n\nA. Carr jokes.\n\nQ. And Mary Lind?\n\nA. Mary Lind never.",
        {"John Carr", "Mary Lind"},
    ),
]


@pytest.mark.parametrize(("language", "text", "people"), INTERVIEWS)
def test_a_label_is_no_part_of_a_name(language: str, text: str, people: set[str]) -> None:
    found = find_entities((ReadText("body", text, language_pack(language)),))
    assert {entity.name for entity in found} == people


def test_an_initial_is_kept_where_no_answers_are_labelled() -> None:
    text = "P. Gómez marcó en Lugo.\n\nP. Gómez fue expulsado después."
    found = find_entities((ReadText("body", text, language_pack("es")),))
    assert "P. Gómez" in {entity.name for entity in found}
