"""Noun phrases that may name a speaker: runs of capitalised words, their case, their title and their full form."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from app.lang.pack import language_pack
from app.schemas.quote import SpeakerType
from app.text.fold import lower

_TOKEN = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*\.?|[^\w\s]|\n|[\x01]+")
_APOSTROPHES = frozenset("'\u2019")
_HEAD = 5
Case = Literal["subject", "genitive", "ablative", "other"]


@dataclass(frozen=True)
class Word:
    """A word without the suffix behind its apostrophe."""

    text: str
    start: int
    end: int
    suffix: str


@dataclass(frozen=True)
class Phrase:
    """A name as it stands: title and name, the case of its last word, and what follows it."""

    words: tuple[Word, ...]
    case: Case
    start: int
    end: int
    tail: int

    @property
    def name(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Party:
    """A phrase read as a possible speaker."""

    name: str
    type: SpeakerType
    start: int
    end: int
    role_only: bool = False


@dataclass(frozen=True)
class _Words:
    language: str
    not_names: frozenset[str]
    titles: frozenset[str]
    title_endings: tuple[str, ...]
    heads: tuple[str, ...]
    connectors: frozenset[str]
    organization_connectors: frozenset[str]
    genitive: re.Pattern[str]
    ablative: re.Pattern[str]
    glued_genitive: re.Pattern[str]
    glued_oblique: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    words = language_pack(language).quotes
    return _Words(
        language,
        frozenset(words.not_names),
        frozenset((*words.titles, *words.role_nouns)),
        words.title_endings,
        words.organization_heads,
        frozenset(words.connectors),
        frozenset(words.organization_connectors),
        re.compile(words.genitive),
        re.compile(words.ablative),
        re.compile(words.glued_genitive),
        re.compile(words.glued_oblique),
    )


def find_phrases(text: str, language: str) -> tuple[Phrase, ...]:
    """Every run of capitalised words, in order."""
    known = _words(language)
    found: list[Phrase] = []
    run: list[Word] = []
    for word in _tokens(text):
        if run and not _continues(text, run[-1], word, known):
            found += _phrase(run, known)
            run = []
        if word.text[0].isupper() or (run and lower(word.text, language) in known.connectors | known.organization_connectors):
            run.append(word)
    return tuple(found + _phrase(run, known))


def _tokens(text: str) -> Iterator[Word]:
    matches = list(_TOKEN.finditer(text))
    skip = -1
    for index, match in enumerate(matches):
        if index <= skip or not match[0][0].isalnum():
            continue
        suffix, nearby = "", matches[index + 1 : index + 3]
        if len(nearby) == 2 and nearby[0][0] in _APOSTROPHES and nearby[0].start() == match.end() == nearby[1].start() - 1:
            if nearby[1][0][0].isalpha() and len(match[0]) > 1:
                suffix, skip = nearby[1][0].rstrip("."), index + 2
        bare = match[0] if len(match[0]) <= 3 and not suffix else match[0].rstrip(".")
        yield Word(bare, match.start(), match.start() + len(bare), suffix)


def _tail(word: Word) -> int:
    return word.end + (len(word.suffix) + 1 if word.suffix else 0)


def _continues(text: str, last: Word, word: Word, known: _Words) -> bool:
    if text[_tail(last) : word.start].strip(" \u00a0.") or word.start - _tail(last) > 2 or "." in text[last.end : word.start] and len(last.text) > 4:
        return False
    if lower(last.text, known.language) in known.not_names:
        return False
    if last.suffix:
        return known.genitive.fullmatch(lower(last.suffix, known.language)) is not None and word.text[0].isupper()
    low = lower(word.text, known.language)
    return word.text[0].isupper() or word.text[0].isdigit() or low in known.connectors or low in known.organization_connectors


def _phrase(run: list[Word], known: _Words) -> list[Phrase]:
    while run and not run[-1].text[0].isupper():
        run = run[:-1]
    pieces = [piece for part in _by_connector(run, known) for piece in _by_genitive(part, known)]
    kept = [piece for piece in pieces if lower(piece[0].text, known.language) not in known.not_names or len(piece) > 1]
    return [Phrase(tuple(piece), _case(piece[-1], known), piece[0].start, piece[-1].end, _tail(piece[-1])) for piece in kept]


def _by_connector(run: list[Word], known: _Words) -> list[list[Word]]:
    """Names joined by a word such as “and” are one name only when an organization's head ends it."""
    joints = [index for index, word in enumerate(run) if lower(word.text, known.language) in known.organization_connectors]
    if not joints or _is_head(run[-1].text, known):
        return [run] if run else []
    pieces, start = [], 0
    for joint in [*joints, len(run)]:
        pieces.append([word for word in run[start:joint] if start or joint])
        start = joint + 1
    return [piece for piece in pieces if piece]


