"""Read names from credits: split a credit into people and organizations; drop labels, job titles and cities."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path

from app.extraction.document.site_identity import media_words
from app.extraction.entities.gazetteer import is_well_known
from app.extraction.fields.credit_labels import (
    exact_labels,
    inner_label,
    label_of_others,
    label_words,
    name_with_label_after,
    opening_label,
    opening_label_of_others,
    other_label_words,
)
from app.extraction.fields.field_numbers import (
    AUTHOR_NAMES_LONGEST,
    AUTHOR_NAMES_LONGEST_CREDIT,
    AUTHOR_NAMES_MOST_WORDS,
    AUTHOR_NAMES_SHORTEST,
)
from app.extraction.findings import Evidence
from app.lang.agency_table import names as agency_names
from app.lang.knowledge import Knowledge
from app.lang.pack import all_packs
from app.schemas.article import Author
from app.text.normalize import fold, letters, visible_text
from app.text.toml import read_toml
from app.text.word_patterns import either

_SPLIT = re.compile(r"\s*(?:[,;|•·/&+]|\s[-\u2013\u2014]\s|\n)\s*")
_NOISE = re.compile(
    r"https?://\S+|\S+@\S+|@\w+|\([^()]*\)|\d{1,2}[./]\d{1,2}[./]\d{4}.*|\s\d{1,3}\s(?![A-Z])[^\W\d]\D*\Z"
)
# a mail address with a name in brackets after it, as in feeds: `a@b.org (Ann Example)`
_MAIL = re.compile(r"\A\s*\S+@\S+\s*\(([^()]+)\)\s*\Z")
_FOREIGN = re.compile(r"\d|[?!<>{}\[\]=*]")  # characters that never occur in a name
_STATEMENT = re.compile(r"""["'`][\s)]*;|;\s*--""")  # code that an attacker put into a credit, such as `';` or `; --`
_OTHER_LABEL = re.compile(r"\A[^\W\d_][^:]{0,40}:\s*\S")
_ADDRESSES = ("http", "www.", "//")
_LETTER_RUNS = re.compile(r"[^\W\d_]+")
# matches the beginning of a full name, up to the first letter of the second word: `Ann E`
_FULL_NAME = re.compile(r"[^\W\d_]+ [^\W\d_a-z]")
# matches initials at the end of a name: ` D` in `Coast D`. Such a name may be that of an account of the site `Coast`.
_INITIALS = re.compile(r"(?: [^\W\d_]\.?)+\Z")
_EDGES = " .:-\u2013\u2014*\"'"


class CreditConventions(Knowledge):
    """The contents of `author_names.toml`."""

    author_metas: tuple[str, ...]  # names of `meta` elements with authors
    agency_metas: tuple[str, ...]  # names of `meta` elements with agencies
    social: frozenset[str]  # words of links beside a byline: `share`, `twitter`


@cache
def credit_conventions() -> CreditConventions:
    """Return the conventions of `author_names.toml`; the file is read once."""
    return read_toml(Path(__file__).with_name("author_names.toml"), CreditConventions)


def credited(credit: str, evidence: Evidence) -> tuple[Author, ...]:
    """Return the people and organizations named in `credit`, as printed, without labels, job titles and desks."""
    if (found := evidence.credits.get(credit)) is None:
        found = evidence.credits[credit] = tuple(_of_credit(credit, evidence))
    return found


def _of_credit(credit: str, evidence: Evidence) -> Iterator[Author]:
    if len(credit) > AUTHOR_NAMES_LONGEST_CREDIT or credit.startswith(_ADDRESSES) or _STATEMENT.search(credit):
        return
    credit = name_with_label_after().sub("", _MAIL.sub(r"\1", credit))
    text = label_of_others().sub(r"\n\1", inner_label().sub("\n", _NOISE.sub(" ", credit).strip()))
    whole = without_label(visible_text(text))
    if evidence.site.is_site(whole):
        yield Author(name=whole, type="organization")
        return
    is_others = False
    for part in _SPLIT.split(_conjunction(evidence.pack.credits.conjunctions).sub(",", text)):
        labels_others = _is_label_of_others(part)
        if not is_others and not labels_others:
            yield from _of_part(part, evidence)
        is_others = labels_others


