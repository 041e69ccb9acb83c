"""Section `[paraphrase]` of a language pack: how the language passes words on without marks.

What is called a pattern is a regular expression over lower-case text.
"""

from pydantic import Field

from app.lang.section_words import Knowledge


class ParaphraseWords(Knowledge):
    """Indirect speech: complements, nominalised clauses, sources."""

    cues: tuple[str, ...] = Field(default=(), description="Patterns of the cues that pass words on.")
    complementizers: tuple[str, ...] = Field(default=(), description="Patterns of what opens a clause behind a cue.")
    between: str = Field(default=r"(?!)", description="Pattern of what may stand between cue and complementizer.")
    bare: str = Field(default=r"(?!)", description="Pattern behind a cue whose clause has no complementizer.")
    verb_second: bool = Field(default=False, description="Whether the verb follows a source without a comma.")
    unsaid: str = Field(default=r"(?!)", description="Pattern of words that make it a thing that was not said.")
    sources: tuple[str, ...] = Field(default=(), description="Prepositions in front of the source of a paraphrase.")
    clause_endings: tuple[str, ...] = Field(default=(), description="Patterns of the end of a nominalised clause.")
    passive_clause_endings: tuple[str, ...] = Field(default=(), description="The same in front of a passive cue.")
    evidential: str = Field(default=r"(?!)", description="Pattern of the last verb of hearsay.")
