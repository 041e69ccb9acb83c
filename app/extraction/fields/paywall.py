"""Decide whether a page is paywalled, by its metadata or, if they do not say, by a line such as `For subscribers`."""

from collections.abc import Iterator, Sequence

from app.extraction.document.schema_types import web
from app.extraction.fields.field_numbers import PAYWALL_RAW
from app.extraction.fields.reconcile import reconcile
from app.extraction.findings import Candidate, DroppedBlock, Evidence, Finding
from app.text.normalize import fold

_PROMPT = "prompt"  # drop reason of lines such as `Subscribe` or `Register now`


def find_paywall(evidence: Evidence, dropped: Sequence[DroppedBlock] = ()) -> Finding[bool | None]:
    """Find whether the page declares a paywall. The value is None if the page declares nothing.

    It may declare one in `isAccessibleForFree` (JSON-LD), in `meta`, or in a dropped line such as `Only for
    subscribers`.
    """
    found = list(_declarations(evidence)) or list(_lines(evidence, dropped))
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


def _lines(evidence: Evidence, dropped: Sequence[DroppedBlock]) -> Iterator[Candidate[bool]]:
    """Yield the dropped lines with the notice of a paywall, such as `Only for subscribers`."""
    for block in dropped:
        if block.reason == _PROMPT and evidence.pack.noise.paywall.match(fold(block.text)):
            yield Candidate(True, "text:paywall", block.text[:PAYWALL_RAW])
