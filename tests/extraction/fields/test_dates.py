"""Times of publication and change: sources are reconciled, zones assigned, labels read."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.extraction.fields.dates import find_dates, find_modified, find_published
from app.extraction.fields.printed_dates import labelled_dates
from app.extraction.findings import Evidence
from app.extraction.hints import Hints
from app.lang.pack import language_pack
from tests.builders.evidence import evidence_of

TITLE = "<h1>Köprü on yıl sonra yeniden açılıyor</h1>"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def ld(**members: str) -> str:
    inside = ", ".join(f'"{name}": "{value}"' for name, value in members.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {inside}}}</script>'


def published(evidence: Evidence) -> tuple[str, str, str] | None:
    found = find_published(evidence, find_dates(evidence)).value
    return (found.local.isoformat(), found.precision, found.zone) if found else None


def modified(evidence: Evidence) -> str | None:
    dates = find_dates(evidence)
    found = find_modified(evidence, dates, find_published(evidence, dates).value).value
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (meta("article:published_time", "2024-05-03T14:05:00+03:00"), ("2024-05-03T14:05:00+03:00", "minute", "page")),
        (ld(datePublished="2024-05-03T14:05:10Z"), ("2024-05-03T14:05:10+00:00", "second", "page")),
        (
            meta("article:published_time", "2024-05-03 14:05"),
            ("2024-05-03T14:05:00+03:00", "minute", "language_default"),
        ),
        (meta("article:published_time", "1714734300"), ("2024-05-03T11:05:00+00:00", "second", "page")),
        ("<meta name=date content='03.05.2024'>", ("2024-05-03T00:00:00+03:00", "day", "language_default")),
        (meta("article:published_time", "31.02.2024 10:00"), None),
        (meta("article:published_time", ""), None),
    ],
)
def test_machine_readable_publication_times_are_read(head: str, wanted: tuple[str, str, str] | None) -> None:
    assert published(evidence_of(head + TITLE)) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<div><span>KAYNAK</span>AA</div><span>20.09.2023 10:08</span>" + TITLE, "2023-09-20T10:08:00+03:00"),
        (TITLE + "<div class=x>Giriş: 20.09.2023 10:08</div>", "2023-09-20T10:08:00+03:00"),
        (TITLE + "<time datetime='2023-09-20T10:08:00+03:00'>dün</time>", "2023-09-20T10:08:00+03:00"),
        (TITLE + "<p>20 Eylül 2023 Çarşamba, 10:08</p>", "2023-09-20T10:08:00+03:00"),
        (
            TITLE + "<div><b>Yayınlanma:</b> 20.09.2023 10:08 <b>Güncelleme:</b> 21.09.2023 09:00</div>",
            "2023-09-20T10:08:00+03:00",
        ),
    ],
)
def test_printed_publication_times_are_read(body: str, wanted: str) -> None:
    found = published(evidence_of(body))
    assert found
    assert found[0] == wanted


@pytest.mark.parametrize(
    "body",
    [
        TITLE + "<footer>20.09.2023 10:08</footer>",
        TITLE + "<aside><span>20.09.2023 10:08</span></aside>",
        TITLE + "<div class=related-news><span>20.09.2023 10:08</span></div>",
        TITLE + "<div class=publication><h3>Rapor</h3>" + "Uzun bir cümle burada yer alıyor. " * 8 + "20.09.2023</div>",
        TITLE + "<p>" + "Uzun bir cümle burada yer alıyor. " * 8 + " 20.09.2023 günü saat 10:08 idi.</p>",
    ],
)
def test_dates_in_footers_sidebars_and_running_text_are_ignored(body: str) -> None:
    assert published(evidence_of(body)) is None


SIGNED = " and filed under Harbour, Council. You can follow any comment on this entry by its feed of news." * 2


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("This entry was posted on May 3, 2015 at 2:48 pm by admin", "en"),
        ("Dieser Artikel wurde am 3. Mai 2015 um 14:48 von Heiner geschrieben", "de"),
        ("Cette entrée a été publiée le 3 mai 2015 à 14:48 par Anne", "fr"),
        ("Esta entrada fue publicada el 3 de mayo de 2015 a las 14:48 por Ana", "es"),
        ("Questa voce è stata pubblicata il 3 maggio 2015 alle 14:48 da Anna", "it"),
    ],
)
def test_a_sentence_about_publication_gives_the_date_if_nothing_else_does(sentence: str, language: str) -> None:
    body = f"{TITLE}<div class=post-footer>{sentence}{SIGNED}</div>"
    found = published(evidence_of(body, language=language))
    assert found
    assert found[0].startswith("2015-05-03")
    later = published(evidence_of(body + "<time datetime='2016-01-02'>2 Jan</time>", language=language))
    assert later
    assert later[0].startswith("2016-01-02")


def test_a_date_without_time_gets_the_time_printed_with_that_date_elsewhere() -> None:
    head, line = meta("article:published_time", "2023-09-20"), "<span>20.09.2023 10:08</span>"
    assert published(evidence_of(head + TITLE + line)) == ("2023-09-20T10:08:00+03:00", "minute", "language_default")
    other = "<span>21.09.2023 10:08</span>"
    assert published(evidence_of(head + TITLE + other)) == ("2023-09-20T00:00:00+03:00", "day", "language_default")


def test_the_provenance_of_a_date_lists_the_origins_that_agree() -> None:
    head = meta("article:published_time", "2023-09-20T10:08:00+03:00") + ld(datePublished="2023-09-20T07:08:00Z")
    evidence = evidence_of(head + TITLE)
    finding = find_published(evidence, find_dates(evidence))
    assert finding.provenance
    assert finding.provenance.agreed_by
    assert finding.provenance.confidence > 0.9


@pytest.mark.parametrize(
    ("language", "rule_zone", "hint", "wanted"),
    [
        ("tr", "", "", ("2023-09-20T10:08:00+03:00", "minute", "language_default")),
        ("tr", "Europe/London", "", ("2023-09-20T10:08:00+01:00", "minute", "publisher_default")),
        ("en", "", "", ("2023-09-20T10:08:00+00:00", "minute", "unknown")),
        ("en", "", "America/New_York", ("2023-09-20T10:08:00-04:00", "minute", "publisher_default")),
        ("en", "", "No/Where", ("2023-09-20T10:08:00+00:00", "minute", "unknown")),
    ],
)
def test_a_time_without_an_offset_gets_the_zone_of_the_page(
    language: str, rule_zone: str, hint: str, wanted: tuple[str, str, str]
) -> None:
    rule = {"zone": rule_zone} if rule_zone else {}
    evidence = evidence_of(meta("article:published_time", "2023-09-20 10:08") + TITLE, language=language, **rule)
    hints = Hints(timezone=hint) if hint else Hints()
    placed = replace(evidence, hints=hints)
    assert published(placed) == wanted


@pytest.mark.parametrize(
    ("day", "offset"),
    [("2016-01-15", "+02:00"), ("2016-07-15", "+03:00"), ("2017-01-15", "+03:00"), ("2023-01-15", "+03:00")],
)
def test_turkish_times_have_the_same_utc_offset_all_year_after_2016(day: str, offset: str) -> None:
    found = published(evidence_of(meta("article:published_time", f"{day} 10:00") + TITLE))
    assert found
    assert found[0].endswith(offset)


def test_a_publication_after_the_time_of_fetching_is_ignored_with_a_warning() -> None:
    evidence = evidence_of(meta("article:published_time", "2030-01-01T00:00:00Z") + TITLE)
    early = replace(evidence, hints=Hints(fetched_at=datetime(2024, 1, 1, tzinfo=UTC)))
    finding = find_published(early, find_dates(early))
    assert finding.value is None
    assert [warning.code for warning in finding.warnings] == ["in_the_future"]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (ld(datePublished="2024-05-03T14:05:00Z", dateModified="2024-05-03T16:00:00Z"), "2024-05-03T16:00:00+00:00"),
        (ld(datePublished="2024-05-03T14:05:00Z", dateModified="2024-05-03T14:04:58Z"), None),
        (ld(datePublished="2024-05-03T14:05:00Z", dateModified="2024-05-03T14:05:00Z"), None),
        (ld(datePublished="2024-05-03T14:05:00Z", dateModified="soon"), None),
        (
            meta("article:published_time", "2024-05-03T14:05:00Z")
            + meta("article:modified_time", "2024-05-04T08:00:00Z"),
            "2024-05-04T08:00:00+00:00",
        ),
    ],
)
def test_the_time_of_the_last_change_is_read(head: str, wanted: str | None) -> None:
    assert modified(evidence_of(head + TITLE)) == wanted


def test_a_printed_date_labelled_as_an_update_is_the_date_of_change() -> None:
    line = "<div>Giriş: 20.09.2023 10:08 Son Güncelleme: 20.09.2023 12:30</div>"
    assert modified(evidence_of(TITLE + line)) == "2023-09-20T12:30:00+03:00"


@pytest.mark.parametrize(
    ("line", "language", "wanted"),
    [
        ("05.04.2025 - Güncelleme : 06.04.2025", "tr", [False, True]),
        ("Son Güncelleme : 10.11.2025 18:20", "tr", [True]),
        ("Veröffentlicht am 28.04.2023, aktualisiert am 29.04.2023", "de", [False, True]),
        ("Publié le 4 mai 2024, mis à jour le 5 mai 2024", "fr", [False, True]),
        ("Publicado: 14/10/2024 Actualizado: 15/10/2024", "es", [False, True]),
        ("First published 3 May 2024. Last updated 4 May 2024", "en", [False, True]),
    ],
)
def test_words_in_a_line_distinguish_publication_dates_from_dates_of_change(
    line: str, language: str, wanted: list[bool]
) -> None:
    assert [date.is_change for date in labelled_dates(line, language_pack(language).dates)] == wanted


def codes(evidence: Evidence) -> list[tuple[str, str | None]]:
    dates = find_dates(evidence)
    when = find_published(evidence, dates)
    return [(w.code, w.field) for w in (*when.warnings, *find_modified(evidence, dates, when.value).warnings)]


GOOD = meta("article:published_time", "2024-03-05T14:20:00+00:00")


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (GOOD, []),
        (GOOD + ld(datePublished="2024-02-30T10:00:00Z"), [("date_refused", "published")]),
        (ld(datePublished="2024-02-30T10:00:00Z"), [("date_refused", "published")]),
        (GOOD + ld(dateModified="2024-02-31T00:00:00Z"), [("date_refused", "modified")]),
        (
            GOOD + meta("article:modified_time", "2024-03-05T16:00:00Z") + ld(dateModified="2024-02-31"),
            [("date_refused", "modified")],
        ),
        (GOOD + ld(dateModified="2023-01-01T00:00:00Z"), [("modified_refused", "modified")]),
        (GOOD + ld(dateModified="2024-03-04"), [("modified_refused", "modified")]),
        (GOOD + ld(dateModified="2024-03-05"), []),
        (GOOD + ld(dateModified="2024-03-05T14:20:00Z"), []),
        (GOOD + ld(dateModified="2024-03-05T14:19:10Z"), []),
        (GOOD + ld(datePublished="2024-03-05T09:40:00+99:99"), [("date_refused", "published")]),
    ],
)
def test_a_date_that_cannot_be_read_leaves_a_warning(head: str, wanted: list[tuple[str, str]]) -> None:
    assert codes(evidence_of(head + TITLE)) == wanted


@pytest.mark.parametrize("offset", ["+99:99", "+24:00", "-03:75"])
def test_a_time_with_an_impossible_offset_is_the_last_choice(offset: str) -> None:
    doubtful = ld(datePublished=f"2024-03-05T09:40:00{offset}")
    assert published(evidence_of(doubtful + GOOD + TITLE)) == ("2024-03-05T14:20:00+00:00", "minute", "page")
    alone = evidence_of(doubtful + TITLE)
    assert published(alone) == ("2024-03-05T09:40:00+03:00", "minute", "language_default")
    assert codes(alone) == [("zone_assumed", "published")]


@pytest.mark.parametrize("zone", ["Europe", "a" * 5_000, "Europe/Nowhere", "../etc/passwd", "a\x00b", "a\ud800"])
def test_an_invalid_time_zone_of_the_sender_is_ignored(zone: str) -> None:
    evidence = evidence_of(meta("article:published_time", "2024-05-03 14:05") + TITLE)
    assert published(replace(evidence, hints=Hints(timezone=zone))) == published(evidence)


def test_a_time_of_fetching_without_an_offset_is_utc() -> None:
    evidence = evidence_of(GOOD + TITLE)
    before, after = (replace(evidence, hints=Hints(fetched_at=datetime(2024, 3, 5, hour))) for hour in (13, 15))
    assert published(before) is None
    assert published(after)
