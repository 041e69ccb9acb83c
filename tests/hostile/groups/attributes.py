"""Attributes: too many, too long, repeated, malformed. The article must be extracted as from the clean page."""

from tests.hostile.case import HostileCase, case
from tests.hostile.story import TURKISH, page, same

DROPPED = ("attributes_dropped",)
TITLE = TURKISH.headline


def numbered(count: int) -> str:
    return "".join(f" a{number}=1" for number in range(count))


def counts() -> list[HostileCase]:
    return [
        case("attributes/500", page(tag=numbered(500)), same()),
        case(
            "attributes/501-bare",
            page(tag="".join(f" abcd{number}" for number in range(1_501))),
            same(warnings=DROPPED),
        ),
        case("attributes/100k", lambda: page(tag=numbered(100_000)), same(warnings=DROPPED)),
        case("attributes/100k-on-html", lambda: page(html=numbered(100_000)), same(warnings=DROPPED)),
        case(
            "attributes/60k-with-brackets",
            lambda: page(tag="".join(f" a{number}='>'" for number in range(60_000))),
            same(warnings=DROPPED),
        ),
        case(
            "attributes/60k-behind-brackets",
            lambda: page(tag="".join(f" x{part}='<b>'" + numbered(300) for part in range(200))),
            same(warnings=DROPPED),
        ),
        case("attributes/100k-same-name", lambda: page(tag=" class=x" * 100_000), same(warnings=DROPPED)),
        case(
            "attributes/classes-100k", lambda: page(tag=f' class="{" ".join(f"c{n}" for n in range(100_000))}"'), same()
        ),
        case("attributes/1-mb-value", lambda: page(tag=f' data-x="{"y" * 2**20}"'), same()),
        case("attributes/1-mb-name", lambda: page(tag=f" {'y' * 2**20}=1"), same()),
        case("attributes/1-mb-meta", lambda: page(head=f'<meta name="description" content="{"y " * 2**19}">'), same()),
        case("attributes/1-mb-style", lambda: page(tag=f' style="{"color:red;" * 100_000}"'), same()),
        case("attributes/spaces-1-mb", lambda: page(tag=" " * 2**20), same()),
        case("attributes/200-on-3000-elements", lambda: page(below=f"<i{numbered(200)}></i>" * 3_000), same()),
    ]


def shapes() -> list[HostileCase]:
    made = {
        "duplicate": ' class="story" class="advertisement"',
        "without-quotes": " class=story data-a=b/c?d=e&f",
        "single-quotes": " class='a\"b'",
        "no-space": ' class="a"id="b"data-c="d"',
        "nul-in-value": ' data-x="a\x00b"',
        "nul-in-name": ' da\x00ta="a"',
        "control-in-value": ' data-x="\x01\x08\x1f\x7f\ufffe"',
        "handlers": ' onclick="fetch(1)" onload=alert(1) onerror="x"',
        "tag-in-value": ' data-x="</article></main><h1>Başka bir başlık</h1>"',
        "angle-in-value": ' data-x="a > b < c"',
        "entities-in-value": ' data-x="&lt;script&gt;&#0;&#xD800;&#x110000;"',
        "slashes": " / / / //",
        "equals": " ==== =a= =",
        "quotes-only": ' "" \'\' "\'"',
        "namespaces": ' xml:lang="zz" xmlns:a="b" a:b="c" xlink:href="d"',
        "xmlns": ' xmlns="http://www.w3.org/2000/svg"',
        "emoji-name": ' 😀="a" ş="b"',
        "upper": ' CLASS="STORY" ID="X"',
        "line-breaks": '\n\tclass\n=\n"story"\r\n',
        "unicode-space": '\u00a0class="a"\u2028id="b"',
        "lang-nonsense": ' lang="' + "x" * 500 + '" dir="rtl"',
        "microdata": ' itemscope itemtype="javascript:alert(1)" itemprop="' + "a " * 5_000 + '"',
    }
    return [case(f"attributes/{name}", page(tag=text), same()) for name, text in made.items()]


def around() -> list[HostileCase]:
    """Attributes of the elements around the article."""
    metas = f'<meta property="og:title" content="{TITLE}" content="x"><meta name><meta content><meta property="">'
    return [
        case("attributes/html-lang-nonsense", page(html=' lang="<script>"'), same()),
        case("attributes/html-lang-10k", page().replace('lang="tr"', f'lang="{"q" * 10_000}"'), same()),
        case("attributes/meta-without-anything", page(head=metas), same()),
        case(
            "attributes/heading-with-handlers",
            page().replace("<h1>", '<h1 onclick="x" style="color:expression(1)">'),
            same(),
        ),
        case("attributes/ids-all-the-same", page().replace("<p>", '<p id="p" class="p">'), same()),
        case("attributes/quote-never-closed-behind", page(below='<i title="x>'), same()),
    ]


def cases() -> list[HostileCase]:
    return [*counts(), *shapes(), *around()]
