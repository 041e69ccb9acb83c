"""The scan before parsing: tags as the parser reads them, in linear time."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ExtractionLimit
from app.extraction.document import start_tags
from app.extraction.document.document_numbers import START_TAGS_MOST_ATTRIBUTES, START_TAGS_MOST_ELEMENTS
from app.extraction.document.parse import parse_tree
from app.extraction.document.start_tags import without_long_tags
from tests.builders.growth import assert_linear

SHOWN = b"<div><p>a</p></div>"


def attributes(pattern: str, count: int = 700) -> bytes:
    return "".join(pattern.format(number) for number in range(count)).encode()


@pytest.mark.parametrize(
    "pattern",
    [" a{}", " a{}=1", " a{}='>'", ' a{} = "<b>"', '/a{}="</div>"', "a{}='x'", "\na{}=b>>"[:-2], " a{}='<!--'"],
)
def test_attributes_over_the_limit_are_removed_whatever_their_syntax(pattern: str) -> None:
    tree, _, notes = parse_tree(b"<p " + attributes(pattern) + b">words</p>" + SHOWN)
    paragraph = tree.find(".//p")
    assert notes == ["attributes_dropped"]
    assert paragraph is not None
    assert (paragraph.text, len(paragraph.attrib)) == ("words", START_TAGS_MOST_ATTRIBUTES)
    assert tree.findtext(".//div/p") == "a"


@pytest.mark.parametrize(
    "page",
    [
        b"<p title='" + b"many words " * 2_000 + b"'>",
        b"<script>if (a <b && '" + b"c=d " * 2_000 + b"') e()</script>",
        b"<script a=b/>var a = \"<p title='" + b"c=d " * 2_000 + b'"</script>',
        b"<script><!--<script></script><p title='-->" + b"c=d " * 2_000 + b"</script>",
        b"<!-- <p title=' " + b"c=d " * 2_000 + b" -->",
        b"<textarea><p " + b"c=d " * 2_000 + b"></textarea>",
        b"a < b, " * 2_000,
    ],
)
def test_text_that_looks_like_attributes_is_not_removed_before_parsing(page: bytes) -> None:
    assert without_long_tags(page + SHOWN) == page + SHOWN


@pytest.mark.parametrize(
    "front",
    [
        b"<!-->",
        b"<!-- --!>",
        b'<div a=">\'">',
        b'<div =">',
        b"</div a='>'>",
        b"<script/>",
        b"<script><!--<script></script><b c='--></script>",
        b"<style><b c='</style>",
        b"<?b c='>",
    ],
)
def test_a_tag_with_too_many_attributes_is_found_even_after_broken_markup(front: bytes) -> None:
    page = front + b"<p " + attributes(" a{}='>'") + b">x' \"</p>"
    assert len(without_long_tags(page)) < len(page)


@pytest.mark.parametrize("name", ["p", "script", "style", "title", "textarea", "iframe", "xmp", "plaintext"])
def test_attributes_over_the_limit_are_removed_whatever_the_element_holds(name: str) -> None:
    page = f"<{name}".encode() + attributes(" a{}") + b">words <b>"
    assert len(without_long_tags(page)) < len(page)


PIECES = (
    *(
        b"<",
        b">",
        b"/",
        b" ",
        b"=",
        b'"',
        b"'",
        b"-",
        b"\n",
        b"\x00",
        b"x",
        b"<p",
        b"<a ",
        b"<x:a",
        b"</p>",
        b"</",
        b"<?",
    ),
    *(
        b"<!--",
        b"-->",
        b"<!x",
        b"<script",
        b"</script>",
        b"<style>",
        b"</style",
        b"<title ",
        b"<textarea>",
        b"<plaintext",
    ),
    *(b'b="1" ', b"c ", b"d=2 ", b"e/", b"=>", b" f" * 260, b' f="<"' * 600, b" f/" * 600, b"\t'f'='>'" * 600),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_a_page_is_passed_over_only_if_no_attribute_would_be_removed(page: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start_tags, "_USUAL_PAGE", re.compile(rb"(?!)"))
        expected = without_long_tags(page)
    assert without_long_tags(page) == expected


def test_start_tags_are_counted_except_those_inside_scripts() -> None:
    without_long_tags(b"<script>" + b"a<b;" * (START_TAGS_MOST_ELEMENTS + 9) + b"</script>")
    with pytest.raises(ExtractionLimit):
        without_long_tags(b"<script>a<b</script>" + b"<b>" * (START_TAGS_MOST_ELEMENTS + 9))


@pytest.mark.parametrize("front", ["", "<div ", "<script>", "<script><!--", "<!--", "<p a='", "</a "])
@pytest.mark.parametrize("unit", ["<a b='", "<a b='>' ", "a='>' ", "<script><!--<script>", "<!--", "a = ", "/", "<"])
def test_the_scan_of_start_tags_takes_linear_time(front: str, unit: str) -> None:
    def scan(size: int) -> None:
        with suppress(ExtractionLimit):
            without_long_tags((front + unit * (size // len(unit))).encode())

    assert_linear(scan, 250_000)
