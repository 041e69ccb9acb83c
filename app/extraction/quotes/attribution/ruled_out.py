"""Rule out candidates that the grammar of the sentence excludes as the speaker of a quotation."""

import re
from collections.abc import Sequence
from functools import cache

from app.extraction.quotes.attribution.epithets import owned_pattern
from app.extraction.quotes.attribution.final_subjects import has_postposition, owned_subject_pattern
from app.extraction.quotes.attribution.known_speakers import NOBODY
from app.extraction.quotes.attribution.name_evidence import WORD, role_stems
from app.extraction.quotes.attribution.proposals import is_verb_final
from app.extraction.quotes.attribution.quotation_context import Context, Placed
from app.extraction.quotes.attribution.situation import BLANK
from app.extraction.quotes.attribution.subjects import is_governed, subject_patterns
from app.extraction.quotes.attribution.unnamed_subjects import UnnamedSubject
from app.extraction.quotes.quote_numbers import NAME_EVIDENCE_BEFORE_CUE
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import is_title
from app.lang.pack import language_pack
from app.text.normalize import lower

# matches the words between a noun and its verb: an owner (`of Oslo`), and an aside between commas (fr `, lui, `)
_GAP = re.compile(r"(?: [^\s,;:.!?\x01]+){0,5}(?:, [^,;:.!?\x01]{1,30},)? ")


def is_ruled_out(
    context: Context, noun: UnnamedSubject | None, opening: UnnamedSubject | None, key: str, here: Sequence[Placed]
) -> bool:
    """Return whether a candidate cannot be the speaker.

    That is so in these cases: the pronoun beside the cue has another gender; a speech tag inside the quotation names
    somebody else, and no cue follows the quotation; the candidate answers the quoted question; an interviewee gives the
    quotation as an answer, and the candidate is somebody else. A person cannot be the speaker either if the cue's
    subject is a common noun (`noun`) that means no single person (`the police`), or that the person owns (`his
    lawyer`), if the sentence only addresses the person or talks about them, or if the noun cannot mean somebody named
    before (`a witness`). In a verb-final language, `_is_apart_from` has further cases.

    `opening`: see `opening_noun`. `key`: key of the candidate. `here`: mentions of the candidate in the sentence.
    """
    interview = context.article.interview
    if context.quote.start in interview.answers and interview.people and key not in interview.people:
        return key != NOBODY
    if context.tagged and not context.situation.cue_follows and key not in context.tagged:
        return key != NOBODY
    gender = context.article.evidence.gender.get(key)
    if context.means_gender and gender is not None and context.gender in ("f", "m") and gender != context.gender:
        return True
    if context.is_answered and here and all(_answers(context, placed) for placed in here):
        return True
    if here and is_verb_final(context.text.language) and _is_apart_from(context, here):
        return True
    known = context.article.known.by_key.get(key)
    if known is None or known.kind != "person":
        return False
    if not here and (_is_new(context, noun) or (opening is not None and _is_other(context, opening, key))):
        return True
    if noun is None:
        return False
    return (
        _is_group(context, noun)
        or _owns(context, noun, key, here)
        or (bool(here) and all(_is_object(context, noun, one) for one in here))
    )


def is_narrated(context: Context) -> bool:
    """Return whether the subject of the cue is the narrator: `I told them: "…"`, tr `"…" dedim`.

    The pronoun stands a few words before the cue, without another pronoun or a name between them, or directly after it.
    """
    cue, text = context.situation.cue, context.text
    if cue is None:
        return False
    words = language_pack(text.language).quotes
    verb, narrators = text.narrative[cue.start : cue.end].split()[-1], words.narrator_pronouns
    if verb in words.narrator_verbs or not narrators or is_verb_final(text.language):
        return verb in words.narrator_verbs
    follows = WORD.match(text.narrative, cue.end + 1)
    if follows is not None and follows[0] in narrators:
        return True
    start = max(text.narrative.rfind(sign, context.sentence.start, cue.start) for sign in f",;:{BLANK}") + 1
    clause = [*WORD.finditer(text.narrative, max(start, context.sentence.start), cue.start)]
    pronouns = [
        word for word in clause[-1 - NAME_EVIDENCE_BEFORE_CUE[1] :] if word[0] in narrators or word[0] in words.pronouns
    ]
    if not pronouns or pronouns[-1][0] not in narrators:
        return False
    return not any(pronouns[-1].start() < one.head < cue.start for one in context.names)


