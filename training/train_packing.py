"""Train the dictionary with which texts are compressed in the database (`app/store/packed_text.py`).

    python -m training.train_packing FILE

The texts are those that are stored for the golden pages: JSON of quotes, entities, blocks and provenance. Stored texts
need the dictionary that packed them, so the script never writes over a file.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import zstandard

from app.errors import ExtractionError
from app.extraction import extract
from app.schemas.article import ArticleDraft
from app.store.draft_rows import rows_of_draft
from app.store.packed_text import unpacked_text

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
SIZE = 8_192  # bytes; with 4 kB, provenance takes 10 % more room, and with 16 kB nothing takes less


def drafts() -> Iterator[ArticleDraft]:
    """Yield the articles of the golden pages."""
    for path in sorted(GOLDEN.glob("*/*/page.html")):
        try:
            yield extract(path.read_bytes())
        except ExtractionError:
            continue


def texts(draft: ArticleDraft) -> Iterator[str]:
    """Yield the texts that are stored compressed for an article, except its body."""
    rows = rows_of_draft(draft)
    yield from (f'{quote.json}"{draft.language}"}}' for quote in rows.quotes)
    yield from (unpacked_text(own.packed) for own in rows.owns)
    yield from (unpacked_text(text) for name, text in rows.text.items() if name != "body")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="where to write the dictionary")
    found = zstandard.train_dictionary(SIZE, [text.encode() for draft in drafts() for text in texts(draft)])
    with parser.parse_args().file.open("xb") as file:
        file.write(found.as_bytes())


if __name__ == "__main__":
    main()
