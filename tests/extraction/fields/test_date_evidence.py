"""Dates of whole pages: order of day and month, zones, labels and names, forms of many languages, the address."""

from datetime import UTC

import pytest

from app.extraction import extract
from app.extraction.fields.printed_dates import label_of
from app.schemas.article import ArticleDraft

ADDRESS = "https://www.coastcourier.example/local/sea-wall-4711"
TITLE = "<h1>Harlow Bay to rebuild its sea wall before winter</h1>"
PROSE = "".join(
    f"<p>The town council of Harlow Bay voted {when} to rebuild the old sea wall before the storms arrive.</p>"
    for when in ("on Tuesday night", "after a long debate", "against the advice of its engineer")
)


def draft(body: str, head: str = "", lang: str = "en", url: str = ADDRESS) -> ArticleDraft:
    page = f"<html lang='{lang}'><head>{head}</head><body><article>{TITLE}{body}{PROSE}</article></body></html>"
    return extract(page.encode(), url, language=lang[:2])


def day(found: ArticleDraft) -> str | None:
    return found.published_at.date().isoformat() if found.published_at else None


def codes(found: ArticleDraft) -> set[str]:
    return {warning.code for warning in found.warnings}


LOCALE = "<meta property='og:locale' content='en_US'>"
ISO_CHANGE = "<meta property='article:modified_time' content='2024-03-06T10:00:00Z'>"


@pytest.mark.parametrize(
    ("head", "body", "lang", "url", "wanted"),
    [
        ("", "<time>03/05/2024</time>", "en-US", ADDRESS, "2024-03-05"),
        ("", "<time>03/05/2024</time>", "en-GB", ADDRESS, "2024-05-03"),
        ("", "<time>03-05-2024</time>", "en-US", ADDRESS, "2024-03-05"),
        ("", "<time>03.05.2024</time>", "en-US", ADDRESS, "2024-05-03"),
        (LOCALE, "<p>Published: 3/5/2024</p>", "en", ADDRESS, "2024-03-05"),
        ("", "<p>Thursday, 07/06/2023</p>", "en-US", ADDRESS, "2023-07-06"),
        ("", "<p>Wednesday, 07/06/2023</p>", "en-US", ADDRESS, "2023-06-07"),
        ("", "<p>03/05/2024 4:15 PM ET</p>", "en", ADDRESS, "2024-03-05"),
        ("", "<p>03/05/2024</p><p>Updated 03/14/2024</p>", "en", ADDRESS, "2024-03-05"),
        ("", "<p>03/05/2024</p><p>Updated 14/05/2024</p>", "en", ADDRESS, "2024-05-03"),
        (ISO_CHANGE, "<p>03/05/2024</p>", "en", ADDRESS, "2024-03-05"),
        ("<meta name=date content='03-09-2026'>", "<p>Published March 9, 2026</p>", "en", ADDRESS, "2026-03-09"),
        ("", "<time>03/05/2024</time>", "en", "https://news.example.co.uk/wall", "2024-05-03"),
        ("", "<time>03/05/2024</time>", "en", "https://www.harlow.gov/wall", "2024-03-05"),
    ],
)
def test_other_dates_of_the_page_decide_the_order_of_day_and_month(
    head: str, body: str, lang: str, url: str, wanted: str
) -> None:
    found = draft(body, head, lang, url)
    assert day(found) == wanted
    assert "date_order_assumed" not in codes(found)


def test_a_warning_tells_that_the_order_of_day_and_month_was_assumed() -> None:
    found = draft("<time>03/05/2024</time>")
    assert day(found) == "2024-05-03"
    assert "date_order_assumed" in codes(found)
    assert "date_order_assumed" not in codes(draft("<time>13/05/2024</time>"))


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("July 5, 2024 12:15 p.m. ET", "2024-07-05T12:15:00-04:00"),
        ("January 5, 2024 12:15 p.m. ET", "2024-01-05T12:15:00-05:00"),
        ("Aug. 5, 2024, 9:15 AM PT", "2024-08-05T09:15:00-07:00"),
        ("5 August 2024 10:15 CET", "2024-08-05T10:15:00+02:00"),
        ("5 March 2024 10:15 h. CET", "2024-03-05T10:15:00+01:00"),
        ("5 March 2024 10:00 (UTC+3)", "2024-03-05T10:00:00+03:00"),
        ("5 March 2024 10:00 GMT+0300", "2024-03-05T10:00:00+03:00"),
        ("5 March 2024 10:00 GMT+5:30", "2024-03-05T10:00:00+05:30"),
        ("5 March 2024 10:00 Uhr MEZ", "2024-03-05T10:00:00+01:00"),
        ("5 March 2024 10:00 UTC", "2024-03-05T10:00:00+00:00"),
        ("2024-03-05T10:00:00+03", "2024-03-05T10:00:00+03:00"),
    ],
)
def test_time_zones_after_a_printed_time_are_read(printed: str, wanted: str) -> None:
    found = draft(f"<time>{printed}</time>")
    assert found.published_at
    assert found.published_at.isoformat() == wanted
    assert not codes(found) & {"zone_unknown", "zone_assumed"}


