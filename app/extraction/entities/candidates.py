"""Find possible names by rules: take capitalised words in a row, and cut them at apostrophes, roles and places."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.extraction.entities.entity_numbers import (
    CANDIDATES_CACHED,
    CANDIDATES_CONNECTED,
    CANDIDATES_PLACES,
    SHARED_BEFORE,
    SHARED_RUN,
)
from app.extraction.entities.gazetteer import is_well_known
from app.extraction.entities.typing_rules import begins_name, is_bare_head, is_noise, kind_by_head, split_run
from app.extraction.text.read_text import ReadText
from app.lang.pack import LanguagePack, language_pack, languages
from app.schemas.base import TextField
from app.schemas.entity import EntityType
from app.text.normalize import lower
from app.text.tokens import Token, phrase


class Named(NamedTuple):
    """A mention of a name in a field."""

    field: TextField
    start: int
    end: int
    text: str  # the name as written
    name: str  # the name without case ending
    kind: EntityType | None  # None if `merge_entities` has to find the kind
    opens: bool  # whether the name opens a sentence
    guessed: bool = False  # whether the kind is only guessed from the capitals of the words


def mentions_inside(found: Sequence[Named], start: int, end: int) -> slice | None:
    """Return where `found` has the mentions that overlap `start` to `end`; None if one of them extends beyond.

    The slice is empty if there are none. `found`: mentions in the order of the text, without overlaps.
    """
    first = bisect_left(found, start, key=lambda named: named.end - 1)
    last = bisect_left(found, end, lo=first, key=lambda named: named.start)
    is_inside = all(start <= named.start and named.end <= end for named in found[first:last])
    return slice(first, last) if is_inside else None


def find_by_rules(read: ReadText) -> list[Named]:
    """Return all possible names in a field, each with the kind that its own words suggest."""
    common, text, pack = read.lower_case_words, read.text, read.pack
    found: list[Named] = []
    for run in _runs(read.capitalised, connectors(pack.language)):
        if not (words := _opened(run, common, pack)):
            continue
        # `_cuts` gets plain strings, so that its results can be cached
        texts = tuple([word.text for word in words])
        for start, stop, name, told, guessed in _cuts(texts, words[0].opens, pack.language):
            first, end = words[start], words[stop - 1].end
            is_unknown = guessed and told == "person" and _has_common_word(words[start:stop], common, pack)
            kind = None if is_unknown else told
            found.append(Named(read.field, first.start, end, text[first.start : end], name, kind, first.opens, guessed))
    return found


def _runs(words: Sequence[Token], joints: frozenset[str]) -> list[list[Token]]:
    """Return the runs: capitalised words in a row.

    A suffix after an apostrophe ends a run; a connector such as `of` does not.
    """
    runs: list[list[Token]] = []
    run: list[Token] = []
    for index, word in enumerate(words):
        goes_on = word.after_space and 0 < len(run) < SHARED_RUN and run[-1].suffix is None
        is_name_like = word.text[0].isupper()
        if goes_on and (is_name_like or (word.text in joints and _capital_follows(words, index, joints))):
            run.append(word)
        else:
            run = [word] if is_name_like else []
            if run:
                runs.append(run)
    return runs


def _capital_follows(words: Sequence[Token], index: int, joints: frozenset[str]) -> bool:
    """Return whether a capitalised word follows the connector at `index`, directly or after one more connector."""
    word, *following = words[index : index + CANDIDATES_CONNECTED]
    if following and following[0].text in joints and following[0].after_space:
        word, *following = following
    return bool(following) and following[0].is_name_like and following[0].after_space and word.suffix is None


@cache
def connectors(language: str) -> frozenset[str]:
    """Return the words that may connect the capitalised words of one name: `of`, de `von`."""
    pack = language_pack(language)
    return pack.entities.connectors | frozenset(pack.quotes.organization_connectors)


def _opened(run: list[Token], common: frozenset[str], pack: LanguagePack) -> list[Token]:
    """Drop words at the start of a run that belong to no name, such as a common word that opens a sentence."""
    if not (run[0].opens or is_noise(run[0].text, pack)):
        return run
    rest = run
    while rest and rest[0].opens | (rest is not run) and (_is_common(rest[0], common, pack) or cites(rest[0], pack)):
        rest = rest[1:]
    while rest and is_noise(rest[0].text, pack) and not (len(rest) > 1 and rest[0].text in pack.entities.titles):
        if len(rest) > 1 and _starts_place(rest, pack):
            break
        rest = rest[1:]
    return rest


@lru_cache(maxsize=CANDIDATES_CACHED)
def _cuts(
    texts: tuple[str, ...], opens: bool, language: str
) -> tuple[tuple[int, int, str, EntityType | None, bool], ...]:
    """Split a run into names: (index of the first word, index after the last, name, kind, whether the kind is guessed).

    `texts`: the words of the run. `opens`: whether the run opens a sentence. The first word of such a run is cut off if
    a known name begins at the second word, and none at the first.
    """
    pack = language_pack(language)
    run = [Token(text, n, n + 1, None, opens and not n, n > 0) for n, text in enumerate(texts)]
    apart = opens and len(run) > 1 and not begins_name(run, pack) and begins_name(run[1:], pack)
    pieces = (piece for part in ((run[:1], run[1:]) if apart else (run,)) for piece in split_run(part, pack))
    return tuple((p.tokens[0].start, p.tokens[-1].end, p.name, p.kind, p.guessed) for p in pieces)


def _is_common(word: Token, common: frozenset[str], pack: LanguagePack) -> bool:
    return lower(word.text, pack.language) in common and word.suffix is None and not word.text.isupper()


def word_before(named: Named, text: str) -> str:
    """Return the word before a mention; '' if no single space separates a word from it."""
    *_, word, gap = ("", *text[max(0, named.start - SHARED_BEFORE) : named.start].split(" "))
    return "" if gap else word


def cites(word: Token, pack: LanguagePack) -> bool:
    """Return whether a word introduces the source of a statement: de `Laut`, `Gemäß` (according to)."""
    return lower(word.text, pack.language) in pack.quotes.sources


@cache
def joins_names(word: str) -> bool:
    """Return whether a word in lower case may be inside a person's name, whatever the language: `von`, `bin`."""
    return any(word in connectors(language) for language in languages())


