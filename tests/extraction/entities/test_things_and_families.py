"""Which words show that a short name means a thing, a family or a brand, not the person whose name it may shorten."""

import pytest

from app.extraction.entities.candidates import Named
from app.extraction.entities.coreference import merge_entities
from app.lang.pack import language_pack
from app.schemas.entity import EntityDraft, EntityType

Names = dict[str, tuple[str, ...]]


def merged(text: str, *names: str, language: str = "en", **places: str) -> Names:
    """Return the names of the entities with their aliases; the text mentions these names in this order."""
    return {entity.name: entity.aliases for entity in drafts(text, *names, language=language, **places)}


def drafts(text: str, *names: str, language: str = "en", place: str = "", club: str = "") -> tuple[EntityDraft, ...]:
    """Return the entities of a text. All names are people's except `place` and `club`."""
    kinds: dict[str, EntityType] = {place: "location", club: "organization"}
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append(Named("body", at, at + len(name), name, name, kinds.get(name, "person"), False))
        at += len(name)
    return merge_entities([found], language_pack(language), {"body": text})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Emma Holm came. The Holm family waited."),
        ("en", "Emma Holm came. The Holm brothers waited."),
        ("de", "Emma Holm kam. Die Familie Holm wartete."),
        ("fr", "Emma Holm vient. La famille Holm attend."),
        ("es", "Emma Holm llega. La familia Holm espera."),
        ("it", "Emma Holm arriva. La famiglia Holm aspetta."),
        ("tr", "Emma Holm geldi. Holm ailesinin evi yandı."),
    ],
)
def test_a_surname_beside_a_word_for_a_family_does_not_refer_to_the_person(language: str, text: str) -> None:
    assert not merged(text, "Emma Holm", "Holm", language=language)["Emma Holm"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Emma Holm kam. Der Verleger der Verlagsgruppe Holm sprach."),
        ("de", "Emma Holm kam. Die MM-Verlagsgruppe Holm wuchs."),
        ("de", "Emma Holm kam. Die Firma Holm wuchs."),
        ("fr", "Emma Holm vient. Le groupe Holm grandit."),
        ("fr", "Emma Holm vient. Elle habite rue Holm."),
        ("es", "Emma Holm llega. La empresa Holm crece."),
        ("es", "Emma Holm llega. El estadio Holm es grande."),
        ("it", "Emma Holm arriva. L'azienda Holm cresce."),
        ("it", "Emma Holm arriva. Abita in piazza Holm."),
    ],
)
def test_a_surname_after_a_word_for_a_firm_or_a_street_does_not_refer_to_the_person(language: str, text: str) -> None:
    assert not merged(text, "Emma Holm", "Holm", language=language)["Emma Holm"]


def test_an_english_surname_after_a_word_like_firm_may_mean_the_person() -> None:
    text = "Emma Holm came. The firm Holm founded made pumps."
    assert merged(text, "Emma Holm", "Holm") == {"Emma Holm": ("Holm",)}


@pytest.mark.parametrize(
    ("text", "is_brand"),
    [
        ("Emma Holm gründete sie. Holm Spielzeug ist teuer. Für Babys gibt es Holm Puppen.", True),
        ("Emma Holm gründete sie. Holm Spielzeug ist teuer. Das sagt Holm. Laut Holm ist es gut.", False),
        ("Emma Holm kam. Die Kanzlerin Holm sprach, und Holm ging.", False),
    ],
)
def test_a_surname_that_mostly_precedes_nouns_is_a_brand(text: str, *, is_brand: bool) -> None:
    found = merged(text, "Emma Holm", "Holm", "Holm", language="de")
    assert found["Emma Holm"] == (() if is_brand else ("Holm",))


def test_a_given_name_that_ends_the_name_of_a_storm_does_not_refer_to_a_person() -> None:
    text = "Storm Darragh hit. Darragh is named after Darragh Holm. Storm Darragh went."
    names = "Storm Darragh", "Darragh", "Darragh Holm", "Storm Darragh"
    assert not merged(text, *names, place="Storm Darragh")["Darragh Holm"]
    assert merged("Darragh Holm came. Darragh left.", "Darragh Holm", "Darragh")["Darragh Holm"] == ("Darragh",)


def test_the_first_word_of_several_place_names_is_no_given_name() -> None:
    """The Maori article `Te` is such a word."""
    text = "Te Ara says: Te pūrongo. Te Waka and Te Ika are islands."
    found = [(0, 5, "person"), (13, 15, "person"), (25, 32, "location"), (37, 43, "location")]
    mentions = [Named("body", a, b, text[a:b], text[a:b], kind, False) for a, b, kind in found]  # type: ignore[arg-type]
    (ara, *_) = merge_entities([mentions], language_pack("en"), {"body": text})
    assert not ara.aliases


