"""Find the subject next to a cue: a name, a role (`the minister`) or a pronoun."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.resolve import credit_phrase, resolve
from app.extraction.quotes.quote_numbers import (
    SUBJECTS_AFTER,
    SUBJECTS_BEFORE,
    SUBJECTS_BESIDE,
    SUBJECTS_CACHED,
    SUBJECTS_COLON,
    SUBJECTS_GOVERNOR,
    SUBJECTS_LETTERS,
    SUBJECTS_NOBODY,
    SUBJECTS_PRONOUN,
    SUBJECTS_ROLE,
    SUBJECTS_UNNAMED_ROLE,
)
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Party, Phrase
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.lang.pack import language_pack
from app.text.normalize import lower
from app.text.word_patterns import NEVER, either, whole_words

# matches the space before the next word; after an elided word (fr `l'`) it matches without a space
_GAP = r"(?:\s|(?<=['\u2019]))"


class Subject(NamedTuple):
    """A possible subject of a cue: a name, a role (`the minister`) or a pronoun."""

    start: int
    end: int
    phrase: Phrase | None = None  # set only for a name
    role: str | None = None  # set only for a role
    indefinite: bool = False  # whether a role has an indefinite article: `a spokesman`


@dataclass(frozen=True)
class SubjectPatterns:
    pronoun: re.Pattern[str]
    relative: re.Pattern[str]
    role: re.Pattern[str]
    governed: re.Pattern[str]  # matches a preposition, and the determiner and noun after it, at the end of a text
    titled: re.Pattern[str]  # like `governed`, but the noun must be a title or role: es `a la alcaldesa`
    determined: re.Pattern[str]  # matches a determiner
    capital_nouns: bool


@cache
def subject_patterns(language: str) -> SubjectPatterns:
    pack = language_pack(language)
    words, grammar, capital_nouns = pack.quotes, pack.verb_adjacent, pack.nouns_are_capitalised
    pronoun, relative = whole_words(words.pronouns), whole_words(grammar.relative_pronouns)
    if not grammar.definite_determiners:
        never = re.compile(NEVER)
        return SubjectPatterns(pronoun, relative, never, never, never, never, capital_nouns)
    people, titled = (*words.titles, *words.role_nouns), [rf"[\w-]*{either(words.title_endings)}"]
    roles = either((*people, *words.organization_roles), titled)
    definite, indefinite = either(grammar.definite_determiners), either(grammar.indefinite_determiners)
    determined = rf"(?<!\w)(?:(?P<a>{indefinite})|{definite}){_GAP}"
    governing = rf"(?<!\w){either(grammar.prepositions)}{_GAP}(?:(?:{definite}|{indefinite}){_GAP}(?:%s\s)?)?\Z"
    return SubjectPatterns(
        pronoun,
        relative,
        re.compile(rf"{determined}(?:[\w-]++,?+\s){{0,4}}?(?P<role>{roles})(?!\w)"),
        re.compile(governing % r"[\w-]+"),
        re.compile(governing % either(people, titled)),
        re.compile(determined),
        capital_nouns,
    )


def subject_behind(scene: ParsedText, sentence: Sentence, cue: Cue, governed: bool = False) -> Subject | None:
    """Return the subject between a cue and the next punctuation mark, or None.

    `governed`: whether the cue is a preposition such as `according to`, which governs the subject.
    """
    end = min(sentence.end, cue.end + SUBJECTS_AFTER)
    stop = re.compile(r"(?<!-)[,;:.!?(\x01\n]").search(scene.narrative, cue.end, end)
    end = stop.start() if stop else end
    found = subjects(scene, sentence, cue.end, end, governed)
    if not found and scene.narrative[: cue.start].rstrip(" ,\u00a0")[-1:] == "\x01":
        return _late_name(scene, sentence, cue.end, end)
    return found[0] if found and found[0].start - cue.end <= SUBJECTS_BESIDE else None


def _late_name(scene: ParsedText, sentence: Sentence, start: int, end: int) -> Subject | None:
    """Return the full name that ends a clause, after words with a preposition: es `contó a este diario Ana Ruiz`.

    None if a title or role before the name makes it a part of these words (es `contó a la alcaldesa Ana Ruiz`), or if
    a noun without preposition is in the clause, because this noun is the subject. The clause has no other subject.
    """
    known = subject_patterns(scene.language)
    names = [phrase for phrase in sentence.phrases_between(start, end) if phrase.case == "subject"]
    if not names or names[-1].tail < end or names[-1].party.type != "person" or len(names[-1].words) < 2:
        return None
    name = names[-1]
    free = (noun for noun in known.determined.finditer(scene.narrative, start, name.start))
    if any(not is_governed(scene, noun.start(), start) for noun in free):
        return None
    before = scene.narrative[max(start, name.start - SUBJECTS_GOVERNOR) : name.start]
    return None if known.titled.search(before) else Subject(name.start, name.tail, name)


def subject_ahead(scene: ParsedText, sentence: Sentence, start: int, cue: Cue) -> Subject | None:
    """Return the nearest subject before a cue, or None.

    An aside between subject and cue is skipped: `Ann Lee, who leads X, said`.
    """
    start = max(start, cue.start - SUBJECTS_BEFORE)
    found = subjects(scene, sentence, start, cue.start)
    aside = subject_patterns(scene.language).relative.search(scene.narrative, start, cue.start)
    if aside and (ahead := [subject for subject in found if subject.end <= aside.start()]):
        return ahead[-1]
    if scene.narrative[start : cue.start].rstrip().endswith(","):
        return next((subject for subject in found if is_apart(scene, subject)), None) or next(iter(found), None)
    return found[-1] if found else None


def is_apart(scene: ParsedText, subject: Subject) -> bool:
    """Return whether a comma follows a subject; an aside may begin there."""
    return scene.narrative[subject.end : subject.end + 1] == ","


def subjects(scene: ParsedText, sentence: Sentence, start: int, end: int, governed: bool = False) -> list[Subject]:
    """Return the possible subjects between two offsets, in order.

    Names and roles after a preposition are included only if `governed`.
    """
    pronouns = subject_patterns(scene.language).pronoun.finditer(scene.narrative, start, end)
    named = nouns(scene, sentence, start, end, governed)
    return sorted((*named, *(Subject(*match.span()) for match in pronouns)), key=itemgetter(0))


def nouns(scene: ParsedText, sentence: Sentence, start: int, end: int, governed: bool = False) -> Iterable[Subject]:
    """Return the names and roles between two offsets that may be subjects, in order.

    Names and roles after a preposition are included only if `governed`. To save time, names are found while they are
    read: often only the first one is.
    """
    named = (
        Subject(phrase.start, phrase.tail, phrase)
        for phrase in sentence.phrases_between(start, end)
        if phrase.case == "subject"
        and is_named(scene, phrase)
        and (governed or not is_oblique(scene, sentence, phrase.start, start))
    )
    found = [
        Subject(match.start(), match.end(), None, match["role"], match["a"] is not None)
        for match in subject_patterns(scene.language).role.finditer(scene.narrative, start, end)
        if governed or not is_governed(scene, match.start(), start)
    ]
    if not found:
        return named
    names = [*named]
    roles = [_with_name(role, names) for role in found]
    outside = [name for name in names if not any(role.start < name.start < role.end for role in roles)]
    return sorted((*outside, *roles), key=itemgetter(0))


def _with_name(role: Subject, names: list[Subject]) -> Subject:
    """Return a role together with the name directly after it (`the minister Ann Lee`), or the role alone.

    A role at the end of an organization's name (`the High Court`) is part of the name.
    """
    name = next((name for name in names if role.start < name.start <= role.end + 1 and _holds(name, role)), None)
    return name._replace(start=role.start) if name else role


def _holds(name: Subject, role: Subject) -> bool:
    """Return whether a name goes on after a role, or is an organization of several words that ends in the role."""
    phrase = name.phrase
    whole = phrase is not None and phrase.party.type == "organization" and len(phrase.words) > 1
    return name.end > role.end or (name.end == role.end and whole)


def credit_subject(
    scene: ParsedText, subject: Subject | None, memory: Memory, cue: Cue | None, confidence: float
) -> Credit:
    """Credit a quote to a subject.

    A pronoun stands for the last subject (`topic`), or else for the last speaker. If the subject is missing, the quote
    is credited to the last speaker, or else to the last subject. But in a language that drops subjects, a missing
    subject of a cue stands for the same person as a pronoun.
    """
    if subject is None:
        dropped = language_pack(scene.language).verb_adjacent.drops_subjects and cue is not None
        return (memory.meant if dropped else memory.last)(cue, min(confidence, SUBJECTS_NOBODY))
    if subject.phrase is not None:
        return credit_phrase(scene, subject.phrase, memory, cue, confidence)
    if subject.role is None:
        return memory.meant(cue, min(confidence, SUBJECTS_PRONOUN))
    return _credit_role(scene, subject, subject.role, memory, cue)


def party_meant(scene: ParsedText, subject: Subject, memory: Memory) -> Party | None:
    """Return whom a subject means that is a name or a role."""
    if subject.phrase is not None:
        return resolve(scene, subject.phrase.party, memory)
    return _credit_role(scene, subject, subject.role, memory, None).party if subject.role else None


def _credit_role(scene: ParsedText, subject: Subject, role: str, memory: Memory, cue: Cue | None) -> Credit:
    """Credit a quote whose subject is a role (`the minister`) to the person whom the text names with this role.

    A role that occurs with an indefinite article (`a spokesman`) stays without a name.
    """
    start, end = mention = (subject.end - len(role), subject.end)
    party = Party(scene.text[start:end], "unnamed", start, end, True)
    name = lower(party.name, scene.language)
    if subject.indefinite:
        memory.unnamed.add(name)
    if name in memory.unnamed:
        return Credit(party, "same_sentence", mention, cue, SUBJECTS_UNNAMED_ROLE)
    bearer = scene.names.bearer(name, start, ahead=True) or _known(scene, name, memory)
    return Credit(bearer or party, "coreference" if bearer else "same_sentence", mention, cue, SUBJECTS_ROLE)


def _known(scene: ParsedText, role: str, memory: Memory) -> Party | None:
    """Return the person whom a role such as `the minister` may mean: the last subject, else the last speaker.

    None if only organizations have the role.
    """
    known = memory.topic or memory.speaker
    is_person = role not in language_pack(scene.language).quotes.organization_roles
    return known if known and is_person and not known.role_only else None


def is_named(scene: ParsedText, phrase: Phrase) -> bool:
    """Return whether a phrase is a name.

    Three kinds of capitalised words are not names: a dateline, a common noun in a language that capitalises nouns, and
    a word that is capitalised only because it opens a sentence.
    """
    words = phrase.words
    if scene.narrative[phrase.tail : phrase.tail + 1] == "-":
        return False
    if len(words) > 1:
        return True
    text = words[0].text
    party = phrase.party
    if party.type == "organization" or party.role_only:
        return len(text) <= SUBJECTS_LETTERS or not text.isupper()
    if text.isupper() and len(text) > SUBJECTS_LETTERS:
        return False
    if scene.names.knows(party):
        return True
    if subject_patterns(scene.language).capital_nouns:
        return False
    if not opens_sentence(scene, phrase):
        return True
    common = lower(text, scene.language) in language_pack(scene.language).common_words
    return scene.names.repeats(text) and not common


def opens_sentence(scene: ParsedText, phrase: Phrase) -> bool:
    """Return whether a phrase opens a sentence. Then its capital does not show that it is a name."""
    before = scene.narrative[max(0, phrase.start - SUBJECTS_COLON) : phrase.start].rstrip(" ")
    return not before or before[-1] in "\n.!?:\x01"


def is_oblique(scene: ParsedText, sentence: Sentence, start: int, first: int) -> bool:
    """Return whether a preposition governs the name at `start`, or two names that `and` joins: `with Ann and Lee`.

    Text before the offset `first` is not read.
    """
    if start <= first:
        return False
    if is_governed(scene, start, first):
        return True
    before, joints = scene.narrative[max(first, start - SUBJECTS_BESIDE) : start], _joints(scene.language)
    if not before.endswith(joints):
        return False
    end = start - len(next(filter(before.endswith, joints)))
    return any(one.tail == end and is_governed(scene, one.start, first) for one in sentence.phrases)


@cache
def _joints(language: str) -> tuple[str, ...]:
    """Return the conjunctions such as `and`, each between two spaces; longer ones come first."""
    return tuple(f" {word} " for word in sorted(language_pack(language).credits.conjunctions, key=len, reverse=True))


def is_governed(scene: ParsedText, start: int, first: int) -> bool:
    """Return whether a preposition precedes the noun at `start`. Text before the offset `first` is not read."""
    return ends_in_preposition(scene.narrative[max(first, start - SUBJECTS_GOVERNOR) : start], scene.language)


@lru_cache(maxsize=SUBJECTS_CACHED)
def ends_in_preposition(text: str, language: str) -> bool:
    return subject_patterns(language).governed.search(text) is not None
