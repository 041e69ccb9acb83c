"""A field of an article, read once: the searches for names and quotes share its tokens, sentences and cues."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, dropwhile

from app.extraction.text.parsed_text import ParsedText, parse_text
from app.extraction.text.quotation_marks import Marked, find_marked
from app.lang.pack import LanguagePack
from app.schemas.base import TextField
from app.text.normalize import lower
from app.text.tokens import Token, capital_stretches, capital_tokens, paragraphs

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
        """The tokens of the text, in one tuple for each paragraph.

        In an interview, labels of questions and answers are left out: es `P. Ana …` begins with `Ana`.
        """
        words = self.pack.entities
        found = tuple(map(tuple, paragraphs(self.text, words.titles, words.apostrophes)))
        quotes, first_words = self.pack.quotes, self._first_words(found)
        voices = [
            frozenset(at for at, word in first_words if word in labels)
            for labels in (quotes.question_labels, quotes.answer_labels)
        ]
        if min(map(len, voices)) < 2:
            return found
        labelled = frozenset().union(*voices)
        return tuple(_without_label(tokens) if at in labelled else tokens for at, tokens in enumerate(found))

    def _first_words(self, found: tuple[tuple[Token, ...], ...]) -> list[tuple[int, str]]:
        """Return the first word, in lower case, of each paragraph that begins with a word and a full stop or colon.

        The number of the paragraph stands before the word.
        """
        language = self.pack.language
        return [
            (at, lower(tokens[0].text.rstrip("."), language))
            for at, tokens in enumerate(found)
            if tokens and (tokens[0].text[-1] == "." or self.text[tokens[0].end : tokens[0].end + 1] in (".", ":"))
        ]

    @cached_property
    def capitalised(self) -> tuple[Token, ...]:
        """The tokens of the capitalised words of the text, and of short words between them."""
        every = [*chain.from_iterable(self.paragraphs)]
        return tuple(capital_tokens(self.text, every, self.stretches, self.pack.entities.titles))

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Start and end offset of each stretch of capitalised words in a row."""
        return tuple(capital_stretches(self.text, 0, len(self.text)))

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """The strings in quotation marks."""
        return find_marked(self.text)

    @cached_property
    def parsed(self) -> ParsedText:
        """The sentences with their phrases and cues. Strings in quotation marks are blanked out first."""
        return parse_text(self.text, self.pack.language, self.marked, self.stretches)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the text, as written."""
        return frozenset(_WORD.findall(self.text))

    @cached_property
    def lower_case_words(self) -> frozenset[str]:
        """All words that the text has in lower case, and the common words of the language.

        A capital at the start of a sentence does not show that such a word is a name.
        """
        return self.pack.common_words.union([word for word in self.words if word[0].islower()])


def _without_label(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop the label of a paragraph, and the marks after it. The next word opens the sentence."""
    rest = [*dropwhile(lambda token: token.is_mark, tokens[1:])]
    return (rest[0]._replace(opens=True, after_space=False), *rest[1:]) if rest else ()


def read_fields(headline: str, lede: str | None, body: str, pack: LanguagePack) -> tuple[ReadText, ReadText, ReadText]:
    """Return the headline, lede and body of an article, each as a `ReadText`. Without a lede, its text is empty."""
    return ReadText("headline", headline, pack), ReadText("lede", lede or "", pack), ReadText("body", body, pack)
