"""Quotations by the narrator (`I told them: "…"`): nobody's in a report, the interviewee's in an interview."""

import pytest

from app.extraction.quotes import extract_quotes


def speakers(text: str, language: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in extract_quotes(text, language)]


NARRATED = [
    ("en", "The Royal Bank of Scotland was nice. I told them: “Nobody is losing a job before 2027.” They laughed."),
    ("en", "Mayor Ann Lee was nice. “Nobody is losing a job before 2027,” I said."),
    ("de", "Die Royal Bank war nett. Ich habe denen gesagt: „Niemand verliert seine Arbeit.“ Sie lachten."),
    ("de", "Claudia Neumann war nett. „Niemand verliert seine Arbeit“, sagte ich."),
    ("fr", "Anne Morel était aimable. Je leur ai répondu : « Personne ne perdra son emploi. »"),
    ("fr", "Anne Morel était aimable. J'ai dit : « Personne ne perdra son emploi. »"),
    ("es", "El Banco Real fue amable. Les dije: «Nadie perderá su empleo antes de 2027». Se rieron."),
    ("tr", 'Ziraat Bankası çok nazikti. Onlara "Kimse işini kaybetmeyecek." dedim.'),
    ("tr", 'Ayşe Demir çok nazikti. Ben de "Kimse işini kaybetmeyecek." diye cevap verdim.'),
]
TOLD = [  # the narrator is only mentioned
    ("en", "Ann Lee was nice. “Nobody is losing a job,” she told me when I asked.", "Ann Lee"),
    ("en", "When I asked, Ann Lee said: “Nobody is losing a job before 2027.”", "Ann Lee"),
    ("en", "I understand Ann Lee called the plan “a fool and a half”.", "Ann Lee"),
    ("de", "Claudia Neumann war nett. „Niemand verliert seine Arbeit“, sagte sie, als ich fragte.", "Claudia Neumann"),
    ("tr", 'Ayşe Demir bana "Kimse işini kaybetmeyecek." dedi.', "Ayşe Demir"),
]
QUESTIONS = [  # language, an interview with three questions and a quotation in an answer
    ("en", "Ann Lee runs the shop.\n\nAre you tired?\n\nNo.\n\nWhy buy it?\n\nI told them: “{}”\n\nAnd now?\n\nTea."),
    ("de", "Ann Lee führt das Geschäft.\n\nMüde?\n\nNein.\n\nWarum?\n\nIch sagte: „{}“\n\nUnd nun?\n\nTee."),
    ("tr", 'Ann Lee dükkânı işletiyor.\n\nYorgun musunuz?\n\nHayır.\n\nNeden?\n\n"{}" dedim.\n\nSonra?\n\nÇay.'),
]
WORDS = {
    "en": "We will all stay here.",
    "de": "Wir bleiben alle hier in der Stadt.",
    "tr": "Hepimiz bu şehirde kalacağız.",
}


@pytest.mark.parametrize(("language", "text"), NARRATED)
def test_the_words_of_the_narrator_are_not_credited_to_somebody_named_before(language: str, text: str) -> None:
    assert speakers(text, language) == [None]


@pytest.mark.parametrize(("language", "text", "speaker"), TOLD)
def test_a_speaker_who_talks_to_the_narrator_is_credited(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]


@pytest.mark.parametrize(("language", "text"), QUESTIONS)
def test_the_narrator_of_an_interview_is_the_person_named_before_the_questions(language: str, text: str) -> None:
    assert speakers(text.format(WORDS[language]), language) == ["Ann Lee"]
