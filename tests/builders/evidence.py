"""Evidence of small pages written for a test."""

from app.extraction.document.decode import decode_page
from app.extraction.document.document import Document, parse_page
from app.extraction.document.site_identity import identify_site
from app.extraction.evidence import page_layout
from app.extraction.findings import Evidence
from app.lang.pack import language_pack
from app.publishers.rule import PublisherRule

ADDRESS = "https://www.kiyigazetesi.example/dunya/kopru-aciliyor-4711.html"


def evidence_of(html: str, url: str | None = ADDRESS, language: str = "tr", **rule: str) -> Evidence:
    """Return the evidence of this page; `rule`: members of a publisher's rule."""
    page = html if "<html" in html else f"<html><body>{html}</body></html>"
    tree, notes = parse_page(decode_page(page.encode()))
    document = Document(tree, url, notes)
    known = PublisherRule(**rule)
    return Evidence(
        document, page_layout(document, known), known, language_pack(language), identify_site(document, known)
    )