def _is_new(context: Context, noun: UnnamedSubject | None) -> bool:
    """Return whether the subject after the cue is new to the reader: `said a witness`."""
    cue = context.situation.after
    return noun is not None and cue is not None and noun.determiner == "i" and noun.start >= cue.end


def opening_noun(context: Context) -> UnnamedSubject | None:
    """Return the common noun that opens the sentence and is the subject of the cue before the quotation, or None."""
    text, sentence, cue = context.text, context.sentence, context.situation.before
    if cue is None or context.situation.cue_follows or is_verb_final(text.language):
        return None
    noun = next((one for one in context.nouns if one.determiner != "-" and _opens(context, one.start)), None)
    if noun is None or _GAP.fullmatch(text.narrative, noun.end, cue.start) is None:
        return None
    between = (one for one in context.names if noun.end <= one.head < cue.start)
    return None if any(not is_governed(text, one.head, sentence.start) for one in between) else noun


def _is_other(context: Context, noun: UnnamedSubject, key: str) -> bool:
    """Return whether a noun that opens the sentence means nobody named before.

    It has an indefinite article (fr `un ancien collaborateur décrit « … »`), is plural (`les socialistes accusent`), or
    is no role of a person and has an owner, or is one of an organization (`le cabinet du ministre dénonce`).
    """
    text = context.text
    words = language_pack(text.language).quotes
    last = noun.name.split()[-1].lower()
    owned = owned_pattern(text.language).match(text.narrative, noun.end) is not None
    is_person = last in words.role_nouns or last in words.titles
    if noun.owned:
        return _owns(context, noun, key, ())
    return noun.determiner == "i" or noun.agrees == "p" or last in _groups(text.language) or (owned and not is_person)


def _opens(context: Context, start: int) -> bool:
    """Return whether at most a determiner is between the start of the sentence and an offset."""
    return len(WORD.findall(context.text.narrative[context.sentence.start : start])) <= 1


def _answers(context: Context, placed: Placed) -> bool:
    """Return whether a name is the subject of an answer: tr `Demir, "…" sorusuna`, `Demir'in, hâkimin "…" sorusuna`.

    A name in the genitive directly before the question asks it.
    """
    apart = context.text.narrative[placed.tail : placed.tail + 1] == ","
    return placed.case == "subject" or (placed.case == "genitive" and apart)


def _is_apart_from(context: Context, here: Sequence[Placed]) -> bool:
    """Return whether a candidate is only the owner of the subject, or the sentence says only something about them.

    Examples: tr `Demir'in avukatı ise "…" dedi` (Demir's lawyer said), `Demir için "…" dedi` (said "…" about Demir),
    `Bir komşusu ise Demir'in gittiğini söyledi: "…"` (a neighbour said that Demir went).
    """
    text = context.text
    owned = owned_subject_pattern(text.language)
    if any(placed.case == "genitive" and owned.match(text.narrative, placed.tail) for placed in here):
        return True
    unnamed = text.patterns.unnamed.search(text.narrative, context.sentence.start, context.quote.outer_start)
    about = unnamed is not None and all(unnamed.end() < placed.head and placed.case != "subject" for placed in here)
    return about or all(has_postposition(text, placed.tail) for placed in here)


def subject_noun(context: Context) -> UnnamedSubject | None:
    """Return the common noun beside the cue that is its subject (`the judge said`, `the judge later said`), or None.

    If a name follows the noun (`said his lawyer, Ann Lee`), it tells who the speaker is; then the result is None.
    """
    cue = context.situation.cue
    if cue is None or is_verb_final(context.text.language):
        return None
    turned = _is_turned(context, cue)
    beside = (
        one
        for one in context.nouns
        if (turned and _follows(context, cue.end, one)) or _leads_to(context, one.end, cue.start)
    )
    noun = next(beside, None)
    if noun is None or any(_is_apposed(context, noun, one) for one in context.names):
        return None
    return noun


