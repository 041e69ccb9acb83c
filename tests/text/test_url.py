"""URLs: one canonical form for all spellings; other schemes than http(s) are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.url import absolute_url, canonical_url, registrable_domain


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://WWW.Example.com:443/Haber?b=2&a=1#top", "https://www.example.com/Haber?a=1&b=2"),
        ("http://example.com:80", "http://example.com/"),
        ("http://example.com:8080/x", "http://example.com:8080/x"),
        ("https://example.com/a?utm_source=x&id=7&fbclid=y&gclid=z", "https://example.com/a?id=7"),
        ("https://türkiye.example/dünya", "https://xn--trkiye-3ya.example/d%C3%BCnya"),
        ("https://example.com/d%C3%BCnya", "https://example.com/d%C3%BCnya"),
        (" https://example.com/a b ", "https://example.com/a%20b"),
        ("https://example.com/a?q=", "https://example.com/a?q="),
        ("https://example.com/a?12345", "https://example.com/a?12345"),
        ("https://eski.example/haber.asp?ad=%FEehir", "https://eski.example/haber.asp?ad=%FEehir"),
        ("https://example.com/a?ad=%c5%9fehir+1&b=%20,", "https://example.com/a?ad=%C5%9Fehir+1&b=+%2C"),
        ("https://example.com/a?ab=1&a-b=2&a=3&&UTM_source=x", "https://example.com/a?a=3&a-b=2&ab=1"),
        ("http://[2001:DB8::1]/x", "http://[2001:db8::1]/x"),
        ("http://Eski_site.example./x", "http://eski_site.example/x"),
        ("http://eski_site.Türkiye.example/x", "http://eski_site.xn--trkiye-3ya.example/x"),
    ],
)
def test_a_url_is_canonicalized(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "ftp://example.com/",
        "javascript:alert(1)",
        "https://a.example/\ud800",
        "https://",
        "https://user:secret@example.com/",
        "http://[::1",
        "http://a:99999/",
        "https://example.com/" + "x" * 3000,
        "http://[fe80::1%25eth0]/",
        "http://[::1%\x00]/",
        "http://a_b=c/",
        "http://a_b\x1fc/",
        "http://.a_b../",
        "http://ww_s.xn--c.org/",
    ],
)
def test_malformed_and_unsupported_urls_are_refused(url: str) -> None:
    assert canonical_url(url) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_url_functions_accept_any_text(first: str, second: str) -> None:
    for url in (first, f"https://{first}", f"https://example.com/{first}?{second}#{second}"):
        once = canonical_url(url)
        assert once is None or canonical_url(once) == once
        registrable_domain(url)
        found = absolute_url("https://example.com/a/", url)
        assert found is None or found.startswith(("http://", "https://"))
        assert found is None or absolute_url(None, found) == found


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.aa.com.tr", "aa.com.tr"),
        ("https://haber.ntv.com.tr:443/x", "ntv.com.tr"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("www.portcourier.example", "portcourier.example"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_the_registrable_domain_of_a_host_excludes_subdomains(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_a_relative_url_is_resolved_and_other_schemes_are_refused() -> None:
    assert absolute_url("https://example.com/a/b", "../c.jpg") == "https://example.com/c.jpg"
    assert absolute_url("https://example.com/", "//cdn.example.com/c.jpg") == "https://cdn.example.com/c.jpg"
    assert absolute_url(None, "/c.jpg") is None
    assert absolute_url("https://example.com/", "data:image/gif;base64,AA") is None
    assert absolute_url("https://example.com/", "javascript:void(0)") is None


@pytest.mark.parametrize(
    "href", ["\x00\x08https://example.com/c.jpg", "https://exa\tmple.com/c.jpg", "HTTPS:\r//example.com/c.jpg"]
)
def test_control_characters_are_removed_from_urls(href: str) -> None:
    for base in (None, "https://example.com/a/"):
        assert absolute_url(base, href) == "https://example.com/c.jpg"
