"""Statements: which quotes are the same, what a statement shows, and what remains when articles change and go."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from sqlalchemy import Engine, event, select
from sqlmodel import col

from app.schemas.article import ArticleDraft
from app.schemas.record import draft_id, quotes_of
from app.schemas.statement import StatementDetail, StatementRead
from app.store.filters import EVERY_QUOTE, ArticleFilter, QuoteFilter, StatementFilter
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import list_quotes
from app.store.queries.quote_stats import count_quotes
from app.store.queries.statement_queries import get_statement, list_statements
from app.store.session import reading, writing
from app.store.statement_tables import Statement, StatementBand
from app.store.tables import Quote
from app.store.writes import delete_article, save_article
from tests.builders.drafts import START, article
from tests.builders.statement_variants import STATEMENTS, lookalikes, variants
from tests.store.test_filters import SCANS, plan_of

NEWEST = ListRequest("-published_at", None, 200)
WORDS = "Köprüyü gelecek yaz bütün araçlara yeniden açacağız"
CUT = "Köprüyü gelecek yaz yeniden açacağız"
OTHER = "Bu yıl fındığın kilosunu geçen yılın iki katına alacağız"


def said(number: int, *quotes: tuple[str, str | None], **fields: Any) -> ArticleDraft:
    paragraphs = [f'"{words}" {number} numaralı haberde {speaker or ""} dedi.' for words, speaker in quotes]
    people = tuple(dict.fromkeys(speaker for _, speaker in quotes if speaker))
    return article(number, paragraphs=paragraphs, people=people, places=(), said=quotes, **fields)


def save(engine: Engine, *drafts: ArticleDraft) -> None:
    with writing(engine) as session:
        for draft in drafts:
            save_article(session, draft, now=START + timedelta(days=10))


def statement_ids(engine: Engine, draft: ArticleDraft) -> list[UUID | None]:
    with reading(engine) as session:
        ids = {row.id: row.statement_id for row in session.execute(select(Quote.id, Quote.statement_id))}  # type: ignore[call-overload]
    return [ids[quote.id] for quote in quotes_of(draft)]


def listed(engine: Engine, filters: StatementFilter | None = None, sort: str = "-published_at") -> list[StatementRead]:
    with reading(engine) as session:
        found = list_statements(session, filters or StatementFilter(), ListRequest(sort)).items
    return [StatementRead.model_validate_json(item) for item in found]


def shown(engine: Engine, statement: UUID) -> StatementDetail:
    with reading(engine) as session:
        found = get_statement(session, statement)
    assert found
    return StatementDetail.model_validate_json(found.json)


def counts(engine: Engine) -> list[tuple[str, int, int]]:
    return sorted((one.text, one.quote_count, one.article_count) for one in listed(engine))


def test_three_hundred_variants_of_quotes_are_grouped_into_statements_with_few_errors(engine: Engine) -> None:
    """Each variant in an article of its own, of one speaker, beside statements that look alike."""
    texts = [*enumerate(STATEMENTS), *variants(), *((-n, text) for n, text in enumerate(lookalikes(), 1))]
    assert len(texts) >= 30 + 300 + 20
    drafts = [said(n, (text, "Elif Demir")) for n, (_, text) in enumerate(texts)]
    save(engine, *drafts)
    groups: dict[UUID | None, list[int]] = defaultdict(list)
    for (number, _), draft in zip(texts, drafts, strict=True):
        groups[statement_ids(engine, draft)[0]].append(number)
    pairs = Counter(found for numbers in groups.values() for found in _pairs(numbers))
    recall = pairs["right"] / (30 * 11 * 10 / 2)
    precision = pairs["right"] / pairs.total()
    assert recall >= 0.95, recall
    assert precision >= 0.95, precision


def _pairs(numbers: Sequence[int]) -> Iterator[str]:
    for place, one in enumerate(numbers):
        yield from ("right" if one == other else "wrong" for other in numbers[:place])


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ((WORDS, "Elif Demir"), (WORDS, "Elif Demir"), True),
        ((WORDS, "Elif Demir"), (WORDS, "Demir"), True),
        ((WORDS, "Elif Demir"), (WORDS.upper(), "Elif Demir"), True),
        ((WORDS, "Elif Demir"), (CUT, "Elif Demir"), True),
        ((WORDS, "Elif Demir"), (WORDS, None), True),
        ((WORDS, None), (WORDS, "Elif Demir"), True),
        ((WORDS, "Elif Demir"), (WORDS, "Can Kaya"), False),
        ((WORDS, "Elif Demir"), (OTHER, "Elif Demir"), False),
        (("Hayır", "Elif Demir"), ("hayır!", "Elif Demir"), True),
        (("Hayır", "Elif Demir"), ("Hayır", None), False),
        (("Hayır", "Elif Demir"), ("Hayır, açacağız", "Elif Demir"), False),
        (("Bugün 3 kişi yaralandı dediler", "Elif Demir"), ("Bugün 5 kişi yaralandı dediler", "Elif Demir"), False),
        (("…", "Elif Demir"), ("…", "Elif Demir"), False),
    ],
)
def test_quotes_are_one_statement_only_if_words_and_speaker_agree(
    engine: Engine, one: Any, other: Any, is_same: bool
) -> None:
    first, second = said(1, one), said(2, other)
    save(engine, first, second)
    (a,), (b,) = statement_ids(engine, first), statement_ids(engine, second)
    assert (a is not None and a == b) == is_same


LATER = [(WORDS, 27, True), (WORDS, 29, False), ("Hayır", 2, True), ("Hayır", 4, False)]


@pytest.mark.parametrize(("words", "days", "is_same"), LATER)
def test_equal_quotes_far_apart_in_time_are_two_statements(
    engine: Engine, words: str, days: int, is_same: bool
) -> None:
    first, second = (said(n, (words, "Demir"), published_at=START + timedelta(days=n * days)) for n in range(2))
    save(engine, first, second)
    assert (statement_ids(engine, first) == statement_ids(engine, second)) == is_same


def test_a_quote_without_a_speaker_joins_a_statement_with_the_same_words(engine: Engine) -> None:
    drafts = [said(n, (WORDS, speaker)) for n, speaker in enumerate((None, "Elif Demir", "Can Kaya", "Demir"))]
    save(engine, *drafts)
    nobody, demir, kaya, short = (statement_ids(engine, draft)[0] for draft in drafts)
    assert nobody == demir == short != kaya
    assert nobody
    assert (speaker := shown(engine, nobody).speaker)
    assert speaker.name == "Elif Demir"


def test_the_first_article_of_a_statement_is_the_one_published_first(engine: Engine) -> None:
    """Whatever the order of posting; an article without a date is never the first one."""
    save(
        engine,
        said(0, (CUT, "Demir"), published_at=None),
        said(5, (WORDS, "Demir"), publisher="bes.com"),
        said(2, (CUT, "Demir"), (CUT, "Demir"), publisher="iki.com"),
        said(9, (OTHER, "Demir")),
    )
    other, one = listed(engine)
    assert (other.text, other.quote_count, other.article_count) == (OTHER, 1, 1)
    assert (one.text, one.quote_count, one.article_count) == (CUT, 4, 3)
    assert one.first_article.publisher
    assert one.first_article.publisher.domain == "iki.com"
    detail = shown(engine, one.id)
    assert [a.publisher and a.publisher.domain for a in detail.articles] == ["iki.com", "bes.com", "ornek.com.tr"]
    assert [len(a.quote_ids) for a in detail.articles] == [2, 1, 1]
    assert [wording.text for wording in detail.wordings] == [CUT, WORDS]
    assert detail.wordings[0].differences == ()
    steps = [(step.type, step.text.strip()) for step in detail.wordings[1].differences]
    assert steps == [("equal", "Köprüyü gelecek yaz"), ("insert", "bütün araçlara"), ("equal", "yeniden açacağız")]
    assert StatementRead.model_validate(detail.model_dump(include=set(StatementRead.model_fields))) == one


def test_a_statement_is_updated_when_its_articles_are_deleted(engine: Engine) -> None:
    drafts = [said(n, (words, "Demir")) for n, words in enumerate((WORDS, CUT, CUT + " inşallah"))]
    save(engine, *drafts[:2])
    (statement,) = statement_ids(engine, drafts[0])
    with writing(engine) as session:
        delete_article(session, draft_id(drafts[0]))
    assert counts(engine) == [(CUT, 1, 1)]
    assert statement_ids(engine, drafts[1]) == [statement]
    save(engine, drafts[2])
    assert statement_ids(engine, drafts[2]) == [statement]  # found by the words of the quote that is left
    with writing(engine) as session:
        for draft in drafts[1:]:
            delete_article(session, draft_id(draft))
        assert session.execute(select(col(Statement.id))).all() == []
        assert session.execute(select(col(StatementBand.band))).all() == []


def test_a_quote_keeps_its_statement_if_a_revision_keeps_words_and_speaker(engine: Engine) -> None:
    first, second = said(1, (WORDS, "Demir")), said(2, (WORDS, "Demir"))
    save(engine, first)
    before = statement_ids(engine, first)
    save(engine, first.model_copy(update={"headline": "Yeni başlık"}))
    assert statement_ids(engine, first) == before
    save(engine, second, said(1, (OTHER, "Demir")))
    assert counts(engine) == [(OTHER, 1, 1), (WORDS, 1, 1)]
    save(engine, said(1, (WORDS, "Kaya")))  # its id is still that of the second article's statement
    assert counts(engine) == [(WORDS, 1, 1), (WORDS, 1, 1)]
    assert len({one.id for one in listed(engine)}) == 2


def test_an_article_is_not_changed_if_only_the_statement_of_its_quote_changes(engine: Engine) -> None:
    """A statement that others decide is no change of the article."""
    first = said(1, (WORDS, "Demir"))
    save(engine, said(0, (CUT, "Demir")), first)
    with writing(engine) as session:
        delete_article(session, draft_id(said(0, (CUT, "Demir"))))
    with writing(engine) as session:
        saved = save_article(session, first.model_copy(update={"lede": "Yeni özet."}), now=START + timedelta(days=200))
    assert saved.changed_fields == ("lede",)


def test_quotes_are_listed_once_per_statement_if_duplicates_are_collapsed(engine: Engine) -> None:
    save(
        engine,
        said(0, (WORDS, "Demir"), (OTHER, "Demir")),
        said(1, (CUT, "Demir"), publisher="kopya.com"),
        said(2, (OTHER, "Demir"), publisher="kopya.com", section="Spor"),
    )

    def texts(**members: Any) -> list[str]:
        filters = QuoteFilter(**members, duplicates="collapse")
        with reading(engine) as session:
            items = list_quotes(session, filters, NEWEST).items
            assert count_quotes(session, filters) == len(items)
        return sorted(orjson.loads(item)["text"] for item in items)

    assert texts() == sorted((OTHER, WORDS))
    assert texts(articles=ArticleFilter(publisher=("kopya.com",))) == sorted((CUT, OTHER))
    assert texts(articles=ArticleFilter(section=("spor",))) == [OTHER]
    assert texts(q="araçlara OR fındık") == sorted((OTHER, WORDS))
    (one,) = (statement for statement in listed(engine) if statement.text == WORDS)
    assert texts(statement=(one.id,)) == [WORDS]


def test_statement_filters_find_the_expected_statements(engine: Engine) -> None:
    save(engine, said(0, (WORDS, "Demir")), said(1, (CUT, "Demir"), publisher="kopya.com"), said(2, (OTHER, "Kaya")))
    everything = listed(engine)
    cases: list[tuple[StatementFilter, set[str]]] = [
        (StatementFilter(), {WORDS, OTHER}),
        (StatementFilter(QuoteFilter(speaker=("kaya",))), {OTHER}),
        (StatementFilter(QuoteFilter(ArticleFilter(publisher=("kopya.com",)))), {WORDS}),
        (StatementFilter(QuoteFilter(q="köprü")), {WORDS}),
        (StatementFilter(QuoteFilter(about="fındık")), {OTHER}),
        (StatementFilter(id=(everything[0].id,)), {everything[0].text}),
        (StatementFilter(min_articles=2), {WORDS}),
        (StatementFilter(QuoteFilter(speaker=("kaya",)), min_articles=2), set()),
    ]
    for filters, expected in cases:
        for sort in ("-published_at", "published_at", "-article_count"):
            assert {one.text for one in listed(engine, filters, sort)} == expected, filters
        with reading(engine) as session:
            counted = list_statements(session, filters, ListRequest("-published_at", None, 1, "exact"))
        assert counted.count == len(expected)
    assert [one.text for one in listed(engine, sort="-article_count")] == [WORDS, OTHER]
    assert [one.text for one in listed(engine, sort="published_at")] == [WORDS, OTHER]


LISTS = [StatementFilter(), StatementFilter(QuoteFilter(speaker=("demir",))), StatementFilter(min_articles=2)]


@pytest.mark.parametrize("filters", LISTS, ids=["all", "speaker", "articles"])
def test_a_list_of_statements_takes_few_sql_statements_and_no_scan(engine: Engine, filters: StatementFilter) -> None:
    save(engine, *(said(n, (words, "Demir")) for n, words in enumerate(STATEMENTS)))
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    with reading(engine) as session:
        list_statements(session, filters, NEWEST)
        list_quotes(session, QuoteFilter(duplicates="collapse"), NEWEST)
    selects = [pair for pair in asked if "statement" in pair[0]]  # others look up the name of the speaker
    # keys of a page of statements, their rows; quotes; of a speaker, whether there are quotes that were not read
    assert len(selects) == 3 + (filters.quotes != EVERY_QUOTE)
    for statement, values in selects:
        plan = plan_of(engine, statement, values)
        scans = (*SCANS, "Seq Scan on statement ", "SCAN statement'")
        assert not [step for step in plan if any(scan in step for scan in scans)], (statement, plan)


def test_a_quote_of_a_common_phrase_is_compared_only_with_the_newest_statements(engine: Engine) -> None:
    """A band is held by few statements, however many share it."""
    phrase = "bunu bütün kalbimizle ve her zaman olduğu gibi"
    drafts = [said(n, (f"{phrase} {words}", f"Kişi{n}")) for n, words in enumerate(STATEMENTS)]
    save(engine, *drafts, said(99, (f"{phrase} {STATEMENTS[-1]}", "Kişi29")))
    with reading(engine) as session:
        held = Counter(session.execute(select(col(StatementBand.band))).scalars())
    assert max(held.values()) == 20
    last = said(99, (f"{phrase} {STATEMENTS[-1]}", "Kişi29"))
    assert statement_ids(engine, last) == statement_ids(engine, drafts[-1])


def test_saving_290_more_quotes_takes_at_most_295_more_sql_statements(engine: Engine) -> None:
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    numbers: list[int] = []
    for size in (10, 300):
        del asked[:]
        save(engine, said(size, *((f"{n} numaralı {size} sözü söyledim ve bitirdim", "Demir") for n in range(size))))
        numbers.append(len(asked))
    assert numbers[1] - numbers[0] <= 290 + 5  # the quotes themselves


def test_statements_without_a_date_are_listed_last(engine: Engine) -> None:
    save(engine, said(0, (WORDS, "Demir"), published_at=None), said(1, (OTHER, "Demir")))
    assert [one.text for one in listed(engine)] == [OTHER, WORDS]
    assert [one.text for one in listed(engine, sort="published_at")] == [OTHER, WORDS]
    assert listed(engine)[1].first_article.published_at is None
    assert isinstance(listed(engine)[0].first_article.published_at, datetime)
