"""Ids depend only on what they name, not on machine or time."""

from app.text.identity import article_id, entity_id, quote_id

ADDRESS = "https://www.trthaber.com/haber/dunya/ornek-797123.html"


def test_the_id_of_an_article_with_a_url_does_not_depend_on_its_content() -> None:
    assert article_id(ADDRESS, "x").version == 5
    assert article_id(ADDRESS, "x") == article_id(ADDRESS, "y")
    assert article_id(None, "x") != article_id(None, "y")


def test_the_id_of_an_entity_ignores_letter_case_and_white_space() -> None:
    assert entity_id("person", "Kim  Jong-un") == entity_id("person", "KIM JONG-UN")
    assert entity_id("person", "Kulik") != entity_id("location", "Kulik")


def test_equal_quotes_at_two_places_of_an_article_have_different_ids() -> None:
    article = article_id(ADDRESS, "")
    assert quote_id(article, "derhal", 0) != quote_id(article, "derhal", 1)
    assert quote_id(article, "Derhal ", 0) == quote_id(article, "derhal", 0)
