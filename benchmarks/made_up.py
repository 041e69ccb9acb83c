"""Score quotes, speakers and names on made-up articles, which need no corpus.

    python -m benchmarks.made_up [--read] [--errors]

Each line of `benchmarks/articles/<language>.jsonl` is an article that was made up for this benchmark in the style of a
newsroom, with its quotes (text and speaker) and its names (full name -> other forms). Rules were written after reading
the articles with `is_read`; the others measure the rules, so read only their scores. `--read` scores the articles with
`is_read`; with it, `--errors` prints what is wrong in each of them.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from app.extraction import extract_entities, extract_quotes
from app.schemas.entity import EntityDraft
from app.text.normalize import fold

ARTICLES = Path(__file__).parent / "articles"
KINDS = {"persons": "person", "organizations": "organization", "places": "location"}
COLUMNS = {
    "found quotes": "quotes",
    "right speakers": "found quotes",
    **{f"found {kind}": kind for kind in KINDS},
    "of one entity": "found names",
    "of the right type": "found names",
}
HALF = 0.5  # minimum share of a quote that a found quote overlaps
Row = dict[str, Any]
Error = tuple[str, str]  # what is wrong, and in which words


def articles(*, is_read: bool) -> Iterator[Row]:
    """Yield the articles with this value of `is_read`."""
    for path in sorted(ARTICLES.glob("*.jsonl")):
        rows = map(json.loads, path.read_text("utf-8").splitlines())
        yield from (row for row in rows if row["is_read"] == is_read)


def judge(row: Row, counts: Counter[str]) -> Iterator[Error]:
    """Add the scores of an article to the counts, and yield what is wrong in it."""
    body = "\n\n".join(row["paragraphs"])
    yield from _judge_quotes(row, body, counts)
    entities = extract_entities(body, row["language"])
    for kind in KINDS:
        for name, forms in row[kind].items():
            if any(form in body for form in (name, *forms)):
                counts[kind] += 1
                yield from _judge_name(kind, (name, *forms), entities, counts)


def _judge_quotes(row: Row, body: str, counts: Counter[str]) -> Iterator[Error]:
    found, at = extract_quotes(body, row["language"]), 0
    for quote in row["quotes"]:
        start = body.find(quote["text"], at)
        if start < 0:
            continue
        at = start + len(quote["text"])
        counts["quotes"] += 1
        same = (one for one in found if min(at, one.end) - max(start, one.start) >= HALF * (at - start))
        match = next(same, None)
        counts["found quotes"] += match is not None
        if match is None:
            yield "missed quote", quote["text"]
        elif is_speaker(match.speaker.name if match.speaker else None, quote["speaker"], row):
            counts["right speakers"] += 1
        else:
            yield f"speaker {match.speaker and match.speaker.name}, not {quote['speaker']}", quote["text"]


def is_speaker(name: str | None, expected: str | None, row: Row) -> bool:
    """Return whether a name is that of the expected speaker.

    It is the same, another form of the name in the article, or has only words of it: `spokeswoman`, `the spokeswoman`.
    """
    if name is None or expected is None:
        return name == expected
    known = {**row["organizations"], **row["persons"]}
    accepted = [
        expected,
        *(one for full, forms in known.items() if expected in (full, *forms) for one in (full, *forms)),
    ]
    words = set(fold(name).split())
    return any(words <= set(fold(one).split()) or fold(one) == fold(name) for one in accepted)


def _judge_name(
    kind: str, forms: Sequence[str], entities: Sequence[EntityDraft], counts: Counter[str]
) -> Iterator[Error]:
    wanted = {fold(form) for form in forms}
    found = [one for one in entities if not wanted.isdisjoint(_forms(one))]
    if not found:
        yield f"missed {KINDS[kind]}", forms[0]
        return
    is_right = all(one.type == KINDS[kind] for one in found)
    counts.update(
        {f"found {kind}": 1, "found names": 1, "of one entity": len(found) == 1, "of the right type": is_right}
    )
    if len(found) > 1 or not is_right:
        yield f"{KINDS[kind]} as {', '.join(f'{one.type} {one.name}' for one in found)}", forms[0]


def _forms(entity: EntityDraft) -> set[str]:
    return {fold(form) for form in (entity.name, *entity.aliases, *(one.text for one in entity.mentions))}


def table_of(counts: dict[str, Counter[str]]) -> Table:
    """Return a table of the shares of `COLUMNS` by language."""
    table = Table("", "articles", *COLUMNS)
    for language, of in counts.items():
        shares = (f"{of[share] / max(of[whole], 1):.3f}" for share, whole in COLUMNS.items())
        table.add_row(language, str(of["articles"]), *shares)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", action="store_true", help="score the articles for which rules were written")
    parser.add_argument("--errors", action="store_true", help="print what is wrong; only with --read")
    arguments, console, counts = parser.parse_args(), Console(width=120), dict[str, Counter[str]]()
    for row in articles(is_read=arguments.read):
        of = counts.setdefault(row["language"], Counter())
        of["articles"] += 1
        for what, words in judge(row, of):
            if arguments.read and arguments.errors:
                console.print(f"{row['id']}: {what}: {words}", markup=False)
    console.print(table_of({**counts, "all": sum(counts.values(), Counter[str]())}))


if __name__ == "__main__":
    main()
