"""Decide whether the numeric dates of a page put the month or the day first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.extraction.document.jsonld import json_texts
from app.extraction.fields.date_names import date_names
from app.extraction.fields.date_parser import read_dates
from app.extraction.fields.date_sources import DateSource
from app.extraction.fields.field_numbers import DATE_ORDER_LONGEST, DATE_ORDER_MOST_LINES, DATE_ORDER_NEAR
from app.extraction.fields.zones import zones
from app.extraction.findings import Evidence

_NUMERIC = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d\d")
_REGION = re.compile(r"\A\s*[A-Za-z]{2,3}[-_](?:[A-Za-z]{4}[-_])?(?P<region>[A-Za-z]{2})\b")


@dataclass(frozen=True)
class DateOrder:
    """The order of day and month in a page's numeric dates."""

    month_first: bool = False
    is_assumed: bool = False  # whether the order is a guess, because nothing on the page shows it


def in_order(sources: Sequence[DateSource], order: DateOrder) -> list[DateSource]:
    """Return the dates with day and month in `order`.

    Day and month are exchanged in ambiguous dates that were read in the other order.
    """
    return [
        replace(source, date=source.date.swapped)
        if source.date.is_ambiguous and source.date.is_month_first != order.month_first
        else source
        for source in sources
    ]


def find_date_order(evidence: Evidence, sources: Sequence[DateSource]) -> DateOrder:
    """Find the order of day and month in the numeric dates of a page.

    Clues, the most trusted first: unambiguous dates of the story, other numeric dates on the page, the region in the
    language tag or domain, the time zone. Without a clue the day comes first; `is_assumed` is set if both orders are
    usual in the language.
    """
    if not any(source.date.is_ambiguous for source in sources):
        return DateOrder()
    decisions = (_by_other_dates(sources), _by_siblings(evidence, sources), _by_region(evidence), _by_zone(sources))
    decided = next((decision for decision in decisions if decision is not None), None)
    return DateOrder(False, evidence.pack.dates.month_first) if decided is None else DateOrder(decided)


def _by_other_dates(sources: Sequence[DateSource]) -> bool | None:
    """Return the order of day and month (True: month first) that most ambiguous dates show; None if they show none.

    An ambiguous date shows its order if only one reading of the date is near an unambiguous date of the page. Example:
    `05/03/2024` has the day first if the page also has the date `4 March 2024`.
    """
    certain = [source.date.moment.replace(tzinfo=None) for source in sources if not source.date.is_ambiguous]
    votes = []
    for date in (source.date for source in sources if source.date.is_ambiguous):
        readings = {reading.is_month_first: reading.moment.replace(tzinfo=None) for reading in (date, date.swapped)}
        near = [
            order
            for order, moment in readings.items()
            if any(abs(moment - other) <= DATE_ORDER_NEAR for other in certain)
        ]
        votes += near if len(near) == 1 else []
    return _majority(vote for vote in votes if vote is not None)


def _by_siblings(evidence: Evidence, sources: Sequence[DateSource]) -> bool | None:
    """Return the order (True: month first) of the unambiguous numeric dates.

    A date is unambiguous if it has a number above 12 (`25/03/2024`) or a weekday.
    """
    orders = [source.date.is_month_first for source in sources if not source.date.is_ambiguous]
    lines = (block.text for block in evidence.layout.blocks if len(block.text) <= DATE_ORDER_LONGEST)
    numeric = islice((text for text in lines if _NUMERIC.search(text)), DATE_ORDER_MOST_LINES)
    found = (date for text in numeric for date in read_dates(text, evidence.pack.dates) if not date.is_ambiguous)
    orders += [date.is_month_first for date in found]
    return _majority(order for order in orders if order is not None)


def _majority(votes: Iterable[bool]) -> bool | None:
    """Return the order (True: month first) that has more votes than the other; None if they have equally many."""
    balance = sum(1 if vote else -1 for vote in votes)
    return None if balance == 0 else balance > 0


def _by_region(evidence: Evidence) -> bool | None:
    """Return the order (True: month first) that is usual in the region of the page.

    The region is taken from the language tag (`en-US`), else from the domain (`.uk`).
    """
    names = date_names()
    regions = [found["region"].upper() for tag in _language_tags(evidence) if (found := _REGION.match(tag))]
    if regions:
        return regions[0] in names.month_first_regions
    suffix = (evidence.document.domain or "").rpartition(".")[2]
    if suffix in names.month_first_domains:
        return True
    return False if len(suffix) == 2 and suffix not in names.general_domains else None


def _language_tags(evidence: Evidence) -> Iterator[str]:
    document = evidence.document
    yield from (value for name in ("lang", "xml:lang") if (value := document.tree.get(name)))
    yield from (
        text for name in ("og:locale", "content-language", "dc.language") for text in document.meta.get(name, ())
    )
    yield from (text for thing in document.news_objects for text in json_texts(thing.get("inLanguage")))


def _by_zone(sources: Sequence[DateSource]) -> bool | None:
    """Return True (month first) if a time on the page has an American zone such as `ET`; else None."""
    printed = {source.date.zone for source in sources}
    return True if printed & zones().month_first else None
