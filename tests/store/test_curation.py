"""What people decide about records: merge, split, undo; re-posts and the rules respect it."""

from uuid import UUID

import orjson
import pytest
from sqlalchemy import Engine

from app.errors import NotFound, ValidationFailed
from app.schemas.record import draft_id
from app.services.curate import merge, split, undo
from app.store.filters import ArticleFilter, ChangeFilter, QuoteFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.change_queries import list_changes
from app.store.queries.curation_queries import list_curations
from app.store.queries.entity_queries import find_record
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import list_quotes
from app.store.session import reading, writing
from app.store.writes import delete_article
from app.text.identity import entity_id
from tests.builders.drafts import article
from tests.store.test_entity_records import about, counts, save, state_of, trumps

TRUMP, INITIAL = entity_id("person", "Donald Trump"), entity_id("person", "Donald J. Trump")
FIRST = ListRequest("-published_at", limit=100)


def test_after_a_merge_all_lists_and_counts_use_the_remaining_entity(engine: Engine) -> None:
    said = 'Trump said "Yol bitti" to Donald J. Trump.'
    spoken = article(
        90, paragraphs=(said,), people=("Donald J. Trump",), places=(), said=(("Yol bitti", "Donald J. Trump"),)
    )
    save(engine, [*trumps(4), spoken, about(91, "Donald J. Trump", "Donald Trump")])
    made = merge(engine, INITIAL, TRUMP)
    assert made.record == TRUMP
    assert counts(engine) == {("Donald Trump", "person"): 6}
    with reading(engine) as session:
        assert find_record(session, INITIAL) == TRUMP
        for typed in (str(INITIAL), str(TRUMP), "donald j. trump", "Donald Trump"):
            assert len(list_articles(session, ArticleQuery(ArticleFilter(entity=(typed,))), FIRST).items) == 6
        (quote,) = list_quotes(session, QuoteFilter(speaker=("Donald Trump",)), FIRST).items
    assert orjson.loads(quote)["speaker"]["entity_id"] == str(TRUMP)


def test_a_merge_or_split_also_applies_to_pages_posted_later(engine: Engine) -> None:
    old = about(90, "Donald J. Trump")
    save(engine, [*trumps(2), old])
    merge(engine, INITIAL, TRUMP)
    save(engine, [old, old.model_copy(update={"headline": "Later"}), about(92, "Donald J. Trump")])
    assert counts(engine) == {("Donald Trump", "person"): 4}
    with writing(engine) as session:
        for one in (*trumps(2), old, about(92, "Donald J. Trump")):
            delete_article(session, draft_id(one))
    assert counts(engine) == {}
    save(engine, [about(93, "Donald J. Trump")])
    assert counts(engine) == {("Donald Trump", "person"): 1}


def test_undoing_a_curation_restores_the_earlier_state(engine: Engine) -> None:
    save(engine, [*trumps(5), about(90, "Donald J. Trump"), about(91, "Trump"), about(92, "Melania Trump")])
    with reading(engine) as session:
        before = state_of(session)
    made = merge(engine, INITIAL, TRUMP)
    undo(engine, made.number)
    with reading(engine) as session:
        assert state_of(session) == before
    with pytest.raises(NotFound):
        undo(engine, made.number)


def test_a_name_split_off_an_entity_is_never_merged_into_it_again(engine: Engine) -> None:
    save(engine, [*trumps(5), about(91, "Trump")])
    assert counts(engine) == {("Donald Trump", "person"): 6}
    made = split(engine, TRUMP, "trump")
    assert counts(engine) == {("Donald Trump", "person"): 5, ("Trump", "person"): 1}
    save(engine, [about(92, "Trump"), *trumps(40, 100)])
    assert counts(engine) == {("Donald Trump", "person"): 45, ("Trump", "person"): 2}
    undo(engine, made.number)
    assert counts(engine) == {("Donald Trump", "person"): 47}


def test_a_short_name_merged_by_a_user_is_not_moved_by_later_articles(engine: Engine) -> None:
    save(engine, [*trumps(30), about(91, "Trump", language="tr"), about(92, "Melania Trump")])
    merge(engine, entity_id("person", "Trump"), entity_id("person", "Melania Trump"))
    save(engine, [about(93, "Trump")])
    assert counts(engine) == {("Donald Trump", "person"): 30, ("Melania Trump", "person"): 3}


def test_impossible_merges_and_splits_are_refused(engine: Engine) -> None:
    save(engine, [*trumps(2), about(90, "Donald J. Trump")])
    merge(engine, INITIAL, TRUMP)
    for entity, into in ((INITIAL, TRUMP), (TRUMP, INITIAL), (TRUMP, TRUMP)):
        with pytest.raises(ValidationFailed):
            merge(engine, entity, into)
    with pytest.raises(NotFound):
        merge(engine, UUID(int=1), TRUMP)
    with pytest.raises(ValidationFailed):
        split(engine, TRUMP, "Nobody")


def test_a_chain_of_merges_leads_to_the_last_entity(engine: Engine) -> None:
    save(engine, [about(n, name) for n, name in enumerate(("Ann One", "Ann Two", "Ann Three"))])
    one, two, three = (entity_id("person", f"Ann {word}") for word in ("One", "Two", "Three"))
    merge(engine, one, two)
    second = merge(engine, two, three)
    assert counts(engine) == {("Ann Three", "person"): 3}
    undo(engine, second.number)
    assert counts(engine) == {("Ann Two", "person"): 2, ("Ann Three", "person"): 1}


def test_curations_are_listed_as_changes_and_in_the_journal(engine: Engine) -> None:
    save(engine, [*trumps(2), about(90, "Donald J. Trump")])
    made = merge(engine, INITIAL, TRUMP)
    undo(engine, made.number)
    with reading(engine) as session:
        changes = [orjson.loads(one.json) for one in list_changes(session, ChangeFilter(made.number - 1), 10)]
        journal = [orjson.loads(one) for one in list_curations(session, ListRequest("-number")).items]
    assert [(one["type"], one["entity_id"], one["into_id"], one["article_id"]) for one in changes] == [
        ("entity.merged", str(INITIAL), str(TRUMP), None),
        ("entity.split", str(INITIAL), str(TRUMP), None),
    ]
    assert [(one["action"], one["undone_by"]) for one in journal] == [("unmerge", None), ("merge", made.number + 1)]
