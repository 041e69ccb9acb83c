"""Find noun phrases that may name a speaker: capitalised words in a row, with grammatical case and titles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Literal

from app.extraction.text.name_knowledge import NameKnowledge, words_of
from app.extraction.text.reading_numbers import (
    NOUN_PHRASES_ABBREVIATION,
    NOUN_PHRASES_ACRONYM,
    NOUN_PHRASES_CACHED,
    NOUN_PHRASES_PARTIES,
)
from app.lang.gazetteers import genders
from app.schemas.quote import SpeakerType
from app.text.fast_dataclass import fast_dataclass
from app.text.memo import Memo
from app.text.normalize import lower
from app.text.tokens import capital_stretches

_CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de]"
# matches an initial with an apostrophe inside a name: `O'` in `Conan O'Brien`
_INITIAL = rf"(?:(?<=[^\W\d_]\s){_CAPITAL}['\u2019](?={_CAPITAL}[^\W\d_]))?"
_TOKEN = re.compile(
    rf"({_INITIAL}[^\W_]+(?:[-.&][^\W_]+)*\.?)"
    r"(?:(?<=[\w.][\w.])['\u2018\u2019]([^\W\d_][^\W_]*(?:[-.&][^\W_]+)*\.?))?"
)
_DOUBLE = '"\u201c\u201d\u201e\u00ab\u00bb'
_NICKNAME = re.compile(rf"\s*[{_DOUBLE}][^{_DOUBLE}]*[{_DOUBLE}]\s*")
Case = Literal["subject", "genitive", "ablative", "other"]
_Spelt = tuple[tuple[str, str], ...]  # the words of a phrase, each with its suffix
# What the words of a phrase tell: the grammatical case of the last word, its length without a case ending (None if
# nothing is cut off), the name of the party, its type, and the index of the name's first word.
_Reading = tuple[Case, int | None, str, SpeakerType, int]


@fast_dataclass(frozen=True, slots=True)
class Word:
    """A word, and the suffix after its apostrophe: tr `Demir'in` → `Demir`, `in`."""

    text: str
    start: int
    end: int
    suffix: str


@fast_dataclass(frozen=True, slots=True)
class Party:
    """A possible speaker: a name without titles or, if `role_only`, titles without a name (`the minister`)."""

    name: str
    type: SpeakerType
    start: int
    end: int
    role_only: bool = False


@fast_dataclass(frozen=True, slots=True)
class Phrase:
    """A name as written, with titles before it."""

    words: tuple[Word, ...]
    case: Case  # grammatical case of the last word
    start: int
    end: int
    tail: int  # end offset of the name together with its suffix, if it has one: tr `Demir'in`
    party: Party  # the possible speaker that the phrase names; it is unnamed if the phrase has only titles

    @property
    def name(self) -> str:
        return " ".join(word.text for word in self.words)


def find_phrases(text: str, language: str, start: int = 0, end: int | None = None) -> tuple[Phrase, ...]:
    """Return the noun phrases (capitalised words in a row) between two offsets, in order."""
    return read_phrases(text, capital_stretches(text, start, len(text) if end is None else end), language)


def read_phrases(text: str, stretches: Iterable[tuple[int, int]], language: str) -> tuple[Phrase, ...]:
    """Return the noun phrases in the given stretches of capitalised words of a text."""
    known = words_of(language)
    return tuple([phrase for start, end in stretches for phrase in _stretch_phrases(text, start, end, known)])


def _stretch_phrases(text: str, start: int, end: int, known: NameKnowledge) -> list[Phrase]:
    only = text[start:end].rstrip(",")
    if only.isalpha():  # For speed: one word of letters, the most frequent stretch, is read without the pattern.
        return _read([[Word(only, start, start + len(only), "")]], known) if only[0].isupper() else []
    found: list[Phrase] = []
    run: list[Word] = []
    for at, spelt, suffix in _tokens(text, start, start + len(only)):
        first = spelt[0]
        if not (first.isupper() or (run and (first.isdigit() or lower(spelt, known.language) in known.joints))):
            if run:
                found += _phrase(run, known)
                run = []
            continue
        word = _word(at, spelt, suffix)
        if run and not _continues(text, run, word, known):
            found += _phrase(run, known)
            run = []
        if first.isupper() or (run and not first.isdigit()):
            run.append(word)
    return found + _phrase(run, known)


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """Yield the words between two offsets, each with its offset and with the suffix after its apostrophe."""
    words = text[start:end]
    if words.replace(" ", "").isalpha():  # For speed: words of letters alone are split without the pattern.
        for word in words.split(" "):
            if word:
                yield start, word, ""
            start += len(word) + 1
    else:
        for match in _TOKEN.finditer(text, start, end):
            yield match.start(), match[1], match[2] or ""


def _word(start: int, spelt: str, suffix: str) -> Word:
    bare = spelt if len(spelt) <= NOUN_PHRASES_ABBREVIATION and not suffix else spelt.rstrip(".")
    return Word(bare, start, start + len(bare), suffix.rstrip("."))


def _tail(word: Word) -> int:
    return word.end + (len(word.suffix) + 1 if word.suffix else 0)


def _continues(text: str, run: Sequence[Word], word: Word, known: NameKnowledge) -> bool:
    last = run[-1]
    gap = text[_tail(last) : word.start]
    if (
        len(gap) > 2
        or gap.strip(" \u00a0.")
        or ("." in text[last.end : word.start] and not _abbreviates(last.text, known))
        or (len(run) == 2 and last.text.islower() and word.text in genders() and is_title(run[0].text, known.language))
    ):  # the last case: de `Anwalt von Paul Kern` (lawyer of Paul Kern)
        return False
    if len(run) == 1:
        before = lower(last.text, known.language)
        if before in known.not_names and before not in known.organization_connectors:
            return False
    if not last.suffix:
        return True
    return known.genitive.fullmatch(lower(last.suffix, known.language)) is not None and word.text[0].isupper()


def _abbreviates(word: str, known: NameKnowledge) -> bool:
    """Return whether a word with a full stop is an abbreviation: it is an initial, or the pack lists it."""
    low = lower(word, known.language)
    return len(word) <= 2 or low in known.abbreviations or low in known.titles


def _phrase(run: list[Word], known: NameKnowledge) -> list[Phrase]:
    while run and not run[-1].text[0].isupper():
        run = run[:-1]
    if len(run) == 1:
        return _read([run], known)
    return _read([piece for part in _by_connector(run, known) for piece in _by_genitive(part, known)], known)


def _read(pieces: list[list[Word]], known: NameKnowledge) -> list[Phrase]:
    """Return the phrases of pieces of a run; a piece of one word that is no name has none."""
    found: list[Phrase] = []
    readings = _readings(known.language)
    for piece in pieces:
        reading = readings[tuple([(word.text, word.suffix) for word in piece])]
        if reading is None:
            continue
        (case, size, name, kind, first), last = reading, piece[-1]
        if size is not None:
            piece[-1] = Word(last.text[:size], last.start, last.start + size, "")
        end = piece[-1].end
        party = Party(name, kind, piece[first].start, end, kind == "unnamed")
        found.append(Phrase(tuple(piece), case, piece[0].start, end, _tail(last), party))
    return found


@cache
def _readings(language: str) -> Memo[_Spelt, _Reading | None]:
    return Memo(partial(_reading, language), NOUN_PHRASES_PARTIES)


def _reading(language: str, words: _Spelt) -> _Reading | None:
    """Return what the words of a phrase tell, wherever it stands; None for one word that is no name."""
    *others, (last, suffix) = words
    if not others and lower(last, language) in words_of(language).not_names:
        return None
    case, size = _case(last, suffix, language)
    return case, size, *_party(words if size is None else (*others, (last[:size], "")), language)


def _by_connector(run: list[Word], known: NameKnowledge) -> list[list[Word]]:
    """Split words at connectors such as `and`. The name of an institution stays whole: `Trade and Industry Board`."""
    joints = [
        index for index, word in enumerate(run) if lower(word.text, known.language) in known.organization_connectors
    ]
    if not joints or _is_head(run[-1].text, known.language):
        return [run] if run else []
    pieces, start = [], 0
    for joint in [*joints, len(run)]:
        pieces.append([word for word in run[start:joint] if start or joint])
        start = joint + 1
    return [piece for piece in pieces if piece]


def _by_genitive(run: list[Word], known: NameKnowledge) -> list[list[Word]]:
    """Split a series of words after its only genitive: tr `Yılmaz'ın Ankara` → `Yılmaz'ın`, `Ankara`.

    If the series has several genitives, the last genitive and all words before it are dropped. Nothing is split if the
    last word is an institution noun or, in a series of more than two words, a title.
    """
    cuts = [index + 1 for index, word in enumerate(run[:-1]) if word.suffix]
    if not cuts or _is_head(run[-1].text, known.language) or (len(run) > 2 and is_title(run[-1].text, known.language)):
        return [run]
    return [run[: cuts[-1]], run[cuts[-1] :]] if len(cuts) == 1 else [run[cuts[-1] :]]


@lru_cache(maxsize=NOUN_PHRASES_CACHED)
def _is_head(word: str, language: str) -> bool:
    heads = words_of(language).heads
    return bool(heads) and lower(word, language).startswith(heads)


@lru_cache(maxsize=NOUN_PHRASES_CACHED)
def is_title(word: str, language: str) -> bool:
    """Return whether a word is a person's title or role, such as `Dr.` or `minister`."""
    known, low = words_of(language), lower(word, language).rstrip(".")
    return low in known.titles or bool(known.title_endings and low.endswith(known.title_endings))