def _is_turned(context: Context, cue: Cue) -> bool:
    """Return whether a cue comes before its subject: it follows the quotation, or no subject is before the cue."""
    text, quote = context.text, context.quote
    if cue.start >= quote.outer_end:
        return not text.narrative[quote.outer_end : cue.start].strip(" ,\xa0")
    start = context.sentence.start
    pronoun = subject_patterns(text.language).pronoun.search(text.narrative, start, cue.start)
    return pronoun is None and not any(start <= one.head < cue.start for one in context.names)


def _follows(context: Context, cue: int, noun: UnnamedSubject) -> bool:
    """Return whether at most a determiner is between the end of a cue and a noun (with its owner: `Ann's lawyer`).

    More words may precede a noun with an indefinite article: es `contó a este diario un vecino`.
    """
    start = noun.end - len(noun.name)
    return cue < start and (noun.determiner == "i" or len(context.text.narrative[cue:start].split()) <= 1)


def _is_group(context: Context, noun: UnnamedSubject) -> bool:
    """Return whether a subject means no single person: `the police`, `the family`, `residents`, de `sagten Ermittler`.

    The last word is read, and also the first in a language whose adjectives follow a noun: fr `police judiciaire`.
    """
    language, cue = context.text.language, context.situation.cue
    grammar, verb = language_pack(language).verb_adjacent, context.text.narrative[cue.start : cue.end] if cue else ""
    words = lower(noun.name, language).split()
    heads = words[-1:] if grammar.possessive_suffixes else words[:1] + words[-1:]
    is_plural = noun.agrees == "p" or re.search(grammar.plural_verb_ending_pattern, verb) is not None
    return is_plural or not _groups(language).isdisjoint(heads)


@cache
def _groups(language: str) -> frozenset[str]:
    words = language_pack(language).quotes
    return frozenset((*words.organization_roles, *words.group_nouns))


def _leads_to(context: Context, end: int, cue: int) -> bool:
    """Return whether only a few words, none of them a name, are between a noun and a cue after it."""
    gap = context.text.narrative[end:cue]
    if not gap or len(gap.split()) > NAME_EVIDENCE_BEFORE_CUE[1] or not gap.replace(" ", "a").isalpha():
        return False
    return not any(end <= one.head < cue for one in context.names)


def _is_apposed(context: Context, noun: UnnamedSubject, placed: Placed) -> bool:
    """Return whether only punctuation marks and spaces are between a noun and the name after it."""
    return placed.head >= noun.end and not any(map(str.isalnum, context.text.narrative[noun.end : placed.head]))


def _owns(context: Context, noun: UnnamedSubject, key: str, here: Sequence[Placed]) -> bool:
    """Return whether a person cannot be the subject `his lawyer` or `Ann's lawyer`.

    Ann is not Ann's lawyer. Nobody is meant by `his lawyer` beside whose name there is no word of the phrase.
    """
    if not noun.owned:
        return False
    if len(noun.name) > noun.end - noun.start:
        return any(placed.case == "genitive" and noun.start - placed.tail == 1 for placed in here)
    return not role_stems(noun.name, context.text.language) & context.article.evidence.beside.get(key, frozenset())


def _is_object(context: Context, noun: UnnamedSubject, placed: Placed) -> bool:
    """Return whether a name depends on the cue or its subject: `the judge told Lee`, `the lawyer of Lee said`.

    In a language whose verb is second, the name directly after a cue may be its subject. A preposition must be directly
    before the name: in fr `le ministre de l'économie Paul Girard`, the name stands in apposition to the noun.
    """
    cue, text = context.situation.cue, context.text
    if cue is None or placed.head < noun.end:
        return False
    told = placed.head - cue.end == 1 and noun.end < cue.start
    titles = text.text[placed.head : placed.span.start].split()
    start = placed.head if all(is_title(word, text.language) for word in titles) else placed.span.start
    word = text.narrative.rfind(" ", 0, start - 1) + 1
    return is_governed(text, start, word) or (told and not language_pack(text.language).verb_adjacent.verb_second)
