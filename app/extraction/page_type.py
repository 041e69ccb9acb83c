"""What kind of page this is: an article, or something that only looks like one."""

import re
from dataclasses import dataclass

from app.extraction.findings import Evidence, Story
from app.extraction.jsonld import types_of
from app.extraction.web import web
from app.lang.pack import language_pack, languages
from app.schemas.article import PageType, PageTypeName
from app.text.fold import fold

_ENOUGH = 1_200  # characters of body that make an article of nearly anything
_SOME = 250
_LITTLE = 80
_SHORT_LINKS = 40  # links of a page that has no text of its own but leads elsewhere
_PARTS = re.compile(r"\s+\W+\s+|[:!.,]")  # of a title


@dataclass(frozen=True)
class Signs:
    """What a page shows of its kind."""

    types: frozenset[str]
    og_type: str
    characters: int
    is_article: bool
    words: str
    links: int


def find_page_type(evidence: Evidence, story: Story, headline: str) -> PageType:
    """The kind of the page. An article with text is never called anything else on words alone."""
    signs = read_signs(evidence, story, headline)
    named = _named(signs)
    if named:
        return named
    if signs.characters >= _ENOUGH or (signs.is_article and signs.characters >= _LITTLE):
        return PageType(value="article", confidence=0.98 if signs.is_article else 0.85)
    if signs.types & web().types.index or signs.og_type in web().og_types.index:
        return PageType(value="index", confidence=0.8)
    if signs.characters >= _SOME or signs.is_article:
        return PageType(value="article", confidence=0.6)
    if signs.links >= _SHORT_LINKS and signs.characters < _LITTLE:
        return PageType(value="index", confidence=0.7)
    return PageType(value="article" if signs.characters else "other", confidence=0.4)


def read_signs(evidence: Evidence, story: Story, headline: str) -> Signs:
    """The signs of a page."""
    document = evidence.document
    types = frozenset(kind for thing in document.jsonld for kind in types_of(thing))
    og_type = (document.first_meta("og:type") or "").lower()
    is_article = bool(types & web().types.article) or og_type in web().og_types.article
    links = sum(1 for _, _ in zip(document.tree.iter("a"), range(_SHORT_LINKS), strict=False))
    return Signs(types, og_type, len(story.body), is_article, fold(headline), links)


def _named(signs: Signs) -> PageType | None:
    """A kind that types, or the headline of a page nearly without text, name."""
    if signs.types & web().types.live_blog:
        return PageType(value="live_blog", confidence=0.95)
    for name in ("gallery", "video"):
        wanted: PageTypeName = name
        named_types, og_types = getattr(web().types, name), getattr(web().og_types, name)
        is_only = not signs.types & web().types.article and (signs.types & named_types or signs.og_type in og_types)
        if is_only and signs.characters < _ENOUGH:
            return PageType(value=wanted, confidence=0.8)
    if signs.characters >= _SOME:
        return None
    return _by_words(signs.words)


def _by_words(headline: str) -> PageType | None:
    """By the title, in the words of any language: such pages are too short to tell theirs."""
    for pages in (language_pack(language).pages for language in sorted(languages())):
        kinds: tuple[tuple[PageTypeName, tuple[str, ...]], ...] = (
            ("error", pages.error),
            ("consent", pages.consent),
            ("login", pages.login),
        )
        for kind, words in kinds:
            if any(_says(headline, fold(word)) for word in words):
                return PageType(value=kind, confidence=0.85)
    return None


def _says(headline: str, words: str) -> bool:
    """Whether a title says these words; a number, such as a status, must end a part of it: bridges have numbers."""
    if not words.isdigit():
        return words in headline
    return any(part.split()[-1:] == [words] for part in _PARTS.split(headline))
