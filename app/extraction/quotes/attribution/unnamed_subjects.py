"""Find common nouns that are the subject of a cue: `said a neighbour`, tr `yetkili, "…"` (the official: …).

Such nouns are candidates for the speaker, because articles do not name every speaker.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

from app.extraction.quotes.attribution.final_subjects import apart_pattern, not_subject
from app.extraction.quotes.attribution.name_evidence import WORD
from app.extraction.quotes.attribution.proposals import is_verb_final
from app.extraction.quotes.attribution.situation import BLANK, Situation
from app.extraction.quotes.attribution.subjects import is_governed
from app.extraction.quotes.quote_numbers import (
    UNNAMED_SUBJECTS_AFTER,
    UNNAMED_SUBJECTS_AROUND_QUOTE,
    UNNAMED_SUBJECTS_BEFORE,
    UNNAMED_SUBJECTS_ELIDED,
    UNNAMED_SUBJECTS_LEAST,
    UNNAMED_SUBJECTS_LONGEST,
    UNNAMED_SUBJECTS_MOST,
    UNNAMED_SUBJECTS_SHORT,
)
from app.extraction.text.noun_phrases import case_of_word
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.lang.pack import language_pack
from app.schemas.quote import SpeakerType
from app.text.normalize import fold

_STOP = re.compile(rf"[,;:.!?(){BLANK}\n\u2013\u2014]")
Span = tuple[int, int]


class UnnamedSubject(NamedTuple):
    """A phrase of common nouns, without a name, that may be a subject: `the minister`."""

    start: int
    end: int
    name: str
    type: SpeakerType
    determiner: str  # code of the determiner: `d` for `the`, `i` for `a`, `-` for none
    agrees: str = "-"  # gender of the determiner: `f` or `m`, `p` for the plural, `-` if unknown
    owned: bool = False  # whether a possessive precedes: `his lawyer`, `Ann's lawyer`

    @property
    def key(self) -> str:
        """Key of the noun phrase as a candidate. The same words always have the same key."""
        return f"role:{fold(self.name)}"


def find_unnamed(
    text: ParsedText, sentence: Sentence, quote: Marked, situation: Situation, taken: Iterator[Span]
) -> list[UnnamedSubject]:
    """Return the common nouns that may be the subject of the quotation's cue.

    `taken`: the spans of names and pronouns, read only if there is a noun; a noun that overlaps one is left out.
    """
    subjects = [*(_final if is_verb_final(text.language) else _adjacent)(text, sentence, quote, situation)]
    spans = [*taken] if subjects else []
    found: dict[int, UnnamedSubject] = {}
    for subject in subjects:
        if not any(subject.start < end and start < subject.end for start, end in spans):
            found.setdefault(subject.start, subject)
    return [*found.values()][:UNNAMED_SUBJECTS_MOST]


def _final(text: ParsedText, sentence: Sentence, quote: Marked, situation: Situation) -> Iterator[UnnamedSubject]:
    """Yield the common nouns that may be a subject in a verb-final language.

    They are nouns after a participle, words for documents, and nominatives with a comma or particle after them.
    """
    after, narrative = situation.after, text.narrative
    if after is not None and after.participle:
        words = WORD.finditer(narrative, after.end, _stop(narrative, after.end, sentence.end))
        yield from _subject(text, [*takewhile(partial(_may_be_subject, text), words)][:UNNAMED_SUBJECTS_LONGEST])
    start = max(sentence.start, quote.outer_start - UNNAMED_SUBJECTS_AROUND_QUOTE)
    end = min(after.start if after else sentence.end, quote.outer_end + UNNAMED_SUBJECTS_AROUND_QUOTE)
    reach = _stop(narrative, after.end, sentence.end) if after and after.participle else end
    for document in text.patterns.document.finditer(narrative, start, reach):
        yield UnnamedSubject(*document.span(), _document(document[0], text.language), "document", "-")
    cues = sentence.cues_between(start, quote.outer_start)
    for word in WORD.finditer(narrative, start, quote.outer_start):
        cue = any(cue.start < word.end() and word.start() < cue.end for cue in cues)
        if not cue and apart_pattern(text.language).match(narrative, word.end()):
            yield from _subject(text, [word])


def _subject(text: ParsedText, words: Sequence[re.Match[str]]) -> Iterator[UnnamedSubject]:
    """Yield the words as one noun phrase if the last word may be a noun in the nominative."""
    if words and _may_be_subject(text, words[-1]):
        yield _phrase(text, words, "-", "-")


def _may_be_subject(text: ParsedText, word: re.Match[str]) -> bool:
    """Return whether a word may be a noun in the nominative. False for a suffix after an apostrophe."""
    pack = language_pack(text.language)
    return (
        len(word[0]) >= UNNAMED_SUBJECTS_LEAST
        and word[0] not in pack.common_words
        and text.narrative[word.start() - 1 : word.start()] not in ("'", "\u2019")
        and not word[0].isdigit()
        and case_of_word(word[0], text.language) == "subject"
        and not_subject(text.language).search(word[0]) is None
    )


@cache
def _document(word: str, language: str) -> str:
    """Return the stem of a word for a document: tr `raporda` (in the report) → `rapor`.

    It is the longest stem in the language pack with which the word begins. If there is none, return the word itself.
    """
    stems = (stem for stem in language_pack(language).verb_final.document_stems if word.startswith(stem))
    return max(stems, key=len, default=word)


def _stop(narrative: str, start: int, end: int) -> int:
    end = min(end, start + UNNAMED_SUBJECTS_AFTER)
    found = _STOP.search(narrative, start, end)
    return found.start() if found else end


def _adjacent(text: ParsedText, sentence: Sentence, quote: Marked, situation: Situation) -> Iterator[UnnamedSubject]:
    """Yield the common nouns beside the quotation's cue, and those after words such as `according to`."""
    after, before, narrative = situation.after, situation.before, text.narrative
    if after is not None and situation.cue_follows:
        stop = _stop(narrative, after.end, sentence.end)
        behind = [*_phrases(text, sentence, after.end, stop, opening=True)]
        yield from behind or _late(text, sentence, after.end, stop)
        yield from [*_phrases(text, sentence, quote.outer_end, after.start)][-1:]
    elif before is not None:
        clause = max(
            sentence.start,
            before.start - UNNAMED_SUBJECTS_BEFORE,
            narrative.rfind(BLANK, sentence.start, before.start) + 1,
        )
        found = [*_phrases(text, sentence, clause, before.start)]
        aside = before.participle and text.narrative[: before.start].endswith(", ")
        yield from (*([] if aside else found[-1:]), *found[:1])
        if not found:
            yield from _phrases(text, sentence, before.end, _stop(narrative, before.end, sentence.end), opening=True)
    for source in text.patterns.according.finditer(narrative, sentence.start, sentence.end):
        stop = _stop(narrative, source.end(), sentence.end)
        found = [*_phrases(text, sentence, source.end(), stop, opening=True)]
        yield from found or _undetermined(text, sentence, source.end(), stop)


