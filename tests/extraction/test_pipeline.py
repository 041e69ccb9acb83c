"""The whole pipeline: invariants of drafts of golden pages and generated pages; hostile and bad input."""

import json
import unicodedata
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.errors import EmptyDocument, ExtractionError, ExtractionLimit, NotAnArticle, NotHtml
from app.extraction import extract, trace
from app.extraction.document.decode import decode_page
from app.extraction.document.document import parse_page
from app.schemas.article import ArticleDraft
from app.text.normalize import visible_text
from tests.builders.pages import FIRST, SECOND, STORY, THIRD, TITLE
from tests.golden_case import CASES, address, draft, page

PROSE = "The council met on Monday to talk about the harbour and the schools of the town. " * 4


def built(body: str, head: str = "", language: str = "en") -> bytes:
    return f"<html lang={language}><head>{head}</head><body>{body}</body></html>".encode()


def article(title: str = "Council meets on Monday", text: str = PROSE, head: str = "") -> bytes:
    return built(f"<article><h1>{title}</h1><p>{text}</p><p>{text}</p></article>", head)


def holds(found: ArticleDraft) -> None:
    """Check the invariants of every draft."""
    assert found.body == "\n\n".join(block.text for block in found.blocks if block.start is not None)
    assert [block.index for block in found.blocks] == list(range(len(found.blocks)))
    texts = {"headline": found.headline, "lede": found.lede or "", "body": found.body}
    for block in found.blocks:
        assert (block.start is None) == (block.end is None)
        assert block.start is None or found.body[block.start : block.end] == block.text
    for quote in found.quotes:
        assert texts[quote.field][quote.start : quote.end] == quote.text
        assert any(char.isalnum() for char in quote.text)
        for span in (quote.cue, quote.speaker.mention if quote.speaker else None):
            assert span is None or texts[quote.field][span.start : span.end] == span.text
    for entity in found.entities:
        assert entity.mention_count == len(entity.mentions) > 0
        for mention in entity.mentions:
            assert texts[mention.field][mention.start : mention.end] == mention.text
    assert len({entity.id for entity in found.entities}) == len(found.entities)
    known = {entity.id for entity in found.entities}
    assert all(q.speaker.entity_id in known for q in found.quotes if q.speaker and q.speaker.entity_id)
    for field in ("headline", "lede", "body"):
        places = [(quote.start, quote.end) for quote in found.quotes if quote.field == field]
        assert places == sorted(places)
        assert all(a[1] <= b[0] for a, b in pairwise(places))


def clean(found: ArticleDraft) -> None:
    """Check that every string of the draft can be stored and sent."""
    whole = found.model_dump_json()
    json.loads(whole).get("headline").encode("utf-8")
    for text in (found.headline, found.lede or "", found.body, *(tag.name for tag in found.tags)):
        assert "\x00" not in text
        assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("case", CASES)
def test_invariants_of_drafts_hold_for_golden_pages(case: str) -> None:
    holds(draft(case))
    clean(draft(case))


@pytest.mark.parametrize("case", CASES)
def test_extracting_twice_gives_the_same_draft(case: str) -> None:
    assert extract(page(case), address(case)) == draft(case)


@pytest.mark.parametrize("case", CASES)
def test_every_text_is_kept_or_dropped_with_a_reason(case: str) -> None:
    result = trace(page(case), address(case))
    assert all(dropped.reason and dropped.path for dropped in result.dropped)
    kept = [block.text for block in result.draft.blocks] + [result.draft.lede or "", result.draft.headline]
    words = Counter(" ".join([*kept, *(dropped.text for dropped in result.dropped)]).split())
    for paragraph in parse_page(decode_page(page(case)))[0].iter("p"):
        text = visible_text("".join(paragraph.itertext())) if not len(paragraph) else ""
        assert not Counter(text.split()) - words, text


@pytest.mark.parametrize("case", CASES)
def test_every_found_field_has_a_provenance(case: str) -> None:
    found = draft(case)
    for field in ("headline", "lede", "language", "section", "publisher", "authors", "agencies", "tags", "published"):
        if getattr(found, field):
            assert found.provenance[field].origin
            assert 0 <= found.provenance[field].confidence <= 1


