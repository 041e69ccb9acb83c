"""Find the publisher and the address of a page."""

from collections.abc import Iterator

from app.extraction.document.jsonld import json_texts
from app.extraction.fields.field_numbers import PUBLISHER_LONGEST
from app.extraction.fields.reconcile import reconcile
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import Publisher
from app.text.normalize import letters
from app.text.url import canonical_url, registrable_domain

_REFUSED = warn("url_refused", "url", "the canonical address of the page is not an absolute http(s) URL")
_REQUEST_REFUSED = warn("url_refused", "url", "the address sent with the page is not an absolute http(s) URL")
_NAME_REFUSED = warn("publisher_refused", "publisher", "the name of the site is too long and was ignored")
_NAME_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")


def find_publisher(evidence: Evidence) -> Finding[Publisher | None]:
    """Find the publisher: the registrable domain, and the name in the rule or metadata.

    Without a name, the domain is also the name.
    """
    domain = evidence.document.domain
    if domain is None:
        return Finding(None)
    given_names = list(_names(evidence))
    candidates = [name for name in given_names if len(name.value) <= PUBLISHER_LONGEST]
    refused = (_NAME_REFUSED,) if len(candidates) < len(given_names) else ()
    found = reconcile("publisher", candidates or [Candidate(domain, "url")], letters, warnings=refused)
    return found.with_value(Publisher(domain=domain, name=found.value or domain))


def _names(evidence: Evidence) -> Iterator[Candidate[str]]:
    if evidence.rule.name:
        yield Candidate(evidence.rule.name, "rule")
    found = [Candidate(text, name) for name in _NAME_METAS for text in evidence.document.meta.get(name, ())]
    for thing in (*evidence.document.news_objects, *evidence.document.jsonld):
        found += [Candidate(text, "json-ld:publisher") for text in json_texts(thing.get("publisher"))]
    yield from (candidate for candidate in found if "://" not in candidate.value)


def find_url(given: str | None, metas: dict[str, str]) -> Finding[str | None]:
    """Find the canonical address of a page: the one sent with the page, else an absolute one that the page declares.

    An address that the page declares on another registrable domain than the sent one is not used; it is kept as `raw`.
    """
    urls = {raw: canonical_url(raw) for raw in {*metas.values()}}  # most pages give the same address several times
    named = [Candidate(url, origin) for origin, raw in metas.items() if (url := urls[raw])]
    requested = canonical_url(given) if given else None
    if requested is None:
        refused = [*([_REQUEST_REFUSED] if given else []), *([_REFUSED] if metas and not named else [])]
        return reconcile("url", named, str, warnings=tuple(refused))
    same = [c for c in named if registrable_domain(c.value) == registrable_domain(requested)]
    foreign = [c for c in named if c not in same]
    warnings = tuple(
        warn("canonical_elsewhere", "url", "the page names a canonical address on another site; it is not used")
        for _ in foreign[:1]
    )
    raw = foreign[0].value if foreign else None
    return reconcile("url", same, str, Candidate(requested, "request", raw), warnings)
