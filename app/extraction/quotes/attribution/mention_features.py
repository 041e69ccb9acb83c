"""Features of a candidate for the speaker, from the candidate's mentions in the sentence of the quotation."""

from collections.abc import Iterator, Sequence

from app.extraction.quotes.attribution.final_subjects import apart_pattern
from app.extraction.quotes.attribution.proposals import is_verb_final
from app.extraction.quotes.attribution.quotation_context import Context, Placed
from app.extraction.quotes.attribution.situation import BLANK
from app.extraction.quotes.attribution.subjects import is_governed, subject_patterns
from app.extraction.quotes.quote_numbers import (
    MENTION_FEATURES_BESIDE,
    MENTION_FEATURES_CUES,
    MENTION_FEATURES_RELATIVE,
    MENTION_FEATURES_WORDS,
)
from app.extraction.text.cues import Cue


def side_codes(here: Sequence[Placed]) -> str:
    """Return the position codes of mentions, each once: `ab` if some are after the quotation and some before it."""
    return "".join(sorted({placed.side for placed in here}))


def mention_features(context: Context, here: Sequence[Placed], answered: bool) -> Iterator[str]:
    """Yield the features of a candidate's mentions in the sentence of the quotation.

    `answered`: whether the quotation is a question, and the subject of its sentence answers the question: tr `Demir
    "…" sorusuna` (Demir, to the question "…"). If so, a further feature says whether the sentence names the candidate.
    """
    for placed in here:
        yield from _place(context, placed)
        yield from _cues(context, placed)
        yield from _before_quotation(context, placed)
        if is_verb_final(context.text.language):
            yield from _embedded(context, placed)
        else:
            yield from _clause(context, placed)
    if answered:
        yield f"answered:here={bool(here)}"


def _place(context: Context, placed: Placed) -> Iterator[str]:
    """Yield features for the position of a name, its grammatical case, and the punctuation or particle after it."""
    code = placed.side + placed.case[0]
    apart = _apart(context, placed)
    before = context.situation.before
    clause = "-" if before is None or placed.side != "b" else "<" if placed.tail <= before.start else ">"
    yield f"clause:{code}{clause}:{context.order}"
    yield f"clause:{code}{clause}{apart}:{context.order}"
    yield f"clause:{code}{clause}:{context.situation.whole[:2]}:{context.slot_named}"
    yield f"at:{code}:{context.order}"
    yield f"at:{code}{apart}:{context.order}"
    yield f"at:{code}{apart}:{context.situation.coarse}"


def _apart(context: Context, placed: Placed) -> str:
    narrative = context.text.narrative
    follows = narrative[placed.tail : placed.tail + 2]
    sign = follows[:1] if follows[:1] == "," else follows.strip()[:1]
    code = {",": ",", ":": "colon", BLANK: "marks", "(": "("}.get(sign, "-")
    particle = apart_pattern(context.text.language).match(narrative, placed.tail)
    return code + "+" * (particle is not None)


def _cues(context: Context, placed: Placed) -> Iterator[str]:
    """Yield features for the cues directly before and after a name."""
    cues, narrative = context.sentence.cues[:MENTION_FEATURES_CUES], context.text.narrative
    for at, cue in enumerate(cues):
        if cue.start >= placed.tail:
            gap, side = narrative[placed.tail : cue.start], "<"
        elif placed.head >= cue.end:
            gap, side = narrative[cue.end : placed.head], ">"
        else:
            continue
        if len(gap) <= MENTION_FEATURES_BESIDE and len(gap.split()) <= 1 and BLANK not in gap:
            yield from _beside(context, placed, cue, side, "first" if at == 0 else "last" if cue is cues[-1] else "mid")


def _beside(context: Context, placed: Placed, cue: Cue, side: str, place: str) -> Iterator[str]:
    code = side + ("before" if cue.end <= context.quote.outer_start else "after")
    yield f"beside:{code}:{placed.case[0]}:{context.order}"
    yield f"beside:{code}:{place}:{context.situation.coarse}"
    yield f"beside:{side}:{cue is context.situation.cue}:{cue.participle}:{context.order}"


def _before_quotation(context: Context, placed: Placed) -> Iterator[str]:
    """Yield a feature for a name before the quotation.

    The feature says how many words are between name and quotation, and whether a noun of speech, such as `statement`,
    follows the quotation.
    """
    if placed.side != "b":
        return
    text, end = context.text, context.quote.outer_end
    noun = any(pattern.match(text.narrative, end) for pattern in (text.patterns.speech, text.patterns.claim))
    words = len(text.narrative[placed.tail : context.quote.outer_start].split())
    near = sum(words > bound for bound in MENTION_FEATURES_WORDS)
    yield f"gap:{placed.case[0]}:{near}:{noun}:{context.order}"


def _embedded(context: Context, placed: Placed) -> Iterator[str]:
    """Yield features for a nominalised cue, whose subject is a genitive: tr `Demir'in "…" dediğini` (that D. said)."""
    after, text = context.situation.after, context.text
    if after is None or not context.situation.cue_follows:
        return
    if text.patterns.embedded.search(text.narrative, after.start, after.end) is None:
        return
    owners = [one for one in context.here if one.side == "b" and one.case == "genitive"]
    passive = any(cue.passive for cue in context.sentence.cues_between(after.start, context.sentence.end))
    yield f"embedded:{placed.case[0]}:{placed.side}"
    yield f"embedded:{placed.case[0]}:{bool(owners) and owners[-1] == placed}:{passive}"


def _clause(context: Context, placed: Placed) -> Iterator[str]:
    """Yield features for a preposition before a name, and for a relative clause after it."""
    text = context.text
    governed = is_governed(text, placed.head, context.sentence.start) and not _is_late(context, placed)
    yield f"governed:{governed}:{placed.side}:{context.order}"
    yield f"governed:{governed}:{context.situation.coarse}"
    relative = subject_patterns(text.language).relative
    starts = (placed.tail, placed.tail + 2)
    if any(relative.match(text.narrative, start, placed.tail + MENTION_FEATURES_RELATIVE) for start in starts):
        yield "relative clause"


def _is_late(context: Context, placed: Placed) -> bool:
    """Return whether a person's name is in the place of the subject, but follows words with a preposition."""
    credits = (proposal.credit for proposal in context.proposals[:1])
    return any(one.mention == placed.span[:2] and one.party and one.party.type == "person" for one in credits)
