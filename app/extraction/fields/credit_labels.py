"""Labels in credits, such as `By`, `Text:` and `Edited by`, in all languages, and patterns that match them."""

import re
from functools import cache

from app.lang.pack import all_packs
from app.text.normalize import fold, letters
from app.text.word_patterns import either


@cache
def label_words() -> frozenset[str]:
    """Return the labels of credits (`By`, `Edited by`) in all languages, reduced to letters: `by`, `editedby`."""
    return frozenset(letters(word) for pack in all_packs() for word in (*pack.credits.by, *pack.credits.other_by))


@cache
def other_label_words() -> frozenset[str]:
    """Return the labels that stand before people who are not authors (`Updated by`), reduced to letters."""
    return frozenset(letters(word) for pack in all_packs() for word in pack.credits.other_by)


@cache
def inner_label() -> re.Pattern[str]:
    """Match the space before a label with a colon: before `Kamera:` in `Text: A. Name Kamera: B. Name`."""
    packs = all_packs()
    words = {word.rstrip(":") for pack in packs for word in (*pack.credits.by, *pack.credits.other_by)}
    return re.compile(rf"\s+(?={either(words)}\s*:)")


@cache
def label_of_others() -> re.Pattern[str]:
    """Match a label of several words before people who are not authors: `Edited by` in `A. Name. Edited by B. Name`."""
    words = {word for pack in all_packs() for word in pack.credits.other_by if " " in word}
    return re.compile(rf"(?:\A|\.?\s+)({either(words)})(?=\s|\Z)", re.I)


@cache
def name_with_label_after() -> re.Pattern[str]:
    """Match a name and the label in brackets after it, if the label is not one of authors: `B. Name (Fotos)`."""
    words = {word for pack in all_packs() for word in (*pack.images.credit, *pack.credits.other_by)}
    return re.compile(rf"(?:\A|(?<=[,;|/&)]))[^,;|/&()]*\(\s*(?i:{either(words)})\s*\)")


@cache
def opening_label_of_others() -> re.Pattern[str]:
    """Match a label for non-authors at the start of a folded credit: `photo:`, `source:`, `edited by`."""
    packs = all_packs()
    colon = {fold(word) for pack in packs for word in (*pack.images.credit, *pack.credits.source)}
    bare = {fold(word) for pack in packs for word in pack.credits.other_by if " " in word}
    return re.compile(rf"\s*(?:{either(colon)}\s*:|{either(bare)}\b)")


@cache
def exact_labels() -> frozenset[str]:
    return frozenset(word for pack in all_packs() for word in pack.credits.by)


@cache
def opening_label() -> re.Pattern[str]:
    words = {word.rstrip(":") for pack in all_packs() for word in pack.credits.by}
    return re.compile(rf"\A{either(words)}(?:\s*(?::|\s)\s*|(?=(?-i:[A-Z\u00c0-\u00de])))", re.I)
