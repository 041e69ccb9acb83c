"""Find indirect speech in verb-final languages: nominalised clauses before a cue, hearsay forms after a speaker."""

from collections.abc import Iterator
from dataclasses import replace

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.document_frames import credit_document, credit_source
from app.extraction.quotes.attribution.final_subjects import find_subject, is_set_apart
from app.extraction.quotes.attribution.resolve import credit_phrase
from app.extraction.quotes.attribution.verb_final import credit_unnamed, subject_behind_cue
from app.extraction.quotes.indirect.patterns import paraphrase
from app.extraction.quotes.indirect.reported_verb_adjacent import Told, clause, passes_on
from app.extraction.quotes.quote_numbers import REPORTED_VERB_FINAL_LAST, SHARED_CUES
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Phrase, is_title
from app.extraction.text.parsed_text import ParsedText, Sentence


def report_verb_final(scene: ParsedText, sentence: Sentence, memory: Memory) -> Iterator[Told]:
    """Yield the indirect quotes in a sentence without quotation marks: the clause before each cue.

    All clauses of the sentence have the same speaker.
    """
    start, credit = sentence.start, None
    for cue in sentence.cues[:SHARED_CUES]:
        found = _clause_end(scene, start, cue)
        embedded = scene.patterns.embedded.search(scene.narrative, cue.start, cue.end)
        if found is None or embedded or not passes_on(scene, cue):
            continue
        if credit is None:
            start, credit = _speaker(scene, sentence, memory, cue, found)
        told = clause(scene, start, found, replace(credit, cue=cue))
        if told is not None:
            yield told
        start = _behind_comma(scene, max(cue.end, credit.mention[1] if credit.mention else 0), sentence.end)
    if credit is None and (evidential := _evidential(scene, sentence, memory)):
        yield evidential


def _clause_end(scene: ParsedText, start: int, cue: Cue) -> int | None:
    """Return the offset at which the nominalised clause before a cue ends; None if there is no such clause."""
    known = paraphrase(scene.language)
    pattern = known.passive_clause if cue.passive else known.clause
    found = pattern.match(scene.narrative, start, cue.start)
    return found.end("end") if found else None


def _speaker(scene: ParsedText, sentence: Sentence, memory: Memory, cue: Cue, end: int) -> tuple[int, Credit]:
    """Return the offset at which the first reported clause begins, and the speaker as a credit.

    The speaker of an impersonal cue is a document or its issuer, if one is named. For any other cue, the speaker is the
    first of these that exists: a subject without a name (tr `görgü tanıkları`, eyewitnesses), a name before the clause,
    a name after the cue (tr `belirten Demir`), the last speaker.
    """
    document = credit_document(scene, sentence, memory, cue)
    if cue.passive:
        begin = document.mention[1] if document and document.mention else sentence.start
        return _behind_comma(scene, begin, end), document or Credit(None)
    unnamed = credit_unnamed(scene, sentence, end, cue)
    if unnamed is not None and unnamed.mention is not None:
        return unnamed.mention[1], unnamed
    subject = find_subject(scene, sentence, end)
    if subject is not None and _is_subject(scene, sentence, subject):
        return _behind_comma(scene, subject.tail, end), credit_phrase(scene, subject, memory, cue)
    behind = subject_behind_cue(scene, sentence, cue)
    if behind is not None:
        return sentence.start, credit_phrase(scene, behind, memory, cue)
    return sentence.start, memory.last(cue, REPORTED_VERB_FINAL_LAST)


def _is_subject(scene: ParsedText, sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a phrase is the subject of its sentence.

    A phrase is the subject if a comma or particle follows it. Otherwise it must open the sentence, and be a known name
    or begin with a title.
    """
    if is_set_apart(scene, phrase):
        return True
    known = scene.names.knows(phrase.party)
    return phrase.start == sentence.start and (known or is_title(phrase.words[0].text, scene.language))


def _behind_comma(scene: ParsedText, start: int, end: int) -> int:
    """Return the offset after the particle and the comma that may follow a subject; without them, `start`."""
    found = paraphrase(scene.language).particle.match(scene.narrative, start, end)
    return found.end() if found else start


def _evidential(scene: ParsedText, sentence: Sentence, memory: Memory) -> Told | None:
    """Return the words after tr `Bakanlığa göre` (according to the Ministry) as an indirect quote.

    None if the sentence names no source in this way, or if no verb has a hearsay form (tr `-miş`).
    """
    credit = credit_source(scene, sentence, sentence.end, memory)
    ends = paraphrase(scene.language).evidential.search(scene.narrative, sentence.start, sentence.end)
    if credit is None or credit.cue is None or ends is None:
        return None
    return clause(scene, credit.cue.end, sentence.end, credit)