def test_the_warning_about_an_unknown_charset_has_no_control_characters() -> None:
    warnings = extract("<h1>Köprü açıldı</h1>".encode(), charset="x\x00e\u0301", force=True).warnings
    assert [w.message for w in warnings if w.code == "charset_refused"] == [
        "the declared charset does not fit the bytes (xé)"
    ]


TAGS = ["p", "div", "h1", "h2", "span", "a", "li", "ul", "blockquote", "article", "table", "td", "figure", "time", "br"]
pieces = st.recursive(
    st.text(max_size=40)
    | st.sampled_from(["“Evet” dedi.", "20.09.2023 10:08", '"x" said Ann Lee.', "AA", "&#xD800;", "<!--"]),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]} class='byline lede {pair[0]}'>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(pieces, max_size=8), st.sampled_from(["tr", "en", "de", "xx", ""]))
def test_any_page_gives_a_valid_draft_or_an_extraction_error(parts: list[str], language: str) -> None:
    content = f"<html lang='{language}'><title>x y z</title>{''.join(parts)}".encode("utf-8", "replace")
    try:
        found = extract(content, "https://www.ornek.com.tr/haber/1", force=True)
    except ExtractionError:
        return
    holds(found)
    clean(found)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(["2023-09-20", "https://x.example/a.jpg"]),
    lambda v: (
        st.lists(v, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "url", "@type", "@graph", "item", "@value"]), v, max_size=3)
    ),
    max_leaves=8,
)
MEMBERS = [
    "headline",
    "author",
    "datePublished",
    "dateModified",
    "image",
    "keywords",
    "publisher",
    "articleSection",
    "articleBody",
    "isAccessibleForFree",
    "inLanguage",
    "itemListElement",
    "hasPart",
    "description",
    "mainEntityOfPage",
]


@settings(max_examples=150, deadline=None)
@example({"author": "A \ufffd"})
@given(st.dictionaries(st.sampled_from(MEMBERS), json_values))
def test_any_json_ld_leaves_the_body_of_the_article_unchanged(members: dict[str, object]) -> None:
    clean_page = extract(article())
    script = json.dumps({"@type": "NewsArticle", **members}).replace("<", "")
    found = extract(article(head=f'<script type="application/ld+json">{script}</script>'))
    assert found.body == clean_page.body


BAD_FIELDS = [
    '<meta property="article:published_time" content="31.02.2024 99:99">',
    '<meta property="article:published_time" content="2024-01-01T00:00:00+99:99">',
    '<meta property="og:image" content="javascript:alert(1)">',
    '<link rel="canonical" href="http://[::1">',
    '<base href="http://[">',
    '<meta property="og:locale" content="klingon">',
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": {"@value": []}}</script>',
    '<script type="application/ld+json">{broken</script>',
    "<meta name=author content='" + "x" * 5000 + "'>",
    "<meta name=keywords content='" + "a," * 5000 + "'>",
]


@pytest.mark.parametrize("head", BAD_FIELDS, ids=lambda head: head[:50])
def test_if_one_field_cannot_be_read_the_others_are_kept(head: str) -> None:
    sound, found = extract(article()), extract(article(head=head))
    assert (found.body, found.headline) == (sound.body, sound.headline)
    holds(found)


def test_broken_json_ld_leaves_a_warning() -> None:
    found = extract(article(head='<script type="application/ld+json">{broken</script>'))
    assert "json_ld_broken" in [warning.code for warning in found.warnings]


def test_an_assumed_time_zone_leaves_a_warning() -> None:
    found = extract(article(head='<meta property="article:published_time" content="2024-05-04T10:00:00">'))
    assert [warning.code for warning in found.warnings if warning.field == "published"] == ["zone_unknown"]


def test_a_publication_after_the_time_of_fetching_is_dropped() -> None:
    head = '<meta property="article:published_time" content="2030-01-01T00:00:00Z">'
    found = extract(article(head=head), fetched_at=datetime(2024, 1, 1, tzinfo=UTC))
    assert found.published is None
    assert "in_the_future" in [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    ("content", "error", "outcome"),
    [
        (b"", EmptyDocument, "client_error"),
        (b"<html><body></body></html>", EmptyDocument, "client_error"),
        (b"%PDF-1.7", NotHtml, "client_error"),
        (b"just words", NotHtml, "client_error"),
        (built("<h1>Page not found</h1><p>Sorry.</p>"), NotAnArticle, "not_article"),
        (b"<b></b>" * 700_000, ExtractionLimit, "client_error"),
        (b"<div>" * 30_000 + b"x", ExtractionLimit, "client_error"),
    ],
    ids=["nothing", "no text", "pdf", "no tag", "not found", "elements", "depth"],
)
def test_pages_that_give_no_article_raise_the_expected_error(
    content: bytes, error: type[ExtractionError], outcome: str
) -> None:
    with pytest.raises(ExtractionError) as caught:
        extract(content)
    assert type(caught.value) is error or (
        error is EmptyDocument and caught.value.outcome in ("client_error", "not_article")
    )
    if error is not EmptyDocument:
        assert caught.value.outcome == outcome


