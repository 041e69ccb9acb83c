"""Dates in text: every form of five languages, day first, and nothing that is no date."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.fields.date_names import date_names
from app.extraction.fields.date_parser import read_date, read_dates, read_epoch
from app.lang.pack import language_pack, languages

WANTED = ("tr", "en", "de", "fr", "es")


def read(text: str, language: str = "tr", month_first: bool = False) -> str | None:
    found = read_date(text, language_pack(language).dates, month_first)
    return f"{found.moment.isoformat()} {found.precision}" if found else None


FORMS = [
    ("20.09.2023 10:08", "tr", "2023-09-20T10:08:00 minute"),
    ("AA 20.09.2023 10:08", "tr", "2023-09-20T10:08:00 minute"),
    ("HABER GİRİŞ20.09.2023 10:08, ", "tr", "2023-09-20T10:08:00 minute"),
    ("30.04.2024 - 16:48", "tr", "2024-04-30T16:48:00 minute"),
    ("05.04.2025", "tr", "2025-04-05T00:00:00 day"),
    ("20 Nisan 2026", "tr", "2026-04-20T00:00:00 day"),
    ("20 Nisan 2026 Pazartesi, 14:30", "tr", "2026-04-20T14:30:00 minute"),
    ("Pazartesi, 20 NİSAN 2026 saat 14:30", "tr", "2026-04-20T14:30:00 minute"),
    ("3 Ağustos 2024 09:05", "tr", "2024-08-03T09:05:00 minute"),
    ("10:08, 20 Eylül 2023", "tr", "2023-09-20T10:08:00 minute"),
    ("2023-09-20T10:08:00+03:00", "tr", "2023-09-20T10:08:00+03:00 minute"),
    ("2023-09-20T10:08:31.123Z", "tr", "2023-09-20T10:08:31+00:00 second"),
    ("2023-09-20 10:08", "tr", "2023-09-20T10:08:00 minute"),
    ("2023-09-20T10:08:00+0300", "tr", "2023-09-20T10:08:00+03:00 minute"),
    ("2023-09-20", "tr", "2023-09-20T00:00:00 day"),
    ("2023/09/20", "tr", "2023-09-20T00:00:00 day"),
    ("20230920T100800Z", "tr", "2023-09-20T10:08:00+00:00 minute"),
    ("20/09/2023 10.08", "tr", "2023-09-20T10:08:00 minute"),
    ("20-09-2023 10:08", "tr", "2023-09-20T10:08:00 minute"),
    ("May 3, 2024 4:05 p.m. EDT", "en", "2024-05-03T16:05:00-04:00 minute"),
    ("May 3, 2024 at 4:05 PM", "en", "2024-05-03T16:05:00 minute"),
    ("3 May 2024 | 14:05 BST", "en", "2024-05-03T14:05:00+01:00 minute"),
    ("Friday, 3rd of May 2024", "en", "2024-05-03T00:00:00 day"),
    ("Published: 3 May 2024 2pm", "en", "2024-05-03T14:00:00 minute"),
    ("Sept. 5, 2024", "en", "2024-09-05T00:00:00 day"),
    ("12:30 AM, May 3, 2024", "en", "2024-05-03T00:30:00 minute"),
    ("Fri, 03 May 2024 14:05:00 GMT", "en", "2024-05-03T14:05:00+00:00 minute"),
    ("Fri, 03 May 2024 14:05:00 +0200", "en", "2024-05-03T14:05:00+02:00 minute"),
    ("28. April 2023, 14:05 Uhr", "de", "2023-04-28T14:05:00 minute"),
    ("Freitag, 28. April 2023 um 14:05 Uhr", "de", "2023-04-28T14:05:00 minute"),
    ("28.04.2023, 14.05 Uhr", "de", "2023-04-28T14:05:00 minute"),
    ("3. Mär 2024", "de", "2024-03-03T00:00:00 day"),
    ("Stand: 28.04.2023 | 07:30 Uhr", "de", "2023-04-28T07:30:00 minute"),
    ("le 4 mai 2024 à 12h30", "fr", "2024-05-04T12:30:00 minute"),
    ("Publié le 14 août 2025 à 12:30", "fr", "2025-08-14T12:30:00 minute"),
    ("1er janvier 2024", "fr", "2024-01-01T00:00:00 day"),
    ("mardi 3 décembre 2024 à 8h05", "fr", "2024-12-03T08:05:00 minute"),
    ("14 de octubre de 2024", "es", "2024-10-14T00:00:00 day"),
    ("14 de octubre de 2024, 09:15", "es", "2024-10-14T09:15:00 minute"),
    ("14 oct 2024 - 09:15 CET", "es", "2024-10-14T09:15:00+02:00 minute"),
    ("14/10/2024 a las 9:15", "es", "2024-10-14T09:15:00 minute"),
]


@pytest.mark.parametrize(("text", "language", "wanted"), FORMS)
def test_dates_are_read_in_every_printed_form(text: str, language: str, wanted: str) -> None:
    assert read(text, language) == wanted


def test_in_numeric_dates_the_day_comes_first_by_default() -> None:
    assert read("05/04/2025", "en") == "2025-04-05T00:00:00 day"
    assert read("05/04/2025", "en", month_first=True) == "2025-05-04T00:00:00 day"
    assert read("05/24/2025", "en") == "2025-05-24T00:00:00 day"
    assert read("05.04.2025", "en", month_first=True) == "2025-04-05T00:00:00 day"


NONE = [
    "", "yesterday", "31.02.2024", "00.00.0000", "2024-13-01", "32.01.2024", "0001-01-01", "99999999999", "12:30",
    "1.2.3.2024.5", "127.0.0.1", "+90 212 555 20 24", "2024", "Mayıs 2024", "13 Eylül", "20240",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_date_is_read_from_texts_that_are_not_dates(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("language", WANTED)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_with_any_month_name_of_a_pack_is_read(language: str, month: int) -> None:
    pack = language_pack(language).dates
    for name in pack.months[month - 1]:
        for form in (name, name.capitalize(), name.replace("i", "İ").upper() if language == "tr" else name.upper()):
            if len(form) != len(name):
                continue  # Greek capitals lose an accent that has no capital form
            found = read_date(f"7 {form} 2024", pack)
            assert found, form
            assert (found.moment.day, found.moment.month) == (7, month)


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 12, 31)), st.sampled_from(WANTED))
def test_any_date_written_in_three_forms_is_read_back_unchanged(moment: datetime, language: str) -> None:
    pack = language_pack(language).dates
    name = pack.months[moment.month - 1][0]
    for text in (
        f"{moment.day} {name} {moment.year} {moment:%H:%M}",
        f"{moment:%d.%m.%Y} {moment:%H:%M}",
        f"{moment:%Y-%m-%dT%H:%M}",
    ):
        found = read_date(text, pack)
        assert found
        assert found.moment == moment.replace(second=0, microsecond=0)


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 12, 31)), st.integers(-12 * 4, 14 * 4))
def test_any_time_written_in_iso_8601_is_read_back_unchanged(moment: datetime, quarters: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    found = read_date(aware.isoformat(), language_pack("en").dates)
    assert found
    assert found.moment == aware


@given(st.text(alphabet="0123456789.:/- TZ+apmMayEylülOcak,|h\n", max_size=80), st.sampled_from([*WANTED, "xx"]))
def test_any_text_is_searched_for_dates_without_an_error(text: str, language: str) -> None:
    pack = language_pack(language).dates
    places = [(found.start, found.end) for found in read_dates(text, pack)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    read_epoch(text)


def test_all_dates_of_a_line_are_found() -> None:
    line = "05.04.2025 - Güncelleme : 06.04.2025 18:00"
    found = [date.moment.isoformat() for date in read_dates(line, language_pack("tr").dates)]
    assert found == ["2025-04-05T00:00:00", "2025-04-06T18:00:00"]


@pytest.mark.parametrize(
    ("text", "year"),
    [("1695193680", 2023), ("1695193680000", 2023), ("169519368", None), ("x1695193680", None), ("16951936800", None)],
)
def test_unix_timestamps_of_ten_and_thirteen_digits_are_read(text: str, year: int | None) -> None:
    found = read_epoch(text)
    assert (found.year if found else None) == year


def test_a_long_text_is_searched_for_dates_in_linear_time() -> None:
    assert read_date("1" * 200_000, language_pack("tr").dates) is None
    assert read_date("1 Ocak " * 50_000, language_pack("tr").dates) is None


def test_the_names_of_meta_elements_for_dates_are_listed_in_lower_case() -> None:
    names = date_names()
    assert all(name == name.lower() for name in (*names.published.metas, *names.modified.metas))
    assert set(languages()) >= set(WANTED)
