"""Find the subject of a sentence in verb-final languages: a name in the nominative before the quote or cue."""

import re
from functools import cache

from app.extraction.entities.name_parts import is_derived
from app.extraction.quotes.attribution.subjects import opens_sentence
from app.extraction.quotes.quote_numbers import FINAL_SUBJECTS_BEFORE, FINAL_SUBJECTS_NEAR
from app.extraction.text.cues import framed
from app.extraction.text.noun_phrases import Phrase
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.lang.pack import language_pack
from app.text.normalize import lower
from app.text.word_patterns import either


@cache
def apart_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of what may directly follow a subject: comma, colon, bracket, particle or quotation."""
    particles = either(language_pack(language).verb_final.subject_particles)
    return re.compile(rf"\)?(?:,|\s+{particles}(?!\w)|\s*\x01|\s*:|\s*\()")


@cache
def attributive_before(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{language_pack(language).verb_final.attributive_participle_pattern})\s+\Z")


def find_subject(scene: ParsedText, sentence: Sentence, end: int, start: int | None = None) -> Phrase | None:
    """Return the subject between `start` and `end`, or None. Without `start`, search from the start of the sentence.

    The subject is a name in the nominative. Take the first of these names that exists:

    1. the last set-apart name (see `is_set_apart`) directly after an attributive participle: tr `konuşan Demir,`
    2. the last set-apart name near `end`
    3. the first set-apart name
    4. the first name

    With `start`, leave out 2 and 4.
    """
    head = attributive_before(scene.language)
    first = sentence.start if start is None else start
    named = (phrase for phrase in sentence.phrases_between(first, end) if phrase.case == "subject")
    phrases = [phrase for phrase in named if not describes(scene, phrase)]
    set_apart = [phrase for phrase in phrases if is_set_apart(scene, phrase)]
    beside = [
        phrase
        for phrase in set_apart
        if head.search(scene.narrative, max(first, phrase.start - FINAL_SUBJECTS_BEFORE), phrase.start)
    ]
    if beside:
        return beside[-1]
    near = [phrase for phrase in set_apart if end - phrase.tail <= FINAL_SUBJECTS_NEAR]
    return next(iter(near[-1:] or set_apart[:1] or phrases[:1] if start is None else set_apart[:1]), None)


def describes(scene: ParsedText, phrase: Phrase) -> bool:
    """Return whether a phrase is no subject: it describes the next word, is a common noun or has a postposition.

    Examples: tr `Ankaralı` in `Ankaralı esnaf` (tradesmen from Ankara), `Raporda` (in the report) at the start of a
    sentence, and `Demir için` (for Demir).
    """
    if has_postposition(scene, phrase.tail) or _is_common(scene, phrase):
        return True
    follows = scene.text[phrase.tail : phrase.tail + 2]
    is_joined = follows[:1] == " " and follows[1:].islower()
    return is_joined and is_derived(phrase.words[-1].text, language_pack(scene.language))


def has_postposition(scene: ParsedText, end: int) -> bool:
    """Return whether a postposition follows a name that ends at the offset `end`: tr `Demir için` (for Demir)."""
    return _postposition(scene.language).match(scene.narrative, end) is not None


@cache
def _postposition(language: str) -> re.Pattern[str]:
    return framed(r"\s%s(?!\w)", language_pack(language).verb_final.postpositions)


@cache
def owned_subject_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of an owned subject after its owner: tr `avukatı ise` in `Demir'in avukatı ise`."""
    nouns = language_pack(language).verb_final.owned_subjects
    return framed(rf"\s(?:\w+\s)?%s(?={apart_pattern(language).pattern})", nouns)


def _is_common(scene: ParsedText, phrase: Phrase) -> bool:
    """Return whether a phrase is a common noun, judging by its form.

    Such a phrase is one word at the start of a sentence. It belongs to no full name, and ends like a word that cannot
    be a subject (`not_subject`).
    """
    word = phrase.words[0]
    if len(phrase.words) > 1 or word.suffix or not opens_sentence(scene, phrase):
        return False
    ends = not_subject(scene.language).search(lower(word.text, scene.language))
    return ends is not None and not scene.names.knows(phrase.party)


@cache
def not_subject(language: str) -> re.Pattern[str]:
    """Return the pattern of words that cannot be a subject.

    These are, for example, adverbs, verb forms, and nouns in another case than the nominative.
    """
    return re.compile(language_pack(language).verb_final.not_subject_pattern)


def is_set_apart(scene: ParsedText, phrase: Phrase) -> bool:
    """Return whether a comma or another sign that may follow a subject (`apart_pattern`) is directly after a name.

    False for a news medium that only relays what somebody said (tr `AA muhabirine`).
    """
    apart = apart_pattern(scene.language).match(scene.narrative, phrase.tail)
    return apart is not None and not relays(scene, phrase)


def relays(scene: ParsedText, phrase: Phrase) -> bool:
    return scene.patterns.channel.match(scene.narrative, phrase.tail) is not None
