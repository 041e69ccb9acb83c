"""Write collections of made-up articles whose words, people, publishers and tags are as uneven as those of news.

The n-th word, person, publisher and tag occurs about 1/n as often as the first (Zipf). A seed gives the same
collection every time; the first articles of a larger one are not those of a smaller one, because both cover five years.
Articles are written as an import writes them: other processes prepare the rows, and one stores them in batches.
"""

import os
import random
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

from sqlalchemy import Engine

from app.schemas.article import ArticleDraft
from app.store.draft_rows import PackedDraft, packed
from app.store.session import writing
from app.store.writes import save_articles
from tests.builders.drafts import START, article

WORDS, PEOPLE, PLACES, PUBLISHERS, TAGS, SECTIONS = 30_000, 8_000, 400, 300, 1_000, 12
PARAGRAPHS, SENTENCE_WORDS, SENTENCES, QUOTE_WORDS, TAGS_OF_ARTICLE = 4, 14, 3, 9, 3
YEARS = timedelta(days=5 * 365)
BATCH = 500  # articles of a transaction
AHEAD = 4  # batches prepared and not yet stored
_CONSONANTS, _VOWELS = "bcçdfgğhjklmnprsştvyz", "aeıioöuü"


class Made(NamedTuple):
    """An article ready to be stored, and the bytes of its headline and body."""

    draft: PackedDraft
    text_bytes: int


class Collection:
    """The vocabulary of a collection and its articles, of a seed."""

    def __init__(self, seed: int = 7) -> None:
        self._seed, self._dice = seed, random.Random(seed)

    @cached_property
    def words(self) -> list[str]:
        """Words, the most frequent first."""
        return self._unique("words", WORDS, lambda dice: _word(dice, 2, 4))

    @cached_property
    def people(self) -> list[str]:
        """Names of persons, the best known first."""
        return self._unique("people", PEOPLE, lambda dice: f"{_word(dice, 2, 3)} {_word(dice, 2, 4)}".title())

    @cached_property
    def places(self) -> list[str]:
        """Names of places, the most frequent first."""
        return self._unique("places", PLACES, lambda dice: _word(dice, 3, 4).title())

    @cached_property
    def tags(self) -> list[str]:
        """Tags, the most frequent first."""
        return self._unique("tags", TAGS, lambda dice: _word(dice, 2, 4).title())

    def articles(self, count: int) -> Iterator[Made]:
        """Yield `count` articles, the oldest first; a process on each core prepares them."""
        pending = deque[Future[list[Made]]]()
        with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
            for first in range(0, count, BATCH):
                pending.append(pool.submit(self._batch, first, count))
                if len(pending) > AHEAD:
                    yield from pending.popleft().result()
            for batch in pending:
                yield from batch.result()

    def _batch(self, first: int, count: int) -> list[Made]:
        """Make the articles of a batch, of a collection of `count` articles, from the number `first`."""
        numbers = range(first, min(first + BATCH, count))
        return [made(self._article(number, self.published_at(number, count))) for number in numbers]

    def published_at(self, number: int, count: int) -> datetime:
        """Return when the article with this number was published, of a collection of `count` articles."""
        return START + YEARS * (number / count)  # YEARS * number would be too long a time from half a million on

    def _article(self, number: int, published_at: datetime) -> ArticleDraft:
        self._dice.seed(f"{self._seed} {number}")  # the same article, whichever process makes it
        people = [self._one_of(self.people) for _ in range(PARAGRAPHS)]
        said = [" ".join(self._one_of(self.words) for _ in range(QUOTE_WORDS)) for _ in people]
        places = {self._one_of(self.places) for _ in range(2)}
        told = [f'{self._text()} {name}, "{words}" dedi.' for name, words in zip(people, said, strict=True)]
        return article(
            number,
            headline=self._sentence(),
            paragraphs=[*told, f"Haber {' ve '.join(sorted(places))} kaynaklı."],
            people=sorted(set(people)),
            places=sorted(places),
            said=list(zip(said, people, strict=True)),
            tags=sorted({self._one_of(self.tags) for _ in range(TAGS_OF_ARTICLE)}),
            publisher=f"p{self._rank(PUBLISHERS)}.example",
            section=f"Bölüm {self._rank(SECTIONS)}",
            published_at=published_at,
        )

    def _text(self) -> str:
        return " ".join(self._sentence() for _ in range(SENTENCES))

    def _sentence(self) -> str:
        return " ".join(self._one_of(self.words) for _ in range(SENTENCE_WORDS)).capitalize() + "."

    def _unique(self, name: str, count: int, draw: Callable[[random.Random], str]) -> list[str]:
        dice = random.Random(f"{self._seed} {name}")  # its own, so that a stored collection has the words of this one
        found: dict[str, None] = {}
        while len(found) < count:
            found[draw(dice)] = None
        return list(found)

    def _one_of(self, items: Sequence[str]) -> str:
        return items[self._rank(len(items))]

    def _rank(self, count: int) -> int:
        """Return a number from 0 to `count` - 1; n is drawn about 1/(n + 1) as often as 0."""
        return min(int(count ** self._dice.random()), count) - 1


def _word(dice: random.Random, least: int, most: int) -> str:
    syllables = range(dice.randint(least, most))
    return "".join(dice.choice(_CONSONANTS) + dice.choice(_VOWELS) for _ in syllables)


def made(draft: ArticleDraft) -> Made:
    """Prepare an article to be stored."""
    return Made(packed(draft), len(f"{draft.headline}{draft.body}".encode()))


def fill(engine: Engine, articles: Iterable[Made]) -> int:
    """Store articles; return the bytes of their text: headlines and bodies."""
    size, waiting = 0, iter(articles)
    while batch := list(islice(waiting, BATCH)):
        with writing(engine) as session:
            save_articles(session, [(one.draft, None) for one in batch])
        size += sum(one.text_bytes for one in batch)
    return size
