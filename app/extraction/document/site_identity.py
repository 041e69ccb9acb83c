"""Decide whether a name on a page (in a byline, title, list of tags …) is the name of the site itself."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from app.extraction.document.document import Document
from app.extraction.document.document_numbers import (
    SITE_IDENTITY_CACHED,
    SITE_IDENTITY_LABEL,
    SITE_IDENTITY_LONGEST,
    SITE_IDENTITY_MOST_READ,
    SITE_IDENTITY_MOST_WORDS,
    SITE_IDENTITY_SHORTEST,
)
from app.extraction.document.jsonld import json_texts, types_of
from app.extraction.document.schema_types import web
from app.lang.agency_table import by_form
from app.lang.pack import all_packs
from app.publishers.rule import PublisherRule
from app.text.normalize import fold, letters

_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class SiteIdentity:
    """Names of a site, and the first label of its domain (`spiegel`), both as lower-case letters without accents."""

    names: frozenset[str] = frozenset()
    label: str = ""

    def is_site(self, text: str) -> bool:
        """Return whether a text names the site itself: `DER SPIEGEL` and `SPIEGEL ONLINE` on spiegel.de.

        Words such as `DER`, `ONLINE` or `News` at either end of the text are ignored.
        """
        return not self.names.isdisjoint(short_forms(text))

    def is_title_part(self, text: str) -> bool:
        """Return whether one part of a title (between separators) contains the site's name: `SPIEGEL-Bestseller`."""
        key = letters(text)
        if self.is_site(text) or key in _title_endings():
            return True
        is_short = len(text.split()) <= SITE_IDENTITY_MOST_WORDS
        return is_short and len(self.label) >= SITE_IDENTITY_LABEL and self.label in key


def identify_site(document: Document, rule: PublisherRule) -> SiteIdentity:
    """Return the names of a site, read from the publisher's rule, the domain, `meta` and JSON-LD.

    If the site is named like a news agency, all names of that agency are names of the site.
    """
    given = [text for name in web().site_metas for text in document.meta.get(name, ())]
    for thing in document.jsonld:
        given += json_texts(thing.get("publisher"))
        if types_of(thing) & web().types.site:
            given += json_texts(thing.get("name"))
    given += [form for text in set(given) if text in by_form() for form in by_form()[text].forms]
    domain = document.domain or ""
    label = domain.split(".")[0]
    texts = [text for text in (*given, rule.name or "", domain, label) if len(letters(text)) >= SITE_IDENTITY_SHORTEST]
    return SiteIdentity(frozenset(form for text in texts for form in short_forms(text)), letters(label))


def short_forms(text: str) -> frozenset[str]:
    """Return the forms of a name, in letters only: with and without words such as `The` or `News` at either end."""
    return _cached_forms(text) if len(text) <= SITE_IDENTITY_LONGEST else _forms(text)


def _forms(text: str) -> frozenset[str]:
    words = _WORDS.findall(fold(text))[:SITE_IDENTITY_MOST_READ]
    first = next((index for index, word in enumerate(words) if word not in media_words()), 0)
    last = next((index for index in range(len(words), 0, -1) if words[index - 1] not in media_words()), len(words))
    spans = {"".join(words[start:end]) for start in range(first + 1) for end in range(last, len(words) + 1)}
    spans |= {span.removesuffix(ending) for span in spans for ending in _endings() if span.endswith(ending)}
    return frozenset(span for span in spans if len(span) >= SITE_IDENTITY_SHORTEST and span not in media_words())


_cached_forms = lru_cache(maxsize=SITE_IDENTITY_CACHED)(_forms)


@cache
def media_words() -> frozenset[str]:
    """Return words that occur in names of sites, but not in names of people: `news`, `online`.

    They are the words of all languages, folded.
    """
    return frozenset(fold(word) for pack in all_packs() for word in pack.credits.media_words)


@cache
def _endings() -> tuple[str, ...]:
    """Return the words for `news` and the like that end a site's name without a space: ja `新聞` in `朝日新聞`."""
    return tuple(word for word in media_words() if not word.isascii() and word == word.upper())


@cache
def _title_endings() -> frozenset[str]:
    return frozenset(letters(word) for pack in all_packs() for word in pack.navigation.title_endings)
