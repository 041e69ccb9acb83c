"""Nicknames inside the names of people."""

import pytest

from app.extraction import extract_entities

NICKNAMES = [
    ("en", "Walter Eugene “Buck” Tillery died. Buck ran a store.", "Walter Eugene Tillery", "Buck"),
    ("en", "Kev \"Spud\" Murphy won the race. Later Spud said no.", "Kev Murphy", "Spud"),
    ("de", "Am Ende gewann Brigitte „Gitti“ Lorenz. Da lachte Gitti.", "Brigitte Lorenz", "Gitti"),
    ("de", "Am Montag kam Gernot »Geri« Maier. Dann ging Geri.", "Gernot Maier", "Geri"),
    ("de", "Am Montag kam Hans ‚Hansi‘ Flick. Dann ging Hansi.", "Hans Flick", "Hansi"),
    ("fr", "Maurice « Momo » Castel est mort. Momo avait 90 ans.", "Maurice Castel", "Momo"),
    ("es", "Ayer habló Graciela \"la Turca\" Abdala. La Turca se fue.", "Graciela Abdala", "Turca"),
    ("es", "Juan “Tony” Hernández murió. Ayer Tony vivía aquí.", "Juan Hernández", "Tony"),
    ("tr", "Necati \"Neco\" Doğan öldü. Neco'yu herkes severdi.", "Necati Doğan", "Neco"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "nickname"), NICKNAMES)
def test_a_nickname_is_an_alias_of_the_person_whose_name_contains_it(
    language: str, text: str, name: str, nickname: str
) -> None:
    found = [
        (entity.name, nickname in entity.aliases, len(entity.mentions)) for entity in extract_entities(text, language)
    ]
    assert found == [(name, True, 2)]


JOINED = [
    ("en", "Walter 'Buck' Tillery, 91, ran a feed store.", "Walter Tillery"),
    ("en", "On Monday Opal (Jennings) Tillery died.", "Opal Tillery"),
    ("tr", "Hüseyin 'Hoca' Kaya dün geldi.", "Hüseyin Kaya"),
]


@pytest.mark.parametrize(("language", "text", "name"), JOINED)
def test_a_name_in_single_marks_or_brackets_does_not_part_a_name(language: str, text: str, name: str) -> None:
    assert [(entity.type, entity.name) for entity in extract_entities(text, language)] == [("person", name)]


APART = [
    ("en", "The film “Lee” Kate Reed made is long.", {"Kate Reed"}),
    ("en", "Senator Emma Holm (IND) Peter Lowe said.", {"Emma Holm", "Peter Lowe"}),
    ("de", "Das sagte Emma Holm „ganz“ Deutschland am Montag.", {"Emma Holm"}),
]


@pytest.mark.parametrize(("language", "text", "names"), APART)
def test_other_words_in_marks_do_not_join_names(language: str, text: str, names: set[str]) -> None:
    assert names <= {entity.name for entity in extract_entities(text, language)}
