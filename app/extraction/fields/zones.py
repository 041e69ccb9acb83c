"""Read zones and offsets printed after a time of day: `+03:00`, `UTC+3`, `ET`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field

from app.lang.knowledge import Knowledge
from app.text.toml import read_toml

_HOURS, _MINUTES = 24, 60  # exclusive limits of the hours and minutes of an offset
_OFFSET = re.compile(
    r"\s*[,(]?\s*(?:"
    r"(?:(?:GMT|UTC)\s?(?P<sign>[+\u2212-])\s?(?P<h>\d{1,2})(?::?(?P<min>\d\d))?)"
    r"|(?P<sign2>[+\u2212-])(?P<h2>\d\d):?(?P<min2>\d\d)"
    r")(?!\d)\)?",
    re.I,
)
_SHORT_OFFSET = re.compile(r"(?P<sign>[+\u2212-])(?P<h>\d\d)(?![\d:.])")
_NAME = re.compile(r"\s*[,(]?\s*(?P<name>[A-Z]{1,5}|z)\b\)?")


class Zones(Knowledge):
    """Contents of `zones.toml`."""

    minutes: Mapping[str, int] = Field(description="Minutes east of UTC by abbreviation.")
    places: Mapping[str, str] = Field(description="IANA zones by abbreviations that hold in summer and winter.")
    month_first: frozenset[str] = Field(description="Abbreviations of zones where the month comes before the day.")


@dataclass(frozen=True)
class PrintedZone:
    """An offset or zone as printed; `tz` is None if the offset is out of range."""

    text: str
    tz: tzinfo | None
    end: int


@cache
def zones() -> Zones:
    """Return the zone abbreviations; the file is read once."""
    return read_toml(Path(__file__).with_name("zones.toml"), Zones)


def find_zone(text: str, begin: int) -> PrintedZone | None:
    """Return the offset or known zone abbreviation at `begin`, white space before it skipped; else None."""
    if match := _OFFSET.match(text, begin) or _SHORT_OFFSET.match(text, begin):
        part = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
        return PrintedZone(match[0].strip(" ,()"), _fixed(part["sign"], part["h"], part.get("min")), match.end())
    match = _NAME.match(text, begin)
    zone = _named(match["name"].upper()) if match else None
    return PrintedZone(match["name"], zone, match.end()) if match and zone else None


def _fixed(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    if int(hours) >= _HOURS or int(minutes or 0) >= _MINUTES:
        return None
    east = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(east if sign == "+" else -east)


def _named(name: str) -> tzinfo | None:
    if name in zones().places:
        return ZoneInfo(zones().places[name])
    minutes = zones().minutes.get(name)
    return None if minutes is None else timezone(timedelta(minutes=minutes))
