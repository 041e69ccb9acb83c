"""Annotated texts from which quote attribution is learned: articles of the corpus, golden quotes, examples of packs."""

import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.extraction.entities import find_entities
from app.extraction.text.quotation_marks import Marked
from app.extraction.text.read_text import ReadText
from app.lang.pack import all_packs, language_pack
from app.lang.pack_examples import QuoteExample
from app.schemas.entity import EntityDraft
from app.text.normalize import fold

GOLDEN = Path(__file__).parent.parent / "tests" / "quotes"
FOLDS, NO_FOLD = 5, -1
Row = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """An annotated article: `gold` maps the start of a marked string to its annotation.

    `names` are the starts of marked strings that are not quotations; `is_right` checks a speaker's name.
    """

    row: Row
    text: ReadText
    entities: Sequence[EntityDraft]
    fold: int
    gold: dict[int, Row]
    names: frozenset[int]
    is_right: Callable[[str | None, Row], bool]
    is_page: bool = False  # whether it is one of `page_quotes.tsv`, of which only some strings are annotated

    def label(self, quote: Marked) -> bool | None:
        """Return whether a marked string is a quotation; `None` if the annotation leaves it open."""
        gold = self.gold.get(quote.start)
        if gold is not None:
            return None if gold.get("optional") else True
        return False if quote.start in self.names else None


def folds(rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """Return the fold of each (language, publisher): largest publishers first, each into the smallest fold."""
    sizes: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sizes[row["language"], row["publisher"]] += len(row["quotes"]) + len(row["not_quotes"])
    filled: Counter[tuple[str, int]] = Counter()
    found: dict[tuple[str, str], int] = {}
    for (language, publisher), size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        smallest = min(range(FOLDS), key=lambda at: (filled[language, at], at))
        filled[language, smallest] += size
        found[language, publisher] = smallest
    return found


def examples(rows: Sequence[Row], scoring: Any) -> list[Example]:
    """Return the articles prepared for training; `scoring` is the scorer of the corpus, which decides what is right."""
    numbers = folds(rows)
    return [_annotated(row, numbers[row["language"], row["publisher"]], scoring) for row in rows]


def golden_examples() -> list[Example]:
    """Return the golden quotes of the tests and the examples of the packs, which belong to no fold."""
    files = [
        _golden(path.parent.name, tomllib.loads(path.read_text("utf-8"))) for path in sorted(GOLDEN.glob("*/*.toml"))
    ]
    return [*files, *(_of_pack(pack.language, example) for pack in all_packs() for example in pack.examples)]


def _of_pack(language: str, example: QuoteExample) -> Example:
    quote = {"text": example.words, "speaker": example.speaker or ""}
    return _golden(language, {"body": example.text, "quotes": [quote] if example.kind != "indirect" else []})


def _golden(language: str, row: Row) -> Example:
    text = ReadText("body", row["body"], language_pack(language))
    gold: dict[int, Row] = {}
    at = 0
    for quote in row["quotes"]:
        at = row["body"].index(quote["text"], at)
        gold[at] = quote
    marked = [quote for sentence in text.parsed.sentences for quote in sentence.marked]
    names = frozenset(quote.start for quote in marked if quote.start not in gold)
    entities = find_entities((text,))

    def is_right(name: str | None, quote: Row) -> bool:
        return fold(name or "") == fold(quote["speaker"])

    return Example(row, text, entities, NO_FOLD, gold, names, is_right)


def _annotated(row: Row, of_fold: int, scoring: Any) -> Example:
    text = ReadText("body", row["body"], language_pack(row["language"]))
    marked = [quote for sentence in text.parsed.sentences for quote in sentence.marked]
    spans = [dict(zip(("start", "end"), scoring.trim(row["body"], q.start, q.end), strict=True)) for q in marked]
    split = scoring.split_parts(row["quotes"], spans)
    gold = {marked[at].start: split[number] for number, at in scoring.pair(split, spans).items()}
    optional = scoring.pair(row["optional"], spans)
    for number, at in optional.items():
        gold.setdefault(marked[at].start, {**row["optional"][number], "optional": True})
    free = {
        quote.start
        for quote, span in zip(marked, spans, strict=True)
        if quote.start not in gold and not scoring.ignored(span, row["optional"])
    }
    persons = [entity["name"] for entity in row["entities"] if entity["type"] == "PERSON"]
    entities = find_entities((text,))

    def is_right(name: str | None, annotated: Row) -> bool:
        return bool(scoring.speaker_ok(name, annotated, persons))

    return Example(row, text, entities, of_fold, gold, frozenset(free), is_right)
