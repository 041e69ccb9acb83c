"""Kinds of error that public reports showed in quotations and names: the words said, and who said them.

Each case is a paragraph of a small page; `(words, speaker)` are its quotations, a speaker of None is nobody.
"""

import pytest

from app.extraction import extract
from app.schemas.article import ArticleDraft

Said = list[tuple[str, str | None]]
REST = {
    "en": "The town council voted on Tuesday night to rebuild the old sea wall before the winter storms arrive.",
    "tr": "Belediye meclisi, eski dalgakıranın kış fırtınalarından önce yeniden yapılmasına salı günü karar verdi.",
    "de": "Der Gemeinderat hat am Dienstagabend beschlossen, die alte Ufermauer vor den Stürmen neu zu bauen.",
    "fr": "Le conseil municipal a voté mardi soir la reconstruction de l'ancienne digue avant les tempêtes.",
    "es": "El ayuntamiento aprobó el martes por la noche la reconstrucción del antiguo dique antes del invierno.",
    "it": "Il consiglio comunale ha votato martedì sera la ricostruzione della vecchia diga prima dell'inverno.",
}


def draft(language: str, inside: str, headline: str = "Sea wall") -> ArticleDraft:
    text = inside if inside.startswith("<") else f"<p>{inside}</p>"
    rest = f"<p>{REST[language]}</p>" * 1
    page = f"<html lang={language}><body><article><h1>{headline}</h1>{text}{rest}</article></body></html>"
    return extract(page.encode(), "https://news.example/a/wall", force=True)


def said(language: str, inside: str) -> Said:
    return [(quote.text, quote.speaker.name if quote.speaker else None) for quote in draft(language, inside).quotes]


def speakers(language: str, inside: str) -> list[str | None]:
    return [speaker for _, speaker in said(language, inside)]


@pytest.mark.parametrize(
    ("language", "inside", "names"),
    [
        (
            "fr",
            "« Nous attendrons, a déclaré Anne Vallet, la maire de Port-Harlou, et nous le dirons au préfet. » "
            "Puis elle a ajouté : « C’est fini. »",
            ["Anne Vallet", "Anne Vallet"],
        ),
        ("es", "«No vamos a esperar —dijo el alcalde Pedro López— otro invierno».", ["Pedro López"]),
        ("en", "“We will not wait, Mayor Robert Smith said, until another winter comes.”", ["Robert Smith"]),
        ("it", "«Non aspetteremo, ha detto il sindaco Marco Rossi, un altro inverno».", ["Marco Rossi"]),
    ],
)
def test_if_a_cue_is_inside_quotation_marks_its_subject_is_the_speaker(
    language: str, inside: str, names: list[str]
) -> None:
    assert speakers(language, inside) == names


@pytest.mark.parametrize(
    ("language", "inside", "name"),
    [
        ("en", "Anna Kowalska met Robert Smith on Monday. “The wall is finished,” he said.", "Robert Smith"),
        ("en", "Robert Smith met Anna Kowalska on Monday. “The wall is finished,” she said.", "Anna Kowalska"),
        ("en", "Emma Clarke, the mayor, thanked James Hall. “I will come in May,” he replied.", "James Hall"),
        ("fr", "Anne Vallet a rencontré Pierre Dole lundi. « Le mur est fini », a-t-il dit.", "Pierre Dole"),
        ("fr", "Pierre Dole a rencontré Anne Vallet lundi. « Le mur est fini », a-t-elle dit.", "Anne Vallet"),
        ("de", "Anna Weber traf Peter Schmidt am Montag. „Die Mauer ist fertig“, sagte er.", "Peter Schmidt"),
    ],
)
def test_a_pronoun_credits_a_person_of_its_gender(language: str, inside: str, name: str) -> None:
    assert speakers(language, inside) == [name]


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("'The residents' cars will have to go,' said Robert Smith.", "The residents' cars will have to go,"),
        ("‘The residents’ cars will have to go,’ said Robert Smith.", "The residents’ cars will have to go,"),
        ("'We love rock 'n' roll here,' Robert Smith said.", "We love rock 'n' roll here,"),
        ("'It's the boys' last chance to win,' said Robert Smith.", "It's the boys' last chance to win,"),
    ],
)
def test_an_apostrophe_does_not_end_a_quotation_in_single_marks(inside: str, words: str) -> None:
    assert said("en", inside) == [(words, "Robert Smith")]


@pytest.mark.parametrize(
    ("language", "inside", "name"),
    [
        ("en", "“Her experience will help us all in the coming years.” — Ann Vale, mayor", "Ann Vale"),
        ("en", "<p>“Her experience will help us all in the coming years.”</p><p>— Ann Vale, mayor</p>", "Ann Vale"),
        ("en", "<p>Statement by Ann Vale:</p><p>“Her experience will help us all.”</p>", "Ann Vale"),
        ("tr", '"Bir kış daha beklemeyeceğiz, duvar bitti." - Ayşe Demir, Belediye Başkanı', "Ayşe Demir"),
    ],
)
def test_a_name_after_a_dash_or_above_the_quotation_is_its_speaker(language: str, inside: str, name: str) -> None:
    assert speakers(language, inside) == [name]


