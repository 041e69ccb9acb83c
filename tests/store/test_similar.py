"""Near-duplicates: one agency story on many sites is one group; a follow-up and a site's own boilerplate make none."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlmodel import col

from app.schemas.article import ArticleDraft
from app.schemas.record import draft_id
from app.store.draft_rows import unpacked
from app.store.filters import ArticleFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.queries.similar import SimilarFilter, list_similar_articles
from app.store.session import reading, writing
from app.store.story_groups import PER_BAND
from app.store.tables import Article, ArticleBand
from app.store.writes import delete_article, save_article, save_articles
from app.text.similarity import _highest_similarity, similarity, sketch_of
from tests.builders.drafts import article

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
STORIES, VARIANTS = 25, 8
BOILERPLATE = "Gelişmeleri kaçırmamak için bizi takip edin ve bültenimize hemen bugün ücretsiz olarak abone olun."
SYLLABLES = [c + v + e for c in "bcdfghklmnprstvyz" for v in "aeıioöuü" for e in ("", "n", "r", "l")]
Story = list[str]


def words(chance: random.Random) -> Iterator[str]:
    """Words as in a language: few that are frequent, many that are rare."""
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(4_000)]
    weights = [1 / (rank + 2) for rank in range(len(vocabulary))]
    while True:
        yield from chance.choices(vocabulary, weights, k=500)


def story(chance: random.Random, source: Iterator[str], paragraphs: int = 9) -> Story:
    return [" ".join(next(source) for _ in range(chance.randint(25, 60))) + "." for _ in range(paragraphs)]


def cut_short(chance: random.Random, base: Story, _source: Iterator[str]) -> Story:
    return base[: chance.randint(4, 7)]


def extended(chance: random.Random, base: Story, source: Iterator[str]) -> Story:
    return [*story(chance, source, 1), *base, *story(chance, source, chance.randint(1, 2))]


def reworded(chance: random.Random, base: Story, source: Iterator[str]) -> Story:
    """One word in twelve is another."""
    return [" ".join(next(source) if chance.random() < 1 / 12 else w for w in p.split()) for p in base]


def rearranged(chance: random.Random, base: Story, _source: Iterator[str]) -> Story:
    return chance.sample(base, len(base))


def without_some(chance: random.Random, base: Story, _source: Iterator[str]) -> Story:
    dropped = set(chance.sample(range(len(base)), 3))
    return [paragraph for number, paragraph in enumerate(base) if number not in dropped]


def retyped(_chance: random.Random, base: Story, _source: Iterator[str]) -> Story:
    return [BOILERPLATE, *(p.upper().replace(".", " …") for p in base), BOILERPLATE]


EDITS: list[Callable[[random.Random, Story, Iterator[str]], Story]] = [
    cut_short, extended, reworded, rearranged, without_some, retyped,
]  # fmt: skip


def follow_up(chance: random.Random, base: Story, source: Iterator[str]) -> Story:
    """Another story that repeats two paragraphs of this one."""
    return [*story(chance, source, 6), *chance.sample(base, 2), BOILERPLATE]


def generated(seed: int) -> list[tuple[str, Story]]:
    """200 variants of 25 stories, and as many follow-ups, shuffled; each with the name of its story."""
    chance = random.Random(seed)
    source = words(chance)
    bases = [story(chance, source) for _ in range(STORIES)]
    texts = [
        (f"story {number}", chance.choice(EDITS)(chance, base, source) if variant else base)
        for number, base in enumerate(bases)
        for variant in range(VARIANTS)
    ]
    texts += [(f"follow-up {number}", follow_up(chance, bases[number % STORIES], source)) for number in range(200)]
    chance.shuffle(texts)
    return texts


def drafts(texts: list[tuple[str, Story]], apart: timedelta = timedelta(hours=1)) -> list[ArticleDraft]:
    return [
        article(
            number,
            paragraphs=text,
            people=(),
            places=(),
            said=(),
            publisher=f"site{number}.com",
            published_at=NOW + number % 9 * apart,
        )
        for number, (_, text) in enumerate(texts)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_edited_copies_of_an_article_are_grouped_but_follow_ups_are_not(engine: Engine, seed: int) -> None:
    texts = generated(seed)
    listed = drafts(texts)
    with writing(engine) as session:
        for draft in listed:
            save_article(session, draft)
    with reading(engine) as session:
        groups = {row[0]: row[1] for row in session.execute(select(col(Article.id), col(Article.group_id)))}
    found = {frozenset(pair) for pair in combinations(range(len(texts)), 2) if _share(groups, listed, *pair)}
    right = {frozenset((a, b)) for a, b in combinations(range(len(texts)), 2) if texts[a][0] == texts[b][0]}
    assert len(right) == STORIES * VARIANTS * (VARIANTS - 1) // 2
    precision, recall = len(found & right) / len(found), len(found & right) / len(right)
    assert (precision >= 0.95, recall >= 0.95) == (True, True), (precision, recall)


@pytest.mark.parametrize("apart", [timedelta(hours=1), timedelta(days=10)])
def test_articles_stored_together_join_the_groups_that_they_join_one_by_one(
    engine: Engine, other_engine: Engine, apart: timedelta
) -> None:
    """Sixty of the texts are nearly the same sentence, so that more articles have their bands than are stored."""
    short = [(f"sentence {number}", [f"{BOILERPLATE} Sayı {number}."]) for number in range(60)]
    listed = drafts([*generated(3)[:70], *short], apart)
    with writing(engine) as session:
        for first in range(0, len(listed), 50):
            save_articles(session, [(unpacked(draft), None) for draft in listed[first : first + 50]], now=NOW)
    with writing(other_engine) as session:
        for draft in listed:
            save_article(session, draft, now=NOW)
    groups, bands = _groups_and_bands(engine)
    assert (groups, bands) == _groups_and_bands(other_engine)
    assert len(set(groups.values())) < len(listed)
    assert max(Counter(band for band, _ in bands).values()) == PER_BAND


def _groups_and_bands(engine: Engine) -> tuple[dict[Any, Any], list[tuple[int, int]]]:
    with reading(engine) as session:
        groups = {row[0]: row[1] for row in session.execute(select(col(Article.id), col(Article.group_id)))}
        bands = session.execute(select(col(ArticleBand.band), col(ArticleBand.article_key)))
        return groups, sorted((band, key) for band, key in bands)


def _share(groups: dict[Any, Any], listed: list[ArticleDraft], one: int, other: int) -> bool:
    return bool(groups[draft_id(listed[one])] == groups[draft_id(listed[other])])


def test_copies_of_an_agency_story_on_thirty_sites_are_one_group(engine: Engine) -> None:
    chance = random.Random(7)
    source = words(chance)
    base = story(chance, source)
    copies = drafts([("story", chance.choice(EDITS)(chance, base, source)) for _ in range(30)])
    with writing(engine) as session:
        for draft in copies:
            save_article(session, draft)
    first = ListRequest("-similarity", limit=10)
    with reading(engine) as session:
        pages = [list_similar_articles(session, SimilarFilter(draft_id(copies[4])), first)]
        while pages[-1].next:
            behind = ListRequest("-similarity", pages[-1].next, 10)
            pages.append(list_similar_articles(session, SimilarFilter(draft_id(copies[4])), behind))
        items = [orjson.loads(item) for page in pages for item in page.items]
        assert len({item["id"] for item in items}) == 29
        assert [item["similarity"] for item in items] == sorted((i["similarity"] for i in items), reverse=True)
        back = list_similar_articles(
            session, SimilarFilter(draft_id(copies[4])), ListRequest("-similarity", pages[1].previous, 10)
        )
        assert back.items == pages[0].items
        assert back.previous is None
        collapsed = ArticleQuery(ArticleFilter(duplicates="collapse"))
        assert len(list_articles(session, collapsed, ListRequest("-published_at")).items) == 1


def test_a_rewritten_or_deleted_article_leaves_its_group(engine: Engine) -> None:
    chance = random.Random(8)
    source = words(chance)
    base, other = story(chance, source), story(chance, source)
    copies = drafts([("story", base)] * 3)
    with writing(engine) as session:
        for draft in copies:
            save_article(session, draft)
        save_article(session, drafts([("x", base)] * 2 + [("other", other)])[2])
        delete_article(session, draft_id(copies[0]))
    with reading(engine) as session:
        first = ListRequest("-similarity")
        assert not list_similar_articles(session, SimilarFilter(draft_id(copies[2])), first).items
        assert not list_similar_articles(session, SimilarFilter(draft_id(copies[1])), first).items
    with writing(engine) as session:
        save_article(session, copies[2])
    with reading(engine) as session:
        (item,) = list_similar_articles(session, SimilarFilter(draft_id(copies[1])), first).items
        assert orjson.loads(item)["similarity"] == 1


def test_texts_without_words_are_not_duplicates(engine: Engine) -> None:
    empty = drafts([("a", ["…"]), ("b", ["…"]), ("c", [""])])
    with writing(engine) as session:
        for draft in empty:
            save_article(session, draft)
    with reading(engine) as session:
        found = list_articles(session, ArticleQuery(ArticleFilter(duplicates="collapse")), ListRequest("-published_at"))
        assert len(found.items) == 3


def test_articles_of_the_first_and_last_possible_time_are_stored(engine: Engine) -> None:
    first, last = (moment.replace(tzinfo=UTC) for moment in (datetime.min, datetime.max))
    with writing(engine) as session:
        for together in ([first], [last], [first, last]):
            listed = [(article(published_at=at, publisher=f"{n}{at.year}.com"), None) for n, at in enumerate(together)]
            save_articles(session, [(unpacked(draft), fetched) for draft, fetched in listed])
    with reading(engine) as session:
        assert session.execute(select(func.count()).select_from(Article)).scalar() == 3  # the first is stored twice


@given(st.lists(st.integers(0, 300)), st.lists(st.integers(0, 300)))
def test_candidates_are_rejected_only_if_they_are_not_similar(one: list[int], other: list[int]) -> None:
    sketches = [sketch_of([str(word) for word in words]) for words in (one, other)]
    assert similarity(*sketches) <= _highest_similarity(*sketches)


def test_the_similarity_of_short_texts_is_exact_and_not_estimated() -> None:
    one, other = sketch_of(["bir", "iki", "uc", "dort", "bes"]), sketch_of(["iki", "uc", "dort", "bes", "alti"])
    assert similarity(one, other) == 0.5
    assert similarity(one, one) == 1
    assert similarity(sketch_of([]), sketch_of([])) == 0
