"""Compare our extraction with other libraries on the pages of the corpus: one process, pages interleaved.

CORPUS names the corpus (folders `data` and `scoring`); `make bench-extraction` installs the extra `peers` first.
Each system gets the same bytes, or their text where it takes text alone, and is scored by the corpus's own scorer.
The last column is processor time as a multiple of one lxml parse; decoding for a peer is not counted.
"""

import argparse
import gc
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any

from lxml import html as lxml_html

from app.extraction import extract
from app.extraction.document.decode import decode_page

ROOT = Path(__file__).parent.parent
PACKAGES = ("trafilatura", "newspaper4k", "readability-lxml", "resiliparse")
Row = dict[str, Any]
System = Callable[[bytes, str, str], Row]  # bytes, their text, address


def manset(page: bytes, _: str, url: str) -> Row:
    draft = extract(page, url, force=True)
    return {
        "title": draft.headline,
        "lede": draft.lede,
        "body": draft.body,
        "date": draft.published and draft.published.local,
        "language": draft.language,
        "image": draft.images[0].url if draft.images else None,
        "authors": [author.name for author in draft.authors],
        "topics": [tag.name for tag in draft.tags],
    }


def trafilatura(page: bytes, _: str, url: str) -> Row:
    from trafilatura import bare_extraction

    found = bare_extraction(page, url=url, with_metadata=True, favor_precision=False)
    fields: Row = found.as_dict() if found else {}
    return {
        "title": fields.get("title"),
        "body": fields.get("text"),
        "date": fields.get("date"),
        "language": fields.get("language"),
        "image": fields.get("image"),
        "authors": [name for name in (fields.get("author") or "").split("; ") if name],
        "topics": fields.get("tags") or [],
    }


def newspaper4k(_: bytes, text: str, url: str) -> Row:
    from newspaper import Article

    article = Article(url, fetch_images=False)
    article.download(input_html=text)
    article.parse()
    return {
        "title": article.title,
        "body": article.text,
        "date": article.publish_date,
        "language": article.meta_lang,
        "image": article.top_image,
        "authors": article.authors,
        "topics": list(article.tags or ()),
    }


def readability_lxml(_: bytes, text: str, url: str) -> Row:
    from readability import Document

    document = Document(text, url=url)
    story = lxml_html.fromstring(document.summary(html_partial=True))
    lines = (" ".join(node.text_content().split()) for node in story.iter("p", "h2", "h3", "li", "pre", "td"))
    return {"title": document.short_title(), "body": "\n\n".join(line for line in lines if line)}


def resiliparse(_: bytes, text: str, __: str) -> Row:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    return {"title": HTMLTree.parse(text).title, "body": extract_plain_text(text, main_content=True)}


SYSTEMS: dict[str, System] = {
    "manset": manset,
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability_lxml,
    "resiliparse": resiliparse,
}


def missing() -> str | None:
    """Return a line that says what is missing, or None."""
    if not (corpus() / "scoring" / "pages.py").is_file():
        return "peers: no corpus here (CORPUS), nothing to compare"
    for package in PACKAGES:
        try:
            version(package)
        except PackageNotFoundError:
            return f"peers: {package} is not installed; make bench-extraction installs the extra `peers`"
    return None


def corpus() -> Path:
    return Path(os.environ.get("CORPUS") or ROOT / "corpus")


def scorer() -> ModuleType:
    """Return the scorer of the corpus, which has the loader, the measures and the table."""
    sys.path.insert(0, str(corpus() / "scoring"))
    return importlib.import_module("pages")


def compare(pages: list[Any], scoring: ModuleType) -> dict[str, list[Row]]:
    """Return the scores per page of every system; all systems extract one page before the next."""
    rows: dict[str, list[Row]] = {name: [] for name in SYSTEMS}
    for index, (dataset, gold, page) in enumerate(pages):
        text = decode_page(page).text
        _, parse_ms, _ = scoring.timed(lambda page=page: scoring.parse_once(page))
        known = {"dataset": dataset, "id": gold["id"], "lang": gold["language"], "parse_ms": parse_ms}
        for name, system in SYSTEMS.items():
            out, ms, error = scoring.timed(lambda p=page, t=text, u=gold["url"], s=system: s(p, t, u))
            rows[name].append({**known, "ms": ms, **scoring.score(dataset, gold, {**(out or {}), "error": error})})
        gc.collect(0 if index % 20 else 2)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset", nargs="+", help="sets of the corpus; all unless given")
    parser.add_argument("--language", help="language of the pages, for example tr")
    parser.add_argument("--limit", type=int, help="about this many pages of each set")
    arguments = parser.parse_args()
    if line := missing():
        sys.stdout.write(line + "\n")
        return
    scoring = scorer()
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    pages = scoring.load(arguments.dataset or scoring.SETS, arguments.language, arguments.limit, [])
    compare(pages[:2], scoring)  # warm-up: the first calls fill caches
    gc.disable()
    rows = compare(pages, scoring)
    for name in dict.fromkeys(dataset for dataset, _, _ in pages):
        table = [(s, scoring.summary([row for row in some if row["dataset"] == name])) for s, some in rows.items()]
        sys.stdout.write(f"{name}\n{scoring.table(table, scoring.COLUMNS)}\n\n")


if __name__ == "__main__":
    main()
