"""The tools for language models, called by the client of the SDK: ten questions answered from their answers alone."""

import asyncio
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import TextContent
from sqlalchemy import Engine

from app.extraction import extract
from app.mcp.stdio_server import make_server
from app.services.ingest_page import store_article
from app.store.session import make_engine
from tests.builders.cookbook import posts
from tests.builders.servers import ROOT, environment

Json = dict[str, Any]
Call = Callable[..., Json]
AA_STORY = "2b5addef-904a-567f-a908-73e2d099d23e"
BRIDGE = "4d6523b9-41d8-5cef-b45a-676ab334ff6e"


@pytest.fixture(scope="module")
def database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the pages of the cookbook."""
    file = tmp_path_factory.mktemp("mcp") / "news.db"
    shutil.copy(sqlite_template, file)
    engine = make_engine(f"sqlite:///{file}")
    for url, page in posts():
        store_article(engine, extract(page, url))
    engine.dispose()
    return f"sqlite:///{file}"


@pytest.fixture(scope="module")
def engine(database: str) -> Engine:
    return make_engine(database)


@pytest.fixture(scope="module")
def call(engine: Engine) -> Call:
    """Call a tool through the SDK's client and return its structured answer, which is what its text says, too."""

    async def ask(name: str, arguments: Json) -> Json:
        async with Client(make_server(engine)) as client:
            result = await client.call_tool(name, arguments)
        (content,) = result.content
        assert isinstance(content, TextContent)
        assert not result.is_error, content.text
        assert json.loads(content.text) == result.structured_content
        return result.structured_content or {}

    return lambda tool, /, **arguments: asyncio.run(ask(tool, arguments))


def said(answer: Json) -> list[str]:
    return [quote["text"] for quote in answer["quotes"]]


def test_tools_answer_cookbook_question_1_with_the_quotes_of_a_person_in_a_month(call: Call) -> None:
    month = {"published_after": "2023-09-01T00:00:00Z", "published_before": "2023-10-01T00:00:00Z"}
    (quote,) = call("find_quotes", speaker=["Chang Ho-jin"], **month)["quotes"]
    assert (quote["text"], quote["kind"], quote["cue"]) == ("derhal", "partial", "çağrısında bulunmuştu")
    assert call("find_quotes", speaker=["Chang Ho-jin"], published_before="2023-09-01T00:00:00Z")["quotes"] == []


def test_tools_answer_cookbook_question_2_with_quotes_about_a_country(call: Call) -> None:
    (quote,) = call("find_quotes", mentions=["ABD"])["quotes"]
    assert "yoğun ve orantısız askeri faaliyetlerinden" in quote["text"]
    assert quote["speaker"]["type"] == "organization"


def test_tools_answer_cookbook_question_3_with_the_publishers_of_a_story(call: Call) -> None:
    others = call("get_article", article=AA_STORY, similar=True)["similar"]
    assert {other["publisher"] for other in others} == {"korfezgazetesi.example", "haberlimani.example"}
    counted = call("search_articles", query='"Kore Yarımadası"', agency=["AA"], count_by="publisher")
    assert counted["total"] == 3
    assert {(one["value"], one["count"]) for one in counted["counts"]} == {
        ("haberlimani.example", 1),
        ("korfezgazetesi.example", 1),
        ("trthaber.com", 1),
    }


def test_tools_answer_cookbook_question_4_with_the_changes_since_the_last_visit(call: Call) -> None:
    answer = call("list_changes", after=5)
    assert [(change["seq"], change["type"]) for change in answer["changes"]] == [
        (6, "article.created"),
        (7, "article.revised"),
    ]
    assert answer["next_after"] == 7
    assert call("list_changes", after=7) == {"changes": [], "next_after": 7}


def test_tools_answer_cookbook_question_5_with_articles_that_name_two_entities(call: Call) -> None:
    found = call("search_articles", entity=["Rusya", "Kim Jong-un"], publisher=["trthaber.com"])
    assert [article["id"] for article in found["articles"]] == [AA_STORY]


def test_tools_answer_cookbook_question_6_with_passages_around_the_searched_words(call: Call) -> None:
    (found,) = call("search_articles", query="buyukelci", publisher=["trthaber.com"])["articles"]
    article = call("get_article", article=found["url"])
    for snippet in found["snippets"]:
        assert article[snippet["field"]][snippet["start"] : snippet["end"]] == snippet["text"]
        words = [article[snippet["field"]][mark["start"] : mark["end"]] for mark in snippet["highlights"]]
        assert all(word.startswith("Büyükelçi") for word in words)


