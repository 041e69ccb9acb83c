"""Parsing: nothing is lost without a warning, and every page takes linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import ExtractionError, ExtractionLimit
from app.extraction.document.parse import parse_tree


def text_of(page: str) -> str:
    return "".join(parse_tree(page.encode())[0].itertext())


@pytest.mark.parametrize("depth", [100, 300, 3_000, 15_000])
def test_a_deeply_nested_page_keeps_all_its_text(depth: int) -> None:
    page = "<div>" * depth + "<p>deep</p>" + "</div>" * depth + "<p>after</p>"
    tree, parser, notes = parse_tree(page.encode())
    assert "deepafter" in "".join(tree.itertext())
    assert (parser == "beautifulsoup") == ("parsed_again" in notes) == (depth > 2_000)


def test_a_page_nested_too_deeply_is_refused() -> None:
    with pytest.raises(ExtractionLimit):
        parse_tree(b"<div>" * 30_000 + b"x")


def test_a_page_with_too_many_elements_is_refused() -> None:
    with pytest.raises(ExtractionLimit):
        parse_tree(b"<b></b>" * 700_000)


def test_a_text_of_eleven_million_characters_is_kept_whole() -> None:
    assert len(text_of("<p>" + "x" * 11_000_000 + "</p><p>after</p>")) == 11_000_005


def test_surplus_attributes_of_an_element_are_dropped_and_reported() -> None:
    many = " ".join(f"a{n}=1" for n in range(100_000))
    tree, _, notes = parse_tree(f"<p class=lead {many}>words</p>".encode())
    paragraph = tree.find(".//p")
    assert paragraph is not None
    assert paragraph.get("class") == "lead"
    assert len(paragraph.attrib) <= 500
    assert paragraph.text == "words"
    assert "attributes_dropped" in notes


def test_a_body_end_tag_inside_an_attribute_value_does_not_end_the_page() -> None:
    page = "<div x='</body '>a'" + " ".join(f"a{n}" for n in range(60_000)) + "></div><p>words</p>"
    tree, _, notes = parse_tree(page.encode())
    assert notes == ["attributes_dropped"]
    assert tree.findtext(".//p") == "words"


def test_a_long_attribute_value_is_kept() -> None:
    tree, _, notes = parse_tree(f'<p data-x="{"y" * 10_000}">words</p>'.encode())
    assert tree.find(".//p") is not None
    assert not notes


def test_surrogates_and_nul_become_replacement_characters() -> None:
    text_of("<p>&#xD800; &#0; \x00</p>").encode("utf-8")


@pytest.mark.parametrize(
    ("page", "inside"),
    [
        ("<title>x</title><main><p>y</main>", "y"),
        ("<head><meta name=a><article>y</article>z<p>v</p></head>", "yzv"),
        ("<title>x</title><header>a</header><link><section>y</section><body>z<p>v", "ayzv"),
        ("<head><title>x</title></head><body>y", "y"),
        ("<head><title>x</title><article>y" + "<i>" * 3_000, "y"),
    ],
)
def test_the_head_ends_at_the_first_element_that_it_may_not_contain(page: str, inside: str) -> None:
    tree, _, _ = parse_tree(page.encode())
    *_, body = tree.iter("body")
    assert "".join(body.itertext()) == inside
    assert "".join(next(tree.iter("head")).itertext()) in ("x", "")


@pytest.mark.parametrize("end", ["</html>", "</body>", "</BODY></HTML >", "</html x>", "</html><html lang=en><body>"])
def test_early_body_and_html_end_tags_are_ignored(end: str) -> None:
    tree, _, _ = parse_tree(f"<html><body><main><p>one</p>{end}<p>two</p></main>{end}<p>three".encode())
    assert [[p.text for p in home.iter("p")] for home in (*tree.iter("main"), *tree.iter("body"))] == [
        ["one", "two"],
        ["one", "two", "three"],
    ]


def test_content_after_an_empty_html_document_is_kept() -> None:
    tree, _, _ = parse_tree(b"<html></html><!DOCTYPE html><html><head><title>t</title></head><body>x</body></html>")
    assert (tree.findtext("head/title"), (tree.findtext("body") or "").strip()) == ("t", "x")


def test_html_end_tags_inside_a_script_are_not_parsed() -> None:
    assert text_of("<script>var a = '<</html>p>'</script><b>x</b><</html>script>y") == "var a = '< p>'x< script>y"


@pytest.mark.parametrize("depth", [0, 3_000])
@pytest.mark.parametrize("void", ["<embed src=x>", "<TRACK>", "<wbr>", "<embed t='a>b'/>", "<keygen>"])
def test_void_elements_have_no_children(void: str, depth: int) -> None:
    tree, _, _ = parse_tree(f"<div>a{void}b<p>c</p></div>{'<b>' * depth}".encode())
    inside = tree.find(".//div")
    assert inside is not None
    assert ("".join(inside.itertext()), len(inside), len(inside[0])) == ("abc", 2, 0)


def test_custom_elements_named_like_void_elements_keep_their_children() -> None:
    assert parse_tree(b"<embed-box>a</embed-box>")[0].findtext(".//embed-box") == "a"


def test_declared_xml_entities_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>&b;&c;</p>'
    assert "root:" not in text_of(page)
    assert "aaaaaaaa" not in text_of(page)


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "</p>",
                "<table><tr>",
                "<a href=x>",
                "x",
                "&amp;",
                "<!--",
                "-->",
                "<![CDATA[",
                "<b",
                ">",
                "\x01",
                "İ",
            ]
        )
    )
)
def test_any_markup_is_parsed_or_raises_an_extraction_error(parts: list[str]) -> None:
    try:
        tree, _, _ = parse_tree("".join(parts).encode("utf-8", "replace"))
    except ExtractionError:
        return
    assert tree is not None


@pytest.mark.parametrize("tag", ["article", "main", "section", "header", "x-story", "div"])
@pytest.mark.parametrize("start", ["<title>t</title>", "<head><title>t</title></head>", "<meta name=a>", ""])
def test_elements_after_the_head_belong_to_the_body_if_its_tag_is_missing(tag: str, start: str) -> None:
    tree, _, _ = parse_tree(f"<html>{start}<{tag}><p>one</p></{tag}><p>two</p></html>".encode())
    body = tree.find("body")
    assert body is not None
    assert [p.text for p in body.iter("p")] == ["one", "two"]


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x0c", "\x1f", "\x7f", "\ufffe"])
def test_text_after_the_last_element_is_kept_even_with_a_control_character(sign: str) -> None:
    page = f"<html><head><title>T</title><article><p>Words.</p></article>behind{sign}it</html>"
    tree, _, _ = parse_tree(page.encode())
    assert "".join(tree.itertext()).replace(sign, "").replace("\ufffd", "").rstrip().endswith("Words.behindit")