def _has_common_word(words: Sequence[Token], common: frozenset[str], pack: LanguagePack) -> bool:
    return any(_is_common(word, common, pack) for word in words)


def _starts_place(run: Sequence[Token], pack: LanguagePack) -> bool:
    return any(is_well_known(phrase(run[:size]), pack.language) for size in CANDIDATES_PLACES)


def with_owners(found: Iterable[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Join a place in the genitive and the institution right after it into one name: `Russia's Embassy`."""
    joined: list[Named] = []
    for named in found:
        owner = joined[-1] if joined else None
        if owner and named.kind == "organization" and owner.kind == "location" and _owns(owner, named, text, pack):
            prefix = text[owner.start : named.start]
            whole = text[owner.start : named.end]
            joined[-1] = Named(
                named.field, owner.start, named.end, whole, prefix + named.name, "organization", owner.opens
            )
        else:
            joined.append(named)
    return joined


def _owns(owner: Named, owned: Named, text: str, pack: LanguagePack) -> bool:
    between = text[owner.end : owned.start]
    is_owned = between.endswith(" ") and between[:1] in "'\u2019" and between[1:-1] in pack.entities.genitives
    # A place and an institution noun are one name: tr `İsrail'in Başbakanlığı` (Israel's Prime Ministry). In tr
    # `İsrail'in NSO`, the firm `NSO` is a name of its own.
    return is_owned and (kind_by_head(owned.name, pack) is not None or is_bare_head(owned.name, pack))