@pytest.mark.parametrize(
    ("lang", "printed", "wanted"),
    [
        ("hu", "2020. 06. 04. 11:27", "2020-06-04T11:27"),
        ("hu", "2020. június 4., csütörtök", "2020-06-04T00:00"),
        ("ja", "2020年07月03日", "2020-07-03T00:00"),
        ("ja", "2020年7月3日 午後8時6分", "2020-07-03T20:06"),
        ("ko", "입력2023.11.02. 오후 8:06", "2023-11-02T20:06"),
        ("ko", "2023년 11월 2일 오전 9시 30분", "2023-11-02T09:30"),
        ("ar", "الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09"),
        ("ar", "٧ تشرين الأول ٢٠٢٠", "2020-10-07T00:00"),
        ("tr", "20 Agustos 2006 Pazar 14:02", "2006-08-20T14:02"),
        ("tr", "14 SUBAT 2019", "2019-02-14T00:00"),
        ("tr", "3 Eylul 2019", "2019-09-03T00:00"),
        ("de", "von Ann Beispiel, 8.5.12", "2012-05-08T00:00"),
        ("fr", "12 aout 2019 à 14h30", "2019-08-12T14:30"),
        ("ru", "5 марта 2024 г. в 10:15", "2024-03-05T10:15"),
        ("th", "5 มีนาคม 2567", "2024-03-05T00:00"),
        ("en", "EditorialNovember 22, 2018", "2018-11-22T00:00"),
    ],
)
def test_printed_dates_of_many_languages_are_read(lang: str, printed: str, wanted: str) -> None:
    found = draft(f"<div>{printed}</div>", lang=lang)
    assert found.published_at
    assert found.published_at.isoformat()[:16] == wanted


FIFTH, SIXTH = "2024-03-05T09:00:00Z", "2024-03-06T09:00:00Z"


@pytest.mark.parametrize(
    "body",
    [
        f"<time class=updated datetime={SIXTH}>x</time><time class=published datetime={FIFTH}>y</time>",
        f"<time class='entry-date published' datetime={FIFTH}>x</time><time class=updated datetime={SIXTH}>y</time>",
        f"<time class='post-date modified' datetime={SIXTH}>x</time><time class=post-date datetime={FIFTH}>y</time>",
        f"<div class=last-updated><time datetime={SIXTH}>x</time></div><div><time datetime={FIFTH}>y</time></div>",
        f"<div>Updated <time datetime={SIXTH}>x</time></div><div>Posted <time datetime={FIFTH}>y</time></div>",
        f"<time id=modifiedDate datetime={SIXTH}>x</time><time id=publishDate datetime={FIFTH}>y</time>",
        "<span class=updated>6 March 2024</span><span class=published>5 March 2024</span>",
        "<p>Updated 6 March 2024</p><p>5 March 2024</p>",
        f"<x-stamp data-publish-date={FIFTH} data-updated={SIXTH}></x-stamp>",
    ],
)
def test_class_names_and_labels_distinguish_publication_dates_from_dates_of_change(body: str) -> None:
    found = draft(body)
    assert day(found) == "2024-03-05"
    assert found.modified_at
    assert found.modified_at.date().isoformat() == "2024-03-06"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            '<script type="application/ld+json">'
            '{"@graph": [{"@type": "WebPage", "datePublished": "2018-11-22"}]}</script>',
            "",
        ),
        ("<meta name=published_on content=2018-11-22T14:30:24Z>", ""),
        ("<meta name=app:publishdate content=2018-11-22T14:30:24Z>", ""),
        ("", "<lit-timestamp publishdate='2018-11-22 17:38:06.418 +0000 UTC'></lit-timestamp>"),
        ("", "<abbr class=published title='Thursday' data-utime=1542896000>a day</abbr>"),
        ("", "<p>(22.11.2018) The council has voted for the wall, and nobody in the town was surprised by that.</p>"),
        ("", "<aside class=post-info><dl><dt>Published</dt><dd>22 November 2018</dd></dl></aside>"),
    ],
)
def test_a_publication_date_is_found_in_each_kind_of_element(head: str, body: str) -> None:
    assert day(draft(body, head)) == "2018-11-22"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/story/2018/01/23/pier-rebuilt/1058/", "2018-01-23"),
        ("/story/2018/jan/23/pier", "2018-01-23"),
        ("/news/pier-20180123", "2018-01-23"),
        ("/news/2018-1-23-pier.html", "2018-01-23"),
        ("/A2018012314320005196", "2018-01-23"),
        ("/story/18/01/23/236/pier", "2018-01-23"),
        ("/story/2018/13/23/pier", None),
        ("/news/pier-2018", None),
        ("/news/4711-20181", None),
    ],
)
def test_the_date_in_the_url_is_used_if_there_is_no_other_date(path: str, wanted: str | None) -> None:
    found = draft("", url=f"https://news.example.com{path}")
    assert day(found) == wanted
    if wanted:
        assert found.provenance["published"].confidence <= 0.9
        assert day(draft("<p>22 January 2018</p>", url=f"https://news.example.com{path}")) == "2018-01-22"


