"""Read and validate language packs: all words and settings of a language are in `packs/<language>.toml`.

`packs/_shared.toml` holds words for every language, and a few words for languages without a pack. A pack adds its words
to the shared lists. A shared setting that has a single value is replaced by that of the pack. A pack with an unknown
key makes the start of the program fail.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any

import Stemmer
from pydantic import AfterValidator, Field

from app.lang.credit_words import CreditWords
from app.lang.cue_type_words import CueTypeWords
from app.lang.date_words import DateWords
from app.lang.grammar_words import Grammar, VerbAdjacent, VerbFinal
from app.lang.image_words import ImageWords
from app.lang.knowledge import Knowledge, Words, WordSet
from app.lang.name_words import NameWords
from app.lang.navigation_words import NavigationWords
from app.lang.noise_words import NoiseWords
from app.lang.pack_examples import QuoteExample
from app.lang.page_title_words import PageWords
from app.lang.quote_words import QuoteWords
from app.text.toml import Table, read_table

PACKS = Path(__file__).parent / "packs"
SHARED = "_shared"
UNKNOWN = "und"


def _stemmer(name: str) -> str:
    if name not in Stemmer.algorithms():
        raise ValueError(f"no Snowball algorithm; there are {', '.join(sorted(Stemmer.algorithms()))}")
    return name


class LanguagePack(Knowledge):
    """The pack of one language; its lists contain the entries of the shared pack, too."""

    language: str = Field(description="ISO 639-1 code.")
    default_zone: str | None = Field(
        default=None, description="IANA zone, where the language is spoken in one zone only: `Europe/Rome`."
    )
    stemmer: Annotated[str, AfterValidator(_stemmer)] | None = Field(
        default=None, description="Name of the Snowball algorithm that stems words for search: `italian`."
    )
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
    cue_types: CueTypeWords = CueTypeWords()
    grammar: Grammar = VerbAdjacent()
    entities: NameWords = NameWords()
    navigation: NavigationWords = NavigationWords()
    images: ImageWords = ImageWords()
    pages: PageWords = PageWords()
    examples: tuple[QuoteExample, ...] = Field(
        default=(), description="Quotations that extraction must find, with their speakers."
    )
    pattern_examples: Mapping[str, Words] = Field(
        default_factory=dict, description="For the key of each pattern, texts that the pattern matches."
    )

    @property
    def verb_final(self) -> VerbFinal:
        """The pack's grammar if the language is verb-final; otherwise an empty grammar, which matches nothing."""
        return self.grammar if isinstance(self.grammar, VerbFinal) else VerbFinal()

    @property
    def verb_adjacent(self) -> VerbAdjacent:
        """The pack's grammar if the language puts subject and cue side by side; otherwise an empty grammar."""
        return self.grammar if isinstance(self.grammar, VerbAdjacent) else VerbAdjacent()


@cache
def language_pack(language: str) -> LanguagePack:
    """Return the pack of a language.

    It joins the shared words, the words for the language in the shared file, and the language's own file.
    """
    own = read_table(_files()[language]) if language in languages() else {}
    return LanguagePack.model_validate({**added(added(shared_words(), few_words(language)), own), "language": language})


@cache
def shared_words() -> Table:
    """Return the shared pack, whose words are added to every pack."""
    return {key: value for key, value in read_table(PACKS / f"{SHARED}.toml").items() if key != "languages"}


def few_words(language: str) -> Table:
    """Return the words that the shared file has for one language; an empty table if it has no words for it."""
    return _few().get(language, {})


@cache
def _few() -> dict[str, Table]:
    tables: dict[str, Table] = read_table(PACKS / f"{SHARED}.toml")["languages"]
    return tables


def added(table: Table, more: Table) -> Table:
    """Return `table` with the entries of `more` added.

    Entries of a list are added to the list of the same key; a single value replaces that of the same key.
    """
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
    """Return every pack. The last one is the pack that is used for languages without a pack."""
    return tuple(language_pack(language) for language in (*sorted(languages()), UNKNOWN))


@cache
def languages() -> frozenset[str]:
    """Return the languages with a pack."""
    return frozenset(_files())


@cache
def _files() -> dict[str, Path]:
    return {path.stem: path for path in PACKS.glob("*.toml") if path.stem != SHARED}


def use_pack(path: Path) -> None:
    """For the rest of this process, use a file as the pack of a language; the file's name states the language.

    The caller must call this before any extraction, because other modules cache values computed from the old pack.
    """
    _files()[path.stem] = path
    for function in (languages, known_languages, all_packs, language_pack):
        function.cache_clear()


@cache
def known_languages() -> frozenset[str]:
    """Return all languages that have a pack or words in the shared file."""
    return languages() | _few().keys()
