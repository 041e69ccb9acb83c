"""Golden cases: a directory is a case, a field is a test."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from app.extraction import extract
from app.schemas.article import ArticleDraft
from app.schemas.quote import QuoteDraft

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*/expected.json"))


@cache
def page(case: str) -> bytes:
    return (GOLDEN / case / "page.html").read_bytes()


@cache
def address(case: str) -> str | None:
    url = tomllib.loads((GOLDEN / case / "about.toml").read_text("utf-8")).get("url")
    return str(url) if url else None


@cache
def expected(case: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((GOLDEN / case / "expected.json").read_text("utf-8"))
    return fields


@cache
def draft(case: str) -> ArticleDraft:
    return extract(page(case), address(case))


@cache
def extracted(case: str) -> dict[str, Any]:
    return view(draft(case))


def view(article: ArticleDraft) -> dict[str, Any]:
    """The draft as plain values, each field in the shortest form that a person can check."""
    plain = json.loads(article.model_dump_json())
    return {
        **plain,
        "agencies": [agency["code"] for agency in plain["agencies"]],
        "authors": [author["name"] for author in plain["authors"]],
        "tags": [tag["name"] for tag in plain["tags"]],
        "published": plain["published"] and {k: plain["published"][k] for k in ("local", "precision", "zone")},
        "blocks": [[block.type, block.text] for block in article.blocks if block.start is not None],
        "images": [{k: image[k] for k in ("url", "caption", "role")} for image in plain["images"]],
        "page_type": article.page_type.value,
        "quotes": [quote_view(quote) for quote in article.quotes],
        "entities": {entity.name: entity.type for entity in article.entities},
    }


def quote_view(quote: QuoteDraft) -> dict[str, str | None]:
    return {
        "field": quote.field,
        "kind": quote.kind,
        "text": quote.text,
        "speaker": quote.speaker.name if quote.speaker else None,
        "cue": quote.cue.text if quote.cue else None,
    }
