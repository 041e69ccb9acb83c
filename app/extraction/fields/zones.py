"""Read the time zone or UTC offset after a time of day: `+03:00`, `UTC+3`, `ET`."""

import re
from collections.abc import Mapping
from datetime import timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

from app.extraction.fields.field_numbers import ZONES_HOURS, ZONES_MINUTES
from app.lang.knowledge import Knowledge
from app.text.fast_dataclass import fast_dataclass
from app.text.toml import read_toml
from app.text.word_patterns import either

_OFFSET = re.compile(
    r"\s*[,(|]?\s*(?:"
    r"(?:(?:GMT|UTC)\s?(?P<sign>[+\u2212-])\s?(?P<h>\d{1,2})(?::?(?P<min>\d\d))?)"
    r"|(?P<sign2>[+\u2212-])(?P<h2>\d\d):?(?P<min2>\d\d)"
    r")(?!\d)\)?",
    re.I,
)
_SHORT_OFFSET = re.compile(r"(?P<sign>[+\u2212-])(?P<h>\d\d)(?![\d:.])")
_NAME = re.compile(r"\s*[,(|]?\s*(?P<name>[A-Z]{1,5}|z)\b\)?")
_PLACE = re.compile(r"\s*[,(|]?\s*(?P<name>[A-Z][A-Za-z]{1,14}(?:/[A-Z][A-Za-z_-]{1,30}){1,2})\b\)?")


class Zones(Knowledge):
    """The contents of `zones.toml`: time zones by abbreviation and by name."""

    minutes: Mapping[str, int] = Field(description="Minutes east of UTC by abbreviation.")
    phrases: Mapping[str, str] = Field(description="IANA zones by their names in words, in lower case.")
    places: Mapping[str, str] = Field(description="IANA zones by abbreviations that hold in summer and winter.")
    month_first: frozenset[str] = Field(description="Abbreviations of zones where the month comes before the day.")


@fast_dataclass(frozen=True)
class PrintedZone:
    """A UTC offset or zone as printed; `tz` is None if the offset is out of range."""

    text: str
    tz: tzinfo | None
    end: int


@cache
def zones() -> Zones:
    """Return the zones of `zones.toml`; the file is read once."""
    return read_toml(Path(__file__).with_name("zones.toml"), Zones)


def find_zone(text: str, begin: int) -> PrintedZone | None:
    """Return the UTC offset or known zone that starts at `begin`, after optional white space; else None."""
    if match := _OFFSET.match(text, begin) or _SHORT_OFFSET.match(text, begin):
        part = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
        return PrintedZone(match[0].strip(" ,()"), _fixed(part["sign"], part["h"], part.get("min")), match.end())
    for pattern, named in ((_phrase(), _phrased), (_PLACE, iana_zone), (_NAME, _named)):
        match = pattern.match(text, begin)
        zone = named(match["name"]) if match else None
        if match and zone:
            return PrintedZone(match["name"], zone, match.end())
    return None


def iana_zone(name: str) -> tzinfo | None:
    """Return the time zone with an IANA name such as `Europe/Istanbul`; None if there is no such zone."""
    try:
        return ZoneInfo(name)
    # `ZoneInfo` raises OSError if the name is a folder or too long
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _fixed(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    if int(hours) >= ZONES_HOURS or int(minutes or 0) >= ZONES_MINUTES:
        return None
    east = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(east if sign == "+" else -east)


@cache
def _phrase() -> re.Pattern[str]:
    """Match the name of a zone in words, with capitals or without: `Eastern Time`, `eastern standard time`."""
    return re.compile(rf"\s*[,(|]?\s*(?P<name>{either(zones().phrases)})(?!\w)\)?", re.I)


def _phrased(name: str) -> tzinfo | None:
    return ZoneInfo(zones().phrases[" ".join(name.lower().split())])


def _named(name: str) -> tzinfo | None:
    name = name.upper()
    if name in zones().places:
        return ZoneInfo(zones().places[name])
    minutes = zones().minutes.get(name)
    return None if minutes is None else timezone(timedelta(minutes=minutes))
