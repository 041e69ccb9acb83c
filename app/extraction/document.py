"""A page parsed once: what every stage reads and no stage changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from lxml.html import HtmlElement

from app.extraction.jsonld import JsonObject, find_jsonld


@dataclass(frozen=True)
class Document:
    """The tree of a page and what is read from it again and again."""

    tree: HtmlElement
    url: str | None = None
    parser: str = "lxml"

    @cached_property
    def meta(self) -> Mapping[str, tuple[str, ...]]:
        """Contents of `meta` by lower-case `property`, `name` or `itemprop`, in page order, empty ones left out."""
        found: dict[str, tuple[str, ...]] = {}
        for node in self.tree.iter("meta"):
            value = " ".join((node.get("content") or "").split())
            for key in {(node.get(a) or "").strip().lower() for a in ("property", "name", "itemprop")} - {""}:
                if value:
                    found[key] = (*found.get(key, ()), value)
        return MappingProxyType(found)

    @cached_property
    def jsonld(self) -> tuple[JsonObject, ...]:
        """Every JSON-LD object of the page, `@graph` and nested lists flattened, broken ones left out."""
        return find_jsonld(self.tree)
