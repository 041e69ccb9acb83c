"""When the page was published and when it was last changed: several witnesses, reconciled.

Machine-readable times (JSON-LD, meta, microdata, `time`) and the times printed beside the headline are compared; a
witness without a time of day is refined by one that has it, one without an offset by one that has it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.extraction.document.elements import xpath_texts
from app.extraction.fields.date_parser import ReadDate, TimeNames, machine_times, read_date, read_epoch
from app.extraction.fields.printed_dates import PrintedDate, has_stamps
from app.extraction.fields.sources import news_candidates
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import ExtractionWarning, Precision, Provenance, PublicationTime, ZoneOrigin

_SLACK = timedelta(minutes=10)  # clocks differ
_SAME = timedelta(minutes=2)


@dataclass(frozen=True)
class Witness:
    """A time and who says so; naive where no offset is given."""

    moment: datetime
    precision: Precision
    origin: str
    raw: str
    is_doubtful: bool = False  # its offset is impossible

    @property
    def is_midnight(self) -> bool:
        return self.precision == "day" or (self.moment.hour, self.moment.minute, self.moment.second) == (0, 0, 0)


def find_published(evidence: Evidence, printed: Sequence[PrintedDate]) -> Finding[PublicationTime | None]:
    """The time of publication; never later than the page was fetched."""
    heard = _heard(evidence, machine_times().published, evidence.rule.published)
    found = [*heard.witnesses, *_shown(printed, is_change=False)]
    believed, warnings = _possible(evidence, "published", found)
    if not believed:
        is_lost = heard.is_lost or (not found and (heard.is_told or has_stamps(evidence)))
        return Finding(None, None, (*_refused("published", is_lost), *warnings))
    chosen = _refined(believed[0], believed)
    local, zone = _placed(evidence, chosen.moment)
    assumed = () if zone == "page" else (_assumed(zone, local),)
    refused = _refused("published", heard.is_lost or any(w.is_doubtful and w is not chosen for w in believed))
    value = PublicationTime(local=local, precision=chosen.precision, zone=zone, raw=chosen.raw)
    return Finding(value, _provenance(evidence, chosen, believed), (*refused, *warnings, *assumed))


def find_modified(
    evidence: Evidence, printed: Sequence[PrintedDate], published: PublicationTime | None
) -> Finding[datetime | None]:
    """The time of the last change, where it is later than the publication."""
    heard = _heard(evidence, machine_times().modified, evidence.rule.modified)
    found = [*heard.witnesses, *_shown(printed, is_change=True)]
    believed, warnings = _possible(evidence, "modified", found)
    warnings = (*_refused("modified", heard.is_lost or (heard.is_told and not found)), *warnings)
    later = [w for w in believed if published is None or _placed(evidence, w.moment)[0] > published.local + _SAME]
    if published and not later and any(_is_before(evidence, w, published) for w in believed):
        early = warn("modified_refused", "modified", "a change before the publication is not believed")
        return Finding(None, None, (*warnings, early))
    if not later or (published and later[0].precision == "day" and later[0].moment.date() == published.local.date()):
        return Finding(None, None, warnings)
    chosen = _refined(later[0], later)
    return Finding(_placed(evidence, chosen.moment)[0], _provenance(evidence, chosen, later), warnings)


def _is_before(evidence: Evidence, change: Witness, published: PublicationTime) -> bool:
    """Whether a change is surely earlier: a day without time has all of it."""
    if "day" in (change.precision, published.precision):
        return change.moment.date() < published.local.date()
    return _placed(evidence, change.moment)[0] < published.local - _SAME


@dataclass(frozen=True)
class _Heard:
    """Times that a page tells machines, doubtful ones last."""

    witnesses: list[Witness]
    is_told: bool
    is_lost: bool  # one of the metadata cannot be read


def _heard(evidence: Evidence, names: TimeNames, path: str | None) -> _Heard:
    best = [*_json(evidence, names.members), *_metas(evidence, names.metas)]
    told = [*_ruled(evidence, path), *best, *_properties(evidence, names.properties)]
    read = [(candidate, _witness(evidence, candidate)) for candidate in told]
    witnesses = sorted((w for _, w in read if w), key=lambda witness: witness.is_doubtful)
    unread = [candidate for candidate, witness in read if witness is None]
    return _Heard(witnesses, bool(told), any(candidate in best for candidate in unread))


def _shown(printed: Sequence[PrintedDate], is_change: bool) -> list[Witness]:
    """Times that a page prints: of its publication, or of its last change."""
    wanted = (shown for shown in printed if shown.is_change == is_change)
    return [Witness(shown.date.moment, shown.date.precision, shown.origin, shown.raw) for shown in wanted]


def _ruled(evidence: Evidence, path: str | None) -> Iterator[Candidate[str]]:
    return (Candidate(text, "rule") for text in xpath_texts(evidence.document, path))


def _json(evidence: Evidence, members: Iterable[str]) -> Iterator[Candidate[str]]:
    return (told for member in members for told in news_candidates(evidence.document, member))


def _metas(evidence: Evidence, names: Iterable[str]) -> Iterator[Candidate[str]]:
    return (Candidate(text, name) for name in names for text in evidence.document.meta.get(name, ()))


def _properties(evidence: Evidence, names: Iterable[str]) -> Iterator[Candidate[str]]:
    known = evidence.document.microdata
    return (Candidate(text, f"itemprop:{name}") for name in names for text in known.get(name, ())[:1])


def _witness(evidence: Evidence, told: Candidate[str]) -> Witness | None:
    epoch = read_epoch(told.value)
    found = ReadDate(epoch, "second", 0, 0) if epoch else read_date(told.value, evidence.pack.dates)
    if found is None:
        return None
    return Witness(found.moment, found.precision, told.origin, told.value[:200], found.is_offset_impossible)


def _refused(field: str, is_lost: bool) -> tuple[ExtractionWarning, ...]:
    return (warn("date_refused", field, "the page gives a time that cannot be read"),) if is_lost else ()


def _possible(
    evidence: Evidence, field: str, found: list[Witness]
) -> tuple[list[Witness], tuple[ExtractionWarning, ...]]:
    """Those that are not later than the page was fetched."""
    fetched = evidence.hints.get("fetched_at")
    if fetched is None:
        return found, ()
    fetched = fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC)
    kept = [w for w in found if _placed(evidence, w.moment)[0] <= fetched + _SLACK]
    lost = len(found) - len(kept)
    return kept, (
        warn("in_the_future", field, "a time later than the page was fetched is not believed"),
    ) if lost else ()


def _refined(chosen: Witness, found: list[Witness]) -> Witness:
    """The chosen time with what another witness of the same day knows better: the time of day, the offset."""
    if chosen.is_midnight:
        closer = next((w for w in found if not w.is_midnight and w.moment.date() == chosen.moment.date()), None)
        chosen = closer or chosen
    if chosen.moment.tzinfo is None and chosen.precision != "day":
        clock = chosen.moment.replace(second=0)
        zoned = (
            w
            for w in found
            if w.moment.tzinfo and w.moment.replace(tzinfo=None, second=0) == clock and w.moment.utcoffset()
        )
        same = next(zoned, None)
        chosen = replace(chosen, moment=chosen.moment.replace(tzinfo=same.moment.tzinfo)) if same else chosen
    return chosen


def _placed(evidence: Evidence, moment: datetime) -> tuple[datetime, ZoneOrigin]:
    """The moment with an offset, and where that comes from."""
    if moment.tzinfo is not None:
        return moment, "page"
    named: tuple[tuple[str | None, ZoneOrigin], ...] = (
        (evidence.rule.zone, "publisher_default"),
        (evidence.hints.get("timezone"), "publisher_default"),
        (evidence.pack.default_zone, "language_default"),
    )
    for name, origin in named:
        zone = _zone(name)
        if zone:
            offset = moment.replace(tzinfo=zone).utcoffset()
            return moment.replace(tzinfo=zone).astimezone(_fixed(offset)), origin
    return moment.replace(tzinfo=UTC), "unknown"


def _fixed(offset: timedelta | None) -> timezone:
    return timezone(offset or timedelta())


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the last of names that are folders or too long
        return None


def _assumed(zone: ZoneOrigin, local: datetime) -> ExtractionWarning:
    code = "zone_unknown" if zone == "unknown" else "zone_assumed"
    return warn(code, "published", f"no offset in the page; {local.strftime('%z')} is assumed ({zone})")


def _provenance(evidence: Evidence, chosen: Witness, found: list[Witness]) -> Provenance:
    at = _placed(evidence, chosen.moment)[0]
    agreed = {
        w.origin for w in found if w.origin != chosen.origin and abs(_placed(evidence, w.moment)[0] - at) <= _SAME
    }
    confidence = 0.97 if agreed else 0.85 if chosen.precision != "day" else 0.7
    return Provenance(origin=chosen.origin, raw=chosen.raw, agreed_by=tuple(sorted(agreed)), confidence=confidence)
