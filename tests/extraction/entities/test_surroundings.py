"""Which words around a short name show that it means another person than the one with this surname or given name."""

import pytest

from app.extraction.entities.candidates import Named
from app.extraction.entities.coreference import merge_entities
from app.lang.pack import language_pack

FAR = " …" * 2_000  # characters between a full name and a short name that is too far from it


def short_names(text: str, *names: str, language: str = "en") -> set[str]:
    """Return the aliases of the persons in a text that mentions these names in this order."""
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append(Named("body", at, at + len(name), name, name, "person", False))
        at += len(name)
    entities = merge_entities([found], language_pack(language), {"body": text})
    return {alias for entity in entities for alias in entity.aliases}


@pytest.mark.parametrize(
    ("language", "text", "full", "short"),
    [
        ("en", "Patricia Llosa left. Then Vargas Llosa wrote.", "Patricia Llosa", "Llosa"),
        ("de", "Patricia Llosa ging. Dann schrieb Vargas Llosa.", "Patricia Llosa", "Llosa"),
        ("fr", "Patricia Llosa part. Puis Vargas Llosa écrit.", "Patricia Llosa", "Llosa"),
        ("es", "Patricia Llosa se fue. Luego Vargas Llosa escribió.", "Patricia Llosa", "Llosa"),
        ("tr", "Patricia Llosa gitti. Sonra Vargas Llosa yazdı.", "Patricia Llosa", "Llosa"),
        ("en", "Markus Holm spoke, then Markus Meier did.", "Markus Holm", "Markus"),
        ("de", "Markus Holm sprach, dann Markus Meier.", "Markus Holm", "Markus"),
    ],
)
def test_a_word_inside_a_longer_name_does_not_refer_to_another_person(
    language: str, text: str, full: str, short: str
) -> None:
    assert not short_names(text, full, short, language=language)


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("John Hamilton wrote it. Wilson, John (2009). A history.", "John Hamilton", "John"),
        ("M. Jones, J. Bradley. Jones, P., Salguerio, G.", "M. Jones", "Jones"),
        ("Jui Lin. Dollery, Brian; Crase, Lin (2007). Alternatives.", "Jui Lin", "Lin"),
        ("Charles Holm came. Royal, Charles; Scott, Jenny (2013).", "Charles Holm", "Charles"),
        ("Peter Lange came. Lange, Raeburn (1999). May the people live.", "Peter Lange", "Lange"),
        ("John Peter David came. Holm, David, ed. (2005). A history.", "John Peter David", "David"),
    ],
)
def test_a_person_is_no_author_in_a_bibliography_if_one_name_differs(text: str, full: str, short: str) -> None:
    """`John` in `Wilson, John (2009)` does not mean John Hamilton."""
    assert not short_names(text, full, short)


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("William Hobson came. Hobson, William (2010). Biography.", "William Hobson", "William"),
        ("M. Jones, J. Bradley. Jones, M., Salguerio, G.", "M. Jones", "Jones"),
        ("William Hobson came. Then Hobson, Emma Holm and others left.", "William Hobson", "Hobson"),
    ],
)
def test_an_author_in_a_bibliography_is_the_same_person_if_all_names_agree(text: str, full: str, short: str) -> None:
    assert short_names(text, full, short) == {short}


@pytest.mark.parametrize(
    ("language", "text", "full", "short"),
    [
        ("de", "Das Cover ist toll, mit Pamela Cover gedruckt.", "Pamela Cover", "Cover"),
        ("de", "Man kennt die Lavendel von B. Lavendel.", "B. Lavendel", "Lavendel"),
        ("en", "The Bill passed. Bill Shorten objected.", "Bill Shorten", "Bill"),
        ("fr", "La Rose pousse. Rose Martin arrive.", "Rose Martin", "Rose"),
        ("es", "La Rosa crece. Rosa Gómez llega.", "Rosa Gómez", "Rosa"),
    ],
)
def test_a_noun_after_a_definite_article_does_not_refer_to_a_person(
    language: str, text: str, full: str, short: str
) -> None:
    names = sorted((full, short), key=text.index)
    assert not short_names(text, *names, language=language)


