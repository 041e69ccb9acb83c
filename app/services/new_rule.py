"""Derive a first rule for a publisher from one page. The rule does not change what extraction finds in this page."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lxml.etree import _Element as Element

from app.extraction import extract
from app.extraction.document.decode import decode_page
from app.extraction.document.document import parse_page
from app.extraction.document.elements import printed
from app.lang.pack import language_pack
from app.publishers.rule import PublisherRule, publishers
from app.schemas.article import ArticleDraft
from app.text.toml import toml_text
from app.text.url import registrable_domain

RULES = Path("app/publishers/rules")
_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
# class names that a rule may use, such as `story-body`; names from a bundler, such as `css-1x2y`, change often
_STABLE = re.compile(r"(?!css|jss|jsx)[A-Za-z]{3,}(?:[-_]{1,2}[a-z]{2,})*")
_TAG = re.compile(r"[a-z][a-z0-9]*")
# an XPath begins with a class or id of one of this many elements: the element, its parent and its grandparent
_LEVELS = 3
_CLASSES = 20  # maximum number of classes and ids of one element that are tried in an XPath
_SMALL = 30  # an element with more descendants than this is not compared with the text of a field
_LONGEST = 100  # a domain or class name of more than this many characters is not used in a rule


@dataclass(frozen=True)
class NewRule:
    """A rule that is not written yet, and what a person should add to it or check."""

    path: Path
    text: str
    checks: tuple[str, ...]


def rule_path(domain: str | None) -> Path | None:
    """Return the path of a domain's rule, relative to the project; None if the domain is not a valid file name."""
    plain = domain and len(domain) <= _LONGEST and _DOMAIN.fullmatch(domain)
    return RULES / f"{domain}.toml" if plain else None


def new_rule(
    page: bytes, url: str, article: ArticleDraft, case: str, fields: Callable[[ArticleDraft], dict[str, Any]]
) -> NewRule | None:
    """Derive a rule for the page's publisher; None if the publisher has a rule.

    `fields`: function that returns some fields of a draft; the rule must not change these fields.
    """
    domain = registrable_domain(url)
    path = rule_path(domain)
    if path is None or domain is None or domain in publishers():
        return None
    tree, _ = parse_page(decode_page(page))
    known: dict[str, str] = {"domain": domain}
    for name, value in _candidates(tree, article):
        tried = {**known, name: value}
        if fields(extract(page, url, rule=PublisherRule.model_validate(tried))) == fields(article):
            known = tried
    text = toml_text({**known, "cases": [case]})
    PublisherRule.model_validate(tomllib.loads(text))
    missing = [name for name in ("name", "zone", "headline", "lede", "body") if name not in known]
    check = f"{path}: add what you know of {', '.join(missing)}" if missing else f"{path}: does every XPath hold?"
    return NewRule(path, text, (check,))


def _candidates(tree: Element, article: ArticleDraft) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of each member that the rule may get.

    The value is a fact of the draft, or the XPath of an element with a certain text.
    """
    if article.publisher and article.provenance["publisher"].origin != "url":
        yield "name", article.publisher.name
    yield "language", article.language
    if zone := known_zone(article):
        yield "zone", zone
    prose = [block.text for block in article.blocks if block.start is not None]
    found = {
        "headline": text_element(tree, article.headline),
        "lede": text_element(tree, article.lede) if article.lede else None,
        "body": around(text_element(tree, prose[0]), text_element(tree, prose[-1])) if prose else None,
    }
    for name, node in found.items():
        if node is not None and (path := stable_path(tree, node)):
            yield name, path


def known_zone(article: ArticleDraft) -> str | None:
    """Return the default time zone of the article's language if the page confirms it; else None.

    The page confirms the zone by a UTC offset that the zone has at the time of publication.
    """
    zone = language_pack(article.language).default_zone
    if zone is None or article.published is None or article.published.zone != "page":
        return None
    local = article.published.local
    return zone if local.astimezone(ZoneInfo(zone)).utcoffset() == local.utcoffset() else None


def text_element(tree: Element, text: str) -> Element | None:
    """Find the first element inside `<body>` whose whole text is `text`, and which has few descendants."""
    nodes = (node for body in tree.iter("body") for node in body.iter() if isinstance(node.tag, str))
    small = (node for node in nodes if next(islice(node.iter(), _SMALL, None), None) is None)
    return next((node for node in small if printed(node) == text), None)


def around(first: Element | None, last: Element | None) -> Element | None:
    """Find the innermost element that contains both `first` and `last`."""
    if first is None or last is None:
        return None
    above = set(last.iterancestors())
    return next((node for node in first.iterancestors() if node in above), None)


def stable_path(tree: Element, node: Element) -> str | None:
    """Find an XPath that matches only this element: by a class or id of the element, its parent or its grandparent."""
    own = _tag(node)
    for above in (node, *islice(node.iterancestors(), _LEVELS - 1)):
        for anchor in _anchors(above):
            path = anchor if above is node else f"{anchor}//{own}"
            if own and tree.xpath(path) == [node]:
                return path
    return None


def _anchors(node: Element) -> Iterator[str]:
    tag = _tag(node)
    classes = (name for name in (node.get("class") or "").split()[:_CLASSES] if tag and _is_stable(name))
    yield from (f"//{tag}[contains(@class, '{name}')]" for name in classes)
    if tag and _is_stable(identifier := node.get("id") or ""):
        yield f"//{tag}[@id='{identifier}']"


def _tag(node: Element) -> str | None:
    """Return the element's tag; None if XPath cannot contain the tag without quotes."""
    tag = str(node.tag)
    return tag if _TAG.fullmatch(tag) else None


def _is_stable(name: str) -> bool:
    """Return whether a class or id consists of words; digits and random letters change with every build of a site."""
    return len(name) <= _LONGEST and _STABLE.fullmatch(name) is not None
