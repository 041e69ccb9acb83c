"""Thirty made-up pages: those that are not articles are refused with their type, those that only look so are read."""

import pytest

from app.errors import NotAnArticle
from app.extraction import extract

SITE = "https://www.coastcourier.example"
STORIES = (
    "Harlow Bay to rebuild its sea wall before winter",
    "Trains on the northern line will be late until June",
    "Council votes for a second bridge over the river Ash",
    "Fishermen ask for a refund of the harbour fee",
    "New school in the old mill opens its doors in August",
    "Market square to be closed for a week of repairs",
    "Swimming club wins its third title in a row",
    "Heavy rain floods the cellars of the lower town",
)
SUMMARY = "The decision was taken on Tuesday night after a debate of several hours, and the work is to begin soon."
PROSE = "".join(
    f"<p>The town council of Harlow Bay voted {when} to rebuild the old sea wall before the winter storms arrive.</p>"
    for when in ("on Tuesday night", "after a long debate", "against advice", "by nine votes to four", "at last", "now")
)


def page(title: str, body: str, head: str = "", lang: str = "en") -> str:
    return f"<html lang={lang}><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def cards(tag: str = "h3", text: str = SUMMARY) -> str:
    return "".join(
        f"<div class=card><{tag}><a href=/story/{n}>{title}</a></{tag}><p>{text}</p></div>"
        for n, title in enumerate(STORIES)
    )


def og(kind: str) -> str:
    return f"<meta property=og:type content={kind}>"


def ld(kind: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "{kind}"}}</script>'


RESULTS = "".join(
    f"<li><a href=/story/{n}>{title}</a><br>{SUMMARY} <span>5 March 2024</span></li>" for n, title in enumerate(STORIES)
)
LINKS = "".join(f"<li><a href=/s/{n}>{title}</a></li>" for n, title in enumerate(STORIES * 6))
PLAYER = "<h1>Watch: the storm at Harlow Bay</h1><video src=/a.mp4></video><p>The waves broke over the wall.</p>"

