"""The tagger computes the same scores as the training script, and finds the best path exactly."""

from itertools import islice, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.entities.decoding import Decoder, pack
from app.extraction.entities.features import ROLES, Surroundings, pair_attribute, shapes_attribute, words_of_pair
from app.extraction.entities.tagger import KINDS, MODEL, Tagger, tagger
from app.extraction.entities.weights import Head, packed, read_weights
from app.lang.pack import language_pack
from app.text.tokens import tokens
from training.attributes import FAR, stretches_of
from training.conll import Sample

TEXTS = [
    ("tr", "Rusya'nın Ankara Büyükelçisi Andrey Kulik, dün Dışişleri Bakanlığına gitti. O konuştu."),
    ("en", "The Ministry of Health said on Monday that Bill Gates will visit New York."),
    ("de", "Wie Angela Merkel in Berlin sagte, hat die SPD verloren."),
]
LABELS = ("O", "B-PER", "I-PER")
scores = st.integers(-50, 50)
rows = st.lists(st.tuples(scores, scores, scores), min_size=1, max_size=6)
pairs = st.tuples(*[st.tuples(scores, scores, scores)] * 3)


@given(rows, pairs, st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_the_tagger_returns_the_sequence_of_labels_with_the_highest_total_score(
    rows: list[tuple[int, ...]], pairs: tuple[tuple[int, ...], ...], after: bool, before: bool
) -> None:
    def score(path: tuple[int, ...]) -> int:
        whole = (*[0] * after, *path, *[0] * before)
        return sum(row[label] for row, label in zip(rows, path, strict=True)) + sum(
            pairs[left][right] for left, right in pairwise(whole)
        )

    raised = [pack([1000 + weight for weight in row]) for row in rows]
    found = Decoder(pairs, 0).best_path(raised, after=after, before=before)
    assert score(tuple(found)) == max(map(score, product(range(3), repeat=len(rows))))


attributes = st.text(alphabet="abcş=|-", min_size=1, max_size=4)
weights = st.dictionaries(st.sampled_from(ROLES), st.tuples(*[st.integers(-2000, 2000)] * 3), min_size=1)


@given(st.dictionaries(attributes, weights, min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_a_model_file_is_read_back_with_all_weights(rows: dict[str, dict[str, tuple[int, ...]]]) -> None:
    head = Head(LABELS, ROLES, ((1, 2, 3),) * 3)
    read, found = read_weights(packed(head, rows))
    assert read == head
    assert found == {
        name: sum(
            weight << (32 * (3 * ROLES.index(role) + lane))
            for role, row in by_role.items()
            for lane, weight in enumerate(row)
        )
        for name, by_role in rows.items()
    }


def slow_labels(model: bytes, sample: Sample) -> list[list[int]]:
    """Scores of the tokens near capitals, added up attribute by attribute."""
    head, found = read_weights(model)
    size = len(head.labels)

    def weights_of(name: str) -> list[int]:
        role, _, attribute = name.partition(":")
        block = found.get(attribute, 0) + sum(1 << (32 * lane + 31) for lane in range(size * len(ROLES)))
        data = block.to_bytes(4 * size * len(ROLES) + 1, "little")
        at = 4 * size * ROLES.index(role)
        return [int.from_bytes(data[at + 4 * lane : at + 4 * lane + 4], "little") - (1 << 31) for lane in range(size)]

    return [
        [sum(column) for column in zip(*map(weights_of, names), strict=True)]
        for stretch in stretches_of(sample)
        for names in stretch.attributes
        if names != [FAR]
    ]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_fast_scores_of_the_tagger_equal_plain_sums_of_its_weights(language: str, text: str) -> None:
    words = list(tokens(text, language_pack(language).entities.titles))
    slow = slow_labels(MODEL.read_bytes(), Sample(text, language, words, ["O"] * len(words), []))
    fast = tagger().scores(words, language)
    assert len(slow) == len(fast) > 3
    assert [[score - row[0] for score in row] for row in fast] == [[score - row[0] for score in row] for row in slow]


def test_the_packaged_model_has_the_format_of_the_training_script() -> None:
    head, found = read_weights(MODEL.read_bytes())
    assert head.roles == ROLES
    assert {label[2:] for label in head.labels if label != "O"} == set(KINDS)
    assert len(head.pairs) == len(head.labels) == len(head.pairs[0])
    assert len(found) > 50_000
    assert MODEL.stat().st_size < 2_000_000


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_tagger_gives_the_same_labels_with_filled_caches_as_with_empty_ones(language: str, text: str) -> None:
    words = list(tokens(text, language_pack(language).entities.titles))
    first = tagger().label(words, language)
    assert Tagger(MODEL.read_bytes()).label(words, language) == first
    assert len(first) == len(words)


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_tagger_gives_the_same_labels_if_it_skips_words_far_from_names(language: str, text: str) -> None:
    words = list(tokens(text, language_pack(language).entities.titles))
    head, _ = read_weights(MODEL.read_bytes())
    rows = iter(tagger().scores(words, language))
    labels = ["O"] * len(words)
    for stretch in Surroundings(words, language).stretches():
        raised = [pack([score - min(row) + 100_000 for score in row]) for row in islice(rows, len(stretch))]
        path = Decoder(head.pairs, 0).best_path(raised, after=stretch.start > 0, before=stretch.stop < len(words))
        labels[stretch.start : stretch.stop] = [head.labels[label] for label in path]
    assert tagger().label(words, language) == labels
    assert set(labels) > {"O"}


@pytest.mark.parametrize("words", [("said", "Ann"), ("|", "Ann"), ("said", "|"), ("|", "|")])
def test_an_attribute_for_two_words_is_split_into_the_same_words(words: tuple[str, str]) -> None:
    assert words_of_pair(pair_attribute(*words)) == words


def test_an_attribute_for_word_shapes_is_not_split_into_two_words() -> None:
    assert words_of_pair(shapes_attribute("Xxx", "xx", "|")) is None
