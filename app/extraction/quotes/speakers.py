"""Who a sentence names as its speaker; the pack's grammar chooses between the two orders of words."""

from collections.abc import Callable
from functools import cache

from app.extraction.quotes.anaphora import Credit, Memory
from app.extraction.quotes.inverted import credit_inverted
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


def note_inverted(scene: Scene, sentence: Sentence, memory: Memory) -> None:
    """Learn who speaks in a sentence without a quote: the name beside its cue."""
    memory.announced = None
    cues = sentence.cues
    if not cues:
        return
    credit = credit_inverted(scene, sentence, _end_mark(sentence), memory)
    if credit is not None and credit.party is not None and credit.resolved_by == "same_sentence":
        memory.note(credit)
        memory.announced = credit if scene.text[sentence.end - 1] == ":" else None


def _end_mark(sentence: Sentence) -> Marked:
    return Marked(sentence.end, sentence.end, sentence.end, sentence.end)
