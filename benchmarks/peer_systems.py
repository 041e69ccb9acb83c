"""Extractors that are compared: ours and those of other libraries, each a function of bytes, text and address."""

from collections.abc import Callable
from typing import Any

from lxml import html as lxml_html

from app.extraction import extract

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


def goose3(_: bytes, text: str, url: str) -> Row:
    from goose3 import Goose

    found = Goose({"enable_image_fetching": False}).extract(raw_html=text, url=url)
    return {
        "title": found.title,
        "body": found.cleaned_text,
        "date": found.publish_datetime_utc or found.publish_date,
        "language": found.meta_lang,
        "authors": [name for name in found.authors if isinstance(name, str)],
        "topics": [name for name in found.tags if isinstance(name, str)],
    }


def news_please(_: bytes, text: str, url: str) -> Row:
    from newsplease import NewsPlease

    found = NewsPlease.from_html(text, url=url, fetch_images=False)
    return {
        "title": found.title,
        "body": found.maintext,
        "date": found.date_publish,
        "language": found.language,
        "image": found.image_url,
        "authors": found.authors,
    }


SYSTEMS: dict[str, System] = {
    "manset": manset,
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability_lxml,
    "resiliparse": resiliparse,
    "goose3": goose3,
    "news-please": news_please,
}
