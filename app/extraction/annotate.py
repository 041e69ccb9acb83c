"""Find quotes and entities in a story.

Only the first part of a very long body is searched, because each capital and each quotation mark takes time. Real
articles are shorter than this part. Even if the part has nothing but names and quotation marks, the search takes only a
second or two.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.extraction.entities import find_entities
from app.extraction.findings import Evidence, Story, warn
from app.extraction.quotes import find_quotes, link_speakers
from app.extraction.text.read_text import read_fields
from app.lang.pack import LanguagePack, languages
from app.schemas.article import ExtractionWarning
from app.schemas.entity import EntityDraft
from app.schemas.quote import QuoteDraft

# Quotes and names are searched for in the first `MOST_TEXT` characters of the body, but only in the first
# `MOST_OF_PARAGRAPH` characters of each paragraph.
MOST_TEXT, MOST_OF_PARAGRAPH = 200_000, 15_000
# The search for quotes and names ends after this many signs of the body. A sign is a quotation mark, or a word that may
# be a name, because it does not begin with a small letter.
MOST_SIGNS = 10_000
# Matches a quotation mark, or the first letter of a word, but not the letters a to z. The search is fast, because the
# pattern begins with a set of characters.
_SIGN = re.compile(r"[^a-z\s](?:(?<=[^\W\d_])(?<!\w\w)|(?<=[\"\u201c\u201d\u201e\u00ab\u00bb]))")
_PARAGRAPH = re.compile(r"[^\n]+")
_CUT = (
    f"quotes and names are looked for in {MOST_OF_PARAGRAPH:,} characters of a paragraph, "
    f"and in {MOST_TEXT:,} characters or {MOST_SIGNS:,} capitals and quotation marks of the body"
)
_UNSUPPORTED = "the language has no pack: only names of lists are found, and quotes by their marks"


@dataclass(frozen=True)
class Speech:
    """The quotes and entities of an article, with warnings if some may be missing. Speakers are linked to entities."""

    quotes: tuple[QuoteDraft, ...]
    entities: tuple[EntityDraft, ...]
    warnings: tuple[ExtractionWarning, ...] = ()


def find_speech(evidence: Evidence, headline: str, story: Story) -> Speech:
    """Find the quotes and entities in the headline, lede and body of an article."""
    body = looked_through(story.body)
    texts = read_fields(headline, story.lede.value, body, evidence.pack)
    named = find_entities(texts)
    quotes = find_quotes(texts, story.blocks, named)
    whole = [quote for quote in quotes if quote.field != "body" or _holds(story.body, quote)]
    linked, entities = link_speakers(whole, named)
    return Speech(linked, entities, tuple(_warnings(body == story.body, evidence.pack)))


def _warnings(is_whole: bool, pack: LanguagePack) -> Iterator[ExtractionWarning]:
    if not is_whole:
        yield warn("speech_cut", None, _CUT)
    if pack.language not in languages():
        yield warn("language_unsupported", "entities", _UNSUPPORTED)


def looked_through(body: str) -> str:
    """Return the beginning of the body: the part in which quotes and names are searched for.

    The end of a very long paragraph is not searched. It is replaced by spaces, so that offsets stay valid.
    """
    if len(body) <= min(MOST_SIGNS, MOST_OF_PARAGRAPH):
        return body
    read = _PARAGRAPH.sub(lambda found: found[0][:MOST_OF_PARAGRAPH].ljust(len(found[0])), body)
    cut = next(islice(_signs(read), MOST_SIGNS, None), MOST_TEXT)
    end = min(cut, MOST_TEXT)
    return read[:end].rpartition("\n")[0] if end < len(read) else read


def _signs(text: str) -> Iterator[int]:
    """Yield the offset of each quotation mark, and of each word that does not begin with a small letter (`Ankara`)."""
    return (found.start() for found in _SIGN.finditer(text) if not found[0].islower())


def _holds(body: str, quote: QuoteDraft) -> bool:
    """Return whether `body` has the quote's text at the quote's offsets.

    Quotes are searched for in the text of `looked_through`, which has spaces in place of the end of a long paragraph. A
    quote that includes some of these spaces does not occur in `body`.
    """
    return body[quote.start : quote.end] == quote.text
