"""Classify cues (reporting expressions) by their speech act: ask, answer, deny, warn and so on."""

import re
from functools import cache

from app.lang.pack import language_pack
from app.schemas.quote import CueType
from app.text.normalize import lower
from app.text.word_patterns import either


def cue_type(cue: str, language: str) -> CueType:
    """Return the speech act of a cue, such as `deny`, by the stems that the language pack lists.

    The speech act of a cue without a listed stem is `say`.
    """
    words = lower(cue, language)
    return next((kind for kind, pattern in _patterns(language).items() if pattern.search(words)), "say")


@cache
def _patterns(language: str) -> dict[CueType, re.Pattern[str]]:
    words = language_pack(language).cue_types
    stems: dict[CueType, tuple[str, ...]] = {
        "ask": words.ask,
        "answer": words.answer,
        "deny": words.deny,
        "warn": words.warn,
        "demand": words.demand,
        "promise": words.promise,
        "criticise": words.criticise,
        "praise": words.praise,
        "announce": words.announce,
        "claim": words.claim,
        "write": words.write,
    }
    return {kind: re.compile(rf"(?<!\w){either(found)}") for kind, found in stems.items()}
