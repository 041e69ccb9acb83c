"""Buttons, permalinks and icons inside a text are no part of it."""

import pytest
from lxml import html

from app.extraction.document.controls import is_control
from app.extraction.document.elements import printed

CONTROLS = [
    "<h2 id='next'>What is next?<a href='#next'>#</a></h2>",
    "<h2 id='next'>What is next?<a href='#next'>Link to this heading</a></h2>",
    "<h2>What is next?<a class='permalink' href='/a'>Permalink</a></h2>",
    "<h2>What is next?<span class='copy-link'>Copy link</span></h2>",
    "<h2>What is next?<a role='button' href='#'>Share</a></h2>",
    "<h2><i class='icon'>play_arrow</i>What is next?</h2>",
    "<figcaption>What is next?<a class='expand' href='#'>Enlarge image</a></figcaption>",
    "<figcaption><span class='hide'>Hide caption</span>What is next?</figcaption>",
]


@pytest.mark.parametrize("page", CONTROLS)
def test_the_text_of_a_button_or_menu_is_left_out_of_the_text_beside_it(page: str) -> None:
    assert printed(html.fragment_fromstring(page)) == "What is next?"


@pytest.mark.parametrize(
    "page",
    [
        "<h1><a class='permalink' href='/a'>What is next?</a></h1>",
        "<h2 id='next'><a href='#next'>What is next?</a></h2>",
        "<p>The price of <span role='button'>inflation</span> is high.</p>",
        "<p>Read <a href='#chapter' id='chapter'>chapter one</a> first.</p>",
        "<h2 id='next'>\n  <a role='button' href='#next'>What is next?</a>\n</h2>",
        "<h4>See the <a href='#film'>film of it</a> above</h4>",
        "<p>Nothing <b class='important'>stands</b> here.</p>",
    ],
)
def test_links_and_words_in_running_text_are_not_taken_for_buttons_or_menus(page: str) -> None:
    node = html.fragment_fromstring(page)
    assert not any(map(is_control, node.iterdescendants()))
