"""Find quoted documents, and who issued them, in verb-final languages.

Example: tr `Bakanlıktan yapılan açıklamada` (in a statement by the Ministry).
"""

from collections.abc import Iterator
from itertools import islice

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.final_subjects import find_subject, relays
from app.extraction.quotes.attribution.resolve import credit_phrase, resolve
from app.extraction.quotes.quote_numbers import (
    DOCUMENT_FRAMES_DOCUMENT,
    DOCUMENT_FRAMES_DOCUMENTS,
    DOCUMENT_FRAMES_ISSUER,
    DOCUMENT_FRAMES_KNOWN,
    DOCUMENT_FRAMES_SOURCE,
)
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Party, Phrase
from app.extraction.text.parsed_text import ParsedText, Sentence


def credit_source(scene: ParsedText, sentence: Sentence, end: int, memory: Memory) -> Credit | None:
    """Credit a quote to the source named before an offset: a name or a document.

    Examples: tr `Bakanlığa göre` (according to the Ministry), `rapora göre` (according to the report).
    """
    found = scene.patterns.according.search(scene.narrative, sentence.start, end)
    if found is None:
        return None
    cue = Cue(found.start(), found.end(), True, False)
    source = next((p for p in sentence.phrases_between(sentence.start, cue.start) if p.tail + 1 == cue.start), None)
    named = source is not None and bool(source.words[-1].suffix or source.case == "other")
    if source and named:
        return credit_phrase(scene, source, memory, cue, DOCUMENT_FRAMES_SOURCE)
    return credit_document(scene, sentence, memory, cue)


def credit_document(scene: ParsedText, sentence: Sentence, memory: Memory, cue: Cue) -> Credit | None:
    """Credit a quote to whoever issued the document that is named before the cue; None if no document is named.

    If the sentence names no issuer, the credit depends on the document. For a news report (tr `haberde`: in the
    report), credit the last news medium that cited somebody. For any other document, credit the issuer of an earlier
    document, or else the last speaker. If nobody is known, credit the document.
    """
    found = scene.patterns.document.finditer(scene.narrative, sentence.start, cue.end)
    words = [word for word in found if word.end() <= cue.start]
    if not words:
        return None
    mention = words[-1].span()
    issuer = issuer_in(scene, sentence, mention)
    if issuer is not None:
        party = resolve(scene, issuer.party, memory)
        memory.issuer = party
        return Credit(party, "same_sentence", (issuer.start, issuer.end), cue, DOCUMENT_FRAMES_ISSUER)
    relayed = scene.patterns.relayed.match(scene.narrative, *mention) is not None
    if known := memory.medium if relayed else memory.issuer or memory.speaker:
        return Credit(known, "document_frame", mention, cue, DOCUMENT_FRAMES_KNOWN)
    return Credit(
        Party(scene.text[slice(*mention)], "document", *mention),
        "same_sentence",
        mention,
        cue,
        DOCUMENT_FRAMES_DOCUMENT,
    )


def issuer_in(scene: ParsedText, sentence: Sentence, word: tuple[int, int]) -> Phrase | None:
    """Return who issued a document: the name before a word such as tr `açıklama` (statement).

    The name is in the ablative (tr `Bakanlıktan`), in the genitive (tr `Bakanlığın`), or in the nominative directly
    before the word. A news medium that only cites the document does not count.
    """
    before = sentence.phrases_between(sentence.start, word[0])
    phrases = [phrase for phrase in before if not relays(scene, phrase)]
    if phrases and phrases[-1].case == "subject" and word[0] - phrases[-1].tail == 1:
        return phrases[-1]
    owned = scene.patterns.possessed.search(scene.narrative, *word) is not None
    cases = ("genitive", "ablative") if owned else ("ablative",)
    return next((phrase for phrase in reversed(phrases) if phrase.case in cases), None)


def document_issuers(scene: ParsedText, sentence: Sentence) -> Iterator[Phrase]:
    """Yield the names in a sentence that issued a document.

    They are subjects of verbs of publishing, or stand before a word such as tr `açıklama` (statement).
    """
    if scene.patterns.issue.search(scene.narrative, sentence.start, sentence.end):
        end = (sentence.end, sentence.end)
        owner = find_subject(scene, sentence, sentence.end) or issuer_in(scene, sentence, end)
        yield from (phrase for phrase in (owner,) if phrase is not None)
    words = scene.patterns.document.finditer(scene.narrative, sentence.start, sentence.end)
    owners = (issuer_in(scene, sentence, word.span()) for word in islice(words, DOCUMENT_FRAMES_DOCUMENTS))
    yield from (phrase for phrase in owners if phrase is not None)
