"""Correct the mentions of a field step by step: join the parts of names, extend names, drop parts of longer names."""

from collections.abc import Callable, Iterable, Sequence

from app.extraction.entities.candidates import Named, with_owners
from app.extraction.entities.companies import with_companies
from app.extraction.entities.joined_names import joined
from app.extraction.entities.long_forms import with_long_forms
from app.extraction.entities.longer_names import with_longer_names
from app.extraction.entities.lower_starts import with_lower_starts
from app.extraction.entities.named_things import without_things
from app.extraction.entities.place_compounds import with_place_compounds
from app.lang.pack import LanguagePack

# Each step takes the mentions of a field, sorted by offset, with the text and the pack, and returns them corrected.
_STEPS: tuple[Callable[[Sequence[Named], str, LanguagePack], Iterable[Named]], ...] = (
    with_place_compounds,
    joined,
    with_long_forms,
    with_companies,
    with_lower_starts,
    with_owners,
    with_longer_names,
    without_things,
)


def corrected(found: Sequence[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Return the mentions of a field after all steps. `found`: mentions sorted by offset, without overlaps."""
    names = [*found]
    for step in _STEPS:
        names = [*step(names, text, pack)]
    return names
