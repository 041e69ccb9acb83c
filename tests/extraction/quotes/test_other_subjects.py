"""A common noun that means nobody named before speaks, not the last speaker: fr `le cabinet du ministre dénonce`."""

import pytest

from app.extraction.quotes import extract_quotes

BEFORE = {
    "fr": "Anne Leroy et Paul Girard se sont vus. « Cela ne peut plus durer », a dit Paul Girard.",
    "es": "Ana Ruiz y Pedro Salas se vieron en Lugo. «Esto no puede seguir así», dijo Pedro Salas.",
    "en": "Ann Lee and Paul Grant met in May. “This cannot go on,” said Paul Grant.",
    "de": "Anna Klein und Paul Gerber trafen sich. „So geht es nicht weiter“, sagte Paul Gerber.",
}
OTHERS = [  # language, sentence, the noun that speaks or, if a noun of an office, None or the noun
    ("fr", "Un ancien collaborateur décrit « une patronne qui relit tout ».", "collaborateur"),
    ("fr", "Plusieurs collègues parlent de « coup de tête ».", "collègues"),
    ("fr", "Le cabinet du ministre, lui, parle d’un « dialogue qui n’a jamais été rompu ».", "cabinet"),
    ("fr", "Son propriétaire, un homme de 29 ans, a expliqué l’avoir acheté « à un gars sur Snapchat ».", None),
    ("fr", "La mairie, de son côté, assure que « tout sera prêt ».", "mairie"),
    ("fr", "« Il y avait du sang partout », a indiqué à l’AFP une source policière.", "source policière"),
    ("es", "Un antiguo colaborador describe «una jefa que lo relee todo».", "colaborador"),
    ("es", "Los socialistas acusan al Gobierno de haber «mentido por omisión».", "socialistas"),
    ("es", "El entorno de la alcaldesa habla de «un malentendido».", "entorno"),
    ("es", "Su abogado se ha limitado a decir que está «tranquilo y cansado».", "abogado"),
    ("es", "«Había sangre por todas partes», ha contado a este diario un vecino.", "vecino"),
    ("en", "A former colleague describes “a boss who reads everything twice”.", "colleague"),
    ("de", "Ein früherer Mitarbeiter beschreibt „eine Chefin, die alles zweimal liest“.", "Mitarbeiter"),
]


@pytest.mark.parametrize(("language", "sentence", "noun"), OTHERS)
def test_the_last_speaker_is_not_credited_if_another_noun_is_the_subject(
    language: str, sentence: str, noun: str | None
) -> None:
    quote = extract_quotes(f"{BEFORE[language]}\n\n{sentence}", language)[-1]
    name = quote.speaker.name if quote.speaker else ""
    assert noun in name if noun else name not in BEFORE[language]


SAME = [  # language, sentence whose subject may mean the last speaker
    ("fr", "Le maire de Lyon, Paul Girard, dénonce « une manœuvre du conseil »."),
    ("fr", "L’élu dénonce « une manœuvre du conseil »."),
    ("fr", "Une telle idée ne sera pas acceptée, prévient-il, car elle « ouvre la porte à tout »."),
    ("es", "El alcalde denuncia «una maniobra del concejo»."),
]


@pytest.mark.parametrize(("language", "sentence"), SAME)
def test_the_last_speaker_may_be_meant_by_a_role_or_pronoun(language: str, sentence: str) -> None:
    quotes = extract_quotes(f"{BEFORE[language]}\n\n{sentence}", language)
    assert [quote.speaker.name if quote.speaker else None for quote in quotes[1:]] == [
        quote.speaker.name if quote.speaker else None for quote in quotes[:1]
    ]
