"""Features of a token, from which the tagger finds out whether the token belongs to a name.

They describe the words near the token, the token's run (capitalised words in a row) and its position in the run. A
feature is an attribute of a word (a string such as `w=said`) together with a role. Here, the role is the position of
this word (`next`: directly after the run). A label is what the tagger says of a token (`B-PER`: first word of a
person's name). The model has a weight for each combination of attribute, role and label.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from app.extraction.entities.candidates import connectors
from app.extraction.entities.endings import without_ending
from app.extraction.entities.entity_numbers import (
    FEATURES_CONNECTORS,
    FEATURES_EDGE,
    FEATURES_NEAR,
    FEATURES_PLACE,
    FEATURES_RUN,
    SHARED_CACHED,
    SHARED_NAME,
    SHARED_RUN,
)
from app.extraction.entities.gazetteer import is_listed_organization, organizations
from app.extraction.entities.learned_lists import kind_of_name, opens_long_name
from app.lang.gazetteers import places
from app.lang.pack import language_pack
from app.text.normalize import fold, lower
from app.text.tokens import Token, phrase

# A role is the position of a word, seen from the token: a distance (`-1`: one word before the token), or a place in or
# beside the token's run (`last`: the last word of the run). The role `here` is for attributes that belong to no single
# word, such as the length of the run.
HERE = "here"
ROLES = (HERE, "next", "previous", "-2", "2", "-1", "0", "1", "last", "first")
EDGE = "#"
_PAIR = "bw="
Tokens = Sequence[Token]
Run = tuple[int, int]  # a run of capitalised words: (index of its first token, index after its last token)
Beside = tuple[str, bool, str | None, bool, bool]
NamesBeside = tuple[str, str | None, str | None, str | None, str | None]
RunShape = tuple[str, int, bool, bool]


class Surroundings:
    """The runs of capitalised words in a paragraph, and the known names in it."""

    def __init__(self, tokens: Tokens, language: str) -> None:
        self._tokens, self._language = tokens, language
        self._found = capital_runs(tokens, language)
        # for each token, the run that contains it, or None
        self.runs: list[Run | None] = [None] * len(tokens)
        for run in self._found:
            self.runs[slice(*run)] = [run] * (run[1] - run[0])
        inside = [at for run in self._found for at in range(*run)]
        self._places, self._names = _places(tokens, inside), _known_names(tokens, inside, language)
        # indexes of the tokens for which `names` returns attributes
        self.near_names = {at + step for at in self._names for step in (-1, 0, 1)}.union(self._places)

    def beside(self, index: int) -> Beside:
        """Return the language, whether a token opens a sentence, its suffix, and whether its neighbours have suffixes.

        Only few different values occur, so the tagger uses them as keys of a cache.
        """
        tokens, ahead = self._tokens, index + 1
        token = tokens[index]
        return (
            self._language,
            token.opens,
            token.suffix and token.suffix.lower(),
            ahead < len(tokens) and tokens[ahead].suffix is not None and tokens[ahead].text[0].isupper(),
            index > 0 and tokens[index - 1].suffix is not None,
        )

    def names(self, index: int) -> NamesBeside:
        """Return the language, and four attributes that tell which known names are at a token and beside it.

        The first tells which place name of several words contains the token (`places-first`). The other three tell
        which known name contains the token, the next token, and the previous token (`name=PER`). None: no such name.
        """
        names = self._names.get
        return self._language, self._places.get(index), names(index), names(index + 1), names(index - 1)

    def shape_of(self, run: Run) -> RunShape:
        """Return the language, the length of a run, whether it ends in a suffix, and whether it opens a sentence."""
        first, last = self._tokens[run[0]], self._tokens[run[1] - 1]
        return self._language, run[1] - run[0], last.suffix is not None, first.opens

    def attributes(self, index: int) -> list[str]:
        """Return all attributes of a token's surroundings: suffixes, known names, and the position in the run."""
        found, run = beside_attributes(self.beside(index)) + name_attributes(self.names(index)), self.runs[index]
        return found + (run_attributes(self.shape_of(run))[index - run[0]] if run else [])

    def stretches(self) -> Iterator[range]:
        """Yield the ranges of tokens to label: each run of capitalised words, with `FEATURES_NEAR` words on each side.

        Runs that are close to each other share a range. A run is left out if it is one function word that opens a
        sentence.
        """
        common, size, first, last = language_pack(self._language).common_words, len(self._tokens), 0, 0
        for start, end in self._found:
            token = self._tokens[start]
            if end - start == 1 and token.opens and lower(token.text, self._language) in common:
                continue
            if start - FEATURES_NEAR > last:
                yield from [range(first, last)] if last else []
                first = start - FEATURES_NEAR
            last = min(size, end + FEATURES_NEAR)
        yield from [range(first, last)] if last else []


