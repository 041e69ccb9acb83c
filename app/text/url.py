"""Compute the canonical form, the registrable domain and the absolute form of URLs."""

import ipaddress
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, quote_plus, unquote_to_bytes, urljoin, urlsplit, urlunsplit

import idna

from app.text.text_numbers import URL_LABEL, URL_LONGEST

if TYPE_CHECKING:
    from tldextract import TLDExtract

_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(rb"utm_.*|.*clid|gbraid|wbraid|igshid|mc_[ce]id|_g[al]|ref_src|cmpid|ito|at_(medium|campaign)")
# pattern of a host label with an underscore: sites use such labels although IDNA forbids them
_UNDERSCORED = re.compile(r"(?=[^_]*_)[A-Za-z0-9_-]+")
# Matches hosts that need no conversion to IDNA form. Their labels consist of lower-case letters and digits, with single
# hyphens between them. Not used for hosts longer than `URL_LABEL`: the pattern does not limit the length of a label.
_PLAIN_HOST = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+(?:\.[a-z0-9]++(?:-[a-z0-9]++)*+)*+")
_PLAIN_PART = r"[\w.~/%:@!$&'()*+,=\[\]-]"
# Matches absolute URLs that need no change: without port, credentials, fragment, and characters that must be escaped.
_PLAIN_URL = re.compile(rf"https?://[a-zA-Z0-9.-]++(?:/{_PLAIN_PART}*+)?+(?:\?(?:{_PLAIN_PART}|\?)++)?+", re.ASCII)


def canonical_url(url: str) -> str | None:
    """Return the canonical form of an absolute http(s) URL; None for any other URL, and for one with credentials.

    Scheme and host are in lower case and IDNA; default port, fragment and tracking parameters are dropped; the other
    parameters are sorted.
    """
    parts = _split(url.strip())
    if parts is None or parts.username or parts.password:
        return None
    host, port = _host(parts), _port(parts)
    if host is None or port is False:
        return None
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    done = urlunsplit((parts.scheme, netloc, path, _query(parts.query), ""))
    return done if len(done) <= URL_LONGEST else None


def registrable_domain(url_or_host: str) -> str | None:
    """Return the registrable domain: `www.aa.com.tr` → `aa.com.tr`. An IP address is its own domain.

    If the public suffix is unknown, the last label is the suffix.
    """
    parts = _split(url_or_host) if "://" in url_or_host else _split(f"http://{url_or_host}")
    host = _host(parts) if parts else None
    return _registrable(host) if host else None


def absolute_url(base: str | None, href: str) -> str | None:
    """Return `href` resolved against `base`; None if the result is no http(s) URL, or has credentials."""
    href = href.strip()
    if len(href) <= URL_LONGEST and _PLAIN_URL.fullmatch(href):
        return href  # for speed: most addresses need no change
    try:
        joined = _joined(base or "", href)
    except ValueError:
        return None
    parts = _split(joined)  # drops control characters
    if parts is None or parts.username or parts.password or _port(parts) is False or len(joined) > URL_LONGEST:
        return None
    return quote(parts.geturl(), safe="/%:@!$&'()*+,;=~-._?#[]")


def _joined(base: str, href: str) -> str:
    """Return `href` resolved against `base`; an absolute address is returned as it is, which takes less time."""
    is_absolute = href.startswith(("https://", "http://")) and ";" not in href and urlsplit(href).netloc
    return href if is_absolute else urljoin(base, href)


def host_of(url: str) -> str | None:
    """Return the host of an absolute URL in lower case."""
    parts = _split(url)
    return _host(parts) if parts else None


@cache
def _registrable(host: str) -> str:
    if _is_address(host):
        return host
    found = _suffixes().extract_str(host)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else host
    return ".".join(host.split(".")[-2:])


@cache
def _suffixes() -> "TLDExtract":
    """Return the public suffix list.

    Its package is imported on first use, because it loads an HTTP client that this program never uses.
    """
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _split(url: str) -> SplitResult | None:
    try:
        url.encode()  # raises UnicodeEncodeError if the URL has a lone surrogate, which cannot be percent-encoded
        parts = urlsplit(url)
        return parts if parts.scheme.lower() in _PORTS and parts.hostname else None
    except ValueError:
        return None


def _host(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").rstrip(".")
    if len(host) <= URL_LABEL and not host[-1:].isdigit() and _PLAIN_HOST.fullmatch(host):
        return host  # for speed: most hosts need no conversion
    if _is_address(host):
        return f"[{host}]" if ":" in host else host
    try:
        return ".".join(map(_label, host.split("."))) if "_" in host else _label(host)
    except idna.IDNAError:
        return None


def _label(text: str) -> str:
    """Return a host, or one label of a host, in IDNA form: `köln.de` → `xn--kln-sna.de`."""
    return text.lower() if _UNDERSCORED.fullmatch(text) else idna.encode(text, uts46=True).decode("ascii").lower()


def _is_address(host: str) -> bool:
    """Return whether a host is an IP address. An address with a network interface (`fe80::1%eth0`) does not count."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return "%" not in host


def _port(parts: SplitResult) -> int | bool | None:
    try:
        return parts.port
    except ValueError:
        return False


def _query(query: str) -> str:
    """Return the parameters of a query, sorted and without tracking parameters.

    They are bytes, because sites use old charsets.
    """
    found = sorted(_parameter(text) for text in query.split("&") if text)
    kept = (part for part in found if not _TRACKING.fullmatch(part[0].lower()))
    return "&".join(f"{quote_plus(name)}{sign}{quote_plus(value)}" for name, value, sign in kept)


def _parameter(text: str) -> tuple[bytes, bytes, str]:
    """Return a query parameter as (name, value, sign). The sign is `=`; it is empty if the parameter has no `=`."""
    name, sign, value = text.replace("+", " ").partition("=")
    return unquote_to_bytes(name), unquote_to_bytes(value), sign
