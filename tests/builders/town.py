"""Pages of a made-up town and its three newspapers: what the browser tests and the pictures of the docs show."""

import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parent.parent
SEED_PAGE = ROOT / "golden/tr/trthaber-kulik/page.html"
SEED_URL = "https://www.trthaber.com/haber/dunya/rusya-gorusme-iddialarini-yalanladi-797123.html"
ARABIC_PAGE = ROOT / "golden/ar/jisr/page.html"


def town_page(article: dict[str, Any], publisher: str) -> bytes:
    """The page of one article, as a plain news site would send it."""
    title, lede = escape(article["headline"]), escape(article["lede"])
    modified = article.get("modified")
    tags = "".join(f'<meta property="article:tag" content="{escape(tag)}">' for tag in article["tags"])
    paragraphs = "".join(f"<p>{escape(text, quote=False)}</p>" for text in article["text"].strip().splitlines())
    return f"""<!doctype html><html lang="tr"><head><meta charset="utf-8"><title>{title} - {publisher}</title>
      <meta property="og:title" content="{title}"><meta property="og:description" content="{lede}">
      <meta property="og:site_name" content="{publisher}"><meta property="og:type" content="article">
      <meta property="article:published_time" content="{article["at"]}">
      {f'<meta property="article:modified_time" content="{modified}">' if modified else ""}
      <meta property="article:section" content="{escape(article["section"])}">{tags}
      <meta name="author" content="{escape(article["author"])}"></head><body>
      <header><a href="/">{publisher}</a></header><main><article><h1>{title}</h1><p class="lede">{lede}</p>
      <p class="byline">{escape(article["author"])}</p><div class="article-body">{paragraphs}</div>
      </article></main><footer>© 2026 {publisher}</footer></body></html>""".encode()


def town_pages() -> Iterator[tuple[str, bytes]]:
    """Address and page of every article, oldest first."""
    town = tomllib.loads((ROOT / "browser/town.toml").read_text("utf-8"))
    for article in town["articles"]:
        url = f"https://www.{article['publisher']}.example/{article['slug']}"
        yield url, town_page(article, town["publishers"][article["publisher"]])


def post_page(base_url: str, url: str, page: bytes) -> dict[str, Any]:
    """Store a page and return the answer."""
    headers = {"Content-Type": "text/html"}
    answer = httpx.post(f"{base_url}/v1/articles", params={"url": url}, content=page, headers=headers, timeout=300)
    assert answer.status_code in (200, 201), answer.text
    result: dict[str, Any] = answer.json()
    return result


def post_town(base_url: str) -> None:
    """Store the town, the seed page and an Arabic one."""
    for url, page in town_pages():
        post_page(base_url, url, page)
    post_page(base_url, SEED_URL, SEED_PAGE.read_bytes())
    post_page(base_url, "https://www.almarsa.example/akhbar/jisr-almina", ARABIC_PAGE.read_bytes())
