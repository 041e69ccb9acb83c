"""Find speech without quotation marks: lines of interviews (`Name: …`, `Q. …`), headlines (`Name: …`)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from app.extraction.quotes.attribution.discourse import Credit
from app.extraction.quotes.quote_numbers import (
    INTERVIEWS_LEAST,
    INTERVIEWS_LINE,
    INTERVIEWS_WORDS,
)
from app.extraction.text.noun_phrases import Party, find_phrases
from app.extraction.text.quotation_marks import MARK, Marked
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack
from app.schemas.base import TextField
from app.schemas.entity import EntityDraft
from app.text.normalize import lower
from app.text.word_patterns import either

_DASH = r"(?:[-\u2013\u2014]\s?)?"
_NAME = r"(?P<who>[^\W\d_][^\n:]{0,59}?)"
_WORDS = r"[ \u00a0]+(?P<words>\S[^\n]*)$"
_LINE_END = re.compile(r"\n")
_LINE = re.compile(rf"^{_DASH}{_NAME}:{_WORDS}", re.M)

Spoken = tuple[Marked, Credit]
Answerer = Callable[[int], Party | None]  # returns the person who answers in an interview that begins at an offset


def interviewee(entities: Sequence[EntityDraft], field: TextField, start: int) -> Party | None:
    """Return the person who answers in an interview that begins at the offset `start` of a field, or None.

    It is the only person named before this offset. Of several, it is the only one whom the headline names, too, or
    else the only one with a full name. If there is none, it is the only person whom the headline names.
    """
    people = [entity for entity in entities if entity.type == "person"]
    named = [one for one in people if any(at.field == field and at.start < start for at in one.mentions)]
    titled = [one for one in people if any(at.field == "headline" for at in one.mentions)]
    in_full = [one for one in named if " " in one.name]
    found = next(filter(None, ([one for one in named if one in titled], in_full, named, titled)), [])
    return Party(found[0].name, "person", start, start) if len(found) == 1 else None


def answered(party: Party | None) -> Credit:
    """Return the credit of an answer to the interviewee, or to nobody if it is unknown who answers."""
    return Credit(party, "coreference", None, None, INTERVIEWS_LINE)


def interview_lines(text: str, language: str, answerer: Answerer) -> Iterator[Spoken]:
    """Yield the words after `Name:`, or after a label such as `Q.`, on each line of an interview.

    A text is an interview only if it has at least two such names, and one of them more than once. Labels before a full
    stop count only if one of these lines is a question, because they may be initials (`A. Lee`). An answer after a
    label is credited to the person whom `answerer` returns.
    """
    found = [*matches_of_lines(_lines(language), text)]
    if max(Counter(_voice(line, language) for line in found).values(), default=0) < 2:
        return  # tested here, too, because `_is_voice` takes more time
    asks = any(line["label"] and line["words"].rstrip().endswith("?") for line in found)
    lines = [line for line in found if (asks if line["label"] else _is_voice(line["who"], language))]
    voices = Counter(_voice(line, language) for line in lines)
    if len(lines) < INTERVIEWS_LEAST or len(voices) < 2 or max(voices.values()) < 2 or _are_labels(voices, language):
        return
    party = answerer(lines[0].start())
    for line in lines:
        if _voice(line, language) in language_pack(language).quotes.answer_labels:
            yield _marked(line), answered(party)
        else:
            yield _spoken(line, _party(_voice(line, language), line.start("who"), language))


def matches_of_lines(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with `^`. To save time, only beginnings of lines are tried."""
    done = 0
    for start in (0, *(end.end() for end in _LINE_END.finditer(text))):
        line = pattern.match(text, start) if start >= done else None
        if line is not None:
            done = line.end()
            yield line


@cache
def _lines(language: str) -> re.Pattern[str]:
    """Return the pattern of a line that begins with a label and a full stop (`Q. …`, es `P.- …`), or as `Name: …`.

    In French, a space may be before the colon.
    """
    label = rf"(?P<label>(?i:{either(_labels(language))}))\.[-:\u2013]?"
    # for speed, a line without a colon near its beginning is passed over before a name is looked for
    return re.compile(rf"^{_DASH}(?:{label}|(?=[^\n:]{{1,61}}+:){_NAME}[ \u00a0\u202f]?:){_WORDS}", re.M)


def _voice(line: re.Match[str], language: str) -> str:
    """Return the name before a line. All labels of questions count as one name, and all labels of answers, too."""
    who = line["label"] or line["who"]
    return _labels(language).get(lower(who, language), who)


def _are_labels(voices: Counter[str], language: str) -> bool:
    """Return whether most lines begin with a label, not with a name.

    A label is one word in capitals: `PRICE: …`.
    """
    labels = (
        who for who in voices if who.isupper() and " " not in who and lower(who, language) not in _labels(language)
    )
    return sum(voices[who] for who in labels) > voices.total() / 2


def headline_words(headline: str, body: ReadText) -> Iterator[Spoken]:
    """Yield the words after the colon of a headline if the words before the colon are a name.

    The name of a person counts only if the body has it, too.
    """
    line, language = _LINE.fullmatch(headline.strip()), body.pack.language
    if line is None or MARK.search(line["words"]) or not _is_voice(line["who"], language):
        return
    party = _party(line["who"], line.start("who"), language)
    if party is not None and (party.type != "person" or body.parsed.names.knows(party)):
        marked, credit = _spoken(line, party)
        # replace a short name by the first full name in the body that contains the short name
        yield marked, replace(credit, party=body.parsed.names.full(party, 0))


def _spoken(line: re.Match[str], party: Party | None) -> Spoken:
    mention = (party.start, party.end) if party else None
    return _marked(line), Credit(party, "same_sentence", mention, None, INTERVIEWS_LINE)


def _marked(line: re.Match[str]) -> Marked:
    start, end = line.span("words")
    return Marked(start, end, start, end)


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
def _labels(language: str) -> dict[str, str]:
    """Map each label of questions to the first of these labels, and each label of answers, too."""
    words = language_pack(language).quotes
    return {label: labels[0] for labels in (words.answer_labels, words.question_labels) for label in labels}
