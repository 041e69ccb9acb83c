"""What is no subject, or no name: German genitives, words around quotation marks, elided words."""

from app.extraction.entities import find_entities
from app.extraction.quotes import extract_quotes
from app.extraction.quotes.attribution.known_speakers import know_speakers
from app.extraction.quotes.attribution.reader import Decision, Reader, models
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack


def decision(text: str, language: str) -> Decision:
    """Return the decision on the last string in quotation marks of a text."""
    read = ReadText("body", text, language_pack(language))
    reader = Reader(read, find_entities((read,)), models())
    made: list[Decision] = []
    for number, sentence in enumerate(read.parsed.sentences):
        if not sentence.marked:
            reader.pass_over(number)
        for quote in sentence.marked:
            made.append(reader.decide(number, quote))
            reader.note(made[-1])
    return made[-1]


def test_a_genitive_without_apostrophe_is_no_subject() -> None:
    read = ReadText("body", "Auf Kleins Antrag antwortete die Partei. Anna Klein schwieg.", language_pack("de"))
    mentions = know_speakers(read.text, "body", "de", find_entities((read,))).mentions
    assert [mention.owns for mention in mentions] == [True, False]


def test_a_quoted_adjective_before_a_noun_is_no_nickname() -> None:
    text = "Jan Berg sprach am Montag. Die „schwerwiegende“ Entscheidung könne schaden, warnte er."
    assert "Die Entscheidung" not in [one.name for one in decision(text, "de").candidates]


def test_the_description_of_an_unnamed_speaker_ends_in_no_elided_word() -> None:
    (quote,) = extract_quotes("« Il y a une ruée vers les mammouths », affirme un chasseur d’ivoire.", "fr")
    assert quote.speaker is not None
    assert quote.speaker.name == "chasseur"