@pytest.mark.parametrize(
    ("language", "text", "full", "short"),
    [
        ("en", "The Empire fell. Emma Empire left. The Empire won. Empire, Empire, Empire.", "Emma Empire", "Empire"),
        ("en", "The Neverending ends. Emma Neverending read the Neverending.", "Emma Neverending", "Neverending"),
        ("fr", "Le Motard part. Emma Motard lit le Motard.", "Emma Motard", "Motard"),
        ("es", "El Sendero sigue. Emma Sendero ve el Sendero.", "Emma Sendero", "Sendero"),
        ("de", "Der Motor läuft. Emma Motor baut. Der Motor lärmt. Motor, Motor, Motor.", "Emma Motor", "Motor"),
    ],
)
def test_a_noun_often_used_with_the_definite_article_never_refers_to_a_person(
    language: str, text: str, full: str, short: str
) -> None:
    at = text.index(full)
    before, after = text[:at].count(short), text[at + len(full) :].count(short)
    assert not short_names(text, *[short] * before, full, *[short] * after, language=language)


def test_a_spanish_nickname_with_or_without_its_article_means_the_same_person() -> None:
    text = "El Barbas llegó. Dicen que El Barbas habló con El Barbas."
    assert short_names(text, "El Barbas", "Barbas", "Barbas", language="es") == {"Barbas"}


@pytest.mark.parametrize(("before", "is_same"), [("AI", False), ("Later", True), ("M.", True)])
def test_a_noun_directly_after_an_acronym_does_not_refer_to_a_person(before: str, *, is_same: bool) -> None:
    text = f"Watson Assistant came. {before} Assistant left."
    assert (short_names(text, "Watson Assistant", "Assistant") == {"Assistant"}) == is_same


def test_a_surname_very_far_before_a_full_name_does_not_refer_to_that_person() -> None:
    assert not short_names(f"I read Edwards.{FAR * 4} Monroe Edwards left.", "Edwards", "Monroe Edwards")


@pytest.mark.parametrize(
    ("language", "text", "full"),
    [
        ("en", "Emma Holm came. The Holm campaign grew. Later Holm left. Holm won.", "Emma Holm"),
        ("de", "Emma Holm kam, die Holm wählt. Später ging Holm.", "Emma Holm"),
    ],
)
def test_a_surname_means_the_person_even_if_an_article_precedes_it_once(language: str, text: str, full: str) -> None:
    assert short_names(text, full, "Holm", "Holm", language=language) == {"Holm"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Elizabeth Snyder wept. Mr. Snyder was shot."),
        ("de", "Elizabeth Snyder weinte. Herr Snyder ging."),
        ("fr", "Elizabeth Snyder pleure. Monsieur Snyder part."),
        ("es", "Elizabeth Snyder llora. El señor Snyder se fue."),
        ("tr", "Elizabeth Snyder ağladı. Bay Snyder gitti."),
    ],
)
def test_a_surname_with_a_male_title_does_not_refer_to_a_woman(language: str, text: str) -> None:
    assert not short_names(text, "Elizabeth Snyder", "Snyder", language=language)


def test_a_surname_is_not_joined_to_another_name_directly_after_it() -> None:
    text = "Emma Holm kam. Dann konfrontiert Holm Claas Relotius."
    assert short_names(text, "Emma Holm", "Holm", "Claas Relotius", language="de") == {"Holm"}


@pytest.mark.parametrize("joint", ["und", "and", "et", "y", "ve"])
def test_two_given_names_joined_by_a_conjunction_are_two_people(joint: str) -> None:
    text = f"Gianni Aron kam. Rat für Aron {joint} Gianni."
    assert not short_names(text, "Gianni Aron", "Aron", "Gianni", language="de")


def test_a_given_name_far_after_the_only_full_name_does_not_refer_to_that_person() -> None:
    assert not short_names(f"Casey Affleck plays a ghost.{FAR} Casey leaves.", "Casey Affleck", "Casey")
    assert short_names("Casey Affleck plays a ghost. Casey leaves.", "Casey Affleck", "Casey") == {"Casey"}


def test_a_given_name_far_before_a_full_name_does_not_refer_to_that_person() -> None:
    assert not short_names(f"His sons Max and Ernst came.{FAR} Ernst Holm left.", "Ernst", "Ernst Holm")


@pytest.mark.parametrize("later", ["Mphutlane Holm", "Leslie Holm"])
def test_a_surname_refers_to_an_earlier_person_and_not_to_a_later_one(later: str) -> None:
    text = f"Emma Holm came. Then, much later and after a long walk, Holm left.{FAR} {later} stayed."
    assert short_names(text, "Emma Holm", "Holm", later) == {"Holm"}


