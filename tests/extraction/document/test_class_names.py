"""Hints from class names of markup."""

import pytest

from app.extraction.document.class_names import markup, name_hints, noise_hints


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("related-articles", "related"),
        ("RelatedNews", "related"),
        ("article__share-bar", "share"),
        ("Newsletter_box", "newsletter"),
        ("photoCredit image-caption", "caption"),
        ("post-date", "byline"),
        ("sr-only", "hidden"),
        ("articleBody", "body"),
        ("news-spot", "lede"),
        ("twitter-tweet", "embed"),
    ],
)
def test_a_class_name_tells_what_the_element_contains(name: str, hint: str) -> None:
    assert hint in name_hints(name)


@pytest.mark.parametrize("name", ["shareholder", "headline", "gradient", "x042", "", "adana", "story"])
def test_a_hint_inside_a_longer_word_of_a_class_name_is_ignored(name: str) -> None:
    assert not name_hints(name)


def test_every_sure_noise_hint_is_also_in_the_list_of_all_noise_hints() -> None:
    assert markup().strict <= noise_hints()
