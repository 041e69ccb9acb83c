"""Reasons for dropping a block from the article: one file for each; all but the last two have a function `reason`.

| file                   | drop reason                                                                |
|------------------------|----------------------------------------------------------------------------|
| `outside_container.py` | `outside_container`                                                        |
| `after_end.py`         | `after_end`: a line that ends the article (`Tags`), and all after it       |
| `embed.py`             | `embed`: text of an embedded post                                          |
| `class_name.py`        | what class names hint at: `navigation`, `sidebar`, `comments`, `hidden` …  |
| `repeated_headline.py` | `repeated_headline`                                                        |
| `caption.py`           | `caption`                                                                  |
| `wording.py`           | `advertisement`, `related`, `prompt`, `legal`, `caption`: lists of words   |
| `box.py`               | `offer`, `key_points`, `gallery`: boxes recognised by one of their lines   |
| `card.py`              | `card`: teaser of another story                                            |
| `link_list.py`         | `link_list`                                                                |
| `label.py`             | `label`: date, byline, source or other short line that is not a sentence   |
| `author_bio.py`        | `author_bio`                                                               |
| `empty_headings.py`    | reason of the text below it: a heading under which all text was dropped    |
| `repeated.py`          | `repeated`: repeats another block                                          |

The files read facts about the page from `context.py`; `groups.py` and `find_*.py` compute these facts.
"""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise import (
    after_end,
    author_bio,
    box,
    caption,
    card,
    class_name,
    embed,
    label,
    link_list,
    outside_container,
    repeated_headline,
    wording,
)
from app.extraction.story.noise.context import DropContext

REASONS = (
    outside_container.reason,
    after_end.reason,
    embed.reason,
    class_name.reason,
    repeated_headline.reason,
    caption.reason,
    wording.reason,
    box.reason,
    card.reason,
    link_list.reason,
    label.reason,
    author_bio.reason,
)


def find_reason(block: TextBlock, context: DropContext) -> str | None:
    """Return the first reason to drop a block; None if the block belongs to the article."""
    for reason in REASONS:
        if found := reason(block, context):
            return found
    return None
