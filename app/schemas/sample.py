"""The sample page in the API documentation, and the ids of its article, quote and speaker."""

from app.text.identity import article_id, entity_id, quote_id, statement_id

SAMPLE_URL = "https://www.portcourier.example/local/bridge"
SAMPLE_LEDE = "Drivers face detours of up to 14 miles while the council looks for money."
SAMPLE_QUOTE = "We have run out of ways to patch it,"
SAMPLE_SPEAKER = "Margaret Oyelaran"
SAMPLE_PARAGRAPHS = (
    "The bridge will close on Monday, the council said.",
    f"“{SAMPLE_QUOTE}” said {SAMPLE_SPEAKER}.",
)
SAMPLE_PAGE = (
    '<!doctype html><html lang="en"><head><title>Bridge to close</title><meta property="og:type" content="article">'
    '<meta property="og:site_name" content="The Port Courier"><meta name="author" content="Priya Nair">'
    f'<meta property="article:section" content="Local news"><meta name="description" content="{SAMPLE_LEDE}">'
    '<meta property="article:published_time" content="2024-01-15T07:30:00Z"></head><body><article>'
    f'<h1>Bridge to close</h1><p class="lede">{SAMPLE_LEDE}</p>'
    + "".join(f"<p>{paragraph}</p>" for paragraph in SAMPLE_PARAGRAPHS)
    + "</article></body></html>"
)
_ARTICLE = article_id(SAMPLE_URL, "")
SAMPLE_ARTICLE_ID = str(_ARTICLE)
SAMPLE_QUOTE_ID = str(quote_id(_ARTICLE, SAMPLE_QUOTE, 0))
SAMPLE_STATEMENT_ID = str(statement_id(quote_id(_ARTICLE, SAMPLE_QUOTE, 0)))
SAMPLE_ENTITY_ID = str(entity_id("person", SAMPLE_SPEAKER))