def test_a_shared_surname_means_neither_person_if_both_are_named_far_before() -> None:
    text = f"Emma Holm and Tom Holm came.{' …' * 400} Holm left."
    assert not short_names(text, "Emma Holm", "Tom Holm", "Holm")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ann Holm and Nancy Holm sang. The Holm sisters left."),
        ("de", "Ann Holm und Nancy Holm sangen. Die Holm Schwestern gingen."),
        ("fr", "Ann Holm et Nancy Holm chantent. Les Holm partent."),
        ("es", "Ann Holm y Nancy Holm cantan. Las Holm se fueron."),
    ],
)
def test_a_shared_surname_after_a_definite_article_refers_to_neither_person(language: str, text: str) -> None:
    assert not short_names(text, "Ann Holm", "Nancy Holm", "Holm", language=language)


@pytest.mark.parametrize(
    ("language", "text", "noun"),
    [
        ("en", "The New Zealand Film Commission paid. The Electoral Commission counted.", "Commission"),
        ("es", "La Comisión Nacional pagó. La Electoral Comisión contó.", "Comisión"),
    ],
)
def test_a_noun_with_an_adjective_does_not_refer_to_an_earlier_institution(language: str, text: str, noun: str) -> None:
    full = next(name for name in ("New Zealand Film Commission", "Comisión Nacional") if name in text)
    found = [
        Named("body", text.index(full), text.index(full) + len(full), full, full, "organization", False),
        Named("body", text.rindex(noun), text.rindex(noun) + len(noun), noun, noun, None, False),
    ]
    (one,) = merge_entities([found], language_pack(language), {"body": text})
    assert not one.aliases


@pytest.mark.parametrize("surname", ["Republican", "Emperor"])
def test_a_title_or_a_word_for_party_members_is_not_a_surname(surname: str) -> None:
    assert not short_names(f"A Virginia {surname} spoke. {surname} won.", f"Virginia {surname}", surname)


@pytest.mark.parametrize(
    ("language", "names", "name"),
    [
        ("en", ("Andrew Fahie", "Andrew Alturo Fahie"), "Andrew Fahie"),
        ("es", ("Mario Vargas", "Mario Vargas Llosa"), "Mario Vargas Llosa"),
        ("es", ("Juan Orlando", "Juan Orlando Hernández"), "Juan Orlando Hernández"),
        ("de", ("Max Meier", "Vizepräsident Max Meier"), "Max Meier"),
        ("de", ("Max Meier", "Vizepräsident Meier"), "Max Meier"),
        ("de", ("Max Meier", "Kollege Meier"), "Max Meier"),
        ("fr", ("Frédéric Zalac", "Frédéric Zalac d'Enquête"), "Frédéric Zalac"),
        ("tr", ("Ayşe Kaya", "Ayşe Nur Kaya"), "Ayşe Kaya"),
        ("en", ("H.G. Bissinger", "H. G. Bissinger"), "H.G. Bissinger"),
        ("en", ("Phil Anselmo", "Philip Anselmo"), "Phil Anselmo"),
        ("en", ("Bryan Kohberger", "Brian Kohberger"), "Bryan Kohberger"),
        ("de", ("Hristijan Mickoski", "Hristjan Mickoski"), "Hristijan Mickoski"),
    ],
)
def test_different_forms_of_a_full_name_refer_to_one_person(language: str, names: tuple[str, ...], name: str) -> None:
    text = ". ".join(names)
    found = [Named("body", text.rindex(one), text.rindex(one) + len(one), one, one, "person", False) for one in names]
    (person,) = merge_entities([sorted(found, key=lambda one: one.start)], language_pack(language), {"body": text})
    assert (person.name, set(person.aliases)) == (name, {*names} - {name})


@pytest.mark.parametrize(
    "names",
    [
        ("Allan Bryant", "Allan Bryant Snr"),
        ("Stephen Jones", "John Stephen Jones"),
        ("George Bush", "George W. Bush", "George H. Bush"),
        ("Grace Hopper", "Grace Hopper Festival"),
        ("Maria Holm", "Mario Holm"),
        ("Daniel Holm", "Daniela Holm"),
        ("Jan Holm", "Janet Holm"),
        ("Joe Holm", "Joel Holm"),
    ],
)
def test_different_people_with_similar_names_are_not_merged(names: tuple[str, ...]) -> None:
    assert not short_names(". ".join(names), *names)


