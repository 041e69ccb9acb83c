"""A text with tokens and other derived values, each of which is computed once, on first use."""

import re
from dataclasses import dataclass
from functools import cached_property

from app.lang.pack import LanguagePack
from app.text.tokens import Token, capital_tokens, paragraphs

_WORD = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True)
class ReadText:
    """A text in the language of `pack`; the offsets of all tokens point into it."""

    text: str
    pack: LanguagePack

    @cached_property
    def paragraphs(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each paragraph."""
        words = self.pack.entities
        return tuple(map(tuple, paragraphs(self.text, words.titles, words.apostrophes)))

    @cached_property
    def capitalised(self) -> tuple[Token, ...]:
        """The tokens of the parts of the text that have capitalised words."""
        every = [token for paragraph in self.paragraphs for token in paragraph]
        return tuple(capital_tokens(self.text, every, self.pack.entities.titles))

    @cached_property
    def lower_case_words(self) -> frozenset[str]:
        """The words written in lower case in the text or common in the language.

        A capital at the start of a sentence does not make one of these words a name.
        """
        return frozenset(word for word in {*_WORD.findall(self.text)} if word[0].islower()) | self.pack.common_words
