"""Section `[entities]` of a language pack: how the language names people, organizations and places."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Pattern, Words, WordSet
from app.text.word_patterns import NEVER


class NameWords(Knowledge):
    """Titles, roles, heads of institutions and places, what is no name. Heads are the forms without case endings."""

    titles: WordSet = Field(default=frozenset(), description="Words before a person's name: Bakan, Dr., Mr …")
    roles: WordSet = Field(default=frozenset(), description="Last words of roles between an institution and a person.")
    role_words: WordSet = Field(default=frozenset(), description="Words that belong to a role, not to a name.")
    organization_heads: Words = Field(default=(), description="Last words of institutions.")
    organization_starts: Words = Field(default=(), description="First words of institutions: Ministry, Universität …")
    nations: WordSet = Field(
        default=frozenset(), description="Adjectives of nations, which begin names of institutions, too."
    )
    organization_endings: Words = Field(
        default=(), description="How single words end that are institutions: bank, spor …"
    )
    location_heads: Words = Field(default=(), description="Last words of places.")
    event_heads: Words = Field(default=(), description="Last words of events.")
    connectors: WordSet = Field(default=frozenset(), description="Lower-case words inside names: of, de, von …")
    organizations: WordSet = Field(default=frozenset(), description="Well-known organizations without a head.")
    places: dict[str, str] = Field(
        default_factory=dict, description="Names of countries that CLDR lacks, with their ISO code."
    )
    other_places: WordSet = Field(default=frozenset(), description="Continents, seas and regions.")
    given_names: WordSet = Field(default=frozenset(), description="Frequent given names.")
    not_names: WordSet = Field(
        default=frozenset(), description="Capitalised words that are no names: months, nationalities …"
    )
    derived_ending_pattern: Pattern = Field(
        default=NEVER, description="End of words derived from a name, which name nobody: `Ankaralı`."
    )
    genitives: Words = Field(default=(), description="Genitive endings after an apostrophe.")
    head_endings: int = Field(default=0, ge=0, le=8, description="Most letters that case endings add to a head.")
