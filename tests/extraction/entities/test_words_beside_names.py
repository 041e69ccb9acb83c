"""Which words before and after a name of a person are no part of it."""

import pytest

from app.extraction import extract_entities
from app.extraction.quotes.linking import link_speakers
from app.schemas.quote import Span
from tests.builders.drafts import entity, quote


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday, President-elect Donald Trump spoke.", "Donald Trump"),
        ("On Monday, Amy Klobuchar of Minnesota spoke.", "Amy Klobuchar"),
    ],
)
def test_titles_before_and_places_after_a_person_are_not_part_of_the_name(text: str, name: str) -> None:
    assert name in {entity.name for entity in extract_entities(text, "en") if entity.type == "person"}


@pytest.mark.parametrize(("speaker", "is_same"), [("Commenter Emma Holm", True), ("John Emma Holm", False)])
def test_words_before_a_speaker_are_ignored_if_they_are_no_names(speaker: str, *, is_same: bool) -> None:
    body = f"{speaker} said: Yes."
    said = quote("Yes.", body, speaker, "en")
    assert said.speaker is not None
    span = Span(start=0, end=len(speaker), text=speaker)
    unlinked = said.speaker.model_copy(update={"mention": span, "entity_id": None})
    holm = entity("Emma Holm", body)
    (linked,), entities = link_speakers([said.model_copy(update={"speaker": unlinked})], [holm])
    assert len(entities) == 2 - is_same
    assert linked.speaker is not None
    assert (linked.speaker.entity_id == holm.id) == is_same
