"""The text beside a name shows that the name does not mean a person mentioned elsewhere with a fuller name.

It may mean a film, a character, a show, a parent, a job or a treaty instead.
"""

import pytest

from app.extraction import extract_entities


def aliases(text: str, language: str = "en") -> dict[str, tuple[str, ...]]:
    """Return the names of the people in a text, with their short names."""
    return {one.name: one.aliases for one in extract_entities(text, language) if one.type == "person"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Emma Miller was a writer. The recent film Miller 2023, starring Kate Reed, is good."),
        ("en", "Emma Miller was a writer. He saw the movie Miller."),
        ("de", "Emma Müller war Fotografin. Der Spielfilm Müller kommt ins Kino."),
        ("fr", "Emma Martin écrit. Le film Martin sort mercredi."),
        ("es", "Emma Castro escribe. La película Castro llega al cine."),
        ("it", "Emma Rossi scrive. Il film Rossi esce in sala."),
        ("tr", "Emma Kaya bir yazardı. Kaya filminde anlatılan yaşam onundur."),
    ],
)
def test_the_title_of_a_film_does_not_refer_to_a_person(language: str, text: str) -> None:
    assert not next(iter(aliases(text, language).values()))


def test_in_english_a_name_after_film_means_a_person_if_a_verb_follows() -> None:
    assert aliases("Emma Miller plays a nurse. In the film Miller says it is hard.") == {"Emma Miller": ("Miller",)}


@pytest.mark.parametrize(
    ("language", "text", "writer"),
    [
        ("en", "The film, with Zoe Kazan as Emily, is by Emily Gordon.", "Emily Gordon"),
        ("en", "Emily Gordon wrote about a woman named Emily (Jessie Reed).", "Emily Gordon"),
        ("en", "Emily Gordon wrote it. With Zoe Kazan as Emily, it is funny. Emily falls ill.", "Emily Gordon"),
        ("de", "Emily Gordon schrieb den Film. Zoe Kazan als Emily ist gut.", "Emily Gordon"),
        ("de", "Emily Gordon schrieb ihn. Kate Reed spielt in der Rolle der Emily.", "Emily Gordon"),
        ("fr", "Emma Martin écrit. Kate Reed joue dans le rôle d'Emma.", "Emma Martin"),
        ("es", "Emma Castro escribe. Kate Reed como Emma es buena.", "Emma Castro"),
        ("it", "Emma Rossi scrive. Kate Reed è nei panni di Emma.", "Emma Rossi"),
        ("tr", "Ayşe Demir yazdı. Zeynep Kaya, Ayşe rolünde oynuyor.", "Ayşe Demir"),
    ],
)
def test_the_given_name_of_a_character_does_not_refer_to_the_writer(language: str, text: str, writer: str) -> None:
    assert not aliases(text, language)[writer]


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Peele directed it. It is better than Key & Peele was.",
        "Jim Carrey played him. The documentary Jim & Andy shows how.",
        "John Green, Everything. Ian Leslie, John & Paul. A book.",
        "John Green and Paul Holm came. John & Paul is a show.",
        "Jim Carrey spielte ihn. Gut ist auch Jim & Andy von Smith.",
    ],
)
def test_a_name_beside_an_ampersand_does_not_refer_to_a_person(text: str) -> None:
    assert not next(iter(aliases(text).values()))


@pytest.mark.parametrize(
    ("language", "text", "parent"),
    [
        ("en", "He was born in Bergen, to Karl and Emma Holm. “It is so,” says Holm.", "Emma Holm"),
        ("de", "Er kam als Sohn von Emma Müller zur Welt. „So ist es“, sagt Müller.", "Emma Müller"),
        ("es", "Es hijo de Carlos y Emma Castro. «Es así», dice Castro.", "Emma Castro"),
        ("it", "È figlio di Emma Rossi. «È così», dice Rossi.", "Emma Rossi"),
    ],
)
def test_a_surname_alone_does_not_refer_to_somebodys_parent(language: str, text: str, parent: str) -> None:
    assert not aliases(text, language)[parent]


def test_a_job_is_neither_a_person_nor_an_organization() -> None:
    names = {one.name for one in extract_entities("Emma Holm, Chief Product Officer of the firm, said so.", "en")}
    assert names == {"Emma Holm"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The Paris Agreement was signed then.", "Paris Agreement"),
        ("en", "The Berne Convention protects works.", "Berne Convention"),
        ("tr", "Paris Anlaşması imzalandı.", "Paris Anlaşması"),
    ],
)
def test_a_treaty_named_after_a_place_is_an_event(language: str, text: str, name: str) -> None:
    assert [(one.type, one.name) for one in extract_entities(text, language)] == [("event", name)]