def beside_attributes(beside: Beside) -> list[str]:
    """Return the attributes for a token's suffix, for its neighbours' suffixes, and for the start of a sentence."""
    language, opens, suffix, suffix_ahead, suffix_before = beside
    found = ["b", *(["opens"] if opens else [])]
    found += ["suffix", f"suffix={suffix}"] if suffix is not None else []
    found += ["1:suffix"] if suffix_ahead else []
    found += ["-1:suffix"] if suffix_before else []
    return _with_language(found, language)


def name_attributes(names: NamesBeside) -> list[str]:
    """Return the attributes of the known names to which a token and its neighbours belong."""
    language, place, name, ahead, before = names
    found = [listed for listed in (place, name) if listed]
    found += [f"1:{ahead}"] if ahead else []
    found += [f"-1:{before}"] if before else []
    return _with_language(found, language)


def run_attributes(shape: RunShape) -> list[list[str]]:
    """Return for each token of a run the attributes of its position in the run."""
    language, size, ends_in_suffix, opens = shape
    shared = [f"length={min(size, FEATURES_RUN)}", f"ends-in-suffix={ends_in_suffix}", f"run-opens={opens}"]
    places = ((min(at, FEATURES_EDGE), min(size - 1 - at, FEATURES_EDGE)) for at in range(size))
    return [_with_language([*shared, f"at={at}", f"left={left}"], language) for at, left in places]


def _with_language(found: list[str], language: str) -> list[str]:
    """Return each attribute twice: without and with the language (`opens`, `opens@tr`)."""
    return found + [f"{name}@{language}" for name in found]


def pair_attribute(before: str, word: str) -> str:
    """Return the attribute for two neighbouring words, given in lower case: `bw=said|that`."""
    return f"{_PAIR}{before}|{word}"


def words_of_pair(attribute: str) -> tuple[str, str] | None:
    """Return the two words of an attribute such as `bw=said|that`; None for other attributes."""
    if not attribute.startswith(_PAIR):
        return None
    # search from the second character of the first word on, because this word may itself be `|`
    end = attribute.index("|", len(_PAIR) + 1)
    return attribute[len(_PAIR) : end], attribute[end + 1 :]


def is_mark(low: str) -> bool:
    """Return whether a token is a punctuation mark. The start and the end of the text count as marks."""
    return not low[:1].isalnum()


def marks_attribute(mark: str, two_ahead: str, opens: bool) -> str:
    """Return the attribute for the one or two punctuation marks after a word.

    The attribute also says whether the word opens a sentence.
    """
    return f"mm={mark}|{two_ahead if is_mark(two_ahead) else ''}|{opens}"


def frame_attributes(before: str, case: str, mark: str, opens: bool) -> tuple[str, str]:
    """Return two attributes of a word before a punctuation mark.

    The first (`cm=…`) consists of the word's usual letter case, the mark, and whether the word opens a sentence. The
    second (`bm=…`) consists of the last two letters of the word `before`, and the mark.
    """
    return f"cm={case}|{mark}|{opens}", f"bm={before[-2:]}|{mark}"


def shapes_attribute(before: str, word: str, ahead: str) -> str:
    """Return the attribute (`ss=…`) for three neighbouring words: two characters of the shape of each (`Xx`)."""
    return f"ss={before[:2]}|{word[:2]}|{ahead[:2]}"


