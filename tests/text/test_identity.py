"""Ids are the same wherever and whenever they are made."""

from app.text.identity import article_id, entity_id, quote_id

ADDRESS = "https://www.trthaber.com/haber/dunya/ornek-797123.html"


def test_ids_are_stable() -> None:
    assert article_id(ADDRESS, "x").version == 5
    assert article_id(ADDRESS, "x") == article_id(ADDRESS, "y")
    assert article_id(None, "x") != article_id(None, "y")


def test_an_entity_is_one_however_it_is_written() -> None:
    assert entity_id("person", "Kim  Jong-un") == entity_id("person", "KIM JONG-UN")
    assert entity_id("person", "Kulik") != entity_id("location", "Kulik")


def test_the_same_words_said_twice_are_two_quotes() -> None:
    article = article_id(ADDRESS, "")
    assert quote_id(article, "derhal", 0) != quote_id(article, "derhal", 1)
    assert quote_id(article, "Derhal ", 0) == quote_id(article, "derhal", 0)
