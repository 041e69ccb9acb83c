"""Target: quotes of a body, in each language with a pack."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from app.extraction import extract_quotes
from app.extraction.document.parse import parse_tree
from app.lang.pack import language_pack, languages
from app.text.normalize import visible_text
from benchmarks.fuzz.invariants import check_quotes, check_text
from benchmarks.fuzz.pages import shortened

_LANGUAGES = tuple(sorted(languages()))
_MARKS = ('"', "“", "”", "„", "«", "»", "‘", "’", "'", "‹", "›", "–", "\n\n", ": ", ", ", ". ", "?", "!", "…", "(", ")")


def check(data: bytes) -> None:
    """Check quotes: the first byte chooses the language and whether to find indirect speech; the rest is the body."""
    choice, body = (data[0] if data else 0), normalize("NFC", data[1:].decode("utf-8", "ignore").replace("\x00", ""))
    language, indirect = _LANGUAGES[choice % len(_LANGUAGES)], choice >= 128
    quotes = extract_quotes(body, language, indirect=indirect)
    check_quotes(quotes, {"body": body})
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes), "not sorted by place"
    for quote in quotes:
        assert quote.language == language
        assert indirect or quote.kind != "indirect"
        if quote.speaker:
            check_text(quote.speaker.name)


def seeds(pages: Iterable[bytes]) -> Iterator[bytes]:
    """Yield paragraphs of pages, each also under the next language."""
    for number, page in enumerate(pages):
        tree, _, _ = parse_tree(shortened(page).decode("utf-8", "replace").encode())
        texts = (visible_text("".join(node.itertext())) for node in tree.iter("p", "h2"))
        body = "\n\n".join(text for text in texts if text)[:1_200]
        yield bytes([number % 256]) + body.encode()
        yield bytes([(number + 129) % 256]) + body.encode()


def tokens() -> Iterable[str]:
    """Return quotation marks, and words of the packs that occur beside quotes."""
    packs = [language_pack(language) for language in _LANGUAGES]
    listed = (
        words[:20]
        for pack in packs
        for words in (
            *(pack.quotes.cues, pack.quotes.cue_stems, pack.quotes.pronouns, pack.quotes.titles),
            pack.verb_final.quotatives,
        )
    )
    return (*_MARKS, *(word for words in listed for word in words))
