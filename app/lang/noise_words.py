"""Section `[noise]` of a language pack: words of page text that does not belong to the article."""

import re
from functools import cached_property

from pydantic import Field

from app.lang.knowledge import Knowledge, Words
from app.text.normalize import fold
from app.text.word_patterns import either


class NoiseWords(Knowledge):
    """Lines and parts of lines that mark text outside the article. The text is folded before it is compared."""

    end_marks: Words = Field(default=(), description="Whole lines that end the article: `Etiketler`.")
    related_labels: Words = Field(default=(), description="Whole lines above lists of other stories: `Read more`.")
    related: Words = Field(default=(), description="Beginnings of lines that point to another story: `Read also`.")
    prompts: Words = Field(
        default=(), description="Beginnings of lines that ask the reader for something: `Subscribe`."
    )
    advertisement: Words = Field(default=(), description="Whole lines that label advertising: `Reklam`.")
    legal: Words = Field(default=(), description="Beginnings of legal and copyright notes: `All rights reserved`.")
    captions: Words = Field(default=(), description="Beginnings of image captions and credits: `Foto:`.")
    comment_marks: Words = Field(
        default=(), description="Titles of the readers' comments, with or without a number: `Comments (12)`."
    )
    offers: Words = Field(default=(), description="Beginnings of lines that offer a subscription.")
    paywall_lines: Words = Field(
        default=(), description="Beginnings of lines that say the rest is for subscribers: `Only for subscribers`."
    )
    appeals: Words = Field(
        default=(),
        description="Phrases of a last paragraph that ask for money, a subscription or a follower: `our newsletter`.",
    )
    prompt_endings: Words = Field(default=(), description="Endings of short lines that point elsewhere: `click here`.")
    box_labels: Words = Field(default=(), description="Whole lines above key points and tables of contents.")
    labels: Words = Field(default=(), description="Beginnings of short lines with author, source or date: `Updated`.")

    @cached_property
    def openings(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Pairs (reason, pattern): a folded line that matches the pattern is dropped for this reason."""
        whole = (("advertisement", self.advertisement), ("related", self.end_marks + self.related_labels))
        begun = (
            ("related", self.related),
            ("prompt", self.prompts + self.paywall_lines),
            ("legal", self.legal),
            ("caption", self.captions),
        )
        patterns = [(name, _pattern(words, r"\W*\Z")) for name, words in whole]
        return tuple(patterns + [(name, _pattern(words, r"(?!\w)")) for name, words in begun])

    @cached_property
    def card(self) -> re.Pattern[str]:
        """Pattern of the folded title of a box that links to other stories (`Read also`)."""
        return _pattern(self.related_labels + self.related, r"\W*\Z")

    @cached_property
    def label(self) -> re.Pattern[str]:
        """Pattern that matches, in folded text, the first words of a credit or date: `updated`, `written by`."""
        return re.compile(rf"\W*(?:\d[\d.,:]*\W*)?{either(map(fold, self.labels))}(?!\w)")

    @cached_property
    def comments(self) -> re.Pattern[str]:
        """Pattern of a folded heading above readers' comments, with or without their number: `Comments (12)`."""
        titles = either(map(fold, self.comment_marks))
        return re.compile(rf"\W*(?:\d[\d.,]*\W*)?{titles}(?:\W*\d[\d.,]*)?\W*\Z")

    @cached_property
    def prompt(self) -> re.Pattern[str]:
        """Pattern of a request of several words (`click here`) at the beginning of a folded sentence."""
        return _pattern(tuple(word for word in self.prompts + self.paywall_lines if " " in word), r"(?!\w)")

    @cached_property
    def prompt_ending(self) -> re.Pattern[str]:
        """Pattern of a request to the reader at the end of a folded line: `… click here`."""
        return re.compile(rf"(?:\A|.*\W){either(map(fold, self.prompt_endings))}\W*\Z", re.S)

    @cached_property
    def appeal(self) -> re.Pattern[str]:
        """Pattern of a phrase in an appeal to the readers; search for it in a folded text.

        The phrase may end inside a word, so that inflected forms match.
        """
        return re.compile(rf"(?<!\w){either(map(fold, self.appeals))}")

    @cached_property
    def offer(self) -> re.Pattern[str]:
        """Pattern of the beginning of a folded line that offers a subscription."""
        return _pattern(self.offers, r"(?!\w)")

    @cached_property
    def paywall(self) -> re.Pattern[str]:
        """Pattern of the beginning of a folded line that ends the free part of an article: `only for subscribers`."""
        return _pattern(self.paywall_lines, r"(?!\w)")

    @cached_property
    def box(self) -> re.Pattern[str]:
        """Pattern that matches a folded title: that of a box with key points, or that of a table of contents."""
        return _pattern(self.box_labels, r"\W*\Z")

    @cached_property
    def end(self) -> re.Pattern[str]:
        """Pattern of a folded line that ends the article; the caller drops all text after the line."""
        return _pattern(self.end_marks, r"\W*\Z")


def _pattern(words: tuple[str, ...], after: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{either(map(fold, words))}{after}")
