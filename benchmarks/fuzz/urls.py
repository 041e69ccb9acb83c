"""Target: URLs, relative to another URL, with host and registrable domain."""

from collections.abc import Iterable, Iterator

from app.text.text_numbers import URL_LONGEST
from app.text.url import absolute_url, canonical_url, host_of, registrable_domain
from benchmarks.fuzz.pages import matches

_BASES = (None, "https://www.example.com/a/b?c=d#e", "http://[2001:db8::1]:8080/", "not an address")


def check(data: bytes) -> None:
    """Check URLs: the first byte chooses the base URL; the rest is the URL."""
    base = _BASES[data[0] % len(_BASES)] if data else None
    url = data[1:].decode("utf-8", "ignore")
    if (canonical := canonical_url(url)) is not None:
        _check_canonical(canonical)
    if (found := absolute_url(base, url)) is not None:
        assert found.lower().startswith(("http:", "https:")), found
        assert absolute_url(base, found) == found, f"{found} is seen as {absolute_url(base, found)}"
        canonical_url(found)
    if (domain := registrable_domain(url)) is not None:
        assert registrable_domain(domain) == domain, f"{domain} is not registrable"


def _check_canonical(url: str) -> None:
    assert canonical_url(url) == url, f"{url} becomes {canonical_url(url)}"
    assert url.isascii(), url
    assert url.startswith(("http://", "https://")), url
    assert len(url) <= URL_LONGEST, len(url)
    assert absolute_url(None, url) == url, f"{url} is seen as {absolute_url(None, url)}"
    host, domain = host_of(url), registrable_domain(url)
    assert host, url
    assert domain, url
    assert host.endswith(domain), f"{host} is not of {domain}"


def seeds(pages: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the URLs of links."""
    for page in pages:
        for number, url in enumerate(matches(r"(?:https?:)?//[^\s\"'<>]{1,200}", page, 10)):
            yield bytes([number % len(_BASES)]) + url


def tokens() -> Iterable[str]:
    """Return parts of URLs."""
    return ("http://", "https://", "://", ":443", "utm_source=", "&", "%2F", "@", "[::1]", "xn--", ".com.tr", "..", "ß")
