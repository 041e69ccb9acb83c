"""Epithets as speakers: a noun such as `the coach` means the person whom the text has named."""

import pytest

from app.extraction.quotes import extract_quotes

MEANT = {  # text, whose last quotation is said by an epithet; the person whom the epithet means
    "tr role": (
        "Takımın antrenörü Marco Bellini, pasör Elif Sarıkaya'yı övdü. Deneyimli çalıştırıcı, “Çok çalıştı” dedi.",
        "Marco Bellini",
    ),
    "tr topic": (
        "Elif Sarıkaya, gözyaşlarını tutamadı.\n\nGenç voleybolcu, “Çok mutluyum” dedi.",
        "Elif Sarıkaya",
    ),
    "tr topic of common words": (
        "Satılmış Doğru, gözyaşlarını tutamadı.\n\nEmekli öğretmen, “Bu ilçe değişmiş demektir” dedi.",
        "Satılmış Doğru",
    ),
    "tr participle": (
        "Takımın antrenörü Marco Bellini konuştu. “Çok çalıştı” diyen tecrübeli antrenör, taraftara teşekkür etti.",
        "Marco Bellini",
    ),
    "tr announced": (
        "Kırklarspor Teknik Direktörü Nuri Kaya üzgündü. Teknik adam şunları söyledi:\n\n“Takım yoruldu.”",
        "Nuri Kaya",
    ),
    "tr beside another name": (
        "Teknik direktör Nuri Kaya konuştu. Deneyimli çalıştırıcı, golü atan Can Er için ise “Çok çalışıyor” dedi.",
        "Nuri Kaya",
    ),
    "tr gender": (
        "Hatice Bozkurt köyde yaşıyor.\n\nMurat Demir, köye geldi.\n\nYaşlı kadın, “Sağ ol evladım” dedi.",
        "Hatice Bozkurt",
    ),
    "tr gender beside another role": (
        "Hatice Bozkurt köyde yaşıyor.\n\nBelediye Başkanı Murat Demir, köye geldi.\n\nYaşlı kadın, “Sağ ol” dedi.",
        "Hatice Bozkurt",
    ),
    "en": (
        "Coach Ann Lee praised striker Bob Ray after the win.\n\n“He never stops running,” the manager said.",
        "Ann Lee",
    ),
    "de": (
        "Trainer Jan Kohl lobte den Torwart Uwe Renz.\n\n„Er war heute unser bester Mann“, sagte der Coach.",
        "Jan Kohl",
    ),
    "fr": (
        "L'entraîneur Luc Morel a salué le gardien Paul Vidal.\n\n« Il nous a sauvés », a déclaré le technicien.",
        "Luc Morel",
    ),
    "es": (
        "El senador Juan Mora habló con el alcalde Luis Vega.\n\n«No habrá más impuestos», dijo el parlamentario.",
        "Juan Mora",
    ),
    "fr age": (
        "Anaïs Kervella a repris la boulangerie. « J’avais envie de revenir », sourit la jeune femme de 31 ans.",
        "Anaïs Kervella",
    ),
    "fr court": (
        "Julie Morel a été jugée à Lyon. Elle a pleuré. « Je ne savais pas », a répété l’accusée de 38 ans.",
        "Julie Morel",
    ),
    "es age": (
        "Agustín Gil la paró de pecho. «La verdad que la soñé así», bromeó el juvenil de 20 años.",
        "Agustín Gil",
    ),
    "es court": (
        "José Luis Calama ha archivado la causa. En un auto, el magistrado concluye que «no existe indicio alguno».",
        "José Luis Calama",
    ),
}


def last_speaker(text: str, language: str) -> str | None:
    speaker = extract_quotes(text, language)[-1].speaker
    return speaker.name if speaker else None


@pytest.mark.parametrize("case", MEANT)
def test_an_epithet_means_the_person_who_has_the_role(case: str) -> None:
    text, person = MEANT[case]
    assert last_speaker(text, case[:2]) == person


NOT_MEANT = {  # text, whose last quotation is said by somebody new
    "tr indefinite": "Teknik direktör Nuri Kaya konuştu. Başka bir futbolcu, “Hoca haklı” dedi.",
    "tr new": "Ayşe Demir sahneyi izledi. Sahnede genç bir şarkıcı vardı. Şarkıcı, “İlk konserim” dedi.",
    "tr other role": "Vali Can Er maçı izledi. Genç futbolcu, “Çok mutluyum” dedi.",
    "tr owned": "Oyun kurucu Bora Tan konuştu. Rakip ekibin başantrenörü, “Üç serbest atış kaçırdık” dedi.",
    "tr plural": "Teknik direktör Nuri Kaya konuştu. Futbolcular, “Hoca haklı” dedi.",
    "en indefinite": "Coach Ann Lee praised the fans. “She is right,” a player said.",
    "de indefinite": "Trainer Jan Kohl dankte den Fans. „Er hat recht“, sagte ein Spieler.",
    "fr indefinite": "L'entraîneur Luc Morel a remercié le public. « Il a raison », a déclaré un joueur.",
    "es place": "Kursaal se llenó el lunes. «Mi abuela fue Miren», explicó la directora en la rueda de prensa.",
    "es indefinite": "El senador Juan Mora habló en el pleno. «Tiene razón», dijo un diputado.",
}


@pytest.mark.parametrize("case", NOT_MEANT)
def test_an_epithet_of_somebody_new_means_nobody_named_before(case: str) -> None:
    name = last_speaker(NOT_MEANT[case], case[:2])
    assert name is None or not any(word[0].isupper() for word in name.split()[1:])


ORIGINS = [  # language, text with a noun by origin or party, the person whom it means
    ("en", "Max Verstappen was told by race engineer Paul Kern. “Ah, okay,” the Dutchman replied.", "Max Verstappen"),
    ("en", "The coach Fabian Holm was less impressed. “It is never clear,” the Irishman said.", "Fabian Holm"),
    ("de", "Katharina Truppe war Zweite. „Eins und zwei“, meinte die Kärntnerin.", "Katharina Truppe"),
    ("de", "Trainer Robert Schmidt war zufrieden. „Es war hart“, sagte der Niederländer.", "Robert Schmidt"),
]
NO_ORIGINS = [("en", "Max Verstappen met the leaders. The German government said the plan was “far too slow”.")]


@pytest.mark.parametrize(("language", "text", "speaker"), ORIGINS)
def test_a_noun_by_origin_means_the_last_subject_of_any_role(language: str, text: str, speaker: str) -> None:
    (quote,) = extract_quotes(text, language)
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


@pytest.mark.parametrize(("language", "text"), NO_ORIGINS)
def test_a_noun_by_origin_before_another_noun_means_nobody(language: str, text: str) -> None:
    (quote,) = extract_quotes(text, language)
    assert quote.speaker is None or quote.speaker.type != "person"
