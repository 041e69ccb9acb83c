"""Complete or drop a word that is only a part of a longer name.

Example: after a role, the given name gets its surname: tr `Ekonomist Bülent Ordulu`. But `Holloway` in `Holloway
Events` is dropped, because it means a firm and not Cathleen Holloway. In a language that capitalises nouns (German),
nothing is changed, because there a capitalised word tells nothing.
"""

import re
from collections.abc import Container, Iterator, Sequence

from app.extraction.entities.candidates import Named, word_before
from app.extraction.entities.gazetteer import is_listed
from app.extraction.entities.short_names import is_given, is_of_people
from app.extraction.entities.typing_rules import is_noise
from app.lang.pack import LanguagePack
from app.text.normalize import lower

# matches the word after a name, and the apostrophe that ends the name: `' Stus` after `Vasyl`
_NEXT = re.compile(r"(?P<apostrophe>['\u2019])? (?P<word>[^\W\d_][^\W_]+)")
# matches the last letter of an acronym with a slash: `/A` after `AA`
_SLASH = re.compile(r"/[^\W\d_]\b")
_OPENING_MARKS = ("'", "\u2018", "\u2019", "\u201a", "\u201b")
_SENTENCE_END = tuple('.!?:;\u2026"\u201d\u201c\u00bb)')


def with_longer_names(found: Sequence[Named], text: str, pack: LanguagePack) -> Iterator[Named]:
    """Yield the mentions of a field: given names with their surnames, and no words that belong to a longer name."""
    starts = frozenset(named.start for named in found if named.kind)
    for named in found:
        if named.text.isupper() and _SLASH.match(text, named.end):
            continue
        after = None if pack.nouns_are_capitalised else _next_word(named, text, pack)
        if after is None:
            yield named
        elif after.start("word") not in starts and _is_given_name(named, after, text, pack):
            yield _with_surname(named, after, text)
        elif not _is_fragment(named, after, text, starts, pack) or _is_heading(named, text):
            yield named


def _next_word(named: Named, text: str, pack: LanguagePack) -> re.Match[str] | None:
    """Return the match of the capitalised word after a person's name of one word; None if there is no such word.

    Function words, months, weekdays, nationalities and acronyms do not count.
    """
    if named.kind not in (None, "person") or " " in named.name or named.field == "headline":
        return None
    after = _NEXT.match(text, named.end)
    if after is None or not after["word"][0].isupper() or after["word"].isupper():
        return None
    is_other = lower(after["word"], pack.language) in pack.common_words or is_noise(after["word"], pack)
    return None if is_other else after


def _is_given_name(named: Named, after: re.Match[str], text: str, pack: LanguagePack) -> bool:
    """Return whether a mention is a given name between a title or role and a surname."""
    if after["apostrophe"] or named.kind != "person" or not is_given(named.name):
        return False
    before = word_before(named, text)
    return any(before in known for known in _titles(pack)) and after["word"] not in pack.entities.honorifics


def _titles(pack: LanguagePack) -> tuple[Container[str], ...]:
    """Return the words that stand before a person's name: titles and roles with a capital, and nouns of roles."""
    return pack.entities.titles, pack.entities.roles, pack.quotes.role_nouns


def _with_surname(named: Named, after: re.Match[str], text: str) -> Named:
    end = after.end("word")
    return named._replace(end=end, text=text[named.start : end], name=f"{named.name} {after['word']}")


def _is_fragment(named: Named, after: re.Match[str], text: str, starts: Container[int], pack: LanguagePack) -> bool:
    """Return whether the word after a name is a part of the same longer name. `starts`: offsets of the mentions.

    An apostrophe is a part of the name, unless it ends the genitive of a name in `s` or a string in single marks. In a
    language with case endings after apostrophes (Turkish), the word may be another member of the sentence.
    """
    if after["apostrophe"]:
        return not (named.text.endswith("s") or text[named.start - 1 : named.start] in _OPENING_MARKS)
    word, is_apart = after["word"], pack.apostrophe_suffixes or after.start("word") in starts
    return not (is_apart or is_of_people(word) or is_listed(word, pack.language))


def _is_heading(named: Named, text: str) -> bool:
    """Return whether the line of a mention has no end of a sentence: a heading may capitalise all words."""
    end = text.find("\n", named.end)
    return not text[named.end : end if end >= 0 else len(text)].rstrip().endswith(_SENTENCE_END)
