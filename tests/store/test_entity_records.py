"""One record per entity: external ids, short names, types; independent of the order of articles."""

import random
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from app.schemas.article import ArticleDraft
from app.schemas.entity import EntityDraft
from app.schemas.record import draft_id
from app.store.filters import ArticleFilter, EntityFilter, QuoteFilter, RelatedFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.entity_queries import get_entity, list_entities, list_related_entities
from app.store.queries.listing import ListRequest
from app.store.queries.members import Wanted
from app.store.queries.quote_queries import list_quotes
from app.store.queries.stats_queries import count_values
from app.store.session import reading, writing
from app.store.writes import delete_article, save_article
from app.text.identity import entity_id
from tests.builders.drafts import article, entity

Json = dict[str, Any]
US = {"iso3166": "US"}


def place(name: str, body: str, ids: dict[str, str]) -> EntityDraft:
    return entity(name, body, "location", external_ids=ids).model_copy(update={"id": entity_id("location", name, ids)})


def draft(number: int, body: str, *entities: EntityDraft, language: str = "en") -> ArticleDraft:
    plain = article(number, paragraphs=(body,), people=(), places=(), said=(), language=language)
    return plain.model_copy(update={"entities": entities})


def about(number: int, *names: str, language: str = "en", kind: str = "person") -> ArticleDraft:
    """An article that names these people (or entities of another type) and nobody else."""
    body = " and ".join(names) + " met."
    return draft(number, body, *(entity(name, body, kind) for name in names), language=language)


def trumps(count: int, start: int = 0, name: str = "Donald Trump", language: str = "en") -> list[ArticleDraft]:
    return [about(start + number, name, language=language) for number in range(count)]


def save(engine: Engine, drafts: Iterable[ArticleDraft]) -> None:
    with writing(engine) as session:
        for one in drafts:
            save_article(session, one)


def records(engine: Engine, **members: Any) -> list[Json]:
    with reading(engine) as session:
        found = list_entities(session, EntityFilter(**members), ListRequest("-article_count", limit=200)).items
    return [orjson.loads(item) for item in found]


def counts(engine: Engine) -> dict[tuple[str, str], int]:
    return {(one["name"], one["type"]): one["article_count"] for one in records(engine)}


def test_names_of_one_country_in_all_languages_are_one_entity(engine: Engine) -> None:
    names = (("en", "United States"), ("en", "United States"), ("en", "US"), ("tr", "ABD"), ("de", "USA"))
    save(engine, [draft(n, f"{name}.", place(name, name, US), language=one) for n, (one, name) in enumerate(names)])
    (usa,) = records(engine)
    assert (usa["id"], usa["name"], usa["article_count"]) == (str(entity_id("location", "", US)), "United States", 5)
    assert usa["aliases"] == ["ABD", "US", "USA"]
    with reading(engine) as session:
        (item,) = list_entities(session, EntityFilter(), ListRequest("name"), "tr").items
        named = get_entity(session, entity_id("location", "", US), language="fr")
    assert (orjson.loads(item)["name"], orjson.loads(item)["aliases"]) == ("ABD", ["United States", "US", "USA"])
    assert named
    assert orjson.loads(named.json) == usa


def test_a_lone_surname_is_resolved_to_the_most_frequent_full_name(engine: Engine) -> None:
    save(engine, [*trumps(20), about(50, "Melania Trump"), about(60, "Trump"), about(61, "Trump", language="tr")])
    assert counts(engine) == {("Donald Trump", "person"): 21, ("Melania Trump", "person"): 1, ("Trump", "person"): 1}
    with reading(engine) as session:
        query = ArticleQuery(ArticleFilter(url="https://www.ornek.com.tr/haber/60"), Wanted(frozenset({"entities"})))
        (item,) = list_articles(session, query, ListRequest("published_at")).items
    (named,) = orjson.loads(item)["entities"]
    assert (named["id"], named["name"]) == (str(entity_id("person", "Donald Trump")), "Trump")
    assert named["resolved_by"] == "collection"


@pytest.mark.parametrize("rivals", [["Melania Trump", "Melania Trump"], ["Ivanka Trump"] * 3])
def test_an_ambiguous_surname_is_an_entity_of_its_own(engine: Engine, rivals: list[str]) -> None:
    others = [about(50 + number, rival) for number, rival in enumerate(rivals)]
    save(engine, [*trumps(20), *others, about(60, "Trump")])
    assert counts(engine)["Trump", "person"] == 1


def test_a_short_name_is_not_merged_into_a_longer_name_of_another_type(engine: Engine) -> None:
    houses = [about(number, "Trump House", kind="organization") for number in range(30)]
    save(engine, [*houses, about(60, "Trump"), *(about(70 + n, "Trump", kind="location") for n in range(2))])
    assert counts(engine) == {
        ("Trump House", "organization"): 30, ("Trump", "person"): 1, ("Trump", "location"): 2,
    }  # fmt: skip


