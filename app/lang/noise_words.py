"""Section `[noise]` of a language pack: words of what surrounds an article."""

import re
from functools import cached_property

from pydantic import Field

from app.lang.knowledge import Knowledge, Words
from app.text.normalize import fold
from app.text.word_patterns import either


class NoiseWords(Knowledge):
    """Words that mark text which is not the article's. All are compared folded, at the start of a line."""

    end_marks: Words = Field(default=(), description="Labels that end the article; the whole line.")
    related_labels: Words = Field(default=(), description="Labels of lists of other stories; the whole line.")
    related: Words = Field(default=(), description="How a line begins that points to another story.")
    prompts: Words = Field(default=(), description="How a line begins that asks for something.")
    advertisement: Words = Field(default=(), description="Labels of advertising; the whole line.")
    legal: Words = Field(default=(), description="How a legal or copyright note begins.")
    captions: Words = Field(default=(), description="How the credit of a picture begins.")
    comment_marks: Words = Field(default=(), description="Titles of the readers' comments; a number may stand beside.")
    offers: Words = Field(default=(), description="How a line begins that offers a subscription.")
    prompt_endings: Words = Field(default=(), description="How a short line ends that points elsewhere.")
    box_labels: Words = Field(default=(), description="Titles of key points and tables of contents; the whole line.")
    labels: Words = Field(default=(), description="How a short line of byline, source or date begins.")

    @cached_property
    def openings(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Reasons with the pattern of the folded line that gives them."""
        whole = (("advertisement", self.advertisement), ("related", self.end_marks + self.related_labels))
        begun = (
            ("related", self.related),
            ("prompt", self.prompts),
            ("legal", self.legal),
            ("caption", self.captions),
        )
        patterns = [(name, _pattern(words, r"\W*\Z")) for name, words in whole]
        return tuple(patterns + [(name, _pattern(words, r"(?!\w)")) for name, words in begun])

    @cached_property
    def card(self) -> re.Pattern[str]:
        """The folded line that heads a card of another story."""
        return _pattern(self.related_labels + self.related, r"\W*\Z")

    @cached_property
    def label(self) -> re.Pattern[str]:
        """The beginning of a folded line of byline, source or date."""
        return _pattern(self.labels, r"(?!\w)")

    @cached_property
    def comments(self) -> re.Pattern[str]:
        """The folded line that heads the readers' comments, with their number: `Comments (12)`, `12 yorum`."""
        titles = either(map(fold, self.comment_marks))
        return re.compile(rf"\W*(?:\d[\d.,]*\W*)?{titles}(?:\W*\d[\d.,]*)?\W*\Z")

    @cached_property
    def prompt_ending(self) -> re.Pattern[str]:
        """The end of a folded line that points elsewhere."""
        return re.compile(rf"(?:\A|.*\W){either(map(fold, self.prompt_endings))}\W*\Z", re.S)

    @cached_property
    def offer(self) -> re.Pattern[str]:
        """The beginning of a folded line that offers a subscription."""
        return _pattern(self.offers, r"(?!\w)")

    @cached_property
    def box(self) -> re.Pattern[str]:
        """The folded title of key points or of a table of contents."""
        return _pattern(self.box_labels, r"\W*\Z")

    @cached_property
    def end(self) -> re.Pattern[str]:
        """The folded line of an end mark."""
        return _pattern(self.end_marks, r"\W*\Z")


def _pattern(words: tuple[str, ...], behind: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{either(map(fold, words))}{behind}")
