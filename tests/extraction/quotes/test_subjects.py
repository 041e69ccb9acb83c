"""The subject of a cue: whose words a quotation is if the sentence names several people."""

import pytest

from app.extraction.quotes import extract_quotes


def speakers(text: str, language: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in extract_quotes(text, language)]


CLAUSES = [  # language, sentence with two clauses, speaker of the quotation in the first
    ("en", 'Ann Lee wrote: "We will strike", while the manager Paul Kern added that talks would go on.', "Ann Lee"),
    ("en", 'Ann Lee called the plan "a disaster", but Paul Kern said it was necessary.', "Ann Lee"),
    ("en", 'Ann Lee told us it was "a long night" and Paul Kern said he was happy.', "Ann Lee"),
    (
        "de",
        "Claudia Neumann schrieb: „Wir streiken morgen“, während Paul Kern ergänzte, man rede.",
        "Claudia Neumann",
    ),
    ("de", "Claudia Neumann nannte den Plan „eine Katastrophe“, doch Paul Kern sagte das nicht.", "Claudia Neumann"),
    ("fr", "Anne Morel a écrit : « Nous partons demain », tandis que Paul Girard a ajouté un mot.", "Anne Morel"),
    ("es", "Ana Ruiz escribió: «Nos vamos mañana», mientras que Pablo Mora añadió que seguiría.", "Ana Ruiz"),
]
ONE_CLAUSE = [  # sentences whose cue after the quotation is the quotation's
    ("en", '"We will strike," the teacher Ann Lee said, while Paul Kern waited.', "Ann Lee"),
    ("en", 'Paul Kern resigned, but "the fight is on," Ann Lee said.', "Ann Lee"),
    ("de", "„Wir streiken morgen“, sagte Claudia Neumann, während Paul Kern wartete.", "Claudia Neumann"),
    ("fr", "« Nous partons demain », a ajouté Anne Morel, tandis que Paul Girard attendait.", "Anne Morel"),
    ("es", "«Nos vamos mañana», añadió Ana Ruiz, mientras Pablo Mora esperaba.", "Ana Ruiz"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), CLAUSES + ONE_CLAUSE)
def test_the_cue_of_another_clause_does_not_give_the_speaker(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]


OWNED = [  # language, text with a quotation by somebody whom a possessive introduces, that speaker
    ("en", 'Robert Smith was arrested on Monday. "He is innocent," his wife said.', "wife"),
    ("en", 'Robert Smith was arrested on Monday. "He is innocent," said his wife.', "wife"),
    ("en", 'Robert Smith was arrested. "My client is innocent," Smith\'s lawyer said.', "Smith's lawyer"),
    ("en", 'Robert Smith was arrested. "My client is innocent," said Smith’s lawyer.', "Smith’s lawyer"),
    ("en", 'Following the verdict, the victim\'s mother said: "Nothing will bring him back."', "victim's mother"),
    ("en", '"We want justice," the victims\' families said in a statement.', "victims' families"),
    ("de", "Robert Schmidt wurde verhaftet. „Mein Mandant ist unschuldig“, sagte sein Anwalt.", "Anwalt"),
    ("de", "„Mein Mandant ist unschuldig“, sagte der Anwalt von Robert Schmidt.", "Anwalt"),
    ("fr", "Paul Girard a été arrêté lundi. « Il est innocent », a déclaré son avocat.", "avocat"),
    ("fr", "« Il est innocent », a déclaré l'avocat de Paul Girard.", "avocat"),
    ("es", "Pablo Mora fue detenido el lunes. «Es inocente», dijo su abogado.", "abogado"),
    ("en", 'Robert Smith was arrested. His lawyer later said he was "a broken man".', "lawyer"),
    ("en", 'Ann Lee lives next door. My father used to say: "The driver does his job."', "father"),
    ("de", "Nebenan wohnt Claudia Neumann. „Du klingst anders“, sagte meine Mutter.", "Mutter"),
    ("fr", "Paul Girard a été arrêté. « Il est innocent », ont déclaré ses avocats.", "avocats"),
    ("es", "Pablo Mora fue detenido. «Es inocente», dijeron sus abogados.", "abogados"),
]
NAMED = [  # language, text with a possessive beside the name of the speaker, that name
    ("de", "Die Reform hatte Robert Schmidt am Montag als „eine Gefahr für alle“ bezeichnet.", "Robert Schmidt"),
    ("en", 'Robert Smith was arrested on Monday. "He is innocent," said his wife, Lena Smith.', "Lena Smith"),
    ("en", 'Robert Smith came with his lawyer Paul Kern. "He is innocent," his lawyer said.', "Paul Kern"),
    ("en", 'Ann Lee, president of Greenpeace, was angry. "It is bad," its president said.', "Ann Lee"),
    ("en", '"I am innocent," Robert Smith told Lee\'s lawyer.', "Robert Smith"),
    ("de", "Robert Schmidt kam mit seinem Anwalt Paul Kern. „Er ist unschuldig“, sagte sein Anwalt.", "Paul Kern"),
    ("de", "„Ich bin unschuldig“, sagte Robert Schmidt seiner Frau.", "Robert Schmidt"),
    ("fr", "Paul Girard est venu. « Il est innocent », assure sa femme, Anne Morel.", "Anne Morel"),
    ("es", "Pablo Mora fue detenido. «Es inocente», asegura su mujer, Ana Ruiz.", "Ana Ruiz"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), OWNED + NAMED)
def test_a_person_is_not_their_own_lawyer_or_relative(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]


