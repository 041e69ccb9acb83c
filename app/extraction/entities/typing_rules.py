"""Split a run (capitalised words in a row) into names, and decide the kind of each name by its own words."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.extraction.entities.entity_numbers import (
    SHARED_CACHED,
    SHARED_HEAD_START,
    SHARED_NAME,
    TYPING_RULES_ACRONYM,
    TYPING_RULES_LONE_ACRONYM,
    TYPING_RULES_PERSON,
    TYPING_RULES_PLACE,
    TYPING_RULES_SHAPED,
)
from app.extraction.entities.gazetteer import is_country, is_organization, is_well_known
from app.lang.gazetteers import people
from app.lang.pack import LanguagePack, language_pack, languages
from app.schemas.entity import EntityType
from app.text.normalize import lower
from app.text.tokens import Token, phrase

Words = Sequence[Token]


class NameSpan(NamedTuple):
    """The tokens of one name."""

    tokens: Words
    name: str  # the name without case ending
    kind: EntityType | None
    guessed: bool = False  # whether only the capitals suggest the kind


def split_run(run: Words, pack: LanguagePack) -> Iterator[NameSpan]:
    """Yield the names in a run of capitalised words, in the order of the text."""
    run = _capital_ends(run)
    if not run:
        return
    compound = next((n for n, word in enumerate(run) if name_in_compound(word.text, pack)), None)
    if compound is not None:
        yield from split_run(run[:compound], pack)
        kind, name = name_in_compound(run[compound].text, pack) or (None, "")
        yield NameSpan(run[compound : compound + 1], name, kind)
        yield from _told_by_role(split_run(run[compound + 1 :], pack), "person")
        return
    joints = _joints(pack.language)
    joint = next((n for n, word in enumerate(run) if word.text in joints), None)
    if joint is not None and not _is_one_institution(run, joint, pack):
        yield from split_run(run[:joint], pack)
        yield from split_run(run[joint + 1 :], pack)
        return
    cut = _role(run, pack)
    if cut:
        yield from _told_by_role(split_run(_without_role(run[: cut - 1], pack), pack), "location")
        yield from _told_by_role(split_run(run[cut:], pack), "person")
        return
    headed = _headed(run, pack)
    if headed:
        size, kind, name = headed
        yield NameSpan(run[:size], name, kind)
        yield from split_run(run[size:], pack)
        return
    yield from _plain(run, pack)


def name_in_compound(word: str, pack: LanguagePack) -> tuple[EntityType, str] | None:
    """Return kind and name of the first part of a compound with a hyphen, or None: de `FDP-Spitze`, `Israel-Reise`."""
    name, _, rest = word.partition("-")
    if not (pack.entities.hyphen_compounds and rest and name) or is_well_known(word, pack.language):
        return None
    if is_organization(name, pack.language) and not is_organization(word, pack.language):
        return "organization", name
    return ("location", name) if is_country(name, pack) else None


def _told_by_role(pieces: Iterator[NameSpan], kind: EntityType) -> Iterator[NameSpan]:
    """Yield the names, those of `kind` as not guessed: a role shows that a place is before it, or a person after it."""
    for piece in pieces:
        yield piece._replace(guessed=False) if piece.guessed and piece.kind == kind else piece


@cache
def _joints(language: str) -> frozenset[str]:
    """Return the connectors that occur only inside names of institutions, such as `and` in `Trade and Industry`."""
    pack = language_pack(language)
    return frozenset(pack.quotes.organization_connectors) - pack.entities.connectors


def _capital_ends(run: Words) -> Words:
    """Strip connectors from both ends of a run: they may be there if the run was cut out of a longer one."""
    capitals = [n for n, word in enumerate(run) if word.is_name_like]
    return run[capitals[0] : capitals[-1] + 1] if capitals else ()


def _is_one_institution(run: Words, joint: int, pack: LanguagePack) -> bool:
    """Return whether a connector is inside one institution's name (`Trade and Industry`), not between two names."""
    if run[0].text in pack.entities.organization_starts:
        return True
    if head_of(run[-1].text, pack.entities.organization_heads, pack) is None or len(run) > TYPING_RULES_PERSON + 1:
        return False
    size = _place(run, pack)
    is_name = size == joint or is_organization(phrase(run[:joint]), pack.language) or _ends_in_head(run[:joint], pack)
    return not is_name and (joint == 1 or size > 0)


