"""Find the full names of an article that are forms of one person's name: `Andrew Alturo Fahie` and `Andrew Fahie`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.extraction.entities.candidates import joins_names
from app.extraction.entities.entity_numbers import (
    SAME_PEOPLE_CUT,
    SAME_PEOPLE_ENDING,
    SAME_PEOPLE_LEFT_OUT,
    SAME_PEOPLE_SPELT,
    SAME_PEOPLE_SYLLABLE,
)
from app.extraction.entities.gazetteer import is_organization
from app.extraction.entities.short_names import (
    is_before_name,
    is_common_word,
    is_given,
    is_noun,
    is_of_people,
    is_phrase,
)
from app.lang.gazetteers import genders
from app.lang.pack import LanguagePack
from app.text.normalize import fold

Words = tuple[str, ...]


def same_people(names: Iterable[str], pack: LanguagePack) -> dict[str, str]:
    """Map the forms of each person's full name to the form that the article uses most. All forms are folded.

    Forms differ in the number of words, or in the spelling of the given name. A surname of several words (`García
    Márquez`) is a form of the full name, whatever the article uses most. If an article has both `George W. Bush`
    and `George H. Bush`, neither is a form of `George Bush`.
    """
    spelt = [(tuple(fold(name).split()), name) for name in names]
    counts, full = Counter(words for words, _ in spelt), {words: name for words, name in spelt if len(words) > 1}
    shorter = _unique(_extended(full, pack) | _respelt(full))
    groups: dict[Words, list[Words]] = {}
    for words in shorter:
        groups.setdefault(_end(words, shorter), []).append(words)
    ranked = {
        end: _main([end, *(form for form in forms if full[form].split()[-1][0].isupper())], counts)
        for end, forms in groups.items()
    }
    main = {words: ranked[end] for end, forms in groups.items() for words in (end, *forms)}
    main = {surname: main.get(words, words) for surname, words in _surnames(full, pack).items()} | main
    return {" ".join(words): " ".join(form) for words, form in main.items() if words != form}


def _surnames(full: Mapping[Words, str], pack: LanguagePack) -> dict[Words, Words]:
    """Map each surname of several words to the only full name that ends in it.

    `García Márquez` → `Gabriel García Márquez`. A name that begins with a given name is no surname, and a common word
    or a place is no given name.
    """
    longer: dict[Words, list[Words]] = {}
    for words in full:
        for at in range(1, len(words) - 1):
            longer.setdefault(words[at:], []).append(words)
    only = {surname: names[0] for surname, names in longer.items() if len(names) == 1 and surname in full}
    first = {surname: (full[surname].split()[0], full[words].split()[0]) for surname, words in only.items()}
    fit = (key for key, (own, given) in first.items() if _may_begin_surname(own) and not is_before_name(given, pack))
    return {surname: only[surname] for surname in fit}


def _may_begin_surname(word: str) -> bool:
    """Return whether a word is no given name, or may be a small word that begins surnames: `Van`."""
    return word not in genders() or joins_names(word.lower())


def _extended(full: Mapping[Words, str], pack: LanguagePack) -> dict[Words, Words]:
    """Map each name that extends a shorter name, by words in the middle or at the end, to this shorter name.

    `Andrew Alturo Fahie` → `Andrew Fahie`. If a name extends several names, take the longest of them.
    """
    plain = {(words[0], words[-1]): words for words in full if len(words) == 2}
    found: dict[Words, Words] = {}
    for words, name in full.items():
        if len(words) == 2 or is_phrase(name.split(), pack.language):
            continue
        starts = [words[:size] for size in range(2, len(words)) if words[:size] in full]
        if starts and _may_be_surnames(name.split()[len(starts[-1]) :], pack):
            found[words] = starts[-1]
        elif (middle := plain.get((words[0], words[-1]))) and not _is_of_syllables(name.split()):
            found[words] = middle
    return found


def _respelt(full: Iterable[Words]) -> dict[Words, Words]:
    """Map each name to an earlier one with another spelling of the given name: `Bryan` → `Brian`, `H.G.` → `H. G.`.

    One letter may differ, but not the first or the last: `Maria` and `Mario` are two people. The end of a given name
    may be cut off (`Phil`), if both forms are usually given names of one gender.
    """
    first: dict[tuple[str, ...], Words] = {}
    found: dict[Words, Words] = {}
    for words in full:
        keys = list(_keys(words))
        same = next((first[key] for key in keys if key in first), None)
        if same is not None:
            found[words] = same
        for key in keys:
            first.setdefault(key, words)
    return found


def _keys(words: Words) -> Iterator[tuple[str, ...]]:
    """Yield keys of a name. Names that share a key are spellings of one name."""
    given, *rest = words
    yield ("".join(words).replace(".", ""),)
    if len(words) > 2:
        return
    gender = genders().get(given.capitalize())
    if gender:
        longest = len(given) - SAME_PEOPLE_LEFT_OUT
        yield given, gender, *rest
        yield from ((given[:size], gender, *rest) for size in range(SAME_PEOPLE_CUT, longest + 1))
    if len(given) >= SAME_PEOPLE_SPELT:
        yield from ((given[:at], "", given[at + 1 :], *rest) for at in range(1, len(given) - 1))
        yield from ((given[:at], "", given[at:], *rest) for at in range(2, len(given) - 1))


def _may_be_surnames(words: Sequence[str], pack: LanguagePack) -> bool:
    """Return whether the words after a full name may be further surnames; `Jr`, `Lego` and common words may not.

    Several words may be surnames only if all are in the lists of people's names: `Louis Vuitton Palm Springs` is a bag.
    """
    # de `Renn-Statistiken` is as little a surname as `Statistiken`
    parts = [*words, *(word.rpartition("-")[2] for word in words)]
    are_others = any(len(word) <= SAME_PEOPLE_ENDING or _is_other(word, pack.language) for word in parts)
    return not are_others and (len(words) == 1 or all(map(is_of_people, words)))


def _is_other(word: str, language: str) -> bool:
    """Return whether a word is no surname, but an ordinary word, a noun or the name of an organization."""
    return is_common_word(word, language) or is_noun(word, language) or is_organization(word, language)


def _is_of_syllables(words: Sequence[str]) -> bool:
    """Return whether a name has only short words, and no initial or listed given name in the middle: `Kim Yo Jong`.

    Each word of such a name may tell two people apart.
    """
    is_short = all(1 < len(word.rstrip(".")) <= SAME_PEOPLE_SYLLABLE for word in words)
    return is_short and not any(map(is_given, words[1:-1]))


def _unique(shorter: Mapping[Words, Words]) -> dict[Words, Words]:
    """Return the mapping with only those names whose shorter form is not the shorter form of another name.

    `George W. Bush` and `George H. Bush` are both dropped: either of them may be `George Bush`.
    """
    times = Counter(shorter.values())
    return {words: form for words, form in shorter.items() if times[form] == 1}


def _end(words: Words, shorter: Mapping[Words, Words]) -> Words:
    """Return the last form in a chain of forms of one name: `shorter` maps each form to the next."""
    while words in shorter:
        words = shorter[words]
    return words


def _main(forms: list[Words], counts: Mapping[Words, int]) -> Words:
    """Return the most frequent form. Of equally frequent ones, prefer one with a further surname, then the shortest."""
    return max(forms, key=lambda words: (counts[words], words[-1] != forms[0][-1], -len(words)))