OBJECTS = [  # language, text with a name that the cue or its subject governs, speaker
    ("en", 'The judge told Robert Smith he was "a danger to the public".', "judge"),
    ("en", 'Prosecutors said Robert Smith had shown "no remorse".', "Prosecutors"),
    ("en", '"He is a danger," a spokesman said of Robert Smith.', "spokesman"),
    ("en", 'Robert Smith told the judge he was "a danger to the public".', "Robert Smith"),
    ("en", 'The judge, Ann Lee, told Robert Smith he was "a danger to the public".', "Ann Lee"),
    ("de", "Die Richterin sagte zu Robert Schmidt, er sei „eine Gefahr für alle“.", "Richterin"),
    ("de", "Die Reform nannte Robert Schmidt „eine Gefahr für alle“.", "Robert Schmidt"),
    ("de", "„Es reicht“, sagte Minister Manfred von Richthofen.", "Manfred von Richthofen"),
    ("es", "El juez dijo a Pablo Mora que era «un peligro para todos».", "juez"),
    ("fr", "« C'est assez », a promis le ministre de l'Économie Paul Girard.", "Paul Girard"),
    ("es", "«Ya basta», dijo la ministra de Salud Ana Ruiz.", "Ana Ruiz"),
    ("it", "«Basta», ha promesso la ministra della Salute Anna Greco.", "Anna Greco"),
    ("es", "La jueza Ana Ruiz dijo a Pablo Mora que era «un peligro para todos».", "Ana Ruiz"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), OBJECTS)
def test_a_name_that_the_cue_or_its_subject_governs_is_not_the_speaker(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]


ASIDE = [  # language, sentence with a common noun that is not the subject of the cue, speaker
    ("en", 'After the hearing, a spokesperson for the bank said: "Honest people pay the price."', "spokesperson"),
    ("en", 'Before the vote, a senior diplomat told reporters: "It will be close."', "diplomat"),
    ("en", 'Outside the court, his lawyer said: "We will appeal."', "lawyer"),
    ("en", 'The High Court on Tuesday pulled up the City Council for its failure to set up an animal shelter, '
     'saying the council was treating court orders as "advisory notes".', "High Court"),
    ("en", 'The minister, saying the plan was "a waste of money", left the room.', "minister"),
    ("de", "Henning Kern hatte gegenüber der Zeitung gesagt, man sei „durch andere Stürme gekommen“.", "Henning Kern"),
    ("fr", "Après la réunion, un diplomate a déclaré : « Ce sera serré. »", "diplomate"),
]  # fmt: skip
JOINED = [  # language, text whose last name but one a preposition governs, and with it the last name; speaker
    ("en", 'Paul Kern ran out. With the help of Ann Lee and Peter Holm, he saved the cows. "It was close," he said.'),
    ("de", "Paul Kern lief los. Mit Florian Maier und Anton Lechner trieb er die Kühe. „Es war knapp“, sagte er."),
    ("fr", "Paul Kern est sorti. Avec Jean Morel et Marc Petit, il a couru. « C'était juste », a-t-il dit."),
    ("es", "Paul Kern salió. Con Juan Ruiz y Carlos Gil salvó las vacas. «Fue justo», dijo."),
]


@pytest.mark.parametrize(("language", "text", "speaker"), ASIDE)
def test_a_common_noun_in_an_adverbial_is_not_the_speaker(language: str, text: str, speaker: str) -> None:
    (found,) = speakers(text, language)
    assert found is not None
    assert found.endswith(speaker)


@pytest.mark.parametrize(("language", "text"), JOINED)
def test_a_preposition_governs_two_names_that_a_conjunction_joins(language: str, text: str) -> None:
    assert speakers(text, language) == ["Paul Kern"]


GROUPS = [  # language, words after a sentence about Ann Lee, the noun that means no single person
    ("en", '"It was a quiet night," the police said.', "police"),
    ("en", '"It was a quiet night," the fire service said.', "fire service"),
    ("en", '"It was a quiet year," prosecutors said.', "prosecutors"),
    ("en", "The union called it “a sad day for all”.", "union"),
    ("de", "„Der Einsatz verlief ruhig“, teilte die Polizei mit.", "Polizei"),
    ("de", "Am Montag sagte die Feuerwehr: „Es war eine ruhige Nacht.“", "Feuerwehr"),
    ("de", "„Es war immer ruhig“, sagten Anwohner.", "Anwohner"),
    ("fr", "« La nuit a été calme », a déclaré la police.", "police"),
    ("fr", "« La nuit a été calme », ont déclaré les habitants.", "habitants"),
    ("es", "«La noche fue tranquila», dijo la policía.", "policía"),
]
TO_GROUPS = [  # language, words after a sentence about Ann Lee, in which she talks to a group
    ("en", 'She told the court: "It was a quiet year."'),
    ("en", 'Lee told the police it was "a quiet year".'),
    ("de", "Am Montag sagte sie der Polizei: „Es war eine ruhige Nacht.“"),
    ("fr", "« La nuit a été calme », a-t-elle réagi pour l'agence de presse tchèque."),
]


@pytest.mark.parametrize(("language", "text", "speaker"), GROUPS)
def test_the_words_of_a_group_are_not_credited_to_a_person_named_before(language: str, text: str, speaker: str) -> None:
    assert speakers(f"Ann Lee. {text}", language) == [speaker]


@pytest.mark.parametrize(("language", "text"), TO_GROUPS)
def test_the_words_of_a_person_to_a_group_are_the_person_s(language: str, text: str) -> None:
    assert speakers(f"Ann Lee resigned. {text}", language) == ["Ann Lee"]
