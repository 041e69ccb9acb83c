"""Invalid addresses, and addresses that look like other ones."""

from html import escape

from tests.hostile.case import REMOTE, SITE, HostileCase, case
from tests.hostile.story import ENGLISH, news, page, same, script

# What no article's address may be.
BAD = {
    "javascript": "javascript:alert(1)",
    "javascript-disguised": " java\nscript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "file": "file:///etc/passwd",
    "credentials": "https://kisi:parola@www.kiyigazetesi.example/haber",
    "10k": f"{SITE}/" + "a" * 10_000,
    "1-mb": f"{SITE}/" + "a" * 2**20,
    "ipv6-open": "http://[::1",
    "ipv6-nonsense": "http://[zz::1]/a",
    "port-99999": f"{SITE}:99999/haber",
    "port-words": f"{SITE}:kapı/haber",
    "punycode-broken": "https://xn--99999999999/haber",
    "label-of-300": f"https://{'a' * 300}.example/haber",
    "dots-only": "https://.../haber",
    "no-host": "https:///haber",
    "mailto": "mailto:a@b.example",
    "blob": "blob:https://a.example/1",
    "relative": "/haber/goreli.html",
    "fragment": "#ust",
    "spaces": "   ",
    "bidi": "https://\u202ewww.kiyigazetesi.example/haber",
}


def canonical(value: str) -> str:
    return page(head=f'<link rel="canonical" href="{escape(value)}">')


def asked_for(name: str, content: str, *warnings: str) -> HostileCase:
    """A page whose request gives its address, which stays whatever the page says."""
    return case(f"urls/{name}", content, same(facts={"url": f"{SITE}/haber/urls-{name}"}, warnings=warnings))


def refused() -> list[HostileCase]:
    """Such a canonical address costs the address where the request gave none; else nothing."""
    lost = same(warnings=("url_refused",), empty=("url",))
    bare = [
        case(f"urls/canonical-{name}", canonical(value), lost, url=None) for name, value in BAD.items() if value.strip()
    ]
    asked = [
        asked_for(f"asked-and-canonical-{name}", canonical(BAD[name]))
        for name in ("javascript", "ipv6-open", "port-99999", "relative", "spaces", "credentials")
    ]
    return [*bare, *asked]


def kept() -> list[HostileCase]:
    """Addresses that are strange and still can be kept, in their normal form."""
    good = {
        "idn": ("https://kıyıgazetesi.example/haber", None),
        "backslashes": (f"{SITE}\\haber\\1", None),
        "upper": ("HTTPS://WWW.KIYIGAZETESI.EXAMPLE:443/haber/1#ust", f"{SITE}/haber/1"),
        "newline": (f"{SITE}/haber\n/1", f"{SITE}/haber/1"),
        "tracking": (f"{SITE}/haber/1?utm_source=x&gclid=y", f"{SITE}/haber/1"),
        "homograph": ("https://www.kiyigаzetesi.example/haber", None),
        "nul": (f"{SITE}/ha\x00ber", f"{SITE}/haber"),
        "quote": (f'{SITE}/"><script>alert(1)</script>', f"{SITE}/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
    }
    return [
        case(f"urls/canonical-{name}", canonical(value), same(facts={"url": url} if url else {}), url=None)
        for name, (value, url) in good.items()
    ]


def conflicts() -> list[HostileCase]:
    elsewhere = "canonical_elsewhere"
    return [
        asked_for("canonical-elsewhere", canonical("https://baska.example/haber"), elsewhere),
        asked_for("canonical-remote", canonical(f"{REMOTE}/haber"), elsewhere),
        asked_for("og-url-javascript", page(head='<meta property="og:url" content="javascript:alert(1)">')),
        asked_for(
            "og-url-elsewhere", page(head='<meta property="og:url" content="https://baska.example/">'), elsewhere
        ),
        asked_for("1000-canonicals", page(head='<link rel="canonical" href="javascript:a">' * 1_000)),
        case(
            "urls/base-javascript", page(head='<base href="javascript:alert(1)//">', after='<img src="a.jpg">'), same()
        ),
        case(
            "urls/base-broken",
            page(head='<base href="http://[::1">', after='<figure><img src="/resim/a.jpg"></figure>'),
            same(facts={"images.0.url": f"{SITE}/resim/a.jpg"}),
        ),
    ]


def pictures() -> list[HostileCase]:
    """The same as pictures: in metadata, in `src`, in `srcset`."""
    told = [
        case(
            f"urls/image-{name}",
            page(head=script(news(image=value))),
            same(warnings=("image_refused",), empty=("images",)),
        )
        for name, value in BAD.items()
        if name
        not in (
            "relative",
            "spaces",
            "fragment",
            "javascript-disguised",
            "punycode-broken",
            "label-of-300",
            "bidi",
            "no-host",
            "dots-only",
        )
    ]
    shown = [
        case(f"urls/src-{name}", page(after=f"<img src='{escape(BAD[name])}'>"), same(empty=("images",)))
        for name in ("javascript", "data", "file", "ipv6-open", "credentials", "10k", "port-99999", "mailto", "spaces")
    ]
    sets = {
        "javascript": "javascript:a.b 1x, data:x.y 2x",
        "commas": "," * 100_000,
        "numbers": "/a.jpg " + "9" * 10_000 + "w",
        "pairs": "/a.jpg 1w, " * 20_000,
        "infinite": "/a.jpg infx, /b.jpg nanx",
    }
    return [
        *told,
        *shown,
        *(
            case(f"urls/srcset-{name}", page(after=f'<figure><img srcset="{value}"></figure>'), same())
            for name, value in sets.items()
        ),
    ]


def links() -> list[HostileCase]:
    """In links of the running text: the words stay."""
    words = ENGLISH.paragraphs[0].split(" ", 1)
    return [
        case(
            f"urls/link-{name}",
            page(ENGLISH, paragraphs=[f"<a href='{escape(value)}'>{words[0]}</a> {words[1]}", *ENGLISH.paragraphs[1:]]),
            same(ENGLISH),
        )
        for name, value in BAD.items()
    ]


def cases() -> list[HostileCase]:
    return [*refused(), *kept(), *conflicts(), *pictures(), *links()]
