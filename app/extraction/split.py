"""The page split into pieces, with what the publisher's rule names marked in it."""

from collections.abc import Mapping

from lxml.etree import _Element as Element

from app.extraction.document.class_names import RULE_BODY, RULE_DROP, RULE_LEDE
from app.extraction.document.document import Document
from app.extraction.document.elements import xpath_items
from app.extraction.document.layout import Pieces
from app.extraction.document.layout_builder import ACTIONS, split_blocks
from app.publishers.rule import PublisherRule


def split_page(document: Document, rule: PublisherRule, actions: Mapping[str, int] = ACTIONS) -> Pieces:
    """Every visible text of the page; body, lede and noise that the rule names carry its hints."""
    named = ((rule.body, RULE_BODY), (rule.lede, RULE_LEDE), (rule.drop, RULE_DROP))
    found = ((item, hint) for path, hint in named for item in xpath_items(document, path))
    ruled = {item: hint for item, hint in found if isinstance(item, Element)}
    return split_blocks(document.tree, ruled, actions)
