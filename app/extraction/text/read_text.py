"""A field of an article, read once: the searches for names and quotes share its tokens, sentences and cues."""

import re
from dataclasses import dataclass
from functools import cached_property

from app.extraction.text.parsed_text import ParsedText, parse_text
from app.extraction.text.quotation_marks import Marked, find_marked
from app.lang.pack import LanguagePack
from app.schemas.base import TextField
from app.text.tokens import Token, capital_tokens, paragraphs

_WORD = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True)
class ReadText:
    """The text of a field, in the language of `pack`. Offsets point into the text.

    Each derived value is computed once, on first use.
    """

    field: TextField
    text: str
    pack: LanguagePack

    @cached_property
    def paragraphs(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of the text, in one tuple for each paragraph."""
        words = self.pack.entities
        return tuple(map(tuple, paragraphs(self.text, words.titles, words.apostrophes)))

    @cached_property
    def capitalised(self) -> tuple[Token, ...]:
        """The tokens of the capitalised words of the text, and of short words between them."""
        every = [token for paragraph in self.paragraphs for token in paragraph]
        return tuple(capital_tokens(self.text, every, self.pack.entities.titles))

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """The strings in quotation marks."""
        return find_marked(self.text)

    @cached_property
    def parsed(self) -> ParsedText:
        """The sentences with their phrases and cues. Strings in quotation marks are blanked out first."""
        return parse_text(self.text, self.pack.language, self.marked)

    @cached_property
    def lower_case_words(self) -> frozenset[str]:
        """All words that the text has in lower case, and the common words of the language.

        A capital at the start of a sentence does not show that such a word is a name.
        """
        return self.pack.common_words.union([word for word in {*_WORD.findall(self.text)} if word[0].islower()])


def read_fields(headline: str, lede: str | None, body: str, pack: LanguagePack) -> tuple[ReadText, ReadText, ReadText]:
    """Return the headline, lede and body of an article, each as a `ReadText`. Without a lede, its text is empty."""
    return ReadText("headline", headline, pack), ReadText("lede", lede or "", pack), ReadText("body", body, pack)
