"""Characters that are invalid or invisible, or change the direction of text."""

from tests.hostile.case import Article, HostileCase, case
from tests.hostile.story import TURKISH, news, page, same, script

WORD = "karanlık"
NAMED = {"authors.0.name": TURKISH.author}

# Inserted into a word: what a reader never sees goes, and the word stays whole.
UNSEEN = {
    "c0": "\x01\x02\x07\x08\x0e\x1b\x1f",
    "delete": "\x7f",
    "c1": "\x80\x81\x99\x9f",
    "noncharacters": "\ufffe\uffff\ufdd0",
    "noncharacters-beyond": "\U0001fffe\U0010ffff",
    "soft-hyphen": "\u00ad",
    "zero-width-space": "\u200b",
    "word-joiner": "\u2060",
    "bom-inside": "\ufeff",
    "zero-width-10k": "\u200b" * 10_000,
    "bidi-override": "\u202e\u202d\u202c",
    "bidi-isolate": "\u2066\u2067\u2068\u2069",
    "bidi-marks": "\u200e\u200f\u061c",
    "interlinear": "\ufff9\ufffa\ufffb",
}
# Kept, as they may be letters of a language or of a font.
SEEN = {
    "unassigned": "\u0378\U0003fffd",
    "private": "\ue000\U000f0000",
    "variation-selector": "\ufe0f",
    "tags": "\U000e0041\U000e007f",
    "joiners": "\u200c\u200d",
    "combining-mark": "\u0335",
}


def inserted(signs: str) -> str:
    return page(paragraphs=[text.replace(WORD, WORD[:4] + signs + WORD[4:]) for text in TURKISH.paragraphs])


def in_words() -> list[HostileCase]:
    unseen = [case(f"controls/{name}", inserted(signs), same()) for name, signs in UNSEEN.items()]
    seen = [
        case(f"controls/{name}", inserted(signs), same(body=TURKISH.body.replace(WORD, WORD[:4] + signs + WORD[4:])))
        for name, signs in SEEN.items()
    ]
    return [*unseen, *seen]


def in_bytes() -> list[HostileCase]:
    """Yield characters that valid UTF-8 text cannot contain."""
    rest = same(body=None, holds=TURKISH.paragraphs[1:])
    clean = same()  # a NUL is nothing, as in browsers
    whole = page().encode()
    surrogate = inserted("\ud800")  # as three bytes
    return [
        case("controls/nul", inserted("\x00"), clean),
        case("controls/nul-10k", inserted("\x00" * 10_000), clean),
        case("controls/nul-in-tags", whole.replace(b"<p>", b"<p\x00>"), same()),
        case("controls/nul-between-tags", whole.replace(b"<p>", b"\x00<p>"), clean),
        case("controls/nul-at-the-end", whole + b"\x00" * 100, same()),
        case("controls/nul-in-front", b"\x00" * 100 + whole, same()),
        case("controls/surrogate-bytes", surrogate, rest),
        case("controls/surrogate-references", inserted("&#xD83D;&#xDE00;"), rest),
        case("controls/control-references", inserted("&#1;&#8;&#x1f;&#x7f;&#xfffe;"), rest),
    ]


def floods() -> list[HostileCase]:
    """Marks without end on one letter, and signs that grow when they are normalised."""
    kept = Article(TURKISH.headline, holds=TURKISH.paragraphs)
    texts = {
        "marks-of-one-class": "a" + "\u0301" * 100_000,
        "marks-of-two-classes": "a" + "\u0301\u0323" * 50_000,
        "marks-of-many-classes": "a" + "".join(map(chr, range(0x300, 0x370))) * 1_000,
        "marks-on-every-letter": ("a" + "\u0301\u0323" * 20) * 5_000,
        "ligatures": "\ufdfa" * 50_000,
        "hangul": "\u1100\u1161\u11a8" * 30_000,
        "greek-growing": "\u1f82" * 50_000,
        "decomposed": "g\u0306u\u0308s\u0327" * 20_000,
        "zero-width-only": "\u200d" * 100_000,
        "bidi-only": "\u202e" * 100_000,
    }
    return [case(f"controls/{name}", page(after=f"<p>{text}</p>"), kept) for name, text in texts.items()]


def in_fields() -> list[HostileCase]:
    """The same in what is stored as a name."""
    dirty = "Se\u200blin\x00 Ay\u202ede\ufeffmir\x1f"
    turned = page(title=TURKISH.headline.replace("eski", "\u202eeski\u202c"), head=f"<title>{TURKISH.headline}</title>")
    decomposed = page(paragraphs=[text.replace("ü", "u\u0308").replace("ş", "s\u0327") for text in TURKISH.paragraphs])
    return [
        case("controls/author", page(head=script(news(author=dirty))), same()),
        case(
            "controls/author-escaped",
            page(head=script('{"@type":"NewsArticle","author":"Selin\\u200b\\u0000\\ud800 Aydemir"}')),
            same(facts=NAMED),
        ),
        case(
            "controls/byline", page(before='<p class="byline" itemprop="author">Selin A\u0301ydemir\u200b</p>'), same()
        ),
        case(
            "controls/tags-decomposed",
            page(head=script(news(keywords=["\u0105\u0301bc fener", "g\u0306u\u0308l"]))),
            same(),
        ),
        case(
            "controls/time-decomposed",
            page(before='<time datetime="2024-05-03 u\u0308\u200b">3</time>'),
            same(body=None, holds=TURKISH.paragraphs),
        ),
        case("controls/headline-turned", turned, same()),
        case("controls/body-decomposed", decomposed, same()),
        case(
            "controls/url-decomposed",
            page(head='<link rel="canonical" href="https://www.kiyigazetesi.example/haber/u\u0308">'),
            same(),
            url=None,
        ),
        case(
            "controls/caption-decomposed",
            page(
                after='<figure><img src="/a.jpg"><figcaption>u\u0308\u200b Foto: A\u0301li Kaya</figcaption></figure>'
            ),
            same(),
        ),
        case("controls/charset-decomposed", page(), same(), content_type="text/html; charset=u\u0308"),
    ]


def cases() -> list[HostileCase]:
    return [*in_words(), *in_bytes(), *floods(), *in_fields()]
