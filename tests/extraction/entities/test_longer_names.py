"""A word that is only a part of a longer name is completed, or it is no name by itself."""

import pytest

from app.extraction import extract_entities


def entities(text: str, language: str) -> dict[str, tuple[str, ...]]:
    """Return the names of the entities of a text, each with its aliases."""
    return {found.name: found.aliases for found in extract_entities(text, language)}


@pytest.mark.parametrize(
    ("language", "text", "full"),
    [
        ("en", "It suits us, says Holloway Events Founder Cathleen Holloway.", "Cathleen Holloway"),
        ("en", "It became Vasyl\u2019 Stus Donetsk National University, after Vasyl Stus.", "Vasyl Stus"),
        ("en", "She met Emma Holm. A firm called Holm Gardeners did the work.", "Emma Holm"),
        ("fr", "Elle a vu Emma Holm. La société Holm Jardinage a fait le travail.", "Emma Holm"),
        ("es", "Habló Emma Holm. La empresa vecina Holm Jardinería hizo el trabajo.", "Emma Holm"),
    ],
)
def test_a_word_before_an_unknown_capitalised_word_means_no_person(language: str, text: str, full: str) -> None:
    assert entities(text, language)[full] == ()


@pytest.mark.parametrize(
    ("language", "text", "alias"),
    [
        ("en", "Emma Holm came. Nobody answered, and Holm Tuesday morning called again.", "Holm"),
        ("en", "Emma Holm came. They gave the \u2018Holm\u2019 Report to her.", "Holm"),
        ("en", "Emma Holm came. Later Holm\u2019s Twitter account was closed.", "Holm"),
        ("en", "Emma Jones came. At Jones\u2019 Oxford home nobody answered.", "Jones"),
        ("de", "Emma Holm kam. Danach hat Holm Kuchen gegessen.", "Holm"),
        ("tr", "Emma Holm geldi. Sonra Holm Ankara'ya gitti.", "Holm"),
        ("en", "Emma Merkel came. She left.\nMerkel Visits\nThere was nothing to see.", "Merkel"),
    ],
)
def test_a_surname_before_another_word_still_means_the_person(language: str, text: str, alias: str) -> None:
    (aliases,) = (aliases for name, aliases in entities(text, language).items() if name.startswith("Emma"))
    assert aliases == (alias,)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("tr", "Çevre Bakanı Murat Kurum, Hatay'da konuştu.", "Murat Kurum"),
        ("en", "Montana senator Jon Tester bills himself as a moderate.", "Jon Tester"),
    ],
)
def test_a_given_name_after_a_role_gets_its_surname(language: str, text: str, name: str) -> None:
    assert name in entities(text, language)


def test_an_honorific_is_no_surname() -> None:
    assert "Fatih Hoca" not in entities("Teknik direktör Fatih Hoca onay verdi.", "tr")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Der Jubel ist groß. Indes wächst der Frust bei den Leuten.", "Indes"),
        ("en", "The novelists met at a Rom Con to discuss their books.", "Rom"),
        ("fr", "Le produit est interdit. Seul en Europe, le pays le dit.", "Seul"),
    ],
)
def test_a_name_of_a_place_in_other_languages_only_is_no_place(language: str, text: str, name: str) -> None:
    assert not any(found.startswith(name) for found in entities(text, language))


def test_the_first_part_of_an_acronym_with_a_slash_means_no_organization() -> None:
    text = "Die Koalition aus der Allianz für die Albaner und Alternative (AA/A) gewann. Die AA/A feierte."
    assert all("AA" not in aliases for aliases in entities(text, "de").values())


def test_a_surname_alone_in_a_list_of_full_names_means_somebody_else() -> None:
    text = "Members: Catherine Corkery, Corriveau, Fergus Cullen, Joel Maiola, Kate Corriveau, Maureen Manning."
    assert entities(text, "en")["Kate Corriveau"] == ()


def test_a_role_in_capitals_before_a_name_is_no_part_of_it() -> None:
    assert "Blake Barnett" in entities("The winner was Erie QB Blake Barnett of Colorado.", "en")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The Terry Hershey Hike and Bike Trail is closed. So is the Terry Hershey Hike sign.", "Terry Hershey"),
        ("en", "I introduced my team to the Joel Test in one of our meetings.", "Joel Test"),
        ("en", "It was in the \u2018Rock and Roll Hall of Fame\u2019 and is still Rock and Roll.", "Roll"),
        ("en", "Princess Cyd is his most accomplished film yet, about a woman named Cyd.", "Princess Cyd"),
        ("en", "Memorial Park Hike and Bike Trailhead is a starting point.", "Park Hike"),
        ("en", "He searched a Seat Leon parked a few streets away.", "Seat Leon"),
        ("es", "Laura Galarza ganó anoche el Premio Nadal con su novela.", "Premio Nadal"),
    ],
)
def test_a_name_after_an_article_with_a_word_that_nobody_bears_is_no_person(
    language: str, text: str, name: str
) -> None:
    found = {entity.name: entity.type for entity in extract_entities(text, language)}
    assert "person" not in {kind for known, kind in found.items() if known.startswith(name)}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "She read a Jane Austen novel on the train.", "Jane Austen"),
        ("en", "Our Declan Harty writes about the market. Our Victoria Guida reported it.", "Victoria Guida"),
        ("en", "He was the Kilian Jornet of his time.", "Kilian Jornet"),
        ("en", "Jane Austen is her favourite author, and Emma Holm is his film teacher.", "Emma Holm"),
        ("es", "Con un gol del Cholo Simeone ganó el equipo.", "Cholo Simeone"),
        ("de", "Da kam der Peter Maier und sagte nichts.", "Peter Maier"),
    ],
)
def test_a_person_after_an_article_or_a_possessive_stays_a_person(language: str, text: str, name: str) -> None:
    assert any(name in entity.name and entity.type == "person" for entity in extract_entities(text, language))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der TSV Rot Weiß Auerbach verlor mit 1:2.", "TSV Rot Weiß Auerbach"),
        ("Der FSV Glückauf Brieske gewann beim SV Grün Weiß Lübben.", "SV Grün Weiß Lübben"),
        ("Der Sportverein BSV Rot Weiß Schönow lädt am Dienstag ein.", "BSV Rot Weiß Schönow"),
        ("Der TuS Blau Weiß Holm stieg auf.", "TuS Blau Weiß Holm"),
    ],
)
def test_the_name_of_a_german_club_is_whole(text: str, name: str) -> None:
    found = {entity.name: entity.type for entity in extract_entities(text, "de")}
    assert found[name] == "organization"


@pytest.mark.parametrize(
    "text", ["Der VfB Trainer Sebastian Hoeneß war zufrieden.", "Beim TSV Trainer Emma Holm war es still."]
)
def test_a_person_after_a_club_and_a_role_stays_a_person(text: str) -> None:
    assert "person" in {entity.type for entity in extract_entities(text, "de")}
