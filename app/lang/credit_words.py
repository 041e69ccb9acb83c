"""Section `[credits]` of a language pack: words that credit authors and agencies."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class CreditWords(Knowledge):
    """Labels of bylines (`By`), names of desks, and words that are printed before or after an author's name."""

    by: Words = Field(default=(), description="Words before an author's name: `By`, `Von`, `Haber`.")
    other_by: Words = Field(
        default=(),
        description="Words before the name of one who is no author: `Edited by`, `Photos by`, `Kamera`.",
    )
    conjunctions: Words = Field(default=(), description="Conjunctions between two authors: `and`, `ve`.")
    desks: Words = Field(default=(), description="Names of editorial desks, which are not people: `Redaktion`.")
    roles: Words = Field(default=(), description="Last words of a job title: `reporter`, `Redakteurin`, `muhabiri`.")
    role_modifiers: Words = Field(default=(), description="Words before a role: `senior`, `political`, `deputy`.")
    particles: Words = Field(default=(), description="Words in lower case within a name: `van`, `de`, `bin`.")
    media_words: Words = Field(
        default=(), description="Words that are part of the name of a publisher, and of no person: `News`, `Online`."
    )
    source: Words = Field(default=(), description="Labels before the source of a story: `Quelle`, `Kaynak`.")
