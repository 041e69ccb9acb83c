"""Words without marks that a name and a colon give to somebody: lines of an interview, and headlines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from app.extraction.quotes.attribution.discourse import Credit
from app.extraction.quotes.name_index import Names
from app.extraction.quotes.noun_phrases import Party, find_phrases, party_of
from app.extraction.quotes.quotation_marks import MARK, Marked
from app.lang.pack import language_pack
from app.text.normalize import lower

_LINE = re.compile(r"^(?:[-\u2013\u2014]\s?)?(?P<who>[^\W\d_][^\n:]{0,59}):[ \u00a0]+(?P<words>\S[^\n]*)$", re.M)
_LEAST = 3  # lines of an interview
_SURE = 0.85
_WORDS = 5  # of a name in front of a colon

Spoken = tuple[Marked, Credit]


def interview_lines(text: str, language: str) -> Iterator[Spoken]:
    """Lines behind a name and a colon, where the names come again and take turns."""
    lines = [line for line in _LINE.finditer(text) if _is_voice(line["who"], language)]
    voices = Counter(line["who"] for line in lines)
    if len(lines) < _LEAST or len(voices) < 2 or max(voices.values()) < 2:
        return
    for line in lines:
        yield _spoken(line, _party(line["who"], line.start("who"), language))


def headline_words(headline: str, names: Names, language: str) -> Iterator[Spoken]:
    """What stands behind the colon of a headline, where its left side is somebody of the article."""
    line = _LINE.fullmatch(headline.strip())
    if line is None or MARK.search(line["words"]) or not _is_voice(line["who"], language):
        return
    party = _party(line["who"], line.start("who"), language)
    if party is not None and (party.type != "person" or names.knows(party)):
        marked, credit = _spoken(line, party)
        yield marked, replace(credit, party=names.full(party, 0))  # whose place is one in the body


def _spoken(line: re.Match[str], party: Party | None) -> Spoken:
    start, end = line.span("words")
    mention = (party.start, party.end) if party else None
    return Marked(start, end, start, end), Credit(party, "same_sentence", mention, None, _SURE)


def _is_voice(who: str, language: str) -> bool:
    """A name, a title or the label of questions and answers."""
    if lower(who, language) in _labels(language):
        return True
    phrases = find_phrases(who, language)
    return len(who.split()) <= _WORDS and len(phrases) == 1 and (phrases[0].start, phrases[0].tail) == (0, len(who))


def _party(who: str, start: int, language: str) -> Party | None:
    """Who speaks; a label of questions and answers names nobody."""
    if lower(who, language) in _labels(language):
        return None
    party = party_of(find_phrases(who, language)[0], language)
    return party._replace(start=party.start + start, end=party.end + start)


@cache
def _labels(language: str) -> frozenset[str]:
    return frozenset(language_pack(language).quotes.dialogue_labels)