# Name: the kind, the address, the page.
PAGES = {
    "search results": (
        "index",
        f"{SITE}/search?q=wall",
        page("Search results for wall", f"<h1>Search results for wall</h1><ol>{RESULTS}</ol>"),
    ),
    "search results, counted": (
        "index",
        f"{SITE}/search?q=wall",
        page("wall - Search - Coast Courier", f"<h1>8 results for &quot;wall&quot;</h1><ol>{RESULTS}</ol>"),
    ),
    "search results, Turkish": (
        "index",
        f"{SITE}/ara?q=duvar",
        page("duvar arama sonuçları", f"<h1>duvar için arama sonuçları</h1><ol>{RESULTS}</ol>", lang="tr"),
    ),
    "search results, German": (
        "index",
        f"{SITE}/suche?q=mauer",
        page("Suchergebnisse für Mauer", f"<h1>Suchergebnisse</h1><ol>{RESULTS}</ol>", lang="de"),
    ),
    "search results, French": (
        "index",
        f"{SITE}/recherche?q=mur",
        page("Résultats de recherche", f"<h1>Résultats de recherche pour mur</h1><ol>{RESULTS}</ol>", lang="fr"),
    ),
    "search results, Spanish": (
        "index",
        f"{SITE}/buscar?q=muro",
        page("Resultados de la búsqueda", f"<h1>Resultados de búsqueda</h1><ol>{RESULTS}</ol>", lang="es"),
    ),
    "search results, declared": (
        "index",
        f"{SITE}/find",
        page("Coast Courier", f"<h1>wall</h1><ol>{RESULTS}</ol>", ld("SearchResultsPage")),
    ),
    "front page": ("index", f"{SITE}/", page("Coast Courier", f"<h1>Coast Courier</h1>{cards()}")),
    "front page without summaries": ("index", f"{SITE}/", page("Coast Courier", f"<ul>{LINKS}</ul>")),
    "section": ("index", f"{SITE}/local", page("Local news | Coast Courier", f"<h1>Local</h1>{cards('h2')}")),
    "section, declared": (
        "index",
        f"{SITE}/local",
        page("Local | Coast Courier", f"<h1>Local</h1>{cards()}", ld("CollectionPage")),
    ),
    "tag": ("index", f"{SITE}/tag/sea-wall", page("Sea wall | Coast Courier", f"<h1>Sea wall</h1>{cards('h4')}")),
    "archive by day": ("index", f"{SITE}/2024/03/05", page("5 March 2024", f"<h1>5 March 2024</h1>{cards()}")),
    "author": ("index", f"{SITE}/author/mira-holt", page("Mira Holt", f"<h1>Mira Holt</h1>{cards()}", og("profile"))),
    "bare list of links": ("index", f"{SITE}/all", page("All stories", f"<ul>{LINKS}</ul>")),
    "index of a folder": (
        "index",
        f"{SITE}/files",
        page("Index of /files", "<h1>Index of /files</h1><pre><a href=a>a.txt</a></pre>"),
    ),
    "error 404": (
        "error",
        f"{SITE}/x",
        page("404 Not Found", "<h1>404</h1><p>The page you requested was not found.</p>"),
    ),
    "error 404, worded": (
        "error",
        f"{SITE}/x",
        page("Page not found - Coast Courier", "<h1>Page not found</h1><p>Sorry. Try the search.</p>"),
    ),
    "error 500": ("error", f"{SITE}/x", page("500", "<h1>Something went wrong</h1><p>Please try again later.</p>")),
    "error, Turkish": (
        "error",
        f"{SITE}/x",
        page("Sayfa bulunamadı", "<h1>Sayfa bulunamadı</h1><p>Aradığınız sayfa yok.</p>", lang="tr"),
    ),
    "error, with teasers": (
        "error",
        f"{SITE}/x",
        page("Page not found", f"<h1>Page not found</h1><h2>Most read</h2>{cards()}"),
    ),
    "robot check": ("error", f"{SITE}/x", page("Access denied", "<h1>Access denied</h1><p>You have been blocked.</p>")),
    "consent": (
        "consent",
        f"{SITE}/x",
        page("Before you continue", "<h1>Before you continue</h1><p>We use cookies.</p>"),
    ),
    "login": ("login", f"{SITE}/x", page("Log in", "<h1>Log in</h1><form><p>Name and password, please.</p></form>")),
    "video by type": ("video", f"{SITE}/v", page("The storm", PLAYER, ld("VideoObject"))),
    "video by og": ("video", f"{SITE}/v", page("The storm", PLAYER, og("video.other"))),
    "gallery": (
        "gallery",
        f"{SITE}/g",
        page("The storm", "<h1>The storm in pictures</h1><p>Waves.</p>", ld("ImageGallery")),
    ),
    "article": ("article", f"{SITE}/a", page(STORIES[0], f"<article><h1>{STORIES[0]}</h1>{PROSE}</article>")),
    "article about a search": (
        "article",
        f"{SITE}/a",
        page(
            "Search results: what we found in the sea",
            f"<article><h1>Search results: what we found in the sea</h1>{PROSE}</article>",
            og("article"),
        ),
    ),
    "article with related cards": (
        "article",
        f"{SITE}/a",
        page(STORIES[0], f"<article><h1>{STORIES[0]}</h1>{PROSE * 2}</article><h2>Related</h2>{cards()}"),
    ),
    "short article with many links": (
        "article",
        f"{SITE}/a",
        page(STORIES[0], f"<ul>{LINKS}</ul><div><h1>{STORIES[0]}</h1><p>5 March 2024</p><p>A short note.</p></div>"),
    ),
}
READ = ("article", "gallery", "video", "live_blog")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accepted_or_refused_according_to_its_page_type(name: str) -> None:
    kind, url, html = PAGES[name]
    if kind in READ:
        assert extract(html.encode(), url).page_type.value == kind
        return
    with pytest.raises(NotAnArticle) as refused:
        extract(html.encode(), url)
    assert refused.value.members["page_type"] == kind
