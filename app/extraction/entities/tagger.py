"""The tagger: a learned sequence model that labels each token of a paragraph as part of a name or as another word.

It is a linear chain: the score of a sequence of labels is the sum of the (attribute, label) weights of all tokens and
of the weights of all pairs of neighbouring labels. `training/train_names.py` trains the model and writes its file.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import repeat
from pathlib import Path
from sys import intern

from app.extraction.entities.clusters import cluster_attributes
from app.extraction.entities.decoding import Decoder, Scores
from app.extraction.entities.endings import without_ending
from app.extraction.entities.entity_numbers import FEATURES_NEAR, TAGGER_CACHED, TAGGER_CACHED_WORDS
from app.extraction.entities.features import (
    EDGE,
    Beside,
    Marked,
    NamesBeside,
    Run,
    RunShape,
    Surroundings,
    beside_attributes,
    is_mark,
    mark_attributes,
    name_attributes,
    run_attributes,
    shapes_attribute,
    words_of_pair,
)
from app.extraction.entities.known_names import Texts
from app.extraction.entities.learned_lists import letter_case
from app.extraction.entities.lexicon import in_language, letter_attributes, list_attributes, shape
from app.extraction.entities.weights import LANE, read_weights
from app.schemas.entity import EntityType
from app.text.fast_dataclass import fast_dataclass
from app.text.memo import Memo
from app.text.normalize import fold, lower
from app.text.tokens import Token

MODEL = Path(__file__).parent / "names.model"
OUTSIDE = "O"
KINDS: dict[str, EntityType] = {"PER": "person", "LOC": "location", "ORG": "organization"}
# Several sums of weights are packed into one integer. This number is added to each sum, so that none is negative: a
# negative sum would borrow bits from the next sum.
_RAISE = 1 << 24
_NO_PAIRS: Mapping[str, int] = {}
Tokens = Sequence[Token]


@fast_dataclass(frozen=True, eq=False, slots=True)
class _Word:
    """The weights of a word, and other facts about the word.

    A word adds weights to its own scores, and to the scores of tokens near it. The fields before `low` hold these
    weights: one field for each role in `ROLES` except `here`, with the weights of all labels in one integer. A field's
    name says where the word stands, seen from the token that gets the weights. For example, each token gets `before` of
    the word before it. The fields from `low` on serve two purposes: to look up attributes that combine several words
    (`bw=said|that`), and to divide the text into parts.
    """

    next: int
    previous: int
    two_before: int
    two_ahead: int
    before: int
    itself: int
    ahead: int
    last: int
    first: int
    low: str  # the word in lower case
    ending: str  # the last two letters of `low`
    shape: str  # the first two characters of the word's shape: `Xx` for `Ankara`
    case: str  # the word's usual letter case
    # weights of the pairs that begin with this word: for the word `said`, maps `that` to the weight of `bw=said|that`
    pairs: Mapping[str, int]
    is_mark: bool
    is_outside: bool  # whether the word's own weights favour the label `O` (not in a name)


class Tagger:
    """The tagger. `content` is the bytes of the model file."""

    def __init__(self, content: bytes) -> None:
        head, weights = read_weights(content)
        self.labels = head.labels
        self._weight = weights.get
        self._outside = self.labels.index(OUTSIDE)
        self._decoder = Decoder(head.pairs, self._outside)
        self._blocks = struct.Struct(f"{LANE * len(self.labels) // 8}s" * len(head.roles))
        self._raise = sum(_RAISE << (LANE * lane) for lane in range(len(self.labels) * len(head.roles)))
        self._pairs = _pairs(weights)
        self._words: dict[str, Memo[str, _Word]] = {}
        # the weights of `list_attributes`: many words have the same ones
        self._lists: Memo[tuple[str, tuple[str, ...]], int] = Memo(
            lambda lists: self._total(in_language(lists[1], lists[0])), TAGGER_CACHED
        )
        self._beside: Memo[Beside, int] = Memo(lambda beside: self._total(beside_attributes(beside)), TAGGER_CACHED)
        # the weights of `_beside` for tokens without suffixes beside them: inside a sentence, and at its start
        self._unsuffixed: Memo[str, tuple[int, int]] = Memo(
            lambda language: (
                self._beside[language, False, None, False, False],
                self._beside[language, True, None, False, False],
            ),
            TAGGER_CACHED,
        )
        self._names: Memo[NamesBeside, int] = Memo(lambda names: self._total(name_attributes(names)), TAGGER_CACHED)
        self._in_run = Memo(self._totals_of, TAGGER_CACHED)
        self._shapes: Memo[tuple[str, str, str], int] = Memo(
            lambda shapes: self._weight(shapes_attribute(*shapes), 0), TAGGER_CACHED
        )
        self._marked: Memo[Marked, int] = Memo(lambda marked: self._total(mark_attributes(marked)), TAGGER_CACHED)
        self._edge = self._split(self._weight(EDGE, 0), "", "", "")

    def label(self, tokens: Tokens, language: str) -> list[str]:
        """Return the BIO label of each token (`O`, `B-PER`, `I-PER`, …). Tokens far from capitalised words get `O`."""
        labels = [OUTSIDE] * len(tokens)
        for start, path in self._paths(tokens, language):
            labels[start : start + len(path)] = [self.labels[index] for index in path]
        return labels

    def scores(self, tokens: Tokens, language: str) -> list[Scores]:
        """Return the score of each label for every token near a capitalised word.

        All scores of one token are too high by the same constant, so only their differences count.
        """
        around = Surroundings(tokens, language)
        near = ((stretch, self._near(around.texts, language, stretch)) for stretch in around.stretches())
        rows = (row for stretch, words in near for row in self._scores(stretch, words, around))
        return [self._decoder.unpacked(row) for row in rows]

    def names(self, tokens: Tokens, language: str) -> Iterator[tuple[int, int, EntityType]]:
        """Yield each name as (index of the first token, index after the last token, kind)."""
        for first, path in self._paths(tokens, language):
            if path.count(self._outside) == len(path):
                continue
            start, kind = 0, ""
            for index, label in enumerate([*map(self.labels.__getitem__, path), OUTSIDE], first):
                if kind and label != f"I-{kind}":
                    yield start, index, KINDS[kind]
                    kind = ""
                if label != OUTSIDE and not kind:
                    start, kind = index, label[2:]

    def _paths(self, tokens: Tokens, language: str) -> Iterator[tuple[int, list[int]]]:
        """Yield each part of a text that may hold names: the index of its first token, and the labels of its tokens.

        A label is given by its number.
        """
        around = Surroundings(tokens, language)
        for stretch in around.stretches():
            words = self._near(around.texts, language, stretch)
            for part in _parts(stretch, words, around):
                nearby = words[part.start - stretch.start : part.stop - stretch.start + 2 * FEATURES_NEAR]
                rows = self._scores(part, nearby, around)
                yield part.start, self._decoder.best_path(rows, after=part.start > 0, before=part.stop < len(tokens))

    def _scores(self, stretch: range, words: Sequence[_Word], around: Surroundings) -> list[int]:
        """Return, for each token of a range, the packed scores of its labels.

        The same constant is added to all scores of one token. `words`: the words of the range, and `FEATURES_NEAR`
        words on each side.
        """
        size, first, opens, runs = len(around.texts), stretch.start - FEATURES_NEAR, around.opens, around.runs
        plain, opening = self._unsuffixed[around.language]
        rows: list[int] = []
        of_run: tuple[Run | None, int, Sequence[int]] = None, 0, ()
        near = zip(stretch, words, words[1:], words[2:], words[3:], words[4:], strict=False)
        for at, two_before, before, word, ahead, two_ahead in near:
            total = two_before.two_before + before.before + word.itself + ahead.ahead + two_ahead.two_ahead
            if at in around.near_suffixes:
                total += self._beside[around.beside(at)]
            else:
                total += opening if opens[at] else plain
            if at in around.near_names:
                total += self._names[around.names(at)]
            if run := runs[at]:
                if run is not of_run[0]:
                    of_run = run, _of_run(words, run, first, size), self._in_run[around.shape_of(run)]
                total += of_run[1] + of_run[2][at - run[0]]
            if at:
                if before.pairs:
                    total += before.pairs.get(word.low, 0)
                if at + 1 < size:
                    total += self._shapes[before.shape, word.shape, ahead.shape]
            if ahead.is_mark:
                second = two_ahead.low if two_ahead.is_mark else ""
                total += self._marked[before.ending, word.case, ahead.low, second, opens[at]]
            rows.append(total)
        return rows

    def _near(self, texts: Texts, language: str, stretch: range) -> list[_Word]:
        """Return the words of a range, and `FEATURES_NEAR` words on each side.

        A marker stands in for each word before the start or after the end of the text.
        """
        start, end = stretch.start - FEATURES_NEAR, stretch.stop + FEATURES_NEAR
        known = self._words.get(language)
        if known is None:
            known = self._words[language] = Memo(partial(self._word_of, language), TAGGER_CACHED_WORDS)
        words = map(known.__getitem__, texts[max(0, start) : end])
        return [*[self._edge] * -start, *words, *[self._edge] * (end - len(texts))]

    def _word_of(self, language: str, text: str) -> _Word:
        low = lower(text, language)
        folded = fold(low)
        bare = without_ending(text, language)
        total = self._total(letter_attributes(low, folded)) + self._total(cluster_attributes(text, low, language))
        total += self._lists[language, list_attributes(text, low, folded, language, bare)]
        return self._split(total, low, shape(text), letter_case(low, language) or "")

    def _split(self, total: int, low: str, form: str, case: str) -> _Word:
        """Return the data of a word. `total` packs the word's weights for all roles (positions) into one integer.

        This integer is split into one integer for each role except `here`, and `_RAISE` is added to each weight.
        `form` is the word's shape, `case` the word's usual letter case.
        """
        _, *blocks = self._blocks.unpack((total + self._raise).to_bytes(self._blocks.size, "little"))
        weights = [int.from_bytes(block, "little") for block in blocks]
        behind, previous, two_before, two_ahead, before, itself, ahead, last, first = weights
        outside, *others = self._decoder.unpacked(itself)
        return _Word(
            next=behind,
            previous=previous,
            two_before=two_before,
            two_ahead=two_ahead,
            before=before,
            itself=itself,
            ahead=ahead,
            last=last,
            first=first,
            low=low,
            # one object for equal texts, because keys of caches are compared faster so
            ending=intern(low[-2:]),
            shape=intern(form[:2]),
            case=case,
            pairs=self._pairs.get(low, _NO_PAIRS),
            is_mark=is_mark(low),
            is_outside=outside > max(others),
        )

    def _totals_of(self, shape: RunShape) -> list[int]:
        """Return for each token of a run the sum of the weights of its position in the run."""
        return [self._total(attributes) for attributes in run_attributes(shape)]

    def _total(self, attributes: Iterable[str]) -> int:
        return sum(map(self._weight, attributes, repeat(0)))


def _pairs(weights: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return the weights of attributes such as `bw=said|that`: first word -> second word -> weight."""
    found: dict[str, dict[str, int]] = {}
    for attribute, weight in weights.items():
        if words := words_of_pair(attribute):
            found.setdefault(words[0], {})[words[1]] = weight
    return found


