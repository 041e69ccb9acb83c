"""The kicker is a field of its own, and no part of the headline."""

import pytest

from app.extraction import extract

TITLE = "Council votes for free buses on Saturdays"
PROSE = (
    "<p>After four hours the council voted for free buses on Saturdays, by twenty-seven votes to twenty-four.</p>" * 3
)


@pytest.mark.parametrize(
    ("printed", "kicker"),
    [
        (f"<h1><span class=kicker>Transport</span> <span>{TITLE}</span></h1>", "Transport"),
        (f"<h1><span class=article__kicker>Transport:</span> {TITLE}</h1>", "Transport:"),
        (f"<h1><small class=topline>Transport</small>{TITLE}</h1>", "Transport"),
        (f"<header><p class=overline>Transport</p><h1>{TITLE}</h1></header>", "Transport"),
        (f"<header><div><span class=eyebrow>Transport</span></div><h1>{TITLE}</h1></header>", "Transport"),
        (f"<h1><small>Transport</small><strong>{TITLE}</strong></h1>", "Transport"),
        (f"<h1><b>Transport</b><br>{TITLE}</h1>", "Transport"),
        (f"<h1>{TITLE}</h1>", None),
        (f"<h1>{TITLE}</h1><p class=kicker>Transport</p>", None),
        (f"<h1><span class=kicker>{TITLE}</span></h1>", None),
    ],
)
def test_a_kicker_is_separated_from_the_headline(printed: str, kicker: str | None) -> None:
    page = f"<html lang=en><head><title>{TITLE}</title></head><body><article>{printed}{PROSE}</article></body></html>"
    found = extract(page.encode(), "https://vega.example/a")
    assert (found.headline, found.kicker) == (TITLE, kicker)


def test_a_kicker_is_cut_from_a_heading_even_without_metadata() -> None:
    printed = f"<h1><span class=kicker>Transport</span> {TITLE}</h1>"
    found = extract(f"<html lang=en><body><article>{printed}{PROSE}</article></body></html>".encode())
    assert (found.headline, found.kicker) == (TITLE, "Transport")


def test_a_kicker_that_is_part_of_the_metadata_title_stays_in_the_headline() -> None:
    whole = f"<title>Transport: {TITLE}</title><meta property=og:title content='Transport: {TITLE}'>"
    printed = f"<h1><span class=kicker>Transport:</span> {TITLE}</h1>"
    page = f"<html lang=en><head>{whole}</head><body><article>{printed}{PROSE}</article></body></html>"
    found = extract(page.encode(), "https://vega.example/a")
    assert (found.headline, found.kicker) == (f"Transport: {TITLE}", None)
