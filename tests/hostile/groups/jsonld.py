"""JSON-LD that is broken, huge, nested without end or of other types than it should be."""

import json
from typing import Any

from tests.hostile.case import REMOTE, HostileCase, case
from tests.hostile.story import TURKISH, news, page, same, script

BROKEN = ("json_ld_broken",)
REFUSED = ("json_ld_refused",)
TEXT = json.dumps(news(), ensure_ascii=False)


def with_script(value: object) -> str:
    return page(head=script(value))


def broken() -> list[HostileCase]:
    """Scripts that cannot be parsed: each is ignored with a warning."""
    texts = {
        "cut": TEXT[:-20],
        "no-json": "selam",
        "unquoted-keys": "{headline: 5}",
        "deep-lists": "[" * 100_000 + "]" * 100_000,
        "deep-objects": '{"a":' * 100_000 + "1" + "}" * 100_000,
        "deep-never-closed": "[" * 500_000,
        "bare-surrogate-escape": '{"headline": "\\ud8"}',
        "brackets": "[}" * 10_000,
    }
    return [case(f"jsonld/{name}", with_script(text), same(warnings=BROKEN)) for name, text in texts.items()]


def odd() -> list[HostileCase]:
    """Scripts that are not strict JSON but can be repaired: nothing is lost."""
    texts = {
        "trailing-commas": TEXT[:-1] + ",}",
        "control-characters": TEXT.replace("Kıyıdaki", "Kıyıdaki\x01\t\n"),
        "single-quotes": TEXT.replace('"', "'"),
        "undefined": TEXT[:-1] + ', "a": undefined}',
        "html-inside": "<p>" + TEXT + "</p>",
        "missing-comma": TEXT.replace(", ", " ", 1),
        "missing-bracket": TEXT[:-1],
        "nan": TEXT[:-1] + ', "a": NaN, "b": Infinity, "c": -Infinity}',
        "1e400": TEXT[:-1] + ', "a": 1e400}',
        "huge-integer": TEXT[:-1] + ', "a": ' + "9" * 100_000 + "}",
        "duplicate-keys": TEXT[:-1] + ', "author": {"name": "Selin Aydemir"}}',
        "html-comment": f"<!-- {TEXT} -->",
        "cdata": f"//<![CDATA[\n{TEXT}\n//]]>",
        "bom": "\ufeff" + TEXT,
        "semicolon": TEXT + ";",
        "remote-context": TEXT.replace("https://schema.org", f"{REMOTE}/context.jsonld"),
        "escaped-html": TEXT.replace("Kıyıdaki", "&#75;ıyıdaki"),
        "lone-surrogates": TEXT[:-1] + ', "description": "\\ud800 \\udc00 \\udfff"}',
        "nul-escapes": TEXT.replace("Kıyıdaki", "Kıyıdaki\\u0000"),
    }
    kept = same(facts={"authors.0.name": TURKISH.author, "published_at": "2024-05-03T07:08:00Z"})
    return [case(f"jsonld/{name}", with_script(text), kept) for name, text in texts.items()]


def members() -> list[HostileCase]:
    """Each member with values of wrong types: the field is lost, the rest is kept."""
    values: dict[str, Any] = {"number": 5, "true": True, "object": {"a": {"b": 1}}, "list": [[1], [2]]}
    fields = {
        "headline": "headline",
        "author": "authors",
        "datePublished": "published_at",
        "image": "images",
        "keywords": "tags",
        "publisher": None,
        "articleSection": "section",
    }
    found = []
    for member, field in fields.items():
        empty = (field,) if field and member != "headline" else ()
        for kind, value in values.items():
            expected = same(warnings=REFUSED, empty=empty)
            found.append(case(f"jsonld/{member}-{kind}", with_script(news(**{member: value})), expected))
    nothing: dict[str, Any] = {"null": None, "empty-list": [], "empty-object": {}, "empty-text": ""}
    return found + [
        case(
            f"jsonld/all-{kind}",
            with_script(dict.fromkeys(fields, value) | {"@type": "NewsArticle"}),
            same(empty=("authors", "published_at", "tags")),
        )
        for kind, value in nothing.items()
    ]