@pytest.mark.parametrize("title", ["404", "Hata 404", "404 - Köprü", "Köprü | 404", "Error 404: gone", "Yok, 404!"])
def test_a_title_with_an_http_status_marks_an_error_page(title: str) -> None:
    with pytest.raises(NotAnArticle):
        extract(short(title))


@pytest.mark.parametrize("title", ["Belediye 2-404 numaralı köprüyü onarıyor", "404 numaralı yol kapandı"])
def test_the_number_404_in_a_headline_does_not_mark_an_error_page(title: str) -> None:
    assert extract(short(title)).headline == title


def short(title: str) -> bytes:
    story = "<p>Onarım üç gün sürecek, köprü Ankara'da hafta sonuna kadar kapalı.</p>"
    return f"<html lang=tr><title>{title}</title><article><h1>{title}</h1>{story}</article>".encode()


def test_time_zone_and_language_given_by_the_sender_are_used() -> None:
    head = '<meta property="article:published_time" content="2024-05-04T10:00:00">'
    found = extract(article(head=head), timezone="Europe/Istanbul")
    assert found.published
    assert found.published.local.isoformat() == "2024-05-04T10:00:00+03:00"
    assert extract(article(), language="en").provenance["language"].origin in ("hint", "html:lang")


def test_a_page_nested_thousands_deep_gives_its_whole_body() -> None:
    deep = (
        b"<html lang=en><h1>Deep page of the council</h1>" + b"<div>" * 3_000 + f"<p>{PROSE}</p><p>{PROSE}</p>".encode()
    )
    found = extract(deep)
    assert PROSE.strip() in found.body
    assert "parsed_again" in [warning.code for warning in found.warnings]
    many = b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">x</p>"
    found = extract(article() + many)
    assert "attributes_dropped" in [warning.code for warning in found.warnings]


def test_the_normalized_url_of_the_sender_wins_over_a_foreign_canonical_link() -> None:
    head = '<link rel="canonical" href="https://elsewhere.example/x">'
    found = extract(article(head=head), "HTTPS://WWW.Portcourier.example:443/a?utm_source=x&b=1#top")
    assert found.url == "https://www.portcourier.example/a?b=1"
    assert found.provenance["url"].raw == "https://elsewhere.example/x"
    assert "canonical_elsewhere" in [warning.code for warning in found.warnings]
    assert extract(article(head=head)).url == "https://elsewhere.example/x"
    assert extract(article()).url is None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "haber/123", "https://a.example/\ud800", "https://u:p@a.example/"]
)
def test_an_invalid_url_of_the_sender_is_ignored_with_a_warning(url: str) -> None:
    found = extract(article(), url)
    assert (found.url, found.publisher) == (None, None)
    assert "url_refused" in [warning.code for warning in found.warnings]


@pytest.mark.parametrize("declared", ["utf-8", "windows-1254", "utf-16", "nonsense"])
def test_a_page_passed_as_str_gives_the_same_draft_as_its_bytes(declared: str) -> None:
    text = f"<html lang=tr><meta charset={declared}><title>Köprü</title><article><h1>{TITLE}</h1>{STORY}</article>"
    draft = extract(text, charset="iso-8859-9")
    assert draft == extract(text.encode(), charset="utf-8")
    assert (draft.headline, draft.body) == (TITLE, "\n\n".join((FIRST, SECOND, THIRD)))


def test_lone_surrogates_in_a_str_are_replaced() -> None:
    draft = extract(
        f"<html lang=tr><article><h1>{TITLE}</h1>{STORY}<p>Köprü \ud800 yarın açılacak, dendi.</p></article>"
    )
    assert draft.body.startswith(FIRST)
    assert "\ud800" not in draft.body
