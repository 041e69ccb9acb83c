"""A language pack: all the code knows of a language, read from `packs/<language>.toml` and validated.

`packs/_shared.toml` holds what is true of every language, and a few words of languages without a pack. A pack adds to
it and replaces nothing but single values. An unknown key stops the start, not a request.
"""

from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import Field

from app.lang.credit_words import CreditWords
from app.lang.date_words import DateWords
from app.lang.grammar_words import Grammar, VerbAdjacent, VerbFinal
from app.lang.image_words import ImageWords
from app.lang.knowledge import Knowledge, WordSet
from app.lang.name_words import NameWords
from app.lang.navigation_words import NavigationWords
from app.lang.noise_words import NoiseWords
from app.lang.page_title_words import PageWords
from app.lang.quote_words import QuoteWords
from app.text.toml import Table, read_table

PACKS = Path(__file__).parent / "packs"
SHARED = "_shared"
UNKNOWN = "und"


class LanguagePack(Knowledge):
    """One language; lists are those of the shared pack and of the language together."""

    language: str = Field(description="ISO 639-1 code.")
    default_zone: str | None = Field(
        default=None, description="IANA zone, where the language is spoken in one zone only: `Europe/Rome`."
    )
    stemmer: str | None = Field(default=None, description="Name of the Snowball algorithm that stems words for search.")
    apostrophe_suffixes: bool = Field(
        default=False, description="Whether an apostrophe sets case suffixes off from a name: `Ankara'nın`."
    )
    nouns_are_capitalised: bool = Field(default=False, description="Whether every noun has a capital, as in German.")
    common_words: WordSet = Field(
        default=frozenset(), description="Frequent function words in lower case, by which the language is detected."
    )
    dates: DateWords = DateWords()
    credits: CreditWords = CreditWords()
    noise: NoiseWords = NoiseWords()
    quotes: QuoteWords = QuoteWords()
    grammar: Grammar = VerbAdjacent()
    entities: NameWords = NameWords()
    navigation: NavigationWords = NavigationWords()
    images: ImageWords = ImageWords()
    pages: PageWords = PageWords()

    @property
    def verb_final(self) -> VerbFinal:
        """The grammar of a verb-final language; an empty one where the language is not."""
        return self.grammar if isinstance(self.grammar, VerbFinal) else VerbFinal()

    @property
    def verb_adjacent(self) -> VerbAdjacent:
        """The grammar of a language with subject and cue side by side; an empty one where it is not."""
        return self.grammar if isinstance(self.grammar, VerbAdjacent) else VerbAdjacent()


@cache
def language_pack(language: str) -> LanguagePack:
    """Return the pack of a language: the shared words, those of the language in the shared file, and its own file."""
    own = read_table(PACKS / f"{language}.toml") if language in languages() else {}
    return LanguagePack.model_validate({**added(shared_table(language), own), "language": language})


def shared_table(language: str) -> Table:
    """Return what a language has without a file of its own."""
    return added(_shared(), _few().get(language, {}))


@cache
def _shared() -> Table:
    return {key: value for key, value in read_table(PACKS / f"{SHARED}.toml").items() if key != "languages"}


@cache
def _few() -> dict[str, Table]:
    """Return the tables of languages without a file of their own."""
    tables: dict[str, Table] = read_table(PACKS / f"{SHARED}.toml")["languages"]
    return tables


def added(table: Table, more: Table) -> Table:
    """Return a table with the entries of another: lists are joined without doubles, single values are replaced."""
    return {**table, **{key: _joined(table[key], value) if key in table else value for key, value in more.items()}}


def _joined(old: Any, new: Any) -> Any:
    match old, new:
        case dict(), dict():
            return added(old, new)
        case list(), list() if old and isinstance(old[0], list):
            pairs: Iterator[tuple[Any, Any]] = zip_longest(old, new, fillvalue=[])
            return [_joined(one, other) for one, other in pairs]
        case list(), list():
            return list(dict.fromkeys([*new, *old]))
        case _:
            return new


@cache
def all_packs() -> tuple[LanguagePack, ...]:
    """Return every pack, that of the other languages last."""
    return tuple(language_pack(language) for language in (*sorted(languages()), UNKNOWN))


@cache
def languages() -> frozenset[str]:
    """Return the languages with a pack."""
    return frozenset(path.stem for path in PACKS.glob("*.toml")) - {SHARED}


@cache
def known_languages() -> frozenset[str]:
    """Return the languages with a pack, and those of which the shared one has some words."""
    return languages() | _few().keys()
