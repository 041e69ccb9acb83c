"""Section `[quotes]` of a language pack: words that report speech and name speakers, in languages of any word order."""

from functools import cached_property

from pydantic import Field

from app.lang.knowledge import Knowledge, Patterns, Words


class QuoteWords(Knowledge):
    """Lower-case words: cues (`said`), words in and near speakers' names, words that mark quoted titles and terms."""

    cues: Words = Field(default=(), description="Cues in full, finite or not: `said`, `dedi`, `a déclaré`.")
    trailing_cues: Words = Field(
        default=(), description="Verbs that are cues only after a quotation, comma or dash: fr `rit`, es `recuerda`."
    )
    cue_patterns: Patterns = Field(default=(), description="Cues that are no fixed words: `wirft` only before `… vor`.")
    cue_stems: Words = Field(default=(), description="Verb stems of cues; one of `cue_ending_patterns` follows.")
    cue_ending_patterns: Patterns = Field(
        default=(), description="Endings after a verb stem: tense, person, converb and participle endings."
    )
    auxiliaries: Words = Field(
        default=(), description="Auxiliary verbs of the perfect, also inverted; `participles` follow: `a`, `a-t-elle`."
    )
    participles: Words = Field(default=(), description="Past participles of verbs of speech: `déclaré`, `dicho`.")
    auxiliary_adverbs: Words = Field(
        default=(),
        description="Adverbs between auxiliary and participle, or between subject and cue: `également`, `later`.",
    )
    indirect_cue_stems: Words = Field(
        default=(), description="Beginnings of cues that also introduce indirect speech: `sa`, `söyl`."
    )
    indirect_cues: Words = Field(default=(), description="Cues that introduce indirect speech, in full: `so`.")
    indirect_cue_patterns: Patterns = Field(default=(), description="Beginnings of cues of indirect speech.")
    sources: Words = Field(
        default=(), description="Adpositions that name a source: `according to`, `laut`, `göre`, `selon`."
    )
    quotation_sources: Words = Field(
        default=(), description="Adpositions that name a source only if its words are in marks: `pour`, `para`."
    )
    titles: Words = Field(default=(), description="Titles and roles before a name: `president`.")
    title_endings: Words = Field(default=(), description="Endings of words that are titles: `-minister`, `-başkanı`.")
    role_nouns: Words = Field(default=(), description="Nouns that refer back to a person: `the mayor`.")
    epithets: tuple[Words, ...] = Field(
        default=(),
        description="Groups of nouns for a person named before; those of a group may mean the same: `coach`, `boss`.",
    )
    origins: Words = Field(
        default=(), description="Nouns for people by origin or party, which fit a person of any role: `dutchman`."
    )
    organization_roles: Words = Field(
        default=(), description="Nouns that refer back to an organization or a document: `the ministry`, `the report`."
    )
    group_nouns: Words = Field(
        default=(),
        description="Other nouns that mean no single person, in the forms of a subject: `family`, `residents`.",
    )
    organization_head_stems: Words = Field(
        default=(), description="Beginnings of the head nouns of organizations' names: `bakanlığ`, `university`."
    )
    pronouns: Words = Field(default=(), description="Personal pronouns that refer back to the last speaker.")
    narrator_pronouns: Words = Field(
        default=(), description="Pronouns that mean the author, or who answers in an interview: `i`, `we`."
    )
    narrator_verbs: Words = Field(
        default=(), description="Last words of cues whose subject is the author or who answers: tr `dedim` (I said)."
    )
    feminine_pronouns: Words = Field(default=(), description="Pronouns that refer to one woman: `she`.")
    masculine_pronouns: Words = Field(default=(), description="Pronouns that refer to one man: `he`.")
    plural_pronouns: Words = Field(default=(), description="Pronouns that refer to several people: `they`.")
    feminine_titles: Words = Field(default=(), description="Words before the name of a woman: `mrs`, `frau`.")
    masculine_titles: Words = Field(default=(), description="Words before the name of a man: `mr`, `herr`.")
    connectors: Words = Field(default=(), description="Lower-case particles inside names of people: `de`, `von`.")
    organization_connectors: Words = Field(
        default=(), description="Lower-case words inside names of organizations: `of`, `ve`."
    )
    not_names: Words = Field(
        default=(),
        description="Words that are capitalised at the start of a sentence but are not names: `ancak`, `however`.",
    )
    abbreviations: Words = Field(
        default=(), description="Abbreviations, without the full stop, that do not end a sentence: `dr`."
    )
    question_labels: Words = Field(default=(), description="Labels of the questions of an interview: `q`, `question`.")
    answer_labels: Words = Field(default=(), description="Labels of the answers of an interview: `a`, `answer`.")
    name_nouns: Words = Field(
        default=(), description="Nouns directly after a quoted title or name: `“…” adlı`, `“…” album`."
    )
    name_noun_stems: Words = Field(default=(), description="Beginnings of such nouns: `film`, `kampanya`.")
    name_noun_patterns: Patterns = Field(default=(), description="Patterns of such nouns.")
    name_leads: Words = Field(
        default=(), description="Words directly before a quoted title or name: `so-called`, `sogenannte`."
    )

    @cached_property
    def genders_of_titles(self) -> dict[str, str]:
        """Map the words before the name of a woman or a man to `f` or `m`: `mrs` → `f`."""
        return dict.fromkeys(self.feminine_titles, "f") | dict.fromkeys(self.masculine_titles, "m")
