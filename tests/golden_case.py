"""Golden cases: each directory is a case, each field of it a test."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from app.extraction import extract
from app.schemas.article import ArticleDraft
from app.services.golden_cases import view

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
