"""Section `[quotes]` of a language pack: how the language reports speech.

Lists of words are compared in lower case; what is called a pattern is a regular expression over lower-case text.
"""

from typing import Literal

from pydantic import Field

from app.lang.section_words import Knowledge


class SpeechWords(Knowledge):
    """Cues, frames, and what is no quotation."""

    grammar: Literal["verb_final", "inverted"] = Field(default="inverted", description="Where the speaker stands.")
    words: tuple[str, ...] = Field(default=(), description="Cues in full, active.")
    stems: tuple[str, ...] = Field(default=(), description="Verb stems of active cues.")
    passive_stems: tuple[str, ...] = Field(default=(), description="Verb stems of cues without a personal subject.")
    passive_words: tuple[str, ...] = Field(default=(), description="Impersonal cues in full.")
    endings: tuple[str, ...] = Field(default=(), description="Patterns of what may follow a stem.")
    phrase_nouns: tuple[str, ...] = Field(default=(), description="Noun stems of light-verb phrases.")
    phrase_verbs: tuple[str, ...] = Field(default=(), description="Verb stems of light-verb phrases.")
    passive_phrase_verbs: tuple[str, ...] = Field(default=(), description="The same without a personal subject.")
    leads: tuple[str, ...] = Field(default=(), description="Words between quote and verb, or that announce a quote.")
    participle: str = Field(default=r"(?!)", description="Pattern of the end of a cue that stands before its subject.")
    according: tuple[str, ...] = Field(default=(), description="Prepositions in front of a source.")
    claim_frames: tuple[str, ...] = Field(default=(), description="Patterns behind words nobody in the sentence says.")
    speech_nouns: tuple[str, ...] = Field(default=(), description="Patterns behind a quote of a genitive speaker.")
    label_frames: tuple[str, ...] = Field(default=(), description="Patterns behind what somebody calls a thing.")
    name_frames: tuple[str, ...] = Field(default=(), description="Patterns directly behind a title or name in marks.")
    name_leads: tuple[str, ...] = Field(default=(), description="Patterns directly in front of a title or name.")
    documents: tuple[str, ...] = Field(default=(), description="Noun stems of documents that speak.")
    document_cases: str = Field(default="", description="Pattern of the suffix of a document that speaks.")
    possessed: str = Field(default=r"(?!)", description="Pattern of the end of a document word that has an owner.")
    embedded: str = Field(default=r"(?!)", description="Pattern of the end of a cue whose subject is a genitive.")
    issues: tuple[str, ...] = Field(default=(), description="Patterns of bringing out a document.")
    channels: tuple[str, ...] = Field(default=(), description="Patterns behind a medium that only relays.")
    genitive: str = Field(default=r"(?!)", description="Pattern of a genitive suffix behind an apostrophe.")
    ablative: str = Field(default=r"(?!)", description="Pattern of an ablative suffix behind an apostrophe.")
    glued_genitive: str = Field(default=r"(?!)", description="Pattern of the end of a name with a glued genitive.")
    glued_suffix: str = Field(default=r"(?!)", description="Pattern of the glued suffix itself.")
    nominalised: str = Field(
        default=r"(?!)", description="Pattern of the end of words the sentence around goes on with."
    )
    glued_ablative: str = Field(default=r"(?!)", description="Pattern of the end of a name with a glued ablative.")
    glued_oblique: str = Field(default=r"(?!)", description="Pattern of the end of a name in any other glued case.")
    particles: tuple[str, ...] = Field(default=(), description="Words that may stand between subject and quote.")
    head_participle: str = Field(default=r"(?!)", description="Pattern of a word directly in front of its subject.")
    titles: tuple[str, ...] = Field(default=(), description="Titles and roles in front of a name.")
    title_endings: tuple[str, ...] = Field(default=(), description="How words end that are titles.")
    organization_heads: tuple[str, ...] = Field(default=(), description="Last words of names of organizations.")
    unnamed: tuple[str, ...] = Field(default=(), description="Patterns of somebody whom the text does not name.")
    role_nouns: tuple[str, ...] = Field(default=(), description="Nouns that point back to a person.")
    organization_roles: tuple[str, ...] = Field(
        default=(), description="Nouns that point back to a body or a document."
    )
    pronouns: tuple[str, ...] = Field(default=(), description="Pronouns that point back to the last speaker.")
    dialogue_labels: tuple[str, ...] = Field(default=(), description="Labels of the lines of an interview.")
    definite: tuple[str, ...] = Field(default=(), description="Patterns of words before a noun that is known already.")
    indefinite: tuple[str, ...] = Field(default=(), description="Patterns of words before a noun that is new.")
    prepositions: tuple[str, ...] = Field(default=(), description="Patterns of words whose noun is no subject.")
    capital_nouns: bool = Field(default=False, description="Whether every noun has a capital.")
    reported: str = Field(default=r"(?!)", description="Pattern of verb forms that only reported speech has.")
    connectors: tuple[str, ...] = Field(default=(), description="Lower-case words inside names.")
    organization_connectors: tuple[str, ...] = Field(default=(), description="Words inside names of organizations.")
    not_names: tuple[str, ...] = Field(default=(), description="Capitalised words that name nobody.")
    relative: tuple[str, ...] = Field(default=(), description="Words that open a clause about the subject.")
    abbreviations: tuple[str, ...] = Field(default=(), description="Words with a stop that end no sentence.")
