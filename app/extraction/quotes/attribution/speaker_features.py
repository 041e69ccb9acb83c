"""Features of the candidates for the speaker of a quotation; `training/train_speakers.py` learns their weights.

A feature is a string of codes. Each function yields the features of one aspect. `docs/extraction.md` has examples.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from app.extraction.quotes.attribution.discourse_features import Discourse, discourse_features, read_discourse
from app.extraction.quotes.attribution.history import Spoken
from app.extraction.quotes.attribution.known_speakers import NOBODY, Known
from app.extraction.quotes.attribution.mention_features import mention_features
from app.extraction.quotes.attribution.name_evidence import WORD
from app.extraction.quotes.attribution.quotation_context import Context
from app.extraction.quotes.attribution.situation import BLANK
from app.extraction.quotes.attribution.speaker_candidates import Candidate
from app.extraction.quotes.quote_numbers import (
    SHARED_CONFIDENCES,
    SPEAKER_FEATURES_CUE,
    SPEAKER_FEATURES_FAR,
    SPEAKER_FEATURES_FEW,
    SPEAKER_FEATURES_HEAD,
    SPEAKER_FEATURES_MOST,
    SPEAKER_FEATURES_NEXT,
    SPEAKER_FEATURES_OPENING,
    SPEAKER_FEATURES_QUESTION,
    SPEAKER_FEATURES_WORD,
)
from app.text.fast_dataclass import fast_dataclass
from app.text.normalize import fold


def bucket(number: float, bounds: Sequence[float]) -> int:
    """Return the class of a number: how many of the sorted `bounds` it exceeds. For 3 and (1, 2, 4), that is 2."""
    return bisect_left(bounds, number)


@fast_dataclass(frozen=True)
class _Shared:
    """Values that are the same for all candidates for the speaker of a quotation."""

    roles: int
    role: bool
    document: bool
    issuer: str
    subject_of: int
    passive: bool
    other: str | None  # key of the most recent speaker other than the last one
    question: tuple[int, int] | None  # start and end offset of the question that the quotation may answer


def candidate_features(context: Context, candidates: Sequence[Candidate]) -> list[list[str]]:
    """Return the features of each candidate, in the order of the candidates."""
    shared = _share(context, candidates)
    discourse = read_discourse(context)
    sorts = {(one.kind, bool(one.here)) for one in candidates if one.key != NOBODY}
    of_sorts = {sort: [*_of_sort(context, *sort, shared, discourse)] for sort in sorts}
    return [
        [*_of_nobody(context, one, shared)]
        if one.key == NOBODY
        else of_sorts[one.kind, bool(one.here)] + _of_somebody(context, one, shared, discourse)
        for one in candidates
    ]


def _share(context: Context, candidates: Sequence[Candidate]) -> _Shared:
    evidence, known, memory = context.article.evidence, context.article.known, context.history.memory
    beside = evidence.beside
    common = [len(context.roles & beside[one.key]) for one in candidates if one.key in beside] if context.roles else []
    text, sentence, cue = context.text, context.sentence, context.situation.cue
    relayed = text.patterns.relayed.search(text.narrative, sentence.start, sentence.end) is not None
    rule = context.proposals[0].credit.party if context.proposals else None
    return _Shared(
        max(common, default=0),
        rule is not None and (rule.role_only or rule.type == "unnamed"),
        text.patterns.document.search(text.narrative, sentence.start, sentence.end) is not None,
        known.key_of(memory.medium if relayed else memory.issuer),
        max(evidence.subject_of.values(), default=0),
        cue is not None and cue.passive,
        context.history.other(),
        _question(context),
    )


def _question(context: Context) -> tuple[int, int] | None:
    """Return the offsets of the question without quotation marks that directly precedes the quotation, or None."""
    text, start = context.text, context.quote.outer_start
    before = text.narrative[max(0, start - SPEAKER_FEATURES_QUESTION) : start].rstrip(" \n:\u00a0")
    if not before.endswith("?"):
        return None
    return start - len(before) + max(before.rfind("\n"), before.rfind(BLANK)), start


def _of_sort(context: Context, kind: str, here: bool, shared: _Shared, discourse: Discourse) -> Iterator[str]:
    """Yield the features that depend only on a candidate's `kind` and `here`.

    `kind`: the first letter of the candidate's type (`p` for person). `here`: whether the sentence of the quotation
    mentions the candidate.
    """
    yield f"kind:{kind}"
    yield f"document:{shared.document}:{kind}:{here}:{shared.passive}"
    if context.last_word_named:
        yield "a name precedes"
    else:
        yield f"word precedes={context.last_word[1:]}:{here}:{kind}:{context.order}"
    yield f"cue:{discourse.cue}:{kind}"
    yield f"noun:{discourse.determiner}:{here}:{kind}:{context.order}"


def _of_somebody(context: Context, one: Candidate, shared: _Shared, discourse: Discourse) -> list[str]:
    """Return the features of a candidate other than `nobody`, each once.

    To save time, aspects without features are not read, and the aspects of all candidates are lists: creating a
    generator for a few features takes longer.
    """
    found = _name(context, one) + _speech(context, one, shared) + discourse_features(context, one, discourse)
    if one.known is not None:
        found += _earlier(context, one, one.known)
    if one.credits:
        found += _frames(context, one)
    if one.here or context.is_answered:
        found += dict.fromkeys(mention_features(context, one.here, context.is_answered))
    if shared.issuer:
        found += _issuer(one, shared)
    if context.gender:
        found += _gender(context, one)
    if context.history.last:
        found += _history(context, one, context.history.last, shared)
    if shared.question:
        found += _answer(context, one, *shared.question)
    return found


def _frames(context: Context, one: Candidate) -> Iterator[str]:
    """Yield features for the frames (sentence patterns) that propose the candidate, and for the frames' confidences."""
    for at, (frame, credit) in enumerate(one.credits):
        sure = bucket(credit.confidence, SHARED_CONFIDENCES)
        yield f"frame:{context.order}:{frame}:{credit.resolved_by}:{sure}"
        if one.first and at == 0:
            yield f"rule:{frame}:{sure}:{one.kind}"


