"""What tells indirect speech: the pack's words compiled into patterns over lower-case text."""

import re
from dataclasses import dataclass
from functools import cache

from app.extraction.quotes.cues import joined
from app.lang.pack import language_pack


@dataclass(frozen=True)
class Paraphrase:
    """The patterns of a language; `clause` and `passive_clause` name the nominalised clause's end `end`."""

    cue: re.Pattern[str]
    complement: re.Pattern[str]
    bare: re.Pattern[str]
    unsaid: re.Pattern[str]
    source: re.Pattern[str]
    clause: re.Pattern[str]
    passive_clause: re.Pattern[str]
    particle: re.Pattern[str]
    evidential: re.Pattern[str]
    verb_second: bool


@cache
def paraphrase(language: str) -> Paraphrase:
    """The compiled patterns of a language; ones that never match where the pack knows nothing of it."""
    pack = language_pack(language)
    words = pack.paraphrase
    ending = r"(?s:.*)(?P<end>\w(?:%s))(?:\s\w+){0,4}\s\Z"
    joints = "|".join(pack.quotes.organization_connectors) or "(?!)"
    particles = "|".join(pack.quotes.particles) or "(?!)"
    return Paraphrase(
        cue=joined(words.cues, r"(?<!\w)(?:%s)"),
        complement=joined(words.complementizers, rf"(?:{words.between})?,?\s(?:%s)"),
        bare=re.compile(words.bare),
        unsaid=re.compile(words.unsaid),
        source=joined(words.sources, r"(?<!\w)(?:%s)(?!\w)"),
        clause=joined(words.clause_endings, ending),
        passive_clause=joined(words.passive_clause_endings, ending),
        particle=re.compile(rf"(?:\s(?:{particles})(?!\w))?,?\s*(?:(?:{joints})\s)?"),
        evidential=re.compile(words.evidential),
        verb_second=words.verb_second,
    )