@pytest.mark.parametrize(
    ("language", "text", "is_one"),
    [
        ("en", "Dev Holm wrote. Another App Dev asked why.", False),
        ("en", "Dev Holm wrote. Then Sir Dev asked why.", True),
        ("en", "Dev Holm wrote. Yesterday Dev asked why.", True),
        ("tr", "Tom Holm geldi. Geçen yıl Kelebek'te Tom konuştu.", True),
    ],
)
def test_a_given_name_means_the_person_unless_a_capitalised_noun_precedes_it(
    language: str, text: str, *, is_one: bool
) -> None:
    """A title, the first word of a sentence and a word with a case ending do not count as such a noun."""
    full = " ".join(text.split()[:2])
    assert bool(merged(text, full, text.split()[0], language=language)[full]) == is_one


@pytest.mark.parametrize(
    ("full", "text"),
    [
        ("Otto Motor", "Otto Motor, Seite 9. Kenndaten eines Motor."),
        ("Otto Kolbenring", "Otto Kolbenring, Seite 9. Öl steckt in dem Kolbenring."),
        ("Antriebsakku Bordnetzmanagement", "Antriebsakku Bordnetzmanagement, Seite 9. Bordnetzmanagement, Seite 12."),
        ("Braun Pflegespülung", "Die Braun Pflegespülung. Ich mag Pflegespülung."),
    ],
)
def test_a_german_common_noun_is_not_taken_for_a_surname(full: str, text: str) -> None:
    assert not merged(text, full, full.split()[-1], language="de")[full]


@pytest.mark.parametrize(
    ("language", "extended", "other"),
    [("en", "Emma Holm Lego", "Emma Holm Larsen"), ("de", "Emma Holm Sammlung", "Emma Holm Jung")],
)
def test_an_organization_or_a_noun_after_a_name_is_not_taken_as_a_second_surname(
    language: str, extended: str, other: str
) -> None:
    text = f"Emma Holm. Emma Holm. {extended}. {other}."
    assert merged(text, "Emma Holm", "Emma Holm", extended, other, language=language)["Emma Holm"] == (other,)


def test_a_surname_means_a_full_name_rather_than_a_quoted_nickname() -> None:
    text = "Emma Holm sang. " + "It rained. " * 20 + "They called her “Canine Holm.” Holm left."
    assert merged(text, "Emma Holm", "Canine Holm", "Holm") == {"Emma Holm": ("Holm",), "Canine Holm": ()}
    only = "They called her “Queen Holm.” Holm left."
    assert merged(only, "Queen Holm", "Holm") == {"Queen Holm": ("Holm",)}


@pytest.mark.parametrize(
    ("language", "club", "text", "is_place"),
    [
        ("es", "Municipal Grecia FC", "Municipal Grecia FC juega. Ganó Grecia 3-1.", False),
        ("es", "Municipal Grecia FC", "Municipal Grecia FC juega. Viven en Grecia.", True),
        ("es", "Banco de Grecia", "El Banco de Grecia abrió. Ganó Grecia.", True),
        ("de", "SC Freiburg", "Der SC Freiburg siegte. Ein 5:1 gegen Freiburg.", False),
        ("de", "SC Freiburg", "Der SC Freiburg siegte. Er kommt aus Freiburg.", True),
        ("de", "SC Freiburg", "Der SC Freiburg siegte.\n\nFreiburg (dpa) Es regnet.", True),
        ("en", "Reading FC", "They beat Reading FC. It was a day for Reading fans.", False),
    ],
)
def test_a_place_that_a_club_is_named_after_may_mean_the_club(
    language: str, club: str, text: str, *, is_place: bool
) -> None:
    """`Freiburg` means SC Freiburg unless a word such as `aus` precedes it, or it is the place of a dateline."""
    place = next(word for word in ("Grecia", "Freiburg", "Reading") if word in club)
    (_, found) = drafts(text, club, place, language=language, place=place, club=club)
    assert (found.type == "location") == is_place
    assert bool(found.external_ids) == is_place


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("Über Jamaika wird verhandelt. Die Koalition steht.", False),
        ("Nach Jamaika reisen viele. Die Koalition steht.", True),
        ("Über Jamaika zieht ein Sturm.", True),
    ],
)
def test_a_german_coalition_is_not_the_country_whose_flag_has_its_colours(text: str, *, is_place: bool) -> None:
    (found,) = drafts(text, "Jamaika", language="de", place="Jamaika")
    assert ("iso3166" in found.external_ids) == is_place


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Downloading Tronk is easy. It is worth downloading. Tronk is free.", False),
        ("Fonadi Tronk came. Everybody left. Tronk stayed.", True),
        ("Will Tronk came. He will stay. Tronk said so.", True),
    ],
)
def test_an_ordinary_word_that_opens_a_sentence_is_no_first_name(text: str, *, is_one: bool) -> None:
    full, at = " ".join(text.split()[:2]), text.rindex("Tronk")
    found = [Named("body", 0, len(full), full, full, "person", True)]
    found += [Named("body", at, at + 5, "Tronk", "Tronk", "person", False)]
    (first, *_) = merge_entities([found], language_pack("en"), {"body": text})
    assert first.aliases == (("Tronk",) if is_one else ())
