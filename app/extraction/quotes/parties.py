"""A phrase beside a cue read as a speaker: short forms completed, roles and pronouns resolved."""

from functools import cache

from app.extraction.quotes.anaphora import Credit, Memory
from app.extraction.quotes.cues import Cue
from app.extraction.quotes.names import Party, Phrase, party_of
from app.extraction.quotes.scene import Scene
from app.lang.pack import language_pack
from app.text.fold import lower


@cache
def _lists(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = language_pack(language).quotes
    return words.role_nouns, words.organization_heads


def credit_phrase(scene: Scene, phrase: Phrase, memory: Memory, cue: Cue | None, confidence: float = 0.92) -> Credit:
    """Credit to the party a phrase names."""
    party = party_of(phrase, scene.language)
    full = resolve(scene, party, memory)
    way = "same_sentence" if full.name == party.name or full.name.endswith(party.name) else "coreference"
    return Credit(full, "coreference" if way == "coreference" else "same_sentence", (party.start, party.end), cue, confidence)


def resolve(scene: Scene, party: Party, memory: Memory) -> Party:
    """The person or organization a short form, role or bare institution noun stands for."""
    if party.role_only:
        role = lower(party.name, scene.language)
        bearer = scene.names.bearer(role, party.start)
        return bearer or (memory.speaker if _is_role(role, scene.language) and memory.speaker else party)
    if party.type == "organization" and " " not in party.name:
        return _institution(scene, party, memory)
    return scene.names.full(party, party.start)


def _is_role(role: str, language: str) -> bool:
    return role in _lists(language)[0]


def _institution(scene: Scene, party: Party, memory: Memory) -> Party:
    """A bare head noun stands for the last organization whose name ends with it."""
    low = lower(party.name, scene.language)
    for known in (memory.issuer, memory.speaker):
        if known is not None and known.type == "organization" and lower(known.name, scene.language).split()[-1].startswith(low):
            return known
    return scene.names.institution(party.name, party.start) or party