def references() -> list[HostileCase]:
    """Authors that are only named, and described elsewhere or nowhere."""
    person = {"@type": "Person", "@id": "#p", "name": TURKISH.author}
    told = news(author={"@id": "#p"}) | {"@id": "#a"}
    known = same(facts={"authors.0.name": TURKISH.author})
    return [
        case("jsonld/author-by-id", with_script({"@graph": [told, person]}), known),
        case("jsonld/author-by-id-in-a-list", with_script([person, told | {"author": [{"@id": "#p"}]}]), known),
        case("jsonld/author-by-id-of-nothing", with_script(told), same(warnings=REFUSED, empty=("authors",))),
        case(
            "jsonld/author-by-id-of-itself",
            with_script(told | {"author": {"@id": "#a"}}),
            same(warnings=REFUSED, empty=("authors",)),
        ),
        case(
            "jsonld/author-by-ids-in-a-ring",
            with_script([told, {"@id": "#p", "name": {"@id": "#q"}}, {"@id": "#q", "name": {"@id": "#p"}}]),
            same(warnings=REFUSED, empty=("authors",)),
        ),
        case(
            "jsonld/author-of-an-address",
            with_script(news(author={"@type": "Person", "url": "x"})),
            same(warnings=REFUSED, empty=("authors",)),
        ),
        case(
            "jsonld/publisher-by-id",
            with_script({"@graph": [news(publisher={"@id": "#o"}), {"@id": "#o", "name": "Kıyı Gazetesi"}]}),
            same(facts={"publisher.name": "Kıyı Gazetesi"}),
        ),
        case(
            "jsonld/10k-references",
            with_script([told | {"author": [{"@id": "#p"}] * 10_000}, person | {"knows": [{"@id": "#p"}] * 10_000}]),
            known,
        ),
        case("jsonld/in-a-template", page(below=f"<template>{script(news())}</template>"), same(empty=("authors",))),
        case(
            "jsonld/date-of-5000-digits",
            with_script(TEXT.replace('"2024-05-03T10:08:00+03:00"', "9" * 5_000)),
            same(warnings=REFUSED, empty=("published_at",)),
        ),
    ]


def structures() -> list[HostileCase]:
    """Values in values, and many of them."""
    nested: Any = {"@type": "Person", "name": TURKISH.author}
    for _ in range(500):
        nested = {"@type": "Person", "name": nested}
    referring = {"@type": "Person", "@id": "#a", "name": {"@id": "#a"}}
    many = [news(headline=f"Başlık {number}") for number in range(10_000)]
    deep: Any = news()
    for _ in range(300):
        deep = {"@graph": [deep]}
    return [
        case("jsonld/author-nested", with_script(news(author=nested)), same(warnings=REFUSED, empty=("authors",))),
        case(
            "jsonld/author-refers-to-itself",
            with_script(news(author=referring)),
            same(warnings=REFUSED, empty=("authors",)),
        ),
        case(
            "jsonld/author-lists-in-lists",
            with_script(news(author=[[[{"name": TURKISH.author}]]])),
            same(facts={"authors.0.name": TURKISH.author}),
        ),
        *references(),
        case("jsonld/type-number", with_script(news() | {"@type": 5}), same()),
        case(
            "jsonld/type-list",
            with_script(news() | {"@type": [["NewsArticle"], 5, None, "NewsArticle"]}),
            same(facts={"authors.0.name": TURKISH.author}),
        ),
        case("jsonld/type-10k", with_script(news() | {"@type": ["NewsArticle"] * 10_000}), same()),
        case("jsonld/10k-articles", lambda: with_script(many), same(facts={"authors.0.name": TURKISH.author})),
        case("jsonld/10k-graphs", lambda: with_script({"@graph": [{"@graph": []}] * 10_000}), same()),
        case("jsonld/deep-graphs", with_script(deep), same(facts={"authors.0.name": TURKISH.author})),
        case("jsonld/1000-scripts", page(head=script(news()) * 1_000), same(facts={"authors.0.name": TURKISH.author})),
        case(
            "jsonld/1000-broken-scripts",
            page(head=script("{") * 1_000 + script(news())),
            same(warnings=BROKEN, facts={"authors.0.name": TURKISH.author}),
        ),
        case("jsonld/wide-lists", with_script([[[]] * 1_000] * 100), same()),
        case("jsonld/empty-keys", with_script({"": {"": {"": ""}}}), same()),
        case("jsonld/never-closed", page(below=f'<script type="application/ld+json">{TEXT}'), same()),
        case(
            "jsonld/closed-inside",
            with_script(TEXT.replace("Kıyıdaki", "</script><h1>Başka</h1>")),
            same(body=TURKISH.body, headline=None, warnings=BROKEN),
        ),
        case("jsonld/another-body", with_script(news(articleBody="Kısa bir özet.")), same()),
        case("jsonld/body-of-other-types", with_script(news(articleBody=[{"a": 5}])), same()),
    ]


def cases() -> list[HostileCase]:
    return [*broken(), *odd(), *members(), *structures()]
