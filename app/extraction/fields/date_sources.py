"""Read the machine-readable dates of a page, from rule, JSON-LD, `meta`, microdata, attributes and address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from app.extraction.document.document import item_value
from app.extraction.document.elements import is_away, is_of_other_item, xpath_texts
from app.extraction.document.jsonld import json_texts, types_of
from app.extraction.document.schema_types import web
from app.extraction.fields.date_names import TimeNames, bare_attribute, date_names
from app.extraction.fields.date_parser import ReadDate, read_date, read_epoch
from app.extraction.fields.field_numbers import DATE_SOURCES_LONGEST, DATE_SOURCES_MOST, DATE_SOURCES_NAMES
from app.extraction.fields.sources import news_candidates
from app.extraction.fields.url_dates import read_url_date
from app.extraction.findings import Candidate, Evidence
from app.text.fast_dataclass import fast_dataclass
from app.text.normalize import visible_text

# an attribute may contain a date if one of these is a part of its name
_NAME_PARTS = ("publi", "pubdate", "pubtime", "updat", "modif", "created")


@fast_dataclass(frozen=True)
class DateSource:
    """A date and its origin."""

    date: ReadDate
    origin: str
    raw: str
    is_change: bool = False  # whether the date is the time of the last change, not of publication
    is_machine: bool = False  # whether the date comes from metadata, not from printed text


@dataclass(frozen=True)
class MachineDates:
    """Dates from metadata, the most trusted first. Dates with impossible UTC offsets are last."""

    sources: tuple[DateSource, ...]
    # whether the publisher's rule, a JSON-LD article, `meta` or microdata gives a date, even an unreadable one
    is_given: bool
    is_lost: bool  # whether a date in JSON-LD articles or `meta` cannot be parsed


def machine_dates(evidence: Evidence, is_change: bool) -> MachineDates:
    """Return the dates of publication in the metadata; if `is_change`, return the dates of the last change."""
    names = date_names().modified if is_change else date_names().published
    path = evidence.rule.modified if is_change else evidence.rule.published
    best = [*_json(evidence, names.members), *_metas(evidence, names.metas)]
    ruled = [Candidate(text, "rule") for text in xpath_texts(evidence.document, path)]
    given = [*ruled, *best, *_properties(evidence, names.properties)]
    more = [*_page_json(evidence, names.page_members), *_other_metas(evidence, names)]
    read = [(item, _source(evidence, item, is_change)) for item in (*given, *more)]
    found = sorted((source for _, source in read if source), key=lambda source: source.date.is_offset_impossible)
    unread = [item for item, source in read if source is None]
    return MachineDates(tuple(found), bool(given), any(item in best for item in unread))


def attribute_dates(evidence: Evidence) -> Iterator[DateSource]:
    """Yield the dates in attributes of any element.

    An attribute's name shows whether its date is that of publication (`publishdate`) or of a change (`data-modified`).
    """
    times = ((date_names().published, False), (date_names().modified, True))
    dated = (node for node in evidence.document.elements if any(map(_may_hold_date, node.keys())))
    for node in islice(dated, DATE_SOURCES_MOST):
        if node.tag == "meta" or is_away(evidence.document, node):
            continue
        named = [(bare_attribute(name), value) for name, value in node.items()]
        for names, is_change in times:
            for value in (value for name, value in named if name in names.attributes):
                if source := _source(evidence, Candidate(value, "attribute"), is_change):
                    yield source


@lru_cache(maxsize=DATE_SOURCES_NAMES)
def _may_hold_date(attribute: str) -> bool:
    return any(part in attribute for part in _NAME_PARTS)


def address_dates(evidence: Evidence) -> Iterator[DateSource]:
    """Yield the day in the page's address and the day in the address of its lead picture."""
    pictures = [(text, "og:image") for text in evidence.document.meta.get("og:image", ())[:1]]
    for url, origin in [(evidence.document.url or "", "url"), *pictures]:
        if date := read_url_date(url, evidence.pack.dates):
            yield DateSource(date, origin, url[:DATE_SOURCES_LONGEST])


def read_stamp(text: str, evidence: Evidence) -> ReadDate | None:
    """Parse a date in metadata or an attribute: Unix time, or any form in which dates are printed."""
    epoch = read_epoch(text)
    return ReadDate(epoch, "second", 0, 0) if epoch else read_date(visible_text(text), evidence.pack.dates)


def _source(evidence: Evidence, item: Candidate[str], is_change: bool) -> DateSource | None:
    date = read_stamp(item.value, evidence)
    return DateSource(date, item.origin, item.value[:DATE_SOURCES_LONGEST], is_change, True) if date else None


def _json(evidence: Evidence, members: Iterable[str]) -> Iterator[Candidate[str]]:
    return (item for member in members for item in news_candidates(evidence.document, member))


def _page_json(evidence: Evidence, members: Iterable[str]) -> Iterator[Candidate[str]]:
    """Yield the dates in JSON-LD objects that describe the page itself (`WebPage`), not the article."""
    for thing in evidence.document.jsonld:
        if types_of(thing) & web().types.page:
            for member in members:
                yield from (Candidate(text, f"json-ld:page.{member}") for text in json_texts(thing.get(member)))


def _metas(evidence: Evidence, names: Iterable[str]) -> Iterator[Candidate[str]]:
    return (Candidate(text, name) for name in names for text in evidence.document.meta.get(name, ()))


def _other_metas(evidence: Evidence, names: TimeNames) -> Iterator[Candidate[str]]:
    """Yield the dates of further `meta` elements: their names have a prefix before a known name (`app:publishdate`)."""
    for name, texts in evidence.document.meta.items():
        if _bare_end(name) in names.attributes and name not in names.metas:
            yield from (Candidate(text, name) for text in texts)


@lru_cache(maxsize=DATE_SOURCES_NAMES)
def _bare_end(name: str) -> str:
    """Return the letters after the prefix of a name: `app:publish_date` → `publishdate`; empty without a prefix."""
    last = name.replace(":", ".").rpartition(".")[2]
    return bare_attribute(last) if last != name else ""


def _properties(evidence: Evidence, names: Iterable[str]) -> Iterator[Candidate[str]]:
    for name in names:
        own = (node for node in evidence.document.with_property(name) if not is_of_other_item(evidence.document, node))
        texts = (text for node in islice(own, DATE_SOURCES_MOST) if (text := visible_text(item_value(node))))
        yield from (Candidate(text, f"itemprop:{name}") for text in islice(texts, 1))