@lru_cache(maxsize=NOUN_PHRASES_CACHED)
def _case(text: str, suffix: str, language: str) -> tuple[Case, int | None]:
    """Return a word's grammatical case, and for an institution noun its length without the case ending.

    The second value is None for all other words, and for an institution noun without a case ending.
    """
    known, low = words_of(language), lower(text, language)
    if suffix:
        ending = lower(suffix, language)
        if known.genitive.fullmatch(ending):
            return "genitive", None
        return "ablative" if known.ablative.fullmatch(ending) else "other", None
    case: Case = "genitive" if known.glued_genitive.search(low) else "subject"
    if case == "subject" and known.glued_ablative.search(low):
        case = "ablative"
    if case == "subject" and known.glued_oblique.search(low):
        case = "other"
    glued = known.glued_suffix.search(low) if case != "subject" and _is_head(text, language) else None
    return case, glued.start() if glued else None


def case_of_word(word: str, language: str) -> Case:
    """Return the grammatical case that the ending of a word shows; the word has no apostrophe."""
    return _case(word, "", language)[0]


def _party(words: _Spelt, language: str) -> tuple[str, SpeakerType, int]:
    """Return the name of the party that words name, without titles, its type, and the index of its first word.

    If all words are titles, the party is unnamed.
    """
    titled = len(words)  # number of words of the phrase up to and including the last title of a person (`Dr.`)
    while titled and not is_title(words[titled - 1][0], language):
        titled -= 1
    if titled == len(words):
        return _text(words), "unnamed", 0
    if _is_head(words[-1][0], language):
        return _text(words), "organization", 0
    name = words[titled:]
    return _text(name), "organization" if _is_acronym(name) else "person", titled


def bare_name(name: str, language: str) -> str:
    """Return a name without its nickname, and without titles and other words before it.

    At least one word remains.
    """
    known, words = words_of(language), _NICKNAME.sub(" ", name).split()
    while len(words) > 1 and (is_title(words[0], language) or lower(words[0], language) in known.not_names):
        words = words[1:]
    return " ".join(words)


def _text(words: _Spelt) -> str:
    inner = [f"{text}'{suffix}" if suffix else text for text, suffix in words[:-1]]
    return " ".join([*inner, words[-1][0]])


def _is_acronym(words: _Spelt) -> bool:
    return len(words) == 1 and words[0][0].isupper() and 2 <= len(words[0][0]) <= NOUN_PHRASES_ACRONYM
