"""A parsed page. It is parsed once; every later step reads it, and no step changes it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from types import MappingProxyType
from typing import cast

from lxml.etree import XPath
from lxml.etree import _Element as Element

from app.extraction.document.assembly import assemble
from app.extraction.document.decode import PageText
from app.extraction.document.document_numbers import DOCUMENT_MICRODATA_TEXT, DOCUMENT_TITLES
from app.extraction.document.jsonld import JsonObject, find_jsonld, nodes_by_id, resolved, types_of
from app.extraction.document.own_story import own_articles
from app.extraction.document.parse import parse_tree
from app.extraction.document.plain_text import without_markup
from app.extraction.document.schema_types import web
from app.text.normalize import visible_text
from app.text.url import host_of, registrable_domain

# For speed, the pattern looks for the attributes themselves, then takes their elements: `*[@itemprop]` takes longer.
_WITH_PROPERTY = XPath("descendant-or-self::*/@itemprop/..")


@dataclass(frozen=True)
class Document:
    """The tree of a page, and cached values that several steps of extraction read."""

    tree: Element
    url: str | None = None
    notes: tuple[str, ...] = ()

    @cached_property
    def host(self) -> str | None:
        return host_of(self.url) if self.url else None

    @cached_property
    def domain(self) -> str | None:
        """Registrable domain of the page's address."""
        return registrable_domain(self.url) if self.url else None

    @cached_property
    def base(self) -> str | None:
        """The URL that relative URLs are resolved against."""
        base = next((node.get("href") for node in self.tagged("base") if node.get("href")), None)
        return base if base and host_of(base) else self.url

    @cached_property
    def meta(self) -> Mapping[str, tuple[str, ...]]:
        """Maps a name to the contents of all `meta` elements with this name.

        The name is a `name`, `property`, `itemprop` or `http-equiv`, in lower case.
        """
        found: dict[str, list[str]] = {}
        for node in self.tagged("meta"):
            value = without_markup(node.get("content") or "")
            for key in {(node.get(a) or "").strip().lower() for a in ("property", "name", "itemprop", "http-equiv")} - {
                ""
            }:
                if value:
                    found.setdefault(key, []).append(value)
        return MappingProxyType({key: tuple(values) for key, values in found.items()})

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element in page order. Cached, because lxml creates new Python objects on each walk over the tree."""
        return tuple(self.tree.iter("*"))

    def around(self, tag: str) -> frozenset[Element]:
        """Return the elements that contain an element with this HTML tag name (`main`)."""
        if tag not in self._around:
            self._around[tag] = frozenset(above for node in self.tagged(tag) for above in node.iterancestors())
        return self._around[tag]

    @cached_property
    def _around(self) -> dict[str, frozenset[Element]]:
        """A cache, filled by `around`."""
        return {}

    @cached_property
    def hints(self) -> dict[Element, frozenset[str]]:
        """A cache, filled by `is_away`: the class-name hints of each element that was checked."""
        return {}

    @cached_property
    def areas(self) -> dict[frozenset[str], dict[Element, bool]]:
        """A cache, filled by `is_away`: hints of areas -> element -> whether it is such an area, or in one."""
        return {}

    @cached_property
    def picture_urls(self) -> dict[Element, str | None]:
        """A cache, filled by `picture_url`, because story and images read the same pictures."""
        return {}

    @cached_property
    def _by_tag(self) -> Mapping[str, Sequence[int]]:
        """Maps each HTML tag name (`p`) to the indexes in `elements` of the elements with this name."""
        found: defaultdict[object, list[int]] = defaultdict(list)
        for number, node in enumerate(self.elements):
            found[node.tag].append(number)
        return MappingProxyType(cast("dict[str, list[int]]", dict(found)))  # the `tag` of an element is a string

    @property
    def tags(self) -> Collection[str]:
        """The names of the HTML tags that occur on the page, each once."""
        return self._by_tag.keys()

    def tagged(self, *tags: str) -> Sequence[Element]:
        """Return the elements with one of these HTML tag names, in page order."""
        elements = self.elements
        return [elements[number] for number in self.numbers(*tags)]

    def numbers(self, *tags: str) -> Sequence[int]:
        """Return the indexes in `elements` of the elements with one of these HTML tag names, in page order."""
        if len(tags) == 1:
            return self._by_tag.get(tags[0], ())
        return sorted(chain.from_iterable(self._by_tag.get(tag, ()) for tag in {*tags}))

    @cached_property
    def links_with_rel(self) -> list[Element]:
        """The `a` elements with the attribute `rel`, in page order."""
        return [link for link in self.tagged("a") if link.get("rel") is not None]

    def first_meta(self, *names: str) -> str | None:
        """Return the content of the first of these `meta` names that the page has; None if it has none of them."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    @cached_property
    def _jsonld(self) -> tuple[tuple[JsonObject, ...], int]:
        return find_jsonld(self.tagged("script"), self.tagged("template"))

    @property
    def jsonld(self) -> tuple[JsonObject, ...]:
        """Every JSON-LD object of the page, also those in lists and in `@graph`. Broken scripts are skipped."""
        return self._jsonld[0]

    @property
    def broken_jsonld(self) -> int:
        """Number of JSON-LD scripts that could not be parsed."""
        return self._jsonld[1]

    @cached_property
    def news_objects(self) -> tuple[JsonObject, ...]:
        """JSON-LD articles about the story of this page, not other stories; references by `@id` are resolved."""
        nested = (
            thing[key]
            for thing in self.jsonld
            for key in ("mainEntity", "mainEntityOfPage")
            if isinstance(thing.get(key), dict)
        )
        articles = (thing for thing in (*self.jsonld, *nested) if types_of(thing) & web().types.article)
        known = nodes_by_id(self.jsonld)
        return own_articles([resolved(thing, known) for thing in articles], self.url, self._titles)

    @property
    def _titles(self) -> list[str]:
        """Texts of the page's `h1`, `title` and `og:title`."""
        nodes = islice(self.tagged("h1", "title"), DOCUMENT_TITLES)
        texts = (visible_text("".join(islice(node.itertext(), DOCUMENT_TITLES))) for node in nodes)
        return [*texts, *self.meta.get("og:title", ())]

    def with_property(self, name: str) -> list[Element]:
        """Return the elements whose `itemprop` contains `name`, in page order."""
        return [node for node in self._properties if name in (node.get("itemprop") or "").split()]

    @cached_property
    def _properties(self) -> list[Element]:
        return cast("list[Element]", _WITH_PROPERTY(self.tree))


def parse_page(page: PageText) -> tuple[Element, tuple[str, ...]]:
    """Parse a decoded page. Return its tree, and notes on repaired and dropped parts.

    Raises:
        ExtractionError: the page has no element, or exceeds a limit.
    """
    tree, _, notes = parse_tree(page.utf8)
    assemble(tree, page.utf8)
    refused = [f"charset_refused:{visible_text(page.refused)}"] if page.refused else []
    replaced = [f"bytes_replaced:{page.replaced:,}"] if page.replaced else []
    return tree, (*refused, *replaced, *notes)


def item_value(node: Element) -> str:
    """Return an element's microdata value: `content`, `datetime`, `href` or `src`, else its text; empty if too long."""
    for attribute in ("content", "datetime", "href", "src"):
        if value := node.get(attribute):
            return value
    text = "".join(node.itertext())
    return text if len(text) <= DOCUMENT_MICRODATA_TEXT else ""
