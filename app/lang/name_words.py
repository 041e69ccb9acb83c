"""Section `[entities]` of a language pack: how the language names people, organizations and places."""

from pydantic import Field

from app.lang.section_words import Knowledge


class NameWords(Knowledge):
    """Titles, roles, heads of institutions and places, what is no name. Heads are the forms without case endings."""

    titles: frozenset[str] = Field(default=frozenset(), description="Words before a person's name: Bakan, Dr., Mr …")
    roles: frozenset[str] = Field(
        default=frozenset(), description="Last words of roles between an institution and a person."
    )
    role_words: frozenset[str] = Field(default=frozenset(), description="Words that belong to a role, not to a name.")
    organization_heads: tuple[str, ...] = Field(default=(), description="Last words of institutions.")
    organization_starts: tuple[str, ...] = Field(
        default=(), description="First words of institutions: Ministry, Universität …"
    )
    nations: frozenset[str] = Field(
        default=frozenset(), description="Adjectives of nations, which begin names of institutions, too."
    )
    organization_endings: tuple[str, ...] = Field(
        default=(), description="How single words end that are institutions: bank, spor …"
    )
    location_heads: tuple[str, ...] = Field(default=(), description="Last words of places.")
    event_heads: tuple[str, ...] = Field(default=(), description="Last words of events.")
    connectors: frozenset[str] = Field(default=frozenset(), description="Lower-case words inside names: of, de, von …")
    organizations: frozenset[str] = Field(default=frozenset(), description="Well-known organizations without a head.")
    places: dict[str, str] = Field(
        default_factory=dict, description="Names of countries that CLDR lacks, with their ISO code."
    )
    other_places: frozenset[str] = Field(default=frozenset(), description="Continents, seas and regions.")
    given_names: frozenset[str] = Field(default=frozenset(), description="Frequent given names.")
    not_names: frozenset[str] = Field(
        default=frozenset(), description="Capitalised words that are no names: months, nationalities …"
    )
    derived: str = Field(
        default=r"(?!)", description="Pattern of the end of words made of a name, which name nobody: Ankaralı."
    )
    genitives: tuple[str, ...] = Field(default=(), description="Genitive endings after an apostrophe.")
    head_endings: int = Field(default=0, ge=0, le=8, description="Most letters that case endings add to a head.")
    capitalised_nouns: bool = Field(
        default=False, description="Every noun has a capital: two capitalised words alone are no person."
    )
