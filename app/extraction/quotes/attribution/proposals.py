"""Run every frame on a quotation. A frame is a function that recognises one sentence pattern and returns a speaker."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.extraction.quotes.attribution import verb_adjacent, verb_final
from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.lang.grammar_words import VerbFinal
from app.lang.pack import language_pack


class Proposal(NamedTuple):
    """A speaker whom a frame (sentence pattern) proposes, as a credit, with the name of the frame."""

    frame: str
    credit: Credit


@cache
def is_verb_final(language: str) -> bool:
    """Return whether the language has a verb-final grammar, such as Turkish."""
    return isinstance(language_pack(language).grammar, VerbFinal)


def propose(text: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> list[Proposal]:
    """Return the speakers that frames propose for a quotation, beginning with the most trusted frame.

    Only the first frame that proposes a speaker may change `memory.issuer`.
    """
    return [*_proposals(text, sentence, quote, memory)]


def _proposals(text: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Iterator[Proposal]:
    frames = verb_final.FRAMES if is_verb_final(text.language) else verb_adjacent.FRAMES
    settled = False
    for name, frame in frames.items():
        issuer = memory.issuer
        credit = frame(text, sentence, quote, memory)
        if credit is None or settled:
            memory.issuer = issuer
        if credit is not None:
            settled = True
            yield Proposal(name, credit)
