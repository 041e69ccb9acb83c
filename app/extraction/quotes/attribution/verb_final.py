"""Find speakers in languages with the verb at the end: subject, quote, cue, as in tr `Demir, "…" dedi`."""

import re

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.document_frames import credit_document, credit_source, issuer_in
from app.extraction.quotes.attribution.epithets import credit_epithet
from app.extraction.quotes.attribution.final_subjects import describes, find_subject, is_set_apart
from app.extraction.quotes.attribution.resolve import credit_phrase, resolve
from app.extraction.quotes.attribution.signature import signed
from app.extraction.quotes.quote_numbers import (
    SHARED_SURE,
    VERB_FINAL_ANNOUNCED,
    VERB_FINAL_BESIDE,
    VERB_FINAL_BETWEEN,
    VERB_FINAL_CLAIM,
    VERB_FINAL_FALLBACK,
    VERB_FINAL_GENITIVE,
    VERB_FINAL_ISSUER,
    VERB_FINAL_LABEL,
    VERB_FINAL_LABEL_WORDS,
    VERB_FINAL_LAST,
    VERB_FINAL_LAST_OF_CUE,
    VERB_FINAL_LAST_OF_NOUN,
    VERB_FINAL_LED,
    VERB_FINAL_NOUN,
    VERB_FINAL_PARTICIPLE,
    VERB_FINAL_TITLES,
    VERB_FINAL_UNNAMED,
)
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Party, Phrase, is_title
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked

_BLANK = "\x01"


def _claimed(scene: ParsedText, _sentence: Sentence, quote: Marked, _memory: Memory) -> Credit | None:
    """Credit a quote to nobody if the sentence only mentions it as a claim: tr `"…" iddiası` (the claim that …)."""
    claim = scene.patterns.claim.match(scene.narrative, quote.outer_end)
    return Credit(None, "same_sentence", None, _span(claim), VERB_FINAL_CLAIM) if claim else None


def _span(match: re.Match[str]) -> Cue:
    lead = len(match[0]) - len(match[0].lstrip(" ,.\u00a0\x01\"'\u201d\u2019"))
    return Cue(match.start() + lead, match.end(), False, False)