def test_tools_answer_cookbook_question_7_with_the_most_quoted_speakers(call: Call) -> None:
    counts = call("find_quotes", language=["en"], count_by="speaker")["counts"]
    assert [(one["label"], one["count"]) for one in counts] == [("Margaret Oyelaran", 3), ("Daniel Finch", 1)]


def test_tools_answer_cookbook_question_8_with_the_number_of_articles_per_day(call: Call) -> None:
    range_ = {"published_after": "2023-09-19T00:00:00+03:00", "published_before": "2023-09-22T00:00:00+03:00"}
    counts = call("search_articles", agency=["AA"], count_by="day", timezone="Europe/Istanbul", **range_)["counts"]
    assert [one["count"] for one in counts] == [0, 3]
    assert counts[0]["start"] == "2023-09-18T21:00:00Z"


def test_tools_answer_cookbook_question_9_with_the_changes_of_an_article(call: Call) -> None:
    (change,) = call("get_article", article=BRIDGE, changes=True)["changes"]
    assert change["field"] == "lede"
    assert change["before"].replace("detours", "diversions") == change["after"]


def test_tools_answer_cookbook_question_10_with_the_entities_related_to_a_name(call: Call) -> None:
    answer = call("get_entity", name="kim", type="person")
    assert answer["entities"][0]["name"] == "Kim Jong-un"
    assert ("Chang Ho-jin", 3) in {(one["name"], one["co_mention_count"]) for one in answer["related"]}
    assert call("get_entity", name=answer["entities"][0]["id"], type="person")["related"] == answer["related"]
    assert call("get_entity", name="nobody") == {"entities": [], "related": []}


def test_tools_list_a_statement_once_with_all_its_publishers(call: Call) -> None:
    found = call("find_statements", speaker=["Chang Ho-jin"])["statements"]
    (statement,) = (one for one in found if one["text"] == "derhal")
    carriers = {article["publisher"]["domain"] for article in statement["articles"]}
    assert carriers == {"trthaber.com", "korfezgazetesi.example", "haberlimani.example"}
    assert (statement["article_count"], statement["wordings"]) == (3, ["derhal"])
    at = statement["first"]["address"]
    assert call("get_article", article=at["article_id"])[at["field"]][at["start"] : at["end"]] == "derhal"
    assert call("find_statements", speaker=["Chang Ho-jin"], min_articles=4) == {"statements": []}


def test_tools_cite_every_quote_word_for_word_with_its_url(call: Call) -> None:
    quotes = call("find_quotes", limit=50, collapse_duplicates=False)["quotes"]
    assert len(quotes) > 10
    for quote in quotes:
        at = quote["address"]
        article = call("get_article", article=at["article_id"])
        assert article[at["field"]][at["start"] : at["end"]] == quote["text"]
        assert article["url"] == at["url"]


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("get_article", {"article": BRIDGE.replace("4d", "00")}, "no article has this id"),
        ("get_article", {"article": "https://www.elsewhere.example/"}, "no article has this id"),
        ("search_articles", {"published_after": "last week"}, "published_after"),
        ("search_articles", {"language": ["klingon"]}, "language"),
        (
            "search_articles",
            {"count_by": "hour", "agency": ["AA"], "published_after": "1990-01-01T00:00:00Z"},
            "interval",
        ),
        ("search_articles", {"count_by": "day", "timezone": "Mars/Olympus"}, "timezone"),
        ("find_quotes", {"limit": 10_000}, "limit"),
    ],
)
def test_an_invalid_tool_call_returns_an_explanation(engine: Engine, name: str, arguments: Json, reason: str) -> None:
    async def ask() -> Any:
        async with Client(make_server(engine)) as client:
            return await client.call_tool(name, arguments)

    result = asyncio.run(ask())
    assert result.is_error
    assert reason in result.content[0].text


def test_the_mcp_command_serves_over_standard_input_and_output(database: str) -> None:
    async def ask() -> tuple[list[Any], Any]:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "app", "mcp"], env=environment(DATABASE_URL=database), cwd=ROOT
        )
        async with Client(stdio_client(command)) as client:
            return (await client.list_tools()).tools, await client.call_tool("list_changes", {"limit": 1})

    tools, result = asyncio.run(ask())
    assert {tool.name for tool in tools} >= {
        "search_articles",
        "get_article",
        "find_quotes",
        "get_entity",
        "list_changes",
    }
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    assert all(one.get("description") for tool in tools for one in tool.input_schema["properties"].values())
    assert result.structured_content["next_after"] == 1
