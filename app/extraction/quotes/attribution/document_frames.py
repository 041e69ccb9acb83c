"""Documents that speak in verb-final languages, and who issues them."""

from collections.abc import Iterator
from itertools import islice

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.final_subjects import find_subject, relays
from app.extraction.quotes.attribution.resolve import credit_phrase, resolve
from app.extraction.quotes.cues import Cue
from app.extraction.quotes.noun_phrases import Party, Phrase, party_of
from app.extraction.quotes.parsed_text import ParsedText, Sentence

_DOCUMENTS = 4  # of a sentence whose issuers are looked for


def credit_source(scene: ParsedText, sentence: Sentence, end: int, memory: Memory) -> Credit | None:
    """A document or somebody in front of an offset whom the sentence follows."""
    found = scene.patterns.according.search(scene.narrative, sentence.start, end)
    if found is None:
        return None
    cue = Cue(found.start(), found.end(), True, False)
    source = next((p for p in sentence.phrases_between(sentence.start, cue.start) if p.tail + 1 == cue.start), None)
    named = source is not None and bool(source.words[-1].suffix or source.case == "other")
    if source and named:
        return credit_phrase(scene, source, memory, cue, 0.85)
    return credit_document(scene, sentence, memory, cue)


def credit_document(scene: ParsedText, sentence: Sentence, memory: Memory, cue: Cue) -> Credit | None:
    """The issuer of a document that speaks in the sentence: named there, known from before, or the document itself."""
    found = scene.patterns.document.finditer(scene.narrative, sentence.start, cue.end)
    words = [word for word in found if word.end() <= cue.start]
    if not words:
        return None
    mention = words[-1].span()
    issuer = issuer_in(scene, sentence, mention)
    if issuer is not None:
        party = resolve(scene, party_of(issuer, scene.language), memory)
        memory.issuer = party
        return Credit(party, "same_sentence", (issuer.start, issuer.end), cue, 0.88)
    if known := memory.issuer or memory.speaker:
        return Credit(known, "document_frame", mention, cue, 0.8)
    return Credit(Party(scene.text[slice(*mention)], "document", *mention), "same_sentence", mention, cue, 0.6)


def issuer_in(scene: ParsedText, sentence: Sentence, word: tuple[int, int]) -> Phrase | None:
    """The last ablative in front of a document word, or its owner; no phrase that a relaying word follows."""
    before = sentence.phrases_between(sentence.start, word[0])
    phrases = [phrase for phrase in before if not relays(scene, phrase)]
    if phrases and phrases[-1].case == "subject" and word[0] - phrases[-1].tail == 1:
        return phrases[-1]
    owned = scene.patterns.possessed.search(scene.narrative, *word) is not None
    cases = ("genitive", "ablative") if owned else ("ablative",)
    return next((phrase for phrase in reversed(phrases) if phrase.case in cases), None)


def document_issuers(scene: ParsedText, sentence: Sentence) -> Iterator[Phrase]:
    """Yield who issues the documents of a sentence: the subject of issuing, the owner of a document that speaks."""
    if scene.patterns.issue.search(scene.narrative, sentence.start, sentence.end):
        end = (sentence.end, sentence.end)
        owner = find_subject(scene, sentence, sentence.end) or issuer_in(scene, sentence, end)
        yield from (phrase for phrase in (owner,) if phrase is not None)
    words = scene.patterns.document.finditer(scene.narrative, sentence.start, sentence.end)
    owners = (issuer_in(scene, sentence, word.span()) for word in islice(words, _DOCUMENTS))
    yield from (phrase for phrase in owners if phrase is not None)
