"""Read sentences of a CoNLL file (per line a token, a tab, a BIO tag) and tokenise them as the project does."""

import gzip
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.lang.pack import language_pack
from app.text.tokens import Token, tokens

KINDS = ("PER", "LOC", "ORG")
_NO_SPACE_BEFORE, _NO_SPACE_AFTER = frozenset(",.;:!?)]}»”…%'’"), frozenset("([{«“")
_QUOTES = frozenset({'"', "``", "''"})
_TEXT = "# text = "
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Sample:
    """A sentence: its text, tokens, one label per token, and the spans of the names."""

    text: str
    language: str
    tokens: list[Token]
    labels: list[str]
    spans: list[Span]


def read(path: Path, language: str) -> Iterator[Sample]:
    """Yield the sentences of a gzipped file; names of kinds other than `KINDS` are dropped."""
    for block in gzip.decompress(path.read_bytes()).decode().split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if not lines:
            continue
        text = lines.pop(0).removeprefix(_TEXT) if lines[0].startswith(_TEXT) else None
        words, tags = zip(*(line.split("\t") for line in lines), strict=True)
        yield sample(*(_joined(words) if text is None else (text, _aligned(words, text))), tags, language)


def sample(text: str, places: Sequence[tuple[int, int]], tags: Sequence[str], language: str) -> Sample:
    spans = [(places[a][0], places[b - 1][1], kind) for a, b, kind in _spans(tags) if kind in KINDS]
    begun = [places[a][0] for a, _, kind in _spans(tags) if tags[a].startswith("I-")]
    return labelled(text, spans, language, frozenset(begun))


def labelled(text: str, spans: Sequence[Span], language: str, begun: Collection[int] = ()) -> Sample:
    """Return a tokenised text labelled with the spans.

    A span that starts at an offset in `begun` (tagged `I-`) lacks a first word after an elision (fr `l'`): add it.
    """
    words = language_pack(language).entities
    cut = list(tokens(text, words.titles, words.apostrophes))
    labels, found = ["O"] * len(cut), []
    for start, end, kind in spans:
        inside = [index for index, token in enumerate(cut) if start <= token.start < end]
        if start in begun and inside and inside[0] > 1 and _is_elided(cut[inside[0] - 2]):
            inside.insert(0, inside[0] - 1)
        while inside and _is_elided(cut[inside[0]]):
            del inside[0]
        for index in inside:
            labels[index] = f"{'B' if index == inside[0] else 'I'}-{kind}"
        found += [(cut[inside[0]].start, cut[inside[-1]].end, kind)] if inside else []
    return Sample(text, language, cut, labels, found)


def is_doubtful(sample: Sample) -> bool:
    """Return whether a capitalised word after an elision has no label: the gold data often omits such words."""
    pairs = zip(sample.tokens, sample.tokens[1:], sample.labels[1:], strict=False)
    return any(_is_elided(left) and right.is_name_like and label == "O" for left, right, label in pairs)


def _is_elided(token: Token) -> bool:
    return token.text.endswith("'")


def _joined(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join words to a text without spaces around punctuation; quotation marks open and close alternately."""
    text, places, close, quoted = "", [], True, False
    for word in words:
        space = not close and word not in _NO_SPACE_BEFORE and not (word[0] in "'’" and len(word) > 1)
        if word in _QUOTES:
            space = not close and not quoted
        text += " " * space
        places.append((len(text), len(text) + len(word)))
        text += word
        close = word in _NO_SPACE_AFTER
        if word in _QUOTES:
            quoted = close = not quoted
    return text, places


def _aligned(words: Sequence[str], text: str) -> list[tuple[int, int]]:
    at, places = 0, []
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        places.append((start, at))
    return places


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            yield start, index, kind
            kind = ""
        if tag != "O" and not kind:
            start, kind = index, tag[2:]
