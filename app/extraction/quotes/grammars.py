"""Who a sentence names as its speaker; the pack's grammar chooses between the two orders of words."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.verb_adjacent import credit_inverted, note_inverted
from app.extraction.quotes.attribution.verb_final import credit_verb_final, note_verb_final
from app.extraction.quotes.indirect.reported_verb_adjacent import Told, report_inverted
from app.extraction.quotes.indirect.reported_verb_final import report_verb_final
from app.extraction.quotes.parsed_text import ParsedText, Sentence
from app.extraction.quotes.quotation_marks import Marked
from app.lang.grammar_words import VerbFinal
from app.lang.pack import language_pack


class Grammar(NamedTuple):
    """What credits a quote in a sentence, learns from a sentence without one, and finds what that one passes on."""

    credit: Callable[[ParsedText, Sentence, Marked, Memory], Credit | None]
    note: Callable[[ParsedText, Sentence, Memory], None]
    report: Callable[[ParsedText, Sentence, Memory], Iterator[Told]]


@cache
def grammar(language: str) -> Grammar:
    """The grammar that the pack names."""
    if isinstance(language_pack(language).grammar, VerbFinal):
        return Grammar(credit_verb_final, note_verb_final, report_verb_final)
    return Grammar(credit_inverted, note_inverted, report_inverted)
