"""Kinds of error that public reports and other benchmarks showed: which texts the story holds, which it must not hold.

Each page of `cases/` is small and made up; `Case.texts` are the beginnings of the blocks in order.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.extraction import extract

CASES = Path(__file__).with_name("cases")
P1, P2, P3 = "The harbour council voted", "Work begins in March", "Fishermen had asked"
WALL = (
    "The town council of Harlow",
    "Engineers told",
    "The work will cost",
    "Residents of",
    "Shopkeepers on",
)
DAM = ("Karasu Belediye Meclisi", "Toplantıda konuşan", "Çalışmanın yaklaşık", "Aşağı limanda", "Rıhtımdaki esnaf")
UFER = ("Der Gemeinderat von", "Ingenieure sagten", "Die Arbeiten kosten", "Wer am unteren Hafen")
ROWS = ("Year | Stones lost", "2022 | 120", "2023 | 340")


@dataclass(frozen=True)
class Case:
    """A page by its file name, the beginnings of its texts, the lede first."""

    name: str
    texts: tuple[str, ...]
    has_more: bool = False  # an unnamed box after the story, which nothing tells from it


PAGES = [
    Case("comments-chosen-as-the-body", (P1, P2)),
    Case("consent-dialog-chosen-as-the-body", (P1, P2, P3)),
    Case("layout-wrapper-called-toc-sidebar", (P1, P2, P3), has_more=True),
    Case("table-in-figure-wp-block-table-dropped-as-caption", (P1, P2, P3, "Pier | Length", "North |", "South |")),
    Case("heading-wrapped-in-a-link-to-its-own-anchor", (P1, "What happens in March?", P2, "The northern half", P3)),
    Case(
        "only-the-first-of-many-tiles",
        ("I have lived", *(text for number in range(1, 7) for text in (f"Pier {number}", P1, P2))),
    ),
    Case("react-streaming-div-hidden-id-s-0", (P1, P2, P3)),
    Case("kicker-printed-h2-h3-headline-stays-in-the-body", (P1, P2, P3)),
    Case("paywall-offer-list-in-the-body", (P1, P2, P3)),
    Case("key-points-above-the-story", (P1, P2, P3)),
    Case(
        "links-paragraph-running-list-of-links-with-text",
        (P1, "Harbour Bank buys", P2, "Places: North quay, South quay, Old mill", P3),
    ),
    Case("rollover-text-inside-a-link", ("The mayor, Ann Example, the harbour council", P2)),
    Case("lede-caption-in-a-media-box", (P1, P2, P3)),
    Case("comments-taken-for-body", WALL),
    Case("comments-taken-for-body-variant-2", DAM),
    Case("comments-taken-for-body-variant-5", WALL),
    Case("comments-taken-for-body-variant-6", UFER),
    Case("comments-taken-for-body-variant-7", DAM),
    Case("layout-tables", WALL),
    Case("layout-tables-variant-2", WALL),
    Case("layout-tables-variant-3", WALL),
    Case("prompts-in-the-body", WALL),
    Case("prompts-in-the-body-variant-3", WALL[:3]),
    Case("prompts-in-the-body-variant-4", DAM),
    Case("prompts-in-the-body-variant-5", DAM),
    Case("buttons-and-anchors-glued", WALL),
    Case("buttons-and-anchors-glued-variant-4", WALL),
    Case("hidden-by-style", WALL),
    Case("hidden-by-style-variant-2", WALL),
    Case("hidden-by-style-variant-4", WALL),
    Case("declarative-shadow-dom", WALL),
    Case("figure-holds-more-than-pictures", (*WALL[:2], *ROWS, *WALL[2:])),
    Case("figure-holds-more-than-pictures-variant-2", (*WALL[:2], *ROWS, *WALL[2:])),
    Case("figure-holds-more-than-pictures-variant-4", (*WALL[:2], "depth = 4", *WALL[2:])),
]


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_a_page_that_was_reported_as_wrong_gives_the_expected_story(case: Case) -> None:
    page = (CASES / f"{case.name}.html").read_bytes()
    found = extract(page, "https://news.example.com/a/pier-4711")
    texts = [text for text in (found.lede, *(b.text for b in found.blocks if b.start is not None)) if text]
    assert [text[: len(start)] for text, start in zip(texts, case.texts, strict=False)] == list(case.texts)
    assert len(texts) == len(case.texts) or case.has_more


def test_every_page_that_was_reported_as_wrong_is_tested() -> None:
    assert {path.stem for path in CASES.glob("*.html")} == {case.name for case in PAGES}


def test_a_caption_does_not_contain_the_text_of_its_hide_button() -> None:
    found = extract((CASES / "buttons-and-anchors-glued-variant-4.html").read_bytes(), "https://a.example/1")
    assert [block.text for block in found.blocks if block.type == "image"] == ["Waves break over the old wall."]