@pytest.mark.parametrize(
    ("language", "text", "full", "short"),
    [
        ("de", "Otto Messing kam. Es folgen Messing- und Prüfarbeiten.", "Otto Messing", "Messing"),
        ("en", "Kai Ostmark came. The Norse–Ostmark trade grew.", "Kai Ostmark", "Ostmark"),
        ("en", "Louis Holm came. In the St. Louis area it rained.", "Louis Holm", "Louis"),
        ("fr", "Sacha Marchal part. Il rencontre les Marchal.", "Sacha Marchal", "Marchal"),
        ("es", "Lucía Marchal llega. Los Marchal se van.", "Lucía Marchal", "Marchal"),
    ],
)
def test_a_word_of_a_full_name_does_not_always_mean_the_person(language: str, text: str, full: str, short: str) -> None:
    """In a compound, in the name of a place and after a plural article, the word means something or somebody else."""
    assert not short_names(text, full, short, language=language)


@pytest.mark.parametrize("title", ["President", "Governor"])
def test_a_surname_after_a_title_does_not_refer_to_a_person_with_another_title(title: str) -> None:
    text = f"{title} Holm came, then First Lady Emma Holm. Later Holm left."
    assert not short_names(text, "Holm", "Emma Holm", "Holm")


@pytest.mark.parametrize(
    ("text", "is_same"),
    [
        ("Emma Holm said that President Holm agreed. Holm left.", False),
        ("Emma Holm came. President Holm agreed. Holm left.", True),
        ("President Emma Holm said that President Holm agreed. Holm left.", True),
        ("Gov. Emma Holm came. Later Governor Holm agreed. Holm left.", True),
        ("Senator Emma Holm came. Later Mrs. Holm agreed. Holm left.", True),
    ],
)
def test_a_titled_surname_and_an_untitled_name_in_one_sentence_are_two_people(text: str, *, is_same: bool) -> None:
    assert short_names(text, "Emma Holm", "Holm", "Holm") == ({"Holm"} if is_same else set())


def test_given_names_are_two_people_if_a_conjunction_joins_them_anywhere() -> None:
    text = "Gianni Aron schreibt. Rat für Aron und Gianni. Später lacht Aron, und Gianni geht."
    assert not short_names(text, "Gianni Aron", "Aron", "Gianni", "Aron", "Gianni", language="de")


@pytest.mark.parametrize(
    ("before", "surname", "is_same"),
    [("", "Vulkano", False), ("Mrs. ", "Vulkano", True), ("", "Edwards", True)],
)
def test_a_surname_before_the_full_name_must_be_a_known_name_or_follow_a_title(
    before: str, surname: str, *, is_same: bool
) -> None:
    text = f"I saw {before}{surname}.{FAR[:2_000]} So {surname} won. Monroe {surname} left."
    found = short_names(text, surname, surname, f"Monroe {surname}")
    assert found == ({surname} if is_same else set())


@pytest.mark.parametrize(("number", "is_same"), [(" 6", False), ("", True)])
def test_a_name_that_ends_in_a_number_is_not_shortened_to_its_first_word(number: str, *, is_same: bool) -> None:
    text = f"The Salomon Streakrun{number} is light. How? Well, Salomon knows."
    assert short_names(text, "Salomon Streakrun", "Salomon") == ({"Salomon"} if is_same else set())


def test_a_given_name_refers_to_the_person_whose_full_name_begins_with_it() -> None:
    text = "Stephen Holm came. He has a son. Paul Stephen Holm left, the fourth child of Stephen."
    found = [Named("body", text.index(name), text.index(name) + len(name), name, name, "person", False)
             for name in ("Stephen Holm", "Paul Stephen Holm")]  # fmt: skip
    found.append(Named("body", len(text) - 8, len(text) - 1, "Stephen", "Stephen", "person", False))
    entities = merge_entities([found], language_pack("en"), {"body": text})
    assert {entity.name: entity.aliases for entity in entities} == {
        "Stephen Holm": ("Stephen",), "Paul Stephen Holm": (),
    }  # fmt: skip


@pytest.mark.parametrize(("text", "is_same"), [("General Holdings (GH) came.", True), ("General Holdings, GH.", False)])
def test_a_short_acronym_must_be_in_brackets_to_stand_for_the_name_before_it(text: str, *, is_same: bool) -> None:
    at = text.index("GH")
    found = [
        Named("body", 0, 16, "General Holdings", "General Holdings", "organization", False),
        Named("body", at, at + 2, "GH", "GH", "organization", False),
    ]
    entities = merge_entities([found], language_pack("en"), {"body": text})
    assert (len(entities) == 1) == is_same
