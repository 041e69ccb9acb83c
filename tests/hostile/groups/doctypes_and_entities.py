"""Document types, entities, processing instructions and other things that reach outside or grow inside."""

from tests.hostile.case import REMOTE, Article, HostileCase, case
from tests.hostile.story import TURKISH, page, same

KEPT = Article(TURKISH.headline, holds=TURKISH.paragraphs, lacks=("root:x:0", "lollol"))
FILE = "file:///etc/passwd"


def referring(subset: str, reference: str) -> str:
    """A page whose document type declares entities, with a reference to one in a paragraph of its own."""
    return page(doctype=f"<!DOCTYPE html [{subset}]>", after=f"<p>{reference}</p>")


def outside() -> list[HostileCase]:
    """Yield declarations that name a file or a server."""
    remote = f"{REMOTE}/xxe"
    laughs = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    subsets = {
        "file": (f'<!ENTITY x SYSTEM "{FILE}">', "&x;"),
        "server": (f'<!ENTITY x SYSTEM "{remote}">', "&x;"),
        "public": (f'<!ENTITY x PUBLIC "a" "{remote}">', "&x;"),
        "parameter-file": (f'<!ENTITY % p SYSTEM "{FILE}"> %p;', "&p;"),
        "parameter-server": (f'<!ENTITY % p SYSTEM "{remote}"> %p;', "&x;"),
        "php": ('<!ENTITY x SYSTEM "php://filter/read=convert.base64-encode/resource=/etc/passwd">', "&x;"),
        "billion-laughs": (laughs, "&a9;"),
        "quadratic": (f'<!ENTITY q "{"lol" * 10_000}">', "&q;" * 10_000),
        "recursive": ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
        "attlist": (f'<!ATTLIST p id CDATA "{"x" * 10_000}">', "x"),
    }
    xml = '<?xml version="1.0" encoding="utf-8"?>'
    return [
        *(case(f"doctypes/xxe-{name}", referring(*made), KEPT) for name, made in subsets.items()),
        case(
            "doctypes/xml-xxe",
            xml + referring(f'<!ENTITY x SYSTEM "{FILE}">', "&x;"),
            KEPT,
            content_type="application/xhtml+xml; charset=utf-8",
        ),
        case("doctypes/external-dtd", page(doctype=f'<!DOCTYPE html SYSTEM "{remote}.dtd">'), same()),
        case("doctypes/external-dtd-file", page(doctype=f'<!DOCTYPE html PUBLIC "-//X" "{FILE}">'), same()),
        case(
            "doctypes/xinclude",
            page(before=f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{FILE}" parse="text"/>'),
            same(),
        ),
        case(
            "doctypes/xinclude-server",
            page(before=f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{remote}"/>'),
            same(),
        ),
        case(
            "doctypes/stylesheet-instruction",
            f'<?xml-stylesheet type="text/xsl" href="{remote}.xsl"?>' + page(),
            same(),
        ),
        case(
            "doctypes/schema-location",
            page(html=f' xsi:schemaLocation="a {remote}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'),
            same(),
        ),
        case("doctypes/base-href", page(head=f'<base href="{REMOTE}/">', after='<img src="a.jpg">'), same()),
        case("doctypes/meta-refresh", page(head=f'<meta http-equiv="refresh" content="0;url={remote}">'), same()),
        case(
            "doctypes/preload",
            page(head=f'<link rel="preload" href="{remote}"><link rel="stylesheet" href="{remote}.css">'),
            same(),
        ),
        case(
            "doctypes/frames",
            page(below=f'<iframe src="{remote}"></iframe><object data="{FILE}"></object><embed src="{remote}">'),
            same(),
        ),
        case(
            "doctypes/import",
            page(head=f'<style>@import url("{remote}");</style><script src="{remote}"></script>'),
            same(),
        ),
    ]


def shapes() -> list[HostileCase]:
    """Document types and the like that are strange only by their form."""
    made = {
        "none": "",
        "html4": '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">',
        "twice": "<!DOCTYPE html><!DOCTYPE html>",
        "lower-odd": "<!doctype   svg>",
        "1-mb": f"<!DOCTYPE html {'x' * 2**20}>",
        "many-comments": "<!-- a -->" * 20_000 + "<!DOCTYPE html>",
        "nul": "<!DOCTYPE\x00html>",
    }
    return [case(f"doctypes/{name}", page(doctype=text), same()) for name, text in made.items()]


def references() -> list[HostileCase]:
    """Character references, whole and broken, in front of the first paragraph's words."""
    first, *rest = TURKISH.paragraphs
    made = {
        "undefined": ("&nosuch; ", "&nosuch; "),
        "bare-ampersand": ("& &; &# &#; &#x; ", None),
        "nul": ("&#0;", None),
        "beyond-unicode": ("&#x110000;&#1114112;", None),
        "surrogate": ("&#xD800;&#xDC00;", None),
        "huge-number": ("&#" + "9" * 10_000 + ";", None),
        "huge-hex": ("&#x" + "F" * 10_000 + ";", None),
        "c1": ("&#x80;&#x99; ", None),
        "noncharacter": ("&#xFFFE;&#xFDD0; ", None),
        "escaped-twice": ("&amp;lt;b&amp;gt; ", "&lt;b&gt; "),
        "without-semicolon": ("&lt b &ampb ", None),
        "100k-references": ("&amp;" * 100_000 + " ", "&" * 100_000 + " "),
    }
    found = []
    for name, (markup, shown) in made.items():
        expected = same(body="\n\n".join([shown + first, *rest])) if shown else same(body=None, holds=(first, *rest))
        found.append(case(f"doctypes/reference-{name}", page(paragraphs=[markup + first, *rest]), expected))
    return found


def sections() -> list[HostileCase]:
    """CDATA, instructions and comments between the words."""
    first, *rest = TURKISH.paragraphs
    middle = {
        "cdata": "<![CDATA[alert(1)]]>",
        "instruction": "<?php echo file_get_contents('/etc/passwd'); ?>",
        "instruction-xml": '<?xml version="1.0"?>',
        "conditional-comment": "<!--[if IE]>Eski tarayıcı<![endif]-->",
        "comment-with-dashes": "<!-- a -- b --!>",
        "comment-empty": "<!---->",
        "bogus-comment": "<!başka bir şey>",
        "end-tag-with-attributes": '</b class="x">',
        "end-tag-of-nothing": "</>",
    }
    return [
        case(
            f"doctypes/{name}",
            page(paragraphs=[first.replace(" ", f" {text}", 1), *rest]),
            same(lacks=("alert(1)", "Eski tarayıcı", "file_get")),
        )
        for name, text in middle.items()
    ] + [case("doctypes/ssi", page(before='<!--#include file="/etc/passwd"-->'), same())]


def cases() -> list[HostileCase]:
    return [*outside(), *shapes(), *references(), *sections()]
