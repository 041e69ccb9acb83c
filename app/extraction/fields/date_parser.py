"""Parse dates in text, in all languages.

Forms: `2024-03-05`, `05.03.2024`, `5 March 2024`, `March 5, 2024`, `2024. March 5.`, `2024年3月5日`, `20240305`.
Numbers above 12, a weekday or dots between the numbers can show which number is the month. If nothing shows it,
`is_ambiguous` is set, and the caller must decide.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from app.extraction.fields.clock_times import ClockTime, clock_after, clock_before
from app.extraction.fields.date_patterns import date_parts, date_pattern, month_number, weekday_numbers, weekday_pattern
from app.extraction.fields.field_numbers import (
    DATE_PARSER_BUDDHIST_ERA,
    DATE_PARSER_CACHED,
    DATE_PARSER_FIRST_YEAR,
    DATE_PARSER_LAST_SHORT_YEAR,
    DATE_PARSER_LAST_YEAR,
    DATE_PARSER_LONGEST,
    DATE_PARSER_MONTHS,
    DATE_PARSER_WEEKDAY_NEAR,
)
from app.lang.date_words import DateWords
from app.lang.knowledge import Words
from app.schemas.article import Precision
from app.text.fast_dataclass import fast_dataclass
from app.text.normalize import fold

_DIGIT = re.compile(r"\d")
# Searched for first, to save time: a text without two digits in a row has no year, and so no date.
_YEAR = re.compile(r"\d\d")


@fast_dataclass(frozen=True)
class ReadDate:
    """A date, and its position in the text."""

    moment: datetime  # naive if the text has no UTC offset, or an impossible one
    precision: Precision
    start: int
    end: int
    is_offset_impossible: bool = False
    zone: str | None = None  # UTC offset or time zone as printed
    is_ambiguous: bool = False  # whether day and month could be exchanged: `03/04/2024`
    # None if the order makes no difference (`04/04/2024`) or the form fixes it (`5 March 2024`, `03.04.2024`)
    is_month_first: bool | None = None

    @property
    def swapped(self) -> "ReadDate":
        """The date with day and month exchanged; the same date if it is not ambiguous."""
        if not self.is_ambiguous:
            return self
        moment = self.moment.replace(month=self.moment.day, day=self.moment.month)
        return replace(self, moment=moment, is_month_first=not self.is_month_first)


@fast_dataclass(frozen=True)
class _Day:
    moment: datetime
    is_ambiguous: bool = False
    is_month_first: bool | None = None


def read_date(text: str, words: DateWords, month_first: bool = False) -> ReadDate | None:
    """Return the first date of a text, or None."""
    return next(iter(read_dates(text, words, month_first)), None)


def read_dates(text: str, words: DateWords, month_first: bool = False) -> tuple[ReadDate, ...]:
    """Return all valid dates in a text, in text order.

    With `month_first`, `03/04/2024` is read as 4 March. With dots (`03.04.2024`) it is always read as 3 April.
    """
    text = _in_ascii_digits(text[:DATE_PARSER_LONGEST])
    return _dates(text, words.fillers, month_first) if _YEAR.search(text) else ()


@lru_cache(maxsize=DATE_PARSER_CACHED)
def _dates(text: str, fillers: Words, month_first: bool) -> tuple[ReadDate, ...]:
    """Return the dates of a text. Cached, because a page gives the same date in several places."""
    return tuple(_found(text, fillers, month_first))


def _found(text: str, fillers: Words, month_first: bool) -> Iterator[ReadDate]:
    folded = fold(text)
    at = 0
    for match in date_pattern().finditer(folded):
        if match.start() < at or _is_inside_word(text, match):
            continue
        day = _read_day(folded, match, month_first)
        if day:
            found = _with_clock(text, folded, match, day, fillers)
            at = found.end
            yield found


def read_epoch(text: str) -> datetime | None:
    """Parse Unix time in seconds (10 digits) or milliseconds (13 digits); None for any other text."""
    if not re.fullmatch(r"1\d{9}(?:\d{3})?", text.strip()):
        return None
    return datetime.fromtimestamp(int(text.strip()[:10]), UTC)


def _in_ascii_digits(text: str) -> str:
    """Replace digits of other scripts by ASCII digits. Offsets in the text stay valid."""
    return text if text.isascii() else _DIGIT.sub(lambda digit: str(int(digit[0])), text)


def _is_inside_word(text: str, match: re.Match[str]) -> bool:
    """Return whether the date begins inside a word.

    A capital after a small letter begins a new word: `EditorialNovember 3, 2024`.
    """
    start = match.start()
    if start == 0 or not (text[start].isalpha() and text[start - 1].isalpha()):
        return False
    return not (text[start].isupper() and text[start - 1].islower())


def _read_day(folded: str, match: re.Match[str], month_first: bool) -> _Day | None:
    part = {name: value for name, value in zip(date_parts(), match.groups(), strict=True) if value}
    year = _year(part["y"])
    if "a" not in part:
        month = int(part["m"]) if "m" in part else month_number(part["name"])
        return _valid_day(year, month, int(part["d"]))
    first, second = int(part["a"]), int(part["b"])
    if max(first, second) > DATE_PARSER_MONTHS or first == second:
        return _valid_day(
            year, *((first, second) if second > DATE_PARSER_MONTHS else (second, first)), second > DATE_PARSER_MONTHS
        )
    swaps = part["sep"] != "."
    readings = [_valid_day(year, second, first, False), _valid_day(year, first, second, True)]
    fitting = [day for day in readings if day and _fits_weekday(folded, match, day.moment)]
    if len(fitting) == 1:
        return fitting[0]
    chosen = readings[1 if month_first and swaps else 0]
    return (
        replace(chosen, is_ambiguous=swaps, is_month_first=chosen.is_month_first if swaps else None) if chosen else None
    )


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < DATE_PARSER_LAST_SHORT_YEAR else 1900)
    return year - DATE_PARSER_BUDDHIST_ERA if year - DATE_PARSER_BUDDHIST_ERA >= DATE_PARSER_FIRST_YEAR else year


def _valid_day(year: int, month: int, day: int, is_month_first: bool | None = None) -> _Day | None:
    try:
        moment = datetime(year, month, day)
    except ValueError:
        return None
    known = is_month_first if month != day else None
    return _Day(moment, is_month_first=known) if DATE_PARSER_FIRST_YEAR <= year <= DATE_PARSER_LAST_YEAR else None


def _fits_weekday(folded: str, match: re.Match[str], moment: datetime) -> bool:
    """Return whether a weekday is printed beside the date, and is the weekday of `moment`."""
    before = folded[max(0, match.start() - DATE_PARSER_WEEKDAY_NEAR) : match.start()]
    after = folded[match.end() : match.end() + DATE_PARSER_WEEKDAY_NEAR]
    found = weekday_pattern("before").search(before) or weekday_pattern("after").match(after)
    return bool(found) and moment.weekday() in weekday_numbers(found["day"] if found else "")


def _with_clock(text: str, folded: str, match: re.Match[str], day: _Day, fillers: Words) -> ReadDate:
    """Return the date with the time of day that is printed after it or, if there is none, before it."""
    start, end = match.start(), match.end()
    clock = clock_after(text, folded, end, fillers)
    if clock is None and (earlier := clock_before(text, folded, start, fillers)):
        clock, start = earlier, earlier.start
    elif clock:
        end = clock.end
    return _placed(day, clock, start, end)


def _placed(day: _Day, clock: ClockTime | None, start: int, end: int) -> ReadDate:
    order = (day.is_ambiguous, day.is_month_first)
    if clock is None:
        return ReadDate(day.moment, "day", start, end, False, None, *order)
    return ReadDate(clock.on(day.moment), clock.precision, start, end, clock.is_offset_impossible, clock.zone, *order)
