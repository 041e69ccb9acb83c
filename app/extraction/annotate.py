"""Quotes and entities of a story, and in how much of it they are looked for: their cost grows with what may be one.

No article is as long as the limits; a text made of names and marks alone is read for a second or two.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.extraction.entities import find_entities
from app.extraction.findings import Evidence, Story, warn
from app.extraction.quotes import find_quotes, link_speakers
from app.lang.pack import LanguagePack, languages
from app.schemas.article import ExtractionWarning
from app.schemas.entity import EntityDraft
from app.schemas.quote import QuoteDraft

MOST_TEXT, MOST_OF_PARAGRAPH = 200_000, 15_000  # characters of the body, and of one paragraph
MOST_SIGNS = 10_000  # capitals that begin a word, and quotation marks
_SIGN = re.compile(r"(?<!\w)[^\W\d_]|[\"\u201c\u201d\u201e\u00ab\u00bb]")
_PARAGRAPH = re.compile(r"[^\n]+")
_CUT = (
    f"quotes and names are looked for in {MOST_OF_PARAGRAPH:,} characters of a paragraph, "
    f"and in {MOST_TEXT:,} characters or {MOST_SIGNS:,} capitals and quotation marks of the body"
)
_UNSUPPORTED = "the language has no pack: only names of lists are found, and quotes by their marks"


@dataclass(frozen=True)
class Speech:
    """Quotes with their speakers linked, and entities; a warning where not all of the body is looked through."""

    quotes: tuple[QuoteDraft, ...]
    entities: tuple[EntityDraft, ...]
    warnings: tuple[ExtractionWarning, ...] = ()


def find_speech(evidence: Evidence, headline: str, story: Story) -> Speech:
    """The quotes and entities of headline, lede and body."""
    body, lede = looked_through(story.body), story.lede.value
    named = find_entities(headline, lede, body, evidence.pack)
    quotes = find_quotes(headline, lede, body, story.blocks, evidence.pack, named)
    whole = [quote for quote in quotes if quote.field != "body" or _holds(story.body, quote)]
    linked, entities = link_speakers(whole, named)
    return Speech(linked, entities, tuple(_warnings(body == story.body, evidence.pack)))


def _warnings(is_whole: bool, pack: LanguagePack) -> Iterator[ExtractionWarning]:
    if not is_whole:
        yield warn("speech_cut", None, _CUT)
    if pack.language not in languages():
        yield warn("language_unsupported", "entities", _UNSUPPORTED)


def looked_through(body: str) -> str:
    """The body within the limits: the rest of a paragraph is blanked, so that offsets stay, the rest of all cut off."""
    read = _PARAGRAPH.sub(lambda found: found[0][:MOST_OF_PARAGRAPH].ljust(len(found[0])), body)
    end = min(next(islice(_signs(read), MOST_SIGNS, None), MOST_TEXT), MOST_TEXT)
    return read[:end].rpartition("\n")[0] if end < len(read) else read


def _signs(text: str) -> Iterator[int]:
    """Places of quotation marks, and of capitals that begin a word."""
    return (found.start() for found in _SIGN.finditer(text) if not found[0].islower())


def _holds(body: str, quote: QuoteDraft) -> bool:
    """Whether the words are whole: not of a quotation that goes on where it is not looked through."""
    return body[quote.start : quote.end] == quote.text
