"""Dates that do not exist, are endless, or have no UTC equivalent: only the date is lost, with a warning."""

from typing import Any

from tests.hostile.case import HostileCase, case
from tests.hostile.story import ENGLISH, TURKISH, news, page, same, script

LOST = ("date_refused",)
# Values that are no time at all; and those that are one, with what is read.
UNREADABLE: dict[str, Any] = {
    "year-0": "0000-01-01T00:00:00Z",
    "year-99999": "99999-01-01T00:00:00Z",
    "negative-year": "-2024-05-03T10:00:00Z",
    "february-31": "31.02.2024",
    "iso-february-30": "2024-02-30T10:00:00+03:00",
    "month-13": "2024-13-01",
    "day-0": "2024-05-00",
    "a-million-digits": "9" * 1_000_000,
    "digits-and-dashes": "2024-" * 50_000,
    "letters": "dün akşam",
    "nan": "NaN",
    "infinity": "Infinity",
    "epoch-huge": "99999999999999999999",
    "epoch-negative": "-1714720080000",
    "first-moment": "0001-01-01T00:00:00+14:00",
    "last-moment": "9999-12-31T23:59:59-14:00",
    "script": "<script>alert(1)",
    "slashes": "/" * 10_000,
}
READABLE: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "offset-99": ("2024-05-03T10:08:00+99:99", "2024-05-03T07:08:00Z", ("zone_assumed",)),
    "offset-24": ("2024-05-03T10:08:00+24:00", "2024-05-03T07:08:00Z", ("zone_assumed",)),
    "zone-name-wrong": ("2024-05-03T10:08:00 Europe/Nowhere", "2024-05-03T07:08:00Z", ("zone_assumed",)),
    "zone-name-of-10k": ("2024-05-03T10:08:00 " + "Z" * 10_000, "2024-05-03T07:08:00Z", ("zone_assumed",)),
    "leap-second": ("2024-06-30T23:59:60Z", "2024-06-30T23:59:59Z", ()),
    "hour-24": ("2024-05-03T24:00:00+03:00", "2024-05-03T21:00:00Z", ()),
    "fraction-of-50": ("2024-05-03T10:08:00." + "1" * 50 + "+03:00", "2024-05-03T07:08:00Z", ()),
    "arabic-indic": ("٢٠٢٤-٠٥-٠٣T١٠:٠٨:٠٠+٠٣:٠٠", "2024-05-03T07:08:00Z", ()),
    "epoch-milliseconds": ("1714720080000", "2024-05-03T07:08:00Z", ()),
    "epoch-seconds": ("1714720080", "2024-05-03T07:08:00Z", ()),
    "spaces": (" \n 2024-05-03T10:08:00+03:00 \t ", "2024-05-03T07:08:00Z", ()),
    "minus-sign": ("2024-05-03T10:08:00\u221205:00", "2024-05-03T15:08:00Z", ()),
    "far-future": ("2099-12-31T23:59:59+03:00", "2099-12-31T20:59:59Z", ()),
    "repeated": ("2024-05-03T10:08:00+03:00 " * 1_000, "2024-05-03T07:08:00Z", ()),
}
TYPES: dict[str, Any] = {
    "list": ["x"],
    "object": {"@value": {"a": 1}},
    "number": 20240503,
    "true": True,
    "infinite": 1e308,
}


def told(value: object) -> str:
    """A page that gives the time in JSON-LD only."""
    return page(head=script(news(datePublished=value)))


def unreadable() -> list[HostileCase]:
    lost = same(warnings=LOST, empty=("published_at", "published"))
    return [case(f"dates/{name}", told(value), lost) for name, value in UNREADABLE.items()]


def readable() -> list[HostileCase]:
    return [
        case(f"dates/{name}", told(value), same(facts={"published_at": moment}, warnings=codes))
        for name, (value, moment, codes) in READABLE.items()
    ]


def types() -> list[HostileCase]:
    lost = same(empty=("published_at",))
    return [case(f"dates/type-{name}", told(value), lost) for name, value in TYPES.items()]


def elsewhere() -> list[HostileCase]:
    """Yield pages with the time in meta, microdata, `time` and the printed line."""
    good = '<meta property="article:published_time" content="2024-05-03T10:08:00+03:00">'
    kept = same(facts={"published_at": "2024-05-03T07:08:00Z"})
    lost = same(warnings=LOST, empty=("published_at",))
    return [
        case(
            "dates/meta-unreadable",
            page(head='<meta property="article:published_time" content="31.02.2024 25:61">'),
            lost,
        ),
        case(
            "dates/meta-of-1-mb",
            page(head=f'<meta property="article:published_time" content="{"2024-" * 200_000}">'),
            lost,
        ),
        case(
            "dates/time-unreadable",
            page(before='<time datetime="2024-02-31T25:61">geçen gün</time>'),
            same(body=None, warnings=LOST, empty=("published_at",)),
        ),
        case("dates/microdata-unreadable", page(before='<meta itemprop="datePublished" content="0000-00-00">'), lost),
        case("dates/one-of-two-unreadable", page(head=good + script(news(datePublished="2024-02-31"))), kept),
        case(
            "dates/modified-unreadable",
            page(head=good + script(news(dateModified="2024-02-31"))),
            same(facts={"published_at": "2024-05-03T07:08:00Z"}, warnings=LOST, empty=("modified_at",)),
        ),
        case(
            "dates/modified-overflows",
            page(head=good + script(news(dateModified="9999-12-31T23:59:59-14:00"))),
            same(warnings=LOST, empty=("modified_at",)),
        ),
        case(
            "dates/english-nonsense",
            page(ENGLISH, head=script(news(ENGLISH, datePublished="May 32nd, 2024 at 25:99 pm"))),
            same(ENGLISH, warnings=LOST, empty=("published_at",)),
        ),
        case(
            "dates/printed-nonsense",
            page(before="<p>31.02.2024 25:61</p>"),
            same(body=None, holds=TURKISH.paragraphs, empty=("published_at",)),
        ),
        case("dates/500-metas", page(head='<meta name="date" content="99.99.9999">' * 500), lost),
        case("dates/nul", page(head=script(news(datePublished="2024-05-03\x00T10:08:00+03:00"))), same()),
        case("dates/digits-in-the-text", page(after="<p>" + "1.2.3" * 40_000 + "</p>"), same(body=None)),
    ]


def cases() -> list[HostileCase]:
    return [*unreadable(), *readable(), *types(), *elsewhere()]
