"""Which names are the site's own: one answer for authors, agencies, sections, tags and the ends of titles."""

import re
from dataclasses import dataclass, field
from functools import cache

from app.extraction.document.document import Document
from app.extraction.document.jsonld import json_texts, types_of
from app.extraction.document.schema_types import web
from app.lang.pack import all_packs
from app.publishers.rule import PublisherRule
from app.text.normalize import fold, letters

_LABEL = 4  # letters of a domain's label from which a title part that contains it names the site
_MOST_WORDS = 6  # of a title part that names the site
_SHORTEST = 2  # letters of a name
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class SiteIdentity:
    """Folded letters of the names of a site, and of the first label of its domain."""

    names: frozenset[str] = frozenset()
    label: str = ""
    cores: frozenset[str] = field(default_factory=frozenset)

    def is_site(self, text: str) -> bool:
        """Whether a text names the site itself: `DER SPIEGEL` and `SPIEGEL ONLINE` on spiegel.de.

        Articles and words of the press are passed over; every other word has to be the site's.
        """
        return letters(text) in self.names or (bool(core := core_of(text)) and core in self.cores)

    def is_title_part(self, text: str) -> bool:
        """Whether the part of a title before or after a separator names the site: `SPIEGEL-Bestseller`."""
        key = letters(text)
        if self.is_site(text) or key in _title_endings():
            return True
        return len(self.label) >= _LABEL and self.label in key and len(text.split()) <= _MOST_WORDS


def identify_site(document: Document, rule: PublisherRule) -> SiteIdentity:
    """The names of a site: rule, domain, `meta`, and the publisher of the JSON-LD."""
    given = [text for name in web().site_metas for text in document.meta.get(name, ())]
    for thing in document.jsonld:
        given += json_texts(thing.get("publisher"))
        if types_of(thing) & web().types.site:
            given += json_texts(thing.get("name"))
    domain = document.domain or ""
    label = domain.split(".")[0]
    texts = [text for text in (*given, rule.name or "", domain, label) if len(letters(text)) >= _SHORTEST]
    cores = frozenset(filter(None, map(core_of, texts)))
    return SiteIdentity(frozenset(map(letters, texts)), letters(label), cores)


def core_of(text: str) -> str:
    """The letters of a name without articles and words of the press; in scripts without spaces, its endings."""
    words = [word for word in _WORDS.findall(fold(text)) if word not in media_words()]
    core = "".join(words)
    ending = next((ending for ending in _endings() if core.endswith(ending) and core != ending), "")
    return core.removesuffix(ending)


@cache
def media_words() -> frozenset[str]:
    """Folded words of the names of publishers that are part of no person's name."""
    return frozenset(fold(word) for pack in all_packs() for word in pack.credits.media_words)


@cache
def _endings() -> tuple[str, ...]:
    """Those of scripts that are written without spaces, the longest first."""
    unspaced = (word for word in media_words() if not word.isascii() and word == word.upper())
    return tuple(sorted(unspaced, key=len, reverse=True))


@cache
def _title_endings() -> frozenset[str]:
    return frozenset(letters(word) for pack in all_packs() for word in pack.navigation.title_endings)
