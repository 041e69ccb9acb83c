"""The words of a language pack by which names are found in a text, as sets and compiled patterns."""

import re
from dataclasses import dataclass
from functools import cache

from app.lang.pack import language_pack
from app.text.normalize import lower
from app.text.word_patterns import either


@dataclass(frozen=True)
class NameKnowledge:
    """The words and the compiled patterns of case endings that are needed to find names in a language."""

    language: str
    not_names: frozenset[str]
    abbreviations: frozenset[str]
    titles: frozenset[str]
    title_endings: tuple[str, ...]
    heads: tuple[str, ...]
    connectors: frozenset[str]
    organization_connectors: frozenset[str]
    joints: frozenset[str]
    genitive: re.Pattern[str]
    ablative: re.Pattern[str]
    glued_genitive: re.Pattern[str]
    glued_ablative: re.Pattern[str]
    glued_suffix: re.Pattern[str]
    glued_oblique: re.Pattern[str]


@cache
def words_of(language: str) -> NameKnowledge:
    """Return the words and the patterns of case endings that are needed to find names in a language."""
    pack = language_pack(language)
    words, grammar = pack.quotes, pack.verb_final
    shared = {lower(title, language).rstrip(".") for title in pack.entities.titles}
    possessive = either(pack.verb_adjacent.possessive_suffixes)
    return NameKnowledge(
        language,
        frozenset((*words.not_names, *words.sources, *words.quotation_sources)),
        frozenset(words.abbreviations),
        frozenset((*words.titles, *words.role_nouns, *shared)),
        words.title_endings,
        words.organization_head_stems,
        frozenset(words.connectors),
        frozenset(words.organization_connectors),
        frozenset((*words.connectors, *words.organization_connectors)),
        re.compile(f"{grammar.genitive_suffix_pattern}|{possessive}"),
        re.compile(grammar.ablative_suffix_pattern),
        re.compile(grammar.genitive_ending_pattern),
        re.compile(grammar.ablative_ending_pattern),
        re.compile(grammar.case_ending_pattern),
        re.compile(grammar.oblique_ending_pattern),
    )
