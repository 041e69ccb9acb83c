"""Find the speaker whom a phrase beside a cue means, such as a short name (`Demir`) or a role (`the minister`)."""

from functools import cache

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.quote_numbers import RESOLVE_SUBJECT
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Party, Phrase
from app.extraction.text.parsed_text import ParsedText
from app.lang.pack import language_pack
from app.schemas.quote import Resolution
from app.text.normalize import lower


@cache
def role_nouns(language: str) -> frozenset[str]:
    """Return the nouns that can stand for a person named earlier: `minister`, `chairman`."""
    return frozenset(language_pack(language).quotes.role_nouns)


def credit_phrase(
    scene: ParsedText, phrase: Phrase, memory: Memory, cue: Cue | None, confidence: float = RESOLVE_SUBJECT
) -> Credit:
    """Credit a quote to the speaker whom a phrase names."""
    party = phrase.party
    full = resolve(scene, party, memory)
    way: Resolution = "same_sentence" if full.name.endswith(party.name) else "coreference"
    return Credit(full, way, (party.start, party.end), cue, confidence)


def resolve(scene: ParsedText, party: Party, memory: Memory) -> Party:
    """Return the speaker whom a short name, a role or an institution noun (`the Ministry`) means."""
    if party.role_only:
        role = lower(party.name, scene.language)
        bearer = scene.names.bearer(role, party.start)
        known = memory.speaker if " " not in role or role in role_nouns(scene.language) else None
        return bearer or known or party
    if party.type == "organization" and " " not in party.name:
        return _institution(scene, party, memory)
    return scene.names.full(party, party.start)


def _institution(scene: ParsedText, party: Party, memory: Memory) -> Party:
    """Return the organization that an institution noun (`the Ministry`) means: one whose name ends in the noun.

    The issuer of the last document is preferred, then the last speaker, then the last such organization in the text.
    """
    low = lower(party.name, scene.language)
    for known in (memory.issuer, memory.speaker):
        if (
            known is not None
            and known.type == "organization"
            and lower(known.name, scene.language).split()[-1].startswith(low)
        ):
            return known
    return scene.names.institution(party.name, party.start) or party