def test_the_date_of_the_last_change_replaces_a_missing_publication_date() -> None:
    found = draft("<p>Last updated 6 March 2024</p>")
    assert day(found) == "2024-03-06"
    assert "published_from_change" in codes(found)


@pytest.mark.parametrize(
    "printed",
    ["<time>November 8, 2023 5:49 p.m.</time>", "<time datetime=2023-11-08T17:49:00-08:00>today</time>"],
)
def test_a_utc_time_in_the_metadata_gets_the_utc_offset_of_the_printed_time(printed: str) -> None:
    found = draft(printed, "<meta property=article:published_time content=2023-11-09T01:49:00+00:00>")
    assert found.published_at
    assert found.published_at.isoformat() == "2023-11-08T17:49:00-08:00"


@pytest.mark.parametrize(("clock", "is_same"), [("7:25 a.m.", False), ("5:25 a.m.", True), ("0:40 a.m.", False)])
def test_a_printed_time_gives_a_utc_offset_only_if_some_time_zone_has_it(clock: str, is_same: bool) -> None:
    head = "<meta property=article:published_time content=2025-02-11T23:55:00+00:00>"
    found = draft(f"<time>February 12, 2025 {clock}</time>", head)
    assert found.published_at
    assert found.published_at.isoformat() == ("2025-02-12T05:25:00+05:30" if is_same else "2025-02-11T23:55:00+00:00")


def test_a_date_under_a_bold_headline_is_found_after_a_long_menu() -> None:
    menu = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(100))
    page = f"<title>Pier to be rebuilt</title><ul>{menu}</ul><b>Pier to be rebuilt</b><div>Harbour, July 3, 2018</div>"
    assert day(extract(f"<html lang=en><body>{page}{PROSE}</body></html>".encode(), ADDRESS)) == "2018-07-03"


def test_dates_of_embedded_posts_are_not_taken_for_the_publication() -> None:
    post = "<p>Wet day.</p><time datetime=2018-03-12T19:30:12Z>Mar 12, 2018</time>"
    assert (
        day(draft(f"<blockquote class=twitter-tweet>{post}</blockquote><p class=date>5 March 2024</p>")) == "2024-03-05"
    )


SINGLE = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05T10:00:00Z"}</script>'
OTHER_META = "<meta name=sailthru.date content='2025-12-19 18:06:00'>"


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (SINGLE + OTHER_META, "<time>19 December 2025</time>", "2025-12-19"),
        (SINGLE, "<time>19 December 2025</time>", "2024-03-05"),
        (SINGLE + OTHER_META, "", "2024-03-05"),
        (SINGLE + OTHER_META, "<time>19 December 2025</time><p>Published 5 March 2024</p>", "2024-03-05"),
    ],
)
def test_a_date_in_both_metadata_and_text_wins_over_a_date_found_once(head: str, body: str, wanted: str) -> None:
    assert day(draft(body, head)) == wanted


def test_a_metadata_date_at_midnight_is_replaced_by_a_time_of_the_next_day() -> None:
    page = '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2023-05-18T04:39:05Z"}</script>'
    found = draft("", page + "<meta property=article:published_time content=2023-05-17T00:00:00+0000>")
    assert found.published_at
    assert found.published_at.isoformat() == "2023-05-18T04:39:05+00:00"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("July 5, 2024, 12:15 PM Eastern Time", "2024-07-05T16:15"),
        ("January 5, 2024 12:15 p.m. Eastern Standard Time", "2024-01-05T17:15"),
        ("5 July 2024 10:15 Central European Summer Time", "2024-07-05T08:15"),
        ("5 July 2024 | 10:15 | CEST", "2024-07-05T08:15"),
        ("5 March 2024 10:15 WIB", "2024-03-05T03:15"),
        ("5 July 2024 10:15 US/Eastern", "2024-07-05T14:15"),
        ("5 July 2024 10:15 (Europe/Istanbul)", "2024-07-05T07:15"),
        ("5 July 2024 10:15 Nowhere/Land", "2024-07-05T10:15"),
    ],
)
def test_time_zones_written_in_words_or_as_iana_names_are_read(printed: str, wanted: str) -> None:
    found = draft(f"<p class=date>{printed}</p>").published_at
    assert found is not None
    assert found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") == wanted


