"""The sample page in all three variants: its promised fields, quotes and entities."""

import pytest

from app.schemas.quote import QuoteDraft
from tests.golden_case import GOLDEN, draft

VARIANTS = ("tr/trthaber-kulik", "tr/trthaber-kulik-bare", "tr/trthaber-kulik-windows-1254")
EMBASSY = "Rusya'nın Seul Büyükelçiliği"
EXPECTED = {
    "Kim Jong-un": "person", "Vladimir Putin": "person", "Andrey Kulik": "person", "Chang Ho-jin": "person",
    EMBASSY: "organization", "Yonhap": "organization", "Güney Kore Dışişleri Bakanlığı": "organization",
    "Rusya": "location", "Moskova": "location", "Pyongyang": "location", "Seul": "location", "Kuzey Kore": "location",
    "Güney Kore": "location", "ABD": "location", "Kore Yarımadası": "location",
}  # fmt: skip
PAGE = (GOLDEN / "tr/trthaber-kulik/page.html").read_text("utf-8")
PROVINCES = [line.split(">")[1].split("<")[0] for line in PAGE.splitlines() if "data-index" in line]


def quote(case: str, beginning: str) -> QuoteDraft:
    return next(q for q in draft(case).quotes if q.field != "headline" and q.text.startswith(beginning))


@pytest.mark.parametrize("case", VARIANTS)
def test_the_golden_story_has_seven_blocks(case: str) -> None:
    assert len([block for block in draft(case).blocks if block.start is not None]) == 7


@pytest.mark.parametrize("case", VARIANTS)
def test_entities_of_the_golden_article_have_the_expected_types(case: str) -> None:
    found = {entity.name: entity.type for entity in draft(case).entities}
    right = {name for name, kind in EXPECTED.items() if found.get(name) == kind}
    assert len(right) >= 14
    assert len(found.keys() - EXPECTED.keys()) <= 1


@pytest.mark.parametrize("case", VARIANTS)
def test_no_province_of_the_weather_widget_is_an_entity(case: str) -> None:
    assert len(PROVINCES) == 81
    found = draft(case)
    text = f"{found.headline} {found.lede} {found.body}"
    assert not [name for name in PROVINCES if name in text.split()]
    assert not {entity.name for entity in found.entities} & set(PROVINCES)


@pytest.mark.parametrize("case", VARIANTS)
def test_the_golden_story_has_no_text_of_the_next_story(case: str) -> None:
    whole = draft(case).model_dump_json()
    for words in ("UAEA", "Körfez", "Sıradaki", "Yükleniyor", "Puslu", "ETİKETLER"):
        assert words not in whole


@pytest.mark.parametrize("case", VARIANTS)
class TestMustPassQuotes:
    """The six cases of the quotation specification."""

    def test_a_claim_in_the_lede_is_not_credited_to_an_organization_named_later(self, case: str) -> None:
        found = next((q for q in draft(case).quotes if q.field == "lede"), None)
        assert found is None or (
            found.kind == "partial" and (found.speaker is None or EMBASSY not in found.speaker.name)
        )

    def test_the_press_statement_in_the_golden_article_is_quoted_whole(self, case: str) -> None:
        found = quote(case, "(Güney) Koreli")
        assert found.kind == "direct"
        assert found.speaker
        assert found.speaker.name == EMBASSY
        assert found.cue
        assert found.cue.text == "ifadesine yer verildi"
        assert found.text.endswith("bildirdik.")

    def test_the_second_partial_quote_of_the_golden_article_has_a_speaker_and_a_cue(self, case: str) -> None:
        found = quote(case, "karşılıklı fayda")
        assert found.kind == "partial"
        assert found.speaker
        assert found.speaker.name in (EMBASSY, "Rusya")
        assert found.cue
        assert found.cue.text == "vurgulandı"

    def test_the_third_partial_quote_of_the_golden_article_has_a_speaker_and_a_cue(self, case: str) -> None:
        found = quote(case, "Güney Kore ve ABD'nin")
        assert found.kind == "partial"
        assert found.speaker
        assert found.speaker.name in (EMBASSY, "Rusya")
        assert found.cue
        assert found.cue.text == "ifade edildi"

    def test_a_quote_of_one_word_has_its_speaker_and_cue(self, case: str) -> None:
        found = quote(case, "derhal")
        assert found.kind == "partial"
        assert found.speaker
        assert (found.speaker.name, found.speaker.type) == ("Chang Ho-jin", "person")
        assert found.cue
        assert found.cue.text == "çağrısında bulunmuştu"
        assert found.speaker.entity_id in {entity.id for entity in draft(case).entities}

    def test_the_golden_story_has_no_text_of_teasers(self, case: str) -> None:
        assert not [q for q in draft(case).quotes if "UAEA" in q.text]
        assert len([q for q in draft(case).quotes if q.text.startswith("Moskova ve Pyongyang arasında")]) <= 1
