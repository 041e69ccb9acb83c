"""Read the day in an address: `/2018/01/23/`, `/2018/jan/23/`, `-20180123`, `/18/01/23/`, `/23-01-2018/`."""

import re
from urllib.parse import unquote, urlsplit

from app.extraction.fields.date_parser import ReadDate, read_date
from app.extraction.fields.field_numbers import URL_DATES_SHORT
from app.lang.date_words import DateWords

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_YEAR}(?P<s>[-/_.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d){_YEAR}/(?P<name>[^\W\d_]{{3,12}})/(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\d*(?!\d)",
        r"(?<!\d)(?P<a>0?[1-9]|[12]\d|3[01])(?P<s>[-/_.])(?P<b>0?[1-9]|[12]\d|3[01])(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)",
        r"/(?P<y>[0-4]\d)/(?P<m>0[1-9]|1[0-2])/(?P<d>0[1-9]|[12]\d|3[01])/",
    )
)


def read_url_date(url: str, words: DateWords) -> ReadDate | None:
    """Return the day in the path of an address, or None."""
    path = unquote(urlsplit(url).path).lower()
    found = next(filter(None, (form.search(path) for form in _FORMS)), None)
    if found is None:
        return None
    part = found.groupdict()
    if "a" in part:  # groups `a` and `b`: the numbers of a day and a month, in unknown order
        return read_date(f"{part['a']}/{part['b']}/{part['y']}", words)
    year, month = int(part["y"]), part.get("m") or part["name"]
    text = f"{year if year > URL_DATES_SHORT else year + 2000}-{month}-{part['d']}"
    return read_date(text if "m" in part else f"{part['d']} {month} {part['y']}", words)