def _late(text: ParsedText, sentence: Sentence, start: int, end: int) -> Iterator[UnnamedSubject]:
    """Yield the first noun after `a` that follows other words after a cue: es `contó a este diario un vecino`."""
    words, cues = [*WORD.finditer(text.narrative, start, end)], sentence.cues_between(start, end)
    for at, (before, word) in enumerate(pairwise(words), 2):
        code, agrees = _determiners(text.language).get(word[0], ("-", "-"))
        if code == "i" and agrees in ("f", "m") and before[0] not in _phrase_ends(text.language):
            run = [*_run(text, words[at:], frozenset(cue.start for cue in cues))]
            yield from [_phrase(text, run, code, agrees)] if run else []
            return


def _undetermined(text: ParsedText, sentence: Sentence, start: int, end: int) -> Iterator[UnnamedSubject]:
    """Yield the noun phrase without determiner that starts at an offset: de `laut Polizei`, `according to police`."""
    words = [*WORD.finditer(text.narrative, start, end)]
    run = [*_run(text, words, frozenset(cue.start for cue in sentence.cues_between(start, end)))]
    if language_pack(text.language).nouns_are_capitalised:
        run = [*dropwhile(partial(_is_lower, text), reversed(run))][::-1] if run else run
    if run and words[0].start() - start <= 1:
        yield _phrase(text, run, "-", "-")


def _is_lower(text: ParsedText, word: re.Match[str]) -> bool:
    return text.text[word.start()].islower()


def _phrases(
    text: ParsedText, sentence: Sentence, start: int, end: int, opening: bool = False
) -> Iterator[UnnamedSubject]:
    """Yield the noun phrases without a name, such as `the minister`, between two offsets.

    If `opening` is true, only a phrase that begins with the first word after `start` is yielded.
    """
    words = [*WORD.finditer(text.narrative, start, end)]
    verbs = frozenset(cue.start for cue in sentence.cues_between(start, end))
    owned = [*_owned(text, sentence, words, verbs)]
    if owned:
        yield from owned
        return
    if _is_bare(text, words, verbs, end):
        yield _phrase(text, words, "-", "-")
        return
    for at, word in enumerate(words):
        code = _determiners(text.language).get(word[0])
        if code and (opening or not is_governed(text, word.start(), start)):
            run = [*_run(text, words[at + 1 :], verbs)]
            if run and not _is_adverbial(text, word.start(), run[-1].end()):
                yield _phrase(text, run, *code)._replace(owned=word[0] in _possessives(text.language))
        if opening:
            return


