"""Compile patterns from those words of a language pack that show indirect speech. They match lower-case text."""

import re
from dataclasses import dataclass
from functools import cache

from app.extraction.text.cues import framed
from app.lang.grammar_words import VerbAdjacent
from app.lang.pack import language_pack
from app.text.word_patterns import either, whole_words


@dataclass(frozen=True)
class Paraphrase:
    """The patterns that find indirect speech in a language.

    `clause` and `passive_clause` match a reported clause before its cue: tr `yolun açıldığını` before `söyledi`. The
    group `end` of a match ends where this clause ends.
    """

    cue: re.Pattern[str]
    complement: re.Pattern[str]
    bare: re.Pattern[str]
    unsaid: re.Pattern[str]
    source: re.Pattern[str]
    uncued: re.Pattern[str]  # matches a word by which a sentence without cue may report: `according to`, de `sei`
    clause: re.Pattern[str]
    passive_clause: re.Pattern[str]
    particle: re.Pattern[str]
    evidential: re.Pattern[str]
    verb_second: bool


@cache
def paraphrase(language: str) -> Paraphrase:
    """Return the compiled patterns of a language.

    A pattern for which the language pack has no words never matches, except `particle`, whose words are optional.
    """
    pack = language_pack(language)
    words, final, adjacent = pack.quotes, pack.verb_final, pack.verb_adjacent
    ending = r"(?s:.*)(?P<end>\w%s)(?:\s\w+){0,4}\s\Z"
    particles, joints = either(final.subject_particles), either(words.organization_connectors)
    gap = adjacent.complement_gap_pattern
    whole = [rf"{either(words.indirect_cues)}(?!\w)"] if words.indirect_cues else []
    return Paraphrase(
        cue=framed(r"(?<!\w)%s", words.indirect_cue_stems, (*words.indirect_cue_patterns, *whole)),
        complement=framed(rf"(?:{gap})?,?\s%s(?:\s|(?<=['\u2019]))", adjacent.complementizers),
        bare=re.compile(adjacent.bare_complement_pattern),
        unsaid=_unsaid(adjacent),
        source=whole_words(words.sources),
        uncued=whole_words((*words.sources, *adjacent.reported_verbs)),
        clause=framed(ending, (), final.clause_ending_patterns),
        passive_clause=framed(ending, (), final.impersonal_clause_ending_patterns),
        particle=re.compile(rf"(?:\s{particles}(?!\w))?,?\s*(?:{joints}\s)?"),
        evidential=re.compile(final.evidential_pattern),
        verb_second=adjacent.verb_second,
    )


def _unsaid(adjacent: VerbAdjacent) -> re.Pattern[str]:
    """Return the pattern of words that negate a report (`did not say`).

    An elided word ends in its apostrophe (fr `n'`).
    """
    negations = rf"(?<!\w){either(adjacent.negation_words)}(?:(?<=['\u2019])|(?!\w))"
    return re.compile("|".join((negations, *adjacent.negation_patterns)))
