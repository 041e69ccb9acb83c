"""Inputs that are not articles: each is refused with its error."""

import json
import random
import zlib

from tests.hostile.case import HostileCase, case
from tests.hostile.story import TURKISH, news, page, script

TEASERS = "".join(
    f'<div class="card"><a href="/haber/{n}"><img src="/resim/{n}.jpg"><h3>Kıyıda {n} numaralı gelişme</h3></a></div>'
    for n in range(200)
)

CARDS = "".join(
    f'<article><h2><a href="/haber/{n}">Kıyıda {n} numaralı gelişme</a></h2><p>{text}</p></article>'
    for n, text in enumerate(TURKISH.paragraphs * 2)
)

ITEM = f"<title>{TURKISH.headline}</title><description>{TURKISH.body}</description>"


def _noise(size: int) -> bytes:
    return random.Random(4711).randbytes(size)


def _framed(title: str, inside: str, head: str = "") -> str:
    head = f'<head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    return f'<!DOCTYPE html><html lang="tr">{head}<body>{inside}</body></html>'


def nothing() -> list[HostileCase]:
    pages = {
        "empty": b"",
        "spaces": b" \n\t\r " * 1_000,
        "nul": b"\x00" * 1_000,
        "bom-only": b"\xef\xbb\xbf",
        "spaces-1-mb": b" " * 2**20,
    }
    without = {
        "empty-body": _framed("", ""),
        "scripts-only": _framed("", "<script>render()</script>" * 3),
        "comments-only": "<!-- " + TURKISH.body + " -->",
        "doctype-only": "<!DOCTYPE html>",
        "title-only": _framed("Kıyı Gazetesi", ""),
        "no-break-spaces-only": _framed("", "<p>\u00a0\u200b</p>"),
    }
    return [
        *(case(f"non_articles/{name}", content, "empty-document") for name, content in pages.items()),
        *(case(f"non_articles/{name}", content, "empty-document") for name, content in without.items()),
    ]


def no_html() -> list[HostileCase]:
    pages: dict[str, bytes | str] = {
        "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj <html><p>x</p></html>",
        "png": b"\x89PNG\r\n\x1a\n" + _noise(2_000),
        "jpeg": b"\xff\xd8\xff\xe0" + _noise(2_000),
        "gif": b"GIF89a" + _noise(2_000),
        "zip": b"PK\x03\x04" + _noise(2_000),
        "webp": b"RIFF\x00\x00\x00\x00WEBP" + _noise(2_000),
        "elf": b"\x7fELF\x02\x01\x01" + b"\x00" * 2_000,
        "mp4": b"\x00\x00\x00\x18ftypmp42" + _noise(2_000),
        "noise": _noise(50_000),
        "noise-1-mb": _noise(2**20),
        "zlib": zlib.compress(page().encode()),
        "json": json.dumps(news()).encode(),
        "json-with-markup": json.dumps({"html": page()}).encode(),
        "plain-text": TURKISH.body.encode(),
        "robots": b"User-agent: *\nDisallow: /yonetim/\nSitemap: https://www.kiyigazetesi.example/sitemap.xml\n",
        "csv": b"a;b;c\n1;2;3\n" * 100,
        "css": b"body > p { color: red } a < b",
        "script-text": b"function a(b) { return b < 3 && b > 1; }",
        "feed": f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{ITEM}</channel></rss>',
        "atom": f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>{ITEM}</entry></feed>',
        "feed-bare": f'<rss version="2.0"><channel>{ITEM}</channel></rss>',
        "sitemap": b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        + b"<url><loc>https://www.kiyigazetesi.example/1</loc></url>" * 50
        + b"</urlset>",
        "script-of-strings": b"(function(){var a='<p>hi</p>';document.write(a);})();\n" * 100,
        "script-of-a-page": b"document.write('<html><body><p>hi</p></body></html>');\n" * 20,
        "jsx": b"export default function App(){return <div><p>Hello</p></div>}\n" * 30,
        "mhtml": b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n--x\r\n\r\n<html><body><p>x</p></body></html>",
        "xml-error": b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>No such key.</Message></Error>",
        "soap": b"<?xml version='1.0'?><soap:Envelope xmlns:soap='x'><soap:Body>Hi</soap:Body></soap:Envelope>",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><title>Fener</title><text>Fener</text></svg>',
    }
    return [case(f"non_articles/{name}", content, "not-html") for name, content in pages.items()]


def others() -> list[HostileCase]:
    """Pages for readers, without a story."""
    form = (
        '<form action="/giris"><input name="ad"><input type="password" name="sifre"><button>Giriş yap</button></form>'
    )
    consent = (
        "<h1>Çerez tercihleriniz</h1><p>Bu siteye devam etmek için çerezleri kabul edin.</p><button>Kabul et</button>"
    )
    pages = {
        "login": _framed("Giriş yap", f"<h1>Giriş yap</h1>{form}"),
        "consent": _framed("Çerez tercihleriniz", consent),
        "not-found": _framed(
            "404 - Sayfa bulunamadı", "<h1>Sayfa bulunamadı</h1><p>Aradığınız sayfa silinmiş olabilir.</p>"
        ),
        "not-found-english": _framed(
            "404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"
        ),
        "server-error": _framed("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
        "index": _framed("Kıyı Gazetesi", f"<h1>Gündem</h1>{TEASERS}"),
        "index-told": _framed(
            "Kıyı Gazetesi", f"<h1>Gündem</h1>{TEASERS}", script({"@type": "CollectionPage", "name": "Gündem"})
        ),
        "menu-only": _framed(
            "Kıyı Gazetesi", "<nav>" + "".join(f'<a href="/{n}">Bölüm {n}</a> ' for n in range(60)) + "</nav>"
        ),
        "front-page": _framed("Kıyı Gazetesi", f"<h1>Gündem</h1><main>{CARDS}</main>"),
        "unavailable": _framed(
            "503 Service Unavailable", "<h1>Service Unavailable</h1><p>Please try again later, we are busy today.</p>"
        ),
        "robot-check": _framed(
            "Güvenlik kontrolü", "<h1>Robot olmadığınızı doğrulayın</h1><p>Lütfen kutuyu işaretleyin.</p>"
        ),
        "consent-of-700-characters": _framed(
            "Çerez tercihleri", f"<h1>Çerez tercihleri</h1><p>{TURKISH.body[:700]}</p>"
        ),
        "listing": _framed(
            "Index of /haber", "<h1>Index of /haber</h1><pre>" + '<a href="a">a</a> 05-Mar-2024 12\n' * 90 + "</pre>"
        ),
        "shell": _framed("Kıyı Gazetesi", "<div id=root></div><noscript>You need JavaScript to run this.</noscript>"),
        "shell-told": _framed("Kıyı Gazetesi", f"<h6>{TURKISH.headline}</h6><div id=root></div>", script(news())),
    }
    return [case(f"non_articles/{name}", content, "not-an-article") for name, content in pages.items()]


def cases() -> list[HostileCase]:
    return [*nothing(), *no_html(), *others()]
