"""Reconcile all dates of a page into the time of publication and the time of the last change.

Order of trust: machine-readable dates (rule, JSON-LD, meta, microdata, attributes), printed dates, the page's address.
If the chosen date lacks time of day or UTC offset, another date of the page supplies it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from app.extraction.fields.date_order import DateOrder, find_date_order, in_order
from app.extraction.fields.date_parser import ReadDate
from app.extraction.fields.date_sources import DateSource, address_dates, attribute_dates, machine_dates
from app.extraction.fields.field_numbers import DATES_SAME, DATES_SLACK
from app.extraction.fields.local_times import placed, with_local_offset
from app.extraction.fields.printed_dates import has_stamps, printed_dates
from app.extraction.fields.reconcile import reconcile
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import ExtractionWarning, PublicationTime, ZoneOrigin

_DAY = timedelta(days=1)  # dates that differ by at most this much may be one moment in two time zones
_ADDRESSES = ("url", "og:image")
Warnings = tuple[ExtractionWarning, ...]


@dataclass(frozen=True)
class PageDates:
    """All dates of a page, with day and month read in the same `order`."""

    published: tuple[DateSource, ...]
    modified: tuple[DateSource, ...]
    order: DateOrder
    is_published_lost: bool  # whether the page gives a time of publication that cannot be read
    is_modified_lost: bool  # whether the page gives a time of change that cannot be read


def find_dates(evidence: Evidence, headline: str = "") -> PageDates:
    """Return all dates of the page that may be dates of the story, the most trusted first."""
    published, modified = machine_dates(evidence, False), machine_dates(evidence, True)
    printed = printed_dates(evidence, headline)
    # searching all attributes is slow, so it is done only if the metadata have no date of publication
    attributes = [] if published.sources else list(attribute_dates(evidence))
    visible = [source for source in (*attributes, *printed) if not source.is_change]
    changes = [source for source in (*attributes, *printed) if source.is_change]
    first = [*published.sources, *visible, *address_dates(evidence)]
    last = [*modified.sources, *changes]
    order = find_date_order(evidence, [*first, *last])
    return PageDates(
        tuple(in_order(first, order)),
        tuple(in_order(last, order)),
        order,
        published.is_lost or (not first and (published.is_given or has_stamps(evidence))),
        modified.is_lost or (modified.is_given and not last),
    )


def find_published(evidence: Evidence, dates: PageDates) -> Finding[PublicationTime | None]:
    """Find the time of publication.

    A time later than the fetch of the page is ignored. If the page gives only the time of its last change, this time is
    returned with a warning.
    """
    believed, warnings = _possible(evidence, "published", dates.published)
    if not believed and (changes := _possible(evidence, "published", dates.modified)[0]):
        believed = changes
        warnings = (
            *warnings,
            warn(
                "published_from_change",
                "published",
                "the page gives only the time of its last change, which is used instead",
            ),
        )
    refused = _refused("published", dates.is_published_lost or any(s.date.is_offset_impossible for s in believed[1:]))
    if not believed:
        return Finding(None, None, (*refused, *warnings))
    chosen = _refined(_trusted(believed), believed)
    value = _time(evidence, chosen)
    candidates = [Candidate(_time(evidence, source), source.origin, source.raw) for source in believed]
    notes = (*refused, *warnings, *_assumptions("published", chosen, dates.order, value.zone, value.local))
    best = Candidate(value, chosen.origin, chosen.raw)
    return reconcile("published", candidates, lambda time: time.local.date(), best, notes)


def find_modified(evidence: Evidence, dates: PageDates, published: PublicationTime | None) -> Finding[datetime | None]:
    """Find the time of the last change.

    A time that is not later than the publication is ignored.
    """
    believed, warnings = _possible(evidence, "modified", dates.modified)
    warnings = (*_refused("modified", dates.is_modified_lost), *warnings)
    later = [source for source in believed if published is None or _is_after(evidence, source, published)]
    if published and not later and any(_is_before(evidence, source, published) for source in believed):
        early = warn("modified_refused", "modified", "a time of change earlier than the publication was ignored")
        return Finding(None, None, (*warnings, early))
    if not later:
        return Finding(None, None, warnings)
    chosen = _refined(later[0], later)
    candidates = [Candidate(_time(evidence, source).local, source.origin, source.raw) for source in later]
    best = Candidate(_time(evidence, chosen).local, chosen.origin, chosen.raw)
    return reconcile("modified", candidates, datetime.date, best, warnings)


def _time(evidence: Evidence, source: DateSource) -> PublicationTime:
    local, zone = placed(evidence, source.date.moment)
    return PublicationTime(local=local, precision=source.date.precision, zone=zone, raw=source.raw)


def _is_after(evidence: Evidence, change: DateSource, published: PublicationTime) -> bool:
    """Return whether a change is surely later than the publication.

    A date without a time of day may mean any time of that day.
    """
    if change.date.precision == "day" and change.date.moment.date() == published.local.date():
        return False
    return placed(evidence, change.date.moment)[0] > published.local + DATES_SAME


def _is_before(evidence: Evidence, change: DateSource, published: PublicationTime) -> bool:
    """Return whether a change is surely earlier than the publication.

    A date without a time of day may mean any time of that day.
    """
    if "day" in (change.date.precision, published.precision):
        return change.date.moment.date() < published.local.date()
    return placed(evidence, change.date.moment)[0] < published.local - DATES_SAME


def _refused(field: str, is_lost: bool) -> Warnings:
    return (warn("date_refused", field, "the page gives a time that is not a valid date"),) if is_lost else ()


def _possible(evidence: Evidence, field: str, found: Sequence[DateSource]) -> tuple[list[DateSource], Warnings]:
    """Return the dates that are not later than the fetch of the page. Warn if there are later ones."""
    fetched = evidence.hints.get("fetched_at")
    if fetched is None:
        return list(found), ()
    latest = (fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC)) + DATES_SLACK
    kept = [source for source in found if placed(evidence, source.date.moment)[0] <= latest]
    late = warn("in_the_future", field, "a time later than the fetch of the page was ignored")
    return kept, (late,) if len(kept) < len(found) else ()


def _trusted(found: Sequence[DateSource]) -> DateSource:
    """Return the most trusted date if another date, at most a day apart, confirms it.

    Otherwise return the first date that both the metadata and the printed text give. If there is no such date, return
    the most trusted one.
    """
    days: dict[date, list[DateSource]] = {}
    for source in found:
        days.setdefault(source.date.moment.date(), []).append(source)
    first = found[0].date.moment.date()
    near = [source for day, sources in days.items() if abs(day - first) <= _DAY for source in sources]
    if len(near) > 1:
        return found[0]
    agreed = (sources[0] for sources in days.values() if {source.is_machine for source in sources} == {True, False})
    return next(agreed, found[0])


def _refined(chosen: DateSource, found: Sequence[DateSource]) -> DateSource:
    """Complete the chosen date with the time of day and the UTC offset of other dates.

    If the chosen date has no time of day, take another date of the same day that has one. If there is none, and the
    chosen date is from metadata, take another date from metadata that has a time of day and is at most one day apart.
    Then take the UTC offset from another date that names the same moment or the same local time.
    """
    others = [source for source in found if source.origin not in _ADDRESSES]
    if _is_midnight(chosen.date):
        day = chosen.date.moment.date()
        timed = [source for source in others if not _is_midnight(source.date)]
        same = (source for source in timed if source.date.moment.date() == day)
        close = (source for source in timed if source.is_machine and abs(source.date.moment.date() - day) <= _DAY)
        chosen = next(same, None) or (next(close, None) if chosen.is_machine else None) or chosen
    moment = chosen.date.moment
    if moment.tzinfo is None and chosen.date.precision != "day":
        clock = moment.replace(second=0)
        aware = (source.date.moment for source in others if source.date.moment.utcoffset())
        twin = next((other for other in aware if other.replace(tzinfo=None, second=0) == clock), None)
        moment = moment.replace(tzinfo=twin.tzinfo) if twin else moment
    clocks = [source.date.moment for source in others if source.date.precision != "day"]
    return replace(chosen, date=replace(chosen.date, moment=with_local_offset(moment, clocks)))


def _is_midnight(date: ReadDate) -> bool:
    return date.precision == "day" or (date.moment.hour, date.moment.minute, date.moment.second) == (0, 0, 0)


def _assumptions(field: str, chosen: DateSource, order: DateOrder, zone: ZoneOrigin, local: datetime) -> Warnings:
    """Return warnings if the UTC offset, or the order of day and month, is not on the page and was assumed."""
    found: list[ExtractionWarning] = []
    if chosen.date.is_ambiguous and order.is_assumed:
        found.append(
            warn(
                "date_order_assumed",
                field,
                "the page does not show whether the day or the month comes first in its dates; day first is assumed",
            )
        )
    if zone != "page":
        code = "zone_unknown" if zone == "unknown" else "zone_assumed"
        found.append(warn(code, field, f"no offset in the page; {local.strftime('%z')} is assumed ({zone})"))
    return tuple(found)