def test_an_acronym_is_resolved_to_the_institution_that_other_articles_spell_out(engine: Engine) -> None:
    body = "Türkiye Diyanet Vakfı (TDV)."
    spelled = [
        draft(n, body, entity("Türkiye Diyanet Vakfı", body, "organization", aliases=("TDV",)), language="tr")
        for n in range(3)
    ]
    save(engine, [*spelled, about(9, "TDV", language="tr", kind="organization")])
    assert counts(engine) == {("Türkiye Diyanet Vakfı", "organization"): 4}


def test_a_surname_is_separated_from_a_full_name_that_too_few_articles_still_contain(engine: Engine) -> None:
    drafts = [*trumps(3), about(60, "Trump")]
    save(engine, drafts)
    assert counts(engine) == {("Donald Trump", "person"): 4}
    with writing(engine) as session:
        delete_article(session, draft_id(drafts[0]))
    assert counts(engine) == {("Donald Trump", "person"): 2, ("Trump", "person"): 1}
    save(engine, [about(70, "Donald Trump"), about(71, "Donald Trump"), *trumps(1, 80, "Melania Trump")])
    assert counts(engine)["Trump", "person"] == 1


def test_a_name_has_the_type_that_most_articles_give_it(engine: Engine) -> None:
    wrong = about(9, "Donald Trump", kind="organization")
    save(engine, [*trumps(2), wrong])
    assert counts(engine) == {("Donald Trump", "person"): 3}
    with reading(engine) as session:
        query = ArticleQuery(ArticleFilter(url=wrong.url), Wanted(frozenset({"entities"})))
        (item,) = list_articles(session, query, ListRequest("published_at")).items
    (named,) = orjson.loads(item)["entities"]
    assert (named["type"], named["resolved_by"]) == ("organization", "collection")


def test_a_listed_given_name_decides_between_two_equally_frequent_types(engine: Engine) -> None:
    save(engine, [about(0, "Donald Bosch", kind="organization"), about(1, "Donald Bosch")])
    assert counts(engine) == {("Donald Bosch", "person"): 2}


def test_a_country_named_as_place_and_as_organization_is_one_entity(engine: Engine) -> None:
    acting = about(9, "ABD", kind="organization", language="tr")
    named = about(10, "ABD", kind="location", language="tr")
    save(engine, [draft(0, "ABD.", place("ABD", "ABD", US), language="tr"), acting, named])
    assert counts(engine) == {("ABD", "location"): 3}


def test_cities_provinces_and_datelines_of_one_name_are_one_entity(engine: Engine) -> None:
    cities = [draft(n, "Cairo.", place("Cairo", "Cairo", {"geonames": "360630"})) for n in range(2)]
    turkish = draft(10, "İstanbul.", place("İstanbul", "İstanbul", {"iso3166_2": "TR-34"}), language="tr")
    english = draft(11, "Istanbul.", place("Istanbul", "Istanbul", {"geonames": "745044"}))
    cities += [
        draft(20 + n, "Kairo.", place("Kairo", "Kairo", {"geonames": "360630"}), language="de") for n in range(3)
    ]
    dateline, halls = about(12, "CAIRO", kind="organization"), about(13, "Caïro", kind="location")
    save(engine, [*cities, turkish, english, dateline, halls, about(14, "Cairo", kind="person")])
    assert counts(engine) == {
        ("Kairo", "location"): 6, ("İstanbul", "location"): 2, ("Caïro", "location"): 1, ("Cairo", "person"): 1,
    }  # fmt: skip


def test_accents_may_be_missing_from_a_country_name_but_not_added_to_it(engine: Engine) -> None:
    turkey = draft(0, "Türkiye.", place("Türkiye", "Türkiye", {"iso3166": "TR"}), language="tr")
    america = draft(1, "America.", place("America", "America", US), language="en")
    named = about(2, "Turkiye", kind="location", language="tr"), about(3, "América", kind="location", language="es")
    save(engine, [turkey, america, *named])
    assert counts(engine) == {("Türkiye", "location"): 2, ("America", "location"): 1, ("América", "location"): 1}


@pytest.mark.parametrize(
    ("name", "kind", "language", "of_place", "ids", "records_left"),
    [
        ("Seul", "location", "fr", "es", {"geonames": "1835848"}, 2),
        ("Inde", "organization", "de", "fr", {"iso3166": "IN"}, 2),
        ("Lima", "location", "es", "es", {"geonames": "3936456"}, 1),
        ("Peru", "organization", "de", "en", {"iso3166": "PE"}, 1),  # English names are used in all languages
        ("Inde", "location", "lb", "fr", {"iso3166": "IN"}, 1),  # the names of places in Luxembourgish are unknown
    ],
)
def test_a_name_means_a_place_only_in_languages_that_use_it_for_the_place(
    name: str, kind: str, language: str, of_place: str, ids: dict[str, str], records_left: int, engine: Engine
) -> None:
    linked = draft(0, f"{name}.", place(name, name, ids), language=of_place)
    save(engine, [linked, about(9, name, kind=kind, language=language)])
    assert len(records(engine)) == records_left


