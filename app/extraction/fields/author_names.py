"""Names in credits: split, bare, people told apart from the site, desks and agencies."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.extraction.findings import Evidence
from app.lang.agency_table import names as agency_names
from app.lang.knowledge import Knowledge
from app.lang.pack import all_packs
from app.schemas.article import Author
from app.text.normalize import fold, letters, visible_text
from app.text.toml import read_toml
from app.text.word_patterns import either

LONGEST = 80  # characters of one name
LONGEST_CREDIT = 400
_SPLIT = re.compile(r"\s*(?:[,;|•·/&+]|\s[-\u2013\u2014]\s|\n)\s*")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|@\w+|\([^()]*\)|\d{1,2}[./]\d{1,2}[./]\d{4}.*")
_FOREIGN = re.compile(r"\d|[?!<>{}\[\]=]")  # signs that stand in no name
_STATEMENT = re.compile(r"""["'`][\s)]*;|;\s*--""")  # the end of a string or of a statement, in no list of names
_ADDRESSES = ("http", "www.", "//")
_LETTER_RUNS = re.compile(r"[^\W\d_]+")


class CreditConventions(Knowledge):
    """`author_names.toml`."""

    author_metas: tuple[str, ...]
    agency_metas: tuple[str, ...]
    social: frozenset[str]


@cache
def credit_conventions() -> CreditConventions:
    """The conventions, read once."""
    return read_toml(Path(__file__).with_name("author_names.toml"), CreditConventions)


def credited(credit: str, evidence: Evidence) -> Iterator[Author]:
    """The people and organizations that a credit names, as printed; labels and bare desks are neither."""
    if len(credit) > LONGEST_CREDIT or credit.startswith(_ADDRESSES) or _STATEMENT.search(credit):
        return
    whole = _without_label(visible_text(credit))
    if is_site(whole, evidence):
        yield Author(name=whole, type="organization")
        return
    text = _NOISE.sub(" ", credit).strip()
    for part in _SPLIT.split(_conjunction(evidence).sub(",", text)):
        if letters(part) in _label_words() or _photo_label().match(fold(part)):
            continue
        name = visible_text(part).strip(" .:-\u2013\u2014*\"'")
        name = name if is_organization(name, evidence) else _without_label(name)
        if is_organization(name, evidence):
            if letters(name) not in _desks():
                yield Author(name=name, type="organization")
        elif _is_name(name):
            yield Author(name=name)


def is_unreadable(credit: str, evidence: Evidence) -> bool:
    """Whether a credit names nobody, and is not one of those that never do: an address, a bare desk, a label."""
    if credit.startswith(_ADDRESSES) or letters(credit) in _desks() | _label_words():
        return False
    return next(credited(credit, evidence), None) is None


def is_organization(name: str, evidence: Evidence) -> bool:
    """The site, a desk or an agency."""
    bare = letters(name)
    return is_site(name, evidence) or bare in agency_names() or bare in _desks() or _ends_in_desk(name)


def is_site(name: str, evidence: Evidence) -> bool:
    """The site that carries the page."""
    return letters(name) in _site(evidence)


def _is_name(name: str) -> bool:
    words = _LETTER_RUNS.findall(name)
    capital = any(word[0].isupper() or not word[0].islower() for word in words)
    return (
        1 <= len(words) <= 6
        and 3 <= len(name) <= LONGEST
        and capital
        and fold(words[0]) not in credit_conventions().social
        and not _FOREIGN.search(name)
    )


def _without_label(text: str) -> str:
    """The name behind a label, which has a colon or two words of a name behind it: `Di Maria` is one itself."""
    label = _labels().match(text)
    if label is None:
        return text
    rest = text[label.end() :]
    return rest if ":" in label[0] or (" " in rest and rest[0].isupper()) else text


@cache
def _label_words() -> frozenset[str]:
    """Letters of labels that may stand alone in an element of a byline."""
    return frozenset(letters(word) for pack in all_packs() for word in pack.credits.by)


@cache
def _photo_label() -> re.Pattern[str]:
    """The beginning of a folded credit that is a picture's, or that names a source."""
    words = {fold(word) for pack in all_packs() for word in (*pack.images.credit, *pack.credits.source)}
    return re.compile(rf"\s*{either(words)}\s*:")


@cache
def _labels() -> re.Pattern[str]:
    words = {word.rstrip(":") for pack in all_packs() for word in pack.credits.by}
    return re.compile(rf"\A{either(words)}\s*(?::|\s)\s*", re.I)


def _conjunction(evidence: Evidence) -> re.Pattern[str]:
    return re.compile(rf"\s+{either(evidence.pack.credits.conjunctions)}\s+")


@cache
def _desks() -> frozenset[str]:
    return frozenset(letters(desk) for pack in all_packs() for desk in pack.credits.desks)


def _ends_in_desk(name: str) -> bool:
    """`Sputnik Redaktion`, `BBC Staff`: the last word is a desk's."""
    words = fold(name).split()
    return len(words) > 1 and (letters(words[-1]) in _desks() or letters(" ".join(words[-2:])) in _desks())


def _site(evidence: Evidence) -> frozenset[str]:
    document, rule = evidence.document, evidence.rule
    named = [rule.name, document.domain, document.first_meta("og:site_name"), document.first_meta("application-name")]
    labels = (document.domain or "").split(".")[:1]
    return frozenset(letters(name) for name in (*named, *labels) if name)