def capital_runs(tokens: Tokens, language: str) -> list[Run]:
    """Return the runs: capitalised words and numbers in a row.

    A suffix after an apostrophe ends a run; a connector does not.
    """
    joints, size, after = connectors(language), len(tokens), 0
    found: list[Run] = []
    for start in [index for index, token in enumerate(tokens) if token.text[0].isupper()]:
        if start < after:
            continue
        after = start + 1
        while after < size and after - start < SHARED_RUN and (step := _step(tokens, after, joints)):
            after += step
        found.append((start, after))
    return found


def _step(tokens: Tokens, at: int, joints: frozenset[str]) -> int:
    """Return how many of the next tokens continue the run of capitalised words.

    Return 1 if the next token is a capitalised word or a number. If the next tokens are connectors and a capitalised
    word, count all of them: 2 for `of Turkey`. Return 0 if the run ends before the next token.
    """
    token = tokens[at]
    if tokens[at - 1].suffix is not None or not token.after_space:
        return 0
    if token.text[0].isupper() or token.text[0].isdigit():
        return 1
    after = at
    while after < len(tokens) and after - at < FEATURES_CONNECTORS and tokens[after].text in joints:
        after += 1
    return after + 1 - at if at < after < len(tokens) and tokens[after].text[0].isupper() else 0


def _known_names(tokens: Tokens, indexes: Iterable[int], language: str) -> dict[int, str]:
    """Map the index of each token in a known name to an attribute such as `name=PER`.

    If several names begin at the same token, the longest counts. If names overlap otherwise, the first counts.
    """
    found: dict[int, str] = {}
    for start in indexes:
        word = tokens[start].text
        if start in found or not word[0].isupper():
            continue
        opens_long, alone = _known_word(word, language)
        size, kind = _longest_name(tokens, start, language) if opens_long else (1, None)
        if kind := kind or alone:
            found[start] = f"name={kind}"
            found |= dict.fromkeys(range(start + 1, start + size), f"name-on={kind}")
    return found


def _longest_name(tokens: Tokens, start: int, language: str) -> tuple[int, str | None]:
    """Return (number of tokens, kind) of the longest known name of several words at `start`; else (1, None)."""
    words = [token.text for token in tokens[start : start + SHARED_NAME]]
    for size in range(len(words), 1, -1):
        if kind := _kind_of_phrase(" ".join(words[:size]).replace("' ", "'"), language):
            return size, kind
    return 1, None


@lru_cache(maxsize=SHARED_CACHED)
def _kind_of_phrase(name: str, language: str) -> str | None:
    folded = fold(name)
    return "ORG" if is_listed_organization(name, folded, language) else kind_of_name(folded)


@lru_cache(maxsize=SHARED_CACHED)
def _known_word(word: str, language: str) -> tuple[bool, str | None]:
    """Return whether a longer known name begins with the word, and the kind (`PER`, `LOC`, `ORG`) of the word alone.

    The kind is None if the word alone is no known name.
    """
    folded = fold(word)
    opens_long = folded in _openings(language) or opens_long_name(folded)
    return opens_long, _kind_of_phrase(without_ending(word, language), language)


@cache
def _openings(language: str) -> frozenset[str]:
    """Return the first words of the names of all organizations that the language pack lists."""
    return frozenset(name.partition(" ")[0] for name in organizations(language))


def _places(tokens: Tokens, indexes: Iterable[int]) -> dict[int, str]:
    """Map the index of each token in a place name of several words to an attribute such as `places-first`.

    If several names begin at the same token, the longest counts. If names overlap otherwise, the first counts. Names
    with a full stop (`St. Louis`) are left out, as they were when the tagger was trained.
    """
    found: dict[int, str] = {}
    beginnings = _beginnings()
    for start in indexes:
        if start in found or tokens[start].text not in beginnings:
            continue
        for size in range(min(FEATURES_PLACE, len(tokens) - start), 1, -1):
            words = tokens[start : start + size]
            if phrase(words) in places() and all(word.text != "." for word in words):
                found |= {start + n: "places-on" if n else "places-first" for n in range(size)}
                break
    return found


@cache
def _beginnings() -> frozenset[str]:
    """Return the first words of all known place names of several words."""
    return frozenset(name.partition(" ")[0] for name in places() if " " in name)