@pytest.mark.parametrize(
    "body",
    [
        "<span data-testid=updated-date>9 March 2024</span><span data-testid=published-date>5 March 2024</span>",
        "<time title='Last updated' datetime=2024-03-09>9 March</time>"
        "<time title=Published datetime=2024-03-05>5 March</time>",
        "<time aria-label='Updated on 9 March' datetime=2024-03-09>9 March</time>"
        "<time aria-label='Published on 5 March' datetime=2024-03-05>5 March</time>",
        "<span property=dateModified content=2024-03-09>9 March</span>"
        "<span property=datePublished content=2024-03-05>5 March</span>",
    ],
)
def test_attributes_of_an_element_distinguish_publication_dates_from_dates_of_change(body: str) -> None:
    found = draft(body)
    assert day(found) == "2024-03-05"
    assert found.modified_at is not None
    assert found.modified_at.date().isoformat() == "2024-03-09"


@pytest.mark.parametrize(
    "element",
    [
        "<local-time datetime='2018-01-23T17:38:06Z'>23 Jan</local-time>",
        "<relative-time datetime='2018-01-23T17:38:06Z'></relative-time>",
        "<amp-timeago datetime='2018-01-23T17:38:06Z'></amp-timeago>",
        "<bsp-time data-timestamp=1516729086000></bsp-time>",
        "<article-date value='2018-01-23T17:38:06Z'></article-date>",
        "<abbr class=published title='2018-01-23T17:38:06Z'>23 Jan</abbr>",
        "<span property='dc:date' content=2018-01-23>x</span>",
    ],
)
def test_machine_readable_dates_are_read_from_all_kinds_of_elements(element: str) -> None:
    assert day(draft(element)) == "2018-01-23"


@pytest.mark.parametrize(
    ("printed", "lang"),
    [
        ("5. Maerz 2019", "de"),
        ("Mar.5,2019", "en"),
        ("Posted:5/3/2019", "en"),
        ("5 mar. 2019", "es"),
    ],
)
def test_printed_dates_with_unusual_spelling_or_without_spaces_are_read(printed: str, lang: str) -> None:
    assert day(draft(f"<p>{printed}</p>", lang=lang)) == "2019-03-05"


def test_a_date_at_the_beginning_of_the_url_path_is_read() -> None:
    assert day(draft("", url="https://n.example/23-01-2018/pier")) == "2018-01-23"


def test_the_dates_of_the_json_ld_type_webpage_are_used() -> None:
    dates = '"datePublished": "2018-11-22T14:30:24Z", "dateModified": "2018-11-23T10:00:00Z"'
    found = draft("", head=f'<script type="application/ld+json">{{"@type": "WebPage", {dates}}}</script>')
    assert day(found) == "2018-11-22"
    assert found.modified_at is not None
    assert found.modified_at.date().isoformat() == "2018-11-23"


def test_microdata_of_a_story_in_a_sidebar_is_ignored() -> None:
    other = "<h3 itemprop=headline>Trains</h3><time itemprop=datePublished datetime=2020-01-01>then</time>"
    aside = f"<aside><div itemscope itemtype='https://schema.org/NewsArticle'>{other}</div></aside>"
    assert day(draft(f"<p>Published 5 March 2024</p>{aside}")) == "2024-03-05"


@pytest.mark.parametrize(
    ("other", "lang"),
    [
        ("Publication | 17 January 2017", "en"),
        ("Updates of 17 January 2017", "en"),
        ("Standort, 17. Januar 2017", "de"),
        ("Publications – 17 janvier 2017", "fr"),
        ("Girişim, 17 Ocak 2017", "tr"),
    ],
)
def test_a_word_that_only_begins_like_a_label_does_not_label_a_date(other: str, lang: str) -> None:
    body = f"<span class=date>28.04.2017</span>{PROSE}<h3>Old sea wall</h3><span class=date>{other}</span>"
    assert day(draft(body, lang=lang)) == "2017-04-28"


@pytest.mark.parametrize("label", ["Publicată", "Publicada", "Publicerat", "Publiceret", "Uppdaterat", "Atualizada"])
def test_inflected_labels_of_a_date_are_recognised(label: str) -> None:
    assert label_of(f"{label}: ") is not None
