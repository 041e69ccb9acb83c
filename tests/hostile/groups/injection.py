"""Script, markup and code in every field: what is printed as text comes out as text, what is code is left out."""

from html import escape

from tests.hostile.case import HostileCase, case
from tests.hostile.story import ENGLISH, TURKISH, news, page, same, script

# Words that are code somewhere, and plain words in a record.
TEXTS = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)>",
    "link": '<a href="javascript:alert(1)">x</a>',
    "markdown-link": "[x](javascript:alert(1))",
    "markdown-image": "![x](http://127.0.0.1:47119/a.png)",
    "markdown-fence": "```html <b> ``` **x** _y_ # z",
    "sql": "'; DROP TABLE articles; --",
    "sql-union": '" UNION SELECT * FROM articles /*',
    "template": "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {% raw %}",
    "format": "%s %n %x {0.__class__} {}",
    "shell": "$(rm -rf /) `id` | cat /etc/passwd",
    "log-lines": "INFO user=admin level=root",
    "search": 'NEAR(a b) OR * AND ( " -x:y ^',
    "csv": '=HYPERLINK("http://127.0.0.1:47119") +1 @SUM(A1)',
    "ldap": "*)(uid=*))(|(uid=*",
    "path": "../../../../etc/passwd",
}
LOUD = ("alert(1)", "onerror", "javascript:")


def in_body() -> list[HostileCase]:
    """Escaped in a paragraph: the reader sees the words, and so does the record."""
    return [
        case(
            f"injection/body-{name}",
            page(paragraphs=[*map(escape, TURKISH.paragraphs), escape(f"Afişte {text} yazıyordu.")]),
            same(body=f"{TURKISH.body}\n\nAfişte {text} yazıyordu."),
        )
        for name, text in TEXTS.items()
    ]


def in_headline() -> list[HostileCase]:
    found = []
    for name, text in TEXTS.items():
        title = f"Belediye {text} yazısını sildi"
        markup = page(title=escape(title, quote=False), head=f"<title>{escape(title)}</title>")
        found.append(case(f"injection/headline-{name}", markup, same(headline=title)))
    return found


def in_fields() -> list[HostileCase]:
    """In authors, tags and section: such names are none."""
    return [
        case(
            "injection/author-script",
            page(head=script(news(author={"name": TEXTS["handler"]}))),
            same(empty=("authors",)),
        ),
        case(
            "injection/author-printed",
            page(before=f'<span class="byline author" rel="author">{escape(TEXTS["script"])}</span>'),
            same(empty=("authors",)),
        ),
        case(
            "injection/tags",
            page(head=script(news(keywords=["deniz feneri", TEXTS["handler"]]))),
            same(facts={"tags.0.name": "deniz feneri"}),
        ),
        case("injection/section", page(head=script(news(articleSection=TEXTS["handler"]))), same()),
        case(
            "injection/description",
            page(head=f'<meta name="description" content="{escape(TEXTS["handler"])}">'),
            same(lacks=LOUD),
        ),
        case(
            "injection/site-name",
            page(head=f'<meta property="og:site_name" content="{escape(TEXTS["handler"])}">'),
            same(),
        ),
        case(
            "injection/markup-in-json-ld",
            page(
                head=script(
                    news(
                        headline=f"<em>{TURKISH.headline}</em>",
                        author={"name": f"<a href='x'>{TURKISH.author}</a>"},
                        articleSection={"name": "<b>Yaşam</b>"},
                        publisher="<b>Kıyı Gazetesi</b>",
                        keywords=["<i>deniz feneri</i>"],
                        alternativeHeadline="Limanda <script>alert(1)</script> uzun bekleyiş artık sona eriyor",
                    )
                )
            ),
            same(
                facts={
                    "authors.0.name": TURKISH.author,
                    "section.name": "Yaşam",
                    "publisher.name": "Kıyı Gazetesi",
                    "tags.0.name": "deniz feneri",
                    "alternative_headline": "Limanda uzun bekleyiş artık sona eriyor",
                }
            ),
        ),
        case(
            "injection/markup-in-open-graph",
            page(title="", head=f'<meta property="og:title" content="{escape(f"<b>{TURKISH.headline}</b>")}">'),
            same(),
        ),
        case("injection/language", page(html=f' xml:lang="{escape(TEXTS["handler"])}"'), same()),
    ]


def as_markup() -> list[HostileCase]:
    """Real elements that run something in a browser: nothing of them is text."""
    first, *rest = map(escape, TURKISH.paragraphs)
    made = {
        "script-element": "<script>alert(1)</script>",
        "style-element": "<style>p{background:url(javascript:alert(1))}</style>",
        "svg-script": "<svg><script>alert(1)</script></svg>",
        "svg-onload": "<svg onload=alert(1)></svg>",
        "math": '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
        "noscript-mxss": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
        "template": "<template><script>alert(1)</script></template>",
        "iframe-srcdoc": '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
        "object": '<object data="javascript:alert(1)"></object>',
        "image-handler": '<img src="data:," onerror="alert(1)">',
        "comment-breakout": "<!--><script>alert(1)</script>-->",
        "cdata-breakout": "<![CDATA[><script>alert(1)</script>]]>",
        "marquee": '<video onloadstart=alert(1)><source src="x"></video>',
        "nested-script": "<scr<script>x</script>ipt>alert(1)</scr</script>ipt>",
    }
    return [
        case(
            f"injection/{name}",
            page(paragraphs=[first.replace(" ", f" {text}", 1), *rest]),
            same(body=None, holds=TURKISH.paragraphs[1:], lacks=("<script", "onerror", "javascript:")),
        )
        for name, text in made.items()
    ]


def breakouts() -> list[HostileCase]:
    """Elements that hold text only, closed from inside."""
    return [
        case(
            "injection/title-breakout", page(head="<title></title><script>alert(1)</script></title>"), same(lacks=LOUD)
        ),
        case("injection/title-never-closed-behind", page(below="<title>"), same()),
        case(
            "injection/textarea",
            page(below="<textarea></textarea><script>alert(1)</script></textarea>"),
            same(lacks=LOUD),
        ),
        case(
            "injection/textarea-with-article",
            page(below="<textarea><article><h1>Başka</h1><p>Başka söz.</p></article></textarea>"),
            same(lacks=("Başka söz",)),
        ),
        case(
            "injection/noscript-article",
            page(below=f"<noscript><p>{escape(ENGLISH.body)}</p></noscript>"),
            same(lacks=ENGLISH.paragraphs),
        ),
        case("injection/xmp", page(below="<xmp><script>alert(1)</script></xmp>"), same(lacks=LOUD)),
        case(
            "injection/plaintext",
            page(below="<plaintext><script>alert(1)</script>"),
            same(body=None, holds=TURKISH.paragraphs),
        ),
        case(
            "injection/script-in-title-of-h1",
            page(title=f"{TURKISH.headline}<script>alert(1)</script>", head=f"<title>{TURKISH.headline}</title>"),
            same(),
        ),
        case(
            "injection/author-of-sql",
            page(head=script(news(author="'; DROP TABLE articles;--"))),
            same(warnings=("author_refused",), empty=("authors",)),
        ),
        case(
            "injection/script-with-html",
            page(head="<script>document.write('<h1>Başka</h1><p>Başka söz.</p>')</script>"),
            same(lacks=("Başka söz",)),
        ),
        case("injection/script-half-closed", page(head="<script><!--<script></script>--></script>"), same()),
    ]


def cases() -> list[HostileCase]:
    return [*in_body(), *in_headline(), *in_fields(), *as_markup(), *breakouts()]
