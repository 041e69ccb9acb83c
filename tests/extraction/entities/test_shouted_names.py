"""Names in a headline in capitals are those that the body mentions."""

import pytest

from app.extraction.entities import find_entities
from app.extraction.entities.candidates import Named
from app.extraction.entities.shouted_names import with_shouted_names
from app.extraction.text.read_text import ReadText, read_fields
from app.lang.pack import language_pack

BODY = (
    "President Donald Trump met the chancellor in Berlin on Monday. The chancellor said that Trump had agreed.\n\n"
    "Theresa May said that the rain may fall. May did not stay."
)
SHOUTED = [
    ("en", "TRUMP MEETS CHANCELLOR IN BERLIN", BODY, {"TRUMP", "BERLIN"}),
    ("en", "CHANCELLOR AND DONALD TRUMP SIGN PAPER", BODY, {"DONALD TRUMP"}),
    ("en", "RAIN MAY FALL ON MONDAY, FORECASTERS SAY", BODY, set[str]()),
    (
        "tr",
        "YILDIZ YENİ PROJEYİ ANLATTI",
        "Ayşe Yıldız dün konuştu. Toplantıda Yıldız yeni hedefleri anlattı.",
        {"YILDIZ"},
    ),
    (
        "de",
        "KRAFT LEGT DEN NEUEN PLAN VOR",
        "Am Montag kam Hannelore Kraft nach Köln. Dort sprach Kraft lange.",
        {"KRAFT"},
    ),
    ("fr", "BARRE VEUT GAGNER CETTE ANNÉE", "Raymond Barre a parlé lundi. Selon Barre, tout va bien.", {"BARRE"}),
]


@pytest.mark.parametrize(("language", "headline", "body", "names"), SHOUTED)
def test_names_of_the_body_are_found_in_a_headline_in_capitals(
    language: str, headline: str, body: str, names: set[str]
) -> None:
    found = find_entities(read_fields(headline, None, body, language_pack(language)))
    mentions = [m for entity in found for m in entity.mentions if m.field == "headline"]
    assert names <= {m.text for m in mentions}
    assert all(headline[m.start : m.end] == m.text for m in mentions)
    assert "MAY" not in {m.text for m in mentions}


def test_a_lower_case_word_in_a_headline_is_not_matched_with_a_name() -> None:
    found = find_entities(read_fields("Chancellor signs the trump card", None, BODY, language_pack("en")))
    assert not [m for entity in found for m in entity.mentions if m.field == "headline"]


def test_names_in_a_body_in_capitals_are_found_in_linear_time() -> None:
    """Each name of 60,000 costs its own letters; compared with all others it would take hours."""
    body = "TRUMP MEETS " * 60_000
    pack = language_pack("en")
    shown = Named("headline", 0, 5, "Trump", "Trump", "person", False)
    headline, found = with_shouted_names(
        [[shown], []], (ReadText("headline", "Trump", pack), ReadText("body", body, pack))
    )
    assert headline == [shown]
    assert len(found) == 60_000
    assert {body[named.start : named.end] for named in found} == {"TRUMP"}
