"""Invariants of entities for every text: exact offsets, determinism, no error, linear time."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.entities import extract_entities, find_entities
from app.extraction.text.read_text import read_fields
from app.lang.pack import language_pack, languages
from tests.golden_case import draft

WORDS = [
    "Ankara'nın",
    "Ayten",
    "Kaya",
    "Kaya'ya",
    "Bakan",
    "Prof.",
    "Dr.",
    "Rusya",
    "Devlet",
    "Başkanı",
    "Lale",
    "Vakfı",
    "(LV)",
    "LV",
    "ve",
    "ile",
    "of",
    "der",
    "von",
    "Bakanlığa",
    "Dışişleri",
    "Bakanlığına",
    "yol",
    "geldi",
    ".",
    ",",
    "“",
    "”",
    "'",
    "’",
    "\n",
    "İSTANBUL",
    "Kim",
    "Jong-un",
    "U.S.",
    "Ministry",
    "14.",
    "e.V.",
    "A.Ş.",
    "-",
    "&",
    "İ",
    "ı",
]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
codes = st.sampled_from([*sorted(languages()), "xx", ""])


@given(texts, texts, texts, codes)
@settings(max_examples=150, deadline=None)
def test_every_mention_is_the_text_at_its_offsets(headline: str, lede: str, body: str, language: str) -> None:
    fields = {"headline": headline, "lede": lede, "body": body}
    for entity in find_entities(read_fields(headline, lede, body, language_pack(language))):
        assert entity.name.strip()
        assert entity.mention_count == len(entity.mentions) > 0
        for mention in entity.mentions:
            assert fields[mention.field][mention.start : mention.end] == mention.text
            assert not mention.text.split()[0].islower()


@given(texts, codes)
@settings(max_examples=100, deadline=None)
def test_extracting_entities_twice_gives_the_same_result(text: str, language: str) -> None:
    assert extract_entities(text, language) == extract_entities(text, language)


@given(texts, codes)
@settings(max_examples=100, deadline=None)
def test_mentions_do_not_overlap(text: str, language: str) -> None:
    mentions = sorted((m.start, m.end) for entity in extract_entities(text, language) for m in entity.mentions)
    assert all(left[1] <= right[0] for left, right in pairwise(mentions))


@given(texts, codes)
@settings(max_examples=100, deadline=None)
def test_no_two_entities_of_an_article_share_an_id(text: str, language: str) -> None:
    identities = [entity.id for entity in extract_entities(text, language)]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "'", "’’’", "A" * 10_000, "A." * 5_000, "İ" * 5_000, "Ak " * 5_000]
)
def test_no_text_makes_the_search_for_entities_fail(text: str) -> None:
    for language in ("tr", "de", "xx"):
        extract_entities(text, language)


EXPECTED = {
    ("person", "Kim Jong-un"), ("person", "Vladimir Putin"), ("person", "Andrey Kulik"), ("person", "Chang Ho-jin"),
    ("organization", "Rusya'nın Seul Büyükelçiliği"), ("organization", "Yonhap"),
    ("organization", "Güney Kore Dışişleri Bakanlığı"), ("location", "Rusya"), ("location", "Moskova"),
    ("location", "Pyongyang"), ("location", "Seul"), ("location", "Kuzey Kore"), ("location", "Güney Kore"),
    ("location", "ABD"), ("location", "Kore Yarımadası"),
}  # fmt: skip


def test_the_golden_article_has_no_entity_but_the_expected_ones() -> None:
    found = {(entity.type, entity.name) for entity in draft("tr/trthaber-kulik").entities}
    assert len(found & EXPECTED) >= 14
    assert found <= EXPECTED
