"""The container of the story: the subtree with the highest score."""

import pytest

from app.extraction.document.layout import path_of
from app.extraction.document.layout_builder import build_layout
from app.extraction.story.container import Container, find_container
from app.extraction.story.worth import worth
from tests.builders.evidence import evidence_of
from tests.builders.pages import FIRST, SECOND, STORY, THIRD

COMMENT = "<p>Ben bu köprüden çocukken geçerdim, sonra kapandı, şimdi açılması beni çok mutlu etti doğrusu.</p>"


def container(html: str) -> Container:
    return find_container(build_layout(evidence_of(html).document.tree))


def name(html: str) -> str:
    return path_of(container(html).place).rsplit("/", 1)[-1]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<div class='a'>{STORY}</div><div class='b'><p>Kısa bir not.</p></div>", "div.a"),
        (f"<div class='a'>{STORY}</div><div class='comments'>{COMMENT * 6}</div>", "div.a"),
        (f"<div class='a'>{STORY}</div><ul>{'<li><a href=/x>Uzunca bir başlık burada</a></li>' * 30}</ul>", "div.a"),
        (f"<div class='article-body'><div class='q'><p>{FIRST}</p></div><p>{SECOND}</p></div>", "div.article-body"),
        (f"<div class='a'><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div><div><p>{THIRD}</p></div></div>", "div.a"),
        (
            "".join(
                f"<div class='part'><h2>{text} Bunu da gören çok kişi oldu.</h2><img src='/a.jpg'></div>"
                for text in (FIRST, SECOND)
            )
            + f"<div class='part'>{STORY * 2}</div>",
            "body",
        ),
        (f"<main>{STORY}</main><footer><p>Kısa.</p></footer>", "main"),
    ],
)
def test_the_element_around_the_story_is_chosen_as_its_container(html: str, expected: str) -> None:
    assert name(html) == expected


def test_a_single_paragraph_is_not_chosen_as_container() -> None:
    links = "<div><a href='/x'>Bambaşka bir haberin uzun mu uzun başlığı burada duruyor</a></div>" * 9
    assert name(f"<main><p>{FIRST}</p>{links}</main>") == "main"


@pytest.mark.parametrize(
    ("html", "sign"),
    [
        (f"<p>{FIRST}</p>", 1),
        (f"<p><a href='/x'>{FIRST}</a></p>", -1),
        ("<div>Menü</div>", -1),
        ("<p>橋は来年の春に再び開通する予定だと発表した。</p>", 1),
    ],
)
def test_prose_has_a_positive_score_and_links_a_negative_one(html: str, sign: int) -> None:
    (block,) = build_layout(evidence_of(html).document.tree).blocks
    assert worth(block) * sign > 0


def test_a_container_is_chosen_even_on_a_page_without_text() -> None:
    assert container("<img src='x.jpg'>").place is not None


@pytest.mark.parametrize("long", [f"{THIRD} " * 20, f"{THIRD} " * 2_000])
def test_one_very_long_paragraph_is_not_preferred_to_the_body_beside_it(long: str) -> None:
    body = STORY + "".join(STORY.replace("<p>", f"<p>{day}: ") for day in ("Dün", "Bugün"))
    found = container(f"<article><div class='line'>{long}</div><div class='article-body'>{body}</div></article>")
    assert path_of(found.place).endswith("div.article-body")


def test_blocks_repeated_in_the_structured_data_have_a_higher_score() -> None:
    other = "".join(f"<p>{number}. {THIRD} Bunu da herkes duydu.</p>" for number in range(14))
    bodies = (f"<article><div class='article-body'>{text}</div></article>" for text in (STORY, other))
    tree = evidence_of("".join(bodies)).document.tree
    plain, told = (
        find_container(build_layout(tree)),
        find_container(build_layout(tree), "", f"{FIRST} {SECOND} {THIRD}"),
    )
    assert (sum(map(plain.holds, build_layout(tree).blocks)), sum(map(told.holds, build_layout(tree).blocks))) == (
        14,
        3,
    )