def test_a_person_named_in_full_and_by_surname_in_one_article_counts_once(engine: Engine) -> None:
    both = about(60, "Donald Trump", "Trump")
    save(engine, [*trumps(3), both])
    assert counts(engine) == {("Donald Trump", "person"): 4}
    with reading(engine) as session:
        facet = count_values(session, ArticleFilter(language=("en",)), "entity", 5)
    assert [(one["label"], one["count"]) for one in facet] == [("Donald Trump", 4)]


def test_queries_for_speakers_and_related_entities_give_a_short_name_in_full(engine: Engine) -> None:
    body = 'Trump, "Yol bitti" dedi. Ankara.'
    said = (("Yol bitti", "Trump"),)
    spoken = article(60, language="en", paragraphs=(body,), people=("Trump",), said=said)
    save(engine, [*trumps(3), spoken])
    trump = str(entity_id("person", "Donald Trump"))
    with reading(engine) as session:
        for filters in (ArticleFilter(), ArticleFilter(language=("en",))):
            (speaker,) = count_values(session, filters, "speaker", 5)
            assert speaker == {"value": trump, "label": "Donald Trump", "count": 1}
        (quote,) = list_quotes(session, QuoteFilter(speaker=("donald trump",)), ListRequest("published_at")).items
        ankara = RelatedFilter(entity_id("location", "Ankara"))
        (related,) = list_related_entities(session, ankara, ListRequest("-co_mention_count")).items
    assert orjson.loads(quote)["speaker"]["entity_id"] == trump == orjson.loads(related)["id"]


def test_an_article_that_names_a_record_by_two_rows_counts_once_among_related_entities(engine: Engine) -> None:
    body = "Donald Trump. Trump. Ankara."
    both = draft(60, body, *(entity(n, body) for n in ("Donald Trump", "Trump")), entity("Ankara", body, "location"))
    save(engine, [*trumps(3), both])
    with reading(engine) as session:
        ankara = RelatedFilter(entity_id("location", "Ankara"))
        found = list_related_entities(session, ankara, ListRequest("-co_mention_count")).items
    assert [(one["name"], one["co_mention_count"]) for one in map(orjson.loads, found)] == [("Donald Trump", 1)]


def state_of(session: Session) -> list[tuple[Any, ...]]:
    """Return everything that is derived from names, without keys and times."""
    statements = (
        "SELECT id, type, own_articles, article_count, mention_count FROM entity ORDER BY id",
        "SELECT id, name, aliases_json, names_json FROM entity WHERE article_count > 0 ORDER BY id",
        "SELECT own_value, head_value, reason, resolved_by FROM entity_redirect ORDER BY own_value",
        "SELECT e.id, n.language, n.name, n.short, n.name_count, n.article_count FROM entity_name n"
        " JOIN entity e ON e.key = n.entity_key ORDER BY e.id, n.language, n.name",
        "SELECT n.name, w.word FROM entity_word w JOIN entity_name n ON n.key = w.name_key ORDER BY n.name, w.word",
        "SELECT kind, value, article_count FROM label WHERE article_count > 0 ORDER BY kind, value",
    )
    return [tuple(row) for statement in statements for row in session.execute(text(statement))]


def mixed() -> Sequence[ArticleDraft]:
    bodies = [*trumps(5), *trumps(2, 10, "Melania Trump", "tr"), about(20, "Trump"), about(21, "Trump", language="tr")]
    types = [about(30, "Hans Meyer"), about(31, "Hans Meyer", kind="organization"), about(32, "Meyer")]
    return [*bodies, *types, draft(40, "ABD", place("ABD", "ABD", US), language="tr"), about(41, "ABD", kind="event")]


def test_merges_of_entities_do_not_depend_on_the_order_of_writes(engine: Engine) -> None:
    """Saved in another order, revised and deleted in between: the same records."""
    drafts = mixed()
    save(engine, drafts)
    with reading(engine) as session:
        expected = state_of(session)
    chance = random.Random(7)
    for _ in range(3):
        with writing(engine) as session:
            for one in drafts:
                delete_article(session, draft_id(one))
            assert state_of(session) == []
            for one in chance.sample(drafts, len(drafts)):
                other = about(99, "Eric Trump", "Hans Meyer").model_copy(update={"url": one.url})
                save_article(session, other, restore=True)
                save_article(session, one)
            assert state_of(session) == expected