def _parts(stretch: range, words: Sequence[_Word], around: Surroundings) -> Iterator[range]:
    """Yield the parts of a range that may hold names. Each part has a capitalised word.

    A part ends before a word that is probably not in a name (`is_outside`). But it does not end between two runs with
    only one or two words between them. `words` begins `FEATURES_NEAR` words before the range.
    """
    runs = around.runs
    # `first`: index of the part's first word; `last`: index after the part's last capitalised word, 0 if it has none
    first, last = stretch.start, 0
    for at, word in zip(stretch, words[FEATURES_NEAR:], strict=False):
        if runs[at]:
            last = at + 1
        elif word.is_outside and not (last and any(runs[last + 1 : last + 3])):
            if last:
                yield range(first, at)
            first, last = at + 1, 0
    if last:
        yield range(first, stretch.stop)


def _of_run(words: Sequence[_Word], run: Run, first: int, size: int) -> int:
    """Return the sum of weights that is added to every token of a run of capitalised words.

    It is the sum of the weights of the word before the run and of the word after the run. If the run has several words,
    the weights of its first and of its last word are added. `first` is the token index of `words[0]`; the text has
    `size` tokens.
    """
    start, end = run[0] - first, run[1] - first
    total = words[end].next if run[1] < size else 0
    if run[0]:
        total += words[start - 1].previous
    return total + words[end - 1].last + words[start].first if end - start > 1 else total


@cache
def tagger() -> Tagger:
    """Return the tagger with the model that this package contains."""
    return Tagger(MODEL.read_bytes())