def _ends_in_head(run: Words, pack: LanguagePack) -> bool:
    return head_of(run[-1].text, pack.entities.organization_heads, pack) is not None


def begins_name(run: Words, pack: LanguagePack) -> bool:
    """Return whether a run starts with a title, a given name, a known place or a known organization."""
    word, words = run[0].text, pack.entities
    known = word in words.titles or word in words.given_names or word in words.organization_starts
    return known or is_organization(word, pack.language) or _place(run, pack) > 0


def is_noise(word: str, pack: LanguagePack) -> bool:
    """Return whether the pack lists a word as capitalised, but not a name: a month, a weekday, a nationality."""
    return word in pack.entities.not_names


def _role(run: Words, pack: LanguagePack) -> int:
    """Return the number of words up to the last role in a run: 3 for `US Foreign Minister Holm`; 0 without a role."""
    places = (n for n, word in enumerate(run, 1) if _headless(word.text, pack.language) in pack.entities.roles)
    return max((n for n in places if n > 1 or len(run) > 1), default=0)


@lru_cache(maxsize=SHARED_CACHED)
def _headless(word: str, language: str) -> str:
    """Return a role without its case ending. Other words are returned unchanged."""
    pack, words = language_pack(language), language_pack(language).entities
    roles = words.roles if words.head_endings and word not in words.roles else ()
    return next((role for role in roles if _is_head(word, role, pack)), word)


def _without_role(run: Words, pack: LanguagePack) -> Words:
    """Strip the words at the end that belong to a role: tr `Rusya Devlet` (before `Başkanı`, President) → `Rusya`."""
    while run and run[-1].text in pack.entities.role_words:
        run = run[:-1]
    return run


def _headed(run: Words, pack: LanguagePack) -> tuple[int, EntityType, str] | None:
    """Return (number of words, kind, name) of the longest name that starts the run and ends in a noun (`Ministry`)."""
    words = pack.entities
    # if a run begins with a word such as es `Guardia`, the whole run is the name of one institution
    if run[0].text in words.organization_starts and len(run) > 1:
        return len(run), "organization", phrase(run)
    for size in range(len(run), 1, -1):
        for kind, heads in _kinds_of_heads(pack):
            head = head_of(run[size - 1].text, heads, pack)
            if head and not (kind == "location" and size > TYPING_RULES_PLACE):
                return size, kind, phrase([*run[: size - 1]]) + " " + head
    return None


def head_of(word: str, heads: tuple[str, ...], pack: LanguagePack) -> str | None:
    """Return the noun in `heads` of which the word is a form, or None: `Bakanlığı` for tr `Bakanlığının`."""
    if word in heads:
        return word
    return next(
        (head for head in _heads_by_start(heads).get(word[:SHARED_HEAD_START], ()) if _is_head(word, head, pack)), None
    )


def kind_by_head(name: str, pack: LanguagePack) -> tuple[EntityType, str] | None:
    """Return (kind, name without case ending) of a name of several words that ends in a head noun (`Ministry`)."""
    rest, _, last = name.rpartition(" ")
    for kind, heads in _kinds_of_heads(pack):
        if rest and (head := head_of(last, heads, pack)):
            return kind, f"{rest} {head}"
    return None


def _kinds_of_heads(pack: LanguagePack) -> tuple[tuple[EntityType, tuple[str, ...]], ...]:
    words = pack.entities
    return (
        ("organization", words.organization_heads),
        ("location", words.location_heads),
        ("event", words.event_heads),
    )


def is_bare_head(word: str, pack: LanguagePack) -> bool:
    """Return whether a word is only an institution noun (`Ministry`), with or without case ending."""
    low, endings = lower(word, pack.language), pack.entities.head_endings
    stems = (
        stem for stem in pack.quotes.organization_head_stems if low.startswith(stem) and len(low) - len(stem) <= endings
    )
    named = is_well_known(word, pack.language) or word in people()
    return not named and (head_of(word, pack.entities.organization_heads, pack) is not None or any(stems))


def is_acronym(word: str) -> bool:
    """Return whether a word has 2 to 7 characters, and all of them are capitals or hyphens."""
    return word.replace("-", "").isalpha() and word.isupper() and 2 <= len(word) <= TYPING_RULES_ACRONYM


