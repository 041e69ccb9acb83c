"""Find the questions and answers of an interview among its blocks.

A question is in bold type, in a heading or after a label.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from app.extraction.document.layout import TextBlock
from app.extraction.story.story_numbers import (
    BLOCK_ROLES_LONGEST,
    BLOCK_ROLES_MOST_OTHER,
    BLOCK_ROLES_QUESTIONS,
    SHARED_BOLD,
)
from app.schemas.article import BlockRole

_ASKS = ("?", "？", "؟")
_CLOSING = "\"'”’»)"
_LABEL = re.compile(r"([^\W\d_][^:\n]{0,39}):\s")


def interview_roles(prose: Sequence[TextBlock]) -> dict[int, BlockRole]:
    """Return the role `question` or `answer` of each block, by block index; empty if the story is not an interview."""
    asked = _labelled(prose) or _set_off(prose)
    roles: dict[int, BlockRole] = {}
    for block in prose:
        if block.index in asked:
            roles[block.index] = "question"
        elif roles and block.kind != "heading":
            roles[block.index] = "answer"
    return roles


def _set_off(prose: Sequence[TextBlock]) -> frozenset[int]:
    """Return the indexes of the questions that are bold lines or headings.

    The set is empty if there are few such questions, if few of them have an answer after them, or if many other lines
    are bold or headings.
    """
    heads = [block for block in prose if _is_set_off(block)]
    found = {block.index for block in heads if _asks(block)}
    few = len(found) < BLOCK_ROLES_QUESTIONS or len(heads) - len(found) > BLOCK_ROLES_MOST_OTHER * len(heads)
    answered = {before.index for before, after in pairwise(prose) if after.index not in found}
    return frozenset() if few or len(found & answered) < BLOCK_ROLES_QUESTIONS else frozenset(found)


def _labelled(prose: Sequence[TextBlock]) -> frozenset[int]:
    """Return the indexes of the questions that begin with a label: `Question: …`.

    The set is empty unless two labels (such as `Question` and `Answer`) occur at least `BLOCK_ROLES_QUESTIONS` times
    each.
    """
    said = [(match[1], block) for block in prose if (match := _LABEL.match(block.text))]
    often = {label for label, times in Counter(label for label, _ in said).items() if times >= BLOCK_ROLES_QUESTIONS}
    asking = Counter(label for label, block in said if label in often and _asks(block))
    if len(often) < 2 or not asking or asking.most_common(1)[0][1] < BLOCK_ROLES_QUESTIONS:
        return frozenset()
    label = asking.most_common(1)[0][0]
    return frozenset(block.index for own, block in said if own == label)


def _is_set_off(block: TextBlock) -> bool:
    is_bold = block.kind == "paragraph" and block.bold >= SHARED_BOLD * len(block.text)
    return len(block.text) <= BLOCK_ROLES_LONGEST and (is_bold or block.kind == "heading")


def _asks(block: TextBlock) -> bool:
    return block.text.rstrip(_CLOSING).endswith(_ASKS)
