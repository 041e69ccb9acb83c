"""The context of a quotation: all values from which features are computed, collected once for each quotation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from app.extraction.quotes.attribution.article_evidence import Article
from app.extraction.quotes.attribution.final_subjects import describes
from app.extraction.quotes.attribution.known_speakers import NamedSpan
from app.extraction.quotes.attribution.name_evidence import (
    bounds,
    case_of,
    is_modifier,
    phrase_at,
    role_stems,
    stem,
)
from app.extraction.quotes.attribution.pronouns import speaker_gender
from app.extraction.quotes.attribution.proposals import Proposal, is_verb_final
from app.extraction.quotes.attribution.quotation_setting import Setting
from app.extraction.quotes.attribution.situation import BLANK, Situation
from app.extraction.quotes.attribution.speech_tags import tag_spans
from app.extraction.quotes.attribution.subjects import is_governed, is_named, subject_patterns
from app.extraction.quotes.attribution.unnamed_subjects import Span, UnnamedSubject, find_unnamed
from app.extraction.quotes.quote_numbers import (
    CONTEXT_AFTER,
    CONTEXT_BEFORE,
    CONTEXT_CUE,
    CONTEXT_FINAL_AFTER,
    CONTEXT_FINAL_BEFORE,
    CONTEXT_SENTENCE,
    CONTEXT_SHORT,
    SHARED_SURE,
)
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.lang.pack import language_pack
from app.schemas.quote import SpeakerType
from app.text.fast_dataclass import fast_dataclass

_STOP = re.compile(rf"[,;:.!?({BLANK}\n]")
_CUT = re.compile(rf"[;:{BLANK}]")
# matches the last word of a text; to save time, the lookbehind lets a match start only where a word begins
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]++)([,;]?)\s*\Z")
_TRIM = " ,.;\"'\u201d\u2019\u00bb"


class Placed(NamedTuple):
    """A mention in the sentence of the quotation, outside quotation marks."""

    span: NamedSpan
    case: str
    head: int  # offset where the title before the name begins, or where the name begins if it has no title
    tail: int  # offset where the name ends, after its case suffix
    side: str  # code of the position relative to the quotation: see `_side`


@fast_dataclass(frozen=True)
class Context(Setting):
    """A quotation with the names and nouns around it."""

    here: Sequence[Placed]  # names and common nouns in the sentence of the quotation
    names: Sequence[Placed]  # only the names in the sentence of the quotation
    # key of a possible speaker -> name and type; only common nouns, and names that the recogniser did not find
    loose: Mapping[str, tuple[str, SpeakerType]]
    nouns: Sequence[UnnamedSubject]  # common nouns that may be the subject of the cue
    # keys of the speakers named in speech tags (`"Yes, said Ann, we can."`); None if the quotation has no speech tag
    tagged: frozenset[str] | None
    slot: str  # code of the words where the cue's subject is expected: see `_slot`
    slot_named: bool  # whether a name is among the words where the cue's subject is expected
    gender: str | None
    means_gender: bool
    roles: frozenset[str]
    last_word: str
    last_word_named: bool
    # whether the subject of the sentence answers the quoted question: tr `"…" sorusuna` (to the question …)
    is_answered: bool

    @property
    def shape(self) -> str:
        """Code of the quotation's form: `l` if it starts in lower case, else `u`; `ls` or `us` if it is short."""
        words = self.text.text[self.quote.start : self.quote.end]
        return ("l" if words[0].islower() else "u") + "s" * (len(words.split()) < CONTEXT_SHORT)


def read_context(setting: Setting) -> Context:
    """Return the context of a quotation."""
    article, text, sentence, quote = setting.article, setting.text, setting.sentence, setting.quote
    situation, cue = setting.situation, setting.situation.after
    here = _named_here(article, sentence, quote, situation)
    loose, found = _loose(article, sentence, quote, situation, here)
    names = sorted([*here, *found])
    nouns = find_unnamed(text, sentence, quote, situation, _taken(text, sentence, names))
    loose |= {role.key: (role.name, role.type) for role in nouns}
    common = [_place_noun(noun, quote, situation) for noun in nouns]
    slot, slot_named = _slot(text, sentence, quote, situation, names)
    passage, tags = _role_passage(text, sentence, quote, situation), tag_spans(text, quote)
    gender, told = speaker_gender(text, situation, passage, tags)
    own = {stem(text.narrative[cue.start : cue.end])} if cue else set()
    last_word, last_word_named = _last_word(text, sentence, quote, names)
    return Context(
        **vars(setting),
        here=sorted([*names, *common]),
        names=names,
        loose=loose,
        nouns=nouns,
        tagged=_tagged(article, tags, setting.proposals),
        slot=slot,
        slot_named=slot_named,
        gender=gender,
        means_gender=told or ("p" in slot.split(":")[1:] and not slot_named and situation.cue_follows),
        roles=frozenset(role_stems(passage, text.language) - own),
        last_word=last_word,
        last_word_named=last_word_named,
        is_answered=text.patterns.answered.match(text.narrative, quote.outer_end) is not None,
    )


