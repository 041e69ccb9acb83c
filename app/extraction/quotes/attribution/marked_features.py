"""Features of a string in quotation marks that tell a quotation from a name, a term, a slogan or a legal charge."""

from collections.abc import Iterator
from itertools import islice

from app.extraction.quotes.attribution.name_evidence import WORD
from app.extraction.quotes.attribution.quotation_setting import Setting
from app.extraction.quotes.attribution.speaker_features import bucket
from app.extraction.quotes.attribution.verb_adjacent import owners
from app.extraction.quotes.classify import is_name, is_titled
from app.extraction.quotes.quote_numbers import (
    MARKED_FEATURES_BACK,
    MARKED_FEATURES_CAPITALS,
    MARKED_FEATURES_CLASSES,
    MARKED_FEATURES_CUE,
    MARKED_FEATURES_END,
    MARKED_FEATURES_FAR,
    MARKED_FEATURES_FEW,
    MARKED_FEATURES_FIRST,
    MARKED_FEATURES_GAPS,
    MARKED_FEATURES_LAST,
    MARKED_FEATURES_LEAD,
    MARKED_FEATURES_LENGTHS,
    MARKED_FEATURES_NEAR,
    MARKED_FEATURES_SEEN,
    MARKED_FEATURES_STEM,
    MARKED_FEATURES_TAKEN,
    MARKED_FEATURES_WORD,
    SHARED_CONFIDENCES,
)
from app.extraction.text.quotation_marks import Marked
from app.lang.pack import language_pack
from app.text.normalize import fold, lower

_ENDS, _CLOSERS = frozenset(".,!?"), frozenset(".,;:)")


def quotation_features(setting: Setting) -> list[str]:
    """Return all features of a string in quotation marks; `setting` describes the text around it."""
    text = setting.text.text[setting.quote.start : setting.quote.end]
    words = WORD.findall(text)
    # class of the number of quoted words; most features contain this class
    size = str(bucket(len(words), MARKED_FEATURES_CLASSES))
    return [
        f"situation:{setting.situation.whole}",
        *_words(setting, text, size, words),
        *_ends(setting, size),
        *_frames(setting, size),
        *_patterns(setting, size),
        *_neighbours(setting, size),
        *_coordination(setting, size),
        *_others(setting, size),
        *_earlier(setting, size),
    ]


def _words(setting: Setting, text: str, size: str, words: list[str]) -> Iterator[str]:
    """Yield features for the words inside the quotation marks. `text`: the quoted text, `words`: its words."""
    common = language_pack(setting.text.language).common_words
    language = setting.text.language
    initials = [word[0] for word in words]
    capitals = len(words) - sum(map(str.islower, initials))
    functional = (word for word in words if lower(word, language) in common)
    yield f"lower:{text[0].islower()}:{size}"
    yield f"capitals:{bucket(capitals, MARKED_FEATURES_CAPITALS)}:{size}"
    yield f"functional:{len([*islice(functional, MARKED_FEATURES_FEW)])}:{size}"
    yield f"titled:{is_titled(text)}:{size}"
    if words:
        yield f"first word:{lower(words[0], language)[:MARKED_FEATURES_WORD]}"
    yield f"capital inside:{any(map(str.isupper, initials[1:]))}:{text[0].islower()}:{size}"


def _ends(setting: Setting, size: str) -> Iterator[str]:
    """Yield features for the characters before and after the closing quotation mark, and for the cue after it."""
    text, quote, cue = setting.text.text, setting.quote, setting.situation.after
    last, follows = text[quote.end - 1], text[quote.outer_end : quote.outer_end + 1]
    yield f"exclaims:{last in '!?'}:{size}"
    yield f"ends:{follows if follows in _CLOSERS else '-'}:{last if last in _ENDS else 'w'}:{size}"
    if cue is not None:
        narrative = setting.text.narrative
        end = min(cue.start, quote.outer_end + MARKED_FEATURES_NEAR)
        words = len(WORD.findall(narrative, quote.outer_end, end))
        verb = narrative[cue.start : cue.end][:MARKED_FEATURES_CUE]
        yield f"cue:{verb}:{words < MARKED_FEATURES_FAR}:{setting.order}"
        yield f"cue form:{cue.passive}:{cue.participle}:{bucket(words, MARKED_FEATURES_GAPS)}:{size}"


def _frames(setting: Setting, size: str) -> Iterator[str]:
    """Yield features for the sentence patterns that propose a speaker.

    A further feature says whether the string in quotation marks looks like a name.
    """
    yield f"name frame:{is_name(setting.text, setting.sentence, setting.quote)}:{size}"
    for at, (frame, credit) in enumerate(setting.proposals):
        yield f"frame:{frame}:{setting.order}"
        if at == 0:
            yield f"sure:{bucket(credit.confidence, SHARED_CONFIDENCES)}:{size}"


