"""Build the regular expressions for dates and weekdays from the names in the language packs.

The expressions match folded text, so accents and letter case do not matter.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from app.lang.pack import all_packs
from app.text.normalize import fold
from app.text.word_patterns import either

_YEAR_FIRST = (
    r"(?<!\d)(?<!\d[.:/-])(?<!^-)(?P<y1>\d{4})\s?(?P<mark1>[-/.])\s?(?P<m1>\d\d?)\s?(?P=mark1)\s?(?P<d1>\d\d?)(?!\d)"
)
_COMPACT = r"(?<!\d)(?P<y2>(?:19|20)\d\d)(?P<m2>\d\d)(?P<d2>\d\d)(?=t\d{4,6}|\Z)"
_NUMERIC = (
    r"(?<![\d./-])(?<!\d:)(?P<a3>\d{1,2})\s?(?P<sep>[./-])\s?(?P<b3>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<y3>\d{4}|[0-4]\d|9\d)(?!\d|[./-]\d)"
)


@cache
def date_pattern() -> re.Pattern[str]:
    """Return one pattern for all forms of a date.

    Its groups are named by part and form: `y4` is the year in the fourth form.
    """
    packs = [pack.dates for pack in all_packs()]
    month = folded(name for pack in packs for names in pack.months for name in names)
    of = rf"(?:\s+(?:{folded(word for pack in packs for word in pack.prepositions)}))?"
    nth = rf"(?:\.|{folded(word for pack in packs for word in pack.ordinals)})?"
    # parts of a date: `y` year, `m` month in digits, `name` name of a month, `d` day, `a` and `b` day and month in
    # unknown order
    day_first = (
        _YEAR_FIRST,
        _COMPACT,
        _NUMERIC,
        *_with_units({units for pack in packs for units in pack.date_units}),
        rf"(?<![\d.])(?<!\d:)(?P<d4>\d{{1,2}}){nth}{of}[\s-]+(?P<name4>{month})(?!\w)\.?,?{of}[\s,-]+(?P<y4>\d{{4}})(?!\d)",
    )
    month_first = rf"(?P<name5>{month})\.?\s*(?P<d5>\d{{1,2}}){nth}(?:\s?,\s*|\s+)(?P<y5>\d{{4}})(?!\d)"
    month_inside = (
        rf"(?<!\d)(?P<y6>\d{{4}})\.?\s(?P<name6>{month})\.?\s(?P<d6>\d{{1,2}})(?!\d|,?\s+\d{{4}})",
        rf"(?<![\d.:])(?P<d7>\d{{1,2}})-(?P<name7>{month})-(?P<y7>\d\d)(?!\d)",
    )
    # for speed: where no digit stands, only a month is looked for
    return re.compile(rf"(?=\d)(?:{'|'.join(day_first)})|{month_first}|(?=\d)(?:{'|'.join(month_inside)})")


@cache
def date_parts() -> tuple[str, ...]:
    """Return what each group of `date_pattern` holds, in the order of the groups: `y` for the group `y4`."""
    return tuple(name.rstrip("0123456789") for name in date_pattern().groupindex)


def _with_units(units: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return patterns for dates with a unit after each number, one for each set of units: `2024年3月5日`."""
    escaped = [tuple(map(re.escape, map(fold, unit))) for unit in sorted(units)]
    return [
        rf"(?<!\d)(?P<y8{i}>\d{{4}})\s?{year}\s?(?P<m8{i}>\d{{1,2}})\s?{month}\s?(?P<d8{i}>\d{{1,2}})\s?{day}"
        for i, (year, month, day) in enumerate(escaped)
    ]


def folded(words: Iterable[str]) -> str:
    """Return a regular expression that matches one of the words in folded text. Longer words are tried first."""
    return either(map(fold, words))


def month_number(name: str) -> int:
    """Return the number of a month, 1 to 12, by its folded name."""
    return _months()[name]


@cache
def _months() -> dict[str, int]:
    packs = (pack.dates for pack in all_packs())
    return {fold(name): number for pack in packs for number, names in enumerate(pack.months, 1) for name in names}


@cache
def weekday_pattern(place: Literal["before", "after"]) -> re.Pattern[str]:
    """Return the pattern of a weekday (group `day`) beside a date.

    With `before` it matches at the end of the text before the date, with `after` at the start of the text after it.
    """
    names = either(_weekdays())
    return re.compile(rf"\b(?P<day>{names})\.?,?\s*\Z" if place == "before" else rf",?\s*\(?(?P<day>{names})\b")


def weekday_numbers(name: str) -> frozenset[int]:
    """Return the numbers of the weekdays (0 is Monday) that have this folded name in some language."""
    return _weekdays().get(name, frozenset())


@cache
def _weekdays() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for pack in all_packs():
        for number, names in enumerate(pack.dates.weekdays):
            for name in map(fold, names):
                found[name] = found.get(name, frozenset()) | {number}
    return found
