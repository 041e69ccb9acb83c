"""Words beside a name show that it is a place: prepositions, nouns of places, lists of places."""

import pytest

from app.extraction.entities import extract_entities

PLACES = [
    ("en", "People in Crieff are worried about the factory there.", "Crieff"),
    ("en", "They had signed contracts with wind farms in Offaly and Mayo.", "Offaly"),
    ("en", "They had signed contracts with wind farms in Offaly and Mayo.", "Mayo"),
    ("en", "A check was requested on Virginia Moody, 81, of Peterson. She was in the garden.", "Peterson"),
    ("en", "A Dickens resident lost the money to a caller.", "Dickens"),
    ("en", "To the island of Noirmoutier, where she raked salt, she was a stranger.", "Noirmoutier"),
    ("es", "Una traductora vuelve a Labastida para vender el caserón familiar.", "Labastida"),
    ("es", "El intendente de Coronel Suárez salió con los tapones de punta.", "Coronel Suárez"),
    ("es", "En Floridablanca el alza llegó a 11,2 por ciento.", "Floridablanca"),
    ("es", "El largometraje de Ane Lizarralde (Bermeo, 1991) compite por el premio.", "Bermeo"),
    ("es", "Mabel Artigas, maestra jubilada del barrio Anglo, espera a muchas personas.", "Anglo"),
    ("es", "La furgoneta apareció en una rambla cercana a Campohermoso.", "Campohermoso"),
    ("fr", "Elle est née à Plouay et vit en Hainaut.", "Plouay"),
    ("fr", "Les habitants du Hainaut ont peur de la pluie.", "Hainaut"),
    ("fr", "L'incendie d'un immeuble du quartier de l'Alma à Roubaix a fait deux morts.", "Alma"),
    ("fr", "L’ancienne élève de la maison, à Gorée, a fait ses classes à Paris.", "Gorée"),
    ("de", "Nach Levi, wo keine Läuferin punktete, war der Druck groß.", "Levi"),
    ("it", "Il sindaco di Haro ha parlato ai cittadini.", "Haro"),
    ("tr", "Altay'ın Alsancak'taki kulüp binası önünde tören düzenlenecek.", "Alsancak"),
    ("tr", "Aksaray'ın Ağaçören ilçesine kadar yol kapandı.", "Ağaçören"),
]  # fmt: skip

NO_PLACES = [
    ("en", "The coach has great faith in Dickens, and the fans trust in Everly.", "Dickens"),
    ("en", "There is a bug in Firefox development.", "Firefox"),
    ("en", "Emma Peterson lost her keys. The neighbours in Peterson saw a rival.", "Peterson"),
    ("en", "In President Everly the party found a leader.", "Everly"),
    ("es", "El técnico confía en Peterson para el partido.", "Peterson"),
    ("es", "Creen en Haro y en su equipo.", "Haro"),
    ("fr", "Il a répondu à Hainaut, puis il a dit merci à Peterson.", "Hainaut"),
    ("de", "Herr Willemsen, wo wird mehr gelogen?", "Willemsen"),
    ("de", "Man hatte in Herrn Willemsen einen Gegner, wo keiner sein sollte.", "Willemsen"),
    ("de", "Das Treffen wurde in Kostengründen verschoben.", "Kostengründen"),
    ("tr", "Emma Salamis konuştu. Salamis'te kaldı.", "Salamis"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), PLACES)
def test_the_words_beside_a_name_make_it_a_place(language: str, text: str, name: str) -> None:
    assert ("location", name) in {(entity.type, entity.name) for entity in extract_entities(text, language)}


@pytest.mark.parametrize(("language", "text", "name"), NO_PLACES)
def test_the_words_beside_a_name_leave_it_another_kind(language: str, text: str, name: str) -> None:
    assert ("location", name) not in {(entity.type, entity.name) for entity in extract_entities(text, language)}


IN_LISTS = [
    ("de", "Aufstellung: Paulsen - Schröder, Lohmann, Tarkowski - Behrendt, Yıldız - Mbaye", "Tarkowski", "person"),
    ("de", "Züge halten in Hamburg, Kiel, Semmering und Lübeck.", "Semmering", "location"),
    ("tr", "Sofya, Varna, Rusçuk, Filibe, Plevne ve Burgaz gibi merkezlerde görüldü.", "Plevne", "location"),
    ("tr", "Dün konuşan Garibabadi, Umman ile Katar arasındaki konuyu anlattı.", "Garibabadi", "person"),
    ("en", "The trains stop at Leeds, York, Malton and Scarborough.", "Malton", "location"),
    ("fr", "Les trains passent par Brest, Quimper, Plouay et Lorient.", "Plouay", "location"),
    ("es", "La lluvia llegó a Madrid, Toledo, Landete y Cuenca.", "Landete", "location"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "kind"), IN_LISTS)
def test_a_name_in_a_list_gets_the_kind_of_the_other_names(language: str, text: str, name: str, kind: str) -> None:
    assert (kind, name) in {(entity.type, entity.name) for entity in extract_entities(text, language)}


AFTER_ROLES = [
    ("es", "Desde ERC, la diputada Montserrat Vidal-Ribas ha advertido de que no apoyará un texto.",
     "Montserrat Vidal-Ribas", "person"),
    ("fr", "« C’est un bourg qui s’éteint », estime le maire, Bruno Le Port.", "Bruno Le Port", "person"),
    ("en", "The project belongs to the owner, Oxford Properties, which has spent a lot.",
     "Oxford Properties", "organization"),
    ("fr", "Le maire de Saint-Malo et le directeur de Renault Trucks sont venus.", "Saint-Malo", "location"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "kind"), AFTER_ROLES)
def test_a_name_after_a_role_is_a_person_unless_it_is_listed(language: str, text: str, name: str, kind: str) -> None:
    assert (kind, name) in {(entity.type, entity.name) for entity in extract_entities(text, language)}


PARTS = [
    ("en", "The London-based company said so.", "London"),
    ("en", "It is made by the New York-based firm and others.", "New York"),
    ("en", "The Peckham-born singer likes stages.", "Peckham"),
    ("en", "Sen. Marisol Acosta, a New Mexico Democrat, voted no.", "New Mexico"),
    ("de", "Das London-basierte Unternehmen sagte ab.", "London"),
    ("fr", "La procureure de la République de Lille, Carole Etienne, a ouvert une enquête.", "Lille"),
    ("fr", "Le procureur de la République de Bobigny a saisi la police.", "Bobigny"),
    ("de", "Die Scheune im Ortsteil Kaltenbrunn brannte.", "Kaltenbrunn"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), PARTS)
def test_words_beside_a_place_are_no_part_of_its_name(language: str, text: str, name: str) -> None:
    found = {(entity.type, entity.name): entity for entity in extract_entities(text, language)}
    assert [mention.text for mention in found["location", name].mentions] == [name]


NO_PARTS = [
    ("en", "The German-born coach likes Web-based tools.", "German"),
    ("fr", "La République de Djibouti a signé le traité.", "Djibouti"),
    ("de", "Der Angeklagte Marco S. räumte die Tat ein. Der Mercedes von S. fuhr zu schnell.", "S."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), NO_PARTS)
def test_a_part_of_another_name_is_no_place(language: str, text: str, name: str) -> None:
    assert name not in {entity.name for entity in extract_entities(text, language)}
