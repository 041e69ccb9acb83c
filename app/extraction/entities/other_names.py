"""Tests whether a word is really a person's short name, or belongs to another name: `Ciarán` in `Storm Ciarán`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.extraction.entities.bearers import Bearer
from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import OTHER_NAMES_STARTS
from app.extraction.entities.short_names import is_only_given
from app.extraction.entities.surroundings import Texts, around
from app.lang.pack import LanguagePack
from app.text.normalize import fold


@dataclass(frozen=True)
class OtherNames:
    """Folded names that have several words and do not name people: `storm ciaran`."""

    starts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # first word -> whole names
    ends: Counter[str] = field(default_factory=Counter)  # last word -> number of mentions

    def have(self, given: str, bearer: Bearer) -> bool:
        """Return whether a word rather belongs to these names than to a person's full name: `Ciarán`.

        It does if at least as many mentions of these names end in the word (`Storm Ciarán`) as the person's full name
        has mentions (`Ciarán Holm`). It also does if several of these names begin with the word; names that begin with
        the person's full name do not count. `given`: the folded word.
        """
        full = fold(bearer.person.name)
        begun = sum(not name.startswith(full) for name in self.starts.get(given, ()))
        return self.ends[given] >= len(bearer.places) or begun >= OTHER_NAMES_STARTS


def other_names(mentions: Iterable[Named]) -> OtherNames:
    """Return the names that have several words and do not name people."""
    found = OtherNames()
    for named in mentions:
        if named.kind not in (None, "person") and " " in named.name.strip():
            name = fold(named.name)
            found.starts[name.split()[0]].add(name)
            found.ends[name.split()[-1]] += 1
    return found


def joined_given_names(
    mentions: Iterable[Named], by_name: Mapping[str, Sequence[Named]], texts: Texts, pack: LanguagePack
) -> frozenset[str]:
    """Return the folded given names of two people that an article prints as `Levin und Jaro` and as `Levin Jaro`.

    `Levin Jaro` looks like the full name of one person, but is not. So neither `Levin` nor `Jaro` is a short form of
    it. `by_name`: the mentions of each folded name.
    """
    full = (fold(named.name).split() for named in mentions if named.kind == "person" and " " in named.name)
    pairs = {frozenset(words) for words in full if len(words) == 2 and is_only_given(words[1])}
    short = (named for name in frozenset[str]().union(*pairs) for named in by_name.get(name, ()))
    joined = ({fold(one.name), other} for one in short for other in around(one, texts, pack).joined)
    return frozenset[str]().union(*(pair for pair in joined if pair in pairs))
