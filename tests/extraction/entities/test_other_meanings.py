"""Which words show that a short name or an acronym means something else than the name that it could shorten."""

from unittest.mock import Mock

import pytest

from app.extraction.entities.acronyms import explanations
from app.extraction.entities.candidates import Named
from app.extraction.entities.coreference import merge_entities
from app.lang.pack import language_pack
from app.schemas.entity import EntityType

FAR = " …" * 7_000  # characters after which a full name is very far


def merged(text: str, *names: str, kind: EntityType = "person", language: str = "en") -> dict[str, tuple[str, ...]]:
    """Return the names of the entities with their aliases; the text mentions these names in this order."""
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append(Named("body", at, at + len(name), name, name, kind, False))
        at += len(name)
    entities = merge_entities([found], language_pack(language), {"body": text})
    return {entity.name: entity.aliases for entity in entities}


def test_an_acronym_in_brackets_stands_for_the_organization_directly_before_the_brackets() -> None:
    names = "Open Data Association", "Old Dogs Association", "ODA"
    text = "The Open Data Association and the Old Dogs Association (ODA) met."
    assert merged(text, *names, kind="organization")["Old Dogs Association"] == ("ODA",)


def test_an_acronym_spelled_out_in_the_text_stands_for_no_other_organization() -> None:
    text = "Program Management Board. Project Market Bulletin (PMB). PMB grew."
    assert "PMB" in merged(text, "Program Management Board", "PMB", "PMB", kind="organization")


def test_an_acronym_stands_for_a_name_even_if_the_name_has_a_case_ending() -> None:
    text = "Sigorta Kamu Fonunun (SKF) kararı. SKF büyüdü."
    assert "SKF" not in merged(text, "Sigorta Kamu Fonu", "SKF", "SKF", kind="organization", language="tr")


@pytest.mark.parametrize("between", ["She came. ", FAR])
def test_a_surname_does_not_refer_to_a_full_name_far_before_the_surname(between: str) -> None:
    text = f"Emma Holm came. {between}The firm Holm made pumps. G. A. Holm sold them."
    assert (merged(text, "Emma Holm", "Holm", "G. A. Holm")["Emma Holm"] == ("Holm",)) == (between != FAR)


def test_a_frequent_word_stands_for_no_name_that_always_follows_a_determiner() -> None:
    """`Empire` alone does not mean `the Augustin Empire`."""
    text = "In the Augustin Empire it rained. Empire of the Wolf is a book."
    assert not merged(text, "Augustin Empire", "Empire")["Augustin Empire"]


def test_a_korean_family_name_refers_to_the_nearest_person_who_has_it() -> None:
    text = "Margie Kim spoke. " + "It rained. " * 20 + "Kim Yong-hyun resigned. Police accuse Kim of treason."
    assert merged(text, "Margie Kim", "Kim Yong-hyun", "Kim") == {"Margie Kim": (), "Kim Yong-hyun": ("Kim",)}


def test_a_surname_means_the_nearer_person_although_the_name_lacks_a_space() -> None:
    """`Brown` means Danny Brown, although no space follows the surname in `BrownStardustWarp`."""
    text = "Al Brown sings. " + "It rained. " * 20 + "Danny BrownStardustWarp\n\nStardust is Brown at his best."
    found = merged(text, "Al Brown", "Danny BrownStardustWarp", "Brown")
    assert found == {"Al Brown": (), "Danny BrownStardustWarp": ("Brown",)}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Ann Frizzell, Martha Fuller Clark, Amanda Sexton. Ohio: Jai Chabria, Martha Clark, Bob Clegg.", False),
        ("Ann Frizzell, Martha Fuller Clark, Amanda Sexton. Jai Chabria was there. Martha Clark met Bob Clegg.", True),
    ],
)
def test_similar_names_that_stand_only_in_lists_of_people_are_two_people(text: str, *, is_one: bool) -> None:
    names = "Ann Frizzell", "Martha Fuller Clark", "Amanda Sexton", "Jai Chabria", "Martha Clark", "Bob Clegg"
    assert len(merged(text, *names)) == len(names) - is_one


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Emma Holm kam. Drei andere Holm blieben."),
        ("de", "Emma Holm kam. Im Haus der Eheleute Holm brannte es."),
        ("en", "Emma Holm came. The other Holm stayed."),
        ("fr", "Emma Holm part. Les époux Holm restent."),
        ("es", "Emma Holm llega. Los otros Holm se van."),
        ("tr", "Emma Holm geldi. Diğer Holm kaldı."),
    ],
)
def test_a_surname_after_the_word_other_or_couple_means_somebody_else(language: str, text: str) -> None:
    assert not merged(text, "Emma Holm", "Holm", language=language)["Emma Holm"]


@pytest.mark.parametrize(
    ("text", "is_linked"),
    [
        ("He works in Lebanon, Indiana. It is a town.", False),
        ("The malt of Lebanon, Indiana, is sweet.", False),
        ("He works in Lebanon, Jordan and Syria.", True),
        ("He went to Syria, Lebanon, Europe.", True),
        ("He left Lebanon, Indiana, for Lebanon, where it is warm.", True),
    ],
)
def test_a_town_with_the_name_of_a_country_is_not_linked_to_the_country(text: str, *, is_linked: bool) -> None:
    found = [
        Named("body", at, at + len("Lebanon"), "Lebanon", "Lebanon", "location", False)
        for at in range(len(text))
        if text.startswith("Lebanon", at)
    ]
    (town,) = merge_entities([found], language_pack("en"), {"body": text})
    assert ("iso3166" in town.external_ids) == is_linked


def test_a_first_word_does_not_stand_for_a_name_that_ends_in_a_common_word() -> None:
    assert not merged("Fonts: Arial, Arial Black, Impact.", "Arial", "Arial Black")["Arial Black"]


def test_an_institution_noun_does_not_mean_an_institution_named_only_inside_compounds() -> None:
    text = "We offer 4-Year Partial University scholarships. She studies at University level."
    assert not merged(text, "Year Partial University", "University", kind="organization")["Year Partial University"]


def test_the_text_is_searched_once_for_the_words_of_an_acronym(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long article may mention an acronym thousands of times."""
    search = Mock(wraps=explanations)
    monkeypatch.setattr("app.extraction.entities.coreference.explanations", search)
    text = "The Bay Rescue Trust met. BRT said so, BRT agreed, and BRT left."
    assert merged(text, "Bay Rescue Trust", "BRT", "BRT", "BRT", kind="organization") == {"Bay Rescue Trust": ("BRT",)}
    assert search.call_count == 1