def _is_label_of_others(part: str) -> bool:
    """Return whether `part` is a label before the name of a person who is not an author: `Updated by`, `Verified:`."""
    bare = letters(part)
    return bare in other_label_words() or (part.rstrip().endswith(":") and bare not in label_words())


def _of_part(part: str, evidence: Evidence) -> Iterator[Author]:
    """Yield the author named in one part of a credit, if there is one."""
    printed = visible_text(part).strip(_EDGES)
    if letters(part) in label_words() or opening_label_of_others().match(fold(part)):
        return
    name = printed if _is_known_organization(printed, evidence) else without_label(printed)
    if name == printed and _OTHER_LABEL.match(part):
        return
    bare = _bare_name(name)
    if _is_known_organization(name, evidence) or _ends_in_media_word(bare or name):
        yield from () if letters(name) in _desks() else [Author(name=name, type="organization")]
    elif evidence.site.is_site(_INITIALS.sub("", bare)):
        yield Author(name=name if _ends_in_desk(name) else bare, type="organization")
    elif _is_person(bare, name, evidence.pack.language):
        yield Author(name=bare)


def _is_person(bare: str, name: str, language: str) -> bool:
    """Return whether `bare` (`name` without job title and city) is a person's name.

    A single ASCII word is a name only if it is the whole `name`.
    """
    is_whole = bare == name or " " in bare or not bare.isascii()
    is_else = is_well_known(bare, language) or fold(bare) in media_words() or _ends_in_desk(bare)
    return is_whole and _is_name(bare) and not is_else


def is_unreadable(credit: str, evidence: Evidence) -> bool:
    """Return whether a text in an author field should name an author, but no author can be read from it.

    URLs, labels, job titles and names of desks need not name an author.
    """
    if credit.startswith(_ADDRESSES) or letters(credit) in _desks() | label_words() or _is_role(credit):
        return False
    return not credited(credit, evidence)


def is_organization(name: str, evidence: Evidence) -> bool:
    """Return whether `name` names an organization, not a person.

    It is the site, a desk or an agency, or it ends in a word for publishers (`Coast News`).
    """
    return _is_known_organization(name, evidence) or _ends_in_desk(name) or _ends_in_media_word(name)


def _is_known_organization(name: str, evidence: Evidence) -> bool:
    bare = letters(name)
    return evidence.site.is_site(name) or bare in agency_names() or bare in _desks()


def is_agency(name: str) -> bool:
    """Return whether `name` is one of the known names of a wire service."""
    return letters(name) in agency_names()


def without_label(text: str) -> str:
    """Return `text` without its byline label: `By Ann Example`, `ByAnn Example` → `Ann Example`.

    After a label without a colon, two words are needed: `Di Maria` is a name, although `Di` is also a label.
    """
    label = opening_label().match(text)
    if label is None:
        return text
    rest = text[label.end() :]
    is_glued = not label[0][-1:].isspace() and ":" not in label[0]
    if is_glued:
        return rest if label[0] in exact_labels() and _FULL_NAME.match(rest) else text
    is_name = " " in rest and (rest[0].isupper() or _has_role(rest))
    return rest if ":" in label[0] or is_name or letters(rest) in _desks() else text


def _bare_name(text: str) -> str:
    """Remove the job title beside a name, and the city after it: `Ann Example in Paris` → `Ann Example`."""
    words = text.split()
    if len(words) > 1 and fold(words[0]) in _conjunctions():
        words = words[1:]
    words = words[: next((index for index, word in enumerate(words) if index > 1 and _is_social(word)), None)]
    at = next((index for index, word in enumerate(words) if fold(word.strip(",.")) in _roles()), None)
    if at is not None:
        words = _beside_role(words, at)
    return " ".join(_begun_in_capitals(words)).strip(_EDGES)


