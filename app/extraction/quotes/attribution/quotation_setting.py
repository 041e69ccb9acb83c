"""The setting of a string in quotation marks: its sentence, the cues in it, and the speakers whom frames propose.

It suffices to tell most names and terms from quotations.
"""

from collections.abc import Sequence

from app.extraction.quotes.attribution.article_evidence import Article, note_sources
from app.extraction.quotes.attribution.history import History
from app.extraction.quotes.attribution.proposals import Proposal, is_verb_final, propose
from app.extraction.quotes.attribution.situation import Situation, situate
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.text.fast_dataclass import fast_dataclass


@fast_dataclass(frozen=True)
class Setting:
    """A string in quotation marks with its sentence."""

    article: Article
    history: History
    number: int  # index of the sentence in which the string begins
    quote: Marked
    text: ParsedText
    sentence: Sentence
    situation: Situation
    proposals: Sequence[Proposal]
    order: str  # code of the language's word order: `v` if the verb comes last, `a` if subject and cue are side by side


def read_setting(article: Article, history: History, number: int, quote: Marked) -> Setting:
    """Return the setting of a string in quotation marks that begins in the sentence with index `number`."""
    text, sentence = article.text, article.text.sentences[number]
    note_sources(article, history, sentence.start, quote.outer_start)
    situation = situate(text, number, quote)
    proposals = propose(text, sentence, quote, history.memory)
    order = "v" if is_verb_final(text.language) else "a"
    return Setting(article, history, number, quote, text, sentence, situation, proposals, order)
