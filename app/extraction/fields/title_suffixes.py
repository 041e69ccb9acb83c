"""Remove the names of the site at both ends of a title, and the name of the section at its end."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from app.extraction.fields.conventions import conventions
from app.extraction.fields.field_numbers import TITLE_SUFFIXES_CUTS, TITLE_SUFFIXES_LEAST_WORDS
from app.extraction.findings import Evidence
from app.text.normalize import letters


def bare_title(text: str, evidence: Evidence) -> str:
    """Return the title without the site's names at both ends and without the section at its end."""
    marks = "".join(mark for mark in conventions().headline.separators if not mark.isalpha())
    parts = _separator().split(text.strip(f" {marks}") or text)  # parts of the title, with the separators between them
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
    """Return whether a part of a title is also a folder of the URL: `District` in `/district/343604`."""
    folders = urlsplit(evidence.document.url or "").path.split("/")[:-1]
    return letters(part) in {letters(unquote(folder)) for folder in folders if folder}


def title_parts(text: str) -> list[str]:
    """Return a title and each group of neighbouring parts: `A | B | C` → itself, `A`, `A | B`, `B`, `B | C`, `C`."""
    parts = _separator().split(text)[: 2 * TITLE_SUFFIXES_CUTS + 1]
    ends = range(1, len(parts) + 1, 2)
    return [text, *("".join(parts[start:end]) for start in range(0, len(parts), 2) for end in ends if start < end)]


@lru_cache(maxsize=1)
def _separator() -> re.Pattern[str]:
    """Return a pattern that matches a separator with white space on both sides, such as ` - `.

    A separator that never occurs inside words, such as `|`, is also matched without white space.
    """
    marks = sorted(conventions().headline.separators, key=len, reverse=True)
    tight = [mark for mark in marks if len(mark) == 1 and not mark.isascii() and mark.isalpha()] + ["|", "\uff5c"]
    return re.compile(rf"(\s(?:{'|'.join(map(re.escape, marks))})\s|(?:{'|'.join(map(re.escape, tight))}))")
