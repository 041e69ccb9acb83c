"""Pages that are large in one way or another; all are below what a post may hold."""

import json
from collections.abc import Callable

from tests.hostile.case import Article, HostileCase, case
from tests.hostile.story import ENGLISH, TURKISH, news, page, same, script

MIB = 2**20
SENTENCE = "The harbour was quiet in the morning and the boats stayed at the quay. "
KEYWORDS = [f"deniz {number}" for number in range(10_000)]
NAMES = [f"{first}{second} Kaya" for first in "ABCDEFGHIJ" for second in "aeiouükl"]

BYLINES = [f"{name}{chr(97 + n)}" for n in range(26) for name in NAMES] * 3


def filled(size: int) -> str:
    return (SENTENCE * (size // len(SENTENCE) + 1))[:size]


def long_body(paragraphs: list[str]) -> str:
    return page(ENGLISH, paragraphs=paragraphs)


def texts() -> list[HostileCase]:
    """Much text, in one piece or in many."""
    cut = Article(ENGLISH.headline, warnings=("body_cut",))
    word = Article(ENGLISH.headline, holds=ENGLISH.paragraphs[:1])
    return [
        case("sizes/ten-mib-in-a-paragraph", lambda: long_body([filled(10 * MIB - 2_000)]), cut, is_slow=True),
        case(
            "sizes/text-node-of-9-mb", lambda: page(ENGLISH, below=f"<div>{filled(9_000_000)}</div>"), cut, is_slow=True
        ),
        case(
            "sizes/bare-text-of-9-mb",
            lambda: page(ENGLISH, paragraphs=[]).replace("</article>", f"{'x' * 9_000_000}</article>"),
            cut,
            is_slow=True,
        ),
        case(
            "sizes/100k-paragraphs",
            lambda: long_body([f"{number} {SENTENCE}" for number in range(100_000)]),
            cut,
            is_slow=True,
        ),
        case("sizes/word-of-a-million", lambda: long_body([*ENGLISH.paragraphs, "a" * 1_000_000]), cut, is_slow=True),
        case("sizes/word-beside-the-story", lambda: page(below=f"<aside>{'x' * 300_000}</aside>"), same()),
        case("sizes/dates-beside-the-story", lambda: page(below=f"<div>{'12.03.2024 ' * 20_000}</div>"), same()),
        case("sizes/titles-beside-the-story", lambda: page(below=f"<nav>{'<h2>Kısa</h2>' * 10_000}</nav>"), same()),
        case("sizes/word-of-100k", lambda: long_body([*ENGLISH.paragraphs, "a" * 100_000]), word),
        case("sizes/spaces-of-5-mb", lambda: page(before=" \n\t" * 1_700_000), same(), is_slow=True),
        case("sizes/breaks-100k", lambda: page(after="<br>" * 100_000), same()),
    ]


def elements() -> list[HostileCase]:
    return [
        case("sizes/610k-elements", lambda: page(after="<b></b>" * 610_000), "extraction-limit"),
        case("sizes/610k-open-tags", lambda: page(after="<b>" * 610_000), "extraction-limit"),
        case("sizes/500k-elements", lambda: page(after="<i></i>" * 500_000), same(), is_slow=True),
        case(
            "sizes/100k-links",
            lambda: page(below="<ul>" + '<li><a href="/a">b</a></li>' * 100_000 + "</ul>"),
            same(),
            is_slow=True,
        ),
        case("sizes/100k-images", lambda: page(after='<img src="/a.jpg">' * 100_000), same(), is_slow=True),
        case("sizes/50k-headings", lambda: page(below=f"<nav>{'<h2>Kısa</h2>' * 50_000}</nav>"), same(), is_slow=True),
        case("sizes/20k-h1", lambda: page(below="<h1>Başka</h1>" * 20_000), Article(holds=TURKISH.paragraphs)),
        case(
            "sizes/20k-time", lambda: page(below='<time datetime="2024-05-03"></time>' * 20_000), same(), is_slow=True
        ),
        case(
            "sizes/table-of-100k-cells",
            lambda: page(after="<table><tr>" + "<td>1" * 100_000 + "</table>"),
            Article(TURKISH.headline, holds=TURKISH.paragraphs),
            is_slow=True,
        ),
    ]


def hidden() -> list[HostileCase]:
    """Much that no reader sees."""
    return [
        case("sizes/script-of-5-mb", lambda: page(head=f"<script>var a = '{'x' * 5 * MIB}'</script>"), same()),
        case("sizes/700k-comparisons", lambda: page(head=f"<script>{'a<b;' * 700_000}</script>"), same()),
        case(
            "sizes/script-state-of-5-mb",
            lambda: page(head=f"<script>window.a = {json.dumps([SENTENCE] * 70_000)}</script>"),
            same(),
        ),
        case("sizes/style-of-5-mb", lambda: page(head=f"<style>{'a{b:c}' * 900_000}</style>"), same()),
        case("sizes/comment-of-5-mb", lambda: page(before=f"<!--{'- ' * 2_600_000}-->"), same()),
        case(
            "sizes/json-ld-of-5-mb",
            lambda: page(head=script(news(description=filled(5 * MIB)))),
            same(warnings=("json_ld_broken",)),
        ),
        case("sizes/attribute-of-5-mb", lambda: page(tag=f' data-x="{"x" * 5 * MIB}"'), same()),
        case("sizes/10k-meta", lambda: page(head='<meta name="a" content="b">' * 10_000), same()),
        case(
            "sizes/textarea-of-3-mb",
            lambda: page(below=f"<textarea>{'<p>x</p>' * 400_000}</textarea>"),
            same(),
            is_slow=True,
        ),
    ]


def fields() -> list[HostileCase]:
    """Fields that hold more than is stored."""
    quotes = "".join(
        f"<p>“The boat number {n} will sail again in spring,” said Nora Pell of the harbour.</p>" for n in range(5_000)
    )
    many = [
        {"@type": "Person", "name": f"{NAMES[n % 80]}{chr(97 + n // 80 % 26) * (1 + n // 2080)}"}
        for n in range(100_000)
    ]
    cut: tuple[tuple[str, Callable[[], str], Article], ...] = (
        (
            "headline-of-1-mb",
            lambda: page(title="Uzun başlık " * 87_000),
            Article(holds=TURKISH.paragraphs, warnings=("headline_cut",)),
        ),
        ("json-ld-headline-of-1-mb", lambda: page(head=script(news(headline="Uzun " * 200_000))), same()),
        ("100k-authors", lambda: page(head=script(news(author=many[:30_000]))), same(warnings=("authors_cut",))),
        (
            "5k-bylines",
            lambda: page(before="".join(f'<a rel="author" href="/y">{name}</a> ' for name in BYLINES)),
            same(warnings=("authors_cut",)),
        ),
        (
            "author-of-100k",
            lambda: page(head=script(news(author="Ali Kaya " * 11_000))),
            same(warnings=("author_refused",), empty=("authors",)),
        ),
        (
            "section-of-3k",
            lambda: page(head=script(news(articleSection="Kıyı " * 600))),
            same(warnings=("section_refused",), empty=("section",)),
        ),
        ("tag-of-3k", lambda: page(head=script(news(keywords=["Kıyı " * 600]))), same(warnings=("tag_refused",))),
        (
            "site-of-3k",
            lambda: page(head=script(news(publisher={"name": "Kıyı " * 600}))),
            same(warnings=("publisher_refused",), facts={"publisher.name": "kiyigazetesi.example"}),
        ),
        (
            "caption-of-3k",
            lambda: page(after=f'<figure><img src="/a.jpg"><figcaption>{"Kıyı " * 600}</figcaption></figure>'),
            same(warnings=("caption_cut",)),
        ),
        ("10k-tags", lambda: page(head=script(news(keywords=KEYWORDS))), same(warnings=("tags_cut",))),
        (
            "10k-tag-links",
            lambda: page(after="".join(f'<a rel="tag" href="/e">{word}</a>' for word in KEYWORDS)),
            Article(TURKISH.headline, holds=TURKISH.paragraphs, warnings=("tags_cut",)),
        ),
        ("5k-quotes", lambda: page(ENGLISH, after=quotes), Article(ENGLISH.headline, warnings=("quotes_cut",))),
        (
            "300-images",
            lambda: page(after="".join(f'<figure><img src="/resim/{n}.jpg"></figure>' for n in range(300))),
            same(warnings=("images_cut",)),
        ),
    )
    return [
        case(f"sizes/{name}", make, expected, is_slow=name in ("5k-quotes", "100k-authors"))
        for name, make, expected in cut
    ]


def cases() -> list[HostileCase]:
    return [*texts(), *elements(), *hidden(), *fields()]
