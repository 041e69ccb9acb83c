"""Elements in elements, deeper than any reader needs; unclosed and wrongly closed ones."""

from tests.hostile.case import Article, HostileCase, case
from tests.hostile.story import TURKISH, page, same

KEPT = Article(TURKISH.headline, holds=TURKISH.paragraphs)


def around(tag: str, depth: int) -> str:
    """The page with its article deep inside of one element."""
    text = page()
    return text.replace("<main>", f"<{tag}>" * depth + "<main>").replace("</main>", "</main>" + f"</{tag}>" * depth)


def behind(tag: str, depth: int, words: str = "") -> str:
    return page(below=f"<{tag}>" * depth + words + f"</{tag}>" * depth)


def deep() -> list[HostileCase]:
    depths = (300, 3_000, 15_000)
    holding = [
        case(f"nesting/{tag}-{depth}", around(tag, depth), same()) for tag in ("div", "b", "font") for depth in depths
    ]
    # What is marked as quoted or listed keeps its words, whatever block they are then.
    marked = [
        case(f"nesting/{tag}-{depth}", behind(tag, depth), same())
        for tag in ("blockquote", "ul", "svg", "table")
        for depth in depths
    ]
    too_deep = [
        case(f"nesting/{tag}-25000", around(tag, 25_000), "extraction-limit") for tag in ("div", "b", "blockquote")
    ]
    return [*holding, *marked, *too_deep]


def unclosed() -> list[HostileCase]:
    """Elements that are opened and never closed."""
    opened = [
        case(f"nesting/unclosed-{tag}", page(before=f"<{tag}>"), same())
        for tag in ("b", "i", "span", "div", "font", "section", "center")
    ]
    many = [
        case(f"nesting/unclosed-{tag}-3000", page(before=f"<{tag}>" * 3_000), same()) for tag in ("b", "div", "span")
    ]
    return [
        *opened,
        *many,
        case("nesting/unclosed-paragraphs", page().replace("</p>", ""), same()),
        case(
            "nesting/unclosed-everything",
            page().replace("</p>", "").replace("</article>", "").replace("</main>", ""),
            KEPT,
        ),
        case("nesting/unclosed-comment-behind", page(below="<!-- "), same()),
        case("nesting/unclosed-svg", page(top="<svg><path d='M0 0'>"), same()),
        case("nesting/unclosed-math", page(top="<math><mrow>"), same()),
        case("nesting/unclosed-math-within", page(before="<math>"), same()),
        case("nesting/unclosed-link", page(below='<a href="/x">'), same()),
        case("nesting/cut-in-a-tag", page()[: page().index("<footer>")] + '<a href="/x', same()),
        case("nesting/closed-too-often", page(before="</div></b></span></table>"), same()),
        case("nesting/html-twice", page() + "</html><html><body></body></html>", same()),
        case("nesting/body-in-body", page(before='<body class="x">'), same()),
    ]


def ended_early() -> list[HostileCase]:
    """Pages that end before they do, and elements without content that nothing ends."""
    half = "</p>".join(page().split("</p>", 3)[:3]) + "</p>"
    rest = page()[len(half) :]
    small = "<html><head><title>x</title></head><body><p>Ad</p></body></html>"
    return [
        *(
            case(f"nesting/ended-early-{name}", half + end + rest, same())
            for name, end in (("html", "</html>"), ("both", "</body></html>"), ("often", "</body></html>" * 50_000))
        ),
        case("nesting/ended-behind-the-title", page().replace("</h1>", "</h1></body></html>"), same()),
        case("nesting/ended-before-it-begins", "<html></html>" + page(), same()),
        case("nesting/glued-to-a-small-page", small + page(), same()),
        case("nesting/glued-to-an-open-page", small.replace("</html>", "") + page(), same()),
        *(
            case(f"nesting/unended-{tag}", f"{half}<{tag} src=/a.swf>{rest}", same())
            for tag in ("embed", "source", "track", "wbr")
        ),
        case("nesting/unended-embed-10000", half + "<embed>" * 10_000 + rest, same()),
    ]


def crossed() -> list[HostileCase]:
    """Tags that overlap."""
    words = TURKISH.paragraphs[0].split(" ", 3)
    crossing = f"<b>{words[0]} <a href='/x'>{words[1]} <i>{words[2]}</b> </a></i>{words[3]}"
    paragraphs = [crossing, *TURKISH.paragraphs[1:]]
    inner = "<table><tr><td>1</td><td>2</td></tr></table>"
    nested = inner
    for _ in range(50):
        nested = f"<table><tr><td>{nested}</td></tr></table>"
    layout = (
        page()
        .replace("<main>", "<table><tr><td><table><tr><td><main>")
        .replace("</main>", "</main></td></tr></table></td></tr></table>")
    )
    return [
        case("nesting/crossed-inline", page(paragraphs=paragraphs), same()),
        case(
            "nesting/crossed-2000",
            page(
                paragraphs=[
                    "<b><i><a>" * 2_000 + TURKISH.paragraphs[0] + "</b></i></a>" * 2_000,
                    *TURKISH.paragraphs[1:],
                ]
            ),
            same(),
        ),
        case(
            "nesting/b-before-every-p",
            page(paragraphs=[f"<b><i>{text}</b></i>" for text in TURKISH.paragraphs]),
            same(),
        ),
        case("nesting/block-in-inline", page(before="<span>", after="</span>"), same()),
        case("nesting/table-in-table", page(below=nested), KEPT),
        case("nesting/table-layout", layout, same()),
        case("nesting/p-in-p", page(before="<p><p><p>"), same()),
        case(
            "nesting/form-around", page().replace("<main>", "<form><main>").replace("</main>", "</main></form>"), same()
        ),
        case(
            "nesting/article-in-h1",
            page(title=f"<div><span>{TURKISH.headline}</span></div>", head=f"<title>{TURKISH.headline}</title>"),
            same(),
        ),
    ]


def cases() -> list[HostileCase]:
    return [*deep(), *unclosed(), *ended_early(), *crossed()]
