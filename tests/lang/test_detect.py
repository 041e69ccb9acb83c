"""The language of a page: declared, checked against its words and its script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lang.detect import detect_language, language_of_text

TEXTS = {
    "tr": (
        "Belediye meclisi pazartesi günü toplandı ve yeni köprü için ayrılan bütçeyi kabul etti. "
        "Başkan, yapılan çalışmaların bu yıl içinde biteceğini, ancak yolun bir süre daha kapalı "
        "kalacağını söyledi."
    ),
    "en": (
        "The town council met on Monday and agreed on the money for the new bridge. The mayor said "
        "that the work would be done this year, but the road would have to stay closed for some "
        "time."
    ),
    "de": (
        "Der Stadtrat hat am Montag das Geld für die neue Brücke bewilligt. Die Bürgermeisterin "
        "sagte, dass die Arbeiten noch in diesem Jahr enden, aber die Straße bleibt für einige Zeit "
        "gesperrt."
    ),
    "fr": (
        "Le conseil municipal s'est réuni lundi et a voté le budget pour le nouveau pont. Le maire "
        "a dit que les travaux seront finis dans l'année, mais la route reste fermée pour quelque "
        "temps."
    ),
    "es": (
        "El ayuntamiento se reunió el lunes y aprobó el dinero para el nuevo puente. La alcaldesa "
        "dijo que las obras terminarán este año, pero la carretera seguirá cerrada por un tiempo."
    ),
    "ja": "市議会は月曜日に開かれ、新しい橋のための予算を承認した。",
    "ko": "시의회는 월요일에 열려 새 다리를 위한 예산을 승인했다.",
    "zh": "市议会周一开会，批准了新桥的预算。",
    "ru": "Городской совет собрался в понедельник и утвердил бюджет нового моста.",
    "el": "Το δημοτικό συμβούλιο ενέκρινε τη Δευτέρα τον προϋπολογισμό για τη νέα γέφυρα.",
    "ar": "وافق مجلس المدينة يوم الاثنين على ميزانية الجسر الجديد.",
    "he": "מועצת העיר אישרה ביום שני את התקציב לגשר החדש.",
    "th": "สภาเมืองอนุมัติงบประมาณสำหรับสะพานใหม่เมื่อวันจันทร์",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_an_undeclared_text_is_detected(language: str) -> None:
    assert language_of_text(TEXTS[language]) == language
    assert detect_language([], TEXTS[language]).language == language


@pytest.mark.parametrize("language", ["tr", "en", "de", "fr", "es"])
def test_the_language_of_a_text_in_capitals_is_detected(language: str) -> None:
    capitals = TEXTS[language].replace("i", "İ").upper() if language == "tr" else TEXTS[language].upper()
    assert language_of_text(capitals) == language


def test_the_language_of_the_text_overrules_a_wrong_declared_language() -> None:
    found = detect_language([("en", "html:lang")], TEXTS["tr"])
    assert (found.language, found.contradicts) == ("tr", "en")
    agreeing = detect_language([("en", "html:lang"), ("tr_TR", "og:locale")], TEXTS["tr"])
    assert (agreeing.language, agreeing.origin) == ("tr", "og:locale")


@pytest.mark.parametrize(("declared", "text"), [("lb", "de"), ("mt", "en"), ("uk", "ru"), ("fa", "ar"), ("gl", "es")])
def test_a_declared_language_is_kept_if_no_word_list_exists_for_it(declared: str, text: str) -> None:
    assert detect_language([(declared, "html:lang")], TEXTS[text]).language == declared


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Het stadsbestuur kwam maandag bijeen en keurde het geld voor de brug goed, maar de weg blijft dicht.", "nl"),
        (
            "Il consiglio si è riunito lunedì e ha approvato i fondi per il nuovo ponte della città, che non è aperto.",
            "it",
        ),
        ("Umphakathi uthe ukuthi ibhuloho lizovulwa uma imvula seyiphelile, futhi kodwa umgwaqo uvaliwe manje.", "zu"),
    ],
)
def test_a_language_without_a_pack_is_detected_by_its_function_words(text: str, code: str) -> None:
    found = detect_language([("en", "html:lang")], text)
    assert (found.language, found.contradicts) == (code, "en")


def test_a_short_text_does_not_overrule_the_declared_language() -> None:
    assert detect_language([("de", "html:lang")], "Ja.").language == "de"
    assert detect_language([], "Ja.").language == "und"
    assert detect_language([("klingon language", "html:lang")], "").language == "und"


@given(st.text(max_size=200), st.lists(st.tuples(st.text(max_size=10), st.just("meta")), max_size=3))
def test_language_detection_accepts_any_text(text: str, declared: list[tuple[str, str]]) -> None:
    found = detect_language(declared, text)
    assert 2 <= len(found.language) <= 3
    assert 0 <= found.confidence <= 1
