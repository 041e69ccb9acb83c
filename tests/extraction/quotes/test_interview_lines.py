"""Interviews and dialogues without quotation marks: lines after a label (`Q.`) or a dash."""

import pytest

from app.extraction.quotes import extract_quotes


def _speakers(text: str, language: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in extract_quotes(text, language)]


LABELLED = [  # language, interview, its interviewee
    (
        "es",
        "Clara Ugarte publica una novela sobre su abuela.\n\nPregunta. ¿Cuánto hay de usted en ella?\n\n"
        "Respuesta. Menos de lo que cree mi familia.\n\nP. Dicen que es su mejor libro.\n\nR. Eso dice mi editor.",
        "Clara Ugarte",
    ),
    (
        "es",
        "Clara Ugarte publica una novela.\n\nP.- ¿Cuánto hay de usted en ella?\n\nR.- Menos de lo que parece.\n\n"
        "P.- ¿Volverá a Vitoria?\n\nR.- Vuelvo cada mes.",
        "Clara Ugarte",
    ),
    (
        "en",
        "Nora Lind draws maps.\n\nQ. When did you start?\n\nA. At six.\n\nQ. And the sea?\n\nA. It came later.",
        "Nora Lind",
    ),
    (
        "fr",
        "Luc Marchal forge des grilles.\n\nQ : Pourquoi le fer ?\n\nR : Il faisait froid.\n\n"
        "Q : Et demain ?\n\nR : Encore des grilles.",
        "Luc Marchal",
    ),
    (
        "tr",
        "Ayşe Demir yeni kitabını anlattı.\n\nS. Kitap neden gecikti?\n\nC. Beğenmedim.\n\n"
        "S. Şimdi bitti mi?\n\nC. Bitmedi ama basıldı.",
        "Ayşe Demir",
    ),
    (
        "de",
        "Hanna Voss baut Orgeln.\n\nFrage: Wie klingt eine gute Orgel?\n\nAntwort: Tief.\n\n"
        "Frage: Und eine schlechte?\n\nAntwort: Flach.",
        "Hanna Voss",
    ),
]


@pytest.mark.parametrize(("language", "text", "interviewee"), LABELLED)
def test_the_interviewee_gives_the_answers_after_labels(language: str, text: str, interviewee: str) -> None:
    assert _speakers(text, language) == [None, interviewee] * 2


DASHED = [  # language, interview, its interviewee
    (
        "es",
        "Joaquín Celma no recuerda una semana así.\n\n—¿Le sorprendió el encargo?\n\n—Totalmente. Estaba labrando.\n\n"
        "—También habla de Amanda.\n\n—Es mi hija. ¿Cómo no iba a hablar de ella?\n\n—¿Tardó mucho?\n\n—Tres días.\n\n"
        "—¿Y ahora?\n\n—A dormir.",
        "Joaquín Celma",
    ),
    (
        "fr",
        "Luc Marchal forge des grilles.\n\n– Pourquoi le fer ?\n\n– Il faisait froid.\n\n– Et la forge ?\n\n"
        "– Elle chauffait.\n\n– Vous arrêtez quand ?\n\n– Jamais.\n\n– Un mot pour finir.\n\n– Venez.",
        "Luc Marchal",
    ),
    (
        "tr",
        "Ayşe Demir yeni kitabını anlattı.\n\n- Kitap neden gecikti?\n\n- Beğenmedim.\n\n- Şimdi bitti mi?\n\n"
        "- Basıldı.\n\n- Sırada ne var?\n\n- Uyku.\n\n- Teşekkürler.\n\n- Ben teşekkür ederim.",
        "Ayşe Demir",
    ),
]


@pytest.mark.parametrize(("language", "text", "interviewee"), DASHED)
def test_the_interviewee_gives_the_answers_after_dashes(language: str, text: str, interviewee: str) -> None:
    assert _speakers(text, language) == [None, interviewee] * 4


def test_a_french_name_may_have_a_space_before_its_colon() -> None:
    text = "Paul Girard : Le fer reste cher.\n\nAnne Leroy : Il baissera.\n\nPaul Girard : J’en doute."
    assert _speakers(text, "fr") == ["Paul Girard", "Anne Leroy", "Paul Girard"]


def test_nobody_is_credited_with_answers_if_several_people_may_be_interviewed() -> None:
    text = """Nora Lind and Simon Carr draw maps.

Q. When did you start?

A. At six.

Q. And the sea?

A. It came later."""
    assert _speakers(text, "en") == [None] * 4


def test_a_short_dialogue_after_dashes_is_quoted_without_speakers() -> None:
    text = "Il pleure.\n\n– Pourquoi ne pas avoir appelé ?\n\n– J’ai paniqué.\n\n– Pendant six heures ?\n\nSilence."
    assert [quote.text for quote in extract_quotes(text, "fr")] == [
        "Pourquoi ne pas avoir appelé ?",
        "J’ai paniqué.",
        "Pendant six heures ?",
    ]


@pytest.mark.parametrize(
    ("language", "line", "words"),
    [
        ("es", "—Mañana, a casa —le contestó Anselmo Gil—. A ver la tele.", ["Mañana, a casa", "A ver la tele."]),
        ("es", "—Mañana, a casa —dijo Anselmo Gil—, a ver la tele.", ["Mañana, a casa", "a ver la tele."]),
        ("es", "—¿Y quién paga? —preguntó Anselmo Gil—. ¿Nosotros?", ["¿Y quién paga?", "¿Nosotros?"]),
        ("fr", "— Demain, à la maison, lui répond Paul Gil.", ["Demain, à la maison"]),
        ("es", "—Mañana, a casa —dijo Anselmo Gil, que vive lejos.", ["Mañana, a casa"]),
    ],
)
def test_the_words_on_both_sides_of_a_speech_tag_are_quotes(language: str, line: str, words: list[str]) -> None:
    quotes = extract_quotes(f"Anselmo Gil y Paul Gil.\n\n{line}", language)
    assert [quote.text for quote in quotes] == words
    assert {quote.speaker and quote.speaker.name.split()[-1] for quote in quotes} == {"Gil"}


NO_SPEECH = [  # language, text with labels or dashes that are no dialogue
    ("fr", "Au sommaire :\n\n– Qui peut voter ?\n\n– Comment s’inscrire ?\n\n– Le calendrier"),
    ("fr", "L’essentiel :\n\n– Le maire reste.\n\n– Qui est visé ?\n\n– Les réactions du conseil."),
    ("es", "Las claves:\n\n- El alcalde sigue.\n\n- Cierra la escuela.\n\n- Sube el agua."),
    ("de", "Das Wichtigste:\n\n– Wer zahlt?\n\n– Was kostet es?\n\n– Wann beginnt der Bau?"),
    ("en", "A. Smith 45\n\nQ. Jones 50\n\nA. Smith 60\n\nQ. Brown 71"),
    (
        "tr",
        "S. Demir 45. dakikada girdi.\n\nC. Kaya 60. dakikada girdi.\n\nS. Ar 70. dakikada girdi.\n\nC. Kaya çıktı.",
    ),
]


@pytest.mark.parametrize(("language", "text"), NO_SPEECH)
def test_lists_and_initials_are_no_dialogue(language: str, text: str) -> None:
    assert extract_quotes(text, language) == ()
