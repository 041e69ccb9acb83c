"""Speakers are linked to the entities of the article."""

from app.extraction.quotes import extract_quotes, link_speakers
from app.schemas.entity import EntityDraft
from app.text.identity import entity_id


def entity(name: str, *aliases: str) -> EntityDraft:
    return EntityDraft(id=entity_id("person", name), name=name, type="person", aliases=aliases, mention_count=1)


def test_a_speaker_is_linked_by_name_or_alias_or_unambiguous_surname() -> None:
    quotes = extract_quotes('Demir, "Depo doldu, gemi yok." dedi.', "tr")
    for known in (entity("Demir"), entity("Kenan Demir"), entity("K. D.", "Demir")):
        linked, entities = link_speakers(quotes, (known,))
        assert linked[0].speaker
        assert linked[0].speaker.entity_id == known.id
        assert entities == (known,)


def test_a_speaker_that_is_no_entity_yet_is_added_to_the_entities() -> None:
    quotes = extract_quotes('Kenan Demir, "Depo doldu." dedi. Demir, "Gemi yok." diye konuştu.', "tr")
    linked, (added,) = link_speakers(quotes, ())
    assert {quote.speaker.entity_id for quote in linked if quote.speaker} == {added.id}
    assert (added.name, added.type, added.mention_count) == ("Kenan Demir", "person", 2)
    assert [mention.text for mention in added.mentions] == ["Kenan Demir", "Demir"]


def test_a_surname_shared_by_two_people_is_not_linked() -> None:
    quotes = extract_quotes('Demir, "Depo doldu, gemi yok." dedi.', "tr")
    _, entities = link_speakers(quotes, (entity("Kenan Demir"), entity("Oya Demir")))
    assert len(entities) == 3


def test_a_document_as_speaker_is_not_linked_to_an_entity() -> None:
    quotes = extract_quotes('Raporda, "Su seviyesi düştü." ifadesine yer verildi.', "tr")
    linked, entities = link_speakers(quotes, ())
    assert linked[0].speaker
    assert linked[0].speaker.entity_id is None
    assert entities == ()
