"""Samples that the recogniser learns from: labels on its own tokens, variants whose spans are names."""

import random

import pytest

from training.augment import names_of, varied
from training.conll import KINDS, Sample, is_doubtful, labelled, sample

NAMES = {
    ("tr", "PER"): ["Selin Ak", "Kerem Soylu"],
    ("tr", "LOC"): ["Yalova"],
    ("tr", "ORG"): ["Lale Vakfı"],
}


def from_words(words: str, tags: str, language: str) -> Sample:
    """A sample of words with one space between."""
    places, end = [], 0
    for word in words.split():
        places.append((end, end + len(word)))
        end += len(word) + 1
    return sample(words, places, tags.split(), language)


def pairs(found: Sample) -> list[tuple[str, str]]:
    return [(token.text, label) for token, label in zip(found.tokens, found.labels, strict=True) if label != "O"]


LABELS = [
    ("tr", "Rusya'nın sözcüsü konuştu", "B-LOC O O", [("Rusya", "B-LOC")]),
    ("en", "Paul O'Grady's dog", "B-PER I-PER O", [("Paul", "B-PER"), ("O'Grady", "I-PER")]),
    ("fr", "le Conseil d'État décide", "O B-ORG I-ORG O", [("Conseil", "B-ORG"), ("d'", "I-ORG"), ("État", "I-ORG")]),
    ("fr", "celle d'Emma Praet hier", "O O I-PER O", [("Emma", "B-PER"), ("Praet", "I-PER")]),
    ("fr", "l'Ukraine vote", "B-LOC O", [("Ukraine", "B-LOC")]),
    ("en", "the Monday after", "O B-DATE O", []),
]


@pytest.mark.parametrize(("language", "words", "tags", "expected"), LABELS)
def test_labels_of_words_are_transferred_to_tokens(
    language: str, words: str, tags: str, expected: list[tuple[str, str]]
) -> None:
    found = from_words(words, tags, language)
    assert pairs(found) == expected
    assert [found.text[start:end][0].isupper() for start, end, _ in found.spans] == [True] * len(found.spans)


def test_a_french_sample_with_an_unlabelled_name_after_an_elision_is_left_out() -> None:
    assert is_doubtful(from_words("Le vote d'Angela compte", "O O O O", "fr"))
    assert not is_doubtful(from_words("Le vote d'Angela compte", "O O B-PER O", "fr"))
    assert not is_doubtful(from_words("Le vote de Angela compte", "O O O O", "fr"))


TEXT = "Dün Vali Ayten Kaya, Ankara'da Mavi Çevre Vakfı ile görüştü."
SPANS = [
    (TEXT.index(name), TEXT.index(name) + len(name), kind)
    for name, kind in (("Ayten Kaya", "PER"), ("Ankara", "LOC"), ("Mavi Çevre Vakfı", "ORG"))
]


@pytest.mark.parametrize("seed", range(40))
def test_the_spans_of_a_varied_sample_match_its_names(seed: int) -> None:
    found = varied(labelled(TEXT, SPANS, "tr"), NAMES, random.Random(seed))
    names = {found.text[start:end] for start, end, _ in found.spans}
    known = {
        "Ayten Kaya",
        "Kaya",
        "Ankara",
        "Mavi Çevre Vakfı",
        "MÇV",
        *(name for some in NAMES.values() for name in some),
    }
    beginnings = tuple(
        name.casefold()[:2] for name in known
    )  # a name may end as another does, so that no list holds it
    assert all(name.casefold().startswith(beginnings) and not name[-1].isspace() for name in names)
    assert {kind for _, _, kind in found.spans} <= set(KINDS)
    assert found.labels.count("O") < len(found.labels)


def test_altering_samples_also_creates_names_that_are_in_no_list() -> None:
    known = {"Selin", "Ak", "Kerem", "Soylu", "Ayten", "Kaya", "Ankara", "Yalova"}
    found = [varied(labelled(TEXT, SPANS, "tr"), NAMES, random.Random(seed)) for seed in range(60)]
    people = {one.text[start:end] for one in found for start, end, kind in one.spans if kind == "PER"}
    new = {word for name in people for word in name.split() if word.casefold() not in {k.casefold() for k in known}}
    assert new
    assert all(word[0].isupper() for word in new)


def test_the_seed_determines_how_a_sample_is_varied() -> None:
    texts = [varied(labelled(TEXT, SPANS, "tr"), NAMES, random.Random(seed)).text for seed in (*range(20), *range(20))]
    assert texts[:20] == texts[20:]
    assert len(set(texts)) > 5


def test_names_in_training_samples_are_grouped_by_language_and_kind() -> None:
    assert names_of([labelled(TEXT, SPANS, "tr")] * 2) == {
        ("tr", "PER"): ["Ayten Kaya"],
        ("tr", "LOC"): ["Ankara"],
        ("tr", "ORG"): ["Mavi Çevre Vakfı"],
    }
