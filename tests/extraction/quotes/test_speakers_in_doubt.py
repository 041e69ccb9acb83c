"""Speakers found by signature, gender, number or the form of a word; probabilities of a speaker's names are added."""

import pytest

from app.extraction.quotes import extract_quotes
from app.extraction.quotes.attribution.history import History
from app.extraction.quotes.attribution.reader import Decision
from app.extraction.quotes.attribution.speaker_candidates import Candidate, pool_shares
from app.extraction.quotes.quote_numbers import READER_QUOTATION

SIGNED = [  # language, paragraph with the quotation, its speaker
    ("tr", "“Köprü mayısta açılacak ve bir daha kapanmayacak.” (Ayşe Demir)", "Ayşe Demir"),
    ("tr", "“Köprü mayısta açılacak ve bir daha kapanmayacak.” (Ayşe Demir, mühendis)", "Ayşe Demir"),
    ("en", "“The bridge opens in May and will not close again.” (Ann Lee, mayor)", "Ann Lee"),
    ("es", "«El puente se abrirá en mayo y no habrá más retrasos». — Ana Ruiz, alcaldesa", "Ana Ruiz"),
    ("it", "«Il ponte aprirà a maggio e non ci saranno ritardi». — Anna Bruni, sindaca", "Anna Bruni"),
]


@pytest.mark.parametrize(("language", "paragraph", "speaker"), SIGNED)
def test_a_name_signed_after_a_quotation_is_its_speaker(language: str, paragraph: str, speaker: str) -> None:
    (quote,) = extract_quotes(f"Tom Smith. {paragraph}", language)
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


@pytest.mark.parametrize("order", [("Thomas Berger", "Anna Klein"), ("Anna Klein", "Thomas Berger")])
def test_a_feminine_pronoun_does_not_refer_to_a_man(order: tuple[str, str]) -> None:
    text = f"{order[0]} und {order[1]} kamen am Montag. {order[1]} nickte.\n\n„Die Brücke bleibt gesperrt“, sagte sie."
    (quote,) = extract_quotes(text, "de")
    assert quote.speaker is not None
    assert quote.speaker.name == "Anna Klein"


NO_SUBJECTS = ["atarak", "kararda", "hükümete", "durumunu", "formasıyla", "rağmen", "özellikle", "olduğunu"]


@pytest.mark.parametrize("word", NO_SUBJECTS)
def test_an_inflected_turkish_word_before_a_comma_is_not_a_speaker(word: str) -> None:
    text = f'Ayşe Demir köprüde konuştu.\n\nYeni yolda {word}, "Köprü mayısta açılacak." dedi.'
    (quote,) = extract_quotes(text, "tr")
    assert quote.speaker is not None
    assert quote.speaker.name == "Ayşe Demir"


def test_the_person_who_answers_is_not_credited_with_the_quoted_question() -> None:
    text = 'Ayşe Demir, gazetecilerin "Köprü ne zaman açılacak?" sorusuna "Mayısta açılacak." yanıtını verdi.'
    question, answer = extract_quotes(text, "tr")
    assert question.speaker is None or question.speaker.name != "Ayşe Demir"
    assert answer.speaker is not None
    assert answer.speaker.name == "Ayşe Demir"


def test_the_likelier_of_two_forms_of_a_name_gets_both_probabilities() -> None:
    names = ["", "Trade Board", "Board", "Ann Lee", "board of Ann Lee"]
    candidates = [Candidate(name, name, "organization", None) for name in names]
    assert pool_shares(candidates, [0.1, 0.3, 0.2, 0.3, 0.1]) == pytest.approx([0.1, 0.5, 0.3, 0.4, 0.1])


def test_the_probability_of_no_speaker_is_not_added_to_a_name() -> None:
    candidates = [Candidate("", "", "unnamed", None), Candidate("a", "Ann Lee", "person", None)]
    assert pool_shares(candidates, [0.6, 0.4]) == [0.6, 0.4]


def test_the_history_counts_how_many_strings_in_quotation_marks_are_quotations() -> None:
    history = History()
    assert (history.marked, history.accepted, history.taken) == (0, 0, None)
    for taken in (True, False):
        history.count(taken)
    assert (history.marked, history.accepted, history.taken) == (2, 1, False)


OPENING = [("Raporda", "Nuri Kaya"), ("Maçta", "Nuri Kaya")]


@pytest.mark.parametrize(("word", "speaker"), OPENING)
def test_an_inflected_turkish_common_noun_that_opens_a_sentence_is_not_a_speaker(word: str, speaker: str) -> None:
    told = '"Daha iyisini bekliyorduk." ifadesini kullandı.'
    text = f"Teknik direktör Nuri Kaya konuştu. {word} istenen sonuç yoktu.\n\n{told}"
    (quote,) = extract_quotes(text, "tr")
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


def test_a_pronoun_that_opens_several_sentences_is_not_a_name() -> None:
    text = (
        "« Ça se voit partout », pointe Marc Dubreuil, maire. Lui parle d’une « colère froide ».\n\n"
        "« On nous oublie », dit Anne Salle. Lui aussi est venu. Lui parle d’un « pays sourd »."
    )
    assert "Lui" not in [quote.speaker and quote.speaker.name for quote in extract_quotes(text, "fr")]


@pytest.mark.parametrize(("share", "taken"), [(0.99, True), (0.4, False)])
def test_the_required_probability_of_a_quotation_is_lower_for_a_certain_speaker(share: float, taken: bool) -> None:
    decision = Decision.__new__(Decision)
    vars(decision).update(quotation=READER_QUOTATION, shares=[share, 1 - share])
    assert decision.is_quotation is taken
