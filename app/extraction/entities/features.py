"""Features of a token, from which the tagger finds out whether the token belongs to a name.

They describe the words near the token, the token's run (capitalised words in a row) and its position in the run. A
feature is an attribute of a word (a string such as `w=said`) together with a role. Here, the role is the position of
this word (`next`: directly after the run). A label is what the tagger says of a token (`B-PER`: first word of a
person's name). The model has a weight for each combination of attribute, role and label.
"""

from collections.abc import Iterator, Sequence

from app.extraction.entities.candidates import connectors
from app.extraction.entities.entity_numbers import (
    FEATURES_CONNECTORS,
    FEATURES_EDGE,
    FEATURES_NEAR,
    FEATURES_RUN,
    SHARED_RUN,
)
from app.extraction.entities.known_names import Texts, known_names, known_places
from app.extraction.entities.lexicon import in_language
from app.lang.pack import language_pack
from app.text.normalize import lower
from app.text.tokens import Token

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
# For a word before a punctuation mark: the last two letters of the word before it, the word's usual letter case, the
# mark, a second mark directly after it (or ''), and whether the word opens a sentence.
Marked = tuple[str, str, str, str, bool]
RunShape = tuple[str, int, bool, bool]


class Surroundings:
    """The runs of capitalised words in a paragraph, and the known names in it.

    Each attribute of the tokens is kept as a sequence, which is read faster than the tokens.
    """

    texts: Texts
    suffixes: Sequence[str | None]
    opens: Sequence[bool]

    def __init__(self, tokens: Tokens, language: str) -> None:
        self.language = language
        columns = [*zip(*tokens, strict=True)] or [()] * len(Token._fields)
        self.texts, _, _, self.suffixes, self.opens, spaces = columns
        self._found = _capital_runs(self.texts, self.suffixes, spaces, language)
        # for each token, the run that contains it, or None
        self.runs: list[Run | None] = [None] * len(tokens)
        inside: list[int] = []  # indexes of the tokens in runs
        for run in self._found:
            start, end = run
            self.runs[start:end] = [run] * (end - start)
            inside += range(start, end)
        self._places, self._names = known_places(self.texts, inside), known_names(self.texts, inside, language)
        # indexes of the tokens for which `names` returns attributes
        self.near_names = {at + step for at in self._names for step in (-1, 0, 1)}.union(self._places)
        suffixed = [at for at, suffix in enumerate(self.suffixes) if suffix is not None] if any(self.suffixes) else []
        # indexes of the tokens that have a suffix, or a neighbour with a suffix
        self.near_suffixes = {at + step for at in suffixed for step in (-1, 0, 1)}

    def beside(self, index: int) -> Beside:
        """Return the language, whether a token opens a sentence, its suffix, and whether its neighbours have suffixes.

        Only few different values occur, so the tagger uses them as keys of a cache.
        """
        suffixes, ahead = self.suffixes, index + 1
        suffix = suffixes[index]
        return (
            self.language,
            self.opens[index],
            suffix and suffix.lower(),
            ahead < len(suffixes) and suffixes[ahead] is not None and self.texts[ahead][0].isupper(),
            index > 0 and suffixes[index - 1] is not None,
        )

    def names(self, index: int) -> NamesBeside:
        """Return the language, and four attributes that tell which known names are at a token and beside it.

        The first tells which place name of several words contains the token (`places-first`). The other three tell
        which known name contains the token, the next token, and the previous token (`name=PER`). None: no such name.
        """
        names = self._names.get
        return self.language, self._places.get(index), names(index), names(index + 1), names(index - 1)

    def shape_of(self, run: Run) -> RunShape:
        """Return the language, the length of a run, whether it ends in a suffix, and whether it opens a sentence."""
        start, end = run
        return self.language, end - start, self.suffixes[end - 1] is not None, self.opens[start]

    def attributes(self, index: int) -> list[str]:
        """Return all attributes of a token's surroundings: suffixes, known names, and the position in the run."""
        found, run = beside_attributes(self.beside(index)) + name_attributes(self.names(index)), self.runs[index]
        return found + (run_attributes(self.shape_of(run))[index - run[0]] if run else [])

    def stretches(self) -> Iterator[range]:
        """Yield the ranges of tokens to label: each run of capitalised words, with `FEATURES_NEAR` words on each side.

        Runs that are close to each other share a range. A run is left out if it is one function word that opens a
        sentence.
        """
        common, size, first, last = language_pack(self.language).common_words, len(self.texts), 0, 0
        for start, end in self._found:
            if end - start == 1 and self.opens[start] and lower(self.texts[start], self.language) in common:
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
    return in_language(found, language)


