"""The keys of a language pack, by section, with a description of each."""

from pydantic.fields import FieldInfo

from app.lang.grammar_words import VerbAdjacent, VerbFinal
from app.lang.knowledge import Knowledge
from app.lang.pack import LanguagePack

GRAMMARS: dict[str, type[Knowledge]] = {"verb_adjacent": VerbAdjacent, "verb_final": VerbFinal}
EXAMPLES = ("examples", "pattern_examples")  # sections of a pack that hold texts to test the pack, not words

# keys for which a complete pack must have entries of its own; entries that all languages share are not enough
NEEDED = (
    *("common_words", "stemmer"),
    *("dates.months", "dates.weekdays", "dates.published", "dates.modified", "dates.fillers"),
    *("credits.by", "credits.conjunctions", "credits.desks", "credits.source", "images.credit"),
    *("credits.other_by", "credits.roles", "credits.role_modifiers", "credits.media_words"),
    *("noise.comment_marks", "noise.offers", "noise.paywall_lines", "noise.prompt_endings", "noise.box_labels"),
    *("navigation.home", "navigation.tag_labels", "navigation.title_endings"),
    *("pages.error", "pages.consent", "pages.login", "pages.index"),
    *("noise.end_marks", "noise.related_labels", "noise.related", "noise.prompts", "noise.advertisement"),
    *("noise.legal", "noise.captions", "noise.labels", "noise.appeals"),
    *("entities.titles", "entities.organization_heads", "entities.organizations", "entities.places"),
    *("entities.other_places", "entities.given_names", "entities.not_names"),
    *("quotes.cues", "quotes.indirect_cue_stems", "quotes.sources", "quotes.titles", "quotes.role_nouns"),
    *("quotes.organization_head_stems", "quotes.pronouns", "quotes.not_names", "quotes.abbreviations"),
    *("quotes.question_labels", "quotes.answer_labels", "grammar.type", "examples"),
)
NEEDED_BY_GRAMMAR = {
    "verb_adjacent": (
        *("quotes.connectors", "quotes.organization_roles", "quotes.name_leads", "grammar.definite_determiners"),
        *("grammar.indefinite_determiners", "grammar.prepositions", "grammar.relative_pronouns"),
        *("grammar.complementizers", "grammar.complement_gap_pattern", "grammar.negation_words"),
    ),
    "verb_final": (
        *("quotes.cue_stems", "quotes.cue_ending_patterns", "grammar.quotatives", "grammar.subject_particles"),
        *("grammar.participle_cue_pattern", "grammar.attributive_participle_pattern", "grammar.speech_noun_stems"),
        *("grammar.complement_clause_pattern", "grammar.document_stems", "grammar.document_case_pattern"),
        "grammar.clause_ending_patterns",
    ),
}


def pack_keys(grammar: str) -> dict[str, FieldInfo]:
    """Map each dotted key (`stemmer`, `dates.months`) of a pack to its field of the model, in the order of the fields.

    The keys of the section `[grammar]` are those of the given grammar.
    """
    found: dict[str, FieldInfo] = {}
    for name, field in LanguagePack.model_fields.items():
        section = GRAMMARS[grammar] if name == "grammar" else field.annotation
        if isinstance(section, type) and issubclass(section, Knowledge):
            found |= {f"{name}.{key}": inner for key, inner in section.model_fields.items()}
        else:
            found[name] = field
    return found


def is_pattern(key: str) -> bool:
    """Return whether a key holds a regular expression, or a list of them."""
    return key.endswith(("_pattern", "_patterns"))