def _patterns(setting: Setting, size: str) -> Iterator[str]:
    """Yield features for the patterns of the language pack that match at the string in quotation marks.

    A pattern matches before the opening mark, after the closing mark, or at the end of the quoted words.
    """
    text, quote, narrative = setting.text, setting.quote, setting.text.narrative
    ending = lower(text.text[max(quote.start, quote.end - MARKED_FEATURES_END) : quote.end], text.language)
    patterns, lead = text.patterns, max(0, quote.outer_start - MARKED_FEATURES_LEAD)
    found = {
        "name": patterns.name.match(narrative, quote.outer_end),
        "lead": patterns.name_lead.search(narrative, lead, quote.outer_start),
        "label": patterns.label.match(narrative, quote.outer_end),
        "claim": patterns.claim.match(narrative, quote.outer_end),
        "speech": patterns.speech.match(narrative, quote.outer_end),
        "nominal": patterns.nominalised.search(ending),
    }
    for name in (name for name, match in found.items() if match):
        yield from (f"pattern:{name}", f"pattern:{name}:{size}")
    if quote.glued:
        yield f"glued:{size}"


def _neighbours(setting: Setting, size: str) -> Iterator[str]:
    """Yield features for punctuation and words beside the quotation marks.

    The feature `inside a name` means a nickname: `Ann "Ace" Lee`.
    """
    narrative, text, quote = setting.text.narrative, setting.text.text, setting.quote
    before = narrative[max(0, quote.outer_start - MARKED_FEATURES_NEAR) : quote.outer_start]
    after = narrative[quote.outer_end : quote.outer_end + MARKED_FEATURES_NEAR]
    sign = before.rstrip()[-1:]
    yield f"sign:{'word' if sign.isalnum() else sign}:{size}"
    yield f"marks:{text[quote.outer_start]}:{size}"
    words, follows = WORD.findall(before), [*islice(WORD.finditer(after), 2)]
    if words:
        yield f"before:{fold(words[-1])[:MARKED_FEATURES_FIRST]}"
    if len(follows) > 1:
        yield f"second after:{follows[1][0][-MARKED_FEATURES_LAST:]}:{setting.order}"
    if follows:
        yield f"after:{fold(follows[0][0])[:MARKED_FEATURES_STEM]}:{setting.order}"
        yield f"after ends:{follows[0][0][-MARKED_FEATURES_LAST:]}:{setting.order}:{size}"
        direct = follows[0].start() <= 2 and after[:1].isspace()
        within = _is_capital(text, quote.outer_end + follows[0].start()) and direct and sign.isalnum()
        named = within and bool(words) and _is_capital(text, quote.outer_start - 1 - len(words[-1]))
        yield f"inside a name:{named}:{size}"


def _is_capital(text: str, offset: int) -> bool:
    return text[offset : offset + 1].isupper()


def _coordination(setting: Setting, size: str) -> Iterator[str]:
    """Yield features for the previous and the next string in quotation marks.

    Such a neighbour counts only if a comma or conjunction joins it to the string that the features describe.
    """
    marked = setting.sentence.marked
    at = marked.index(setting.quote)
    sides = (("left", marked[at - 1] if at else None), ("right", marked[at + 1] if at + 1 < len(marked) else None))
    joined = False
    for side, other in sides:
        if other is not None and _is_joined(setting, *sorted((other, setting.quote), key=_start)):
            named = setting.text.patterns.name.match(setting.text.narrative, other.outer_end) is not None
            yield f"joined:{side}:{named}:{other.glued}"
            joined = True
    if joined:
        yield f"joined:{size}"


def _others(setting: Setting, size: str) -> Iterator[str]:
    """Yield features for the sentence's other strings in quotation marks: their number, and the longest length."""
    others = [other.end - other.start for other in setting.sentence.marked if other is not setting.quote]
    longest = bucket(max(others, default=0), MARKED_FEATURES_LENGTHS)
    yield f"others:{min(2, len(others))}:{longest}:{size}"
    yield f"others:{longest}:{setting.situation.coarse}"


def _earlier(setting: Setting, size: str) -> Iterator[str]:
    """Yield features for the earlier strings in quotation marks.

    They give the share of quotations among these strings, whether the last string is a quotation, and how far back the
    last quotation is.
    """
    history = setting.history
    share = min(history.marked, MARKED_FEATURES_SEEN - 1)
    if history.marked >= MARKED_FEATURES_SEEN:
        share = MARKED_FEATURES_SEEN + bucket(history.accepted / history.marked, MARKED_FEATURES_TAKEN)
    yield f"accepted:{share}:{size}"
    yield f"previous:{history.taken}:{size}"
    last = setting.history.last
    back = setting.number - last.sentence if last else 0
    # distance of the last quotation: `n` for no quotation, `s` for the same sentence, `r` for recent, `f` for far
    code = "n" if last is None else "s" if not back else "r" if back <= MARKED_FEATURES_BACK else "f"
    yield f"last quotation:{code}:{size}"


def _is_joined(setting: Setting, left: Marked, right: Marked) -> bool:
    gap = setting.text.narrative[left.outer_end : right.outer_start].strip(" ,")
    return not gap or gap in owners(setting.text.language)


def _start(marked: Marked) -> int:
    return marked.start