def _last_word(text: ParsedText, sentence: Sentence, quote: Marked, names: Sequence[Placed]) -> tuple[str, bool]:
    """Return the end of the last word before the quotation, with the mark after it, and whether a name contains it."""
    start = max(sentence.start, quote.outer_start - CONTEXT_BEFORE)
    last = _LAST_WORD.search(text.narrative[start : quote.outer_start])
    if last is None:
        return "", False
    at = start + last.start()
    return last[1][-CONTEXT_CUE:] + last[2], any(placed.span.start <= at < placed.tail for placed in names)


def _taken(text: ParsedText, sentence: Sentence, names: Sequence[Placed]) -> Iterator[Span]:
    """Yield the spans of the names and pronouns (fr `l'intéressée`) in a sentence, which are no common nouns."""
    yield from ((one.head, one.tail) for one in names)
    pronoun = subject_patterns(text.language).pronoun
    yield from (match.span() for match in pronoun.finditer(text.narrative, sentence.start, sentence.end))


def _named_here(article: Article, sentence: Sentence, quote: Marked, situation: Situation) -> list[Placed]:
    """Return the mentions of known names in the sentence, outside quotations.

    A country or city is left out unless it may be the subject.
    """
    start = max(sentence.start, quote.outer_start - CONTEXT_SENTENCE)
    end = min(sentence.end, quote.outer_end + CONTEXT_SENTENCE)
    text = article.text
    outside = (span for span in article.known.between(start, end) if text.narrative[span.start] != BLANK)
    spans = [span for span in outside if not is_modifier(text, span)]
    placed = (_place(text, sentence, span, quote, situation) for span in spans)
    return [one for one in placed if article.known.by_key[one.span.key].kind != "location" or _acts(article, one)]


def _place(text: ParsedText, sentence: Sentence, span: NamedSpan, quote: Marked, situation: Situation) -> Placed:
    phrase = phrase_at(sentence, span.start, span.end)
    head, tail = bounds(span, phrase)
    return Placed(span, case_of(text, span, phrase), head, tail, _side(span.start, quote, situation))


def _place_noun(noun: UnnamedSubject, quote: Marked, situation: Situation) -> Placed:
    span = NamedSpan(noun.start, noun.end, noun.key)
    return Placed(span, "subject", noun.start, noun.end, _side(noun.start, quote, situation))


def _side(start: int, quote: Marked, situation: Situation) -> str:
    """Return the code of a mention's position.

    Before the quotation, the code is `b`. After the quotation, the code is `a` if no cue follows the quotation. If a
    cue follows, the code is `i` between quotation and cue, and `p` after the cue.
    """
    if start < quote.outer_start:
        return "b"
    if situation.after is None:
        return "a"
    return "i" if start < situation.after.start else "p"


def _acts(article: Article, placed: Placed) -> bool:
    """Return whether the mention of a country or city may be a subject.

    It may if it is in the nominative, is no part of a longer phrase, and follows no preposition.
    """
    text = article.text
    governed = not is_verb_final(text.language) and is_governed(text, placed.span.start, 0)
    return placed.case == "subject" and placed.tail <= placed.span.end + 1 and not governed


