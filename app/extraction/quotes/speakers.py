"""Who a sentence names as its speaker; the pack's grammar chooses between the two orders of words."""

from collections.abc import Callable
from functools import cache

from app.extraction.quotes.anaphora import Credit, Memory
from app.extraction.quotes.inverted import credit_inverted, note_inverted
from app.extraction.quotes.marks import Marked
from app.extraction.quotes.scene import Scene, Sentence
from app.extraction.quotes.verb_final import credit_verb_final, note_verb_final
from app.lang.pack import language_pack

Creditor = Callable[[Scene, Sentence, Marked, Memory], Credit | None]
Noter = Callable[[Scene, Sentence, Memory], None]


@cache
def grammar(language: str) -> tuple[Creditor, Noter]:
    """What credits a quote in a sentence, and what learns from a sentence without one."""
    if language_pack(language).quotes.grammar == "verb_final":
        return credit_verb_final, note_verb_final
    return credit_inverted, note_inverted