@cache
def _heads_by_start(heads: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for head in sorted(heads, key=len, reverse=True):
        found.setdefault(head[:SHARED_HEAD_START], []).append(head)
    return found


def _is_head(word: str, head: str, pack: LanguagePack) -> bool:
    """Return whether `word` is `head` with or without a case ending; False for every `head` of 4 letters or fewer."""
    # a title is no form of another noun: `Officer` is not `Office` with an ending
    is_longer = len(head) > SHARED_HEAD_START and word.startswith(head) and word not in pack.entities.titles
    return is_longer and len(word) - len(head) <= pack.entities.head_endings


def _plain(run: Words, pack: LanguagePack) -> Iterator[NameSpan]:
    """Yield the names in a run that has no role and no institution noun: first places, then the name after titles."""
    if is_organization(phrase(run), pack.language):
        yield NameSpan(run, phrase(run), "organization")
        return
    size = _place(run, pack)
    if size and (size == len(run) or not _is_given(run[0].text, pack)):
        yield NameSpan(run[:size], phrase(run[:size]), "location", guessed=True)
        yield from split_run(run[size:], pack)
        return
    run = _from_given_name(run, pack)
    bare = _capital_ends(_without_titles(run, pack))
    if bare:
        kind = _kind(bare, run, pack)
        guessed = kind is None and _person_by_shape(bare, pack)
        yield NameSpan(bare, phrase(bare), "person" if guessed else kind, guessed)


def _place(run: Words, pack: LanguagePack) -> int:
    """Return how many words the longest known place at the start of a run has, or 0."""
    if len(run) > 1 and run[0].text in pack.entities.titles:
        return 0
    sizes = range(min(SHARED_NAME, len(run)), 0, -1)
    return next((size for size in sizes if is_well_known(phrase(run[:size]), pack.language)), 0)


def _without_titles(run: Words, pack: LanguagePack) -> Words:
    while (
        run and run[0].text in pack.entities.titles and (len(run) > 1 or run[0].text not in pack.entities.given_names)
    ):
        run = run[1:]
    return run


def _kind(bare: Words, run: Words, pack: LanguagePack) -> EntityType | None:
    """Return the kind of a name, or None.

    A name with a title or a given name is a person. An acronym or a listed name is an organization.
    """
    first, count = bare[0].text, len(bare)
    if is_organization(first, pack.language):
        return "organization"
    if count <= TYPING_RULES_PERSON and (len(run) > count or (_is_given(first, pack) and count > 1)):
        return "person"
    if first.isupper() and 2 <= len(first) <= TYPING_RULES_LONE_ACRONYM and count == 1 and not _is_shouted(first, pack):
        return "organization"
    return None


def _person_by_shape(bare: Words, pack: LanguagePack) -> bool:
    """Return whether 2 or 3 capitalised words look like a person's name; False if the language capitalises nouns."""
    shaped = all(
        word.text[0].isupper() and (word.text[1:].islower() or "-" in word.text or len(word.text) == 2) for word in bare
    )
    belongs = any(is_noise(word.text, pack) or word.text in pack.entities.role_words for word in bare)
    return not pack.nouns_are_capitalised and 2 <= len(bare) <= TYPING_RULES_SHAPED and shaped and not belongs


def _from_given_name(run: Words, pack: LanguagePack) -> Words:
    """Drop nouns before a title or given name if the language capitalises nouns: de `Torwart Jan Holm` → `Jan Holm`."""
    if not pack.nouns_are_capitalised:
        return run
    known = pack.entities.titles
    at = next((n for n, word in enumerate(run[:-1]) if word.text in known or _is_given(word.text, pack)), 0)
    return run[at:]


def _is_shouted(word: str, pack: LanguagePack) -> bool:
    """Return whether a word in capitals is an ordinary word, not an acronym."""
    low = lower(word, pack.language)
    return low in pack.common_words or is_noise(word, pack) or is_noise(word[0] + low[1:], pack)


def _is_given(word: str, pack: LanguagePack) -> bool:
    return word in pack.entities.given_names or word in all_given_names()


@cache
def all_given_names() -> frozenset[str]:
    """Return the given names of all language packs: news in one language names people from everywhere."""
    return frozenset[str]().union(*(language_pack(language).entities.given_names for language in languages()))
