"""Features from the text before a quotation: the last subjects, common nouns, and the words of a candidate's name."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from app.extraction.quotes.attribution.mention_features import side_codes
from app.extraction.quotes.attribution.name_evidence import WORD, stem
from app.extraction.quotes.attribution.quotation_context import Context
from app.extraction.quotes.attribution.speaker_candidates import Candidate
from app.extraction.quotes.quote_numbers import (
    DISCOURSE_FEATURES_AROUND,
    DISCOURSE_FEATURES_CACHED,
    DISCOURSE_FEATURES_CUE,
    DISCOURSE_FEATURES_ENDING,
    DISCOURSE_FEATURES_LEAST,
    DISCOURSE_FEATURES_MENTIONS,
    DISCOURSE_FEATURES_READ,
    DISCOURSE_FEATURES_SUBJECTS,
    SHARED_STEM,
)
from app.lang.pack import language_pack
from app.text.fast_dataclass import fast_dataclass
from app.text.normalize import fold


@fast_dataclass(frozen=True)
class Discourse:
    """Values that are the same for all candidates for the speaker of a quotation."""

    order: dict[str, int]  # key of an earlier subject -> its rank: 0 for the last one before the quotation
    inside: frozenset[str]  # keys of the names inside the quotation marks
    opens: bool  # whether the quotation begins a line
    # code of the determiner (`d` for `the`) of a possible subject without a name, such as `the minister`
    determiner: str
    agrees: str  # gender of the determiner of a possible subject without a name: `f` for fr `la ministre`
    stems: frozenset[str]  # stems of the words of a possible subject without a name (`the minister`)
    known: bool  # whether one of `stems` occurs beside a name in the article
    cue: str  # first letters of the cue


def read_discourse(context: Context) -> Discourse:
    """Return the values that are the same for all candidates for the speaker of a quotation."""
    quote, cue, evidence = context.quote, context.situation.cue, context.article.evidence
    at = bisect_left(evidence.subjects, (context.sentence.start, ""))
    recent = reversed(evidence.subjects[max(0, at - DISCOURSE_FEATURES_READ) : at])
    order = {key: rank for rank, key in enumerate(dict.fromkeys(key for _, key in recent))}
    noun = next(iter(context.nouns), None)
    stems = _stems(noun.name) if noun else frozenset[str]()
    return Discourse(
        order,
        frozenset(span.key for span in context.article.known.between(quote.start, quote.end)),
        "\n" in context.text.text[max(0, quote.outer_start - 2) : quote.outer_start],
        noun.determiner if noun else "",
        noun.agrees if noun else "",
        stems,
        bool(stems & evidence.roles),
        fold(context.text.narrative[cue.start : cue.end])[:DISCOURSE_FEATURES_CUE] if cue else "",
    )


@lru_cache(maxsize=DISCOURSE_FEATURES_CACHED)
def _stems(name: str) -> frozenset[str]:
    words = (word for word in WORD.findall(name) if len(word) >= DISCOURSE_FEATURES_LEAST or word[-1].isupper())
    return frozenset(map(stem, words))


def discourse_features(context: Context, one: Candidate, shared: Discourse) -> list[str]:
    """Return features of a candidate.

    They tell, for example, how recently the candidate was a subject, and whether the common noun beside the cue fits
    the candidate. The candidate `nobody` has no such features.
    """
    here = bool(one.here)
    rank = min(DISCOURSE_FEATURES_SUBJECTS, shared.order.get(one.key, DISCOURSE_FEATURES_SUBJECTS))
    hits = len(shared.stems & context.article.evidence.beside.get(one.key, frozenset())) if shared.stems else 0
    found = [
        f"subject before:{rank}:{here}:{shared.opens}",
        f"inside:{one.key in shared.inside}",
        f"noun role:{min(2, hits)}:{shared.known}:{shared.determiner}",
    ]
    if shared.agrees:
        gender = context.article.evidence.gender.get(one.key, "-")
        found.append(f"noun gender:{shared.agrees}:{gender}:{one.kind}:{here}")
    if here:
        found += dict.fromkeys(_around(context, one))
    if one.known is None:
        found += _unknown(context, one)
    return found


def _around(context: Context, one: Candidate) -> Iterator[str]:
    """Yield features for the function words directly before and after each mention of a candidate."""
    text = context.text
    common = language_pack(text.language).common_words
    for placed in [placed for placed in one.here if placed in context.names][:DISCOURSE_FEATURES_MENTIONS]:
        before = WORD.findall(text.narrative[max(0, placed.head - DISCOURSE_FEATURES_AROUND) : placed.head])
        after = WORD.search(text.narrative, placed.tail, placed.tail + DISCOURSE_FEATURES_AROUND)
        if before and before[-1] in common:
            yield f"follows:{before[-1]}:{text.language}"
        if after and after[0] in common:
            yield f"precedes:{after[0]}:{text.language}"


def _unknown(context: Context, one: Candidate) -> Iterator[str]:
    """Yield features of a candidate that is not an entity of the article.

    Such a candidate is a common noun, a document, or a name that only a sentence pattern found.
    """
    roles = context.article.evidence.roles
    stems, word = _stems(one.name), _last_word(one.name)
    yield f"role of somebody:{bool(stems & roles)}:{word[:SHARED_STEM] in roles}:{one.kind}:{context.order}"
    yield f"sides:{one.kind}:{side_codes(one.here)}:{context.order}"
    yield f"rivals:{one.kind}:{context.situation.coarse}:{bool(context.names)}:{context.slot_named}"
    yield f"ending:{word[-DISCOURSE_FEATURES_ENDING:]}:{context.order}:{one.kind}"


@lru_cache(maxsize=DISCOURSE_FEATURES_CACHED)
def _last_word(name: str) -> str:
    """Return the folded last word of a name."""
    return next(reversed(WORD.findall(fold(name))), "")
