"""Section `[grammar]` of a language pack: the order and the forms of subject, cue and quotation.

The key `type` chooses one of two word orders. Which other keys the section may have depends on the word order.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.lang.knowledge import Knowledge, Pattern, Patterns, Words
from app.text.word_patterns import NEVER


class VerbFinal(Knowledge):
    """Grammar with the subject first and the cue last (tr `Demir, “…” dedi`): Turkish, Azeri, Japanese, Korean."""

    type: Literal["verb_final"] = Field(default="verb_final", description="Chooses this word order.")
    impersonal_cues: Words = Field(default=(), description="Passive or impersonal cues in full: `dendi`.")
    impersonal_cue_stems: Words = Field(default=(), description="Stems of passive verbs of speech: `belirtil`.")
    light_verb_noun_stems: Words = Field(
        default=(), description="Noun stems of light-verb cues: `ifade` in `ifadesini kullandı`."
    )
    light_verb_stems: Words = Field(default=(), description="Active verb stems of light-verb cues: `kullan`.")
    impersonal_light_verb_stems: Words = Field(
        default=(), description="Passive verb stems of light-verb cues: `yer veril`."
    )
    quotatives: Words = Field(
        default=(), description="Words that link quotation and cue, or announce a quotation: `diye`, `şöyle`."
    )
    participle_cue_pattern: Pattern = Field(
        default=NEVER, description="End of a cue that is an attributive participle, so that its subject follows it."
    )
    attributive_participle_pattern: Pattern = Field(
        default=NEVER, description="Attributive participle that directly precedes the speaker: `konuşan` Bakan Demir."
    )
    subject_particles: Words = Field(
        default=(), description="Particles and adverbials that may follow the subject instead of a comma: `ise`."
    )
    genitive_suffix_pattern: Pattern = Field(default=NEVER, description="Genitive suffix after an apostrophe.")
    ablative_suffix_pattern: Pattern = Field(default=NEVER, description="Ablative suffix after an apostrophe.")
    genitive_ending_pattern: Pattern = Field(
        default=NEVER, description="End of a name in the genitive, without apostrophe."
    )
    ablative_ending_pattern: Pattern = Field(
        default=NEVER, description="End of a name in the ablative, without apostrophe."
    )
    oblique_ending_pattern: Pattern = Field(
        default=NEVER, description="End of a name in any other case but the nominative, without apostrophe."
    )
    case_ending_pattern: Pattern = Field(
        default=NEVER, description="Case ending to cut from the head noun of an organization's name."
    )
    complement_clause_pattern: Pattern = Field(
        default=NEVER, description="End of quoted words that are a nominalised complement clause of the cue."
    )
    genitive_subject_cue_pattern: Pattern = Field(
        default=NEVER, description="End of a cue in a nominalised clause, whose subject is a genitive."
    )
    speech_nouns: Words = Field(
        default=(), description="Nouns of speech after a quotation, whose speaker is a genitive before it."
    )
    speech_noun_stems: Words = Field(default=(), description="Beginnings of such nouns of speech: `söz`, `soru`.")
    answered_question_patterns: Patterns = Field(
        default=(), description="Words after a quoted question that the subject answers, not asks: `sorusuna`."
    )
    claim_nouns: Words = Field(
        default=(), description="Nouns after a quotation that make it a claim without a speaker in the sentence."
    )
    claim_noun_stems: Words = Field(default=(), description="Beginnings of such nouns for claims.")
    label_verb_stems: Words = Field(
        default=(), description="Verb phrases after a quoted label that the genitive before it uses: `olarak nitele`."
    )
    document_stems: Words = Field(default=(), description="Noun stems of documents as speakers: `açıklama`, `rapor`.")
    document_case_pattern: Pattern = Field(
        default=NEVER, description="Case endings of a document as speaker: locative, dative before `göre`."
    )
    possessive_document_pattern: Pattern = Field(
        default=NEVER, description="End of a document noun with a possessive suffix, whose owner is a genitive."
    )
    issued_document_stems: Words = Field(default=(), description="Noun stems of documents that are published.")
    issuing_verb_stems: Words = Field(default=(), description="Verb stems of publishing a document: `yayım`, `paylaş`.")
    channel_stems: Words = Field(
        default=(), description="Noun stems after the name of a news medium that only cites others: `haber`, `muhabir`."
    )
    unnamed_subjects: Words = Field(default=(), description="Subjects without a name: `görgü tanıkları`.")
    unnamed_patterns: Patterns = Field(default=(), description="Subjects without a name: `bir … yetkili`.")
    owned_subjects: Words = Field(
        default=(), description="Nouns for somebody who belongs to a genitive before them: Demir'in `avukatı`."
    )
    postpositions: Words = Field(
        default=(), description="Words after a noun that is then no subject: Demir `için` (for Demir)."
    )
    indefinite_words: Words = Field(
        default=(), description="Words before a noun that is new to the reader: `bir` oyuncu, `diğer` oyuncu."
    )
    not_subject_pattern: Pattern = Field(
        default=NEVER,
        description="Adverb, verb form or oblique noun, matched by its end, that is no subject: `atarak`, `kararda`.",
    )
    clause_ending_patterns: Patterns = Field(
        default=(), description="Ends of the complement clause of an active cue, in indirect speech."
    )
    impersonal_clause_ending_patterns: Patterns = Field(
        default=(), description="Ends of the complement clause of an impersonal cue, in indirect speech."
    )
    evidential_pattern: Pattern = Field(
        default=NEVER, description="End of a sentence whose verb is in the evidential (hearsay) form."
    )


class VerbAdjacent(Knowledge):
    """Grammar with subject and cue side by side (`said Ann Lee`, `Ann Lee said`): English, German, French …"""

    type: Literal["verb_adjacent"] = Field(default="verb_adjacent", description="Chooses this word order.")
    possessive_suffixes: Words = Field(default=(), description="Possessive suffixes after an apostrophe: `s`.")
    uninverted_cue_pattern: Pattern = Field(
        default=NEVER, description="End of a cue that its subject never follows: gerunds, verbs with an addressee."
    )
    definite_determiners: Words = Field(
        default=(), description="Determiners before a noun known to the reader: articles, demonstratives, possessives."
    )
    indefinite_determiners: Words = Field(default=(), description="Determiners before a noun that is new: `a`, `some`.")
    possessive_determiners: Words = Field(
        default=(), description="Those definite determiners that name the owner of a noun: `his` in `his lawyer`."
    )
    feminine_determiners: Words = Field(default=(), description="Determiners that precede one woman: fr `la`.")
    masculine_determiners: Words = Field(default=(), description="Determiners that precede one man: fr `le`.")
    plural_determiners: Words = Field(default=(), description="Determiners that precede several people: fr `les`.")
    plural_verb_ending_pattern: Pattern = Field(
        default=NEVER,
        description="End of a plural cue, beside which a pronoun of one woman or several is plural: de `sagten sie`.",
    )
    object_pronouns: Words = Field(
        default=(), description="Object pronouns between subject and verb, which may open a cue: es `le` in `le dijo`."
    )
    genitive_words: Words = Field(
        default=(), description="Words between a noun and its owner: coach `of` Oslo, fr `du`."
    )
    prepositions: Words = Field(default=(), description="Prepositions: the noun after such a word is no subject.")
    adverbial_openers: Words = Field(
        default=(), description="Conjunctions that are prepositions before a noun and a comma: `after the hearing, …`."
    )
    relative_pronouns: Words = Field(default=(), description="Words that open a relative clause about the subject.")
    clause_joiners: Words = Field(
        default=(), description="Words after a quotation that open another clause, with a speaker of its own: `while`."
    )
    reported_verbs: Words = Field(
        default=(), description="Verb forms that only reported speech has: the German Konjunktiv I."
    )
    complementizers: Words = Field(default=(), description="Words that open the complement clause: `that`, `dass`.")
    complement_gap_pattern: Pattern = Field(
        default=NEVER, description="Text that may stand between a cue and its complementizer."
    )
    bare_complement_pattern: Pattern = Field(
        default=NEVER, description="Text between a cue and a complement clause without complementizer."
    )
    negation_words: Words = Field(
        default=(), description="Words around a cue which show that the words were not said: `denied`, `not`, `if`."
    )
    negation_patterns: Patterns = Field(default=(), description="Words around a cue that negate it.")
    drops_subjects: bool = Field(
        default=False,
        description="Whether a cue may lack its subject, which is then whom the text is about: Italian, Spanish.",
    )
    verb_second: bool = Field(
        default=False, description="Whether the verb directly follows a source that opens the sentence, as in German."
    )


Grammar = Annotated[VerbFinal | VerbAdjacent, Field(discriminator="type")]
