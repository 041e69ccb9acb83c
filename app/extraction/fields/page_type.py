"""Decide the kind of a page: an article, or another kind such as an index, a gallery or an error page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from app.extraction.document.elements import printed
from app.extraction.document.jsonld import types_of
from app.extraction.document.schema_types import web
from app.extraction.fields.field_numbers import (
    PAGE_TYPE_DECLARED,
    PAGE_TYPE_ENOUGH,
    PAGE_TYPE_GUESS,
    PAGE_TYPE_HOME_TEASERS,
    PAGE_TYPE_LINK_INDEX,
    PAGE_TYPE_LITTLE,
    PAGE_TYPE_LIVE_BLOG,
    PAGE_TYPE_LONG_ARTICLE,
    PAGE_TYPE_NAMED,
    PAGE_TYPE_SENTENCE,
    PAGE_TYPE_SHORT_ARTICLE,
    PAGE_TYPE_SHORT_LINKS,
    PAGE_TYPE_SOME,
    PAGE_TYPE_SURE_ARTICLE,
    PAGE_TYPE_TEASER_INDEX,
    PAGE_TYPE_TEASERS,
)
from app.extraction.fields.page_type_titles import kind_named
from app.extraction.fields.teasers import count_teasers
from app.extraction.findings import Evidence, Story
from app.schemas.article import PageType, PageTypeName

_OF_TEXT = ("article", "main", "h1", "h2", "p")


@dataclass(frozen=True)
class Signs:
    """Properties of a page that show whether it is an article, an index, a gallery …"""

    types: frozenset[str]
    og_type: str
    titles: tuple[str, ...]
    characters: int
    has_blocks: bool
    has_text: bool  # whether the page has an `article`, `main`, `h1`, `h2` or `p` outside `noscript`
    is_attested: bool  # whether a date of publication, an author or an agency was found
    is_home: bool
    teasers: int
    texts: int
    links: int

    @property
    def is_declared(self) -> bool:
        """Return whether the metadata declare the page an article."""
        return bool(self.types & web().types.article) or self.og_type in web().og_types.article

    @property
    def is_titled(self) -> bool:
        """Return whether the headline has as many words as a sentence, and is part of the page's `title`."""
        headline, title = self.titles
        return len(headline.split()) >= PAGE_TYPE_SENTENCE and headline in title

    @property
    def is_list(self) -> bool:
        """Return whether the page is a list of teasers (texts that lead to other stories).

        Such a page has several teasers, at least one for every two texts of the body. Its metadata do not declare it an
        article.
        """
        least = PAGE_TYPE_HOME_TEASERS if self.is_home else PAGE_TYPE_TEASERS
        return not self.is_declared and self.teasers >= least and self.teasers * 2 >= self.texts


def find_page_type(evidence: Evidence, story: Story, headline: str, is_attested: bool) -> PageType:
    """Decide the kind of the page; `is_attested`: a date of publication, an author or an agency was found."""
    signs = read_signs(evidence, story, headline, is_attested)
    return _by_types(signs) or _by_titles(signs) or _by_text(signs)


def read_signs(evidence: Evidence, story: Story, headline: str, is_attested: bool) -> Signs:
    """Collect the properties of a page that show its kind."""
    document = evidence.document
    texts = frozenset(block.text for block in story.blocks if block.start is not None and block.type != "heading")
    title = next((printed(node) for node in document.tree.iterfind("./head/title")), "")
    address = urlsplit(document.url or "-")
    return Signs(
        types=frozenset(kind for thing in document.jsonld for kind in types_of(thing)),
        og_type=(document.first_meta("og:type") or "").lower(),
        titles=(headline, title),
        characters=len(story.body),
        has_blocks=bool(story.blocks),
        has_text=any(_is_visible(node) for tag in _OF_TEXT for node in document.tagged(tag)),
        is_attested=is_attested,
        is_home=address.path in ("", "/") and not address.query,
        teasers=count_teasers(evidence.layout.blocks, texts),
        texts=len(texts),
        links=min(PAGE_TYPE_SHORT_LINKS, len(document.numbers("a"))),
    )


def _is_visible(node: Element) -> bool:
    return next(node.iterancestors("noscript"), None) is None


def _by_types(signs: Signs) -> PageType | None:
    """Return the kind (live blog, gallery, video) that JSON-LD or `og:type` declares; None if they declare none.

    A gallery or video is ignored if the page has much text, or if its JSON-LD also declares an article.
    """
    if signs.types & web().types.live_blog:
        return PageType(value="live_blog", confidence=PAGE_TYPE_LIVE_BLOG)
    for name in ("gallery", "video"):
        wanted: PageTypeName = name
        named_types, og_types = getattr(web().types, name), getattr(web().og_types, name)
        is_only = not signs.types & web().types.article and (signs.types & named_types or signs.og_type in og_types)
        if is_only and signs.characters < PAGE_TYPE_ENOUGH:
            return PageType(value=wanted, confidence=PAGE_TYPE_DECLARED)
    return None


def _by_titles(signs: Signs) -> PageType | None:
    """Return the kind that the title names (`404`, `Log in`) if the page has little text; else None.

    If the metadata declare an article, only the headline is read. If such a page also has a date, an author or an
    agency, the whole headline must be a phrase that names a kind. If the metadata declare no article, a title that
    names an index counts even if the page has much text.
    """
    if signs.is_declared:
        titles, is_whole, most = signs.titles[:1], signs.is_attested, PAGE_TYPE_SOME
    else:
        titles, is_whole, most = signs.titles, False, PAGE_TYPE_SOME if signs.is_attested else PAGE_TYPE_ENOUGH
    named = next(filter(None, (kind_named(title, is_whole) for title in titles)), None)
    # an index may have much text, because the texts of its entries add up
    is_listing = named == "index" and not signs.is_declared
    if named and (signs.characters < most or is_listing):
        return PageType(value=named, confidence=PAGE_TYPE_NAMED)
    return None


def _by_text(signs: Signs) -> PageType:
    """Return the kind of the page, decided by the amount of text and by the kind that the metadata declare.

    A page with much text is an article, unless the text consists of teasers.
    """
    if signs.is_list:
        return PageType(value="index", confidence=PAGE_TYPE_TEASER_INDEX)
    if signs.characters >= PAGE_TYPE_ENOUGH or (signs.is_declared and signs.characters >= PAGE_TYPE_LITTLE):
        return PageType(
            value="article", confidence=PAGE_TYPE_SURE_ARTICLE if signs.is_declared else PAGE_TYPE_LONG_ARTICLE
        )
    if signs.types & web().types.index or signs.og_type in web().og_types.index:
        return PageType(value="index", confidence=PAGE_TYPE_DECLARED)
    if signs.characters >= PAGE_TYPE_SOME or (signs.is_declared and signs.has_blocks):
        return PageType(value="article", confidence=PAGE_TYPE_SHORT_ARTICLE)
    if (
        signs.links >= PAGE_TYPE_SHORT_LINKS
        and signs.characters < PAGE_TYPE_LITTLE
        and not (signs.is_attested and signs.is_titled)
    ):
        return PageType(value="index", confidence=PAGE_TYPE_LINK_INDEX)
    if signs.characters > 0 and (signs.is_attested or (signs.has_text and not signs.is_home)):
        return PageType(value="article", confidence=PAGE_TYPE_GUESS)
    return PageType(value="index" if signs.is_home else "other", confidence=PAGE_TYPE_GUESS)
