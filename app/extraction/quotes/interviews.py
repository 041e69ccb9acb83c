"""Find speech without quotation marks: lines of interviews (`Name: …`), dialogue after a dash, headlines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from app.extraction.quotes.attribution.discourse import Credit
from app.extraction.quotes.quote_numbers import INTERVIEWS_LEAST, INTERVIEWS_LINE, INTERVIEWS_LONGEST, INTERVIEWS_WORDS
from app.extraction.text.cues import Cue, patterns
from app.extraction.text.name_index import index_names
from app.extraction.text.noun_phrases import Party, find_phrases
from app.extraction.text.quotation_marks import MARK, Marked
from app.lang.pack import language_pack
from app.text.normalize import lower

_LINE = re.compile(r"^(?:[-\u2013\u2014]\s?)?(?P<who>[^\W\d_][^\n:]{0,59}):[ \u00a0]+(?P<words>\S[^\n]*)$", re.M)
_DASHED = re.compile(r"^[-\u2013\u2014]\s?(?P<line>[^\W_a-z][^\n]*|[\u00bf\u00a1][^\n]*)$", re.M)
_SEPARATOR = re.compile(r"(?:(?P<sign>[?!\u2026])\s+[-\u2013\u2014]?|,\s+|\s+[-\u2013\u2014])\s?\Z")
_TAG_END = re.compile(r"[.!?;:\u2013\u2014]")

Spoken = tuple[Marked, Credit]


def interview_lines(text: str, language: str) -> Iterator[Spoken]:
    """Yield the words after `Name:` on each line of an interview.

    A text is an interview only if it has at least two such names, and one of them more than once.
    """
    lines = [line for line in _LINE.finditer(text) if _is_voice(line["who"], language)]
    voices = Counter(line["who"] for line in lines)
    if len(lines) < INTERVIEWS_LEAST or len(voices) < 2 or max(voices.values()) < 2 or _are_labels(voices, language):
        return
    for line in lines:
        yield _spoken(line, _party(line["who"], line.start("who"), language))


def _are_labels(voices: Counter[str], language: str) -> bool:
    """Return whether most lines begin with a label, not with a name.

    A label is one word in capitals: `PRICE: …`.
    """
    labels = (
        who for who in voices if who.isupper() and " " not in who and lower(who, language) not in _labels(language)
    )
    return sum(voices[who] for who in labels) > voices.total() / 2


def dash_lines(text: str, language: str) -> Iterator[Spoken]:
    """Yield the words of lines that begin with a dash and name the speaker in a speech tag: `— Yes, said Ann.`"""
    known = patterns(language)
    for line in _DASHED.finditer(text):
        words = lower(line["line"], language)
        for cue in known.cues(words, 0, min(len(words), INTERVIEWS_LONGEST)):
            gap = _SEPARATOR.search(words, 0, cue.start)
            if gap is not None and gap.end() == cue.start:
                yield _said(text, line.start("line"), gap, cue, line.end("line"), language)
                break


def _said(text: str, start: int, gap: re.Match[str], cue: Cue, end: int, language: str) -> Spoken:
    """Return the words before a speech tag such as `, said Ann`, as a quote of the speaker whom the tag names."""
    stop = start + gap.start() + len(gap["sign"] or "")
    tag = text[start + cue.end : end]
    phrases = find_phrases(text, language, start + cue.end, start + cue.end + len(_TAG_END.split(tag)[0]))
    party = next((phrase.party for phrase in phrases if phrase.case == "subject"), None)
    named = party if party and not party.role_only else None
    placed = replace(cue, start=cue.start + start, end=cue.end + start)
    mention = (named.start, named.end) if named else None
    return Marked(start, stop, start, stop), Credit(named, "same_sentence", mention, placed, INTERVIEWS_LINE)


def headline_words(headline: str, body: str, language: str) -> Iterator[Spoken]:
    """Yield the words after the colon of a headline if the words before the colon are a name.

    The name of a person counts only if the body has it, too.
    """
    line = _LINE.fullmatch(headline.strip())
    if line is None or MARK.search(line["words"]) or not _is_voice(line["who"], language):
        return
    party = _party(line["who"], line.start("who"), language)
    names = index_names(find_phrases(body, language) if party and party.type == "person" else (), language)
    if party is not None and (party.type != "person" or names.knows(party)):
        marked, credit = _spoken(line, party)
        # replace a short name by the first full name in the body that contains the short name
        yield marked, replace(credit, party=names.full(party, 0))


def _spoken(line: re.Match[str], party: Party | None) -> Spoken:
    start, end = line.span("words")
    mention = (party.start, party.end) if party else None
    return Marked(start, end, start, end), Credit(party, "same_sentence", mention, None, INTERVIEWS_LINE)


def _is_voice(who: str, language: str) -> bool:
    """Return whether the words before a colon name a speaker.

    They are a name, a title of a person, or a label such as `Question`.
    """
    if lower(who, language) in _labels(language):
        return True
    phrases = find_phrases(who, language)
    return (
        len(who.split()) <= INTERVIEWS_WORDS
        and len(phrases) == 1
        and (phrases[0].start, phrases[0].tail) == (0, len(who))
    )


def _party(who: str, start: int, language: str) -> Party | None:
    """Return the speaker named before the colon of a line; None for a label such as `Question`."""
    if lower(who, language) in _labels(language):
        return None
    party = find_phrases(who, language)[0].party
    return replace(party, start=party.start + start, end=party.end + start)


@cache
def _labels(language: str) -> frozenset[str]:
    return frozenset(language_pack(language).quotes.dialogue_labels)
