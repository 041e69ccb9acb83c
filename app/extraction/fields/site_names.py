"""Names a site gives itself, and titles without them."""

import re
from functools import lru_cache

from app.extraction.document.document import Document
from app.extraction.document.jsonld import types_of
from app.extraction.fields.conventions import conventions
from app.extraction.fields.sources import json_texts, meta_candidates
from app.extraction.findings import Evidence
from app.publishers.rule import PublisherRule
from app.text.normalize import letters

_SHORT_LABEL = 4  # letters of a domain's label from which a part that contains it names the site
_CUTS = 4  # parts that are cut from one end at most


def site_names(document: Document, rule: PublisherRule) -> frozenset[str]:
    """Folded letters of every name of the site: rule, address, meta, publisher of JSON-LD."""
    told = [candidate.value for candidate in meta_candidates(document, conventions().headline.site_metas)]
    for thing in document.jsonld:
        told += json_texts(thing.get("publisher"))
        if types_of(thing) & {"WebSite", "Organization", "NewsMediaOrganization"}:
            told += json_texts(thing.get("name"))
    label = (document.domain or "").split(".")[0]
    names = {letters(name) for name in (*told, rule.name or "", document.domain or "", label)}
    return frozenset(name for name in names if len(name) > 1)


def is_site_name(text: str, evidence: Evidence) -> bool:
    """True for a name of the site, alone or with words that sites add, and for those words alone."""
    key = letters(text)
    if key in evidence.names or key in {letters(word) for word in evidence.pack.navigation.title_endings}:
        return True
    label = letters((evidence.document.domain or "").split(".")[0])
    return len(label) >= _SHORT_LABEL and label in key and len(text.split()) <= 6


def bare_title(text: str, evidence: Evidence) -> str:
    """The title without names of the site at its ends; as it is when nothing else would be left."""
    marks = "".join(mark for mark in conventions().headline.separators if not mark.isalpha())
    parts = _separator().split(text.strip(f" {marks}") or text)  # title, mark, title, mark, title
    for _ in range(_CUTS):
        if len(parts) > 2 and is_site_name(parts[-1], evidence):
            parts = parts[:-2]
        elif len(parts) > 2 and is_site_name(parts[0], evidence):
            parts = parts[2:]
        else:
            break
    return "".join(parts).strip()


@lru_cache(maxsize=1)
def _separator() -> re.Pattern[str]:
    """White space on both sides of the mark, or a mark that stands in no title without."""
    marks = sorted(conventions().headline.separators, key=len, reverse=True)
    tight = [mark for mark in marks if len(mark) == 1 and not mark.isascii() and mark.isalpha()] + ["|", "\uff5c"]
    return re.compile(rf"(\s(?:{'|'.join(map(re.escape, marks))})\s|(?:{'|'.join(map(re.escape, tight))}))")