def _beside_role(words: Sequence[str], at: int) -> list[str]:
    """Return the words of the name beside the job title `words[at]`: after the title or, if no name follows, before it.

    Modifiers of the job title are left out: `Mira Holt Senior Editor` → `Mira`, `Holt`.
    """
    after, before = list(words[at + 1 :]), list(words[:at])
    if (
        len(after) > 1
        and all(word[:1].isupper() for word in after[:2])
        and not (len(before) > 1 and _is_given(before[0]))
    ):
        return after
    if words[at].islower() and len(before) > 2:
        # drop a word that belongs to the job title: `Climate` in `Mira Holt Climate reporter`
        before = before[:-1] if fold(before[-1]) not in _modifiers() else before
    while before and fold(before[-1]) in _modifiers():
        before.pop()
    is_person = len(before) > 1 and (words[at].islower() or len(before) < at or _is_given(before[0]))
    return before if is_person or (len(before) == 1 and not before[0].isascii()) else []


def _begun_in_capitals(words: Sequence[str]) -> list[str]:
    """Return the name at the start of `words`.

    It ends before a lower-case word, except particles such as `van`.
    """
    if not words or not words[0][0].isupper():
        return list(words)
    found = list(takewhile(lambda word: not word[0].islower() or fold(word.strip("'\u2019")) in _particles(), words))
    while len(found) > 1 and found[-1][0].islower() and len(found) < len(words):
        found.pop()
    return found


def _is_name(name: str) -> bool:
    words = _LETTER_RUNS.findall(name)
    capital = any(word[0].isupper() or not word[0].islower() for word in words)
    begins = not name[:1].islower() or fold(name.split()[0]) in _particles()
    return (
        1 <= len(words) <= AUTHOR_NAMES_MOST_WORDS
        and AUTHOR_NAMES_SHORTEST <= len(name) <= AUTHOR_NAMES_LONGEST
        and begins
        and capital
        and not _is_social(words[0])
        and not _FOREIGN.search(name)
    )


def _is_social(word: str) -> bool:
    """Return whether a word belongs to links beside a byline, not to a name: `Share`, `Twitter`."""
    return fold(word) in credit_conventions().social


def _is_role(name: str) -> bool:
    """Return whether `name` is only a job title, perhaps with modifiers: `Senior Editor`."""
    words = [fold(word.strip(",.")) for word in name.split()]
    return bool(words) and any(word in _roles() for word in words) and not _bare_name(name)


def _has_role(text: str) -> bool:
    return any(fold(word) in _roles() for word in text.split())


def _ends_in_desk(name: str) -> bool:
    """Return whether a name ends in a word for an editorial desk: `Sputnik Redaktion`, `MM-Redaktion`, `BBC Staff`."""
    words = _LETTER_RUNS.findall(fold(name))
    return len(words) > 1 and (letters(words[-1]) in _desks() or letters(" ".join(words[-2:])) in _desks())


def _ends_in_media_word(name: str) -> bool:
    """Return whether a name ends in a word for publishers: `Coast News`, `Coast-Team`.

    False if it begins with a given name.
    """
    words = _LETTER_RUNS.findall(fold(name))
    return len(words) > 1 and words[-1] in media_words() and not _is_given(words[0])


def _is_given(word: str) -> bool:
    return fold(word) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for pack in all_packs() for name in pack.entities.given_names)


@cache
def _roles() -> frozenset[str]:
    return frozenset(fold(word) for pack in all_packs() for word in pack.credits.roles)


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(fold(word) for pack in all_packs() for word in pack.credits.role_modifiers)


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(word) for pack in all_packs() for word in pack.credits.particles)


@cache
def _conjunctions() -> frozenset[str]:
    return frozenset(fold(word) for pack in all_packs() for word in pack.credits.conjunctions)


@cache
def _conjunction(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s+{either(words)}\s+")


@cache
def _desks() -> frozenset[str]:
    return frozenset(letters(desk) for pack in all_packs() for desk in pack.credits.desks)
