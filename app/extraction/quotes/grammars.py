"""Choose the functions that read sentences without quotation marks. The word order of the language decides."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from app.extraction.quotes.attribution.discourse import Memory
from app.extraction.quotes.attribution.verb_adjacent import note_inverted
from app.extraction.quotes.attribution.verb_final import note_verb_final
from app.extraction.quotes.indirect.reported_verb_adjacent import Told, report_inverted
from app.extraction.quotes.indirect.reported_verb_final import report_verb_final
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.lang.grammar_words import VerbFinal
from app.lang.pack import language_pack


class Grammar(NamedTuple):
    """Functions that read a sentence without quotation marks."""

    note: Callable[[ParsedText, Sentence, Memory], None]  # notes in the memory who speaks
    report: Callable[[ParsedText, Sentence, Memory], Iterator[Told]]  # yields the indirect quotes


@cache
def grammar(language: str) -> Grammar:
    """Return the functions for a language: one pair for verb-final languages such as Turkish, one for all others."""
    if isinstance(language_pack(language).grammar, VerbFinal):
        return Grammar(note_verb_final, report_verb_final)
    return Grammar(note_inverted, report_inverted)