def _name(context: Context, one: Candidate) -> list[str]:
    """Return features for a name that the recogniser does not know, or for a name in the first sentence of the text."""
    if one.known is None:
        words = min(SPEAKER_FEATURES_MOST, len(one.name.split()))
        return [f"unknown:{one.kind}:{context.situation.coarse}", f"unknown:words={words}:{one.kind}"]
    if one.known.spans and context.number and one.known.spans[0][0] < context.text.sentences[0].end:
        return ["opens the text"]
    return []


def _issuer(one: Candidate, shared: _Shared) -> Iterator[str]:
    """Yield features that show whether the candidate issued the document that the text mentioned last.

    If a news medium cites the document, the medium counts as the issuer.
    """
    if one.key == shared.issuer:
        yield f"issuer:{shared.document}:{shared.passive}"
        yield f"issuer:{shared.document}:{one.kind}"
    else:
        yield f"not issuer:{shared.document}:{one.kind}:{bool(one.here)}"


def _gender(context: Context, one: Candidate) -> Iterator[str]:
    """Yield features for the gender of the candidate and of a pronoun."""
    gender = context.article.evidence.gender.get(one.key)
    yield f"gender:{context.gender}:{gender}:{context.situation.coarse}"
    yield f"gender:{context.gender}:{gender == context.gender}:{bool(one.here)}"


def _speech(context: Context, one: Candidate, shared: _Shared) -> list[str]:
    """Return features that show how often the candidate is the subject of a cue, and whether a speech tag names it."""
    number = context.article.evidence.subject_of.get(one.key, 0)
    foremost = "most" if number and number == shared.subject_of else ""
    often = f"{bucket(number, SPEAKER_FEATURES_FEW)}{foremost}"
    found = [f"speaks:{often}:{bool(one.here)}:{context.situation.coarse}"]
    if context.tagged is not None:
        found.append(f"in tag:{one.key in context.tagged}:{one.kind}")
    return found


