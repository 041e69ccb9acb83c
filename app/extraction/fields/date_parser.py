"""Reading dates in text: every form of the packs' languages; the day comes first unless the page says otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from pydantic import Field

from app.lang.date_words import DateWords
from app.lang.knowledge import Knowledge
from app.lang.pack import all_packs
from app.schemas.article import Precision
from app.text.normalize import fold
from app.text.toml import read_toml
from app.text.word_patterns import either

FIRST_YEAR, LAST_YEAR = 1990, 2100
_ISO = r"(?<!\d)(?<!^-)(?P<y>\d{4})[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)(?!\d)"
_NUMERIC = r"(?<![\d.:/-])(?P<d2>\d{1,2})(?P<sep>[./-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4})(?!\d)"
_COMPACT = r"(?<!\d)(?P<y5>(?:19|20)\d\d)(?P<m5>\d\d)(?P<d5>\d\d)(?=T\d{4,6}|\Z)"
_TIME = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?:[:.h]|\s?[hu]\s?)(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d|60)(?:[.,]\d+)?)?(?!\d)"
    r"(?:\s*(?P<half>[apAP])\.?\s?[mM]\b\.?)?\s*(?P<zone>[zZ]\b|(?:gmt|utc)?\s?[+\u2212-]\d\d:?\d\d|\(?[A-Za-z]{2,4}\b\)?)?"
)
_BARE_HOUR = re.compile(r"(?P<h>1[0-2]|[1-9])\s?(?P<half>[apAP])\.?[mM]\b")
_DIGIT = re.compile(r"\d")
_BETWEEN = 24  # characters between a date and its time


class TimeNames(Knowledge):
    """Where one of the times is told: names of `meta`, members of JSON-LD, properties of microdata."""

    metas: tuple[str, ...]
    members: tuple[str, ...]
    properties: tuple[str, ...]


class MachineTimes(Knowledge):
    """`date_parser.toml`."""

    published: TimeNames
    modified: TimeNames
    zones: dict[str, int] = Field(description="Minutes east of UTC by abbreviation.")


@dataclass(frozen=True)
class ReadDate:
    """A date as read; `moment` is naive where the text gives no offset, or one that no place on earth has."""

    moment: datetime
    precision: Precision
    start: int
    end: int
    is_offset_impossible: bool = False

    @property
    def has_offset(self) -> bool:
        return self.moment.tzinfo is not None


@cache
def machine_times() -> MachineTimes:
    """Names of machine-readable times, read once."""
    return read_toml(Path(__file__).with_name("date_parser.toml"), MachineTimes)


def read_date(text: str, words: DateWords, month_first: bool = False) -> ReadDate | None:
    """The first date of a text."""
    return next(read_dates(text, words, month_first), None)


def read_dates(text: str, words: DateWords, month_first: bool = False) -> Iterator[ReadDate]:
    """Every date of a text, in order; impossible ones are left out."""
    text = _in_ascii_digits(text[:1_000])
    at = 0
    for match in _pattern().finditer(text):
        if match.start() < at:
            continue
        day = _day(match, month_first)
        found = _with_time(text, match, day, words) if day else None
        if found:
            at = found.end
            yield found


def _in_ascii_digits(text: str) -> str:
    """Digits of every script as `int` reads them, each in its place."""
    return text if text.isascii() else _DIGIT.sub(lambda digit: str(int(digit[0])), text)


def read_epoch(text: str) -> datetime | None:
    """Seconds or milliseconds since 1970, as attributes hold them."""
    if not re.fullmatch(r"1\d{9}(?:\d{3})?", text.strip()):
        return None
    seconds = int(text.strip()[:10])
    return datetime.fromtimestamp(seconds, UTC)


def _day(match: re.Match[str], month_first: bool) -> datetime | None:
    part = match.groupdict()
    if part["y"] or part["y5"]:
        year, month, day = (int(part[a] or part[b]) for a, b in (("y", "y5"), ("m", "m5"), ("d", "d5")))
    elif part["y2"]:
        first, second, year = int(part["d2"]), int(part["m2"]), int(part["y2"])
        swapped = (month_first and part["sep"] == "/" and first <= 12) or second > 12
        day, month = (second, first) if swapped else (first, second)
    else:
        day, month, year = (
            int(part["d3"] or part["d4"]),
            _month(part["m3"] or part["m4"]),
            int(part["y3"] or part["y4"]),
        )
    try:
        return datetime(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _with_time(text: str, match: re.Match[str], day: datetime, words: DateWords) -> ReadDate:
    begin = match.end()
    time = _TIME.search(text, begin, begin + _BETWEEN + 24)
    time = time if time and time.start() - begin <= _BETWEEN else _BARE_HOUR.search(text, begin, begin + _BETWEEN)
    if time is None or not _only_fillers(text[begin : time.start()], words):
        return _time_before(text, match, day, words) or ReadDate(day, "day", match.start(), match.end())
    moment, precision = _clock(day, time)
    return ReadDate(moment, precision, match.start(), time.end(), _is_impossible(time.groupdict().get("zone")))


def _time_before(text: str, match: re.Match[str], day: datetime, words: DateWords) -> ReadDate | None:
    """The time of day stands first: `10:08, 3 May 2024`."""
    before = text[max(0, match.start() - _BETWEEN) : match.start()]
    times = list(_TIME.finditer(before))
    if not times or ":" not in times[-1][0] or not _only_fillers(before[times[-1].end() :], words):
        return None
    moment, precision = _clock(day, times[-1])
    return ReadDate(moment, precision, match.start() - len(before) + times[-1].start(), match.end())


def _clock(day: datetime, time: re.Match[str]) -> tuple[datetime, Precision]:
    part = time.groupdict()
    hour, minute, second = int(part["h"]), int(part.get("min") or 0), int(part.get("s") or 0)
    half = (part.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = _offset(part.get("zone"))
    second = min(second, 59)  # a leap second has no place of its own
    moment = day.replace(hour=hour % 24, minute=minute, second=second, tzinfo=offset) + timedelta(days=hour // 24)
    return moment, ("second" if part.get("s") and second else "minute")


def _offset(zone: str | None) -> timezone | None:
    if not zone:
        return None
    name = zone.strip("() ").lower().replace("\u2212", "-")
    if numeric := re.search(r"([+-])(\d\d):?(\d\d)", name):
        hours, minutes = int(numeric[2]), int(numeric[3])
        east = timedelta(hours=hours, minutes=minutes) * (1 if numeric[1] == "+" else -1)
        return timezone(east) if hours < 24 and minutes < 60 else None
    minutes_east = machine_times().zones.get(name)
    return None if minutes_east is None else timezone(timedelta(minutes=minutes_east))


def _is_impossible(zone: str | None) -> bool:
    """Whether this is an offset in digits that is none."""
    return bool(zone and _DIGIT.search(zone)) and _offset(zone) is None


def _only_fillers(between: str, words: DateWords) -> bool:
    """Only separators, weekdays and words such as `at` stand between a date and its time."""
    known = {fold(word) for word in (*words.fillers, *words.weekdays)} | _all_fillers()
    return all(word in known for word in re.findall(r"[^\W\d_]+", fold(between))) and not re.search(r"\d", between)


@cache
def _all_fillers() -> frozenset[str]:
    packs = (pack.dates for pack in all_packs())
    words = (fold(word) for pack in packs for phrase in (*pack.fillers, *pack.weekdays) for word in phrase.split())
    return frozenset(words) | {"t"}


@cache
def _months() -> dict[str, int]:
    packs = (pack.dates for pack in all_packs())
    return {fold(name): number for pack in packs for number, names in enumerate(pack.months, 1) for name in names}


def _month(name: str) -> int:
    return _months()[fold(name)]


@cache
def _pattern() -> re.Pattern[str]:
    packs = [pack.dates for pack in all_packs()]
    month = either(name for pack in packs for names in pack.months for name in names)
    ordinal = either((word for pack in packs for word in pack.ordinals), (r"\.",))
    of = rf"(?:\s+{either(word for pack in packs for word in pack.prepositions)})?"
    day_first = (
        rf"(?<![\d.:])(?P<d3>\d{{1,2}}){ordinal}?{of}[\s-]+(?P<m3>{month})\b\.?,?{of}[\s,-]+(?P<y3>\d{{4}})(?!\d)"
    )
    month_first = rf"\b(?P<m4>{month})\.?\s+(?P<d4>\d{{1,2}}){ordinal}?,?\s+(?P<y4>\d{{4}})(?!\d)"
    return re.compile("|".join((_ISO, _COMPACT, _NUMERIC, day_first, month_first)), re.I)
