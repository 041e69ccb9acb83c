"""Tell a country or city from a town, a club or a coalition that has its name: `Lebanon, Indiana`, de `Jamaika`."""

import re
from collections.abc import Collection, Iterable

from app.extraction.entities.candidates import Named
from app.extraction.entities.gazetteer import is_region
from app.extraction.entities.surroundings import Texts, around
from app.lang.pack import LanguagePack
from app.text.normalize import fold

_DATELINE = re.compile(r" ?[(,./:\u2013\u2014-]")  # marks after the place at the start of a report: `Freiburg (dpa)`
# Matches a comma and a region. After the region, the sentence must end or go on in lower case: otherwise the names may
# be a list of places.
_REGION = re.compile(r", ([^\W\d_][^\W\d_.]*(?: [^\W\d_]+)?)(?=[.;:!?)\n]|,? [^\W\d_A-Z])")


def region_of(mentions: Iterable[Named], texts: Texts, pack: LanguagePack) -> str | None:
    """Return the region that follows a name: `Indiana` in `Lebanon, Indiana`.

    Return None unless the same region follows every mention of the name.
    """
    regions = {_region_after(named, texts.get(named.field, ""), pack) for named in mentions}
    return regions.pop() if len(regions) == 1 else None


def _region_after(named: Named, text: str, pack: LanguagePack) -> str | None:
    found = _REGION.match(text, named.end)
    is_list = text[max(0, named.start - 2) : named.start] == ", "
    return found[1] if found and not is_list and is_region(found[1], pack.language) else None


def clubs_among(organizations: Iterable[str], pack: LanguagePack) -> frozenset[str]:
    """Return all words, folded, of the names of clubs: `sc` and `freiburg` for `SC Freiburg`.

    A club is an organization with a word such as `SC` in its name (`club_words` in the language pack).
    """
    names = (name.split() for name in organizations)
    clubs = (words for words in names if not pack.entities.club_words.isdisjoint(words))
    return frozenset(fold(word) for words in clubs for word in words)


def is_no_place(mentions: Iterable[Named], clubs: Collection[str], texts: Texts, pack: LanguagePack) -> bool:
    """Return whether the name of a place means a club that the article names, or a coalition: de `Jamaika`.

    The name means the place if one of its mentions follows a word such as `in` or `from`, or opens a paragraph as a
    dateline does: `Freiburg (dpa)`. `clubs`: folded words of the clubs' names.
    """
    mentions = list(mentions)
    is_club = all(fold(named.name) in clubs for named in mentions)
    if not (is_club or all(_is_coalition(named.name, texts, pack) for named in mentions)):
        return False
    return not any(_is_placed(named, texts, pack) for named in mentions)


def _is_placed(named: Named, texts: Texts, pack: LanguagePack) -> bool:
    """Return whether a mention follows a word such as `in` or `from`, or opens a paragraph as a dateline does."""
    near = around(named, texts, pack)
    opens = not near.before.strip() or near.before.endswith("\n")
    is_dateline = opens and _DATELINE.match(near.after) is not None
    return is_dateline or near.follows_locative


def _is_coalition(name: str, texts: Texts, pack: LanguagePack) -> bool:
    """Return whether a word in the article shows that the name means no place: `Koalition` for `Jamaika`."""
    signs = pack.entities.ambiguous_places.get(name, ())
    return bool(signs) and any(sign in text for text in texts.values() for sign in signs)
