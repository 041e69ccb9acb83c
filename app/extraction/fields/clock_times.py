"""Read times of day beside a date, with a.m. or p.m. and time zone: `4:05 p.m. ET`, de `14.05 Uhr`, ja `午後8時6分`."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache

from app.extraction.fields.date_patterns import folded as one_of
from app.extraction.fields.field_numbers import CLOCK_TIMES_BETWEEN, CLOCK_TIMES_HALF_HOURS
from app.extraction.fields.zones import find_zone
from app.lang.knowledge import Words
from app.lang.pack import all_packs
from app.schemas.article import Precision
from app.text.fast_dataclass import fast_dataclass
from app.text.normalize import fold

_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_COMPACT = re.compile(r"t(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?P<s>[0-5]\d)?")
_ISO_MARK = "t"


@fast_dataclass(frozen=True)
class ClockTime:
    """A time of day, and its position in the text."""

    hour: int
    minute: int
    second: int
    precision: Precision
    start: int
    end: int
    zone: str | None = None  # UTC offset or time zone as printed: `+03:00`, `ET`
    tz: tzinfo | None = None

    @property
    def is_offset_impossible(self) -> bool:
        """Return whether the printed UTC offset is out of range, such as `+31:00`."""
        return self.zone is not None and self.tz is None

    def on(self, day: datetime) -> datetime:
        """Return the moment of this time on `day`, with a fixed UTC offset; naive if the zone is unknown."""
        naive = day.replace(hour=self.hour % 24, minute=self.minute, second=self.second)
        moment = naive + timedelta(days=self.hour // 24)
        if self.tz is None:
            return moment
        return moment.replace(tzinfo=timezone(moment.replace(tzinfo=self.tz).utcoffset() or timedelta()))


def clock_after(text: str, folded: str, begin: int, fillers: Words) -> ClockTime | None:
    """Return the time of day after a date if only separators, weekdays and words such as `at` are between them."""
    if compact := _COMPACT.match(folded, begin):
        return _clock_time(text, compact, begin)
    for pattern in (_full_time(), _bare_hour()):
        match = pattern.search(folded, begin, begin + 2 * CLOCK_TIMES_BETWEEN)
        if (
            match
            and match.start() - begin <= CLOCK_TIMES_BETWEEN
            and _is_filling(folded[begin : match.start()], fillers)
        ):
            return _clock_time(text, match, match.start())
    return None


def clock_before(text: str, folded: str, end: int, fillers: Words) -> ClockTime | None:
    """Return the time of day before a date; the time must have a colon: `10:08, 3 May 2024`."""
    begin = max(0, end - CLOCK_TIMES_BETWEEN)
    matches = list(_full_time().finditer(folded, begin, end))
    if not matches or ":" not in matches[-1][0]:
        return None
    found = _clock_time(text, matches[-1], matches[-1].start())
    return found if found.end <= end and _is_filling(folded[found.end : end], fillers) else None


def _clock_time(text: str, match: re.Match[str], start: int) -> ClockTime:
    part = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
    hour, minute, second = (int(part.get(name) or 0) for name in ("h", "min", "s"))
    half = part.get("before") or part.get("after")
    if half and hour <= CLOCK_TIMES_HALF_HOURS:
        hour = hour % CLOCK_TIMES_HALF_HOURS + (CLOCK_TIMES_HALF_HOURS if half in _halves()[1] else 0)
    second = min(second, 59)  # a leap second (60) becomes 59, because `datetime` cannot hold it
    zone = find_zone(text, match.end())
    precision: Precision = "second" if second else "minute"
    if zone is None:
        return ClockTime(hour, minute, second, precision, start, match.end())
    return ClockTime(hour, minute, second, precision, start, zone.end, zone.text, zone.tz)


def _is_filling(between: str, fillers: Words) -> bool:
    """Return whether the text between a date and a time has only separators, weekdays and words such as `at`.

    `fillers` are such words of the page's language.
    """
    if _DIGIT.search(between):
        return False
    return all(word in _filling_words() or word in map(fold, fillers) for word in _WORDS.findall(between))


@cache
def _filling_words() -> frozenset[str]:
    packs = [pack.dates for pack in all_packs()]
    weekdays = [name for pack in packs for names in pack.weekdays for name in names]
    fillers = [word for pack in packs for word in pack.fillers]
    return frozenset(word for phrase in (*weekdays, *fillers) for word in _WORDS.findall(fold(phrase))) | {_ISO_MARK}


@cache
def _halves() -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded words for a.m., and those for p.m., of all languages."""
    packs = [pack.dates for pack in all_packs()]
    return (
        frozenset(fold(mark) for pack in packs for mark in pack.morning),
        frozenset(fold(mark) for pack in packs for mark in pack.afternoon),
    )


@cache
def _full_time() -> re.Pattern[str]:
    """Match a time with hour and minute in folded text."""
    packs = [pack.dates for pack in all_packs()]
    half, hours, minutes, units = (
        one_of(word for words in group for word in words)
        for group in (
            _halves(),
            (pack.hour_units for pack in packs),
            (pack.minute_units for pack in packs),
            (pack.clock_units for pack in packs),
        )
    )
    return re.compile(
        rf"(?:(?P<before>{half})\s?)?(?<![\d])(?P<h>[01]?\d|2[0-4])(?:[:.]|\s?(?:{hours})\s?)(?P<min>[0-5]?\d(?=\s?(?:{minutes}))|[0-5]\d)"
        rf"(?:(?::(?P<s>[0-5]\d|60)(?:[.,]\d+)?)|\s?(?:{minutes}))?(?!\d)"
        rf"(?:\s*(?P<after>{half})(?!\w))?(?:\s*(?:{units})(?!\w)\.?)?"
    )


@cache
def _bare_hour() -> re.Pattern[str]:
    """Match an hour without minutes that has an a.m./p.m. mark or an hour unit: `4 pm`, de `14 Uhr`."""
    packs = [pack.dates for pack in all_packs()]
    half, hours, units = (
        one_of(word for words in group for word in words)
        for group in (_halves(), (pack.hour_units for pack in packs), (pack.clock_units for pack in packs))
    )
    return re.compile(
        rf"(?:(?P<before>{half})\s?)(?P<h>1[0-2]|0?\d)\s?(?:{hours})(?!\w)"
        rf"|(?<!\d)(?P<h2>[01]?\d|2[0-3])\s?(?:(?P<after>{half})|(?:{hours}|{units}))(?!\w)"
    )
