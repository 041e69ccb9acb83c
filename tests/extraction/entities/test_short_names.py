"""Which words stand for a full name in the same article, and which do not because they may mean something else."""

import pytest

from app.extraction.entities import extract_entities
from app.extraction.entities.candidates import Named
from app.extraction.entities.coreference import merge_entities
from app.lang.pack import language_pack
from app.schemas.entity import EntityDraft, EntityType

APART_BY = 200  # characters between mentions, more than a sentence


def merged(
    names: tuple[str, ...], language: str = "en", kind: EntityType | None = "person", gap: int = APART_BY
) -> list[EntityDraft]:
    """Return the entities of mentions with these names, each `gap` characters after the one before."""
    found, at = [], 0
    for name in names:
        found.append(Named("body", at, at + len(name), name, name, kind, False))
        at += len(name) + gap
    return list(merge_entities([found], language_pack(language)))


def aliases(names: tuple[str, ...], language: str = "en") -> set[str]:
    return {alias for entity in merged(names, language) for alias in entity.aliases}


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("en", "Sam Guest", "Guest"), ("en", "Mike Glass", "Glass"), ("en", "Keir Starmer", "Starmer"),
        ("en", "Abby Dunn", "Abby"), ("en", "Seabata Moeketsi", "Moeketsi"), ("en", "James P. Kennedy Jr", "Kennedy"),
        ("es", "Andrés Manuel López Obrador", "López"), ("tr", "Ayten Kaya", "Kaya"), ("tr", "Ayten Kaya", "Ayten"),
        ("tr", "Devlet Bahçeli", "Bahçeli"), ("en", "Ben Garrod", "Garrod"),
        ("de", "Ursula Heinen-Esser", "Heinen-Esser"), ("fr", "Emmanuel Macron", "Macron"),
    ],
)  # fmt: skip
def test_a_surname_or_a_listed_given_name_stands_for_a_person(language: str, full: str, short: str) -> None:
    assert aliases((full, short), language) == {short}


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("en", "Katwe My Guess", "Guess"), ("en", "Porsche Macan", "Porsche"), ("en", "Skoda Enyaq", "Skoda"),
        ("en", "Hispanic Caucus", "Hispanic"), ("en", "Fairfax NZ", "NZ"), ("en", "PKO GitHub", "GitHub"),
        ("en", "J. M.", "M."), ("de", "B. Lavendel", "B."), ("en", "GPT-5 Codex", "Codex"), ("en", "Joe L.", "Joe"),
        ("en", "Girl Sarah Hall", "Girl"), ("en", "Luccioni of Mila", "Mila"), ("tr", "Arduino Nano", "Arduino"),
        ("fr", "Arte Creative", "Arte"), ("es", "Estadio Ebal Rodríguez", "Estadio"),
        ("es", "Suplentes Roberto Díaz", "Suplentes"), ("de", "Kandidaten Emma Holm", "Kandidaten"),
        ("en", "Allan Snr", "Allan"), ("en", "Allan Jnr.", "Allan"), ("en", "Emma HolmstadtLIVE Ostmark", "Ostmark"),
    ],
)  # fmt: skip
def test_a_word_that_is_no_surname_does_not_refer_to_a_longer_name(language: str, full: str, short: str) -> None:
    assert short not in aliases((full, short), language)


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (("Donald Trump", "Donald J. Trump"), "en"), (("Donald J. Trump", "Donald Trump"), "en"),
        (("Emma Holm", "Senator Holm"), "en"), (("Emma Holm", "President-elect Holm"), "en"),
        (("Emma Holm", "About Holm"), "en"), (("Josh Bongard", "Vermont Bongard"), "en"),
    ],
)  # fmt: skip
def test_a_person_is_the_same_with_and_without_an_initial_or_title(names: tuple[str, str], language: str) -> None:
    assert len(merged(names, language)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("George Bush", "George W. Bush", "George H. Bush"),
        ("Stephen Jones", "John Stephen Jones"),
        ("Virginia Republican", "Iowa Republican"),
        ("George W. Bush", "George H. Bush"),
        ("Kim Jong", "Kim Yo Jong"),
        ("Emma Holm", "Emma Holm Palm Springs"),
    ],
)
def test_people_with_different_initials_or_given_names_are_different_entities(names: tuple[str, ...]) -> None:
    assert len(merged(names)) == len(names)


def test_a_shared_surname_refers_only_to_a_person_named_just_before() -> None:
    people = ("Joe Biden", "Joe Biden", "Hunter Biden", "Biden")
    assert [one.name for one in merged(people)] == ["Joe Biden", "Hunter Biden", "Biden"]
    near = {one.name: one.mention_count for one in merged(people, gap=20)}
    assert near == {"Joe Biden": 2, "Hunter Biden": 2}


@pytest.mark.parametrize(
    ("language", "full", "short", "is_same"),
    [
        ("en", "Ministry of Finance and Energy Department", "Department", True),
        ("en", "Members of Parliament", "Parliament", False),
        ("de", "Karlsruher Polizei", "Polizei", False),
        ("de", "Website der Stiftung", "Stiftung", False),
        ("tr", "Japonya Savunma Bakanlığı", "Bakanlığa", True),
    ],
)
def test_only_the_main_noun_of_a_name_stands_for_the_institution(
    language: str, full: str, short: str, *, is_same: bool
) -> None:
    found = [
        Named("body", 0, len(full), full, full, "organization", False),
        Named("body", 100, 100 + len(short), short, short, None, False),
    ]
    (one,) = merge_entities([found], language_pack(language))
    assert (short in one.aliases) == is_same


def test_the_word_ministry_alone_after_two_ministries_refers_to_neither() -> None:
    text = "Haberi Japonya Savunma Bakanlığı ve Norveç Maliye Bakanlığı duyurdu. Sonra Bakanlığa soru geldi."
    assert not {alias for entity in extract_entities(text, "tr") for alias in entity.aliases}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "He said: I’m Haoyu Zhang of Garden Hall.", "I’m Haoyu Zhang"),
        ("en", "We’re told it. We’re here, said Emma Stone.", "We’re"),
        ("es", "Ganó Pedro Gómez vs Juan Pérez ayer.", "Pedro Gómez vs Juan Pérez"),
    ],
)
def test_the_name_of_a_person_excludes_contractions_and_the_word_versus(language: str, text: str, name: str) -> None:
    assert name not in {entity.name for entity in extract_entities(text, language)}


def test_a_surname_printed_in_lower_case_is_part_of_the_name() -> None:
    assert "Yasin şen" in {entity.name for entity in extract_entities("Yasin şen", "tr")}