def test_names_in_quotation_marks_are_not_quotations() -> None:
    shorty = "“Last night. Senseless killing,” said a homeless man who goes by the name “Shorty.”"
    assert [words for words, _ in said("en", shorty)] == ["Last night. Senseless killing,"]
    assert said("en", "Robert “Bob” Smith said the wall was “a disgrace”.") == [("a disgrace", "Robert Smith")]
    rock = "Dwayne “The Rock” Johnston said “the wall is finished” on Monday."
    assert said("en", rock) == [("the wall is finished", "Dwayne Johnston")]


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        (
            "<p>Hugh Hall said: “They need treatment.</p><p>“If they do not get it they will die,” he added.</p>",
            "Hugh Hall",
        ),
        (
            '<p>Mary Jones told reporters: "We will rebuild it.</p><p>"And we will do it by May," she said.</p>',
            "Mary Jones",
        ),
    ],
)
def test_the_name_before_a_quotation_of_two_paragraphs_is_its_speaker(inside: str, name: str) -> None:
    assert set(speakers("en", inside)) == {name}


@pytest.mark.parametrize(
    ("language", "sentence", "verbs"),
    [
        (
            "en",
            '"The wall will not be finished before the winter," {} Robert Smith, a fisherman.',
            [
                "grumbled",
                "conceded",
                "countered",
                "fumed",
                "boasted",
                "quipped",
                "scoffed",
                "bristled",
                "lamented",
                "shrugged",
                "vowed",
            ],
        ),
        (
            "de",
            "„Die Mauer wird vor dem Winter nicht fertig“, {} Robert Smith, ein Fischer.",
            ["schimpfte", "brummte", "knurrte", "frotzelte", "spottete", "wetterte", "konterte", "monierte"],
        ),
        (
            "fr",
            "« Le mur ne sera pas fini avant l’hiver », {} Robert Smith, un pêcheur.",
            ["grogne", "peste", "fulmine", "ironise", "soupire", "concède", "tonne", "renchérit", "rétorque"],
        ),
        (
            "es",
            "«El muro no estará acabado antes del invierno», {} Robert Smith, pescador.",
            ["ironizó", "lamentó", "espetó", "bromeó", "zanjó", "replicó", "matizó", "remachó", "apostilló"],
        ),
        (
            "it",
            "«Il muro non sarà finito prima dell’inverno», {} Robert Smith, un pescatore.",
            ["sbotta", "ironizza", "tuona", "sospira", "ribatte", "ammette", "rincara", "incalza", "chiosa"],
        ),
    ],
)
def test_rare_verbs_of_speech_are_cues(language: str, sentence: str, verbs: list[str]) -> None:
    assert {verb: speakers(language, sentence.format(verb)) for verb in verbs} == {
        verb: ["Robert Smith"] for verb in verbs
    }


@pytest.mark.parametrize(
    ("language", "inside", "found"),
    [
        (
            "fr",
            "<p>Le débat a duré.</p><p>— Nous n’attendrons pas, a déclaré la maire, Anne Vallet.</p>"
            "<p>— Et qui va payer ? a demandé Pierre Dole.</p>",
            [("Nous n’attendrons pas", "Anne Vallet"), ("Et qui va payer ?", "Pierre Dole")],
        ),
        (
            "fr",
            "<p>Le débat a duré.</p><p>– On attend depuis dix ans, soupire Marie Dupont.</p>"
            "<p>– La digue sera finie en mai, promet Pierre Martin.</p>",
            [("On attend depuis dix ans", "Marie Dupont"), ("La digue sera finie en mai", "Pierre Martin")],
        ),
        (
            "es",
            "<p>El debate duró dos horas.</p><p>—No vamos a esperar —dijo Pedro López—.</p>",
            [("No vamos a esperar", "Pedro López")],
        ),
    ],
)
def test_a_dash_opens_direct_speech(language: str, inside: str, found: Said) -> None:
    assert said(language, inside) == found


def test_words_in_a_q_element_are_a_quotation() -> None:
    inside = "Mayor Ann Vale said <q>we will not wait for another winter</q> and left the hall."
    assert said("en", inside) == [("we will not wait for another winter", "Ann Vale")]


@pytest.mark.parametrize(
    ("language", "inside", "names"),
    [
        ("en", "Sinéad O'Connor sang with Paul O’Grady in Dublin.", ["Sinéad O'Connor", "Paul O’Grady", "Dublin"]),
        ("en", "Eve D’Ambrosio lives in Coeur d'Alene, the police said.", ["Eve D’Ambrosio", "Coeur d'Alene"]),
        (
            "en",
            "The president of Côte d'Ivoire, Samuel Eto'o and N'Golo Kanté met in N'Djamena.",
            ["Côte d'Ivoire", "Samuel Eto'o", "N'Golo Kanté", "N'Djamena"],
        ),
    ],
)
def test_names_with_an_apostrophe_are_found_whole(language: str, inside: str, names: list[str]) -> None:
    found = {entity.name for entity in draft(language, inside).entities}
    assert set(names) <= found
    assert not any(name != other and name in other for name in found for other in names)


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("CUMHURBAŞKANI ERDOĞAN İZMİR'DE KONUŞTU", {"Erdoğan": "person", "İzmir": "location"}),
        ("İSTANBUL VALİSİ ALİ YILMAZ AÇIKLADI", {"İstanbul": "location", "Ali Yılmaz": "person"}),
        (
            "DİYARBAKIR'DA DEPREM: AFAD BAŞKANI OKAY MEMİŞ AÇIKLADI",
            {"Diyarbakır": "location", "AFAD": "organization", "Okay Memiş": "person"},
        ),
    ],
)
def test_names_are_found_in_headlines_printed_in_capitals(headline: str, names: dict[str, str]) -> None:
    found = {entity.name: str(entity.type) for entity in draft("tr", REST["tr"], headline).entities}
    assert names.items() <= found.items()
    assert not any(len(name.split()) > 3 for name in found)
