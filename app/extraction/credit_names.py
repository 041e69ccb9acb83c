"""Names in credits: split, bare, and told apart from the site, desks and agencies."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from lxml.html import HtmlElement

from app.extraction.findings import Evidence
from app.lang.agencies import names as agency_names
from app.lang.pack import language_pack, languages
from app.lang.section import Knowledge
from app.text.fold import fold, letters

LONGEST = 80  # characters of one name
_LONGEST_CREDIT = 400
_SPLIT = re.compile(r"\s*(?:[,;|•·/&+]|\s[-\u2013\u2014]\s|\n)\s*")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|@\w+|\([^()]*\)|\d{1,2}[./]\d{1,2}[./]\d{4}.*")
_NAME_PARTS = re.compile(r"[^a-z0-9]+")
_LETTER_RUNS = re.compile(r"[^\W\d_]+")


class CreditConventions(Knowledge):
    """`credits.toml`."""

    author_metas: tuple[str, ...]
    agency_metas: tuple[str, ...]
    author_classes: frozenset[str]
    author_box: frozenset[str]
    source_classes: frozenset[str]


@cache
def conventions() -> CreditConventions:
    """The conventions, read once."""
    return CreditConventions.model_validate(tomllib.loads(Path(__file__).with_name("credits.toml").read_text("utf-8")))


def class_words(node: HtmlElement) -> frozenset[str]:
    """Words of class names, and each name without its hyphens: `author-name` gives author, name, authorname."""
    return _class_words(node.get("class") or "")


@lru_cache(maxsize=8192)
def _class_words(value: str) -> frozenset[str]:
    names = [name.lower() for name in value[:500].split()]
    return frozenset(word for name in names for word in (*_NAME_PARTS.split(name), _NAME_PARTS.sub("", name)))


def author_names(credit: str, evidence: Evidence) -> Iterator[str]:
    """The people that a credit names, as printed."""
    if len(credit) > _LONGEST_CREDIT or credit.startswith(("http", "www.", "//")):
        return
    text = _NOISE.sub(" ", credit).strip()
    for part in _SPLIT.split(_conjunction(evidence).sub(",", text)):
        if is_organisation(part, evidence):
            continue
        name = _without_label(" ".join(part.split()).strip(" .:-\u2013\u2014*\"'"))
        if _is_name(name) and not is_organisation(name, evidence):
            yield name


def is_organisation(name: str, evidence: Evidence) -> bool:
    """The site, a desk or an agency."""
    bare = letters(name)
    return bare in _site(evidence) or bare in agency_names() or bare in _desks() or _ends_in_desk(name)


def _is_name(name: str) -> bool:
    words = _LETTER_RUNS.findall(name)
    capital = any(word[0].isupper() or not word[0].islower() for word in words)
    return 1 <= len(words) <= 6 and 3 <= len(name) <= LONGEST and capital and not re.search(r"\d|[?!<>{}\[\]=]", name)


def _without_label(text: str) -> str:
    return _labels().sub("", text)


@cache
def _labels() -> re.Pattern[str]:
    words = {word.rstrip(":") for language in languages() for word in language_pack(language).credits.by}
    return re.compile(rf"\A(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\s*(?::|\s)\s*", re.I)


def _conjunction(evidence: Evidence) -> re.Pattern[str]:
    words = evidence.pack.credits.conjunctions or language_pack("en").credits.conjunctions
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, words))})\s+")


@cache
def _desks() -> frozenset[str]:
    return frozenset(letters(desk) for language in languages() for desk in language_pack(language).credits.desks)


def _ends_in_desk(name: str) -> bool:
    """`Sputnik Redaktion`, `BBC Staff`: the last word is a desk's."""
    words = fold(name).split()
    return len(words) > 1 and (letters(words[-1]) in _desks() or letters(" ".join(words[-2:])) in _desks())


def _site(evidence: Evidence) -> frozenset[str]:
    document, rule = evidence.document, evidence.rule
    named = [rule.name, document.domain, document.first_meta("og:site_name"), document.first_meta("application-name")]
    labels = (document.domain or "").split(".")[:1]
    return frozenset(letters(name) for name in (*named, *labels) if name)
