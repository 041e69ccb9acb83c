"""A text is parsed with its quotations blanked out: their words are no noun phrases of the sentences around them."""

import pytest

from app.extraction.text.noun_phrases import find_phrases
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack
from app.text.sentences import mask

TEXTS = [
    "Ann Lee met Bob Roy.\nNo quotation is in New York.",
    'Ann "Ace" Lee spoke in Oslo.\nBob Roy said: "We of Oslo Town agree."\nCarl Dahl left.',
    'Ann Lee said "Yes" and "No" to Bob Roy, of "Radio Nine", in Oslo. Carl Dahl left.',
    'Ann Lee said: "We came to Oslo.\n"We met Bob Roy." Carl Dahl left for Rome.\nEve Falk stayed.',
    'In Oslo, "Bob Roy',
    '"Bob Roy" Town\n\n"Eve Falk"',
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_phrases_of_sentences_are_those_of_the_text_without_its_quotations(text: str) -> None:
    read = ReadText("body", text, language_pack("en"))
    blank = mask(text, [(quote.outer_start, quote.outer_end) for quote in read.marked])
    found = [phrase for sentence in read.parsed.sentences for phrase in sentence.phrases]
    assert found == [*find_phrases(blank, "en")]
