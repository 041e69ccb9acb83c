"""A phrase beside a cue read as a speaker: short forms completed, roles and pronouns resolved."""

from functools import cache

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.cues import Cue
from app.extraction.quotes.noun_phrases import Party, Phrase, party_of
from app.extraction.quotes.parsed_text import ParsedText
from app.lang.pack import language_pack
from app.schemas.quote import Resolution
from app.text.normalize import lower


@cache
def role_nouns(language: str) -> frozenset[str]:
    """Nouns that point back to a person."""
    return frozenset(language_pack(language).quotes.role_nouns)


def credit_phrase(
    scene: ParsedText, phrase: Phrase, memory: Memory, cue: Cue | None, confidence: float = 0.92
) -> Credit:
    """Credit to the party a phrase names."""
    party = party_of(phrase, scene.language)
    full = resolve(scene, party, memory)
    way: Resolution = "same_sentence" if full.name.endswith(party.name) else "coreference"
    return Credit(full, way, (party.start, party.end), cue, confidence)


def resolve(scene: ParsedText, party: Party, memory: Memory) -> Party:
    """The person or organization a short form, role or bare institution noun stands for."""
    if party.role_only:
        role = lower(party.name, scene.language)
        bearer = scene.names.bearer(role, party.start)
        known = memory.speaker if " " not in role or role in role_nouns(scene.language) else None
        return bearer or known or party
    if party.type == "organization" and " " not in party.name:
        return _institution(scene, party, memory)
    return scene.names.full(party, party.start)


def _institution(scene: ParsedText, party: Party, memory: Memory) -> Party:
    """A bare head noun stands for the last organization whose name ends with it."""
    low = lower(party.name, scene.language)
    for known in (memory.issuer, memory.speaker):
        if (
            known is not None
            and known.type == "organization"
            and lower(known.name, scene.language).split()[-1].startswith(low)
        ):
            return known
    return scene.names.institution(party.name, party.start) or party