def _is_adverbial(text: ParsedText, start: int, end: int) -> bool:
    """Return whether a noun phrase with a comma after it belongs to a word such as `after`: `after the hearing, …`."""
    if text.narrative[end : end + 1] != ",":
        return False
    before = WORD.findall(text.narrative[max(0, start - UNNAMED_SUBJECTS_AFTER) : start])
    return bool(before) and before[-1] in language_pack(text.language).verb_adjacent.adverbial_openers


def _owned(
    text: ParsedText, sentence: Sentence, words: Sequence[re.Match[str]], verbs: frozenset[int]
) -> Iterator[UnnamedSubject]:
    """Yield the noun phrases after a name in the genitive: `lawyer` in `Ann's lawyer`, with the name `Ann's lawyer`."""
    owners = {phrase.tail: phrase.start for phrase in sentence.phrases if phrase.case == "genitive"}
    for at, word in enumerate(words):
        start = owners.get(word.end())
        run = [*_run(text, words[at + 1 :], verbs)] if start is not None else []
        if run:
            noun = _phrase(text, run, "d", "-")
            yield noun._replace(name=text.text[start : noun.end], owned=True)


def _is_bare(text: ParsedText, words: Sequence[re.Match[str]], verbs: frozenset[int], end: int) -> bool:
    """Return whether words may be a noun phrase without determiner.

    There must be few words, with no function word and no verb (`verbs`) among them, and no comma between the last word
    and the offset `end`.
    """
    if not words or len(words) > UNNAMED_SUBJECTS_SHORT or "," in text.narrative[words[-1].end() : end]:
        return False
    return not any(word.start() in verbs for word in words) and not _function_words(words, text.language)


def _function_words(words: Sequence[re.Match[str]], language: str) -> bool:
    known = language_pack(language)
    return any(
        word[0] in known.common_words or word[0] in known.quotes.pronouns or word[0] in _determiners(language)
        for word in words
    )


def _run(text: ParsedText, words: Sequence[re.Match[str]], verbs: frozenset[int]) -> Iterator[re.Match[str]]:
    """Yield the words of a noun phrase: all words before the first function word, verb or punctuation mark.

    `verbs` are the offsets of cues.
    """
    ends = _phrase_ends(text.language)
    end = words[0].start() if words else 0
    for word in words[:UNNAMED_SUBJECTS_LONGEST]:
        gap = text.narrative[end : word.start()]
        if word[0] in ends or word.start() in verbs or (gap.strip(" -") and not _is_genitive(text, gap, word)):
            return
        if len(word[0]) <= UNNAMED_SUBJECTS_ELIDED and _is_elided(text, word):
            return
        yield word
        end = word.end()


def _is_genitive(text: ParsedText, gap: str, word: re.Match[str]) -> bool:
    """Return whether the gap before a word ends a noun in the genitive: `the victim's mother`, `the victims' mothers`.

    The word is either the suffix `s`, or the noun after the apostrophe.
    """
    suffixes = language_pack(text.language).verb_adjacent.possessive_suffixes
    return bool(suffixes) and (gap in ("' ", "\u2019 ") or (gap in ("'", "\u2019") and word[0] in suffixes))


def _is_elided(text: ParsedText, word: re.Match[str]) -> bool:
    """Return whether an apostrophe joins a word to the next one: fr `d'ivoire`."""
    follows = text.narrative[word.end() : word.end() + 2]
    return follows[:1] in ("'", "\u2019") and follows[1:].isalpha()


@cache
def _phrase_ends(language: str) -> frozenset[str]:
    """Return the function words, adverbs and verb forms before which a noun phrase ends."""
    pack = language_pack(language)
    return frozenset((*pack.common_words, *pack.quotes.auxiliary_adverbs, *pack.verb_adjacent.reported_verbs))


def _phrase(text: ParsedText, words: Sequence[re.Match[str]], determiner: str, agrees: str) -> UnnamedSubject:
    start, end = words[0].start(), words[-1].end()
    return UnnamedSubject(start, end, text.text[start:end], "unnamed", determiner, agrees)


@cache
def _possessives(language: str) -> frozenset[str]:
    return frozenset(language_pack(language).verb_adjacent.possessive_determiners)


@cache
def _determiners(language: str) -> dict[str, tuple[str, str]]:
    """Map each determiner to its code and the code of its gender or number: fr `une` (a) → (`i`, `f`)."""
    grammar = language_pack(language).verb_adjacent
    agrees = dict.fromkeys(grammar.plural_determiners, "p") | dict.fromkeys(grammar.masculine_determiners, "m")
    agrees |= dict.fromkeys(grammar.feminine_determiners, "f")
    definite = {word.rstrip("'"): ("d", agrees.get(word, "-")) for word in grammar.definite_determiners}
    return definite | {word: ("i", agrees.get(word, "-")) for word in grammar.indefinite_determiners}