def name_attributes(names: NamesBeside) -> list[str]:
    """Return the attributes of the known names to which a token and its neighbours belong."""
    language, place, name, ahead, before = names
    found = [listed for listed in (place, name) if listed]
    found += [f"1:{ahead}"] if ahead else []
    found += [f"-1:{before}"] if before else []
    return in_language(found, language)


def run_attributes(shape: RunShape) -> list[list[str]]:
    """Return for each token of a run the attributes of its position in the run."""
    language, size, ends_in_suffix, opens = shape
    shared = [f"length={min(size, FEATURES_RUN)}", f"ends-in-suffix={ends_in_suffix}", f"run-opens={opens}"]
    places = ((min(at, FEATURES_EDGE), min(size - 1 - at, FEATURES_EDGE)) for at in range(size))
    return [in_language([*shared, f"at={at}", f"left={left}"], language) for at, left in places]


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


def mark_attributes(marked: Marked) -> tuple[str, str, str]:
    """Return the attributes of a word before a punctuation mark.

    The first (`mm=…`) consists of the mark, of a second mark after it, and of whether the word opens a sentence. The
    second (`cm=…`) consists of the word's usual letter case, the mark, and whether the word opens a sentence. The third
    (`bm=…`) consists of the last two letters of the word before, and the mark.
    """
    before, case, mark, second, opens = marked
    return f"mm={mark}|{second}|{opens}", f"cm={case}|{mark}|{opens}", f"bm={before}|{mark}"


def shapes_attribute(before: str, word: str, ahead: str) -> str:
    """Return the attribute (`ss=…`) for three neighbouring words: two characters of the shape of each (`Xx`)."""
    return f"ss={before[:2]}|{word[:2]}|{ahead[:2]}"


def _capital_runs(texts: Texts, suffixes: Sequence[str | None], spaces: Sequence[bool], language: str) -> list[Run]:
    """Return the runs: capitalised words and numbers in a row.

    A suffix after an apostrophe ends a run; a connector does not. `spaces`: whether a space precedes each token.
    """
    joints, size, after = connectors(language), len(texts), 0
    found: list[Run] = []
    for start in [index for index, text in enumerate(texts) if text[0].isupper()]:
        if start < after:
            continue
        after = start + 1
        while (
            after < size
            and after - start < SHARED_RUN
            and spaces[after]
            and suffixes[after - 1] is None
            and (step := _step(texts, after, joints))
        ):
            after += step
        found.append((start, after))
    return found


def _step(texts: Texts, at: int, joints: frozenset[str]) -> int:
    """Return how many of the next tokens continue the run of capitalised words.

    Return 1 if the next token is a capitalised word or a number. If the next tokens are connectors and a capitalised
    word, count all of them: 2 for `of Turkey`. Return 0 if the run ends before the next token.
    """
    if texts[at][0].isupper() or texts[at][0].isdigit():
        return 1
    after = at
    while after < len(texts) and after - at < FEATURES_CONNECTORS and texts[after] in joints:
        after += 1
    return after + 1 - at if at < after < len(texts) and texts[after][0].isupper() else 0
