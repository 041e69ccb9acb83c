"""Decide whether the page is paywalled, only by its own declarations; nothing is guessed."""

from collections.abc import Iterator

from app.extraction.document.schema_types import web
from app.extraction.fields.reconcile import reconcile
from app.extraction.findings import Candidate, Evidence, Finding


def find_paywall(evidence: Evidence) -> Finding[bool | None]:
    """Find the paywall declared by `isAccessibleForFree` or a content tier; None without a declaration."""
    found = list(_declarations(evidence))
    locked = next((candidate for candidate in found if candidate.value), None)
    return reconcile("is_paywalled", found, bool, locked)


def _declarations(evidence: Evidence) -> Iterator[Candidate[bool]]:
    for thing in evidence.document.news_objects:
        parts = thing.get("hasPart")
        for source in (thing, *(parts if isinstance(parts, list) else [parts])):
            value = source.get("isAccessibleForFree") if isinstance(source, dict) else None
            if isinstance(value, bool | str):
                word = str(value).strip().lower()
                if word in ("true", "false"):
                    yield Candidate(word == "false", "json-ld:isAccessibleForFree", word)
    for name, tiers in web().paywall.items():
        for text in evidence.document.meta.get(name, ()):
            if text.lower() in tiers.locked | tiers.free:
                yield Candidate(text.lower() in tiers.locked, name, text)
