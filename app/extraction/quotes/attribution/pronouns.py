"""Find out whether a pronoun means a woman, a man or several people."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.extraction.quotes.attribution.situation import Situation
from app.extraction.quotes.attribution.subjects import ends_in_preposition
from app.extraction.text.cues import Cue
from app.extraction.text.parsed_text import ParsedText
from app.lang.pack import language_pack
from app.text.normalize import lower
from app.text.word_patterns import whole_words


@cache
def _pronouns(language: str) -> dict[str, str]:
    """Map each pronoun to a code: `she` → `f`, `he` → `m`, `they` → `p` (plural), de `sie` (she or they) → `fp`."""
    words = language_pack(language).quotes
    found = dict.fromkeys(words.plural_pronouns, "p") | dict.fromkeys(words.masculine_pronouns, "m")
    return found | {word: "fp" if word in words.plural_pronouns else "f" for word in words.feminine_pronouns}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return whole_words(_pronouns(language))


@cache
def _plural_verb(language: str) -> re.Pattern[str]:
    return re.compile(language_pack(language).verb_adjacent.plural_verb_ending_pattern)


def gender_of(passage: str, language: str, cue: str) -> str | None:
    """Return `f`, `m` or `p` (plural) for the first pronoun in a passage that follows no preposition, or None.

    The ending of the verb `cue` decides whether a pronoun such as de `sie` is plural.
    """
    words = (match for match in _pattern(language).finditer(passage))
    free = (word[0] for word in words if not ends_in_preposition(passage[: word.start()], language))
    found = next((_pronouns(language)[word.replace("\u2019", "'")] for word in free), None)
    if found == "fp":
        return "p" if _plural_verb(language).search(cue) else "f"
    return found


def _ahead(text: ParsedText, cue: Cue | None) -> Iterator[str]:
    """Yield the pronoun directly before a cue, if there is one: `she said`."""
    if cue is not None:
        longest = max(map(len, _pronouns(text.language)), default=0)
        passage = text.narrative[max(0, cue.start - longest - 1) : cue.start]
        yield from (word[0] for word in _pattern(text.language).finditer(passage) if not passage[word.end() :].strip())


def speaker_gender(
    text: ParsedText, situation: Situation, passage: str, tags: Sequence[tuple[int, int]]
) -> tuple[str | None, bool]:
    """Return the gender of the pronoun that means the speaker, and whether a cue or a speech tag contains the pronoun.

    `passage`: words in which a pronoun may stand. `tags`: the offsets of speech tags inside the quotation. If no cue
    follows the quotation, the pronoun directly before the cue, or in a speech tag, counts first.
    """
    verb = text.narrative[situation.cue.start : situation.cue.end] if situation.cue else ""
    beside = gender_of(passage, text.language, verb)
    if situation.cue_follows:
        told = gender_of(verb, text.language, verb)
        return beside or told, bool(told)
    clauses = [*_ahead(text, situation.before), *(lower(text.text[start:end], text.language) for start, end in tags)]
    told = next(filter(None, (gender_of(clause, text.language, clause) for clause in clauses)), None)
    return told or beside, bool(told)
