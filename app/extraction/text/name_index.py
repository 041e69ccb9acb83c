"""Index the names of a text by offset, to find the full name for a surname, a role or `the Ministry`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.extraction.text.cues import Patterns, patterns
from app.extraction.text.name_knowledge import words_of
from app.extraction.text.noun_phrases import Party, Phrase
from app.extraction.text.reading_numbers import (
    NAME_INDEX_AHEAD,
    NAME_INDEX_BEHIND,
    NAME_INDEX_CACHED,
    NAME_INDEX_HEAD,
    NAME_INDEX_PARTS,
    NAME_INDEX_TITLE,
)
from app.text.normalize import lower


@dataclass(frozen=True)
class Names:
    """The full names in a text, each with its offset, in four indexes; and all noun phrases of the text."""

    language: str
    narrative: str  # the text outside quotations, in lower case
    by_last: dict[str, list[tuple[int, Party]]]  # full names by their last word
    by_first: dict[str, list[tuple[int, Party]]]  # full names by their first word
    by_head: dict[str, list[tuple[int, Party]]]  # organizations by the start of their last word: `minis` for `Ministry`
    people: Sequence[Phrase]  # the phrases that are full names of people
    phrases: Sequence[Phrase]

    @cached_property
    def by_title(self) -> dict[str, list[tuple[int, Party]]]:
        """People by each of their titles, and by the roles that are beside their names in `narrative`."""
        found: dict[str, list[tuple[int, Party]]] = {}
        known = patterns(self.language)
        for phrase in self.people:
            titles = phrase.words[: len(phrase.words) - len(phrase.party.name.split())]
            held = [_stem(lower(word.text, self.language), self.language) for word in titles]
            for role in held + _roles(phrase, self.narrative, known):
                found.setdefault(role, []).append((phrase.start, phrase.party))
        return found

    @cached_property
    def words(self) -> dict[str, int]:
        """How often each one-word name occurs in the text."""
        single = [phrase.words[0].text for phrase in self.phrases if len(phrase.words) == 1]
        return Counter([lower(word, self.language) for word in single])

    def full(self, party: Party, position: int) -> Party:
        """Return the full name of the person whom a short name means.

        It is the last fitting full name before the position, or else the first after it. If the text has no fitting
        full name, `party` is returned unchanged.
        """
        if party.type != "person":
            return party
        low = lower(party.name, self.language)
        found = _nearest(self.by_last.get(low.split()[-1], ()), position) or _nearest(
            self.by_first.get(low, ()), position
        )
        fits = found is not None and (" " not in low or lower(found.name, self.language).endswith(" " + low))
        return found if found is not None and fits else party

    def knows(self, party: Party) -> bool:
        """Return whether the text has a full name with this surname (the name's last word) or this first name."""
        low = lower(party.name, self.language)
        return low.rpartition(" ")[2] in self.by_last or low in self.by_first

    def repeats(self, word: str) -> bool:
        """Return whether a word occurs in the text more than once as a one-word name."""
        return self.words.get(lower(word, self.language), 0) > 1

    def institution(self, noun: str, position: int) -> Party | None:
        """Return an organization whose name ends in the noun: the last that is named before the position, or None.

        Only the first letters of the nouns are compared, so that case endings do not matter.
        """
        return _nearest(self.by_head.get(lower(noun, self.language)[:NAME_INDEX_HEAD], ()), position, ahead=False)

    def bearer(self, role: str, position: int, ahead: bool = False) -> Party | None:
        """Return the last person who has the role and is named before the position.

        If there is none and `ahead`, return the first such person after the position.
        """
        return _nearest(self.by_title.get(lower(role, self.language), ()), position, ahead=ahead)


def _nearest(parties: Sequence[tuple[int, Party]], position: int, ahead: bool = True) -> Party | None:
    index = bisect_left(parties, (position,))
    if index:
        return parties[index - 1][1]
    return parties[0][1] if parties and ahead else None


def index_names(phrases: Sequence[Phrase], language: str, narrative: str) -> Names:
    """Index the phrases that are full names; `narrative` is the text outside quotations."""
    by_last: dict[str, list[tuple[int, Party]]] = {}
    by_first: dict[str, list[tuple[int, Party]]] = {}
    by_head: dict[str, list[tuple[int, Party]]] = {}
    people: list[Phrase] = []
    for phrase in phrases:
        party = phrase.party
        if party.type == "organization" and len(phrase.words) > 1:
            by_head.setdefault(lower(phrase.words[-1].text, language)[:NAME_INDEX_HEAD], []).append(
                (phrase.start, party)
            )
        if party.role_only or party.type != "person" or " " not in party.name or party.name.isupper():
            continue
        parts = party.name.split()
        if 2 <= len(parts) <= NAME_INDEX_PARTS:
            by_last.setdefault(lower(parts[-1], language), []).append((phrase.start, party))
            by_first.setdefault(lower(parts[0], language), []).append((phrase.start, party))
        people.append(phrase)
    return Names(language, narrative, by_last, by_first, by_head, people, phrases)


def _roles(phrase: Phrase, narrative: str, known: Patterns) -> list[str]:
    """Return the roles directly before or after a name: `chairman Ann Lee`, `Ann Lee, the chairman`."""
    start, tail = phrase.party.start, phrase.tail
    behind = known.role_behind.match(narrative, tail, tail + NAME_INDEX_BEHIND)
    ahead = known.role_ahead.search(narrative, max(0, start - NAME_INDEX_AHEAD), start)
    return [match["role"] for match in (behind, ahead) if match]


@lru_cache(maxsize=NAME_INDEX_CACHED)
def _stem(title: str, language: str) -> str:
    """Return the title of a person without its possessive ending: tr `bakanı` → `bakan`."""
    titles = sorted(words_of(language).titles, key=len)
    return next((bare for bare in titles if len(bare) > NAME_INDEX_TITLE and title.startswith(bare)), title)
