"""Remove the names of the site before and after a title, and the section after it."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from app.extraction.fields.conventions import conventions
from app.extraction.fields.field_numbers import TITLE_SUFFIXES_CUTS, TITLE_SUFFIXES_LEAST_WORDS
from app.extraction.findings import Evidence
from app.text.normalize import letters


def bare_title(text: str, evidence: Evidence) -> str:
    """Return the title without site names at both ends and without the section; at least one part stays."""
    marks = "".join(mark for mark in conventions().headline.separators if not mark.isalpha())
    parts = _separator().split(text.strip(f" {marks}") or text)  # alternating parts and separators of the title
    for _ in range(TITLE_SUFFIXES_CUTS):
        if len(parts) > 2 and evidence.site.is_title_part(parts[-1]):
            parts = parts[:-2]
        elif len(parts) > 2 and evidence.site.is_title_part(parts[0]):
            parts = parts[2:]
        elif (
            len(parts) > 2
            and _is_folder(parts[-1], evidence)
            and len("".join(parts[:-2]).split()) >= TITLE_SUFFIXES_LEAST_WORDS
        ):
            parts = parts[:-2]
        else:
            break
    return "".join(parts).strip()


def _is_folder(part: str, evidence: Evidence) -> bool:
    """Return whether the suffix of a title equals a segment of the URL: `… | District` in `/district/343604`."""
    folders = urlsplit(evidence.document.url or "").path.split("/")[:-1]
    return letters(part) in {letters(unquote(folder)) for folder in folders if folder}


def title_parts(text: str) -> list[str]:
    """Return a title and every run of its parts between separators: `A | B` → `A | B`, `A`, `B`."""
    parts = _separator().split(text)[: 2 * TITLE_SUFFIXES_CUTS + 1]
    ends = range(1, len(parts) + 1, 2)
    return [text, *("".join(parts[start:end]) for start in range(0, len(parts), 2) for end in ends if start < end)]


@lru_cache(maxsize=1)
def _separator() -> re.Pattern[str]:
    """Match a separator between white space, or one that needs no white space because titles never contain it (`|`)."""
    marks = sorted(conventions().headline.separators, key=len, reverse=True)
    tight = [mark for mark in marks if len(mark) == 1 and not mark.isascii() and mark.isalpha()] + ["|", "\uff5c"]
    return re.compile(rf"(\s(?:{'|'.join(map(re.escape, marks))})\s|(?:{'|'.join(map(re.escape, tight))}))")