def _labelled(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a label in quotation marks (what a speaker calls something) to the name in the genitive before it.

    Example: tr `Demir'in "…" olarak nitelediği plan` (the plan that Demir calls "…").
    """
    label = scene.patterns.label.match(scene.narrative, quote.outer_end)
    before = sentence.phrases_between(sentence.start, quote.outer_start)
    if label is None or not before or before[-1].case != "genitive":
        return None
    if scene.patterns.embedded.search(label[0]) is None:
        # the genitive is not the speaker: tr `Demir'in planını "…" olarak nitelendirdi` (described Demir's plan as …)
        return None
    return credit_phrase(scene, before[-1], memory, _span(label), VERB_FINAL_LABEL)


def _by_cue(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the subject of the first cue after the quote."""
    cue = next(iter(sentence.cues_between(quote.outer_end, sentence.end)), None)
    if cue is None or _is_owned(scene, sentence, quote, cue):
        return None
    if cue.passive:
        return _impersonal(scene, sentence, memory, cue)
    unnamed = credit_unnamed(scene, sentence, quote.outer_start, cue)
    return unnamed or _subject_of_cue(scene, sentence, quote, memory, cue)


def _is_owned(scene: ParsedText, sentence: Sentence, quote: Marked, cue: Cue) -> bool:
    """Return whether the cue only comments on the quote, whose speaker is named in the genitive before the quote.

    Example: tr `Demir'in "…" sözlerine tepki` (a reaction to Demir's words "…").
    """
    noun = scene.patterns.speech.match(scene.narrative, quote.outer_end)
    before = sentence.phrases_between(sentence.start, quote.outer_start)
    owned = bool(before) and before[-1].case == "genitive" and quote.outer_start - before[-1].tail <= VERB_FINAL_BESIDE
    return noun is not None and noun.end() <= cue.start and owned


def _subject_of_cue(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory, cue: Cue) -> Credit | None:
    owner = _embedded(scene, sentence, quote, cue)
    named = owner or find_subject(scene, sentence, quote.outer_start)
    known = credit_epithet(scene, sentence, quote.outer_start, memory, cue) if owner is None else None
    if known is not None and (named is None or not is_set_apart(scene, named)):
        return known
    subject = named or subject_behind_cue(scene, sentence, cue)
    if subject is not None:
        return credit_phrase(scene, subject, memory, cue)
    between = find_subject(scene, sentence, cue.start, quote.outer_end)
    if between is not None:
        short = len(scene.text[quote.start : quote.end].split()) <= VERB_FINAL_LABEL_WORDS
        return None if short else credit_phrase(scene, between, memory, cue, VERB_FINAL_BETWEEN)
    return credit_document(scene, sentence, memory, cue) or memory.last(cue, VERB_FINAL_LAST_OF_CUE)


def credit_unnamed(scene: ParsedText, sentence: Sentence, end: int, cue: Cue) -> Credit | None:
    """Credit a quote to an unnamed subject before the offset `end`: tr `görgü tanıkları,` (eyewitnesses)."""
    found = scene.patterns.unnamed.search(scene.narrative, sentence.start, end)
    if found is None:
        return None
    nobody = Party(scene.text[slice(*found.span())], "unnamed", *found.span(), True)
    return Credit(nobody, "same_sentence", found.span(), cue, VERB_FINAL_UNNAMED)


def _embedded(scene: ParsedText, sentence: Sentence, quote: Marked, cue: Cue) -> Phrase | None:
    """Return the name in the genitive that is the subject of a nominalised cue, or None.

    Example: tr `Demir'in "…" dediğini` (that Demir said "…").
    """
    if scene.patterns.embedded.search(scene.narrative, cue.start, cue.end) is None:
        return None
    before = sentence.phrases_between(sentence.start, quote.outer_start)
    return next((phrase for phrase in reversed(before) if phrase.case == "genitive"), None)


def _led(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the subject of the cue directly before it, or to the last speaker if the cue has no subject."""
    for cue in sentence.cues_between(sentence.start, quote.outer_start)[-1:]:
        if quote.outer_start - cue.end <= VERB_FINAL_BESIDE:
            subject = find_subject(scene, sentence, quote.outer_start)
            return (
                credit_phrase(scene, subject, memory, cue, VERB_FINAL_LED)
                if subject
                else memory.last(cue, VERB_FINAL_LAST)
            )
    return None


def subject_behind_cue(scene: ParsedText, sentence: Sentence, cue: Cue) -> Phrase | None:
    """Return the subject directly after a participle or a verb, or None.

    Examples: tr `"…" diyen Demir` (Demir, who says "…"), `dedi Demir` (said Demir).
    """
    for phrase in sentence.phrases_between(cue.end, sentence.end)[:1]:
        gap = scene.narrative[cue.end : phrase.start]
        if (
            phrase.case == "subject"
            and (len(gap) <= (VERB_FINAL_PARTICIPLE if cue.participle else 1) or _is_turned(scene, sentence, cue, gap))
            and not set(gap) & set(",:;" + _BLANK)
            and not describes(scene, phrase)
        ):
            return phrase
    return None


def _is_turned(scene: ParsedText, sentence: Sentence, cue: Cue, gap: str) -> bool:
    """Return whether a cue directly follows a quote, and only titles precede its subject: tr `"…" dedi Bakan Demir`."""
    titles = gap.split()
    beside = any(
        cue.start - quote.outer_end <= VERB_FINAL_BESIDE for quote in sentence.marked if quote.outer_end <= cue.start
    )
    return beside and bool(titles) and len(titles) <= VERB_FINAL_TITLES and is_title(titles[-1], scene.language)


def _impersonal(scene: ParsedText, sentence: Sentence, memory: Memory, cue: Cue) -> Credit:
    return credit_document(scene, sentence, memory, cue) or (
        Credit(memory.issuer, "document_frame", None, cue, VERB_FINAL_ISSUER)
        if memory.issuer
        else _fallback(scene, sentence, memory, cue)
    )


def _fallback(scene: ParsedText, sentence: Sentence, memory: Memory, cue: Cue) -> Credit:
    source = next((p for p in sentence.phrases_between(sentence.start, cue.start) if p.case == "genitive"), None)
    if memory.speaker is None and source is not None:
        return credit_phrase(scene, source, memory, cue, VERB_FINAL_FALLBACK)
    return memory.last(cue, VERB_FINAL_LAST)


def _announced(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote after a colon to the subject or document before the colon.

    Credit a quote that is a whole sentence to the speaker whom the previous sentence announced, else to the last
    speaker.
    """
    before = scene.narrative[sentence.start : quote.outer_start].rstrip()
    if before.endswith(":"):
        return _before_colon(scene, sentence, quote.outer_start, memory)
    if before.strip(" -\u2013\u2014\x01,.") or scene.narrative[quote.outer_end : sentence.end].strip(" .,\x01"):
        return None
    announced = memory.announced
    if announced is not None:
        return Credit(announced.party, "previous_sentence", announced.mention, announced.cue, VERB_FINAL_ANNOUNCED)
    return memory.last(None, VERB_FINAL_LAST) if memory.speaker else None


def _before_colon(scene: ParsedText, sentence: Sentence, end: int, memory: Memory) -> Credit | None:
    cues = sentence.cues_between(sentence.start, end)
    cue = cues[-1] if cues else None
    if cue is not None and cue.passive:
        return _impersonal(scene, sentence, memory, cue)
    subject = find_subject(scene, sentence, end)
    unnamed = credit_unnamed(scene, sentence, end, cue) if cue else None
    known = unnamed or credit_epithet(scene, sentence, end, memory, cue)
    if known is not None and (subject is None or not is_set_apart(scene, subject)):
        return known
    if subject is not None:
        return credit_phrase(scene, subject, memory, cue, SHARED_SURE)
    anchor = cue or Cue(end, end, False, False)
    found = credit_document(scene, sentence, memory, anchor) or memory.last(cue, VERB_FINAL_LAST_OF_CUE)
    return found if cue else Credit(found.party, found.resolved_by, found.mention, None, found.confidence)


def _genitive(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote before a noun of speech (`words`) to the last name in the genitive or ablative before the quote.

    Example: tr `Demir'in "…" sözleri` (Demir's words "…"). Without such a name, credit the subject, else the last
    speaker.
    """
    noun = scene.patterns.speech.match(scene.narrative, quote.outer_end)
    if noun is None:
        return None
    owners = [
        p for p in sentence.phrases_between(sentence.start, quote.outer_start) if p.case in ("genitive", "ablative")
    ]
    if owners:
        return credit_phrase(scene, owners[-1], memory, _span(noun), VERB_FINAL_GENITIVE)
    subject = find_subject(scene, sentence, quote.outer_start)
    return (
        credit_phrase(scene, subject, memory, _span(noun), VERB_FINAL_NOUN)
        if subject
        else memory.last(_span(noun), VERB_FINAL_LAST_OF_NOUN)
    )


def _sourced(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the source before it, a name or a document: tr `Bakanlığa göre` (according to the Ministry)."""
    return credit_source(scene, sentence, quote.outer_start, memory)


FRAMES = {
    "claimed": _claimed,
    "labelled": _labelled,
    "by_cue": _by_cue,
    "signed": signed,
    "announced": _announced,
    "led": _led,
    "genitive": _genitive,
    "sourced": _sourced,
}


def note_verb_final(scene: ParsedText, sentence: Sentence, memory: Memory) -> None:
    """Read a sentence without quotes, and remember who speaks in it and who issues a document.

    If the sentence ends in a colon, remember who speaks next.
    """
    end, cues = sentence.end, sentence.cues
    if sentence.opens and scene.text[end - 1].isalnum():
        return
    memory.announced = None
    _note_issuer(scene, sentence, memory)
    if scene.text[end - 1] == ":":
        memory.announced = _before_colon(scene, sentence, end, memory)
        if memory.announced is not None:
            memory.note(memory.announced)
    elif cues and cues[-1].passive:
        credit_document(scene, sentence, memory, cues[-1])
    else:
        _note_subject(scene, sentence, memory)


def _note_subject(scene: ParsedText, sentence: Sentence, memory: Memory) -> None:
    """Remember the subject of a sentence as the last subject and, if the sentence has a cue, as the last speaker."""
    subject, cues = find_subject(scene, sentence, sentence.end), sentence.cues
    if subject is None:
        return
    apart = scene.narrative[subject.tail : subject.tail + 1] == ","
    if apart:
        memory.topic = resolve(scene, subject.party, memory)
    if cues and (apart or (not cues[-1].participle and _is_known(scene, subject))):
        memory.note(credit_phrase(scene, subject, memory, cues[-1]))


def _is_known(scene: ParsedText, phrase: Phrase) -> bool:
    """Return whether a phrase is surely a name: it has several words, or is part of a full name in the article."""
    return len(phrase.words) > 1 or scene.names.knows(phrase.party)


def _note_issuer(scene: ParsedText, sentence: Sentence, memory: Memory) -> None:
    """Remember whom a sentence names as issuer of a document. Later quotes from the document are credited to them."""
    told = scene.patterns.according.search(scene.narrative, sentence.start, sentence.end)
    if told:
        credit_document(scene, sentence, memory, Cue(told.end(), told.end(), True, False))
    if not scene.patterns.issue.search(scene.narrative, sentence.start, sentence.end):
        return
    subject = find_subject(scene, sentence, sentence.end)
    owner = subject or issuer_in(scene, sentence, (sentence.end, sentence.end))
    if owner is not None:
        memory.issuer = resolve(scene, owner.party, memory)
