"""Small pages for tests, in bytes and in text."""

from app.extraction import extract
from app.schemas.article import ArticleDraft

_SENTENCE = "The council met on Monday to talk about the harbour and the schools of the town. "
SENTENCES = _SENTENCE * 4
HARBOUR_URL = "https://www.portcourier.example/harbour"
TITLE = "Köprü on yıl sonra yeniden açılıyor"
FIRST = "Kıyı ilçesini karşı yakaya bağlayan köprü, on yıl süren onarımın ardından yarın sabah trafiğe açılacak."
SECOND = (
    "Belediye Başkanı Nihan Tunalı, çalışmanın bütçeye 40 milyon lira yük getirdiğini, buna karşın değdiğini söyledi."
)
THIRD = "Açılışın ilk haftasında geçiş ücreti alınmayacak, ağır taşıtlar ise gece saatlerinde kullanabilecek."
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def council_page(headline: str, text: str = SENTENCES, head: str = "") -> bytes:
    """English article of two paragraphs without a quote."""
    body = f"<article><h1>{headline}</h1><p>{text}</p><p>{text}!</p></article>"
    return f"<html lang=en><head><title>{headline}</title>{head}</head><body>{body}</body></html>".encode()


def harbour_page(headline: str) -> bytes:
    """English article with one quote."""
    story = f'<p>{SENTENCES}</p><p>"We will build the pier again," the mayor Ann Keller said on Monday.</p>'
    return f"<html lang=en><body><article><h1>{headline}</h1>{story}</article></body></html>".encode()


def harbour_draft(headline: str = "Harbour council meets", url: str | None = HARBOUR_URL) -> ArticleDraft:
    """Return the draft that `extract` makes of `harbour_page`."""
    return extract(harbour_page(headline), url)


def long_page(paragraphs: int) -> bytes:
    """Article of any size; 100,000 paragraphs exceed the limits of extraction."""
    story = f"<p>{_SENTENCE}</p>" * paragraphs
    return f"<html lang=en><body><article><h1>Council meets</h1>{story}</article></body></html>".encode()


def page_of(head: str = "", body: str = "") -> str:
    """Document with this head and body."""
    return f"<html><head>{head}</head><body>{body}</body></html>"
