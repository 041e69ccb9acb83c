"""Compile the reporting expressions of a language (such as `said`) from its pack into patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from app.lang.grammar_words import VerbAdjacent, VerbFinal
from app.lang.pack import language_pack
from app.lang.quote_words import QuoteWords
from app.text.fast_dataclass import fast_dataclass
from app.text.word_patterns import NEVER, either, whole_words

_AFTER_MARKS = r"\W{0,3}%s(?!\w)"
# matches the end of a quotation, or a comma or dash, before a cue that stands only there: fr `« … », rit Anne`
_BESIDE_QUOTE = r"(?:(?<=[\x01,?!\u2026\u2013\u2014] )|(?<=[\u2013\u2014]))"
_GAP = r"(?: |(?<=['\u2019]))"  # matches what is between a pronoun and its verb: a space, or nothing after fr `m'`
# matches what may be between a word for a document (`statement`) and a verb such as `published`
_ISSUED = r"\w{0,6} (?:\w+ )?"


@fast_dataclass(frozen=True)
class Cue:
    """A reporting expression (`said`) at `[start, end)`."""

    start: int
    end: int
    passive: bool  # whether the expression is impersonal, without a speaker as subject: tr `denildi`
    participle: bool  # whether the expression is a participle, which stands before its subject: tr `diyen Demir`


@dataclass(frozen=True)
class Patterns:
    """The patterns with which quotes are found in a language. All of them match lower-case text."""

    cue: re.Pattern[str]
    participle: re.Pattern[str]
    claim: re.Pattern[str]
    answered: re.Pattern[str]
    speech: re.Pattern[str]
    label: re.Pattern[str]
    name: re.Pattern[str]
    name_lead: re.Pattern[str]
    document: re.Pattern[str]
    relayed: re.Pattern[str]
    channel: re.Pattern[str]
    according: re.Pattern[str]
    issue: re.Pattern[str]
    nominalised: re.Pattern[str]
    reported: re.Pattern[str]
    unnamed: re.Pattern[str]
    possessed: re.Pattern[str]
    embedded: re.Pattern[str]
    fragments: bool
    role_behind: re.Pattern[str]
    role_ahead: re.Pattern[str]

    def cues(self, lowered: str, start: int, end: int) -> Iterable[Cue]:
        """Yield the cues (expressions such as `said`) between two offsets of a lower-case text, in order."""
        for match in self.cue.finditer(lowered, start, end):
            passive = match.lastgroup == "passive"  # the only group; a language without such cues has none
            yield Cue(match.start(), match.end(), passive, self.participle.search(match[0]) is not None)


@cache
def patterns(language: str) -> Patterns:
    """Return the compiled patterns of a language. For a language without a pack the patterns match nothing."""
    pack = language_pack(language)
    words, final, adjacent = pack.quotes, pack.verb_final, pack.verb_adjacent
    has_roles = bool(adjacent.definite_determiners)
    nouns = (*words.titles, *words.role_nouns, *words.organization_roles, *chain(*words.epithets))
    roles = either(nouns) if has_roles else NEVER
    # a verb-final language adds an ending to a role before a name: tr `kaptan`, `takım kaptanı`
    role_ahead = f"(?P<role>{roles})" if has_roles else rf"(?P<role>{either(chain(*words.epithets))})[\w.]{{0,2}}"
    return Patterns(
        cue=_cue(words, final, adjacent),
        participle=re.compile(f"{final.participle_cue_pattern}|{adjacent.uninverted_cue_pattern}"),
        answered=framed(_AFTER_MARKS, (), final.answered_question_patterns),
        claim=framed(_AFTER_MARKS, final.claim_nouns, stems(final.claim_noun_stems)),
        speech=framed(_AFTER_MARKS, final.speech_nouns, stems(final.speech_noun_stems)),
        label=framed(_AFTER_MARKS, (), stems(final.label_verb_stems)),
        name=framed(_AFTER_MARKS, words.name_nouns, (*stems(words.name_noun_stems), *words.name_noun_patterns)),
        name_lead=framed(r"(?<!\w)%s\W*\Z", words.name_leads),
        document=framed(rf"(?<!\w)%s(?:{final.document_case_pattern})(?!\w)", final.document_stems),
        relayed=framed(
            rf"(?<!\w)%s(?:{final.document_case_pattern})(?!\w)",
            [stem for stem in final.document_stems if stem in final.channel_stems],
        ),
        channel=framed(r"[\s,]*%s(?!\w)", (), stems(final.channel_stems)),
        according=whole_words((*words.sources, *words.quotation_sources)),
        nominalised=re.compile(final.complement_clause_pattern),
        reported=whole_words(adjacent.reported_verbs),
        role_behind=re.compile(rf",\s(?:[\w-]+\s){{0,3}}?(?P<role>{roles})(?!\w)"),
        role_ahead=re.compile(rf"(?<!\w){role_ahead},?\s\Z"),
        unnamed=_unnamed(final),
        possessed=re.compile(final.possessive_document_pattern),
        embedded=re.compile(final.genitive_subject_cue_pattern),
        fragments=not isinstance(pack.grammar, VerbFinal),
        issue=re.compile(
            rf"(?<!\w){either(final.issued_document_stems)}{_ISSUED}{either(final.issuing_verb_stems)}\w*"
        ),
    )


def _unnamed(final: VerbFinal) -> re.Pattern[str]:
    """Return the pattern of an unnamed subject (`a witness`) that stands before a comma or particle.

    The particles are those of `subject_particles` in the language pack.
    """
    particles = either(word for word in final.subject_particles if " " not in word)
    return framed(rf"(?<!\w)%s(?=,| {particles}(?!\w))", final.unnamed_subjects, final.unnamed_patterns)


def _cue(words: QuoteWords, final: VerbFinal, adjacent: VerbAdjacent) -> re.Pattern[str]:
    ending = either((), words.cue_ending_patterns) if words.cue_ending_patterns else ""
    passive = [
        *_light_verbs(final.light_verb_noun_stems, final.impersonal_light_verb_stems, ending),
        *_verbs(final.impersonal_cue_stems, ending),
        *([either(final.impersonal_cues)] if final.impersonal_cues else []),
    ]
    active = [
        *_light_verbs(final.light_verb_noun_stems, final.light_verb_stems, ending),
        *_verbs(words.cue_stems, ending),
        either(words.cues, words.cue_patterns),
        *_perfects(words),
    ]
    leads = (*final.quotatives, *adjacent.object_pronouns)
    lead = rf"(?:{either(leads)}{_GAP})?" if leads else ""
    impersonal = f"(?P<passive>{'|'.join(passive)})|" if passive else ""
    # for speed, the first letter of a cue is tested before the signs beside a quotation
    initials = "".join(sorted({word[0] for word in (*leads, *words.trailing_cues)}))
    beside_quote = f"(?=[{initials}]){_BESIDE_QUOTE}"
    trailing = f"|{beside_quote}{lead}{either(words.trailing_cues)}" if words.trailing_cues else ""
    return re.compile(rf"(?<!\w)(?:{lead}(?:{impersonal}{'|'.join(active)}){trailing})(?!\w)")


def _perfects(words: QuoteWords) -> list[str]:
    """Return patterns of reporting verbs in the perfect: auxiliary, optional adverb, participle (fr `a déclaré`)."""
    if not words.auxiliaries or not words.participles:
        return []
    adverb = f"(?: {either(words.auxiliary_adverbs)})?" if words.auxiliary_adverbs else ""
    return [rf"{either(words.auxiliaries)}{adverb} {either(words.participles)}"]


def _verbs(verb_stems: tuple[str, ...], ending: str) -> list[str]:
    return [either(verb_stems) + ending] if verb_stems else []


def _light_verbs(noun_stems: tuple[str, ...], verb_stems: tuple[str, ...], ending: str) -> list[str]:
    return [rf"{either(noun_stems)}\w{{0,9}} {either(verb_stems)}{ending}"] if noun_stems and verb_stems else []


def stems(words: Iterable[str]) -> tuple[str, ...]:
    """Return a tuple with one pattern, which matches every word that begins with one of the stems.

    Without stems, the tuple is empty.
    """
    found = either(words)
    return () if found == NEVER else (rf"{found}\w*",)


def framed(frame: str, words: Iterable[str], patterns: Iterable[str] = ()) -> re.Pattern[str]:
    """Put the words and patterns in place of `%s` in `frame`, and compile the result.

    Without words and patterns, the result matches nothing.
    """
    found = either(words, patterns)
    return re.compile(NEVER if found == NEVER else frame % found)
