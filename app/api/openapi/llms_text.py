"""The page `/llms.txt` (llmstxt.org), made from the OpenAPI document: a summary of the API for language models."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

Json = dict[str, Any]
_SUMMARY = """\
# Manşet

> News pages in, typed records out: articles, their quotes (who said what, in which words, exactly where) and the
> people, organizations and places they name. Answers are JSON; offsets count Unicode code points,
> `article[field][start:end]` is the text of a quote or mention. Quote words exactly; name the `url` of their article.

Lists are pages of `items`; `page.next_cursor` is the cursor of the next page. Unknown parameters are refused.
Errors are `application/problem+json`. A model with tools can use `manset mcp` (Model Context Protocol) instead of these
requests.

- [OpenAPI description](/openapi.json): every operation, parameter and answer
- [API docs](/docs): the same, to try requests in
- [Explorer](/): browse and search in a browser
"""


def llms_text(description: Json) -> str:
    """Return the text of `/llms.txt`: a summary of the API, then a section of GET operations for each tag.

    The tags and operations are in the order of the OpenAPI document (`description`).
    """
    names = [tag["name"] for tag in description["tags"]]
    listed = sorted(_reads(description), key=lambda one: names.index(one[0]))
    parts = [
        "\n".join([f"## {tag.capitalize()}\n", *(line for _, line in lines)])
        for tag, lines in groupby(listed, key=lambda one: one[0])
    ]
    return "\n\n".join([_SUMMARY.rstrip(), *parts]) + "\n"


def _reads(description: Json) -> Iterator[tuple[str, str]]:
    """Yield for each GET operation its tag, and a line of Markdown that links and describes it."""
    for path, operations in description["paths"].items():
        if "get" in operations:
            operation = operations["get"]
            first = operation["description"].split("\n\n")[0].replace("\n", " ")
            yield operation["tags"][0], f"- [{operation['summary']}]({path}): {first}"