def _earlier(context: Context, one: Candidate, known: Known) -> list[str]:
    """Return features that show how far before the quotation, in sentences, the candidate was last named."""
    at = bisect_left(known.spans, (context.sentence.start, 0)) - 1
    if at < 0:
        return [f"named later:{one.kind}:{bool(one.here)}"]
    text, start = context.text, known.spans[at][0]
    number = bisect_right(text.starts, start) - 1
    back = bucket(context.number - number, SPEAKER_FEATURES_FAR)
    quoted = "quoted" if text.narrative[start] == BLANK else ""
    found = [f"named:{back}:{quoted}:{one.kind}", f"named:{back}:{context.situation.coarse}:{quoted}"]
    if context.number - number == 1:
        before = text.sentences[number]
        colon, opening = text.text[before.end - 1] == ":", start - before.start < SPEAKER_FEATURES_OPENING
        found.append(f"named before:colon={colon}:{opening}")
    return found


def _history(context: Context, one: Candidate, last: Spoken, shared: _Shared) -> list[str]:
    """Return features that show whether the candidate is the last speaker, or the speaker before that one."""
    here, coarse = bool(one.here), context.situation.coarse
    found = [f"answered:{here}", f"answered:last={last.key == one.key}"] if context.is_answered else []
    if last.key != one.key:
        found.append(f"not last:{coarse}:{here}")
    if shared.other == one.key:
        found += (f"last but one:{coarse}", f"last but one:{here}")
    return found


def _answer(context: Context, one: Candidate, opens: int, end: int) -> Iterator[str]:
    """Yield features of the candidate if the quotation may answer the question between the offsets `opens` and `end`.

    The features show whether the question mentions the candidate, whether the candidate is the last speaker or the
    person mentioned most often, and how often the candidate has spoken.
    """
    spans = one.known.spans if one.known else ()
    asked = any(opens < at < end for at, _ in spans)
    last, foremost = context.history.last, one.known is not None and one.known.rank == 0
    yield f"answer:{asked}:{last is not None and last.key == one.key}:{one.kind}"
    yield f"answer:{foremost}:{last is None}:{one.kind}:{bool(one.here)}"
    yield f"answer:{min(2, context.history.said[one.key])}:{one.kind}"


def _of_nobody(context: Context, one: Candidate, shared: _Shared) -> Iterator[str]:
    """Yield the features of the candidate `nobody`, which stands for a quotation without a named speaker."""
    coarse, shape, slot = context.situation.coarse, context.shape, context.slot
    yield from _frames(context, one)
    yield from (f"nobody:{shape}:{coarse}", f"nobody:{slot}", f"nobody:situation={context.situation.whole}")
    yield f"nobody:named={context.slot_named}:{coarse}"
    yield f"nobody:here={min(SPEAKER_FEATURES_MOST, len(context.names))}:{coarse}"
    yield f"nobody:first={context.history.last is None}:{context.situation.floats}"
    yield f"nobody:role={min(2, shared.roles)}:{shared.role}:{context.order}"
    yield f"nobody:last word={context.last_word}:{context.last_word_named}:{context.order}"
    heads = _heads_clause(context)
    yield from (f"nobody:heads={heads}:{shape}", f"nobody:heads={heads}:{coarse}")
    yield from _words_of_nobody(context)


def _heads_clause(context: Context) -> bool:
    """Return whether a participle and then a name follow the quotation: tr `"…" diyen Demir` (Demir, who says …)."""
    after = context.situation.after
    if after is None or not after.participle:
        return False
    heads = (one.span.start for one in context.names if 0 <= one.span.start - after.end <= SPEAKER_FEATURES_HEAD)
    return any("," not in context.text.narrative[after.end : head] for head in heads)


def _words_of_nobody(context: Context) -> Iterator[str]:
    text, quote, cue = context.text, context.quote, context.situation.cue
    speech = text.patterns.speech.match(text.narrative, quote.outer_end) is not None
    yield f"nobody:answered={context.is_answered}:{speech}"
    follows = WORD.search(text.narrative, quote.outer_end, quote.outer_end + SPEAKER_FEATURES_NEXT)
    if follows:
        yield f"nobody:next={fold(follows[0])[:SPEAKER_FEATURES_WORD]}"
    if cue is not None:
        yield f"nobody:cue={text.narrative[cue.start : cue.end][:SPEAKER_FEATURES_CUE]}"
