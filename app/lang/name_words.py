"""Section `[entities]` of a language pack: words in and around names of people, organizations and places."""

import re
from functools import cached_property

from pydantic import Field

from app.lang.knowledge import Knowledge, Pattern, Words, WordSet
from app.text.tokens import Apostrophes
from app.text.word_patterns import NEVER


class NameWords(Knowledge):
    """Words in and around names: titles and offices of people, nouns of institutions and places (`Ministry`, `Gulf`).

    Further keys list words that are no names, but stand beside names or look like names. Names are spelled and
    capitalised as in news texts; nouns of institutions and places are listed without case endings.
    """

    titles: WordSet = Field(default=frozenset(), description="Titles before a person's name: `Bakan`, `Dr.`.")
    regnal_titles: WordSet = Field(
        default=frozenset(), description="Titles that belong to the name after them: `Prens` in `Prens Harry`."
    )
    honorifics: WordSet = Field(
        default=frozenset(), description="Words after a person's first name: `Hanım` in `Ayşe Hanım`."
    )
    post_nominals: WordSet = Field(
        default=frozenset(), description="Letters after a person's name, for an office or an honour: `KC`, `OBE`."
    )
    roles: WordSet = Field(
        default=frozenset(),
        description="Last words of roles between an institution and a person: `Bakanı` in `Adalet Bakanı Ayşe Demir`.",
    )
    role_words: WordSet = Field(default=frozenset(), description="Words that belong to a role, not to a name: `Eski`.")
    other_people_words: WordSet = Field(
        default=frozenset(),
        description="Words before a surname that means several people or another person: `other`. Lower case.",
    )
    family_words: WordSet = Field(
        default=frozenset(),
        description="Words after a surname that means several people: `family`, tr `ailesi`. Lower case.",
    )
    thing_words: WordSet = Field(
        default=frozenset(),
        description="Words before a surname that names a thing, not a person: `storm`, fr `rue`. Lower case.",
    )
    company_heads: WordSet = Field(
        default=frozenset(), description="Last words of the names of companies: `Logistics`, `Sons` in `Holm & Sons`."
    )
    company_starts: WordSet = Field(
        default=frozenset(), description="First words of the names of companies: es `Constructora`."
    )
    company_nouns: WordSet = Field(
        default=frozenset(),
        description="Common nouns right before the name of a company or other organization: `law firm`, fr `groupe`; "
        "in Turkish right after it: `şirketi`. Lower case.",
    )
    namesake_nouns: WordSet = Field(
        default=frozenset(),
        description="The same for institutions that are named after people: fr `lycée`, de `klinik`. Lower case.",
    )
    title_of_work_pattern: Pattern = Field(
        default=NEVER,
        description="Text beside the title of a film or book, for which `|` stands: `film |`, tr `| filmi`.",
    )
    character_pattern: Pattern = Field(
        default=NEVER, description="Text beside the name of a character that somebody plays: `Kate Reed as |`."
    )
    parent_pattern: Pattern = Field(
        default=NEVER, description="Text beside the full name of somebody's parent: `born in Rome to |`."
    )
    noun_determiners: WordSet = Field(
        default=frozenset(),
        description="Determiners that the grammar does not list, such as other cases: de `dem`. Lower case.",
    )
    noun_endings: Words = Field(
        default=(), description="Endings of nouns, in a language that capitalises nouns: de `schaft`, `ung`."
    )
    organization_heads: Words = Field(
        default=(), description="Last words of the names of institutions: `Bakanlığı`, `University`."
    )
    organization_starts: Words = Field(
        default=(), description="First words of the names of institutions: `Ministry`, `Universität`."
    )
    nations: WordSet = Field(
        default=frozenset(), description="Adjectives of nations that also begin names of institutions: `Türk`."
    )
    organization_endings: Words = Field(
        default=(), description="Endings of one-word names of institutions: `spor` in `Akhisarspor`."
    )
    lower_organization_starts: Words = Field(
        default=(),
        description="Common nouns that begin an institution's name, before a connector or a place: fr `ministère`, de "
        "`Landgericht`. Lower case, except in a language that capitalises nouns.",
    )
    institution_beginning_pattern: Pattern = Field(
        default=NEVER,
        description="Text with a number that belongs to the institution after it, for which `|` stands: es `Juzgado de "
        "lo Penal número 3 de |` before `Almería`. The name follows `|`.",
    )
    lower_location_starts: Words = Field(
        default=(), description="Nouns in lower case that begin the name of a place: fr `bande` in `bande de Gaza`."
    )
    location_heads: Words = Field(default=(), description="Last words of the names of places: `Caddesi`, `Street`.")
    event_heads: Words = Field(default=(), description="Last words of the names of events: `Kupası`, `Cup`.")
    connectors: WordSet = Field(default=frozenset(), description="Lower-case words inside names: `of`, `de`, `von`.")
    organizations: WordSet = Field(
        default=frozenset(), description="Well-known organizations without an institution noun in their name: `NATO`."
    )
    seats: WordSet = Field(
        default=frozenset(), description="Buildings that also stand for the power that sits there: `White House`."
    )
    seat_ending_pattern: Pattern = Field(
        default=NEVER, description="Text right after a seat that is only a place: tr `'da` in `Beyaz Saray'da`."
    )
    seat_preposition_pattern: Pattern = Field(
        default=NEVER, description="Text right before a seat that is only a place: `at the`. It ends in `$`."
    )
    places: dict[str, str] = Field(
        default_factory=dict,
        description="Names of countries that the CLDR lacks, with their ISO 3166-1 code, or ISO 3166-2: `GB-SCT`.",
    )
    regions: dict[str, str] = Field(
        default_factory=dict, description="Names of states and regions, with their ISO 3166-2 code: `US-CA`."
    )
    ambiguous_places: dict[str, Words] = Field(
        default_factory=dict,
        description="Places whose names mean something else beside one of the words: de `Jamaika`, `Koalition`.",
    )
    place_pattern: Pattern = Field(
        default=NEVER,
        description="Text beside a name that only a place has, with `|` for the name: `village of |`, tr `| ilçesi`.",
    )
    likely_place_pattern: Pattern = Field(
        default=NEVER, description="Text beside a name that is mostly a place, with `|` for the name: `in |`."
    )
    place_labels: WordSet = Field(
        default=frozenset(), description="Nouns before a place that do not belong to its name: de `Ortsteil`."
    )
    place_compounds: WordSet = Field(
        default=frozenset(), description="Last parts of adjectives that begin with a place: `based` in `London-based`."
    )
    person_pattern: Pattern = Field(
        default=NEVER,
        description="Text beside a place's name that is a surname there, with `|` for the name: `| said`, tr `| ise`.",
    )
    club_words: WordSet = Field(default=frozenset(), description="Words of the names of sports clubs: `FC`, `VfL`.")
    locatives: WordSet = Field(
        default=frozenset(), description="Words before a place that can not precede a club: `from`, `in`. Lower case."
    )
    other_places: WordSet = Field(default=frozenset(), description="Continents, seas and regions: `Avrupa`.")
    given_names: WordSet = Field(default=frozenset(), description="Frequent given names, a hundred or more.")
    not_names: WordSet = Field(
        default=frozenset(), description="Capitalised words that are not names: months, nationalities."
    )
    derived_ending_pattern: Pattern = Field(
        default=NEVER, description="End of words that are derived from names but are not names: `Ankaralı`."
    )
    genitives: Words = Field(default=(), description="Genitive suffixes after an apostrophe: `nın`.")
    head_endings: int = Field(
        default=0, ge=0, le=8, description="Maximum number of letters that case endings add to a head noun."
    )
    name_endings: Words = Field(default=(), description="Case endings of a name without an apostrophe: de `s`.")
    apostrophe_suffix_pattern: Pattern = Field(
        default="s", description="Suffix after an apostrophe that is no part of the name: `in`, `s`. Lower case."
    )
    elisions: WordSet = Field(
        default=frozenset(), description="Words that an apostrophe joins to the next one: l, d, qu. Folded."
    )
    hyphen_compounds: bool = Field(
        default=False, description="Whether a name may begin a compound with a hyphen: `FDP-Spitze` names the FDP."
    )

    @cached_property
    def apostrophes(self) -> Apostrophes:
        """Rules for apostrophes, compiled from the keys `apostrophe_suffix_pattern` and `elisions` of the pack."""
        return Apostrophes(re.compile(self.apostrophe_suffix_pattern), self.elisions)
