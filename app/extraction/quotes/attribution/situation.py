"""Describe the sentence of a quotation: where its cues are, and whether it has words outside quotations.

The description consists of short codes, which models use as features.
"""

import re
from functools import cache

from app.extraction.quotes.quote_numbers import SITUATION_NEAR, SITUATION_TIGHT_AFTER, SITUATION_TIGHT_BEFORE
from app.extraction.text.cues import Cue
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.lang.pack import language_pack
from app.text.fast_dataclass import fast_dataclass
from app.text.word_patterns import either

BLANK = "\x01"  # in `ParsedText.narrative`, each character of a quotation is replaced by this sign


@fast_dataclass(frozen=True)
class Situation:
    """The cues nearest to a quotation in its sentence, and codes for their positions."""

    after: Cue | None  # the first cue after the quotation
    before: Cue | None  # the last cue before the quotation
    cue: Cue | None  # `after` or `before`: the cue that more probably belongs to the quotation
    after_code: str  # distance code (`_code`) of the cue after the quotation; `n` if there is none
    before_code: str  # distance code (`_code`) of the cue before the quotation; `n` if there is none
    floats: bool  # whether the sentence consists only of quotations
    # Coarse code: `F` if the sentence consists only of quotations; else `c` if a colon is before the quotation; else
    # two letters such as `At`. The first letter is the side on which `cue` is: `A` after the quotation, `B` before it.
    # The second letter is the distance of `cue` from the quotation (see `_code`), or `n` if there is no cue.
    coarse: str
    whole: str  # all codes joined

    @property
    def cue_follows(self) -> bool:
        """Whether a cue follows the quotation at a distance of at most `SITUATION_NEAR` characters."""
        return self.after_code[0] in "tm"


def situate(text: ParsedText, number: int, quote: Marked) -> Situation:
    """Return the cues nearest to a quotation, and codes for their positions.

    `number`: index of the sentence in which the quotation begins.
    """
    sentence = text.sentences[number]
    after = cue_behind(text, sentence, quote)
    before = next(iter(sentence.cues_between(sentence.start, quote.outer_start)[-1:]), None)
    after_code = _code(text, SITUATION_TIGHT_AFTER, quote.outer_end, after.start) if after else "n"
    before_code = _code(text, SITUATION_TIGHT_BEFORE, before.end, quote.outer_start) if before else "n"
    colon = text.narrative[sentence.start : quote.outer_start].rstrip().endswith(":")
    floats = _floats(text, sentence, quote)
    announced = floats and number > 0 and text.text[text.sentences[number - 1].end - 1] == ":"
    whole = f"{after_code}{before_code}{'c' * colon}{'F' * floats}{'P' * announced}"
    coarse = "F" if floats else "c" if colon else _coarse(after_code[0], before_code[0])
    nearer = after if after_code[0] in "tm" or before is None else before
    cue = after if nearer is before and before_code[0] == "f" and after else nearer
    return Situation(after, before, cue, after_code, before_code, floats, coarse, whole)


def cue_behind(text: ParsedText, sentence: Sentence, quote: Marked) -> Cue | None:
    """Return the first cue after a quotation, or None.

    A cue of another clause does not count if a cue is before the quotation: `Ann wrote "…", while Bob added that …`.
    """
    cue = next(iter(sentence.cues_between(quote.outer_end, sentence.end)), None)
    if cue is None or not sentence.cues_between(sentence.start, quote.outer_start):
        return cue
    return None if _joined_clause(text.language).match(text.narrative, quote.outer_end, cue.start) else cue


@cache
def _joined_clause(language: str) -> re.Pattern[str]:
    """Return a pattern that matches a word such as `while` after a quotation, and the clause up to a cue."""
    joiners = either(language_pack(language).verb_adjacent.clause_joiners)
    return re.compile(rf",? {joiners} [^,;:{BLANK}]*\w[^,;:{BLANK}]*\Z")


def _code(text: ParsedText, tight: int, start: int, end: int) -> str:
    """Return the code of the gap from `start` to `end`, which is between cue and quotation.

    The code is `t` for at most `tight` characters, `m` for at most `SITUATION_NEAR`, else `f`. A `q` is added if
    another quotation is in the gap.
    """
    distance = "t" if end - start <= tight else "m" if end - start <= SITUATION_NEAR else "f"
    return distance + "q" * (BLANK in text.narrative[start:end])


def _coarse(after: str, before: str) -> str:
    if after in "tm":
        return "A" + after
    if before in "tm":
        return "B" + before
    return "A" + after if after != "n" else "B" + before


def _floats(text: ParsedText, sentence: Sentence, quote: Marked) -> bool:
    """Return whether the sentence has no words outside quotations."""
    outside = text.narrative[sentence.start : quote.outer_start] + text.narrative[quote.outer_end : sentence.end]
    return not any(char.isalnum() for char in outside)