def _loose(
    article: Article, sentence: Sentence, quote: Marked, situation: Situation, here: Sequence[Placed]
) -> tuple[dict[str, tuple[str, SpeakerType]], list[Placed]]:
    """Find names that the name recogniser missed in the sentence.

    Return two values: a dictionary that maps the key of each name to (name, type), and a list of the names' mentions.
    In a language that capitalises all nouns (German), both are empty.
    """
    language = article.text.language
    names: dict[str, tuple[str, SpeakerType]] = {}
    found: list[Placed] = []
    if language_pack(language).nouns_are_capitalised:
        return names, found
    for phrase in sentence.phrases_between(sentence.start, sentence.end):
        if phrase.case != "subject" or any(one.head < phrase.tail and one.tail > phrase.start for one in here):
            continue
        if not is_named(article.text, phrase) or describes(article.text, phrase):
            continue
        party = phrase.party
        key = article.known.key_of(party)
        if key:
            names.setdefault(key, (party.name, party.type))
            side = _side(phrase.start, quote, situation)
            found.append(Placed(NamedSpan(party.start, party.end, key), "subject", phrase.start, phrase.tail, side))
    return names, found


def _slot(
    text: ParsedText, sentence: Sentence, quote: Marked, situation: Situation, here: Sequence[Placed]
) -> tuple[str, bool]:
    """Return a code for the words where the cue's subject is expected, and whether these words contain a name.

    The code of `"…" said she` ends in `:e:p`: empty before the cue, a pronoun after it.
    """
    after = situation.after
    order = "v" if is_verb_final(text.language) else "a"
    if after is not None and situation.cue_follows:
        between = text.narrative[quote.outer_end : after.start].strip(_TRIM)
        behind = _STOP.split(text.narrative[after.end : min(sentence.end, after.end + CONTEXT_BEFORE)])[0].strip()
        first = _content(text, between) + "n" * _is_named(here, quote.outer_end, after.start)
        second = _content(text, behind) + "n" * _is_named(here, after.end, after.end + CONTEXT_AFTER)
        return f"{order}{situation.after_code[0]}:{first}:{second}", "n" in first + second
    front = text.narrative[max(sentence.start, quote.outer_start - CONTEXT_SENTENCE) : quote.outer_start].strip(
        f" {BLANK}-"
    )
    named = _is_named(here, sentence.start, quote.outer_start)
    return f"{order}{situation.before_code[0]}:{'n' * named}{_content(text, front)}", named


def _is_named(here: Sequence[Placed], start: int, end: int) -> bool:
    return any(start <= placed.span.start < end for placed in here)


def _content(text: ParsedText, passage: str) -> str:
    """Return a letter that says what a passage contains: nothing, a pronoun, a role, or few or many other words."""
    if not passage:
        return "e"  # empty
    patterns = subject_patterns(text.language)
    if patterns.pronoun.search(passage):
        return "p"  # pronoun
    role = patterns.role.search(passage)
    if role is not None:
        return "i" if role["a"] else "d"  # indefinite: `a spokesman`; definite: `the minister`
    return "w" if len(passage.split()) < CONTEXT_SHORT + 2 else "W"  # few or many words


def _role_passage(text: ParsedText, sentence: Sentence, quote: Marked, situation: Situation) -> str:
    """Return the passage in which a role or pronoun may show who the speaker of the quotation is."""
    narrative, after = text.narrative, situation.after
    front = narrative[max(sentence.start, quote.outer_start - CONTEXT_SENTENCE) : quote.outer_start].strip(f" {BLANK}-")
    if is_verb_final(text.language):
        behind = narrative[after.end : after.end + CONTEXT_FINAL_AFTER] if after and after.participle else ""
        return f"{_CUT.split(front)[-1][:CONTEXT_FINAL_BEFORE]} {_STOP.split(behind)[0]}"
    if after is None or not situation.cue_follows:
        return front[-CONTEXT_BEFORE:]
    behind = _STOP.split(narrative[after.end : min(sentence.end, after.end + CONTEXT_BEFORE)])[0]
    return f"{narrative[quote.outer_end : after.start]} {behind}"


def _tagged(article: Article, tags: Sequence[Span], proposals: Sequence[Proposal]) -> frozenset[str] | None:
    """Return the keys of the speakers named in the speech tags of the quotation; None if it has no speech tag."""
    if not tags:
        return None
    named = {span.key for start, end in tags for span in article.known.between(start, end)}
    credits = (proposal.credit for proposal in proposals if proposal.frame == "tagged")
    sure = (credit for credit in credits if credit.resolved_by == "same_sentence" and credit.confidence >= SHARED_SURE)
    return frozenset(named | {article.known.key_of(credit.party) for credit in sure})
