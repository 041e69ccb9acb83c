"""Check a language pack: the file must be valid, and extraction must find the quotes that its examples declare."""

from collections.abc import Iterator
from pathlib import Path

from app.extraction import extract_quotes
from app.lang.pack import SHARED, language_pack, shared_words, use_pack
from app.lang.pack_check import Complaint, check_text, flat
from app.lang.pack_examples import QuoteExample
from app.lang.pack_sort import sorted_text
from app.schemas.quote import QuoteDraft

_SHOWN = 40  # maximum number of characters of an example that a message shows


def check_pack(path: Path) -> list[Complaint]:
    """Return all faults of a pack. Its examples are tried only if the file is a valid pack.

    To try them, the file replaces the pack of its language for the rest of this process.

    Raises:
        OSError: the file cannot be read.
        UnicodeDecodeError: the file is not UTF-8.
    """
    found = check_text(path.read_text("utf-8"), path.stem)
    if path.stem == SHARED or any(complaint.stops for complaint in found):
        return found
    use_pack(path)
    return [*found, *failing_examples(path.stem)]


def sort_pack(path: Path) -> None:
    """Sort the lists of a pack's file in place; remove duplicates and entries that the shared pack has, too."""
    shared = {} if path.stem == SHARED else {k: v for k, v in flat(shared_words()) if isinstance(v, list)}
    path.write_text(sorted_text(path.read_text("utf-8"), shared), "utf-8")


def failing_examples(language: str) -> Iterator[Complaint]:
    """Try the examples of a pack. Yield a fault for each example whose quote, speaker or kind is not as declared."""
    for number, example in enumerate(language_pack(language).examples, 1):
        fault = _fault(example, language)
        if fault:
            yield Complaint("examples", f"example {number} (`{example.text[:_SHOWN]}…`): {fault}")


def _fault(example: QuoteExample, language: str) -> str | None:
    found = extract_quotes(example.text, language, indirect=example.kind == "indirect")
    quote = next((quote for quote in found if quote.text == example.words), None)
    if quote is None:
        others = ", ".join(f"`{quote.text}`" for quote in found) or "none"
        return f"no quotation `{example.words}`; found: {others}"
    return _difference(example, quote)


def _difference(example: QuoteExample, quote: QuoteDraft) -> str | None:
    speaker = quote.speaker.name if quote.speaker else None
    if speaker != example.speaker:
        return f"speaker `{example.speaker}` expected, `{speaker}` found"
    return f"kind `{example.kind}` expected, `{quote.kind}` found" if quote.kind != example.kind else None
