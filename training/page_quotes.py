"""Pages of the corpus with the annotation in `page_quotes.tsv`, from which quote attribution is learned.

A line of the file has the id of a page, the CRC-32 of the words in quotation marks, and what they are: `-` no
quotation, `0` a quotation whose speaker the page does not name, otherwise all names of the speaker (`Emma Holm|Holm`).
`~` before the names means that to credit nobody is right, too: `~doctors`. Strings that could not be decided have no
line. The pages are those of publishers without annotated articles in the corpus, so that these articles measure what
was learned.
"""

import gzip
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from app.errors import ExtractionError
from app.extraction import extract
from app.extraction.entities import find_entities
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack
from training.quote_examples import FOLDS, Example, Row

FILE = Path(__file__).parent / "page_quotes.tsv"
NO_QUOTATION, NOBODY, UNNAMED = "-", "0", "~"
Answers = Mapping[str, Sequence[str]]  # CRC-32 of quoted words -> what each string with these words is, in their order


def page_examples(scoring: Any) -> list[Example]:
    """Return the annotated pages. `scoring`: the scorer of the corpus, which decides whether a speaker is right."""
    annotated: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in FILE.read_text("utf-8").splitlines():
        page, words, answer = line.split("\t")
        annotated[page][words].append(answer)
    return [_example(*page, annotated[page[0]], scoring) for page in _pages(annotated)]


def fingerprint(words: str) -> str:
    """Return the CRC-32 of quoted words, in eight hexadecimal digits."""
    return f"{crc32(' '.join(words.split()).encode()):08x}"


def _pages(wanted: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield id, publisher, language and body of the wanted pages of the corpus."""
    for gold in sorted(Path(os.environ["CORPUS"]).glob("data/pages/*/gold.jsonl")):
        for row in map(json.loads, gold.read_text("utf-8").splitlines()):
            name, url = f"{gold.parent.name}/{row['id']}", row.get("url")
            if name not in wanted:
                continue
            try:
                draft = extract(gzip.decompress((gold.parent / f"{row['id']}.html.gz").read_bytes()), url)
            except ExtractionError:
                continue  # a page that is no article any more teaches nothing
            yield name, urlsplit(url or "").hostname or name, draft.language, draft.body


def _example(name: str, publisher: str, language: str, body: str, answers: Answers, scoring: Any) -> Example:
    text = ReadText("body", body, language_pack(language))
    gold: dict[int, Row] = {}
    names = set[int]()
    left = {words: list(each) for words, each in answers.items()}
    for quote in (quote for sentence in text.parsed.sentences for quote in sentence.marked):
        answer = (left.get(fingerprint(body[quote.start : quote.end])) or [""]).pop(0)
        if answer == NO_QUOTATION:
            names.add(quote.start)
        elif answer:
            gold[quote.start] = speaker_of(answer)

    def is_right(speaker: str | None, annotated: Row) -> bool:
        return bool(scoring.speaker_ok(speaker, annotated, []))

    row = {"id": name, "publisher": publisher, "language": language, "quotes": [], "body": body}
    fold = crc32(publisher.encode()) % FOLDS
    return Example(row, text, find_entities((text,)), fold, gold, frozenset(names), is_right, is_page=True)


def speaker_of(answer: str) -> Row:
    """Return which names of the speaker are right, and whether it is right to credit nobody."""
    names = [] if answer == NOBODY else answer.removeprefix(UNNAMED).split("|")
    return {"speaker_accept": names, "speaker_null_ok": not names or answer.startswith(UNNAMED)}
