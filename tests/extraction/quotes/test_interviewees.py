"""Interviews with the answers in quotation marks: who answers, whomever the questions name."""

import pytest

from app.extraction.quotes import extract_quotes

NAMED_IN_A_QUESTION = {
    "fr": """Luc Marchal tient la dernière forge du canton. Son voisin, le peintre Paul Verdier, expose à la mairie.

Comment devient-on forgeron ?

« Par hasard. J'avais froid, et l'atelier était chauffé. »

Paul Verdier dit que vous ne dormez jamais.

« Paul dort pour deux, et il ronfle. »

Que ferez-vous cet hiver ?

« Des grilles pour le jardin de la mairie. »""",
    "es": """El técnico Luis Robledo habló en la víspera del partido contra el equipo que dirige Pedro Ferrer.

¿Cambia el equipo después de la derrota del domingo?: “No, salimos con los mismos once.”

La lesión de Mario Sosa en el último partido: “Trabaja aparte, mañana veremos si puede jugar.”

Qué le diría hoy mismo a Pedro Ferrer: “Que gane el mejor, y que seamos nosotros.”""",
    "en": """Nora Lind draws maps of places that do not exist. Her publisher, Simon Carr, is waiting for the next one.

When did you draw your first map?

“I was six. My father had a drawer full of sea charts.”

Simon Carr says that you never finish on time.

“Simon is a patient man. He sends me cakes instead of letters.”

Is there a country you would still like to invent?

“A small one, with only one road.”""",
}
INTERVIEWEES = {"fr": "Luc Marchal", "es": "Luis Robledo", "en": "Nora Lind"}


@pytest.mark.parametrize("language", INTERVIEWEES)
def test_an_answer_is_not_credited_to_somebody_whom_a_question_names(language: str) -> None:
    quotes = extract_quotes(NAMED_IN_A_QUESTION[language], language)
    assert [quote.speaker and quote.speaker.name for quote in quotes] == [INTERVIEWEES[language]] * 3


def test_an_interviewee_whom_a_question_addresses_may_answer() -> None:
    text = """Hanna Voss baut Orgeln. Ihr Lehrer Otto Renz gilt als Legende.

Hanna Voss, wie klingt eine gute Orgel?

„Wie jemand, der tief Luft geholt hat.“

Otto Renz sagt, Sie seien ungeduldig.

„Otto hat noch nie einen Termin gehalten.“

Was würden Sie nie bauen?

„Eine Orgel für ein Einkaufszentrum.“"""
    assert [quote.speaker and quote.speaker.name for quote in extract_quotes(text, "de")] == ["Hanna Voss"] * 3


def test_a_text_is_no_interview_if_colons_announce_its_quotations() -> None:
    text = """Ann Lee and Bob Ray met the press. Why was the bridge closed?

Ann Lee said:

“The piers were cracked, and we had no choice.”

Bob Ray said:

“We will open again in May.”

Ann Lee said:

“I hope so.”"""
    speakers = [quote.speaker and quote.speaker.name for quote in extract_quotes(text, "en")]
    assert speakers == ["Ann Lee", "Bob Ray", "Ann Lee"]
