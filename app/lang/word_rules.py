"""Build the rules to index and search the words of a language, from the language's pack and the lists of names."""

from functools import cache

from app.lang.gazetteers import frequent_words, single_names
from app.lang.pack import known_languages, language_pack
from app.lang.search_words import WordRules, folded


@cache
def word_rules(language: str) -> WordRules:
    """Return the rules for articles in `language` (ISO 639-1, or `und`)."""
    pack = language_pack(language)
    return WordRules(
        language,
        stemmer=pack.stemmer or "",
        cuts_suffixes=pack.apostrophe_suffixes,
        capital_nouns=pack.nouns_are_capitalised,
        known_names=single_names(),
        frequent=frozenset(map(folded, frequent_words(language))),
    )


@cache
def stemmed_languages() -> tuple[WordRules, ...]:
    """Return the rules of all languages for which the index has stems."""
    rules = (word_rules(language) for language in sorted(known_languages()))
    return tuple(one for one in rules if one.stemmer or one.cuts_suffixes)
