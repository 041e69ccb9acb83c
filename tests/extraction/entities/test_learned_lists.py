"""The fingerprints of names and words, and the file that holds them."""

import gzip

import orjson
import pytest

from app.extraction.entities.learned_lists import (
    LISTS,
    kind_of_name,
    letter_case,
    opens_long_name,
    pack_lists,
    person_word,
)


@pytest.mark.parametrize(
    ("name", "kind"), [("istanbul", "LOC"), ("hamburger sv", "ORG"), ("no such name at all", None)]
)
def test_learned_lists_distinguish_names_of_places_and_of_organizations(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("word", "case"),
    [("konuştu", "low"), ("ankara", "capital"), ("afad", "shouted"), ("demir", "mixed"), ("xqzw", None)],
)
def test_a_learned_list_says_how_a_turkish_word_is_usually_capitalised(word: str, case: str | None) -> None:
    assert letter_case(word, "tr") == case
    assert letter_case(word, "en") is None


def test_learned_lists_distinguish_given_names_from_surnames() -> None:
    assert person_word("yilmaz") in ("surname", "both")
    assert person_word("emmanuel") == "given"
    assert person_word("konustu") is None


def test_learned_lists_contain_words_that_often_begin_long_names() -> None:
    assert opens_long_name("new")
    assert not opens_long_name("konustu")


def test_the_hashes_in_each_learned_list_are_sorted_and_unique() -> None:
    head, packed = gzip.decompress(LISTS.read_bytes()).split(b"\n\n", 1)
    counts = orjson.loads(head)
    assert len(packed) == 4 * sum(counts.values())
    marks, at = memoryview(packed).cast("I"), 0
    for count in counts.values():
        group = marks[at : at + count].tolist()
        assert group == sorted(set(group))
        at += count
    assert LISTS.stat().st_size < 1_000_000


def test_packing_the_same_lists_twice_gives_the_same_file() -> None:
    groups = {"name:LOC": {"b", "a"}, "opening": {"c"}}
    assert pack_lists(groups) == pack_lists({"name:LOC": {"a", "b"}, "opening": {"c"}})