def _by_genitive(run: list[Word], known: _Words) -> list[list[Word]]:
    """A genitive belongs to a name only when an organization's head or a title ends it."""
    cuts = [index + 1 for index, word in enumerate(run[:-1]) if word.suffix]
    if not cuts or _is_head(run[-1].text, known) or (len(run) > 2 and _is_title(run[-1].text, known)):
        return [run]
    return [run[: cuts[-1]], run[cuts[-1] :]] if len(cuts) == 1 else [run[cuts[-1] :]]


def _is_head(word: str, known: _Words) -> bool:
    return bool(known.heads) and lower(word, known.language).startswith(known.heads)


def _is_title(word: str, known: _Words) -> bool:
    low = lower(word, known.language).rstrip(".")
    return low in known.titles or bool(known.title_endings and low.endswith(known.title_endings))


def _case(word: Word, known: _Words) -> Case:
    low = lower(word.text, known.language)
    if word.suffix:
        suffix = lower(word.suffix, known.language)
        if known.genitive.fullmatch(suffix):
            return "genitive"
        return "ablative" if known.ablative.fullmatch(suffix) else "other"
    if known.glued_genitive.search(low):
        return "genitive"
    return "other" if known.glued_oblique.search(low) else "subject"


def party_of(phrase: Phrase, language: str) -> Party:
    """The phrase without its title; a phrase that is only a title keeps it."""
    known = _words(language)
    words = phrase.words
    titled = max((index for index, word in enumerate(words) if _is_title(word.text, known)), default=-1)
    organization = _is_head(words[-1].text, known) and not _is_title(words[-1].text, known)
    bare = words if organization else words[titled + 1 :]
    if not bare:
        return _role(phrase)
    name = _text(bare)
    kind: SpeakerType = "organization" if organization or _is_acronym(bare) else "person"
    return Party(name, kind, bare[0].start, bare[-1].end)


def _role(phrase: Phrase) -> Party:
    return Party(_text(phrase.words), "unnamed", phrase.start, phrase.end, True)


def _text(words: Sequence[Word]) -> str:
    parts = [word.text + ("'" + word.suffix if word.suffix and index < len(words) - 1 else "") for index, word in enumerate(words)]
    return " ".join(parts)


def _is_acronym(words: Sequence[Word]) -> bool:
    return len(words) == 1 and words[0].text.isupper() and 2 <= len(words[0].text) <= 8


@dataclass(frozen=True)
class Names:
    """All names of an article with their places, to complete short forms."""

    language: str
    by_last: dict[str, list[tuple[int, Party]]]
    by_title: dict[str, list[tuple[int, Party]]]
    by_head: dict[str, list[tuple[int, Party]]]

    def full(self, party: Party, position: int) -> Party:
        """The fullest form of the name: the last one before the position, else the first one."""
        if party.type != "person":
            return party
        low = lower(party.name, self.language)
        found = _nearest(self.by_last.get(low.split()[-1], ()), position)
        fits = found is not None and (" " not in low or lower(found.name, self.language).endswith(" " + low))
        return found if found is not None and fits else party

    def institution(self, noun: str, position: int) -> Party | None:
        """The last organization before the position whose name ends with the noun, in any case."""
        return _nearest(self.by_head.get(lower(noun, self.language)[:_HEAD], ()), position, ahead=False)

    def bearer(self, role: str, position: int) -> Party | None:
        """The last person before the position whose title ends with the role."""
        return _nearest(self.by_title.get(lower(role, self.language), ()), position, ahead=False)


def _nearest(parties: Sequence[tuple[int, Party]], position: int, ahead: bool = True) -> Party | None:
    index = bisect_left(parties, position, key=lambda pair: pair[0])
    if index:
        return parties[index - 1][1]
    return parties[0][1] if parties and ahead else None


def index_names(phrases: Sequence[Phrase], language: str) -> Names:
    """The full names among phrases: by each word of the name, and by the words of their titles."""
    known = _words(language)
    by_last: dict[str, list[tuple[int, Party]]] = {}
    by_title: dict[str, list[tuple[int, Party]]] = {}
    by_head: dict[str, list[tuple[int, Party]]] = {}
    for phrase in phrases:
        party = party_of(phrase, language)
        if party.type == "organization" and len(phrase.words) > 1 and phrase.case == "subject":
            by_head.setdefault(lower(phrase.words[-1].text, language)[:_HEAD], []).append((phrase.start, party))
        if party.role_only or party.type != "person" or " " not in party.name or party.name.isupper():
            continue
        parts = party.name.split()
        if 2 <= len(parts) <= 4:
            for part in (parts[-1], parts[0]):
                by_last.setdefault(lower(part, language), []).append((phrase.start, party))
        for word in phrase.words[: len(phrase.words) - len(parts)]:
            by_title.setdefault(_stem(lower(word.text, language), known), []).append((phrase.start, party))
    return Names(language, by_last, by_title, by_head)


def _stem(title: str, known: _Words) -> str:
    """A title without its possessive ending, as the bare role noun has it."""
    return next((bare for bare in sorted(known.titles, key=len, reverse=True) if len(bare) > 3 and title.startswith(bare)), title)
