"""Limits of stored sizes: a long body is cut at the limit, and spans still match."""

import pytest

from app.extraction.findings import Finding, Story
from app.extraction.limits import MAX_BODY, cut_story
from app.extraction.story.typed_blocks import join_body
from app.schemas.article import Block


def story(*texts: str) -> Story:
    blocks, offset = [], 0
    for index, text in enumerate(texts):
        span = (offset, offset + len(text)) if text else (None, None)
        blocks.append(Block(index=index, type="paragraph" if text else "image", start=span[0], end=span[1], text=text))
        offset += len(text) + 2 if text else 0
    return Story(Finding(None), tuple(blocks), join_body(blocks), ())


WORDS = "bir iki üç " * 100_000


@pytest.mark.parametrize(
    ("texts", "kept", "size"),
    [
        (("baş", WORDS, "", "son"), 2, MAX_BODY - 12),
        ((WORDS,), 1, MAX_BODY - 12),
        (("x" * (MAX_BODY + 5),), 1, MAX_BODY),
        (("x" * (MAX_BODY - 1), "", "son"), 2, MAX_BODY - 1),
        (("x" * MAX_BODY, "", "son"), 2, MAX_BODY),
        (("", "x" * (MAX_BODY - 3), "son"), 3, MAX_BODY),
    ],
)
def test_the_block_that_crosses_the_body_limit_is_cut(texts: tuple[str, ...], kept: int, size: int) -> None:
    found = cut_story(story(*texts))
    assert size <= len(found.body) <= MAX_BODY
    assert (len(found.blocks), join_body(found.blocks)) == (kept, found.body)
    assert all(block.text == found.body[block.start : block.end] for block in found.blocks if block.start is not None)
    assert [block.index for block in found.blocks] == list(range(kept))
    assert [warning.code for warning in found.warnings] == ["body_cut"]


def test_a_text_is_cut_between_words_if_a_space_is_near() -> None:
    assert cut_story(story(WORDS)).body.endswith(("bir", "iki", "üç"))


def test_texts_below_the_limits_are_unchanged() -> None:
    whole = story("bir", "", "iki")
    assert cut_story(whole) is whole
